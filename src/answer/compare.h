/*
 * The differences of two plans: rows [profile_a,profile_b,]figure,option,a,b,difference,input,contribution, or tables
 * for people.
 */
#ifndef ANSWER_COMPARE_H
#define ANSWER_COMPARE_H

#include "answer/subject.h"
#include "base/diag.h"
#include "decide/compare.h"

/* Two plans that were compared. An option is included if either plan has it. All borrowed. */
struct compare_answer {
	struct subject a, b;
	const char *name_a, *name_b; /* for people, with the row of --scenarios */
	const bool *wanted;          /* [figure] */
	bool by_choice;              /* the user chose the figures */
	bool several;                /* rows begin with the two profiles */
	const struct comparison *comparison; /* set by compare_find */
};

/*
 * Compares the two plans, for answer->comparison. 0, and *comparison is to be released; or -1: with an error in diags
 * where their currencies differ, else out of memory.
 */
int compare_find(struct compare_answer *answer, struct comparison *comparison, struct diags *diags);

/* Whether an option of the comparison is asked for, in either plan; its label. */
bool compare_wants(const struct compare_answer *answer, size_t option);
const char *compare_label(const struct compare_answer *answer, size_t option);

/* What is said where contributions are estimated, where a figure has none, and where the plans are the same. */
void compare_say_error(struct document *document, const struct compare_answer *answer, enum figure figure);
void compare_say_none(struct document *document, enum figure figure);
void compare_say_same(struct document *document);

void compare_answer_columns(struct document *document, bool several);

/* 0, or -1 with an error in diags, or when out of memory. */
int compare_answer(struct document *document, const struct compare_answer *answer, struct diags *diags);

#endif
