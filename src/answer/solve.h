/*
 * The value that one input must have for goals to be met: rows profile,option,input,value,now,low,high,status, or
 * tables for people.
 */
#ifndef ANSWER_SOLVE_H
#define ANSWER_SOLVE_H

#include "answer/subject.h"
#include "decide/solve.h"

/* All borrowed. */
struct solve_answer {
	struct subject subject;
	const struct solve_task *task;
	const struct solutions *found; /* option by option */
	bool all;                      /* every input was tried: list only those with the smallest change */
	const struct study_spec *spec; /* the trials for probabilities */
};

/* The solutions for these inputs, option by option. 0, or -1 when out of memory or stopped. */
int solve_inputs(const struct solve_task *task, const struct input *const *inputs, size_t count,
		 struct solutions *found);

void solve_answer_columns(struct document *document);

/* If goals are probabilities, rounding a value for people draws trials: 0, or -1 when out of memory or stopped. */
int solve_answer(struct document *document, const struct solve_answer *answer);

#endif
