/* Amounts by period. */
#include "answer/schedule.h"

#include <stdio.h>

#include "base/intl.h"
#include "model/units.h"

struct periods periods_by_year(int horizon)
{
	return (struct periods){.count = (horizon + MONTHS_A_YEAR - 1) / MONTHS_A_YEAR,
	                        .months = MONTHS_A_YEAR,
	                        .has_initial = true};
}

struct periods periods_by_month(int horizon)
{
	return (struct periods){.count = horizon, .months = 1};
}

int periods_first(const struct periods *periods)
{
	return periods->has_initial ? 0 : 1;
}

int periods_total(const struct periods *periods)
{
	return periods->count + 1;
}

static int present_value_of(const struct periods *periods)
{
	return periods->count + 2;
}

int periods_end(const struct periods *periods)
{
	return periods->count + 3;
}

void period_id(const struct periods *periods, int period, const char *prefix, char id[PERIOD_ID_SIZE])
{
	if (period == 0)
		snprintf(id, PERIOD_ID_SIZE, "initial");
	else if (period <= periods->count)
		snprintf(id, PERIOD_ID_SIZE, "%s%d", prefix, period);
	else
		snprintf(id, PERIOD_ID_SIZE, "%s", period == periods_total(periods) ? "total" : "present_value");
}

int schedule_evaluate(struct evaluator *evaluator, const struct plan *plan, enum grouping grouping)
{
	const struct model_spec spec = {.plan = plan, .grouping = grouping, .launch_of = -1};

	if (evaluator_init(evaluator, &spec, 0) != 0)
		return -1;
	evaluator_load(evaluator, NULL, 1);
	return 0;
}

static void add_amount(struct schedule *schedule, const struct periods *periods, int period, double amount,
                       double discount)
{
	schedule->amount[period] += amount;
	schedule->amount[periods_total(periods)] += amount;
	schedule->amount[present_value_of(periods)] += amount * discount;
}

void schedule_add(struct schedule *schedule, const struct periods *periods, const struct flows *flows, int row,
                  double sign)
{
	for (int t = 0; t < flows->horizon; t++) {
		int period = t / periods->months + 1, at = row * flows->horizon + t;

		add_amount(schedule, periods, period, sign * flows->month[at][0], flows->discount_month[t][0]);
		if (flows->has_once[row])
			add_amount(schedule, periods, t == 0 && periods->has_initial ? 0 : period,
				   sign * flows->once[at][0], flows->discount_once[t][0]);
	}
}

bool flows_are_zero(const struct flows *flows, int row)
{
	bool zero = true;

	for (int t = 0; t < flows->horizon && zero; t++) {
		int at = row * flows->horizon + t;

		zero = flows->month[at][0] == 0 && (!flows->has_once[row] || flows->once[at][0] == 0);
	}
	return zero;
}

void schedule_columns(const struct flows *flows, const struct periods *periods,
                      struct schedule column[SCHEDULE_COLUMNS])
{
	for (int i = 0; i < SCHEDULE_COLUMNS; i++)
		column[i] = (struct schedule){{0}};
	for (int flow = 0; flow < FLOW_COUNT; flow++) {
		schedule_add(&column[flow_info((enum flow)flow)->column], periods, flows, flow, 1);
		schedule_add(&column[CASH_NET], periods, flows, flow, flow_sign((enum flow)flow));
	}
}

static void add_column(struct document *document, const struct periods *periods, int period)
{
	if (period == 0)
		document_table_column(document, ALIGN_RIGHT, "%s", _("Initial"));
	else if (period <= periods->count)
		document_table_column(document, ALIGN_RIGHT, _("Year %d"), period);
	else
		document_table_column(document, ALIGN_RIGHT, "%s",
				      period == periods_total(periods) ? _("Total") : _("Present value"));
}

void schedule_table(struct document *document, const struct periods *periods)
{
	document_table(document);
	document_table_column(document, ALIGN_LEFT, " ");
	for (int period = periods_first(periods); period < periods_end(periods); period++)
		add_column(document, periods, period);
}
