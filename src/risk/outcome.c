/* Applies outcomes over lanes. */
#include "risk/outcome.h"

#include <math.h>
#include <stdlib.h>

struct outcome_desk {
	const struct model *model;
	const double *epsilon; /* [option] */
	double (*month)[LANES], (*once)[LANES]; /* [t]: net flows of an option */
	double scale[LANES];                    /* of the effect: 1, k or 0 */
	bool stopped[LANES];
	int stop_month;
};

struct outcome_desk *outcome_desk_new(const struct model *model, const double *epsilon)
{
	struct outcome_desk *desk = calloc(1, sizeof *desk);
	size_t horizon = (size_t)model_horizon(model);

	if (desk == NULL)
		return NULL;
	desk->model = model;
	desk->epsilon = epsilon;
	desk->month = malloc(horizon * sizeof *desk->month);
	desk->once = malloc(horizon * sizeof *desk->once);
	if (desk->month == NULL || desk->once == NULL) {
		outcome_desk_free(desk);
		return NULL;
	}
	return desk;
}

void outcome_desk_free(struct outcome_desk *desk)
{
	if (desk == NULL)
		return;
	free(desk->month);
	free(desk->once);
	free(desk);
}

/* An option's net flows, with the effect scaled and stopped lanes cut off. */
static void net_flows(struct outcome_desk *desk, const struct flows *flows, const double *scale, const bool *stopped)
{
	for (int t = 0; t < flows->horizon; t++) {
		const int effect = SIDE_EFFECT * flows->horizon + t, spend = SIDE_SPEND * flows->horizon + t;
		const int loss = SIDE_LOSS_OF_REVENUE * flows->horizon + t;

		for (int l = 0; l < LANES; l++) {
			double spends = stopped[l] && t >= desk->stop_month ? 0 : 1, loses = stopped[l] ? 0 : 1;
			double once = 0;

			desk->month[t][l] = scale[l] * flows->month[effect][l] - spends * flows->month[spend][l] -
					    loses * flows->month[loss][l];
			once += flows->has_once[SIDE_EFFECT] ? scale[l] * flows->once[effect][l] : 0;
			once -= flows->has_once[SIDE_SPEND] ? spends * flows->once[spend][l] : 0;
			once -= flows->has_once[SIDE_LOSS_OF_REVENUE] ? loses * flows->once[loss][l] : 0;
			desk->once[t][l] = once;
		}
	}
}

struct series outcome_series(struct outcome_desk *desk, const struct flows *flows)
{
	net_flows(desk, flows, desk->scale, desk->stopped);
	return (struct series){flows->horizon, LANES, (const double (*)[LANES])desk->month,
			       (const double (*)[LANES])desk->once};
}

/* A row's sum over the first months, once-costs included. */
static void add_months(const struct flows *flows, enum side side, int months, double *sum)
{
	for (int t = 0; t < months && t < flows->horizon; t++)
		for (int l = 0; l < LANES; l++) {
			sum[l] += flows->month[(int)side * flows->horizon + t][l];
			if (flows->has_once[side])
				sum[l] += flows->once[(int)side * flows->horizon + t][l];
		}
}

/* Each lane's k: that of the option with the best npv; the first of equals within rounding. */
static void neutral_scale(struct outcome_desk *desk, struct workspace *workspace, int months, double *k)
{
	static const bool none_stopped[LANES];
	double planned[LANES], best[LANES], best_epsilon[LANES];

	for (int l = 0; l < LANES; l++) {
		planned[l] = 1;
		best[l] = -INFINITY;
		best_epsilon[l] = 0;
		k[l] = 1;
	}
	for (size_t option = 0; option < model_option_count(desk->model); option++) {
		struct flows flows = model_flows(desk->model, workspace, option);
		double npv[LANES], effect[LANES] = {0}, cost[LANES] = {0};
		struct series net = {flows.horizon, LANES, (const double (*)[LANES])desk->month,
		                     (const double (*)[LANES])desk->once};

		net_flows(desk, &flows, planned, none_stopped);
		cashflow_present_value(&net, &flows, npv);
		add_months(&flows, SIDE_EFFECT, months, effect);
		add_months(&flows, SIDE_SPEND, months, cost);
		add_months(&flows, SIDE_LOSS_OF_REVENUE, months, cost);
		for (int l = 0; l < LANES; l++) {
			bool better = npv[l] - best[l] > fmax(desk->epsilon[option], best_epsilon[l]);
			double own = neutral_scale_of(effect[l], cost[l]);

			k[l] = better ? own : k[l];
			best[l] = better ? npv[l] : best[l];
			best_epsilon[l] = better ? desk->epsilon[option] : best_epsilon[l];
		}
	}
}

void outcome_draw(struct outcome_desk *desk, struct workspace *workspace, const double *uniform)
{
	struct outcome_terms terms = model_outcome(desk->model, workspace);
	double k[LANES];

	desk->stop_month = terms.stop_month;
	neutral_scale(desk, workspace, terms.neutral_payback, k);
	for (int l = 0; l < LANES; l++) {
		double all = terms.success[l] + terms.neutral[l] + terms.stopped[l], at = uniform[l] * all;
		bool success = at < terms.success[l] || !(all > 0);
		bool neutral = !success && (at < terms.success[l] + terms.neutral[l] || !(terms.stopped[l] > 0));

		desk->stopped[l] = !success && !neutral;
		desk->scale[l] = success ? 1 : neutral ? k[l] : 0;
	}
}
