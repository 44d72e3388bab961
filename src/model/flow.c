/* The tables of flows and of the columns of the cash flow. docs/model.md, "One option, month by month". */
#include "model/flow.h"

#include "base/intl.h"
#include "model/figure.h"

static const struct flow_info flows[FLOW_COUNT] = {
	[FLOW_INFRA] =           {SIDE_SPEND,           false, CASH_INFRA},
	[FLOW_TEAM] =            {SIDE_SPEND,           false, CASH_TEAM},
	[FLOW_MONITORING] =      {SIDE_SPEND,           false, CASH_MONITORING},
	[FLOW_OTHER] =           {SIDE_SPEND,           false, CASH_OTHER},
	[FLOW_BENEFIT] =         {SIDE_EFFECT,          false, CASH_BENEFIT},
	[FLOW_LOSS_OF_REVENUE] = {SIDE_LOSS_OF_REVENUE, false, CASH_INCIDENT_LOSS},
	[FLOW_LOSS_OF_BENEFIT] = {SIDE_EFFECT,          true,  CASH_INCIDENT_LOSS},
};

static const double side_sign[SIDE_COUNT] = {[SIDE_EFFECT] = 1, [SIDE_SPEND] = -1, [SIDE_LOSS_OF_REVENUE] = -1};

/*
 * Ranks order the columns by their worth on the screen: the running total first, then the net, the benefit and people.
 */
static const struct column {
	struct cash_info info;
	enum figure total; /* the column's total over the horizon */
} columns[CASH_COUNT] = {
	[CASH_INFRA] =         {{"infra",         N_("Infrastructure"), N_("Infra"),   N_("infra"),    5, CASH_KIND_COST}, FIGURE_COST_INFRA},
	[CASH_TEAM] =          {{"team",          N_("Team"),           N_("Team"),    N_("team"),     4, CASH_KIND_COST}, FIGURE_COST_TEAM},
	[CASH_MONITORING] =    {{"monitoring",    N_("Monitoring"),     N_("Monitor"), N_("monitor."), 6, CASH_KIND_COST}, FIGURE_COST_MONITORING},
	[CASH_OTHER] =         {{"other",         N_("Other costs"),    N_("Other"),   N_("other"),    8, CASH_KIND_COST}, FIGURE_COST_OTHER},
	[CASH_BENEFIT] =       {{"benefit",       N_("Benefit"),        N_("Benefit"), N_("benefit"),  3, CASH_KIND_GAIN}, FIGURE_TOTAL_BENEFIT},
	[CASH_INCIDENT_LOSS] = {{"incident_loss", N_("Incident loss"),  N_("Loss"),    N_("losses"),   7, CASH_KIND_LOSS}, FIGURE_INCIDENT_LOSS},
	[CASH_NET] =           {{"net",           N_("Net"),            N_("Net"),     N_("net"),      2, CASH_KIND_NET},  FIGURE_COUNT},
	[CASH_CUMULATIVE] =    {{"cumulative",    N_("Running total"),  N_("Total"),   N_("cumul."),   1, CASH_KIND_TOTAL}, FIGURE_COUNT},
	[CASH_DISCOUNTED] =    {{"discounted",    N_("Present value"),  N_("PV"),      NULL,           0, CASH_KIND_NET},  FIGURE_COUNT},
	[CASH_DISCOUNTED_CUMULATIVE] = {{"discounted_cumulative", N_("Running present value"), N_("PV total"), N_("disc."), 9, CASH_KIND_TOTAL}, FIGURE_COUNT},
};

const struct flow_info *flow_info(enum flow flow)
{
	return &flows[flow];
}

const struct cash_info *cash_info(enum cash_column column)
{
	return &columns[column].info;
}

enum figure cash_total(enum cash_column column)
{
	return columns[column].total;
}

double flow_sign_in_side(enum flow flow)
{
	return flows[flow].lessens ? -1 : 1;
}

double flow_sign(enum flow flow)
{
	return side_sign[flows[flow].side] * flow_sign_in_side(flow);
}

enum cash_kind flow_kind(enum flow flow)
{
	return columns[flows[flow].column].info.kind;
}

enum flow flow_of_item(enum section_kind kind)
{
	static const enum flow of[] = {[SECTION_INFRA] = FLOW_INFRA,
	                               [SECTION_TEAM] = FLOW_TEAM,
	                               [SECTION_MONITORING] = FLOW_MONITORING,
	                               [SECTION_OTHER] = FLOW_OTHER};

	return of[kind];
}
