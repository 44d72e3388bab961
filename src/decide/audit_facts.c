/* Facts that the audit's rules use: the plan's months item by item, people, placements, and what-ifs. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "decide/audit_rule.h"
#include "decide/audit_text.h"
#include "decide/objective.h"
#include "model/best_guess.h"
#include "model/evaluator.h"
#include "model/tolerance.h"
#include "plan/item_price.h"
#include "plan/month.h"

const char *audit_option(const struct audit *audit, size_t option)
{
	return plan_option(audit->plan, option)->section.id;
}

double audit_figure(const struct audit *audit, size_t option, enum figure figure)
{
	const struct figure_value *value = &audit->evaluation->option[option].figure[figure];
	return status_has_value(value->status) ? value->value : (double)NAN;
}

double audit_number(const struct setting *setting, size_t option)
{
	const struct value *value = setting_for(setting, option);
	return value ? value_best_guess(value) : 0;
}

bool audit_flag(const struct setting *setting, size_t option)
{
	return audit_number(setting, option) > 0;
}

int audit_launched(const struct audit *audit, size_t option)
{
	double month = moment_ceil(audit_figure(audit, option, FIGURE_TIME_TO_MARKET));
	return month < audit->horizon ? (int)month : -1;
}

struct shown audit_month(const struct audit *audit, int t)
{
	char text[MONTH_TEXT_SIZE];
	return show_format("%s", month_text(audit->plan, t, text));
}

double audit_most_requests(const struct audit *audit)
{
	return fmax(requests_a_day_of(audit->plan, 0), requests_a_day_of(audit->plan, audit->horizon - 1));
}

/* --- amounts --- */

/* The amount of every item in every month, in money or in units. 0, or -1 when out of memory. */
static int gather(struct audit *audit, enum grouping grouping, double **amounts)
{
	struct model_spec spec = {.plan = audit->plan, .grouping = grouping, .launch_of = -1};
	size_t options = audit->plan->options.count, months = (size_t)audit->horizon;
	struct evaluator evaluator;
	if (evaluator_init(&evaluator, &spec, 0) != 0)
		return -1;
	audit->rows = (size_t)model_row_count(evaluator.model);
	*amounts = calloc(options * audit->rows * months, sizeof **amounts);
	evaluator_load(&evaluator, NULL, 1);
	for (size_t o = 0; o < options && *amounts; o++) {
		struct flows flows = evaluator_flows(&evaluator, o);
		for (size_t i = 0; i < audit->rows * months; i++)
			(*amounts)[o * audit->rows * months + i] = flows.month[i][0];
		for (size_t t = 0; t < months; t++)
			audit->discount[t] = flows.discount_month[t][0];
	}
	evaluator_release(&evaluator);
	return *amounts ? 0 : -1;
}

int audit_gather(struct audit *audit)
{
	audit->horizon = audit->evaluation->option[0].horizon;
	audit->discount = calloc((size_t)audit->horizon, sizeof *audit->discount);
	if (!audit->discount || gather(audit, GROUP_ITEMS, &audit->running) != 0)
		return -1;
	return gather(audit, GROUP_UNITS, &audit->units);
}

void audit_release(struct audit *audit)
{
	free(audit->running);
	free(audit->units);
	free(audit->discount);
}

size_t audit_benefit_row(const struct audit *audit, size_t benefit)
{
	return audit->plan->items.count + benefit;
}

size_t audit_incident_row(const struct audit *audit, size_t incident)
{
	return audit->plan->items.count + audit->plan->benefits.count + incident;
}

static size_t audit_at(const struct audit *audit, size_t option, size_t row, int t)
{
	return (option * audit->rows + row) * (size_t)audit->horizon + (size_t)t;
}

double audit_running(const struct audit *audit, size_t option, size_t row, int t)
{
	return audit->running[audit_at(audit, option, row, t)];
}

double audit_spend(const struct audit *audit, size_t option, enum section_kind kind, int t)
{
	double sum = 0;
	for (size_t i = 0; i < audit->plan->items.count; i++) {
		if (plan_item(audit->plan, i)->section.kind == kind)
			sum += audit_running(audit, option, i, t);
	}
	return sum;
}

double audit_total_spend(const struct audit *audit, size_t option, int t)
{
	double sum = 0;
	for (size_t i = 0; i < audit->plan->items.count; i++)
		sum += audit_running(audit, option, i, t);
	return sum;
}

double audit_benefit(const struct audit *audit, size_t option, int t)
{
	double sum = 0;
	for (size_t i = 0; i < audit->plan->benefits.count; i++)
		sum += audit_running(audit, option, audit_benefit_row(audit, i), t);
	return sum;
}

double audit_loss(const struct audit *audit, size_t option, enum incident_stake stake, int t)
{
	double sum = 0;
	for (size_t i = 0; i < audit->plan->incident_classes.count; i++) {
		bool of_benefit = setting_number(&plan_incident(audit->plan, i)->of) > STAKE_REVENUE;
		if (of_benefit == (stake == STAKE_BENEFIT))
			sum += audit_running(audit, option, audit_incident_row(audit, i), t);
	}
	return sum;
}

/* --- people --- */

double audit_role(const struct audit *audit, const struct cost_item *role, size_t option, int t)
{
	if (role->section.kind != SECTION_TEAM)
		return 0;
	return audit->units[audit_at(audit, option, audit_item_index(audit, role), t)];
}

double audit_people(const struct audit *audit, size_t option, int t)
{
	double sum = 0;
	for (size_t i = 0; i < audit->plan->items.count; i++)
		sum += audit_role(audit, plan_item(audit->plan, i), option, t);
	return sum;
}

/* --- placements --- */

bool audit_is_placed(const struct cost_item *item)
{
	return item->managed_price.has_value || item->managed_price.by_option ||
	       item->self_hosted_price.has_value || item->self_hosted_price.by_option;
}

bool audit_all_hosted(const struct audit *audit, size_t option, enum hosting hosting)
{
	bool any = false;
	for (size_t i = 0; i < audit->plan->items.count; i++) {
		const struct cost_item *item = plan_item(audit->plan, i);
		if (!audit_is_placed(item) || !audit_flag(&item->enabled, option))
			continue;
		any = true;
		if (plan_hosting(audit->plan, option, item_component(item)) != hosting)
			return false;
	}
	return any || plan_hosting(audit->plan, option, "") == hosting;
}

size_t audit_item_index(const struct audit *audit, const struct cost_item *item)
{
	return (size_t)(item - plan_item(audit->plan, 0));
}

/* True for an item that some option pays per request or sizes by requests. */
static bool follows_requests(const struct audit *audit, const struct cost_item *item)
{
	for (size_t o = 0; o < audit->plan->options.count; o++) {
		const struct value *price = item_price_value(audit->plan, item, o);
		if (setting_for(&item->capacity, o) || (price && price->period == PERIOD_MILLION_REQUESTS))
			return true;
	}
	return false;
}

const struct cost_item *audit_serving(const struct audit *audit)
{
	static const char *const names[] = {"serving", "inference", "prediction", NULL};
	const struct cost_item *found = NULL;
	for (size_t i = 0; i < audit->plan->items.count; i++) {
		const struct cost_item *item = plan_item(audit->plan, i);
		if (item->section.kind != SECTION_INFRA || !audit_is_placed(item))
			continue;
		if (text_has_any(item_component(item), names))
			return item;
		if (!found && follows_requests(audit, item))
			found = item;
	}
	return found;
}

/* --- what if --- */

struct figure_value audit_what_if(struct audit *audit, size_t option, enum figure figure,
				  const struct value *const *inputs, const double *values, size_t count)
{
	struct figure_value result = {.status = STATUS_UNDEFINED};
	struct evaluator evaluator = {0};
	double(*lanes)[LANES] = calloc(count ? count : 1, sizeof *lanes);
	if (!lanes || evaluator_init_figures(&evaluator, audit->plan, inputs, count) != 0) {
		audit->failed = true;
		goto done;
	}
	for (size_t i = 0; i < count; i++)
		lanes[i][0] = values[i];
	evaluator_run(&evaluator, (const double(*)[LANES])lanes, 1);
	result = *evaluator_figure(&evaluator, 0, option, figure);
	evaluator_release(&evaluator);
done:
	free(lanes);
	return result;
}

bool audit_npv_if(struct audit *audit, const struct value *input, double value, double *npv)
{
	struct objective objective;
	if (objective_init(&objective, audit->plan, audit->evaluation, input, objective_short(FIGURE_NPV)) != 0) {
		audit->failed = true;
		return false;
	}
	objective_try(&objective, &value, 1);
	for (size_t o = 0; o < audit->plan->options.count; o++)
		objective_read(&objective, o, FIGURE_NPV, &npv[o]);
	objective_release(&objective);
	return true;
}
