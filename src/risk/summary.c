/* Statistics of every figure of every option, each a piece of work; then the comparison of options. */
#include "risk/summary.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/attribute.h"
#include "model/tolerance.h"
#include "risk/statistics.h"

#define SHORTFALL_SHARE 0.05
enum { QUANTILES = STATISTIC_P95 - STATISTIC_P5 + 1 };

static const double quantile_share[QUANTILES] = {0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95};

static const char *const figure_ids[TRIAL_FIGURES] = {
	[TRIAL_NPV] = "npv", [TRIAL_PAYBACK] = "payback", [TRIAL_NET_VALUE] = "net_value"};
static const char *const statistic_ids[STATISTICS] = {"mean", "sd",  "se",  "p5",  "p10", "p25",
                                                      "p50",  "p75", "p90", "p95", "es5"};
static const char *const event_ids[EVENTS] = {
	[EVENT_PAYBACK_12] = "payback<=12",      [EVENT_PAYBACK_18] = "payback<=18", [EVENT_PAYBACK_24] = "payback<=24",
	[EVENT_PAYBACK_NEVER] = "payback_never", [EVENT_LOSS] = "npv<0",             [EVENT_BEST] = "best",
	[EVENT_FIRST] = "first"};
static const char *const status_ids[] = {[RISK_OK] = "ok",
                                         [RISK_PARTIAL] = "partial",
                                         [RISK_NOT_WITHIN_HORIZON] = "not_within_horizon",
                                         [RISK_UNDEFINED] = "undefined",
                                         [RISK_OVERFLOW] = "overflow"};

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

struct summary {
	const struct study *study;
	struct option_risk *risk;
	struct quantile_room *room; /* one per thread */
	int threads;
	size_t options;
	size_t *best, *first; /* [option]: in how many trials it has the highest npv, the earliest payback */
};

static struct risk_value no_value(enum trial_figure figure, size_t reached)
{
	return (struct risk_value){0,
				   figure == TRIAL_PAYBACK && reached == 0 ? RISK_NOT_WITHIN_HORIZON : RISK_UNDEFINED};
}

static void put_moments(const struct summary *summary, enum trial_figure figure, const double *x, size_t size,
                        const struct moments *moments, struct risk_value *statistic)
{
	enum risk_status status = moments->count == size ? RISK_OK : RISK_PARTIAL;
	double error = error_of_mean(x, size, moments, study_spec(summary->study)->sampling != SAMPLING_SOBOL);

	statistic[STATISTIC_MEAN] = statistic[STATISTIC_SD] = statistic[STATISTIC_SE] =
		no_value(figure, moments->count);
	if (moments->count > 0)
		statistic[STATISTIC_MEAN] = (struct risk_value){moments->mean, status};
	if (moments->count < 2)
		return;
	if (!isfinite(moments->variance)) {
		statistic[STATISTIC_SD] = statistic[STATISTIC_SE] = (struct risk_value){0, RISK_OVERFLOW};
		return;
	}
	statistic[STATISTIC_SD] = (struct risk_value){sqrt(moments->variance), status};
	if (error >= 0)
		statistic[STATISTIC_SE] = (struct risk_value){error, status};
}

/* Sets the quantiles and the boundary of the worst 5 %. */
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
		statistic[STATISTIC_ES5] =
			(struct risk_value){shortfall_of(x, size, SHORTFALL_SHARE, boundary), RISK_OK};
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

static void put_events(enum trial_figure figure, const double *x, size_t size, size_t finite, double epsilon,
                       struct risk_value *probability)
{
	static const struct {
		enum event event;
		double months;
	} within[] = {{EVENT_PAYBACK_12, 12}, {EVENT_PAYBACK_18, 18}, {EVENT_PAYBACK_24, 24}};
	double all = (double)size;

	if (figure == TRIAL_NPV)
		probability[EVENT_LOSS].value = (double)count_below(x, size, -epsilon) / all;
	if (figure != TRIAL_PAYBACK)
		return;
	for (size_t i = 0; i < sizeof within / sizeof *within; i++) {
		double months = within[i].months, at_most = months + figure_tolerance(FIGURE_PAYBACK, months, epsilon);

		probability[within[i].event].value = (double)count_at_most(x, size, at_most) / all;
	}
	probability[EVENT_PAYBACK_NEVER].value = (double)(size - finite) / all;
}

enum { AT_ONCE = 256 };

/* The option that wins each of some trials; -1: none. */
struct contest {
	size_t size;
	double record[AT_ONCE], epsilon[AT_ONCE], winner[AT_ONCE];
};

static void contest_begin(struct contest *contest, size_t size, double record, double winner)
{
	contest->size = size;
	for (size_t i = 0; i < AT_ONCE; i++) {
		contest->record[i] = record;
		contest->epsilon[i] = 0;
		contest->winner[i] = winner;
	}
}

/* Lets an option win where its npv is highest by more than the larger epsilon of the two options. */
static inline void enter_npv(struct contest *contest, const double *npv, double epsilon, size_t option)
{
	for (size_t i = 0; i < contest->size; i++) {
		double hair = epsilon > contest->epsilon[i] ? epsilon : contest->epsilon[i];
		bool wins = npv[i] - contest->record[i] > hair;

		contest->winner[i] = wins ? (double)option : contest->winner[i];
		contest->record[i] = wins ? npv[i] : contest->record[i];
		contest->epsilon[i] = wins ? epsilon : contest->epsilon[i];
	}
}

/* Lets an option win where its payback is earliest by more than rounding. */
static inline void enter_payback(struct contest *contest, const double *payback, size_t option)
{
	const double hair = TOLERANCE * FIGURES_MOST_MONTHS;

	for (size_t i = 0; i < contest->size; i++) {
		bool wins = contest->record[i] - payback[i] > hair;

		contest->winner[i] = wins ? (double)option : contest->winner[i];
		contest->record[i] = wins ? payback[i] : contest->record[i];
	}
}

static inline void contest_count(const struct contest *contest, size_t options, size_t *count)
{
	for (size_t option = 0; option < options; option++) {
		size_t found = 0;

		for (size_t i = 0; i < contest->size; i++)
			found += contest->winner[i] == (double)option;
		count[option] += found;
	}
}

/* Counts how often each option has the highest npv and the earliest payback; ties go to the first. */
LANE_KERNEL
static void count_wins(const struct study *study, size_t options, size_t *best, size_t *first)
{
	for (size_t begin = 0; begin < study_done(study); begin += AT_ONCE) {
		size_t size = study_done(study) - begin < AT_ONCE ? study_done(study) - begin : AT_ONCE;
		struct contest highest, earliest;

		contest_begin(&highest, size, -DBL_MAX, 0);
		contest_begin(&earliest, size, DBL_MAX, -1); /* never is later */
		for (size_t option = 0; option < options; option++) {
			enter_npv(&highest, study_values(study, TRIAL_NPV, option) + begin,
				  study_epsilon(study, option), option);
			enter_payback(&earliest, study_values(study, TRIAL_PAYBACK, option) + begin, option);
		}
		contest_count(&highest, options, best);
		contest_count(&earliest, options, first);
	}
}

static void put_overflow(struct risk_value *values, size_t count)
{
	for (size_t i = 0; i < count; i++)
		values[i] = (struct risk_value){0, RISK_OVERFLOW};
}

/* An option that overflows in some trial has no statistics; the best option is then unknown. */
static void spread_overflow(struct option_risk *risk, size_t options)
{
	bool any = false;

	for (size_t o = 0; o < options; o++) {
		bool overflow = false;

		for (int f = 0; f < TRIAL_FIGURES; f++)
			overflow |= risk[o].statistic[f][STATISTIC_MEAN].status == RISK_OVERFLOW;
		if (overflow) {
			put_overflow(risk[o].statistic[0], TRIAL_FIGURES * STATISTICS);
			put_overflow(risk[o].probability, EVENTS);
		}
		any |= overflow;
	}
	for (size_t o = 0; o < options && any; o++)
		risk[o].probability[EVENT_BEST] = risk[o].probability[EVENT_FIRST] =
			(struct risk_value){0, RISK_OVERFLOW};
}

/* A piece of work: first the comparison of options, then one figure of one option each. */
static void summarise(void *context, size_t piece, int thread)
{
	struct summary *summary = context;
	size_t option = (piece - 1) / TRIAL_FIGURES, size = study_done(summary->study);
	enum trial_figure figure = (enum trial_figure)((piece - 1) % TRIAL_FIGURES);
	const double *x;
	struct moments moments;
	struct option_risk *risk;

	if (piece == 0) {
		count_wins(summary->study, summary->options, summary->best, summary->first);
		return;
	}
	x = study_values(summary->study, figure, option);
	risk = &summary->risk[option];
	moments = moments_of(x, size);
	put_moments(summary, figure, x, size, &moments, risk->statistic[figure]);
	if (figure != TRIAL_PAYBACK && moments.count < size) { /* order statistics need every number to be finite */
		put_overflow(risk->statistic[figure], STATISTICS);
		return;
	}
	put_order(figure, x, size, &moments, summary->room[thread], risk->statistic[figure]);
	put_events(figure, x, size, moments.count, study_epsilon(summary->study, option), risk->probability);
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

	summary.best = calloc(2 * summary.options, sizeof *summary.best);
	if (summary.best == NULL || rooms_init(&summary) != 0)
		goto done;
	summary.first = summary.best + summary.options;
	for (size_t option = 0; option < summary.options; option++)
		memset(risk[option].probability, 0, sizeof risk[option].probability); /* of status ok */
	crew_run(study_crew(study), 1 + summary.options * TRIAL_FIGURES, summarise, &summary, NULL);
	for (size_t option = 0; option < summary.options; option++) {
		risk[option].probability[EVENT_BEST].value = (double)summary.best[option] / (double)study_done(study);
		risk[option].probability[EVENT_FIRST].value = (double)summary.first[option] / (double)study_done(study);
	}
	spread_overflow(risk, summary.options);
	result = 0;
done:
	rooms_release(&summary);
	free(summary.best);
	return result;
}
