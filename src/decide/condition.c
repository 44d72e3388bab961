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

bool condition_met(const struct condition *condition, double measure, double epsilon)
{
	return goal_holds(condition_limit(condition), measure, epsilon);
}
