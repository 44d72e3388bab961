/*
 * An open plan together with how it is being looked at: the option, the row, what is folded.
 */
#ifndef TUI_SHEET_H
#define TUI_SHEET_H

#include "tui/amounts.h"
#include "tui/estimate.h"
#include "tui/open_plan.h"
#include "tui/outline.h"

struct sheet {
	struct open_plan plan;
	size_t option;          /* the one that rows and charts are about */
	struct folds folds;
	char *cursor;           /* the name of the row where the cursor is */
	size_t first_row;       /* the first one shown */
	struct outline outline; /* of the plan without what is being typed, so that rows stay while one types */
	struct amounts amounts; /* of the plan with it */
	struct estimate *estimate;         /* made when first shown; NULL: not yet, or no memory */
	unsigned long estimated;           /* the revision it is of */
	unsigned long revision; /* of the plan when these were made; 0: never */
	bool outside_told;      /* that its file was changed outside */
	bool stale;             /* folds or the option changed since */
};

/* Takes over an open plan. 0, or -1 when out of memory, the plan left to the caller. */
int sheet_new(struct open_plan *plan, struct sheet **sheet);
void sheet_free(struct sheet *sheet);

/* Brings outline and amounts up to date, and keeps option and cursor on what there is. 0, or -1 when out of memory. */
int sheet_refresh(struct sheet *sheet);

/* Brings the estimate up to date; what is known of an option, NULL: nothing. */
const struct option_estimate *sheet_estimate(struct sheet *sheet, size_t option);

/* The row under the cursor; NULL only for want of memory. */
const struct outline_row *sheet_row(const struct sheet *sheet);
size_t sheet_row_index(const struct sheet *sheet);

/* Moves the cursor to a row (held within them), or to one by name, opening what hides it. */
void sheet_go(struct sheet *sheet, size_t row);
void sheet_go_to(struct sheet *sheet, const char *name);

/* Opens or closes a row. */
void sheet_fold(struct sheet *sheet, const struct outline_row *row);

/* The figures of the chosen option, with what is being typed. */
const struct option_figures *sheet_figures(const struct sheet *sheet);

const char *sheet_option_label(const struct sheet *sheet, size_t option);

#endif
