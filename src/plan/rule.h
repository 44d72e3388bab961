/* Inside plan/: rules that hold for each option of a plan, and the tests that they use. */
#ifndef PLAN_RULE_H
#define PLAN_RULE_H

#include "plan/build.h"

#define RULE_AT_HEADER ((size_t)-1)

/* An error for what is impossible; a warning for what has a meaning, but probably an unintended one. */
enum rule_verdict {
	RULE_ERROR,
	RULE_WARNING,
	RULE_WARNING_EVERYWHERE /* only where it holds for every option */
};

/* One thing that can be wrong with a section under an option. */
struct rule {
	bool (*breaks)(const struct build *build, const struct section *section, size_t option);
	size_t at;           /* offset of the setting to point at, or RULE_AT_HEADER */
	const char *message; /* N_(); %s: the options concerned, empty if all are */
	enum rule_verdict verdict;
};

/* Checks a section against rules, for the options under which it is enabled. */
void rules_check(struct build *build, const struct section *section, const struct setting *enabled,
                 const struct rule *rules, size_t count);

/* Tests that rules apply to a setting under an option. */
bool rule_enabled(const struct build *build, const struct setting *enabled, size_t option);
bool rule_is_given(const struct setting *setting, size_t option); /* given, or by default */
bool rule_is_not_zero(const struct build *build, const struct setting *setting, size_t option); /* or may not be */
bool rule_ends_before(const struct build *build, const struct setting *from, const struct setting *until,
                      size_t option);

#endif
