/* What flows come to, over lanes: running totals, present values, payback. docs/model.md, "Figures of an option". */
#include "model/cashflow.h"

#include <math.h>

#include "base/attribute.h"

static const double never = INFINITY;

/*
 * The running total, month by month. Within a month it is a straight line; once-costs make it jump at the month's start. A climb is
 * a month that begins below zero and ends at or above it.
 */
static inline void payback(const struct series *net, int lanes, struct payback *out)
{
	LANE_ALIGNED double total[LANES], lowest[LANES], lowest_at[LANES], first[LANES], last[LANES];

	for (int l = 0; l < lanes; l++) {
		total[l] = lowest[l] = lowest_at[l] = 0;
		first[l] = last[l] = -1;
	}
	for (int t = 0; t < net->horizon; t++) {
		for (int l = 0; l < lanes; l++) {
			double begin = total[l] + (net->once != NULL ? net->once[t][l] : 0);
			double end = begin + net->month[t][l];
			bool climbs = (begin < 0) & (end >= 0);
			double at = climbs ? t + begin / (begin - end) : -1;

			lowest_at[l] = begin < lowest[l] ? t : lowest_at[l];
			lowest[l] = begin < lowest[l] ? begin : lowest[l];
			lowest_at[l] = end < lowest[l] ? t + 1 : lowest_at[l];
			lowest[l] = end < lowest[l] ? end : lowest[l];
			last[l] = climbs ? at : last[l];
			first[l] = (climbs & (first[l] < 0)) ? at : first[l];
			total[l] = end;
		}
	}
	for (int l = 0; l < lanes; l++) {
		bool never_below = lowest[l] >= 0;

		out->first[l] = never_below ? 0 : first[l] < 0 ? never : first[l];
		out->lasting[l] = never_below ? 0 : total[l] < 0 ? never : last[l];
		out->funding[l] = lowest[l] < 0 ? -lowest[l] : 0;
		out->funding_month[l] = lowest_at[l];
		out->total[l] = total[l];
	}
}

LANE_KERNEL
void cashflow_payback(const struct series *net, struct payback *out)
{
	if (net->lanes == LANES)
		payback(net, LANES, out);
	else if (net->lanes == 1)
		payback(net, 1, out);
	else
		payback(net, net->lanes, out);
}

static inline void present_value(const struct series *series, const struct flows *discounts, int lanes, double *restrict out)
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
 * The same sums as above in one pass: the climb's ends are kept and divided once, behind the loop, which gives the same quotient.
 * Without once-costs a total that was below zero has climbed, or is below it at the end.
 */
static inline void trial(const struct series *net, const struct flows *discounts, bool has_once, bool same_rate, int lanes,
                         double *restrict npv, double *restrict net_value, double *restrict payback)
{
	LANE_ALIGNED double total[LANES], present[LANES], below[LANES], climb_begin[LANES], climb_end[LANES], climb_at[LANES];

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
			bool climbs = (begin < 0) & (end >= 0) & (climb_at[l] < 0);

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
		bool reached = climb_at[l] >= 0, never_below = has_once ? below[l] >= 0 : !reached & (total[l] >= 0);
		double at = reached ? climb_at[l] + climb_begin[l] / (climb_begin[l] - climb_end[l]) : never;

		npv[l] = present[l];
		net_value[l] = total[l];
		payback[l] = never_below ? 0 : at;
	}
}

LANE_KERNEL
void cashflow_trial(const struct series *net, const struct flows *discounts, double *npv, double *net_value, double *payback)
{
	if (net->lanes < LANES)
		trial(net, discounts, net->once != NULL, false, net->lanes, npv, net_value, payback);
	else if (net->once != NULL)
		trial(net, discounts, true, false, LANES, npv, net_value, payback);
	else if (discounts->same_rate)
		trial(net, discounts, false, true, LANES, npv, net_value, payback);
	else
		trial(net, discounts, false, false, LANES, npv, net_value, payback);
}
