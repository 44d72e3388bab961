/* The figures at each point of a grid: rows [profile,]KEY...,option,figure,value,status, or a table per figure. */
#ifndef ANSWER_SWEEP_H
#define ANSWER_SWEEP_H

#include "answer/subject.h"
#include "base/diag.h"
#include "decide/grid.h"
#include "model/figure.h"

/* A sweep and its axes. All borrowed. */
struct sweep_answer {
	struct subject subject;
	const struct grid_axis *axis;
	size_t count;       /* number of axes, 1 to GRID_MOST_AXES */
	const bool *wanted; /* [figure] */
	bool by_choice;     /* --figure was given; otherwise tables show npv and payback only */
	bool by_profile;    /* rows begin with the profile */
};

void sweep_answer_columns(struct document *document, const struct sweep_answer *answer);

/* 0, or -1 with an error in diags. */
int sweep_answer(struct document *document, const struct sweep_answer *answer, struct diags *diags);

#endif
