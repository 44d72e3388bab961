/* Sums flows over lanes: running totals, present values, payback. docs/model.md, "Figures of an option". */
#include "model/cashflow.h"

#include <math.h>

#include "base/attribute.h"

static const double never = INFINITY;

/*
 * The running total, month by month. It is linear within a month; a once-cost makes it jump at the month's start. A
 * climb is a month that begins below zero and ends at or above it, within rounding; the total reaches zero by the
 * month's end.
 */
static inline void payback(const struct series *net, const double *epsilon, int lanes, struct payback *out)
{
	LANE_ALIGNED double total[LANES], lowest[LANES], first[LANES], last[LANES];

	for (int l = 0; l < lanes; l++) {
		total[l] = lowest[l] = 0;
		first[l] = last[l] = -1;
	}
	for (int t = 0; t < net->horizon; t++) {
		for (int l = 0; l < lanes; l++) {
			double begin = total[l] + (net->once != NULL ? net->once[t][l] : 0);
			double end = begin + net->month[t][l];
			bool climbs = (begin < -epsilon[l]) & (end >= -epsilon[l]);
			double part = climbs ? begin / (begin - end) : 0;
			double at = climbs ? t + (part < 1 ? part : 1) : -1;

			lowest[l] = begin < lowest[l] ? begin : lowest[l];
			lowest[l] = end < lowest[l] ? end : lowest[l];
			last[l] = climbs ? at : last[l];
			first[l] = (climbs & (first[l] < 0)) ? at : first[l];
			total[l] = end;
		}
	}
	for (int l = 0; l < lanes; l++) {
		bool never_below = lowest[l] >= -epsilon[l];

		out->first[l] = never_below ? 0 : first[l] < 0 ? never : first[l];
		out->lasting[l] = never_below ? 0 : total[l] < -epsilon[l] ? never : last[l];
		out->funding[l] = never_below ? 0 : -lowest[l];
		out->total[l] = total[l];
	}
}

/* The first instant at which a lane's running total is lowest, within rounding. */
static int funding_month(const struct series *net, double funding, double epsilon, int l)
{
	double total = 0, low = epsilon - funding;

	for (int t = 0; t < net->horizon; t++) {
		total += net->once != NULL ? net->once[t][l] : 0;
		if (total <= low)
			return t;
		total += net->month[t][l];
		if (total <= low)
			return t + 1;
	}
	return 0;
}

LANE_KERNEL
void cashflow_payback(const struct series *net, const double epsilon[LANES], struct payback *out)
{
	if (net->lanes == LANES)
		payback(net, epsilon, LANES, out);
	else if (net->lanes == 1)
		payback(net, epsilon, 1, out);
	else
		payback(net, epsilon, net->lanes, out);
	for (int l = 0; l < net->lanes; l++)
		out->funding_month[l] = out->funding[l] > 0 ? funding_month(net, out->funding[l], epsilon[l], l) : 0;
}

static inline void turnover(const struct flows *flows, int lanes, double *restrict out)
{
	for (int l = 0; l < lanes; l++)
		out[l] = 0;
	for (int row = 0; row < flows->rows; row++) {
		const double (*month)[LANES] = (const double (*)[LANES])&flows->month[row * flows->horizon];
		const double (*once)[LANES] = (const double (*)[LANES])&flows->once[row * flows->horizon];

		for (int t = 0; t < flows->horizon; t++)
			for (int l = 0; l < lanes; l++)
				out[l] += fabs(month[t][l]);
		for (int t = 0; t < flows->horizon && flows->has_once[row]; t++)
			for (int l = 0; l < lanes; l++)
				out[l] += fabs(once[t][l]);
	}
}

LANE_KERNEL
void cashflow_turnover(const struct flows *flows, double out[LANES])
{
	if (flows->lanes == LANES)
		turnover(flows, LANES, out);
	else if (flows->lanes == 1)
		turnover(flows, 1, out);
	else
		turnover(flows, flows->lanes, out);
}

static inline void present_value(const struct series *series, const struct flows *discounts, int lanes,
				 double *restrict out)
{
	for (int l = 0; l < lanes; l++)
		out[l] = 0;
	for (int t = 0; t < series->horizon; t++) {
		if (series->once != NULL)
			for (int l = 0; l < lanes; l++)
				out[l] += series->once[t][l] * discounts->discount_once[t][l];
		for (int l = 0; l < lanes; l++)
			out[l] += series->month[t][l] * discounts->discount_month[t][l];
	}
}

LANE_KERNEL
void cashflow_present_value(const struct series *series, const struct flows *discounts, double out[LANES])
{
	if (series->lanes == LANES)
		present_value(series, discounts, LANES, out);
	else if (series->lanes == 1)
		present_value(series, discounts, 1, out);
	else
		present_value(series, discounts, series->lanes, out);
}

/*
 * The same sums in one pass. The totals at both ends of the climb are kept and divided once, after the loop, with the
 * same quotient. Without once-costs, a total that was ever below zero has either climbed or is still below at the end.
 */
static inline void trial(const struct series *net, const struct flows *discounts, double epsilon, bool has_once,
			 bool same_rate, int lanes, double *restrict npv, double *restrict net_value,
			 double *restrict payback)
{
	LANE_ALIGNED double total[LANES], present[LANES], below[LANES], climb_begin[LANES], climb_end[LANES],
		climb_at[LANES];

	for (int l = 0; l < lanes; l++) {
		total[l] = present[l] = below[l] = climb_begin[l] = climb_end[l] = 0;
		climb_at[l] = -1;
	}
	for (int t = 0; t < net->horizon; t++) {
		const double *restrict month = net->month[t], *restrict discount = discounts->discount_month[t];
		const double rate = discount[0];

		if (has_once)
			for (int l = 0; l < lanes; l++) {
				total[l] += net->once[t][l];
				present[l] += net->once[t][l] * discounts->discount_once[t][l];
				below[l] = total[l] < below[l] ? total[l] : below[l];
			}
		for (int l = 0; l < lanes; l++) {
			double begin = total[l], end = begin + month[l];
			bool climbs = (begin < -epsilon) & (end >= -epsilon) & (climb_at[l] < 0);

			present[l] += month[l] * (same_rate ? rate : discount[l]);
			if (has_once)
				below[l] = end < below[l] ? end : below[l];
			climb_begin[l] = climbs ? begin : climb_begin[l];
			climb_end[l] = climbs ? end : climb_end[l];
			climb_at[l] = climbs ? t : climb_at[l];
			total[l] = end;
		}
	}
	for (int l = 0; l < lanes; l++) {
		bool reached = climb_at[l] >= 0;
		bool never_below = has_once ? below[l] >= -epsilon : !reached & (total[l] >= -epsilon);
		double part = climb_begin[l] / (reached ? climb_begin[l] - climb_end[l] : 1);
		double at = climb_at[l] + (part < 1 ? part : 1);

		npv[l] = present[l];
		net_value[l] = total[l];
		payback[l] = never_below ? 0 : reached ? at : never;
	}
}

LANE_KERNEL
void cashflow_trial(const struct series *net, const struct flows *discounts, double epsilon, double *npv,
		    double *net_value, double *payback)
{
	if (net->lanes < LANES)
		trial(net, discounts, epsilon, net->once != NULL, false, net->lanes, npv, net_value, payback);
	else if (net->once != NULL)
		trial(net, discounts, epsilon, true, false, LANES, npv, net_value, payback);
	else if (discounts->same_rate)
		trial(net, discounts, epsilon, false, true, LANES, npv, net_value, payback);
	else
		trial(net, discounts, epsilon, false, false, LANES, npv, net_value, payback);
}
