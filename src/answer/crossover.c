/* Where the monthly costs of two options cross, as rows and as sentences. */
#include "answer/crossover.h"

#include <math.h>

#include "answer/wording.h"
#include "base/intl.h"
#include "plan/month.h"

/* The most crossings of a pair shown to people. */
enum { CROSSINGS_TOLD = 100 };

/* With one option asked for, the pairs that include it; with several, the pairs among them. */
static bool pair_wanted(const struct subject *subject, const struct crossover *crossover)
{
	bool a = subject_has(subject, crossover->a), b = subject_has(subject, crossover->b);
	return subject->option_count == 1 ? a || b : a && b;
}

static void add_row(struct document *document, const struct subject *subject,
		    const struct crossover *crossover)
{
	const struct cell cells[] = {
		cell_text(subject->name),
		cell_text(subject_id(subject, crossover->a)),
		cell_text(subject_id(subject, crossover->b)),
		crossover->requests_per_day > 0 ? cell_number(crossover->requests_per_day) : cell_none(),
		crossover->month >= 0 ? cell_number(month_number(crossover->month)) : cell_none(),
		cell_text(crossover_status_id(crossover->status)),
	};
	document_row(document, cells);
}

/* "1.44 M requests a day" */
static void print_demand(struct bytes *out, double demand, const struct notation *notation)
{
	static const struct {
		double size;
		const char *letter;
	} units[] = {{1e9, "G"}, {1e6, "M"}, {1e3, "k"}, {1, ""}};
	size_t i = 0;
	while (i < 3 && demand < units[i].size * 0.99995)
		i++;
	double scaled = demand / units[i].size;
	format_number(out, scaled,
		      scaled < 9.9995   ? 3
		      : scaled < 99.995 ? 2
		      : scaled < 999.95 ? 1
					: 0,
		      notation);
	bytes_add_format(out, "%s%s", units[i].letter[0] ? " " : "", units[i].letter);
}

static const char *demand_text(struct document *document, double demand, const struct notation *notation)
{
	struct bytes text = {0};
	print_demand(&text, demand, notation);
	return document_take(document, &text);
}

/* Whether the plan has a demand that can vary. */
static bool has_requests(const struct plan *plan)
{
	const struct value *requests = setting_common(&plan->demand.requests_per_day);
	return requests && value_best_guess(requests) > 0;
}

/* Explains why there is no crossing. */
static void say_none(struct document *document, const struct plan *plan, const struct crossover *crossover,
		     const struct notation *notation)
{
	const char *a = plan_option_label(plan, crossover->a), *b = plan_option_label(plan, crossover->b);
	bool a_is_cheaper = crossover->status == CROSSOVER_A_THROUGHOUT;
	const char *less = wording_money(document, a_is_cheaper ? crossover->cost_a : crossover->cost_b, notation);
	const char *more = wording_money(document, a_is_cheaper ? crossover->cost_b : crossover->cost_a, notation);
	switch (crossover->status) {
	case CROSSOVER_A_THROUGHOUT:
	case CROSSOVER_B_THROUGHOUT:
		document_item(
			document,
			has_requests(plan)
				? _("%s costs less a month than %s at any demand: %s against %s in the last month.")
				: _("%s costs less than %s in every month: %s against %s in the last one."),
			a_is_cheaper ? a : b, a_is_cheaper ? b : a, less, more);
		break;
	case CROSSOVER_EQUAL:
		document_item(document,
			      has_requests(plan)
				      ? _("%s and %s cost the same a month at any demand: %s in the last month.")
				      : _("%s and %s cost the same in every month: %s in the last one."),
			      a, b, less);
		break;
	default:
		document_item(document, _("%s and %s: there is no month of the plan in which both run."), a,
			      b);
		break;
	}
}

static void say_crossing(struct document *document, const struct plan *plan,
			 const struct crossover *crossover, const struct notation *notation)
{
	bool a_first = crossover->status == CROSSOVER_A_THEN_B;
	const char *first = plan_option_label(plan, a_first ? crossover->a : crossover->b);
	const char *then = plan_option_label(plan, a_first ? crossover->b : crossover->a);
	char month[MONTH_TEXT_SIZE];
	const char *demand = demand_text(document, crossover->requests_per_day, notation);
	const char *cost = wording_money(document, fmin(crossover->cost_a, crossover->cost_b), notation);
	month_text(plan, crossover->month, month);
	if (crossover->month >= 0 && !has_requests(plan))
		document_item(document, _("From month %s on %s costs less a month than %s (about %s)."), month, then,
			      first, cost);
	else if (crossover->month >= 0)
		document_item(document,
			      _("From month %s on, at %s requests a day, %s costs less a month than %s (about %s)."),
			      month, demand, then, first, cost);
	else
		document_item(document,
			      _("Below %s requests a day %s costs less a month, above it %s (about %s)."),
			      demand, first, then, cost);
}

/* Says how many crossings are not listed, and where the last one is. */
static void say_rest(struct document *document, const struct crossover *last, size_t rest,
		     const struct notation *notation)
{
	struct bytes count = {0};
	format_number(&count, (double)rest, 0, notation);
	document_item(document,
		      ngettext("%s more crossing, at %s requests a day (-f csv names it).",
			       "%s more crossings, the last one at %s requests a day (-f csv names them).", rest),
		      document_take(document, &count), demand_text(document, last->requests_per_day, notation));
}

/* Says where the walk over the steps of fleets ends, after crossings of the pair or without any. */
static void say_more(struct document *document, const struct plan *plan, const struct crossover *crossover, bool behind,
		     const struct notation *notation)
{
	bool a_is_cheaper = crossover->order <= 0;
	const char *a = plan_option_label(plan, crossover->a), *b = plan_option_label(plan, crossover->b);
	const char *demand = demand_text(document, crossover->requests_per_day, notation);
	if (behind)
		document_item(document,
			      _("Above %s requests a day they may cross again and again: both costs rise alike, and "
				"each step of a fleet can change the order."),
			      demand);
	else
		document_item(document,
			      _("Up to %s requests a day %s costs no more a month than %s; above it they may cross: "
				"both costs rise alike, and each step of a fleet can change the order."),
			      demand, a_is_cheaper ? a : b, a_is_cheaper ? b : a);
}

static void say_demand(struct document *document, const struct plan *plan, const struct notation *notation)
{
	double growth = setting_number(&plan->demand.growth), horizon = setting_number(&plan->head.horizon);
	if (!has_requests(plan)) {
		document_paragraph(
			document, "%s",
			_("The plan has no requests (demand.requests_per_day). The running costs of a month, without "
			  "once-costs, are compared month by month."));
		return;
	}
	double requests = value_best_guess(setting_common(&plan->demand.requests_per_day));
	const char *begin = demand_text(document, requests, notation);
	const char *end = demand_text(document, requests * pow(1 + growth, horizon - 1), notation);
	if (growth == 0)
		document_paragraph(document,
				   _("The plan serves %s requests a day throughout. The running costs of a month, "
				     "without once-costs, are compared month by month, and for the last month at other "
				     "levels of demand."),
				   begin);
	else
		document_paragraph(document,
				   _("The plan goes from %s to %s requests a day. The running costs of a month, "
				     "without once-costs, are compared month by month, and for the last month at other "
				     "levels of demand."),
				   begin, end);
}

/* The crossovers of one pair. If there are very many, people see the first ones and where the last one is. */
static void say_pair(struct document *document, const struct plan *plan, const struct crossover *crossover,
		     size_t count, const struct notation *notation)
{
	size_t crossings = 0, told = 0;
	document_heading(document, 2, _("%s and %s"), plan_option_label(plan, crossover->a),
			 plan_option_label(plan, crossover->b));
	for (size_t i = 0; i < count; i++)
		crossings += crossover_is_crossing(crossover[i].status) != 0;
	for (size_t i = 0; i < count; i++) {
		if (crossover[i].status == CROSSOVER_MORE)
			say_more(document, plan, &crossover[i], crossings > 0, notation);
		else if (!crossover_is_crossing(crossover[i].status))
			say_none(document, plan, &crossover[i], notation);
		else if (told++ < CROSSINGS_TOLD)
			say_crossing(document, plan, &crossover[i], notation);
		else if (told == crossings)
			say_rest(document, &crossover[i], crossings - CROSSINGS_TOLD, notation);
	}
}

static size_t pair_count(const struct crossovers *crossovers, size_t first)
{
	size_t end = first;
	while (end < crossovers->count && crossovers->at[end].a == crossovers->at[first].a &&
	       crossovers->at[end].b == crossovers->at[first].b)
		end++;
	return end - first;
}

static void add_blocks(struct document *document, const struct subject *subject,
		       const struct crossovers *crossovers)
{
	const struct plan *plan = subject->plan;
	subject_heading(document, subject);
	say_demand(document, plan, &subject->notation);
	for (size_t i = 0, count; i < crossovers->count; i += count) {
		count = pair_count(crossovers, i);
		if (pair_wanted(subject, &crossovers->at[i]))
			say_pair(document, plan, &crossovers->at[i], count, &subject->notation);
	}
	if (crossovers->count == 0)
		document_paragraph(document, "%s",
				   _("The plan has one option: there is nothing to compare it with."));
}

void crossover_answer_columns(struct document *document)
{
	static const char *const columns[] = {"profile", "option_a", "option_b", "requests_per_day", "month", "status"};
	document_columns(document, columns, sizeof columns / sizeof *columns);
}

void crossover_answer(struct document *document, const struct subject *subject, const struct crossovers *crossovers)
{
	for (size_t i = 0; i < crossovers->count && document_wants_rows(document); i++)
		if (pair_wanted(subject, &crossovers->at[i]))
			add_row(document, subject, &crossovers->at[i]);
	if (document_wants_blocks(document))
		add_blocks(document, subject, crossovers);
}
