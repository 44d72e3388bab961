/*
 * The rows of the price catalogue that contain every word: in the catalogue's columns, or as tables with their sources.
 */
#ifndef ANSWER_PRICES_H
#define ANSWER_PRICES_H

#include "document/document.h"
#include "plan/catalogue.h"

void prices_answer(struct document *document, const struct catalogue *catalogue, const char *const *words,
		   size_t word_count);

#endif
