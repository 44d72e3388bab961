/*
 * A plan while values of its source change, one scenario after another: what did not change is not read again.
 *
 * What a draft reads is what plan_from_source reads of the same source, value for value and word for word: that is made of it. All of it
 * is read the first time, and whenever a line more or less, the plan's currency, or anything wrong makes it hard to say what a change touches.
 */
#ifndef PLAN_DRAFT_H
#define PLAN_DRAFT_H

#include "plan/plan.h"

struct draft;

/*
 * Of a copy of the source, not read yet. NULL when out of memory. `sound`: all that it will hold was read before and nothing was wrong, so that what
 * must hold between values is looked at no more.
 */
struct draft *draft_new(const struct source *source, bool sound);
void draft_free(struct draft *draft); /* takes NULL */

/* Changes the draft's source: source_set, and source_restore from the source that the draft was made of. */
int draft_set(struct draft *draft, const char *section, const char *key, const char *value, struct place place,
              struct diags *diags);
int draft_restore(struct draft *draft, const struct source *original, const char *section, const char *key);

/*
 * Reads what changed, and checks everything (unless it is sound). 0 and the plan, which is the draft's and stays until it changes; or -1 with errors. Warnings
 * may be added on success too.
 */
int draft_read(struct draft *draft, struct diags *diags, struct plan **plan);

/* The plan that was read becomes the caller's. The draft can only be freed after this. */
struct plan *draft_take(struct draft *draft);

#endif
