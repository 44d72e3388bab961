/* Sums of flows over lanes: totals, present values, payback, peak funding. */
#ifndef MODEL_CASHFLOW_H
#define MODEL_CASHFLOW_H

#include "model/model.h"

/* One series of amounts: what falls at instant t (t < horizon), and what runs in month t. */
struct series {
	int horizon, lanes;
	const double (*month)[LANES]; /* [t] */
	const double (*once)[LANES];  /* [t]; NULL: nothing */
};

/*
 * Payback (model.md, "Figures of an option"): months from the plan's start. first: the first climb of the running
 * total back to zero after having been below; lasting: the last such climb, after which it stays at or above zero. 0
 * for a plan that is never below; INFINITY for no payback within the horizon. funding: minus the lowest point of the
 * running total; funding_month: the first instant at that point. All of it to within epsilon[lane]
 * (model/tolerance.h): a total not further below zero than that is zero.
 */
struct payback {
	double first[LANES], lasting[LANES];
	double funding[LANES], funding_month[LANES];
	double total[LANES]; /* the running total at the end */
};
void cashflow_payback(const struct series *net, const double epsilon[LANES], struct payback *payback);

/*
 * Only the present value of the series, the total and `first`, each [lane], in one pass: what a trial needs. One
 * epsilon for all lanes.
 */
void cashflow_trial(const struct series *net, const struct flows *discounts, double epsilon, double *npv,
		    double *net_value, double *payback);

/*
 * The k of the neutral outcome (model.md, "Outcome"), from what an option comes to over months 0 … neutral_payback -
 * 1: k x effect pays for spend and losses of revenue; at most 1, and 1 where the effect is not above 0.
 */
static inline double neutral_scale_of(double effect, double paid)
{
	return effect > 0 && paid < effect ? paid / effect : 1;
}

/* Present value of a series, by the discounts of these flows. */
void cashflow_present_value(const struct series *series, const struct flows *discounts, double present_value[LANES]);

#endif
