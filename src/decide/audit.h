/*
 * The audit: what a board would question in a plan.
 *
 * Advice: where the plan departs from its own [guidance] and [tier.*]. Consistency: what in the plan does not add up,
 * with the numbers and what would reconcile them. Each rule is a row of one table, described in docs/audit.md. A
 * finding is a note or a warning, never an error: what is legal is the author's to decide. A finding about an option
 * that is not the best by npv is a note.
 */
#ifndef DECIDE_AUDIT_H
#define DECIDE_AUDIT_H

#include <stddef.h>

#include "base/diag.h"
#include "model/figure.h"
#include "plan/catalogue.h"
#include "plan/plan.h"

struct finding {
	enum severity severity; /* SEVERITY_NOTE or SEVERITY_WARNING */
	int line;               /* in the profile, from 1; 0: about the whole, or what --set or a scenario added */
	const char *rule;       /* id of the rule: "list-price" */
	char *message;          /* for people: lower case, no full stop, with the numbers; owned */
};

/* A list of findings. Zero-initialised ({0}), it is empty and ready. */
struct findings {
	struct finding *at;
	size_t count, capacity;
};

enum audit_group { AUDIT_ADVICE, AUDIT_CONSISTENCY };

struct audit;

struct audit_rule {
	const char *id; /* "list-price" */
	enum audit_group group;
	const char *summary; /* N_(): what it finds, one sentence, as in docs/audit.md */
	void (*apply)(struct audit *audit);
};

/* All rules, in the order of application. */
const struct audit_rule *audit_rules(size_t *count);

/*
 * Applies every rule to a plan and its evaluation (evaluation_new of the same plan). Prices are compared with the
 * catalogue, which may be NULL. Findings are added in the order of the rules, then of the file; none if a figure
 * overflows, because then no rule can be judged. 0, or -1 when out of memory and *findings unchanged.
 */
int audit_run(const struct plan *plan, const struct evaluation *evaluation, const struct catalogue *catalogue,
	      struct findings *findings);

void findings_release(struct findings *findings);

/* Removes all findings but the first `count`. */
void findings_cut(struct findings *findings, size_t count);

#endif
