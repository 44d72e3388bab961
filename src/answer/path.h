/*
 * When one option should follow another: rows profile,rank,npv,moves, or tables for people.
 */
#ifndef ANSWER_PATH_H
#define ANSWER_PATH_H

#include "answer/subject.h"
#include "decide/path.h"

void path_answer_columns(struct document *document);

/* The paths that begin with one of the options asked for, the best first. */
void path_answer(struct document *document, const struct subject *subject, const struct paths *paths);

#endif
