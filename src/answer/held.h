/*
 * Draws that left their field's range and were held at its end: never in silence.
 */
#ifndef ANSWER_HELD_H
#define ANSWER_HELD_H

#include "answer/format.h"
#include "document/document.h"
#include "risk/sampler.h"

/* The share of the first so many trials in which an input's draw was held. */
double held_answer_share(const struct sampler *sampler, size_t i, size_t trials);

/* The sentence about an input of which draws were held; false, and nothing printed, where none were. */
bool held_answer_print(struct bytes *out, const struct sampler *sampler, size_t i, size_t trials,
		       const struct notation *notation);

/* An item for each input that had draws held in the first so many trials. */
void held_answer_items(struct document *document, const struct sampler *sampler, size_t trials,
		       const struct notation *notation);

#endif
