/*
 * A plan whose source changes, one scenario after another: only the values that changed are read again.
 *
 * A draft gives the same plan, with the same messages, as plan_from_source, which uses it. It reads everything the
 * first time, and again after an error, a change of the plan's currency, or a line added or removed.
 */
#ifndef PLAN_DRAFT_H
#define PLAN_DRAFT_H

#include "plan/plan.h"

struct draft;

/*
 * Copies the source, and reads nothing yet. NULL when out of memory. `sound`: every value it will hold has been read
 * and checked before, so the rules between values are not checked again.
 */
struct draft *draft_new(const struct source *source, bool sound);
void draft_free(struct draft *draft); /* takes NULL */

/* Changes the draft's source: source_set, and source_restore from the source that the draft was made of. */
int draft_set(struct draft *draft, const char *section, const char *key, const char *value, struct place place,
              struct diags *diags);
int draft_restore(struct draft *draft, const struct source *original, const char *section, const char *key);

/*
 * Reads what changed, and checks everything unless the draft is sound. 0 and the plan, which the draft owns and which
 * is valid until the next change; or -1 with errors. Warnings may be added on success too.
 */
int draft_read(struct draft *draft, struct diags *diags, struct plan **plan);

/* Hands the plan over to the caller. After this the draft can only be freed. */
struct plan *draft_take(struct draft *draft);

#endif
