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

/* Begins as {0}. */
struct remarks {
	struct remark *at;
	size_t count;
	size_t refused; /* conditions that do not hold */
	bool failed;    /* out of memory */
};

void remarks_release(struct remarks *remarks);

/* What the reader warned of. */
void remarks_add_diag(struct remarks *remarks, const struct diag *diag);

/* What the audit finds. */
void remarks_add_findings(struct remarks *remarks, const struct answer *answer);

/* Whether each condition holds, for each option that it is asked of. spec: of the trials that probabilities take. */
void remarks_add_conditions(struct remarks *remarks, const struct answer *answer, const struct condition *conditions,
			    size_t count, const struct study_spec *spec);

void remarks_answer_columns(struct document *document);

/* quiet: people see only conditions that do not hold, and nothing when all hold. */
void remarks_answer(struct document *document, const struct subject *subject, const struct remarks *remarks,
		    bool quiet);

#endif
