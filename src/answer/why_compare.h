/*
 * Where two plans part in a figure: the inputs and items at which what it is made of differs, and what each
 * contributes to the difference (decide/compare.h).
 */
#ifndef ANSWER_WHY_COMPARE_H
#define ANSWER_WHY_COMPARE_H

#include "answer/compare.h"

/* profile_a,profile_b,option,node,label,a,b,contribution,unit */
void why_compare_columns(struct document *document);

/*
 * For the options asked for in either plan, or the one of this id (NULL: none). The unit is that of a and b, the
 * contribution is in that of the figure. 0, or -1 as compare_find, or where neither has the option;
 * document->failed when out of memory.
 */
int why_compare(struct document *document, const struct compare_answer *answer, const char *option, enum figure figure,
                struct diags *diags);

#endif
