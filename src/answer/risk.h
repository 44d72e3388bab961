/*
 * How certain a plan is, and what it depends on: the trials' statistics and the drivers, as rows and as tables for
 * people.
 */
#ifndef ANSWER_RISK_H
#define ANSWER_RISK_H

#include "answer/subject.h"
#include "risk/drivers.h"
#include "risk/summary.h"

/* The trials of one scenario. All borrowed. */
struct risk_answer {
	struct subject subject;
	const struct study *study;
	const struct option_risk *risk; /* of every option of the plan */
};

/* profile,option,figure,statistic,value,status */
void risk_answer_columns(struct document *document);
void risk_answer_rows(struct document *document, const struct risk_answer *answer);
void risk_answer_tables(struct document *document, const struct risk_answer *answer, int level);

/* The drivers of one scenario. All borrowed. */
struct drivers_answer {
	struct subject subject;
	const struct drivers *drivers;
};

/*
 * profile,option,input,measure,value,status,currency. What concerns the choice between all options has no option; EVPI
 * has no input.
 */
void drivers_answer_columns(struct document *document);
void drivers_answer_rows(struct document *document, const struct drivers_answer *answer);
void drivers_answer_tables(struct document *document, const struct drivers_answer *answer, int level);

#endif
