/*
 * Remarks about a plan, what the reader warns of, what the audit finds, and whether conditions hold: rows
 * profile,severity,line,rule,message, or lists for people.
 */
#ifndef ANSWER_REMARKS_H
#define ANSWER_REMARKS_H

#include "answer/answer.h"
#include "base/diag.h"
#include "plan/catalogue.h"
#include "risk/study.h"

/* All borrowed. */
struct remarks_request {
	const char *const *condition; /* as given */
	size_t condition_count;
	const struct catalogue *catalogue; /* of list prices, for the audit */
	struct study_spec spec;       /* of the trials that probabilities take */
	size_t first_diag;            /* of diags, the first that reading this scenario added */
	bool quiet;                   /* people see only conditions that do not hold, and nothing when all hold */
};

void remarks_answer_columns(struct document *document);

/*
 * diags: what was said of all profiles and scenarios so far; warnings of this one are rows. *met: all conditions hold,
 * for each option that they are asked of. 0, or -1 with an error in diags, or when out of memory.
 */
int remarks_answer(struct document *document, const struct answer *answer, const struct remarks_request *request,
		   struct diags *diags, bool *met);

#endif
