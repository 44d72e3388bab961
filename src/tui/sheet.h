/* An open plan and its display state: the option, the cursor in its inputs, what is folded. */
#ifndef TUI_SHEET_H
#define TUI_SHEET_H

#include "tui/amounts.h"
#include "tui/estimate.h"
#include "tui/open_plan.h"
#include "tui/outline.h"

struct sheet {
	struct open_plan plan;
	size_t option;          /* the one that inputs and charts show */
	struct folds folds;
	char *cursor;           /* the name of the row at the cursor of the inputs */
	size_t first_row;       /* of the inputs: the first row shown */
	struct outline outline; /* of the plan without what is being typed, so that rows stay in place */
	struct amounts amounts; /* of the plan with what is being typed */
	struct estimate *estimate;         /* created when first shown; NULL: not yet, or out of memory */
	unsigned long estimated;           /* the revision it is for */
	unsigned long revision; /* of the plan when these were computed; 0: never */
	bool outside_told;      /* it was reported that another program changed its file */
	bool stale;             /* the folds or the option changed since */
};

/* Takes ownership of an open plan. 0, or -1 when out of memory, and the plan stays the caller's. */
int sheet_new(struct open_plan *plan, struct sheet **sheet);
void sheet_free(struct sheet *sheet);

/* Brings outline and amounts up to date, and keeps option and cursor within the plan. 0, or -1 when out of memory. */
int sheet_refresh(struct sheet *sheet);

/* Brings the estimate up to date. Returns an option's; NULL: none. */
const struct option_estimate *sheet_estimate(struct sheet *sheet, size_t option);

/* The row at the cursor; NULL only when out of memory. */
const struct outline_row *sheet_row(const struct sheet *sheet);
size_t sheet_row_index(const struct sheet *sheet);

/* Moves the cursor to a row (at most the last), or to one by name, opening the rows that hide it. */
void sheet_go(struct sheet *sheet, size_t row);
void sheet_go_to(struct sheet *sheet, const char *name);

/* Opens or closes a row. */
void sheet_fold(struct sheet *sheet, const struct outline_row *row);

/* The figures of the chosen option, including what is being typed. */
const struct option_figures *sheet_figures(const struct sheet *sheet);

const char *sheet_option_label(const struct sheet *sheet, size_t option);

#endif
