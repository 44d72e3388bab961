/*
 * Inside plan/: rules that hold for each option of a plan.
 */
#ifndef PLAN_CHECK_H
#define PLAN_CHECK_H

#include "plan/build.h"

#define RULE_AT_HEADER ((size_t)-1)

/* What is impossible is an error; what has a meaning, though hardly the one meant, is a warning. */
enum rule_verdict {
	RULE_ERROR,
	RULE_WARNING,
	RULE_WARNING_EVERYWHERE /* only when it holds for every option */
};

/* One thing that can be wrong with a section under an option. */
struct rule {
	bool (*breaks)(const struct build *build, const struct section *section, size_t option);
	size_t at;            /* offset of the setting to point at, or RULE_AT_HEADER */
	const char *message;  /* N_(); its %s are the options concerned, nothing when it is all of them */
	enum rule_verdict verdict;
};

/* Applies rules to a section, under the options for which `enabled` says yes. */
void check_rules(struct build *build, const struct section *section, const struct setting *enabled, const struct rule *rules,
                 size_t count);

/* Values as rules ask for them, under an option. */
bool check_is_given(const struct setting *setting, size_t option);                                /* or has a default */
bool check_not_zero(const struct build *build, const struct setting *setting, size_t option);     /* a number that is or can be above or below 0 */
bool check_ends_before(const struct build *build, const struct setting *from, const struct setting *until, size_t option);
bool check_enabled(const struct build *build, const struct setting *enabled, size_t option);

/* Checks the ids of a KIND_IDS setting against those of a list of sections; what: N_("incident"). */
void check_ids(struct build *build, const struct section *section, const struct setting *setting, const struct section_list *known,
               size_t size, const char *what);

void check_item(struct build *build, const struct cost_item *item);

#endif
