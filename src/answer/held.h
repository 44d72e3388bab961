/* Reports draws that left their field's range and were clamped to its end: this never goes unmentioned. */
#ifndef ANSWER_HELD_H
#define ANSWER_HELD_H

#include "answer/format.h"
#include "decide/condition.h"
#include "document/document.h"
#include "risk/sampler.h"
#include "risk/study.h"

/* The inputs of which draws were held, in the plan's order. Begins as {0}. */
struct held {
	struct held_input {
		const struct input *input;
		double share; /* of the trials in which its draw was held */
	} *at;
	size_t count;
};

/* In the first so many trials. 0, or -1 when out of memory. */
int held_find(const struct sampler *sampler, size_t trials, struct held *held);

/* In the trials that the probabilities among the conditions are of; without any, none. The same. */
int held_find_asked(const struct condition *conditions, size_t count, const struct plan *plan,
		    const struct study_spec *spec, struct held *held);
void held_release(struct held *held);

/* The sentence about an input. */
void held_answer_print(struct bytes *out, const struct held_input *held, const struct notation *notation);

/* An item for each input. */
void held_answer_items(struct document *document, const struct held *held, const struct notation *notation);

#endif
