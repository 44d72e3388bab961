/*
 * How certain a plan is, and what it depends on: the trials' statistics and the drivers, as rows and as tables for
 * people.
 */
#ifndef ANSWER_RISK_H
#define ANSWER_RISK_H

#include "answer/held.h"
#include "answer/subject.h"
#include "risk/drivers.h"
#include "risk/summary.h"

/* profile,option,figure,statistic,value,status */
void risk_answer_columns(struct document *document);

/*
 * Runs the trials of one plan. *done: how many, fewer than all where the watch ended them; of none nothing is said. 0,
 * or -1 when out of memory.
 */
int risk_answer(struct document *document, const struct subject *subject, const struct study_spec *spec,
		const struct watch *watch, size_t *done);

/*
 * profile,option,input,measure,value,status,currency. What concerns the choice between all options has no option; EVPI
 * has no input.
 */
void drivers_answer_columns(struct document *document);

/* The drivers of one plan. All borrowed. */
struct drivers_answer {
	struct subject subject;
	const struct drivers *drivers;
	struct held held;
};

/* For people. */
void drivers_answer_tables(struct document *document, const struct drivers_answer *answer);

/* Works out the drivers of one plan. 0, or -1 when out of memory, or the watch ended it. */
int drivers_answer(struct document *document, const struct subject *subject, const struct drivers_spec *spec,
		   const struct watch *watch);

#endif
