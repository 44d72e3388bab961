/*
 * The results of a study's trials: for each option the statistics of npv, payback and net value, and probabilities
 * (docs/simulation.md, "Statistics").
 */
#ifndef RISK_SUMMARY_H
#define RISK_SUMMARY_H

#include <stdint.h>

#include "risk/study.h"

/* The statistics by their names in files, in this order. */
enum statistic {
	STATISTIC_MEAN,
	STATISTIC_SD,
	STATISTIC_SE, /* of the mean */
	STATISTIC_P5,
	STATISTIC_P10,
	STATISTIC_P25,
	STATISTIC_P50,
	STATISTIC_P75,
	STATISTIC_P90,
	STATISTIC_P95,
	STATISTIC_ES5, /* only npv: the mean of its worst 5 % */
	STATISTICS
};

enum event {
	EVENT_PAYBACK_12, /* payback within 12 months */
	EVENT_PAYBACK_18,
	EVENT_PAYBACK_24,
	EVENT_PAYBACK_NEVER, /* not within the horizon */
	EVENT_LOSS,          /* npv below 0 */
	EVENT_BEST,          /* the highest npv of all options; the first of equals */
	EVENT_FIRST,         /* the earliest payback of all options; the first of equals; none if no option pays back */
	EVENTS
};

enum risk_status {
	RISK_OK,
	RISK_PARTIAL,            /* for payback: over the trials that reach it; others do not */
	RISK_NOT_WITHIN_HORIZON, /* no value: later than any month */
	RISK_UNDEFINED,          /* no value: too few trials */
	RISK_OVERFLOW            /* no value: some trials overflow */
};

struct risk_value {
	double value; /* 0 if there is none */
	enum risk_status status;
};

struct option_risk {
	struct risk_value statistic[TRIAL_FIGURES][STATISTICS];
	struct risk_value probability[EVENTS];
};

const char *trial_figure_id(enum trial_figure figure); /* "net_value" */
const char *statistic_id(enum statistic statistic);    /* "p50" */
const char *event_id(enum event event);                /* "payback<=12" */
const char *risk_status_id(enum risk_status status);   /* "not_within_horizon" */
bool risk_status_has_value(enum risk_status status);

/* True if the statistic is defined for this figure. */
bool statistic_is_of(enum statistic statistic, enum trial_figure figure);

/*
 * Summarises the trials done, at least one, into risk[option], on the study's threads; results do not depend on their
 * number. Standard errors: deviation / sqrt(n) for random trials; for Sobol points from the means of 16 consecutive
 * batches, which overestimates. 0, or -1 when out of memory.
 */
int summary_compute(const struct study *study, struct option_risk *risk);

#endif
