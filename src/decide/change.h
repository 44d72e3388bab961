/*
 * The changes from one plan to another, and how to make some of them.
 *
 * A change is a key with another value, a key that only one of them states, or a whole section that only one of them
 * has. Differences that affect no figure are not changes: texts, dates, users, guidance, budgets, alerts, correlations,
 * migration costs, the same value written differently, a default that is stated, an exchange rate that only one of them
 * uses.
 */
#ifndef DECIDE_CHANGE_H
#define DECIDE_CHANGE_H

#include <stdbool.h>
#include <stddef.h>

#include "plan/plan.h"

enum change_kind {
	CHANGE_VALUE,
	CHANGE_KEY_ADDED,
	CHANGE_KEY_REMOVED,
	CHANGE_SECTION_ADDED,
	CHANGE_SECTION_REMOVED
};

struct change {
	enum change_kind kind;
	char *name;          /* "benefit.ctr.lift", "infra.cache": owned */
	const char *section; /* as the sources spell it, borrowed from the plans */
	const char *key;     /* NULL for a section */
	const char *before;  /* the text in the first plan; NULL: not stated */
	const char *after;   /* the text in the second; NULL: not stated */

	/* A number in both plans, in the same unit and currency: it can be tried without reading a plan again. */
	bool is_number;
	double number_before, number_after; /* best guesses */
};

struct changes {
	struct change *at;
	size_t count, capacity;
};

/*
 * From a to b: a's entries in their order, then those that only b has. 0, or -1 when out of memory. *changes borrows
 * from both plans.
 */
int changes_find(const struct plan *a, const struct plan *b, struct changes *changes);
void changes_release(struct changes *changes);

/*
 * A copy of a's source in which changes can be made: without the entries that affect no figure, with every exchange
 * rate of either plan. 0, or -1 when out of memory.
 */
int change_base(const struct plan *a, const struct plan *b, struct source *source);

/* Makes one change towards b in a source. 0, or -1 when out of memory. */
int change_make(const struct change *change, const struct plan *b, struct source *source);

#endif
