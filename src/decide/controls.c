/* Controls: evaluates the plan once without each item. */
#include "decide/controls.h"

#include <stdbool.h>
#include <stdlib.h>

#include "model/evaluator.h"

/* What changes for one option when a control is left out. */
struct standing {
	double npv;
	double loss; /* over the horizon, not discounted */
	double cost;
};

static struct standing standing_of(const struct flows *flows)
{
	struct standing standing = {0};
	for (int row = 0; row < flows->rows; row++) {
		double present_value = 0, total = 0;
		for (int t = 0; t < flows->horizon; t++) {
			double month = flows->month[row * flows->horizon + t][0];
			double once = flows->has_once[row] ? flows->once[row * flows->horizon + t][0] : 0;
			present_value +=
				month * flows->discount_month[t][0] + once * flows->discount_once[t][0];
			total += month + once;
		}
		standing.npv += flow_sign((enum flow)row) * present_value;
		standing.loss += flow_kind((enum flow)row) == CASH_KIND_LOSS ? total : 0;
		standing.cost += flow_kind((enum flow)row) == CASH_KIND_COST ? total : 0;
	}
	return standing;
}

/* Every option's standing without one item, or with all if `without` is NULL. 0, or -1 when out of memory. */
static int stand(const struct plan *plan, const struct cost_item *without, struct standing *standing)
{
	struct model_spec spec = {.plan = plan, .grouping = GROUP_FLOWS, .launch_of = -1, .without = without};
	struct evaluator evaluator;
	if (evaluator_init(&evaluator, &spec, 0) != 0)
		return -1;
	evaluator_load(&evaluator, NULL, 1);
	for (size_t o = 0; o < plan->options.count; o++) {
		struct flows flows = evaluator_flows(&evaluator, o);
		standing[o] = standing_of(&flows);
	}
	evaluator_release(&evaluator);
	return 0;
}

static bool covers_something(const struct cost_item *item, size_t option)
{
	const struct value *covers = setting_for(&item->covers, option);
	return item->section.kind == SECTION_MONITORING && covers && covers->text && covers->text[0];
}

static size_t count_controls(const struct plan *plan)
{
	size_t count = 0;
	for (size_t i = 0; i < plan->items.count; i++)
		for (size_t o = 0; o < plan->options.count; o++)
			count += covers_something(plan_item(plan, i), o);
	return count;
}

/* Items were evaluated one by one; people read option by option. */
static void sort_by_option(const struct plan *plan, struct controls *controls, struct control *sorted)
{
	size_t to = 0;
	for (size_t o = 0; o < plan->options.count; o++)
		for (size_t i = 0; i < controls->count; i++)
			if (controls->at[i].option == o)
				sorted[to++] = controls->at[i];
	free(controls->at);
	controls->at = sorted;
}

int controls_find(const struct plan *plan, struct controls *controls)
{
	size_t most = count_controls(plan), options = plan->options.count;
	struct controls found = {0};
	struct control *sorted = NULL;
	struct standing *with = NULL;
	int result = -1;
	found.at = calloc(most ? most : 1, sizeof *found.at);
	sorted = calloc(most ? most : 1, sizeof *sorted);
	with = calloc(2 * options, sizeof *with);
	if (!found.at || !sorted || !with || stand(plan, NULL, with) != 0)
		goto done;
	struct standing *without = with + options;
	for (size_t i = 0; i < plan->items.count; i++) {
		const struct cost_item *item = plan_item(plan, i);
		size_t before = found.count;
		for (size_t o = 0; o < options; o++)
			if (covers_something(item, o))
				found.at[found.count++] = (struct control){.option = o, .item = item};
		if (found.count > before && stand(plan, item, without) != 0)
			goto done;
		for (size_t at = before; at < found.count; at++) {
			size_t o = found.at[at].option;
			found.at[at].npv_gain = with[o].npv - without[o].npv;
			found.at[at].loss_avoided = without[o].loss - with[o].loss;
			found.at[at].cost = with[o].cost - without[o].cost;
		}
	}
	sort_by_option(plan, &found, sorted);
	sorted = NULL;
	*controls = found;
	found.at = NULL;
	result = 0;
done:
	free(with);
	free(sorted);
	free(found.at);
	return result;
}

void controls_release(struct controls *controls)
{
	free(controls->at);
	*controls = (struct controls){0};
}
