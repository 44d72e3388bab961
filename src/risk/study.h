/*
 * A study: the trials of a plan and their results. A trial draws every uncertain input and computes npv, payback and
 * net value of every option with the model's own kernel. A study can be extended, and be given an edited plan: draws of
 * inputs that did not change are then kept (`keep`), so that a screen can update on every key. Results depend neither
 * on the number of threads nor on the number of runs. Nothing is allocated while trials run.
 */
#ifndef RISK_STUDY_H
#define RISK_STUDY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "plan/plan.h"
#include "risk/parallel.h"
#include "risk/sampler.h"

struct study_spec {
	size_t trials;          /* the most it will ever be run to; 1 to SAMPLER_MOST_TRIALS */
	size_t keep;            /* keeps the draws of this many first trials for study_update; 0: none */
	uint64_t seed;
	enum sampling sampling; /* for SAMPLING_SOBOL, sampler_can must hold */
	bool outcome;           /* also draw success, neutral or stopped; ignored if the plan has no [outcome] */
	int threads;
};

enum trial_figure { TRIAL_NPV, TRIAL_PAYBACK, TRIAL_NET_VALUE, TRIAL_FIGURES };

struct study;

/* 0, or -1 when out of memory. The plan must outlive the study, or its next study_update. */
int study_new(const struct plan *plan, const struct study_spec *spec, struct study **study);
void study_free(struct study *study);

/*
 * Replaces the current plan, which must still exist, by an edited one; no trial is done then. 0, or -1 when out of
 * memory and the study unchanged.
 */
int study_update(struct study *study, const struct plan *plan);

/* Continues until `trials` are done or the watch stops it. Returns how many are done. */
size_t study_run(struct study *study, size_t trials, const struct watch *watch);

size_t study_done(const struct study *study);
const struct plan *study_plan(const struct study *study);
const struct study_spec *study_spec(const struct study *study);
double study_epsilon(const struct study *study, size_t option); /* at the best guess: model/tolerance.h */
const struct sampler *study_sampler(const struct study *study);
struct crew *study_crew(const struct study *study); /* its threads (spec), for work after the trials */

/* The trials' values of a figure: [trial], study_done of them. Payback is INFINITY if not within the horizon. */
const double *study_values(const struct study *study, enum trial_figure figure, size_t option);

#endif
