/* Reports draws that left their field's range and were clamped to its end: this never goes unmentioned. */
#ifndef ANSWER_HELD_H
#define ANSWER_HELD_H

#include "answer/format.h"
#include "document/document.h"
#include "risk/sampler.h"

/* The share of the first `trials` trials in which an input's draw was clamped. */
double held_answer_share(const struct sampler *sampler, size_t i, size_t trials);

/* The sentence about an input whose draws were clamped; false, with nothing printed, if none were. */
bool held_answer_print(struct bytes *out, const struct sampler *sampler, size_t i, size_t trials,
		       const struct notation *notation);

/* An item for each input with clamped draws in the first `trials` trials. */
void held_answer_items(struct document *document, const struct sampler *sampler, size_t trials,
		       const struct notation *notation);

#endif
