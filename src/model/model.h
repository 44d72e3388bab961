/*
 * The model: a plan compiled for evaluation, and its flows month by month.
 *
 * The arithmetic of docs/model.md, "One option, month by month", over lanes. Chosen inputs are free: each lane has its
 * own values for them (trials, a sweep, the two ends of a tornado). All others are at their best guess. Nothing here
 * reads files, clocks or the locale.
 *
 * Amounts are in the plan's currency. Months are t = 0 … horizon - 1; month t runs from instant t to t + 1. An amount
 * paid `once` in month t falls at instant t, everything else of the month at instant t + 1.
 */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include <stdbool.h>
#include <stddef.h>

#include "model/flow.h"
#include "model/tape.h"
#include "plan/plan.h"

/* What the rows of a model's flows are. */
enum grouping {
	GROUP_NET,   /* one row: benefit - losses - spend */
	GROUP_SIDES, /* three rows (model/flow.h): an outcome scales each by a factor of its own */
	GROUP_FLOWS, /* a row for each enum flow */
	GROUP_ITEMS, /* a row per cost item, then per benefit, then per incident class; disabled ones are 0 */
	GROUP_UNITS  /* the same rows in units (people, machines, …) for cost items paid by time; all else is 0 */
};

struct model_spec {
	const struct plan *plan;          /* must outlive the model */
	const struct value *const *inputs; /* the free inputs: pointers into the plan (struct input.value) */
	size_t input_count;
	enum grouping grouping;
	int launch_of;                    /* all options launch with this one (decide/path); -1: each at its own */
	bool by_month;                    /* discounted monthly, whatever the plan's convention (decide/path) */
	const struct cost_item *without;  /* this item is left out, as if disabled (decide/controls); NULL: none */
	const double *epsilon;            /* [option], for figures_compute; outlives the model; NULL: each lane's own */
};

struct model;

/* 0, or -1 when out of memory. */
int model_new(const struct model_spec *spec, struct model **model);
void model_free(struct model *model);

int model_horizon(const struct model *model);       /* months */
size_t model_option_count(const struct model *model);
int model_row_count(const struct model *model);
size_t model_input_count(const struct model *model);

/*
 * depends[option * model_input_count + input]: whether the option's net flows, including their discounts, use the free
 * input. false is certain: no value of the input changes an npv. true is not: the npv may still not change. 0, or -1
 * when out of memory.
 */
int model_dependence(const struct model *model, bool *depends);

/* The flows of one option in `lanes` lanes. Borrowed from the workspace until its next use. */
struct flows {
	int horizon, rows, lanes;
	double (*month)[LANES];       /* [row * horizon + t]: runs through month t, falls at instant t + 1 */
	double (*once)[LANES];        /* [row * horizon + t]: at instant t */
	const bool *has_once;         /* [row]: false: its once-costs are all 0 */
	const double (*discount_month)[LANES]; /* [t]: for instant t + 1 */
	const double (*discount_once)[LANES];  /* [t]: for instant t */
	bool same_rate;               /* the discounts are the same in all lanes */
	const double *launch;         /* [lane]: months */
};

/*
 * Rows of lanes, aligned to cache lines: a vector that straddles two lines takes twice as long. The caller frees them;
 * NULL when out of memory.
 */
void *lanes_alloc(size_t rows);

/* The memory that one thread needs to evaluate a model; nothing is allocated after this. */
struct workspace;
struct workspace *workspace_new(const struct model *model); /* NULL when out of memory */
void workspace_free(struct workspace *workspace);

/*
 * Loads the free inputs, inputs[i][lane] in the value's own unit (a price in its own currency and period), for 1 to
 * LANES lanes. Without free inputs `inputs` may be NULL. Then model_flows gives each option's flows.
 */
void model_load(const struct model *model, struct workspace *workspace, const double (*inputs)[LANES], int lanes);
struct flows model_flows(const struct model *model, struct workspace *workspace, size_t option);

/*
 * The parts of a month's cost before they are added up, in one lane, to show how the cost follows demand
 * (decide/crossover). The model must be GROUP_FLOWS and loaded.
 */
struct cost_part {
	bool is_fleet;
	double amount; /* for the month; of a fleet: per unit, and the cost is amount x whole_units(load, least) */
	double load, least;
};
size_t model_part_count(const struct model *model, size_t option);
void model_parts(const struct model *model, const struct workspace *workspace, size_t option, int t, int lane,
                 struct cost_part *part); /* [model_part_count] */

/* Requests served from launch on, and those of month H - 1; requests per day. Per lane; 0 where there is no demand. */
struct requests {
	double served[LANES];     /* over the horizon, from launch on */
	double last_month[LANES];
};
void model_requests(const struct model *model, struct workspace *workspace, size_t option, struct requests *requests);

/* The terms of the outcome in each lane (the plan's, not an option's). */
struct outcome_terms {
	bool present;                        /* false: the plan has no [outcome] */
	int stop_month, neutral_payback;     /* months */
	const double *success, *neutral, *stopped; /* [lane] weights, as given (they need not add up to 1) */
};
struct outcome_terms model_outcome(const struct model *model, const struct workspace *workspace);

#endif
