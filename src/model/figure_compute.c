/* Each figure, from the model's flows. docs/model.md, "Figures of an option". */
#include <math.h>
#include <string.h>

#include "base/attribute.h"
#include "model/cashflow.h"
#include "model/figure.h"
#include "model/program.h"
#include "model/tolerance.h"
#include "model/units.h"

static struct series series_of(double (*lane)[LANES], int month, int once, const struct flows *flows)
{
	return (struct series){.horizon = flows->horizon,
	                       .lanes = flows->lanes,
	                       .month = (const double (*)[LANES])&lane[month * flows->horizon],
	                       .once = once < 0 ? NULL : (const double (*)[LANES])&lane[once * flows->horizon]};
}

/* Adds a flow, as it counts in its side, to the series of the side. What is paid once is spend. */
static inline void add_flow(const struct flows *flows, enum flow flow, int lanes, double (*lane)[LANES])
{
	static const enum lane_series series_of_side[SIDE_COUNT] = {
		[SIDE_EFFECT] = SERIES_EFFECT, [SIDE_SPEND] = SERIES_SPEND, [SIDE_LOSS_OF_REVENUE] = SERIES_LOSS};
	const int horizon = flows->horizon;
	const double sign = flow_sign_in_side(flow);
	double (*sum)[LANES] = &lane[(int)series_of_side[flow_info(flow)->side] * horizon];
	double (*once)[LANES] = &lane[SERIES_SPEND_ONCE * horizon];
	const double (*month)[LANES] = (const double (*)[LANES])&flows->month[(int)flow * horizon];

	for (int t = 0; t < horizon; t++)
		for (int l = 0; l < lanes; l++)
			sum[t][l] += sign * month[t][l];
	if (flows->has_once[flow])
		for (int t = 0; t < horizon; t++)
			for (int l = 0; l < lanes; l++)
				once[t][l] += flows->once[(int)flow * horizon + t][l];
}

static inline void sum_lanes(const struct flows *flows, int lanes, double (*lane)[LANES])
{
	const int horizon = flows->horizon;

	for (int t = 0; t < horizon; t++)
		for (int l = 0; l < lanes; l++)
			lane[SERIES_EFFECT * horizon + t][l] = lane[SERIES_SPEND * horizon + t][l] =
				lane[SERIES_LOSS * horizon + t][l] = lane[SERIES_SPEND_ONCE * horizon + t][l] = 0;
	for (int flow = 0; flow < FLOW_COUNT; flow++)
		add_flow(flows, (enum flow)flow, lanes, lane);
	for (int t = 0; t < horizon; t++) {
		for (int l = 0; l < lanes; l++) {
			double once = lane[SERIES_SPEND_ONCE * horizon + t][l];
			double net = lane[SERIES_EFFECT * horizon + t][l] - lane[SERIES_LOSS * horizon + t][l] -
			             lane[SERIES_SPEND * horizon + t][l];

			lane[SERIES_NET * horizon + t][l] = net;
			lane[SERIES_NET_ONCE * horizon + t][l] = -once;
			lane[SERIES_DISCOUNTED * horizon + t][l] = net * flows->discount_month[t][l];
			lane[SERIES_DISCOUNTED_ONCE * horizon + t][l] = -once * flows->discount_once[t][l];
		}
	}
}

/* Sums an option's flows into the series of figures. One lane, the plan at its best guess, has loops of its own. */
LANE_KERNEL
static void sum_series(const struct flows *flows, double (*lane)[LANES])
{
	if (flows->lanes == 1)
		sum_lanes(flows, 1, lane);
	else
		sum_lanes(flows, flows->lanes, lane);
}

static struct figure_value none(enum figure_status status)
{
	return (struct figure_value){0, status};
}

static struct figure_value value_of(double value)
{
	return isfinite(value) ? (struct figure_value){value, STATUS_OK} : none(STATUS_OVERFLOW);
}

/* above / below, which has the status `otherwise` where below is not above 0. */
static struct figure_value over(double above, double below, enum figure_status otherwise)
{
	if (!isfinite(above) || !isfinite(below))
		return none(STATUS_OVERFLOW);
	return below > 0 ? value_of(above / below) : none(otherwise);
}

static struct figure_value ratio(double above, double below)
{
	return below < 0 ? over(-above, -below, STATUS_UNDEFINED) : over(above, below, STATUS_UNDEFINED);
}

/* total: of the flows that the payback is of. */
static struct figure_value payback_value(double months, bool self_funding, double total)
{
	if (!isfinite(total))
		return none(STATUS_OVERFLOW);
	if (self_funding)
		return (struct figure_value){0, STATUS_SELF_FUNDING};
	return isinf(months) ? none(STATUS_NOT_WITHIN_HORIZON) : (struct figure_value){months, STATUS_REACHED};
}

/* Each lane's epsilon: the plan's where the model was given it, else that of what the lane turns over. */
static void find_epsilons(const struct model *model, const struct flows *flows, size_t option, double *epsilon)
{
	LANE_ALIGNED double turnover[LANES];

	if (model->epsilon == NULL)
		cashflow_turnover(flows, turnover);
	for (int l = 0; l < flows->lanes; l++)
		epsilon[l] = model->epsilon != NULL ? model->epsilon[option] : epsilon_of(turnover[l]);
}

/* Puts a flow into its column of each month, in one lane: beside the flows that are there already, if any. */
static void put_in_column(const struct flows *flows, enum flow flow, bool beside, int l, struct month *months)
{
	const enum cash_column column = flow_info(flow)->column;
	const double (*month)[LANES] = (const double (*)[LANES])&flows->month[(int)flow * flows->horizon];

	if (beside)
		for (int t = 0; t < flows->horizon; t++)
			months[t].amount[column] += month[t][l];
	else
		for (int t = 0; t < flows->horizon; t++)
			months[t].amount[column] = month[t][l];
	if (flows->has_once[flow])
		for (int t = 0; t < flows->horizon; t++)
			months[t].amount[column] += flows->once[(int)flow * flows->horizon + t][l];
}

static void fill_columns(const struct flows *flows, int l, struct option_figures *out)
{
	bool begun[CASH_COUNT] = {false};

	for (int flow = 0; flow < FLOW_COUNT; flow++) {
		bool *beside = &begun[flow_info((enum flow)flow)->column];

		put_in_column(flows, (enum flow)flow, *beside, l, out->month);
		*beside = true;
	}
}

/* The figures that are sums of columns, and those that come from them. */
static void fill_totals(struct option_figures *out)
{
	double of_kind[CASH_KIND_TOTAL + 1] = {0}, cost, net;

	for (int column = 0; column < CASH_COUNT; column++) {
		enum figure figure = cash_total((enum cash_column)column);
		double total = 0;

		if (figure == FIGURE_COUNT)
			continue;
		for (int t = 0; t < out->horizon; t++)
			total += out->month[t].amount[column];
		of_kind[cash_info((enum cash_column)column)->kind] += total;
		out->figure[figure] = value_of(total);
	}
	cost = of_kind[CASH_KIND_COST];
	net = of_kind[CASH_KIND_GAIN] - of_kind[CASH_KIND_LOSS] - cost;
	out->figure[FIGURE_TOTAL_COST] = value_of(cost);
	out->figure[FIGURE_NET_VALUE] = value_of(net);
	out->figure[FIGURE_ROI] = ratio(net, cost);
}

/* The month-by-month table, and the totals that come from it. */
static void fill_months(const struct flows *flows, double (*series)[LANES], int l, struct option_figures *out)
{
	double cumulative = 0, discounted = 0;
	const int horizon = flows->horizon;

	fill_columns(flows, l, out);
	for (int t = 0; t < horizon; t++) {
		double *amount = out->month[t].amount;

		amount[CASH_NET] = series[SERIES_NET * horizon + t][l] + series[SERIES_NET_ONCE * horizon + t][l];
		amount[CASH_DISCOUNTED] =
			series[SERIES_DISCOUNTED * horizon + t][l] + series[SERIES_DISCOUNTED_ONCE * horizon + t][l];
		amount[CASH_CUMULATIVE] = cumulative += amount[CASH_NET];
		amount[CASH_DISCOUNTED_CUMULATIVE] = discounted += amount[CASH_DISCOUNTED];
	}
	out->horizon = horizon;
	out->initial_once = series[SERIES_SPEND_ONCE * horizon][l];
	fill_totals(out);
}

/*
 * The flows whose rates are sought: at the instants, or as the yearly tables have them (instant 0, then a sum a
 * year). What is zero within rounding is zero. Returns how many; *finite: they are all numbers.
 */
static size_t irr_flows(double (*series)[LANES], int horizon, bool yearly, double epsilon, int l, double *flow,
			bool *finite)
{
	size_t count = yearly ? (size_t)(horizon + MONTHS_A_YEAR - 1) / MONTHS_A_YEAR + 1 : (size_t)horizon + 1;

	memset(flow, 0, count * sizeof *flow);
	for (int t = 0; t < horizon; t++) {
		int month_at = yearly ? t / MONTHS_A_YEAR + 1 : t + 1;
		int once_at = !yearly || t == 0 ? t : month_at;

		flow[once_at] += series[SERIES_NET_ONCE * horizon + t][l];
		flow[month_at] += series[SERIES_NET * horizon + t][l];
	}
	*finite = true;
	for (size_t j = 0; j < count; j++) {
		*finite &= isfinite(flow[j]) != 0;
		flow[j] = fabs(flow[j]) <= epsilon ? 0 : flow[j];
	}
	return count;
}

static void fill_irr(double (*series)[LANES], int horizon, bool yearly, int l, struct option_figures *out)
{
	static const enum figure_status status_of[] = {[IRR_UNIQUE] = STATUS_UNIQUE,
	                                               [IRR_MULTIPLE] = STATUS_MULTIPLE,
	                                               [IRR_NO_OUTFLOW] = STATUS_NO_OUTFLOW,
	                                               [IRR_NO_INFLOW] = STATUS_NO_INFLOW,
	                                               [IRR_NO_REAL_ROOT] = STATUS_NO_REAL_ROOT};
	double flow[FIGURES_MOST_MONTHS + 1];
	bool finite;
	size_t count = irr_flows(series, horizon, yearly, out->epsilon, l, flow, &finite);
	enum irr_status status;

	out->irr_count = 0;
	out->figure[FIGURE_IRR] = none(STATUS_OVERFLOW);
	if (!finite)
		return;
	out->irr_count = irr_all(flow, count, out->irr_rate, &status);
	for (size_t i = 0; i < out->irr_count && !yearly; i++)
		out->irr_rate[i] = expm1(MONTHS_A_YEAR * log1p(out->irr_rate[i]));
	out->figure[FIGURE_IRR] = (struct figure_value){status == IRR_UNIQUE ? out->irr_rate[0] : 0, status_of[status]};
}

/* The spend of a month, without once-costs. */
static struct figure_value run_rate(double (*series)[LANES], int horizon, double month, int l)
{
	if (!(month < horizon))
		return none(STATUS_NOT_LAUNCHED);
	return value_of(series[SERIES_SPEND * horizon + (int)month][l]);
}

/* A cost for each thousand requests. */
static struct figure_value per_1000(struct figure_value cost, double requests)
{
	struct figure_value each = cost.status == STATUS_OK ? over(cost.value, requests, STATUS_NO_REQUESTS) : cost;

	each.value *= 1000;
	return each.status == STATUS_OK ? value_of(each.value) : each;
}

static void fill_run_rates(const struct flows *flows, double (*series)[LANES], const struct requests *requests, int l,
                           struct option_figures *out)
{
	struct figure_value at_end = run_rate(series, flows->horizon, flows->horizon - 1, l);

	out->figure[FIGURE_MONTHLY_COST_AT_LAUNCH] = run_rate(series, flows->horizon, moment_ceil(flows->launch[l]), l);
	out->figure[FIGURE_MONTHLY_COST_AT_END] = at_end;
	out->figure[FIGURE_COST_PER_1000_REQUESTS] = per_1000(out->figure[FIGURE_TOTAL_COST], requests->served[l]);
	out->figure[FIGURE_RUN_COST_PER_1000_REQUESTS] = per_1000(at_end, requests->last_month[l]);
}

static void fill_paybacks(const struct payback *plain, const struct payback *discounted, int l,
			  struct option_figures *out)
{
	bool self_funding = plain->funding[l] == 0, discounted_self_funding = discounted->funding[l] == 0;

	out->figure[FIGURE_PAYBACK] = payback_value(plain->first[l], self_funding, plain->total[l]);
	out->figure[FIGURE_PAYBACK_LASTING] = payback_value(plain->lasting[l], self_funding, plain->total[l]);
	out->figure[FIGURE_DISCOUNTED_PAYBACK] =
		payback_value(discounted->first[l], discounted_self_funding, discounted->total[l]);
	out->figure[FIGURE_DISCOUNTED_PAYBACK_LASTING] =
		payback_value(discounted->lasting[l], discounted_self_funding, discounted->total[l]);
	out->figure[FIGURE_PEAK_FUNDING] = value_of(isfinite(plain->total[l]) ? plain->funding[l] : plain->total[l]);
	out->figure[FIGURE_PEAK_FUNDING_MONTH] =
		isfinite(plain->total[l]) ? value_of(plain->funding_month[l]) : none(STATUS_OVERFLOW);
	out->shortfall = plain->total[l] < -out->epsilon ? -plain->total[l] : 0;
}

static void fill_present_values(const struct option_lanes *lanes, int l, struct option_figures *out)
{
	double cost = lanes->pv_spend[l], benefit = lanes->pv_effect[l] - lanes->pv_loss[l];

	out->figure[FIGURE_NPV] = value_of(lanes->npv[l]);
	out->figure[FIGURE_PV_COST] = value_of(cost);
	out->figure[FIGURE_PV_BENEFIT] = value_of(benefit);
	out->figure[FIGURE_ROI_DISCOUNTED] = ratio(benefit - cost, cost);
	out->figure[FIGURE_BREAKEVEN_BENEFIT] =
		over(cost + lanes->pv_loss[l], lanes->pv_effect[l], STATUS_NO_BENEFIT);
}

/* Sum of a series over the first `months`. */
static double sum_until(double (*series)[LANES], enum lane_series kind, int horizon, int months, int l)
{
	double sum = 0;

	for (int t = 0; t < horizon && t < months; t++)
		sum += series[(int)kind * horizon + t][l];
	return sum;
}

/* The k of the neutral outcome, were this the option of best npv. */
static double neutral_scale(double (*series)[LANES], int horizon, int months, int l)
{
	double effect = sum_until(series, SERIES_EFFECT, horizon, months, l);
	double paid = sum_until(series, SERIES_SPEND, horizon, months, l) +
	              sum_until(series, SERIES_SPEND_ONCE, horizon, months, l) +
	              sum_until(series, SERIES_LOSS, horizon, months, l);

	return neutral_scale_of(effect, paid);
}

/* The present value of a plan stopped after some months: its spend until then, nothing else. */
static double stopped_npv(const struct flows *flows, double (*series)[LANES], int months, int l)
{
	double present = 0;
	const int horizon = flows->horizon;

	for (int t = 0; t < horizon && t < months; t++)
		present -= series[SERIES_SPEND * horizon + t][l] * flows->discount_month[t][l] +
		           series[SERIES_SPEND_ONCE * horizon + t][l] * flows->discount_once[t][l];
	return present;
}

static void fill_outcome(const struct outcome_terms *terms, const struct option_lanes *lanes, double scale, int l,
                         struct option_figures *out)
{
	double weights, neutral;

	if (!terms->present) {
		out->figure[FIGURE_NEUTRAL_SCALE] = out->figure[FIGURE_OUTCOME_NPV] = none(STATUS_NO_OUTCOME);
		return;
	}
	weights = terms->success[l] + terms->neutral[l] + terms->stopped[l];
	neutral = scale * lanes->pv_effect[l] - lanes->pv_loss[l] - lanes->pv_spend[l];
	out->figure[FIGURE_NEUTRAL_SCALE] = isfinite(neutral) ? value_of(scale) : none(STATUS_OVERFLOW);
	out->figure[FIGURE_OUTCOME_NPV] =
		ratio(terms->success[l] * lanes->npv[l] + terms->neutral[l] * neutral +
			      terms->stopped[l] * lanes->stopped_npv[l],
		      weights);
}

/* One option's figures in every lane, but for the outcome's. */
static void compute_option(const struct model *model, struct workspace *workspace, size_t option,
                           const struct outcome_terms *terms, struct option_figures *figures)
{
	double (*lane)[LANES] = workspace->series;
	struct option_lanes *sums = &workspace->option[option];
	struct flows flows = model_flows(model, workspace, option);
	const int horizon = flows.horizon;
	struct requests requests;
	struct payback plain, discounted;
	struct series net, effect, spend, loss, discounted_net;

	sum_series(&flows, lane);
	model_requests(model, workspace, option, &requests);
	net = series_of(lane, SERIES_NET, SERIES_NET_ONCE, &flows);
	effect = series_of(lane, SERIES_EFFECT, -1, &flows);
	spend = series_of(lane, SERIES_SPEND, SERIES_SPEND_ONCE, &flows);
	loss = series_of(lane, SERIES_LOSS, -1, &flows);
	discounted_net = series_of(lane, SERIES_DISCOUNTED, SERIES_DISCOUNTED_ONCE, &flows);
	find_epsilons(model, &flows, option, sums->epsilon);
	cashflow_payback(&net, sums->epsilon, &plain);
	cashflow_payback(&discounted_net, sums->epsilon, &discounted);
	cashflow_present_value(&net, &flows, sums->npv);
	cashflow_present_value(&effect, &flows, sums->pv_effect);
	cashflow_present_value(&spend, &flows, sums->pv_spend);
	cashflow_present_value(&loss, &flows, sums->pv_loss);
	for (int l = 0; l < flows.lanes; l++) {
		struct option_figures *out = &figures[(size_t)l * model->option_count + option];

		out->epsilon = sums->epsilon[l];
		out->figure[FIGURE_TIME_TO_MARKET] = value_of(flows.launch[l]);
		fill_months(&flows, lane, l, out);
		fill_present_values(sums, l, out);
		fill_paybacks(&plain, &discounted, l, out);
		fill_irr(lane, horizon, model->yearly, l, out);
		fill_run_rates(&flows, lane, &requests, l, out);
		sums->neutral_scale[l] = neutral_scale(lane, horizon, terms->neutral_payback, l);
		sums->stopped_npv[l] = stopped_npv(&flows, lane, terms->stop_month, l);
	}
}

size_t figures_best(const struct model *model, const struct workspace *workspace, int lane)
{
	const struct option_lanes *sums = workspace->option;
	size_t best = 0;

	for (size_t option = 1; option < model->option_count; option++) {
		double more = sums[option].npv[lane] - sums[best].npv[lane];

		if (more > fmax(sums[option].epsilon[lane], sums[best].epsilon[lane]) ||
		    (isfinite(sums[option].npv[lane]) && !isfinite(sums[best].npv[lane])))
			best = option;
	}
	return best;
}

void figures_compute(const struct model *model, struct workspace *workspace, struct option_figures *figures)
{
	const struct outcome_terms terms = model_outcome(model, workspace);
	const struct option_lanes *sums = workspace->option;

	for (size_t option = 0; option < model->option_count; option++)
		compute_option(model, workspace, option, &terms, figures);
	for (int l = 0; l < workspace->lanes; l++) {
		double scale = sums[figures_best(model, workspace, l)].neutral_scale[l];

		for (size_t option = 0; option < model->option_count; option++)
			fill_outcome(&terms, &sums[option], scale, l,
				     &figures[(size_t)l * model->option_count + option]);
	}
}
