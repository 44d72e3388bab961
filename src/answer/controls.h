/* The net gain of each control: rows profile,option,item,npv_gain,loss_avoided, or a table for people. */
#ifndef ANSWER_CONTROLS_H
#define ANSWER_CONTROLS_H

#include "answer/subject.h"
#include "decide/controls.h"

void controls_answer_columns(struct document *document);
void controls_answer(struct document *document, const struct subject *subject, const struct controls *controls);

#endif
