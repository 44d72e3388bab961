/* Comparisons: the value of the plan with some of the changes made, and from that each change's contribution. */
#include "decide/compare.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/diag.h"
#include "decide/goal.h"
#include "decide/partition.h"
#include "model/evaluator.h"

/* Orders sampled when there are too many changes: enough for shares within about a hundredth of the whole. */
enum { MOST_ORDERS = 512, LEAST_ORDERS = 32, MOST_READS = 4096 };

/* A further result of a step: the changes made do not form a valid plan. */
enum { DONE = 0, OUT_OF_MEMORY = -1, NOT_A_PLAN = 1 };

/* The comparison's contributors. */

static void contributors_release(struct comparison *comparison)
{
	for (size_t i = 0; i < comparison->contributor_count; i++) {
		free(comparison->contributor[i].change);
		free(comparison->contributor[i].name);
	}
	free(comparison->contributor);
	comparison->contributor = NULL;
	comparison->contributor_count = 0;
}

static int contributor_init(struct contributor *contributor, const struct partition *partition, size_t group)
{
	const struct change *changes = partition->changes->at;
	struct bytes name = {0};
	*contributor = (struct contributor){
		.change = calloc(partition_size(partition, group), sizeof *contributor->change)};
	for (size_t i = 0; contributor->change && i < partition->count; i++) {
		if (partition->of[i] != group)
			continue;
		bytes_add_format(&name, "%s%s", contributor->count ? " + " : "", changes[i].name);
		contributor->change[contributor->count++] = i;
	}
	contributor->name = name.failed ? NULL : name.at;
	if (name.failed)
		bytes_release(&name);
	return contributor->change && contributor->name ? DONE : OUT_OF_MEMORY;
}

/* Numbers come first: shapley.h makes high-numbered changes least often. */
static int list_contributors(const struct partition *partition, struct comparison *comparison)
{
	contributors_release(comparison);
	comparison->contributor = calloc(partition->count + 1, sizeof *comparison->contributor);
	if (!comparison->contributor)
		return OUT_OF_MEMORY;
	for (int structural = 0; structural < 2; structural++)
		for (size_t g = 0; g < partition->count; g++)
			if (partition_is_group(partition, g) &&
			    partition_is_structural(partition, g) == structural &&
			    contributor_init(&comparison->contributor[comparison->contributor_count++],
					     partition, g) != 0)
				return OUT_OF_MEMORY;
	return DONE;
}

/* The game: the plan with some changes made. */

/* A plan with some structural changes made; its numbers are free. */
struct stage {
	struct comparison *comparison;
	const struct source *base;
	size_t numbers;       /* contributors that are numbers: the first ones */
	struct source source; /* with `made` made in it */
	bool has_source;
	struct coalition made; /* of structural contributors alone */
	struct plan *plan;     /* NULL: not read yet */
	struct evaluator evaluator;
	const struct value **inputs; /* [number] */
	double (*values)[LANES];     /* [number] */
	int trouble;
};

static const struct change *number_change(const struct stage *stage, size_t number)
{
	const struct comparison *comparison = stage->comparison;
	return &comparison->changes.at[comparison->contributor[number].change[0]];
}

static void stage_strike(struct stage *stage)
{
	evaluator_release(&stage->evaluator);
	plan_free(stage->plan);
	stage->plan = NULL;
}

static void stage_release(struct stage *stage)
{
	stage_strike(stage);
	if (stage->has_source)
		source_release(&stage->source);
	free(stage->inputs);
	free(stage->values);
}

static struct coalition structural_part(const struct stage *stage, const struct coalition *coalition)
{
	struct coalition part = {0};
	for (size_t i = stage->numbers; i < stage->comparison->contributor_count; i++)
		if (coalition_has(coalition, i))
			coalition_add(&part, i);
	return part;
}

static bool same_coalition(const struct coalition *a, const struct coalition *b)
{
	return memcmp(a, b, sizeof *a) == 0;
}

static bool is_within(const struct coalition *small, const struct coalition *large)
{
	for (size_t i = 0; i < sizeof small->word / sizeof *small->word; i++)
		if (small->word[i] & ~large->word[i])
			return false;
	return true;
}

/* Extends the current source if none of its changes must be undone. */
static int stage_source(struct stage *stage, const struct coalition *part)
{
	struct comparison *comparison = stage->comparison;
	if (stage->has_source && !is_within(&stage->made, part)) {
		source_release(&stage->source);
		stage->has_source = false;
	}
	if (!stage->has_source) {
		if (source_copy(stage->base, &stage->source) != 0)
			return OUT_OF_MEMORY;
		stage->has_source = true;
		stage->made = (struct coalition){0};
	}
	for (size_t i = stage->numbers; i < comparison->contributor_count; i++) {
		const struct contributor *contributor = &comparison->contributor[i];
		if (!coalition_has(part, i) || coalition_has(&stage->made, i))
			continue;
		coalition_add(&stage->made, i);
		for (size_t k = 0; k < contributor->count; k++)
			if (change_make(&comparison->changes.at[contributor->change[k]], comparison->plan_b,
					&stage->source) != 0)
				return OUT_OF_MEMORY;
	}
	return DONE;
}

static int stage_set(struct stage *stage, const struct coalition *part)
{
	struct diags diags = {0};
	int result = OUT_OF_MEMORY;
	if (stage->plan && same_coalition(&stage->made, part))
		return DONE;
	stage_strike(stage);
	if (stage_source(stage, part) != 0)
		goto done;
	if (plan_from_source(&stage->source, &diags, &stage->plan) != 0) {
		result = diags.out_of_memory ? OUT_OF_MEMORY : NOT_A_PLAN;
		goto done;
	}
	for (size_t i = 0; i < stage->numbers; i++) {
		const struct input *input = plan_find_input(stage->plan, number_change(stage, i)->name);
		if (!input) {
			result = NOT_A_PLAN;
			goto done;
		}
		stage->inputs[i] = input->value;
	}
	result = evaluator_init_figures(&stage->evaluator, stage->plan, stage->inputs, stage->numbers);
done:
	diags_release(&diags);
	return result;
}

static void take_worth(const struct comparison *comparison, const struct plan *plan,
		       const struct option_figures *figures, double *worth)
{
	for (size_t o = 0; o < comparison->option_count; o++) {
		const struct compared_option *option = &comparison->option[o];
		int at = plan_option_index(plan, option->id);
		if (option->a < 0 || option->b < 0)
			continue;
		for (size_t k = 0; k < FIGURE_COUNT; k++)
			worth[option->output + k] =
				at < 0 ? (double)NAN : figure_number(&figures[at].figure[k]);
	}
}

/* Evaluates coalitions that differ in numbers alone, at most LANES of them. */
static int play_lanes(struct stage *stage, const struct coalition *coalitions, size_t count, size_t outputs,
		      double *worth)
{
	struct coalition part = structural_part(stage, coalitions);
	int result = stage_set(stage, &part);
	if (result != DONE)
		return result;
	for (size_t i = 0; i < stage->numbers; i++) {
		const struct change *change = number_change(stage, i);
		for (size_t l = 0; l < count; l++)
			stage->values[i][l] = coalition_has(&coalitions[l], i) ? change->number_after
									       : change->number_before;
	}
	evaluator_run(&stage->evaluator, (const double (*)[LANES])stage->values, (int)count);
	for (size_t l = 0; l < count; l++)
		take_worth(stage->comparison, stage->plan,
			   stage->evaluator.figures + l * model_option_count(stage->evaluator.model),
			   worth + l * outputs);
	return DONE;
}

/*
 * Takes the two plans themselves instead of a plan with all changes made, so that the order of their lines cannot alter
 * the last bit.
 */
static bool take_whole(const struct comparison *comparison, const struct coalition *coalition, double *worth)
{
	size_t made = 0;
	for (size_t i = 0; i < comparison->contributor_count; i++)
		made += coalition_has(coalition, i);
	if (made == 0)
		take_worth(comparison, comparison->plan_a, comparison->a.option, worth);
	else if (made == comparison->contributor_count)
		take_worth(comparison, comparison->plan_b, comparison->b.option, worth);
	else
		return false;
	return true;
}

static int play(void *context, const struct coalition *coalitions, size_t count, double *worth)
{
	struct stage *stage = context;
	size_t outputs = stage->comparison->shapley.outputs;
	for (size_t at = 0; at < count;) {
		if (take_whole(stage->comparison, &coalitions[at], worth + at * outputs)) {
			at++;
			continue;
		}
		struct coalition part = structural_part(stage, &coalitions[at]);
		size_t end = at + 1, most = stage->numbers ? LANES : 1;
		for (; end < count && end - at < most; end++) {
			struct coalition other = structural_part(stage, &coalitions[end]);
			if (!same_coalition(&part, &other) ||
			    take_whole(stage->comparison, &coalitions[end], worth + end * outputs))
				break;
		}
		stage->trouble = play_lanes(stage, coalitions + at, end - at, outputs, worth + at * outputs);
		if (stage->trouble != DONE)
			return -1;
		at = end;
	}
	return 0;
}

static size_t count_numbers(const struct comparison *comparison)
{
	size_t numbers = 0;
	for (size_t i = 0; i < comparison->contributor_count; i++) {
		const struct contributor *contributor = &comparison->contributor[i];
		numbers +=
			contributor->count == 1 && comparison->changes.at[contributor->change[0]].is_number;
	}
	return numbers;
}

static size_t orders_for(size_t structural)
{
	size_t orders = MOST_READS / (structural + 1);
	return orders > MOST_ORDERS ? MOST_ORDERS : orders < LEAST_ORDERS ? LEAST_ORDERS : orders;
}

static int share_out(struct comparison *comparison, const struct source *base)
{
	size_t outputs = comparison->shapley.outputs, numbers = count_numbers(comparison);
	struct stage stage = {.comparison = comparison,
			      .base = base,
			      .numbers = numbers,
			      .inputs = calloc(numbers + 1, sizeof *stage.inputs),
			      .values = calloc(numbers + 1, sizeof *stage.values)};
	struct shapley_game game = {comparison->contributor_count, outputs, play, &stage};
	struct shapley shapley;
	int result = OUT_OF_MEMORY;
	if (!stage.inputs || !stage.values)
		goto done;
	if (shapley_values(&game, orders_for(game.changes - numbers), &shapley) != 0) {
		result = stage.trouble ? stage.trouble : OUT_OF_MEMORY;
		goto done;
	}
	comparison->shapley = shapley;
	result = DONE;
done:
	stage_release(&stage);
	return result;
}

/*
 * If some groups of changes do not form a plan together with others, tries coarser groups; all changes as one group
 * give b.
 */
static int contribute(struct comparison *comparison)
{
	struct partition partition;
	int result = NOT_A_PLAN;
	if (partition_new(comparison->plan_a, comparison->plan_b, &comparison->changes, SHAPLEY_MOST,
			  &partition) != 0)
		return OUT_OF_MEMORY;
	do {
		result = list_contributors(&partition, comparison);
		if (result == DONE)
			result = share_out(comparison, &partition.base);
	} while (result == NOT_A_PLAN && partition_coarsen(&partition));
	partition_release(&partition);
	return result;
}

/* The options of both plans, matched by id. */
static int match_options(struct comparison *comparison)
{
	const struct plan *a = comparison->plan_a, *b = comparison->plan_b;
	comparison->option = calloc(a->options.count + b->options.count, sizeof *comparison->option);
	if (!comparison->option)
		return OUT_OF_MEMORY;
	for (size_t i = 0; i < a->options.count; i++) {
		const char *id = plan_option(a, i)->section.id;
		struct compared_option option = {id, (int)i, plan_option_index(b, id),
						 comparison->shapley.outputs};
		if (option.b >= 0)
			comparison->shapley.outputs += FIGURE_COUNT;
		comparison->option[comparison->option_count++] = option;
	}
	for (size_t i = 0; i < b->options.count; i++) {
		const char *id = plan_option(b, i)->section.id;
		if (plan_option_index(a, id) < 0)
			comparison->option[comparison->option_count++] =
				(struct compared_option){id, -1, (int)i, 0};
	}
	return DONE;
}

int compare_plans(const struct plan *a, const struct plan *b, struct comparison *comparison)
{
	struct comparison made = {.plan_a = a, .plan_b = b};
	if (evaluation_new(a, &made.a) != 0 || evaluation_new(b, &made.b) != 0 || match_options(&made) != 0 ||
	    changes_find(a, b, &made.changes) != 0 || contribute(&made) != 0) {
		comparison_release(&made);
		return -1;
	}
	*comparison = made;
	return 0;
}

void comparison_release(struct comparison *comparison)
{
	contributors_release(comparison);
	changes_release(&comparison->changes);
	free(comparison->option);
	evaluation_release(&comparison->a);
	evaluation_release(&comparison->b);
	shapley_release(&comparison->shapley);
	*comparison = (struct comparison){0};
}

const struct figure_value *comparison_a(const struct comparison *comparison, size_t option,
					enum figure figure)
{
	int at = comparison->option[option].a;
	return at < 0 ? NULL : &comparison->a.option[at].figure[figure];
}

const struct figure_value *comparison_b(const struct comparison *comparison, size_t option,
					enum figure figure)
{
	int at = comparison->option[option].b;
	return at < 0 ? NULL : &comparison->b.option[at].figure[figure];
}

double comparison_difference(const struct comparison *comparison, size_t option, enum figure figure)
{
	const struct figure_value *a = comparison_a(comparison, option, figure),
				  *b = comparison_b(comparison, option, figure);
	return a && b ? figure_number(b) - figure_number(a) : (double)NAN;
}

/* Reads from an array in shapley's shape. */
static double pick(const struct comparison *comparison, const double *of, size_t option, enum figure figure,
		   size_t contributor)
{
	const struct compared_option *compared = &comparison->option[option];
	if (compared->a < 0 || compared->b < 0)
		return (double)NAN;
	return of[(compared->output + (size_t)figure) * comparison->shapley.changes + contributor];
}

double comparison_share(const struct comparison *comparison, size_t option, enum figure figure,
			size_t contributor)
{
	return pick(comparison, comparison->shapley.share, option, figure, contributor);
}

double comparison_error(const struct comparison *comparison, size_t option, enum figure figure,
			size_t contributor)
{
	return pick(comparison, comparison->shapley.standard_error, option, figure, contributor);
}
