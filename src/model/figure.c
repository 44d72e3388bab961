/* The list of figures and of their statuses. docs/model.md, "Figures of an option". */
#include "model/figure.h"

#include <string.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "base/nearest.h"

/* What comes of each way in which figures are worked out (figure_compute.c). */
#define SET(status) (1u << STATUS_##status)
#define AMOUNT (SET(OK) | SET(OVERFLOW))
#define RATIO (AMOUNT | SET(UNDEFINED))
#define PAYBACK (SET(REACHED) | SET(SELF_FUNDING) | SET(NOT_WITHIN_HORIZON) | SET(OVERFLOW))
#define RATE \
	(SET(UNIQUE) | SET(MULTIPLE) | SET(NO_OUTFLOW) | SET(NO_INFLOW) | SET(NO_REAL_ROOT) | SET(OVERFLOW))

static const struct figure_info infos[FIGURE_COUNT] = {
	[FIGURE_TIME_TO_MARKET] = {"time_to_market", N_("Time to market"),
		"option.time_to_market",
		N_("Months from the start of the plan to launch."),
		FIGURE_KIND_MONTHS, FIGURE_LESS_IS_BETTER, SET(OK), FIGURE_GROUP_TAKES, 1},
	[FIGURE_COST_INFRA] = {"cost_infra", N_("Infrastructure"),
		"sum(infra)",
		N_("What the infrastructure costs over the horizon."),
		FIGURE_KIND_MONEY, FIGURE_LESS_IS_BETTER, AMOUNT, FIGURE_GROUP_TOTALS, 1},
	[FIGURE_COST_TEAM] = {"cost_team", N_("Team"),
		"sum(team)",
		N_("What the people cost over the horizon, employer's charges included."),
		FIGURE_KIND_MONEY, FIGURE_LESS_IS_BETTER, AMOUNT, FIGURE_GROUP_TOTALS, 2},
	[FIGURE_COST_MONITORING] = {"cost_monitoring", N_("Monitoring"),
		"sum(monitoring)",
		N_("What watching the system costs over the horizon."),
		FIGURE_KIND_MONEY, FIGURE_LESS_IS_BETTER, AMOUNT, FIGURE_GROUP_TOTALS, 3},
	[FIGURE_COST_OTHER] = {"cost_other", N_("Other costs"),
		"sum(other)",
		N_("All other costs over the horizon."),
		FIGURE_KIND_MONEY, FIGURE_LESS_IS_BETTER, AMOUNT, FIGURE_GROUP_TOTALS, 4},
	[FIGURE_TOTAL_COST] = {"total_cost", N_("Total cost"),
		"cost_infra + cost_team + cost_monitoring + cost_other",
		N_("The total cost of ownership over the horizon."),
		FIGURE_KIND_MONEY, FIGURE_LESS_IS_BETTER, AMOUNT, FIGURE_GROUP_TOTALS, 5},
	[FIGURE_TOTAL_BENEFIT] = {"total_benefit", N_("Total benefit"),
		"sum(benefit)",
		N_("What the plan earns over the horizon, before incidents."),
		FIGURE_KIND_MONEY, FIGURE_MORE_IS_BETTER, AMOUNT, FIGURE_GROUP_TOTALS, 6},
	[FIGURE_INCIDENT_LOSS] = {"incident_loss", N_("Expected incident loss"),
		"sum(incident_loss)",
		N_("What incidents are expected to cost over the horizon, after controls."),
		FIGURE_KIND_MONEY, FIGURE_LESS_IS_BETTER, AMOUNT, FIGURE_GROUP_TOTALS, 7},
	[FIGURE_NET_VALUE] = {"net_value", N_("Net value"),
		"total_benefit - incident_loss - total_cost",
		N_("What is left over the horizon, undiscounted."),
		FIGURE_KIND_MONEY, FIGURE_MORE_IS_BETTER, AMOUNT, FIGURE_GROUP_TOTALS, 8},
	[FIGURE_NPV] = {"npv", N_("NPV"),
		"pv_benefit - pv_cost",
		N_("Net present value: the net cash flow, discounted to the start of the plan."),
		FIGURE_KIND_MONEY, FIGURE_MORE_IS_BETTER, AMOUNT, FIGURE_GROUP_PAYS, 5},
	[FIGURE_PV_COST] = {"pv_cost", N_("Present value of costs"),
		"pv(infra) + pv(team) + pv(monitoring) + pv(other)",
		N_("The spend, discounted."),
		FIGURE_KIND_MONEY, FIGURE_LESS_IS_BETTER, AMOUNT, FIGURE_GROUP_TOTALS, 9},
	[FIGURE_PV_BENEFIT] = {"pv_benefit", N_("Present value of benefits"),
		"pv(benefit) - pv(incident_loss)",
		N_("Benefits less expected incident losses, discounted."),
		FIGURE_KIND_MONEY, FIGURE_MORE_IS_BETTER, AMOUNT, FIGURE_GROUP_TOTALS, 10},
	[FIGURE_ROI] = {"roi", N_("ROI"),
		"net_value / total_cost",
		N_("Return on investment: the net value for each unit of cost."),
		FIGURE_KIND_RATIO, FIGURE_MORE_IS_BETTER, RATIO, FIGURE_GROUP_PAYS, 7},
	[FIGURE_ROI_DISCOUNTED] = {"roi_discounted", N_("ROI, discounted"),
		"(pv_benefit - pv_cost) / pv_cost",
		N_("Return on investment of present values, as Forrester's TEI counts it."),
		FIGURE_KIND_RATIO, FIGURE_MORE_IS_BETTER, RATIO, FIGURE_GROUP_PAYS, 8},
	[FIGURE_PAYBACK] = {"payback", N_("Payback"),
		"first_climb(cumulative)",
		N_("Months from the start of the plan until the running total first climbs back to zero."),
		FIGURE_KIND_MONTHS, FIGURE_LESS_IS_BETTER, PAYBACK, FIGURE_GROUP_PAYS, 1},
	[FIGURE_PAYBACK_LASTING] = {"payback_lasting", N_("Payback, lasting"),
		"lasting_climb(cumulative)",
		N_("Months until the running total is back at zero and stays there to the end."),
		FIGURE_KIND_MONTHS, FIGURE_LESS_IS_BETTER, PAYBACK, FIGURE_GROUP_PAYS, 2},
	[FIGURE_DISCOUNTED_PAYBACK] = {"discounted_payback", N_("Payback, discounted"),
		"first_climb(discounted_cumulative)",
		N_("Payback on discounted amounts."),
		FIGURE_KIND_MONTHS, FIGURE_LESS_IS_BETTER, PAYBACK, FIGURE_GROUP_PAYS, 3},
	[FIGURE_DISCOUNTED_PAYBACK_LASTING] = {"discounted_payback_lasting", N_("Payback, discounted, lasting"),
		"lasting_climb(discounted_cumulative)",
		N_("Lasting payback on discounted amounts."),
		FIGURE_KIND_MONTHS, FIGURE_LESS_IS_BETTER, PAYBACK, FIGURE_GROUP_PAYS, 4},
	[FIGURE_IRR] = {"irr", N_("IRR"),
		"rate(net)",
		N_("Internal rate of return: the yearly discount rate at which the NPV is zero."),
		FIGURE_KIND_RATE, FIGURE_MORE_IS_BETTER, RATE, FIGURE_GROUP_PAYS, 6},
	[FIGURE_PEAK_FUNDING] = {"peak_funding", N_("Peak funding"),
		"0 - lowest(cumulative)",
		N_("The most cash the plan ever needs at once."),
		FIGURE_KIND_MONEY, FIGURE_LESS_IS_BETTER, AMOUNT, FIGURE_GROUP_TAKES, 2},
	[FIGURE_PEAK_FUNDING_MONTH] = {"peak_funding_month", N_("Peak funding after"),
		"when_lowest(cumulative)",
		N_("Months from the start of the plan to the lowest point of the running total."),
		FIGURE_KIND_MONTHS, FIGURE_NEITHER, AMOUNT, FIGURE_GROUP_TAKES, 3},
	[FIGURE_MONTHLY_COST_AT_LAUNCH] = {"monthly_cost_at_launch", N_("Run rate at launch"),
		"at(run_rate, ceil(time_to_market) + 1)",
		N_("What the first whole month after launch costs, without once-costs."),
		FIGURE_KIND_MONEY_MONTH, FIGURE_LESS_IS_BETTER, AMOUNT | SET(NOT_LAUNCHED), FIGURE_GROUP_RUNNING, 1},
	[FIGURE_MONTHLY_COST_AT_END] = {"monthly_cost_at_end", N_("Run rate at the end"),
		"at(run_rate, plan.horizon)",
		N_("What the last month of the horizon costs, without once-costs."),
		FIGURE_KIND_MONEY_MONTH, FIGURE_LESS_IS_BETTER, AMOUNT, FIGURE_GROUP_RUNNING, 2},
	[FIGURE_COST_PER_1000_REQUESTS] = {"cost_per_1000_requests", N_("Cost per 1,000 requests"),
		"total_cost / sum(requests) * 1000",
		N_("The total cost for each thousand requests served, fully loaded."),
		FIGURE_KIND_UNIT_COST, FIGURE_LESS_IS_BETTER, AMOUNT | SET(NO_REQUESTS), FIGURE_GROUP_RUNNING, 3},
	[FIGURE_RUN_COST_PER_1000_REQUESTS] = {"run_cost_per_1000_requests", N_("Run cost per 1,000 requests"),
		"monthly_cost_at_end / at(requests, plan.horizon) * 1000",
		N_("The last month's cost for each thousand requests it serves."),
		FIGURE_KIND_UNIT_COST, FIGURE_LESS_IS_BETTER, AMOUNT | SET(NO_REQUESTS), FIGURE_GROUP_RUNNING, 4},
	[FIGURE_BREAKEVEN_BENEFIT] = {"breakeven_benefit", N_("Break-even benefit"),
		"(pv_cost + pv(loss_of_revenue)) / pv(effect)",
		N_("The share of the assumed benefit at which the NPV is zero."),
		FIGURE_KIND_RATIO, FIGURE_LESS_IS_BETTER, AMOUNT | SET(NO_BENEFIT), FIGURE_GROUP_TAKES, 4},
	[FIGURE_NEUTRAL_SCALE] = {"neutral_scale", N_("Neutral outcome's scale"),
		"of_best(min(1, (sum(spend, outcome.neutral_payback) + sum(loss_of_revenue, outcome.neutral_payback)) / "
		"max(0, sum(effect, outcome.neutral_payback))))",
		N_("What the benefit is scaled by in the neutral outcome, for every option."),
		FIGURE_KIND_RATIO, FIGURE_NEITHER, AMOUNT | SET(NO_OUTCOME), FIGURE_GROUP_TAKES, 5},
	[FIGURE_OUTCOME_NPV] = {"outcome_npv", N_("NPV over outcomes"),
		"(outcome.success * npv + outcome.neutral * (neutral_scale * pv(effect) - pv(loss_of_revenue) "
		"- pv_cost) - outcome.stopped * pv(spend, outcome.stop_month)) / (outcome.success + "
		"outcome.neutral + outcome.stopped)",
		N_("The NPV weighted by how projects end: success, neutral, stopped."),
		FIGURE_KIND_MONEY, FIGURE_MORE_IS_BETTER, RATIO | SET(NO_OUTCOME), FIGURE_GROUP_PAYS, 9},
};

static const struct {
	const char *id, *label;
	bool has_value;
} statuses[STATUS_COUNT] = {
	[STATUS_OK] = {"ok", N_("as computed"), true},
	[STATUS_REACHED] = {"reached", N_("reached"), true},
	[STATUS_SELF_FUNDING] = {"self_funding", N_("never below zero"), true},
	[STATUS_NOT_WITHIN_HORIZON] = {"not_within_horizon", N_("not within the horizon"), false},
	[STATUS_UNIQUE] = {"unique", N_("the only rate"), true},
	[STATUS_MULTIPLE] = {"multiple", N_("several rates"), false},
	[STATUS_NO_OUTFLOW] = {"no_outflow", N_("no flow is ever below zero"), false},
	[STATUS_NO_INFLOW] = {"no_inflow", N_("no flow is ever above zero"), false},
	[STATUS_NO_REAL_ROOT] = {"no_real_root", N_("no rate makes it zero"), false},
	[STATUS_NOT_LAUNCHED] = {"not_launched", N_("not launched within the horizon"), false},
	[STATUS_NO_REQUESTS] = {"no_requests", N_("no requests served"), false},
	[STATUS_NO_BENEFIT] = {"no_benefit", N_("no benefit to scale"), false},
	[STATUS_NO_OUTCOME] = {"no_outcome", N_("no outcome section"), false},
	[STATUS_UNDEFINED] = {"undefined", N_("undefined: over zero"), false},
	[STATUS_OVERFLOW] = {"overflow", N_("too large to compute"), false},
	[STATUS_ROOT] = {"root", N_("one of several rates"), true},
};

const struct figure_info *figure_info(enum figure figure)
{
	return &infos[figure];
}

bool figure_is_money(enum figure figure)
{
	enum figure_kind kind = infos[figure].kind;
	return kind == FIGURE_KIND_MONEY || kind == FIGURE_KIND_MONEY_MONTH || kind == FIGURE_KIND_UNIT_COST;
}

enum figure figure_find(const char *id)
{
	int figure = 0;

	while (figure < FIGURE_COUNT && strcmp(infos[figure].id, id) != 0)
		figure++;
	return (enum figure)figure;
}

void figure_offer_names(struct nearest *nearest)
{
	for (int figure = 0; figure < FIGURE_COUNT; figure++)
		nearest_offer(nearest, infos[figure].id);
}

const char *status_id(enum figure_status status)
{
	return statuses[status].id;
}

const char *status_label(enum figure_status status)
{
	return statuses[status].label;
}

bool status_has_value(enum figure_status status)
{
	return statuses[status].has_value;
}

void figure_print_unit(enum figure figure, const char *currency, struct bytes *out)
{
	switch (infos[figure].kind) {
	case FIGURE_KIND_MONEY:
		bytes_add_text(out, currency);
		break;
	case FIGURE_KIND_MONEY_MONTH:
		bytes_add_text(out, currency);
		bytes_add_text(out, "/month");
		break;
	case FIGURE_KIND_UNIT_COST:
		bytes_add_text(out, currency);
		bytes_add_text(out, "/1000 requests");
		break;
	case FIGURE_KIND_MONTHS:
		bytes_add_text(out, "months");
		break;
	case FIGURE_KIND_RATIO:
		bytes_add_text(out, "share");
		break;
	case FIGURE_KIND_RATE:
		bytes_add_text(out, "share/year");
		break;
	}
}
