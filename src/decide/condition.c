/* Parses and evaluates conditions. */
#include "decide/condition.h"

#include <string.h>

#include "base/bytes.h"
#include "base/intl.h"

/* "p(GOAL) RELATION SHARE"; close is its last bracket. */
static int parse_probability(const char *text, const char *close, const struct plan *plan, struct place place,
			     struct diags *diags, struct condition *condition)
{
	struct bytes inner = {0};
	int result = -1;
	bytes_add(&inner, text + 2, (size_t)(close - text) - 2);
	if (inner.failed)
		diags->out_of_memory = true;
	else if (goal_parse(bytes_text(&inner), plan, place, diags, &condition->goal) == 0 &&
		 goal_parse_share(close + 1, place, diags, &condition->share) == 0)
		result = 0;
	bytes_release(&inner);
	return result;
}

int condition_parse(const char *text, const struct plan *plan, struct place place, struct diags *diags,
		    struct condition *condition)
{
	struct condition read = {0};
	int result;
	text += strspn(text, " \t");
	read.is_probability = (text[0] == 'p' || text[0] == 'P') && text[1] == '(';
	const char *close = read.is_probability ? strrchr(text, ')') : NULL;
	if (read.is_probability && !close) {
		diags_add(diags, SEVERITY_ERROR, place, NULL, _("'%s' lacks a bracket: p(FIGURE > VALUE) >= SHARE"),
			  text);
		return -1;
	}
	result = close ? parse_probability(text, close, plan, place, diags, &read)
		       : goal_parse(text, plan, place, diags, &read.goal);
	if (result == 0)
		*condition = read;
	return result;
}

size_t condition_option(const struct condition *condition, size_t option)
{
	return condition->goal.option < 0 ? option : (size_t)condition->goal.option;
}

const struct goal *condition_limit(const struct condition *condition)
{
	return condition->is_probability ? &condition->share : &condition->goal;
}

static bool same_goal(const struct goal *a, const struct goal *b)
{
	return a->figure == b->figure && a->relation == b->relation && a->value == b->value;
}

/* Whether two conditions measure the same for an option. */
static bool same_measure(const struct condition *a, const struct condition *b, size_t option)
{
	return condition_option(a, option) == condition_option(b, option) && a->is_probability == b->is_probability &&
	       (a->is_probability ? same_goal(&a->goal, &b->goal) : a->goal.figure == b->goal.figure);
}

/* "npv >= 0" beside "npv <= 0". */
static bool are_opposite(const struct goal *a, const struct goal *b)
{
	return a->value == b->value && ((a->relation == RELATION_AT_LEAST && b->relation == RELATION_AT_MOST) ||
					(a->relation == RELATION_AT_MOST && b->relation == RELATION_AT_LEAST));
}

enum relation condition_relation(const struct condition *conditions, size_t count, size_t condition, size_t option)
{
	const struct condition *own = &conditions[condition];
	for (size_t c = 0; c < count; c++)
		if (are_opposite(condition_limit(own), condition_limit(&conditions[c])) &&
		    same_measure(own, &conditions[c], option))
			return RELATION_EQUAL;
	return condition_limit(own)->relation;
}

bool conditions_have_equality(const struct condition *conditions, size_t count, size_t option)
{
	bool equality = false;
	for (size_t c = 0; c < count; c++)
		equality |= condition_relation(conditions, count, c, option) == RELATION_EQUAL;
	return equality;
}

bool condition_met(const struct condition *condition, double measure, double epsilon)
{
	return goal_holds(condition_limit(condition), measure, epsilon);
}
