/*
 * The tornado: moves each input to its two ends, all else at the best guess. The ends of an uncertain input are its P10
 * and P90; those of a certain one are 10 % less and 10 % more, clamped to the field's range.
 */
#ifndef RISK_TORNADO_H
#define RISK_TORNADO_H

#include <stdbool.h>
#include <stddef.h>

#include "model/model.h"
#include "plan/plan.h"
#include "risk/parallel.h"

#define TORNADO_STEP 0.1 /* relative step of a certain input, either way */

struct tornado_input {
	const struct input *input;
	double end[2]; /* in the value's own unit */
	bool held[2];  /* the end lay outside the field's range */
};

/* An input's effect on the npv of one option. */
struct tornado_bar {
	double npv[2]; /* at the ends */
	double swing;  /* the largest minus the smallest of these and the npv at the best guess */
	bool acts;     /* false: no value of the input changes the npv */
};

/* A value's quantile as a trial would draw it, clamped to the field's range. */
double tornado_quantile(const struct input *input, double p);

struct tornado_input tornado_uncertain(const struct input *input);
struct tornado_input tornado_certain(const struct input *input);

/* True for an input that tornado_certain supports: a certain number, share or money that is not 0 and may vary. */
bool tornado_takes_certain(const struct input *input);

/* The npv of every option, [option][lane], of the first `lanes` lanes; the model's rows are GROUP_NET. */
void tornado_npv(const struct model *model, struct workspace *workspace, const double (*inputs)[LANES], int lanes,
		 double (*npv)[LANES]);

/*
 * bar[option * count + i] is for input[i], the model's free inputs in their order; best_guess[option]: the npv there.
 * There is a workspace for each thread. 1 if stopped by the watch, -1 when out of memory; bar must not be read then.
 */
int tornado_find(const struct model *model, struct workspace *const *workspace, int threads, const struct watch *watch,
                 const struct tornado_input *input, double *best_guess, struct tornado_bar *bar);

#endif
