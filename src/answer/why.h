/*
 * Where a number comes from, as rows (a row a node, JSON nests them) and as lines for people.
 */
#ifndef ANSWER_WHY_H
#define ANSWER_WHY_H

#include "answer/subject.h"
#include "model/derivation.h"

/* profile,option,node,parent,label,formula,value,unit,file,line,source */
void why_columns(struct document *document);

/*
 * A node and what it is made of, `depth` levels of it; a node that is named twice is opened once. Whether levels below
 * were left out. document->failed when out of memory.
 */
bool why_answer(struct document *document, const struct subject *subject, struct derivation *derivation,
                const struct node *root, int depth);

/* How to see more, for people. */
void why_say_deeper(struct document *document);

#endif
