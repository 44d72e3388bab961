/* Statistics of every figure of every option, a figure of an option a piece of work; then what compares options. */
#include "risk/summary.h"

#include <math.h>
#include <stdlib.h>

#include "base/attribute.h"
#include "risk/statistics.h"

#define SHORTFALL_SHARE 0.05
enum { BATCHES = 16, QUANTILES = STATISTIC_P95 - STATISTIC_P5 + 1 };

static const double quantile_share[QUANTILES] = {0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95};

static const char *const figure_ids[TRIAL_FIGURES] = {
	[TRIAL_NPV] = "npv", [TRIAL_PAYBACK] = "payback", [TRIAL_NET_VALUE] = "net_value"};
static const char *const statistic_ids[STATISTICS] = {"mean", "sd",  "se",  "p5",  "p10", "p25",
                                                      "p50",  "p75", "p90", "p95", "es5"};
static const char *const event_ids[EVENTS] = {
	[EVENT_PAYBACK_12] = "payback<=12",      [EVENT_PAYBACK_18] = "payback<=18", [EVENT_PAYBACK_24] = "payback<=24",
	[EVENT_PAYBACK_NEVER] = "payback_never", [EVENT_LOSS] = "npv<0",             [EVENT_BEST] = "best"};
static const char *const status_ids[] = {[RISK_OK] = "ok",
                                         [RISK_PARTIAL] = "partial",
                                         [RISK_NOT_WITHIN_HORIZON] = "not_within_horizon",
                                         [RISK_UNDEFINED] = "undefined"};

const char *trial_figure_id(enum trial_figure figure)
{
	return figure_ids[figure];
}

const char *statistic_id(enum statistic statistic)
{
	return statistic_ids[statistic];
}

const char *event_id(enum event event)
{
	return event_ids[event];
}

const char *risk_status_id(enum risk_status status)
{
	return status_ids[status];
}

bool risk_status_has_value(enum risk_status status)
{
	return status == RISK_OK || status == RISK_PARTIAL;
}

bool statistic_is_of(enum statistic statistic, enum trial_figure figure)
{
	return statistic != STATISTIC_ES5 || figure == TRIAL_NPV;
}

double probability_error(double p, size_t trials)
{
	return sqrt(p * (1 - p) / (double)trials);
}

struct summary {
	const struct study *study;
	struct option_risk *risk;
	struct quantile_room *room; /* one a thread */
	int threads;
	size_t options;
	size_t *best; /* [option]: in how many trials it is the best one */
};

static struct risk_value no_value(enum trial_figure figure, size_t reached)
{
	return (struct risk_value){0, figure == TRIAL_PAYBACK && reached == 0 ? RISK_NOT_WITHIN_HORIZON : RISK_UNDEFINED};
}

/* The standard error of the mean of Sobol points, below 0 where there are too few to tell: from the spread of batches' means. They lie closer than independent ones would. */
static double batch_error(const double *x, size_t size)
{
	double mean[BATCHES];
	size_t batches = 0;

	for (size_t b = 0; b < BATCHES; b++) {
		size_t begin = size * b / BATCHES, end = size * (b + 1) / BATCHES;
		struct moments moments = moments_of(x + begin, end - begin);

		if (moments.count > 0)
			mean[batches++] = moments.mean;
	}
	return batches < 2 ? -1 : sqrt(moments_of(mean, batches).variance / (double)batches);
}

static void put_moments(const struct summary *summary, enum trial_figure figure, const double *x, size_t size,
                        const struct moments *moments, struct risk_value *statistic)
{
	enum risk_status status = moments->count == size ? RISK_OK : RISK_PARTIAL;
	double error = sqrt(moments->variance / (double)(moments->count > 0 ? moments->count : 1));

	statistic[STATISTIC_MEAN] = statistic[STATISTIC_SD] = statistic[STATISTIC_SE] = no_value(figure, moments->count);
	if (moments->count > 0)
		statistic[STATISTIC_MEAN] = (struct risk_value){moments->mean, status};
	if (moments->count < 2)
		return;
	statistic[STATISTIC_SD] = (struct risk_value){sqrt(moments->variance), status};
	if (study_spec(summary->study)->sampling == SAMPLING_SOBOL)
		error = size < 2 * BATCHES ? -1 : batch_error(x, size);
	if (error >= 0)
		statistic[STATISTIC_SE] = (struct risk_value){error, status};
}

/* Quantiles, and the number at which the worst 5 % end. */
static void put_order(enum trial_figure figure, const double *x, size_t size, const struct moments *moments,
                      struct quantile_room room, struct risk_value *statistic)
{
	double quantile[QUANTILES], boundary;
	size_t rank = shortfall_rank(size, SHORTFALL_SHARE);

	quantiles_of(x, size, moments, quantile_share, QUANTILES, room, quantile, rank, &boundary);
	for (int i = 0; i < QUANTILES; i++)
		statistic[STATISTIC_P5 + i] = isinf(quantile[i]) ? (struct risk_value){0, RISK_NOT_WITHIN_HORIZON}
		                                                 : (struct risk_value){quantile[i], RISK_OK};
	statistic[STATISTIC_ES5] = (struct risk_value){0, RISK_UNDEFINED};
	if (statistic_is_of(STATISTIC_ES5, figure))
		statistic[STATISTIC_ES5] = (struct risk_value){shortfall_of(x, size, SHORTFALL_SHARE, boundary), RISK_OK};
}

LANE_KERNEL
static size_t count_at_most(const double *x, size_t size, double limit)
{
	size_t count = 0;

	for (size_t i = 0; i < size; i++)
		count += x[i] <= limit;
	return count;
}

LANE_KERNEL
static size_t count_below(const double *x, size_t size, double limit)
{
	size_t count = 0;

	for (size_t i = 0; i < size; i++)
		count += x[i] < limit;
	return count;
}

static void put_events(enum trial_figure figure, const double *x, size_t size, size_t finite, double *probability)
{
	double all = (double)size;

	if (figure == TRIAL_NPV) {
		probability[EVENT_LOSS] = (double)count_below(x, size, 0) / all;
	} else if (figure == TRIAL_PAYBACK) {
		probability[EVENT_PAYBACK_12] = (double)count_at_most(x, size, 12) / all;
		probability[EVENT_PAYBACK_18] = (double)count_at_most(x, size, 18) / all;
		probability[EVENT_PAYBACK_24] = (double)count_at_most(x, size, 24) / all;
		probability[EVENT_PAYBACK_NEVER] = (double)(size - finite) / all;
	}
}

/* How often each option is the best one: the first of the best. */
LANE_KERNEL
static void count_best(const struct study *study, size_t options, size_t *count)
{
	enum { AT_ONCE = 256 };

	for (size_t begin = 0; begin < study_done(study); begin += AT_ONCE) {
		size_t size = study_done(study) - begin < AT_ONCE ? study_done(study) - begin : AT_ONCE;
		double best[AT_ONCE], which[AT_ONCE];

		for (size_t i = 0; i < AT_ONCE; i++) {
			best[i] = -INFINITY;
			which[i] = 0;
		}
		for (size_t option = 0; option < options; option++) {
			const double *npv = study_values(study, TRIAL_NPV, option) + begin;

			for (size_t i = 0; i < size; i++) {
				which[i] = npv[i] > best[i] ? (double)option : which[i];
				best[i] = npv[i] > best[i] ? npv[i] : best[i];
			}
		}
		for (size_t option = 0; option < options; option++) {
			size_t found = 0;

			for (size_t i = 0; i < size; i++)
				found += which[i] == (double)option;
			count[option] += found;
		}
	}
}

/* A piece of work: what compares options first, then one figure of one option. */
static void summarise(void *context, size_t piece, int thread)
{
	struct summary *summary = context;
	size_t option = (piece - 1) / TRIAL_FIGURES, size = study_done(summary->study);
	enum trial_figure figure = (enum trial_figure)((piece - 1) % TRIAL_FIGURES);
	const double *x;
	struct moments moments;
	struct option_risk *risk;

	if (piece == 0) {
		count_best(summary->study, summary->options, summary->best);
		return;
	}
	x = study_values(summary->study, figure, option);
	risk = &summary->risk[option];
	moments = moments_of(x, size);
	put_moments(summary, figure, x, size, &moments, risk->statistic[figure]);
	put_order(figure, x, size, &moments, summary->room[thread], risk->statistic[figure]);
	put_events(figure, x, size, moments.count, risk->probability);
}

static int rooms_init(struct summary *summary)
{
	size_t size = study_done(summary->study);

	summary->room = calloc((size_t)summary->threads, sizeof *summary->room);
	if (summary->room == NULL)
		return -1;
	for (int t = 0; t < summary->threads; t++) {
		summary->room[t].value = malloc(2 * size * sizeof *summary->room[t].value);
		summary->room[t].bin = malloc(size * sizeof *summary->room[t].bin);
		if (summary->room[t].value == NULL || summary->room[t].bin == NULL)
			return -1;
	}
	return 0;
}

static void rooms_release(struct summary *summary)
{
	for (int t = 0; summary->room != NULL && t < summary->threads; t++) {
		free(summary->room[t].value);
		free(summary->room[t].bin);
	}
	free(summary->room);
}

int summary_compute(const struct study *study, struct option_risk *risk)
{
	struct summary summary = {.study = study,
	                          .risk = risk,
	                          .threads = parallel_threads(study_spec(study)->threads),
	                          .options = study_plan(study)->options.count};
	int result = -1;

	summary.best = calloc(summary.options, sizeof *summary.best);
	if (summary.best == NULL || rooms_init(&summary) != 0)
		goto done;
	crew_run(study_crew(study), 1 + summary.options * TRIAL_FIGURES, summarise, &summary, NULL);
	for (size_t option = 0; option < summary.options; option++)
		risk[option].probability[EVENT_BEST] = (double)summary.best[option] / (double)study_done(study);
	result = 0;
done:
	rooms_release(&summary);
	free(summary.best);
	return result;
}
