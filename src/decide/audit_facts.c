/* What the rules of the audit stand on: the plan's months item by item, people, placements, and what-ifs. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "decide/audit_rule.h"
#include "decide/audit_text.h"
#include "decide/objective.h"
#include "decide/probe.h"
#include "model/tolerance.h"
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

double audit_moment(const struct audit *audit, const struct setting *setting, size_t option)
{
	const struct value *value = setting_for(setting, option);
	if (!value || value->moment == MOMENT_NEVER)
		return (double)INFINITY;
	double base = value->moment == MOMENT_LAUNCH ? audit_figure(audit, option, FIGURE_TIME_TO_MARKET) : 0;
	return base + value->parameter[0];
}

int audit_launched(const struct audit *audit, size_t option)
{
	double month = moment_ceil(audit_figure(audit, option, FIGURE_TIME_TO_MARKET));
	return month < audit->horizon ? (int)month : -1;
}

double audit_active(const struct audit *audit, const struct setting *from, const struct setting *until,
		    size_t option, int t)
{
	double begin = fmax(t, audit_moment(audit, from, option)),
	       end = fmin(t + 1, audit_moment(audit, until, option));
	return fmax(0, end - begin);
}

struct shown audit_month(const struct audit *audit, int t)
{
	char text[MONTH_TEXT_SIZE];
	return show_format("%s", month_text(audit->plan, t, text));
}

double audit_demand(const struct audit *audit, int t)
{
	return pow(1 + setting_number(&audit->plan->demand.growth), t);
}

double audit_requests(const struct audit *audit, int t)
{
	return setting_number(&audit->plan->demand.requests_per_day) * audit_demand(audit, t);
}

double audit_most_requests(const struct audit *audit)
{
	return fmax(audit_requests(audit, 0), audit_requests(audit, audit->horizon - 1));
}

/* --- amounts --- */

size_t audit_benefit_row(const struct audit *audit, size_t benefit)
{
	return audit->plan->items.count + benefit;
}

size_t audit_incident_row(const struct audit *audit, size_t incident)
{
	return audit->plan->items.count + audit->plan->benefits.count + incident;
}

double audit_running(const struct audit *audit, size_t option, size_t row, int t)
{
	return audit->running[(option * audit->rows + row) * (size_t)audit->horizon + (size_t)t];
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

#define SECONDS_A_DAY 86400.0

double audit_role(const struct audit *audit, const struct cost_item *role, size_t option, int t)
{
	const struct value *salary = setting_for(&role->price, option),
			   *capacity = setting_for(&role->capacity, option);
	if (role->section.kind != SECTION_TEAM || !salary || salary->period == PERIOD_ONCE ||
	    !audit_flag(&role->enabled, option))
		return 0;
	double people = audit_number(&role->quantity, option);
	if (capacity) {
		double peak = audit_requests(audit, t + 1) / SECONDS_A_DAY *
			      setting_number(&audit->plan->demand.peak_factor);
		people = whole_units(peak / value_best_guess(capacity), people);
	} else {
		people *= pow(audit_demand(audit, t), audit_number(&role->elasticity, option));
	}
	return people * audit_active(audit, &role->from, &role->until, option, t);
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

/* True for an item that some option pays by the request or counts from them. */
static bool follows_requests(const struct audit *audit, const struct cost_item *item)
{
	for (size_t o = 0; o < audit->plan->options.count; o++) {
		bool derived;
		const struct value *price = audit_price(audit, item, o, &derived);
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

const struct value *audit_price(const struct audit *audit, const struct cost_item *item, size_t option,
				bool *derived)
{
	const struct value *price = setting_for(&item->price, option);
	*derived = false;
	if (price)
		return price;
	const struct value *managed = setting_for(&item->managed_price, option),
			   *own = setting_for(&item->self_hosted_price, option);
	bool is_managed = plan_hosting(audit->plan, option, item_component(item)) == HOSTING_MANAGED;
	price = is_managed ? managed : own;
	*derived = !price;
	return price ? price : is_managed ? own : managed;
}

/* --- what if --- */

struct figure_value audit_what_if(struct audit *audit, size_t option, enum figure figure,
				  const struct value *const *inputs, const double *values, size_t count)
{
	struct figure_value result = {.status = STATUS_UNDEFINED};
	struct probe probe = {0};
	double(*lanes)[LANES] = calloc(count ? count : 1, sizeof *lanes);
	if (!lanes || probe_init(&probe, audit->plan, inputs, count) != 0) {
		audit->failed = true;
		goto done;
	}
	for (size_t i = 0; i < count; i++)
		lanes[i][0] = values[i];
	probe_run(&probe, (const double(*)[LANES])lanes, 1);
	result = *probe_figure(&probe, 0, option, figure);
	probe_release(&probe);
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
