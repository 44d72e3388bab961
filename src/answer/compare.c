/* The differences of two plans, as rows and as tables. */
#include "answer/compare.h"

#include <math.h>
#include <stdlib.h>

#include "answer/answer.h"
#include "answer/wording.h"
#include "base/attribute.h"
#include "base/intl.h"

/* --option names options of either plan. */
bool compare_wants(const struct compare_answer *answer, size_t option)
{
	const struct compared_option *compared = &answer->comparison->option[option];
	return (compared->a >= 0 && subject_has(&answer->a, (size_t)compared->a)) ||
	       (compared->b >= 0 && subject_has(&answer->b, (size_t)compared->b));
}

const char *compare_label(const struct compare_answer *answer, size_t option)
{
	const struct compared_option *compared = &answer->comparison->option[option];
	return compared->a >= 0 ? subject_label(&answer->a, (size_t)compared->a)
				: subject_label(&answer->b, (size_t)compared->b);
}

/* --- rows --- */

static struct cell figure_cell_of(const struct compare_answer *answer, enum figure figure,
				  const struct figure_value *value)
{
	return value ? figure_cell(figure, *value, answer->a.plan->currency[0]) : cell_none();
}

/* A difference of a figure; NaN: none. */
static struct cell change_cell(const struct compare_answer *answer, enum figure figure, double change)
{
	return figure_is_money(figure) ? cell_money(change, answer->a.plan->currency[0]) : cell_number(change);
}

/* input NULL: the whole difference. */
static void add_row(struct document *document, const struct compare_answer *answer, size_t option, enum figure figure,
		    const char *input, double contribution)
{
	const struct comparison *comparison = answer->comparison;
	const struct cell cells[] = {
		cell_text(answer->a.name),
		cell_text(answer->b.name),
		cell_text(figure_info(figure)->id),
		cell_text(comparison->option[option].id),
		figure_cell_of(answer, figure, comparison_a(comparison, option, figure)),
		figure_cell_of(answer, figure, comparison_b(comparison, option, figure)),
		change_cell(answer, figure, comparison_difference(comparison, option, figure)),
		cell_text(input),
		change_cell(answer, figure, contribution),
	};
	document_row(document, cells + (answer->several ? 0 : 2));
}

static void add_rows(struct document *document, const struct compare_answer *answer)
{
	const struct comparison *comparison = answer->comparison;
	for (int k = 0; k < FIGURE_COUNT; k++) {
		enum figure figure = (enum figure)k;
		for (size_t o = 0; o < comparison->option_count; o++) {
			if (!answer->wanted[figure] || !compare_wants(answer, o))
				continue;
			add_row(document, answer, o, figure, NULL, comparison_difference(comparison, o, figure));
			for (size_t i = 0; i < comparison->contributor_count; i++)
				add_row(document, answer, o, figure, comparison->contributor[i].name,
					comparison_share(comparison, o, figure, i));
		}
	}
}

/* --- words --- */

static const char *stated(const struct compare_answer *answer, const char *value)
{
	return value ? value : wording_nothing(&answer->a.notation);
}

void compare_say_same(struct document *document)
{
	document_paragraph(document, "%s", _("The plans differ in nothing that affects a figure."));
}

void compare_say_none(struct document *document, enum figure figure)
{
	document_paragraph(document,
			   _("%s: it has no contributions, because it has no value in some plan between A and B."),
			   _(figure_info(figure)->label));
}

static void add_changes(struct document *document, const struct compare_answer *answer)
{
	const struct changes *changes = &answer->comparison->changes;
	if (changes->count == 0) {
		compare_say_same(document);
		return;
	}
	document_heading(document, 2, "%s", _("What was changed"));
	document_table(document);
	document_table_column(document, ALIGN_LEFT, "%s", _("input"));
	document_table_column(document, ALIGN_LEFT, "A");
	document_table_column(document, ALIGN_LEFT, "B");
	for (size_t i = 0; i < changes->count; i++) {
		const struct change *change = &changes->at[i];
		bool gone = change->kind == CHANGE_SECTION_REMOVED,
		     come = change->kind == CHANGE_SECTION_ADDED;
		document_table_row(document, ROW_PLAIN);
		document_table_cell(document, EMPHASIS_NONE, gone || come ? "[%s]" : "%s", change->name);
		document_table_cell(document, EMPHASIS_NONE, "%s",
				    gone   ? _("in it")
				    : come ? wording_nothing(&answer->a.notation)
					   : stated(answer, change->before));
		document_table_cell(document, EMPHASIS_NONE, "%s",
				    come   ? _("in it")
				    : gone ? wording_nothing(&answer->a.notation)
					   : stated(answer, change->after));
	}
}

static void add_figure_cell(struct document *document, const struct compare_answer *answer,
			    const struct figure_value *value, enum figure figure)
{
	struct quantity quantity;
	if (!value) {
		document_table_status(document, EMPHASIS_DIM, wording_nothing(&answer->a.notation));
		return;
	}
	quantity = figure_quantity(figure, value->value, answer->a.notation.currency);
	quantity.with_unit = true;
	if (figure_has_number(*value))
		document_table_quantity(document, EMPHASIS_NONE, quantity);
	else
		document_table_status(document, status_has_value(value->status) ? EMPHASIS_NONE : EMPHASIS_DIM,
				      _(status_label(value->status)));
}

/* A difference with its sign, and with its unit if `unit` is NULL; "—" if there is none. */
static void add_change_cell(struct document *document, const struct compare_answer *answer, enum emphasis emphasis,
			    enum figure figure, double change, const struct money_unit *unit)
{
	struct quantity quantity =
		figure_change(figure, change, unit ? *unit : money_unit_for(change), answer->a.notation.currency);
	quantity.with_unit = unit == NULL;
	if (isnan(change))
		document_table_status(document, emphasis, wording_nothing(&answer->a.notation));
	else
		document_table_quantity(document, emphasis, quantity);
}

/* Whether a figure is shown in text. */
static bool is_shown(const struct compare_answer *answer, enum figure figure)
{
	static const enum figure usual[] = {FIGURE_NPV,
					    FIGURE_PAYBACK,
					    FIGURE_IRR,
					    FIGURE_ROI,
					    FIGURE_TOTAL_COST,
					    FIGURE_TOTAL_BENEFIT,
					    FIGURE_INCIDENT_LOSS,
					    FIGURE_PEAK_FUNDING,
					    FIGURE_TIME_TO_MARKET,
					    FIGURE_MONTHLY_COST_AT_END};
	for (size_t i = 0; !answer->by_choice && i < sizeof usual / sizeof *usual; i++)
		if (usual[i] == figure)
			return true;
	return answer->by_choice && answer->wanted[figure];
}

static void add_differences(struct document *document, const struct compare_answer *answer)
{
	const struct comparison *comparison = answer->comparison;
	document_heading(document, 2, "%s", _("Figures"));
	document_table(document);
	document_table_column(document, ALIGN_LEFT, "%s", _("figure"));
	document_table_column(document, ALIGN_RIGHT, "A");
	document_table_column(document, ALIGN_RIGHT, "B");
	document_table_column(document, ALIGN_RIGHT, "%s", _("difference"));
	for (size_t o = 0; o < comparison->option_count; o++) {
		if (!compare_wants(answer, o))
			continue;
		document_table_row(document, ROW_GROUP);
		document_table_cell(document, EMPHASIS_STRONG, "%s",
				    compare_label(answer, o));
		for (int k = 0; k < FIGURE_COUNT; k++) {
			enum figure figure = (enum figure)k;
			if (!is_shown(answer, figure))
				continue;
			document_table_row(document, ROW_PLAIN);
			document_table_cell(document, EMPHASIS_NONE, "%s", _(figure_info(figure)->label));
			add_figure_cell(document, answer, comparison_a(comparison, o, figure), figure);
			add_figure_cell(document, answer, comparison_b(comparison, o, figure), figure);
			add_change_cell(document, answer, EMPHASIS_NONE, figure,
					comparison_difference(comparison, o, figure), NULL);
		}
	}
}

/* A contributor, and how much it matters to any option. */
struct ranked {
	size_t contributor;
	double size;
};

static int compare_ranked(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	if (x->size != y->size)
		return x->size > y->size ? -1 : 1;
	return x->contributor < y->contributor ? -1 : x->contributor > y->contributor;
}

/* Largest first. NULL when out of memory. */
static struct ranked *rank(const struct compare_answer *answer, enum figure figure)
{
	const struct comparison *comparison = answer->comparison;
	struct ranked *ranked = calloc(comparison->contributor_count, sizeof *ranked);
	for (size_t i = 0; ranked && i < comparison->contributor_count; i++) {
		ranked[i].contributor = i;
		for (size_t o = 0; o < comparison->option_count; o++)
			if (compare_wants(answer, o))
				ranked[i].size = fmax(ranked[i].size,
						      fabs(comparison_share(comparison, o, figure, i)));
	}
	if (ranked)
		qsort(ranked, comparison->contributor_count, sizeof *ranked, compare_ranked);
	return ranked;
}

/* Whether some option has the figure in both plans and in all plans between them. */
static bool has_shares(const struct compare_answer *answer, enum figure figure)
{
	for (size_t o = 0; o < answer->comparison->option_count; o++)
		if (compare_wants(answer, o) && !isnan(comparison_share(answer->comparison, o, figure, 0)))
			return true;
	return false;
}

static void add_share_row(struct document *document, const struct compare_answer *answer, enum figure figure,
			  struct money_unit unit, const struct ranked *ranked)
{
	const struct comparison *comparison = answer->comparison;
	document_table_row(document, ranked ? ROW_PLAIN : ROW_TOTAL);
	document_table_cell(document, ranked ? EMPHASIS_NONE : EMPHASIS_STRONG, "%s",
			    ranked ? comparison->contributor[ranked->contributor].name : _("all of it"));
	for (size_t o = 0; o < comparison->option_count; o++) {
		if (!compare_wants(answer, o))
			continue;
		double change = ranked ? comparison_share(comparison, o, figure, ranked->contributor)
				       : comparison_difference(comparison, o, figure);
		add_change_cell(document, answer, ranked ? EMPHASIS_NONE : EMPHASIS_STRONG, figure, change, &unit);
	}
}

/* The largest standard error of a share. */
static double largest_error(const struct compare_answer *answer, enum figure figure)
{
	double largest = 0;
	for (size_t o = 0; o < answer->comparison->option_count; o++)
		for (size_t i = 0; i < answer->comparison->contributor_count && compare_wants(answer, o); i++)
			largest = money_larger(largest, comparison_error(answer->comparison, o, figure, i));
	return largest;
}

void compare_say_error(struct document *document, const struct compare_answer *answer, enum figure figure)
{
	if (answer->comparison->shapley.orders == 0)
		return; /* they are exact */
	double error = largest_error(answer, figure);
	struct quantity quantity = figure_change(figure, error, money_unit_for(error), answer->a.notation.currency);
	struct bytes text = {0};
	quantity.with_unit = true;
	format_quantity(&text, &quantity, answer->a.notation.ascii);
	NUMBERED_ARGUMENTS document_paragraph(document,
					      ngettext("Estimated over %1$zu order in which the changes could be made; "
						       "the standard error of a contribution is at most %2$s.",
						       "Estimated over %1$zu orders in which the changes could be "
						       "made; the standard error of a contribution is at most %2$s.",
						       answer->comparison->shapley.orders),
					      answer->comparison->shapley.orders, document_take(document, &text));
}

static void add_shares(struct document *document, const struct compare_answer *answer, enum figure figure)
{
	const struct comparison *comparison = answer->comparison;
	struct ranked *ranked = rank(answer, figure);
	struct bytes name = {0};
	size_t still = 0;
	if (!ranked) {
		document->failed = true;
		return;
	}
	struct money_unit unit = wording_unit(ranked[0].size);
	const struct quantity change = figure_change(figure, 0, unit, answer->a.notation.currency);
	format_quantity_unit(&name, &change, answer->a.notation.ascii);
	document_heading(document, 2, _("What each change contributes to: %s, %s"),
			 _(figure_info(figure)->label), document_take(document, &name));
	document_table(document);
	document_table_column(document, ALIGN_LEFT, "%s", _("input"));
	for (size_t o = 0; o < comparison->option_count; o++) {
		if (compare_wants(answer, o))
			document_table_column(document, ALIGN_RIGHT, "%s",
					      compare_label(answer, o));
	}
	for (size_t i = 0; i < comparison->contributor_count; i++) {
		if (ranked[i].size > 0)
			add_share_row(document, answer, figure, unit, &ranked[i]);
		else
			still++;
	}
	add_share_row(document, answer, figure, unit, NULL);
	compare_say_error(document, answer, figure);
	if (still > 0)
		document_paragraph(document, _("Changes that contribute nothing: %zu."), still);
	free(ranked);
}

static void add_blocks(struct document *document, const struct compare_answer *answer)
{
	document_heading(document, 1, _("%s, against %s"), answer->b.title, answer->a.title);
	document_paragraph(document, _("A is %s, B is %s."), answer->name_a, answer->name_b);
	add_changes(document, answer);
	if (answer->comparison->changes.count > 0)
		add_differences(document, answer);
	for (int k = 0; k < FIGURE_COUNT && answer->comparison->contributor_count > 0; k++) {
		enum figure figure = (enum figure)k;
		bool usual = figure == FIGURE_NPV || figure == FIGURE_PAYBACK;
		if (!(answer->by_choice ? answer->wanted[figure] : usual))
			continue;
		if (!has_shares(answer, figure))
			compare_say_none(document, figure);
		else
			add_shares(document, answer, figure);
	}
}

void compare_answer_columns(struct document *document, bool several)
{
	static const char *const columns[] = {"profile_a", "profile_b",  "figure", "option",      "a",
	                                      "b",         "difference", "input",  "contribution"};
	size_t skipped = several ? 0 : 2;
	document_columns(document, columns + skipped, sizeof columns / sizeof *columns - skipped);
}

static void say(struct document *document, const struct compare_answer *answer)
{
	if (document_wants_rows(document))
		add_rows(document, answer);
	if (document_wants_blocks(document))
		add_blocks(document, answer);
}

int compare_find(struct compare_answer *answer, struct comparison *comparison, struct diags *diags)
{
	const char *currency_a = answer->a.plan->currency[0], *currency_b = answer->b.plan->currency[0];
	if (strcmp(currency_a, currency_b) != 0) {
		diags_add(diags, SEVERITY_ERROR, (struct place){.file = "breakeven"}, NULL,
			  _("'%s' is in %s, '%s' in %s: amounts in different currencies have no difference"),
			  answer->name_a, currency_a, answer->name_b, currency_b);
		return -1;
	}
	answer->comparison = comparison;
	return compare_plans(answer->a.plan, answer->b.plan, comparison);
}

int compare_answer(struct document *document, const struct compare_answer *answer, struct diags *diags)
{
	struct compare_answer compared = *answer;
	struct comparison comparison;
	if (compare_find(&compared, &comparison, diags) != 0)
		return -1;
	say(document, &compared);
	comparison_release(&comparison);
	return 0;
}
