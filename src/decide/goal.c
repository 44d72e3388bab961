/* Parses goals and compares them with figures. */
#include "decide/goal.h"

#include <math.h>
#include <string.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "base/nearest.h"
#include "base/number.h"
#include "model/tolerance.h"

static const char *const relations[] = {
	[RELATION_LESS] = "<",      [RELATION_AT_MOST] = "<=", [RELATION_EQUAL] = "=",
	[RELATION_AT_LEAST] = ">=", [RELATION_MORE] = ">",
};

const char *relation_text(enum relation relation)
{
	return relations[relation];
}

/* A part of the text being parsed. */
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

/* The relation at the start of text; its length in *size. */
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
	figure_offer_names(&nearest);
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

/* Reads "payback" or "hybrid.payback" from name, which it splits at the last point. */
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

/* The unit of a limit. */
enum limit_kind { LIMIT_MONEY, LIMIT_MONTHS, LIMIT_SHARE, LIMIT_PROBABILITY };

static enum limit_kind limit_kind_of(enum figure figure)
{
	static const enum limit_kind kinds[] = {
		[FIGURE_KIND_MONEY] = LIMIT_MONEY,     [FIGURE_KIND_MONEY_MONTH] = LIMIT_MONEY,
		[FIGURE_KIND_UNIT_COST] = LIMIT_MONEY, [FIGURE_KIND_MONTHS] = LIMIT_MONTHS,
		[FIGURE_KIND_RATIO] = LIMIT_SHARE,     [FIGURE_KIND_RATE] = LIMIT_SHARE,
	};
	return kinds[figure_info(figure)->kind];
}

static int number_read(struct piece piece, bool percent, struct place place, struct diags *diags, double *number)
{
	const struct field field = {.key = "goal",
				    .kind = percent ? KIND_SHARE : KIND_NUMBER,
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

/* Explains the two possible meanings of a share above 1 without a per cent sign. */
static void ask_for_percent(const char *what, double number, struct place place, struct diags *diags)
{
	struct bytes few = {0}, many = {0};
	number_print_short(&few, number);
	number_print_short(&many, number * 100);
	diags_add(diags, SEVERITY_ERROR, place, NULL,
		  _("'%s' is a share: write %s%%, or %s%% if that is meant"), what, bytes_text(&few),
		  bytes_text(&many));
	bytes_release(&few);
	bytes_release(&many);
}

/* Reads the limit of `what`, a figure or a probability. 0, or -1 with an error that shows how to write it. */
static int limit_read(struct piece piece, const char *what, enum limit_kind kind, struct place place,
		      struct diags *diags, double *limit)
{
	bool percent = piece.size > 0 && piece.at[piece.size - 1] == '%';
	double number = 0;
	if (number_read(piece, percent, place, diags, &number) != 0)
		return -1;
	if (kind == LIMIT_MONEY && percent) {
		diags_add(diags, SEVERITY_ERROR, place, NULL,
			  _("'%s' is an amount of money, and %.*s is a share: write an amount, such as 50k"), what,
			  (int)piece.size, piece.at);
	} else if (kind == LIMIT_MONTHS && percent) {
		diags_add(diags, SEVERITY_ERROR, place, NULL,
			  _("'%s' is a number of months, and %.*s is a share: write months, such as 18"), what,
			  (int)piece.size, piece.at);
	} else if (kind == LIMIT_PROBABILITY && !(number >= 0 && number <= 1)) {
		diags_add(diags, SEVERITY_ERROR, place, NULL, "%s",
			  _("a probability is held to a share between 0 and 1, such as 80% or 0.8"));
	} else if (kind == LIMIT_SHARE && !percent && fabs(number) > 1) {
		ask_for_percent(what, number, place, diags);
	} else {
		*limit = number;
		return 0;
	}
	return -1;
}

int goal_parse_share(const char *text, struct place place, struct diags *diags, struct goal *share)
{
	struct goal read = {.option = -1};
	size_t sign_size = 0;
	text += strspn(text, " \t");
	if (!relation_read(text, &read.relation, &sign_size)) {
		diags_add(diags, SEVERITY_ERROR, place, NULL,
			  _("'%s' is no share to hold a probability to: '>= 80%%', or another of <, <=, =, >=, >"),
			  text);
		return -1;
	}
	struct piece right = trimmed(text + sign_size, text + strlen(text));
	if (limit_read(right, "p", LIMIT_PROBABILITY, place, diags, &read.value) != 0)
		return -1;
	*share = read;
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
	if (name_read(name.at, plan, place, diags, &read) != 0 ||
	    limit_read(right, figure_info(read.figure)->id, limit_kind_of(read.figure), place, diags, &read.value) !=
		    0)
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
	return !isnan(value) &&
	       relation_holds(goal->relation, figure_compare(goal->figure, value, goal->value, epsilon));
}

bool goal_holds_exactly(const struct goal *goal, double value)
{
	return !isnan(value) && relation_holds(goal->relation, (value > goal->value) - (value < goal->value));
}

double figure_number(const struct figure_value *figure)
{
	return status_has_value(figure->status) && isfinite(figure->value) ? figure->value : (double)NAN;
}
