/* Goals: read, and held against figures. */
#include "decide/goal.h"

#include <math.h>
#include <string.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "base/nearest.h"
#include "model/tolerance.h"

static const char *const relations[] = {
	[RELATION_LESS] = "<",      [RELATION_AT_MOST] = "<=", [RELATION_EQUAL] = "=",
	[RELATION_AT_LEAST] = ">=", [RELATION_MORE] = ">",
};

const char *relation_text(enum relation relation)
{
	return relations[relation];
}

/* A piece of the text that is read. */
struct piece {
	const char *at;
	size_t size;
};

static struct piece trimmed(const char *from, const char *to)
{
	while (from < to && strchr(" \t", *from))
		from++;
	while (to > from && strchr(" \t", to[-1]))
		to--;
	return (struct piece){from, (size_t)(to - from)};
}

/* The sign at text's beginning; its length in *size. */
static bool relation_read(const char *text, enum relation *relation, size_t *size)
{
	*size = strspn(text, "<=>");
	if (*size == 2 && strncmp(text, "==", 2) == 0) {
		*relation = RELATION_EQUAL;
		return true;
	}
	for (size_t i = 0; i < sizeof relations / sizeof *relations; i++) {
		if (strlen(relations[i]) == *size && strncmp(text, relations[i], *size) == 0) {
			*relation = (enum relation)i;
			return true;
		}
	}
	return false;
}

static void unknown_figure(const char *id, struct place place, struct diags *diags)
{
	struct nearest nearest = nearest_to(id);
	for (int figure = 0; figure < FIGURE_COUNT; figure++)
		nearest_offer(&nearest, figure_info((enum figure)figure)->id);
	if (nearest.best)
		diags_add(diags, SEVERITY_ERROR, place, NULL, _("unknown figure '%s'; did you mean '%s'?"),
			  id, nearest.best);
	else
		diags_add(diags, SEVERITY_ERROR, place, NULL, _("unknown figure '%s'"), id);
}

static void unknown_option(const struct plan *plan, const char *id, struct place place, struct diags *diags)
{
	struct nearest nearest = nearest_to(id);
	for (size_t o = 0; plan && o < plan->options.count; o++)
		nearest_offer(&nearest, plan_option(plan, o)->section.id);
	if (nearest.best)
		diags_add(diags, SEVERITY_ERROR, place, NULL, _("unknown option '%s'; did you mean '%s'?"),
			  id, nearest.best);
	else
		diags_add(diags, SEVERITY_ERROR, place, NULL, _("unknown option '%s'"), id);
}

/* "payback" or "hybrid.payback", at name, which is cut in two at its last point. */
static int name_read(char *name, const struct plan *plan, struct place place, struct diags *diags,
		     struct goal *goal)
{
	char *point = strrchr(name, '.');
	const char *id = point ? point + 1 : name;
	if (point) {
		*point = '\0';
		goal->option = plan ? plan_option_index(plan, name) : -1;
		if (goal->option < 0) {
			unknown_option(plan, name, place, diags);
			return -1;
		}
	}
	goal->figure = figure_find(id);
	if (goal->figure == FIGURE_COUNT) {
		unknown_figure(id, place, diags);
		return -1;
	}
	return 0;
}

static int value_read(struct piece piece, struct place place, struct diags *diags, double *number)
{
	bool share = piece.size > 0 && piece.at[piece.size - 1] == '%';
	const struct field field = {.key = "goal",
				    .kind = share ? KIND_SHARE : KIND_NUMBER,
				    .period = PERIOD_NONE,
				    .low = -(double)INFINITY,
				    .high = (double)INFINITY,
				    .fixed = true};
	static const char *const code[] = {"EUR"};
	static const struct currency_names currencies = {code, 1};
	struct value value = {0};
	if (value_parse(piece.at, piece.size, &field, &currencies, place, NULL, diags, &value) != 0)
		return -1;
	*number = value_best_guess(&value);
	value_release(&value);
	return 0;
}

int goal_parse(const char *text, const struct plan *plan, struct place place, struct diags *diags,
	       struct goal *goal)
{
	struct goal read = {.option = -1};
	struct bytes name = {0};
	const char *sign = text + strcspn(text, "<=>");
	size_t sign_size = 0;
	int result = -1;
	if (!relation_read(sign, &read.relation, &sign_size)) {
		diags_add(diags, SEVERITY_ERROR, place, NULL,
			  _("'%s' is no goal: 'FIGURE <= VALUE' with <, <=, =, >= or >"), text);
		goto done;
	}
	struct piece left = trimmed(text, sign);
	struct piece right = trimmed(sign + sign_size, text + strlen(text));
	bytes_add(&name, left.at, left.size);
	bytes_add_char(&name, '\0');
	if (name.failed) {
		diags_add(diags, SEVERITY_ERROR, place, NULL, _("out of memory"));
		goto done;
	}
	if (strchr(name.at, '(')) {
		diags_add(diags, SEVERITY_ERROR, place, NULL,
			  _("'%s': a goal is a figure at the best guess; check --require holds probabilities"), text);
		goto done;
	}
	if (name_read(name.at, plan, place, diags, &read) != 0 ||
	    value_read(right, place, diags, &read.value) != 0)
		goto done;
	*goal = read;
	result = 0;
done:
	bytes_release(&name);
	return result;
}

/* side: below the goal's value (-1), at it (0) or above it (1). */
static bool relation_holds(enum relation relation, int side)
{
	switch (relation) {
	case RELATION_LESS:
		return side < 0;
	case RELATION_AT_MOST:
		return side <= 0;
	case RELATION_EQUAL:
		return side == 0;
	case RELATION_AT_LEAST:
		return side >= 0;
	case RELATION_MORE:
		return side > 0;
	}
	return false;
}

bool goal_holds(const struct goal *goal, double value, double epsilon)
{
	return !isnan(value) && relation_holds(goal->relation, figure_compare(goal->figure, value, goal->value, epsilon));
}

bool goal_holds_exactly(const struct goal *goal, double value)
{
	return !isnan(value) && relation_holds(goal->relation, (value > goal->value) - (value < goal->value));
}

double figure_number(const struct figure_value *figure)
{
	return status_has_value(figure->status) && isfinite(figure->value) ? figure->value : (double)NAN;
}
