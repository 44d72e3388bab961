/* breakeven compare: how plans differ, and what each changed input contributes. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "answer/answer.h"
#include "base/intl.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/wording.h"
#include "decide/compare.h"

struct compare_options {
	struct texts figures;
};

static const struct option_row rows[] = {
	{.name = "figure",
	 .kind = OPTION_TEXTS,
	 .argument = "FIGURE",
	 .takes = TAKES_ANY,
	 .completion = COMPLETE_FIGURE,
	 .offset = offsetof(struct compare_options, figures),
	 .help = N_("only these figures; text shows what npv and payback are made up of unless told, files "
		    "hold all")},
	{0},
};

/* A scenario kept while others are read. */
struct kept {
	char *name, *title;
	const char *path, *row;
	size_t profile;
	struct plan *plan;
};

static const char *currency_of(const struct kept *kept)
{
	return kept->plan->currency[0];
}

/* One pair of plans. */
struct task {
	struct context *context;
	const bool *wanted; /* [figure] */
	bool by_choice;     /* they were asked for */
	bool several;       /* more than two profiles, or scenarios: rows begin with the two names */
	const struct kept *a, *b;
	struct comparison comparison;
	struct notation notation;
};

/* --option names options of either plan. */
static bool compared_wanted(const struct task *task, size_t option)
{
	const struct compared_option *compared = &task->comparison.option[option];
	return (compared->a >= 0 && option_wanted(task->context, task->a->plan, (size_t)compared->a)) ||
	       (compared->b >= 0 && option_wanted(task->context, task->b->plan, (size_t)compared->b));
}

/* --- rows --- */

static struct cell figure_cell_of(const struct task *task, enum figure figure, const struct figure_value *value)
{
	return value ? figure_cell(figure, *value, currency_of(task->a)) : cell_none();
}

/* A difference of a figure. NaN: there is none. */
static struct cell change_cell(const struct task *task, enum figure figure, double change)
{
	return figure_is_money(figure) ? cell_money(change, currency_of(task->a)) : cell_number(change);
}

/* input NULL: the whole. */
static void add_row(struct task *task, size_t option, enum figure figure, const char *input,
		    double contribution)
{
	const struct comparison *comparison = &task->comparison;
	const struct cell cells[] = {
		cell_text(task->a->path),
		cell_text(task->b->path),
		cell_text(figure_info(figure)->id),
		cell_text(comparison->option[option].id),
		figure_cell_of(task, figure, comparison_a(comparison, option, figure)),
		figure_cell_of(task, figure, comparison_b(comparison, option, figure)),
		change_cell(task, figure, comparison_difference(comparison, option, figure)),
		cell_text(input),
		change_cell(task, figure, contribution),
	};
	document_row(&task->context->document, cells + (task->several ? 0 : 2));
}

static void add_rows(struct task *task)
{
	const struct comparison *comparison = &task->comparison;
	for (int k = 0; k < FIGURE_COUNT; k++) {
		enum figure figure = (enum figure)k;
		for (size_t o = 0; o < comparison->option_count; o++) {
			if (!task->wanted[figure] || !compared_wanted(task, o))
				continue;
			add_row(task, o, figure, NULL, comparison_difference(comparison, o, figure));
			for (size_t i = 0; i < comparison->contributor_count; i++)
				add_row(task, o, figure, comparison->contributor[i].name,
					comparison_share(comparison, o, figure, i));
		}
	}
}

/* --- words --- */

static const char *stated(const struct task *task, const char *value)
{
	return value ? value : wording_nothing(&task->notation);
}

static void add_changes(struct task *task)
{
	struct document *document = &task->context->document;
	const struct changes *changes = &task->comparison.changes;
	if (changes->count == 0) {
		document_paragraph(document, "%s", _("Nothing differs that has a part in any figure."));
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
				    : come ? wording_nothing(&task->notation)
					   : stated(task, change->before));
		document_table_cell(document, EMPHASIS_NONE, "%s",
				    come   ? _("in it")
				    : gone ? wording_nothing(&task->notation)
					   : stated(task, change->after));
	}
}

static void add_figure_cell(struct task *task, const struct figure_value *value, enum figure figure)
{
	struct bytes text = {0};
	if (value)
		wording_figure(&text, figure, *value, &task->notation);
	document_table_cell(&task->context->document,
			    value && status_has_value(value->status) ? EMPHASIS_NONE : EMPHASIS_DIM, "%s",
			    value ? document_text(&task->context->document, &text) : wording_nothing(&task->notation));
	bytes_release(&text);
}

/* Whether a figure is shown in text. */
static bool is_shown(const struct task *task, enum figure figure)
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
	for (size_t i = 0; !task->by_choice && i < sizeof usual / sizeof *usual; i++)
		if (usual[i] == figure)
			return true;
	return task->by_choice && task->wanted[figure];
}

static void add_differences(struct task *task)
{
	struct document *document = &task->context->document;
	const struct comparison *comparison = &task->comparison;
	struct bytes text = {0};
	document_heading(document, 2, "%s", _("Figures"));
	document_table(document);
	document_table_column(document, ALIGN_LEFT, "%s", _("figure"));
	document_table_column(document, ALIGN_RIGHT, "A");
	document_table_column(document, ALIGN_RIGHT, "B");
	document_table_column(document, ALIGN_RIGHT, "%s", _("difference"));
	for (size_t o = 0; o < comparison->option_count; o++) {
		const struct compared_option *option = &comparison->option[o];
		if (!compared_wanted(task, o))
			continue;
		document_table_row(document, ROW_GROUP);
		document_table_cell(document, EMPHASIS_STRONG, "%s",
				    option->a >= 0 ? wording_option(task->a->plan, (size_t)option->a)
						   : wording_option(task->b->plan, (size_t)option->b));
		for (int k = 0; k < FIGURE_COUNT; k++) {
			enum figure figure = (enum figure)k;
			if (!is_shown(task, figure))
				continue;
			document_table_row(document, ROW_PLAIN);
			document_table_cell(document, EMPHASIS_NONE, "%s", _(figure_info(figure)->label));
			add_figure_cell(task, comparison_a(comparison, o, figure), figure);
			add_figure_cell(task, comparison_b(comparison, o, figure), figure);
			wording_change(wording_clear(&text), figure,
				       comparison_difference(comparison, o, figure), &task->notation);
			document_table_cell(document, EMPHASIS_NONE, "%s", document_text(document, &text));
		}
	}
	bytes_release(&text);
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
static struct ranked *rank(const struct task *task, enum figure figure)
{
	const struct comparison *comparison = &task->comparison;
	struct ranked *ranked = calloc(comparison->contributor_count, sizeof *ranked);
	for (size_t i = 0; ranked && i < comparison->contributor_count; i++) {
		ranked[i].contributor = i;
		for (size_t o = 0; o < comparison->option_count; o++)
			if (compared_wanted(task, o))
				ranked[i].size = fmax(ranked[i].size,
						      fabs(comparison_share(comparison, o, figure, i)));
	}
	if (ranked)
		qsort(ranked, comparison->contributor_count, sizeof *ranked, compare_ranked);
	return ranked;
}

/* Some option has a figure in both plans, and one on the whole way between. */
static bool has_shares(const struct task *task, enum figure figure)
{
	for (size_t o = 0; o < task->comparison.option_count; o++)
		if (compared_wanted(task, o) && !isnan(comparison_share(&task->comparison, o, figure, 0)))
			return true;
	return false;
}

static void add_share_row(struct task *task, enum figure figure, struct money_unit unit,
			  const struct ranked *ranked)
{
	struct document *document = &task->context->document;
	const struct comparison *comparison = &task->comparison;
	struct bytes text = {0};
	document_table_row(document, ranked ? ROW_PLAIN : ROW_TOTAL);
	document_table_cell(document, ranked ? EMPHASIS_NONE : EMPHASIS_STRONG, "%s",
			    ranked ? comparison->contributor[ranked->contributor].name : _("all of it"));
	for (size_t o = 0; o < comparison->option_count; o++) {
		if (!compared_wanted(task, o))
			continue;
		double change = ranked ? comparison_share(comparison, o, figure, ranked->contributor)
				       : comparison_difference(comparison, o, figure);
		wording_change_cell(wording_clear(&text), figure, change, unit, &task->notation);
		document_table_cell(document, ranked ? EMPHASIS_NONE : EMPHASIS_STRONG, "%s",
				    document_text(document, &text));
	}
	bytes_release(&text);
}

/* The largest standard error of a share. */
static double largest_error(const struct task *task, enum figure figure)
{
	double largest = 0;
	for (size_t o = 0; o < task->comparison.option_count; o++)
		for (size_t i = 0; i < task->comparison.contributor_count && compared_wanted(task, o); i++)
			largest = money_larger(largest, comparison_error(&task->comparison, o, figure, i));
	return largest;
}

static void say_error(struct task *task, enum figure figure)
{
	struct bytes text = {0};
	wording_change(&text, figure, largest_error(task, figure), &task->notation);
	document_paragraph(
		&task->context->document,
		_("Estimated over %zu orders in which the changes could be made; the standard error of a "
		  "contribution is at most %s."),
		task->comparison.shapley.orders, document_text(&task->context->document, &text));
	bytes_release(&text);
}

static int add_shares(struct task *task, enum figure figure)
{
	struct document *document = &task->context->document;
	const struct comparison *comparison = &task->comparison;
	struct ranked *ranked = rank(task, figure);
	struct bytes name = {0};
	size_t still = 0;
	if (!ranked)
		return -1;
	struct money_unit unit = wording_unit(ranked[0].size);
	wording_change_unit(&name, figure, unit, &task->notation);
	document_heading(document, 2, _("What each change contributes to: %s, %s"),
			 _(figure_info(figure)->label), document_text(document, &name));
	bytes_release(&name);
	document_table(document);
	document_table_column(document, ALIGN_LEFT, "%s", _("input"));
	for (size_t o = 0; o < comparison->option_count; o++) {
		const struct compared_option *option = &comparison->option[o];
		if (compared_wanted(task, o))
			document_table_column(document, ALIGN_RIGHT, "%s",
					      option->a >= 0
						      ? wording_option(task->a->plan, (size_t)option->a)
						      : wording_option(task->b->plan, (size_t)option->b));
	}
	for (size_t i = 0; i < comparison->contributor_count; i++) {
		if (ranked[i].size > 0)
			add_share_row(task, figure, unit, &ranked[i]);
		else
			still++;
	}
	add_share_row(task, figure, unit, NULL);
	if (comparison->shapley.orders > 0)
		say_error(task, figure);
	if (still > 0)
		document_paragraph(document, _("Changes that contribute nothing: %zu."), still);
	free(ranked);
	return 0;
}

static enum outcome_code say(struct task *task)
{
	struct document *document = &task->context->document;
	document_heading(document, 1, _("%s, against %s"), task->b->title, task->a->title);
	document_paragraph(document, _("A is %s, B is %s."), task->a->name, task->b->name);
	add_changes(task);
	if (task->comparison.changes.count > 0)
		add_differences(task);
	for (int k = 0; k < FIGURE_COUNT && task->comparison.contributor_count > 0; k++) {
		enum figure figure = (enum figure)k;
		bool usual = figure == FIGURE_NPV || figure == FIGURE_PAYBACK;
		if (!(task->by_choice ? task->wanted[figure] : usual))
			continue;
		if (!has_shares(task, figure))
			document_paragraph(document,
					   _("%s: contributions cannot be told, since on the way from A to B "
					     "it has no value."),
					   _(figure_info(figure)->label));
		else if (add_shares(task, figure) != 0)
			return no_memory(task->context);
	}
	return DONE;
}

/* --- the command --- */

static enum outcome_code answer(struct task *task)
{
	struct context *context = task->context;
	enum outcome_code code = DONE;
	if (strcmp(currency_of(task->a), currency_of(task->b)) != 0)
		return usage_error(
			context, NULL,
			_("'%s' is in %s, '%s' in %s: amounts in different currencies have no difference"),
			task->a->name, currency_of(task->a), task->b->name, currency_of(task->b));
	if (compare_plans(task->a->plan, task->b->plan, &task->comparison) != 0)
		return no_memory(context);
	task->notation = notation_of(context, task->a->plan);
	context->document.scenario = task->a->row;
	if (document_wants_rows(&context->document))
		add_rows(task);
	if (document_wants_blocks(&context->document))
		code = say(task);
	comparison_release(&task->comparison);
	return code;
}

static void release_kept(struct kept *kept, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(kept[i].name);
		free(kept[i].title);
		plan_free(kept[i].plan);
	}
	free(kept);
}

/* Every scenario, all at once: which go together is known only then. */
static enum outcome_code keep_all(struct context *context, struct kept **kept, size_t *count)
{
	size_t most = scenarios_count(context->scenarios);
	struct scenario scenario;
	int more;
	*kept = calloc(most ? most : 1, sizeof **kept);
	if (!*kept)
		return no_memory(context);
	while ((more = next_scenario(context, &scenario)) > 0) {
		struct kept *one = &(*kept)[(*count)++];
		*one = (struct kept){strdup(scenario.name), strdup(scenario.title), scenario.path, scenario.row,
				     scenario.profile, scenario_take(context->scenarios)};
		if (!one->name || !one->title)
			return no_memory(context);
	}
	return more < 0 ? scenario_failure(context) : DONE;
}

/* The scenario of another profile in the same row: the n-th of each profile go together. */
static const struct kept *partner(const struct kept *kept, size_t count, size_t of, size_t profile)
{
	size_t row = 0, seen = 0;
	for (size_t i = 0; i < of; i++)
		row += kept[i].profile == kept[of].profile;
	for (size_t i = 0; i < count; i++)
		if (kept[i].profile == profile && seen++ == row)
			return &kept[i];
	return NULL;
}

/* Whether rows say which two profiles they are about. */
static bool names_pairs(const struct context *context)
{
	return scenarios_profiles(context->scenarios) > 2 || scenarios_file(context->scenarios) != NULL;
}

static enum outcome_code compare_all(struct context *context, const struct kept *kept, size_t count,
				     const bool *wanted, bool by_choice)
{
	size_t profiles = scenarios_profiles(context->scenarios);
	enum outcome_code code = DONE;
	size_t done = 0;
	for (size_t i = 0; i < count && code == DONE; i++) {
		for (size_t profile = 1; profile < profiles && code == DONE && kept[i].profile == 0;
		     profile++) {
			struct task task = {.context = context,
					    .wanted = wanted,
					    .by_choice = by_choice,
					    .several = names_pairs(context),
					    .a = &kept[i],
					    .b = partner(kept, count, i, profile)};
			interrupts_wait(done > 0);
			if (interrupted())
				code = output_end_early(context, "breakeven", _("interrupted: these are the first %zu comparisons"), done);
			else if (task.b)
				code = answer(&task);
			done++;
		}
	}
	return code;
}

static enum outcome_code run(struct context *context, const void *options)
{
	static const char *const columns[] = {"profile_a", "profile_b",  "figure", "option",      "a",
					      "b",         "difference", "input",  "contribution"};
	const struct compare_options *own = options;
	bool wanted[FIGURE_COUNT];
	struct kept *kept = NULL;
	size_t count = 0, skipped = names_pairs(context) ? 0 : 2;
	if (wording_figures(context, &own->figures, wanted) != 0)
		return USAGE;
	document_columns(&context->document, columns + skipped, sizeof columns / sizeof *columns - skipped);
	enum outcome_code code = keep_all(context, &kept, &count);
	if (code == DONE)
		code = compare_all(context, kept, count, wanted, own->figures.count > 0);
	if (kept)
		release_kept(kept, count);
	return code;
}

const struct command command_compare = {
	.name = "compare",
	.operands = "A B [C...]",
	.summary = N_("how plans differ, and what each changed input contributes"),
	.help = N_("Each plan after the first is held against the first. Contributions are Shapley values: what a change adds, on "
	           "average over every order in which the changes could be made; they add up to the whole difference. Exact up to 10 "
	           "changes, sampled with a standard error beyond. Changes that make no valid plan without one another count as one. "
	           "Where more than two plans are compared, or scenarios, rows have the columns profile_a and profile_b."),
	.example = "breakeven compare mvp scale-up\nbreakeven compare reco.ini reco-2.ini --figure npv -o contributions.csv",
	.least = 2,
	.most = ANY_NUMBER,
	.takes = TAKES_OUTPUT | TAKES_PROFILES | TAKES_OPTIONS,
	.options = rows,
	.options_size = sizeof(struct compare_options),
	.slow = true,
	.run = run,
};
