/* Amounts of lines and of what they add up to, from a model by GROUP_ITEMS. */
#include "model/ledger.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "model/flow.h"

static const struct aggregate_info infos[AGGREGATE_COUNT] = {
	[AGGREGATE_INFRA] = {"infra", N_("Infrastructure"), "pv.infra", N_("Present value of infrastructure")},
	[AGGREGATE_TEAM] = {"team", N_("Team"), "pv.team", N_("Present value of the team")},
	[AGGREGATE_MONITORING] = {"monitoring", N_("Monitoring"), "pv.monitoring", N_("Present value of monitoring")},
	[AGGREGATE_OTHER] = {"other", N_("Other costs"), "pv.other", N_("Present value of other costs")},
	[AGGREGATE_BENEFIT] = {"benefit", N_("Benefit"), "pv.benefit", N_("Present value of the benefit")},
	[AGGREGATE_INCIDENT_LOSS] = {"incident_loss", N_("Incident loss"), "pv.incident_loss",
	                             N_("Present value of incident losses")},
	[AGGREGATE_SPEND] = {"spend", N_("Spend"), "pv.spend", N_("Present value of the spend")},
	[AGGREGATE_ONCE] = {"once", N_("Paid once, at the month's start"), "pv.once",
	                    N_("Present value of what is paid once")},
	[AGGREGATE_LOSS_OF_REVENUE] = {"loss_of_revenue", N_("Incident loss of revenue"), "pv.loss_of_revenue",
	                               N_("Present value of losses of revenue")},
	[AGGREGATE_LOSS_OF_BENEFIT] = {"loss_of_benefit", N_("Incident loss of benefit"), "pv.loss_of_benefit",
	                               N_("Present value of losses of benefit")},
	[AGGREGATE_EFFECT] = {"effect", N_("Benefit less the losses of benefit"), "pv.effect",
	                      N_("Present value of the benefit less its losses")},
	[AGGREGATE_NET] = {"net", N_("Net"), "discounted", N_("Present value of the net")},
	[AGGREGATE_CUMULATIVE] = {"cumulative", N_("Running total"), "discounted_cumulative",
	                          N_("Running present value")},
};

const struct aggregate_info *aggregate_info(enum aggregate aggregate)
{
	return &infos[aggregate];
}

int ledger_init(struct ledger *ledger, const struct plan *plan, const struct evaluation *evaluation)
{
	const struct model_spec spec = {.plan = plan, .grouping = GROUP_ITEMS, .launch_of = -1};
	const struct value *convention = setting_common(&plan->head.convention);
	struct ledger made = {.plan = plan,
	                       .evaluation = evaluation,
	                       .horizon = (int)setting_number(&plan->head.horizon),
	                       .yearly = convention != NULL && convention->parameter[0] == CONVENTION_YEARLY,
	                       .lines = plan->items.count + plan->benefits.count + plan->incident_classes.count};
	bool complete;

	made.amounts.option = SIZE_MAX;
	made.amounts.month = malloc((2 * made.lines + 1) * (size_t)made.horizon * sizeof *made.amounts.month);
	made.amounts.once = malloc((made.lines + 1) * sizeof *made.amounts.once);
	made.discounts = malloc(2 * (size_t)made.horizon * sizeof *made.discounts);
	complete = made.amounts.month != NULL && made.amounts.once != NULL && made.discounts != NULL &&
	           evaluator_init(&made.evaluator, &spec, 0) == 0;
	if (!complete) {
		ledger_release(&made);
		return -1;
	}
	evaluator_load(&made.evaluator, NULL, 1);
	made.discount_month = made.discounts;
	made.discount_once = made.discounts + made.horizon;
	*ledger = made;
	return 0;
}

void ledger_release(struct ledger *ledger)
{
	free(ledger->amounts.month);
	free(ledger->amounts.once);
	free(ledger->discounts);
	evaluator_release(&ledger->evaluator);
	*ledger = (struct ledger){0};
}

/* Copies what the first lane has of a row. */
static void copy_row(double *to, double (*row)[LANES], size_t horizon)
{
	for (size_t t = 0; t < horizon; t++)
		to[t] = row[t][0];
}

/* Works out an option's amounts, unless they are there. */
static void load(struct ledger *ledger, size_t option)
{
	const size_t horizon = (size_t)ledger->horizon;
	struct option_amounts *amounts = &ledger->amounts;
	double *once = amounts->month + ledger->lines * horizon;
	struct flows flows;

	if (amounts->option == option)
		return;
	flows = evaluator_flows(&ledger->evaluator, option);
	for (size_t line = 0; line < ledger->lines; line++) {
		copy_row(amounts->month + line * horizon, &flows.month[line * horizon], horizon);
		amounts->once[line] = flows.has_once[line] ? once : NULL;
		if (!flows.has_once[line])
			continue;
		copy_row(once, &flows.once[line * horizon], horizon);
		once += horizon;
	}
	for (size_t t = 0; t < horizon; t++) {
		ledger->discounts[t] = flows.discount_month[t][0];
		ledger->discounts[horizon + t] = flows.discount_once[t][0];
	}
	amounts->option = option;
}

const struct section *line_section(const struct ledger *ledger, size_t line)
{
	const struct plan *plan = ledger->plan;
	const size_t items = plan->items.count, benefits = plan->benefits.count;

	return line < items            ? &plan_item(plan, line)->section
	       : line < items + benefits ? &plan_benefit(plan, line - items)->section
	                                 : &plan_incident(plan, line - items - benefits)->section;
}

const char *line_label(const struct ledger *ledger, size_t line)
{
	const struct plan *plan = ledger->plan;
	const size_t items = plan->items.count, benefits = plan->benefits.count;
	const struct setting *label = line < items ? &plan_item(plan, line)->label
	                              : line < items + benefits
	                                      ? &plan_benefit(plan, line - items)->label
	                                      : &plan_incident(plan, line - items - benefits)->label;

	return section_label(line_section(ledger, line), label);
}

enum flow line_flow(const struct ledger *ledger, size_t option, size_t line)
{
	const struct plan *plan = ledger->plan;
	const size_t items = plan->items.count, benefits = plan->benefits.count;
	const struct value *of;

	if (line < items)
		return flow_of_item(plan_item(plan, line)->section.kind);
	if (line < items + benefits)
		return FLOW_BENEFIT;
	of = setting_for(&plan_incident(plan, line - items - benefits)->of, option);
	return of != NULL && of->parameter[0] == STAKE_BENEFIT ? FLOW_LOSS_OF_BENEFIT : FLOW_LOSS_OF_REVENUE;
}

int aggregate_sign(const struct ledger *ledger, size_t option, enum aggregate aggregate, size_t line)
{
	const enum flow flow = line_flow(ledger, option, line);

	switch (aggregate) {
	case AGGREGATE_INFRA:
	case AGGREGATE_TEAM:
	case AGGREGATE_MONITORING:
	case AGGREGATE_OTHER:
	case AGGREGATE_BENEFIT:
	case AGGREGATE_INCIDENT_LOSS:
		return (int)flow_info(flow)->column - CASH_INFRA == (int)aggregate - AGGREGATE_INFRA;
	case AGGREGATE_SPEND:
	case AGGREGATE_ONCE:
		return flow_info(flow)->side == SIDE_SPEND;
	case AGGREGATE_LOSS_OF_REVENUE:
		return flow == FLOW_LOSS_OF_REVENUE;
	case AGGREGATE_LOSS_OF_BENEFIT:
		return flow == FLOW_LOSS_OF_BENEFIT;
	case AGGREGATE_EFFECT:
		return flow_info(flow)->side == SIDE_EFFECT ? (int)flow_sign(flow) : 0;
	case AGGREGATE_NET:
	case AGGREGATE_CUMULATIVE:
	case AGGREGATE_COUNT:
		break;
	}
	return (int)flow_sign(flow);
}

double once_of(struct ledger *ledger, size_t option, size_t line, int month)
{
	const double *once;

	load(ledger, option);
	once = ledger->amounts.once[line];
	return once == NULL ? 0 : once[month - 1];
}

/* An amount of a month, or its present value: what runs in it falls at its end, what is paid once at its start. */
static double of_month(const struct ledger *ledger, double running, double once, int t, bool present)
{
	if (!present)
		return running + once;
	return running * ledger->discount_month[t] + once * ledger->discount_once[t];
}

/* Over lines and months; present: of present values. */
static double sum_of(struct ledger *ledger, size_t option, size_t amount, int first, int last, bool present)
{
	const bool is_line = amount < ledger->lines;
	const enum aggregate aggregate = is_line ? AGGREGATE_NET : (enum aggregate)(amount - ledger->lines);
	const size_t begin = is_line ? amount : 0, end = is_line ? amount + 1 : ledger->lines;
	const bool once_alone = !is_line && aggregate == AGGREGATE_ONCE;
	double sum = 0;

	load(ledger, option);
	if (!is_line && aggregate == AGGREGATE_CUMULATIVE)
		first = 1;
	for (size_t line = begin; line < end; line++) {
		const int sign = is_line ? 1 : aggregate_sign(ledger, option, aggregate, line);
		const double *month = ledger->amounts.month + line * (size_t)ledger->horizon;
		const double *once = ledger->amounts.once[line];

		for (int t = first - 1; t < last && sign != 0; t++) {
			const double at_start = once == NULL ? 0 : once[t];

			sum += sign * of_month(ledger, once_alone ? 0 : month[t], at_start, t, present);
		}
	}
	return sum;
}

double amount_of(struct ledger *ledger, size_t option, size_t amount, int first, int last)
{
	return sum_of(ledger, option, amount, first, last, false);
}

double present_value_of(struct ledger *ledger, size_t option, size_t amount, int first, int last)
{
	return sum_of(ledger, option, amount, first, last, true);
}
