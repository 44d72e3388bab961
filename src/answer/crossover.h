/*
 * Where the monthly costs of two options cross: rows profile,option_a,option_b,requests_per_day,month,status, or
 * sentences.
 */
#ifndef ANSWER_CROSSOVER_H
#define ANSWER_CROSSOVER_H

#include "answer/subject.h"
#include "decide/crossover.h"

void crossover_answer_columns(struct document *document);

/* If one option is asked for, the pairs that include it; else the pairs among those asked for. */
void crossover_answer(struct document *document, const struct subject *subject, const struct crossovers *crossovers);

#endif
