/*
 * Remarks about a plan: rows profile,severity,line,rule,message, or lists for people.
 */
#ifndef ANSWER_REMARKS_H
#define ANSWER_REMARKS_H

#include "answer/answer.h"
#include "base/diag.h"
#include "decide/condition.h"
#include "risk/study.h"

struct remark {
	enum severity severity;
	int line;         /* 0: none */
	const char *rule;
	char *message;    /* owned */
};

/* Zero-initialised ({0}), it is empty. */
struct remarks {
	struct remark *at;
	size_t count, capacity;
	size_t refused; /* conditions that do not hold */
	bool failed;    /* out of memory */
};

void remarks_release(struct remarks *remarks);

/* Adds a warning of the reader. */
void remarks_add_diag(struct remarks *remarks, const struct diag *diag);

/* Adds the audit's findings. */
void remarks_add_findings(struct remarks *remarks, const struct answer *answer);

/* Adds whether each condition holds, for each option it applies to. spec: of the trials for probabilities. */
void remarks_add_conditions(struct remarks *remarks, const struct answer *answer, const struct condition *conditions,
			    size_t count, const struct study_spec *spec);

void remarks_answer_columns(struct document *document);

/* quiet: people see only conditions that do not hold, and nothing if all hold. */
void remarks_answer(struct document *document, const struct subject *subject, const struct remarks *remarks,
		    bool quiet);

#endif
