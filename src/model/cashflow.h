/* Sums of flows over lanes: totals, present values, payback, peak funding. */
#ifndef MODEL_CASHFLOW_H
#define MODEL_CASHFLOW_H

#include "model/model.h"

/* A series of amounts: those that fall at instant t (t < horizon), and those that run through month t. */
struct series {
	int horizon, lanes;
	const double (*month)[LANES]; /* [t] */
	const double (*once)[LANES];  /* [t]; NULL: nothing */
};

/*
 * Payback (model.md, "Figures of an option"), in months from the plan's start. first: when the running total first
 * climbs back to zero after having been below; lasting: the same for the last climb, after which the total stays at or
 * above zero. 0 if the total is never below zero; INFINITY if there is no payback within the horizon. funding: minus
 * the lowest running total; funding_month: the first instant at which it is reached. A total within epsilon[lane] of
 * zero counts as zero (model/tolerance.h).
 */
struct payback {
	double first[LANES], lasting[LANES];
	double funding[LANES], funding_month[LANES];
	double total[LANES]; /* the running total at the end */
};
void cashflow_payback(const struct series *net, const double epsilon[LANES], struct payback *payback);

/*
 * Computes only what a trial needs, in one pass: the present value, the total and `first`, each [lane]. All lanes share
 * one epsilon.
 */
void cashflow_trial(const struct series *net, const struct flows *discounts, double epsilon, double *npv,
		    double *net_value, double *payback);

/*
 * The k of the neutral outcome (model.md, "Outcome"), from an option's sums over months 0 … neutral_payback - 1: k x
 * effect equals spend plus losses of revenue. At most 1; 1 where the effect is not above 0.
 */
static inline double neutral_scale_of(double effect, double paid)
{
	return effect > 0 && paid < effect ? paid / effect : 1;
}

/* What an option turns over: the sum of the sizes of its amounts, of a model by GROUP_FLOWS. */
void cashflow_turnover(const struct flows *flows, double turnover[LANES]);

/* Present value of a series, with the discounts of these flows. */
void cashflow_present_value(const struct series *series, const struct flows *discounts, double present_value[LANES]);

#endif
