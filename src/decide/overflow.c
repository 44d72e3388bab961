/* Finds the input that makes figures overflow, by giving each in turn a modest value. */
#include "decide/overflow.h"

#include <math.h>
#include <stdlib.h>

#include "base/intl.h"
#include "decide/variant.h"
#include "model/evaluator.h"
#include "plan/kind.h"

/* How bad an option's figures are: how many overflow, then how much is spent and earned. */
struct badness {
	size_t overflows;
	double turnover;
};

static struct badness badness_of(const struct option_figures *figures)
{
	return (struct badness){figures_overflowing(figures), figures->epsilon};
}

static bool less_bad(struct badness a, struct badness b)
{
	return a.overflows < b.overflows || (a.overflows == b.overflows && a.turnover < b.turnover);
}

static double modest(const struct input *input)
{
	return kind_of(input->value->kind)->is_percent ? 0 : 1;
}

struct overflow {
	size_t option;             /* the first with such a figure; the plan's option count: none */
	const struct input *input; /* NULL: no single input is to blame */
};

/* The inputs that may be to blame, and their values. */
struct suspects {
	const struct input **input;
	const struct value **value;
	double (*lane)[LANES];
	size_t count;
};

static void suspects_release(struct suspects *suspects)
{
	free(suspects->input);
	free(suspects->value);
	free(suspects->lane);
}

static int suspects_init(struct suspects *suspects, const struct plan *plan)
{
	suspects->input = calloc(plan->input_count + 1, sizeof *suspects->input);
	suspects->value = calloc(plan->input_count + 1, sizeof *suspects->value);
	suspects->lane = lanes_alloc(plan->input_count);
	if (!suspects->input || !suspects->value || !suspects->lane)
		return -1;
	for (size_t i = 0; i < plan->input_count; i++) {
		const struct input *input = &plan->inputs[i];
		if (!variant_possible(input) || value_best_guess(input->value) == modest(input))
			continue;
		suspects->input[suspects->count] = input;
		suspects->value[suspects->count++] = input->value;
	}
	return 0;
}

/* Tries some of them, from `first` on: each lane gives one a modest value and leaves the others unchanged. */
static void try_some(struct evaluator *evaluator, struct suspects *suspects, size_t first, int lanes)
{
	for (size_t i = 0; i < suspects->count; i++)
		for (int l = 0; l < lanes; l++)
			suspects->lane[i][l] = i == first + (size_t)l ? modest(suspects->input[i])
								      : value_best_guess(suspects->value[i]);
	evaluator_run(evaluator, (const double (*)[LANES])suspects->lane, lanes);
}

static int find_input(const struct plan *plan, const struct option_figures *now, struct overflow *overflow)
{
	struct suspects suspects = {0};
	struct evaluator evaluator = {0};
	struct badness least = {figures_overflowing(now) - 1, (double)INFINITY}; /* at least one fewer */
	int result = -1;
	if (suspects_init(&suspects, plan) != 0 ||
	    evaluator_init_figures(&evaluator, plan, suspects.value, suspects.count) != 0)
		goto done;
	for (size_t first = 0; first < suspects.count; first += LANES) {
		int lanes = suspects.count - first < LANES ? (int)(suspects.count - first) : LANES;
		try_some(&evaluator, &suspects, first, lanes);
		for (int l = 0; l < lanes; l++) {
			struct badness badness = badness_of(
				&evaluator.figures[(size_t)l * model_option_count(evaluator.model) + overflow->option]);
			if (!less_bad(badness, least))
				continue;
			least = badness;
			overflow->input = suspects.input[first + (size_t)l];
		}
	}
	result = 0;
done:
	evaluator_release(&evaluator);
	suspects_release(&suspects);
	return result;
}

static int overflow_find(const struct plan *plan, const struct evaluation *evaluation, struct overflow *overflow)
{
	struct overflow found = {0};
	while (found.option < evaluation->option_count && figures_overflowing(&evaluation->option[found.option]) == 0)
		found.option++;
	if (found.option < evaluation->option_count && find_input(plan, &evaluation->option[found.option], &found) != 0)
		return -1;
	*overflow = found;
	return 0;
}

static const struct setting_value *stated(const struct input *input)
{
	return input->option < 0 ? &input->setting->common : &input->setting->by_option[input->option];
}

int overflow_warn(const struct plan *plan, const struct evaluation *evaluation, struct diags *diags)
{
	struct overflow overflow;
	if (overflow_find(plan, evaluation, &overflow) != 0)
		return -1;
	if (overflow.option == evaluation->option_count)
		return 0;
	const struct section *option = &plan_option(plan, overflow.option)->section;
	if (overflow.input && stated(overflow.input)->given)
		diags_add(diags, SEVERITY_WARNING, plan->source.entry[stated(overflow.input)->entry].place,
			  overflow.input->name, _("with this value figures of option '%s' are too large to compute"),
			  option->id);
	else
		diags_add(diags, SEVERITY_WARNING, source_place(&plan->source, option->line, 0), NULL,
			  _("figures of option '%s' are too large to compute"), option->id);
	return 0;
}
