/*
 * The value that one input must have for goals to be met: rows profile,option,input,value,now,low,high,status, or
 * tables for people.
 */
#ifndef ANSWER_SOLVE_H
#define ANSWER_SOLVE_H

#include "answer/answer.h"
#include "base/diag.h"
#include "decide/solve.h"
#include "risk/study.h"

/* What is asked, as given. All borrowed. */
struct solve_request {
	const char *const *goal;
	size_t goal_count;
	const char *const *input; /* names */
	size_t input_count;
	bool all;                 /* every input, instead of those named */
};

/*
 * Checks what needs no plan to be checked, and begins the document: its columns, and the goals in its stamp. 0, or -1
 * with an error in diags.
 */
int solve_answer_begin(struct document *document, const struct solve_request *request, struct diags *diags);

/*
 * Answers for one plan. spec: of the trials that probabilities are of. watch: of the inputs. 0, or -1 with an error in
 * diags, when out of memory, or ended by the watch.
 */
int solve_answer(struct document *document, const struct answer *answer, const struct solve_request *request,
		 const struct study_spec *spec, const struct watch *watch, struct diags *diags);

/* Solutions to be said. All borrowed. */
struct solve_answer {
	struct subject subject;
	const struct solve_task *task;
	const struct solutions *found; /* option by option */
	bool all;                      /* every input was tried: list only those with the smallest change */
	const struct study_spec *spec; /* the trials for probabilities */
};

/* Where goals are probabilities, rounding a value for people draws again: 0, or -1 when out of memory or stopped. */
int solve_say(struct document *document, const struct solve_answer *answer);

#endif
