/*
 * The one list of the figures of an option (figure.c), each worked out from the model's flows (figure_compute.c), and
 * of a plan at its best guess (evaluation.c).
 *
 * CSV, JSON, Markdown, workbooks, charts, screens and `why` all walk the list. Rounding is the writers' business.
 * Every figure is a value with a status: "no answer" is an answer. Definitions: docs/model.md, "Figures of an
 * option".
 */
#ifndef MODEL_FIGURE_H
#define MODEL_FIGURE_H

#include "model/irr.h"
#include "model/model.h"

enum figure {
	FIGURE_TIME_TO_MARKET,
	FIGURE_COST_INFRA,
	FIGURE_COST_TEAM,
	FIGURE_COST_MONITORING,
	FIGURE_COST_OTHER,
	FIGURE_TOTAL_COST,
	FIGURE_TOTAL_BENEFIT,
	FIGURE_INCIDENT_LOSS,
	FIGURE_NET_VALUE,
	FIGURE_NPV,
	FIGURE_PV_COST,
	FIGURE_PV_BENEFIT,
	FIGURE_ROI,
	FIGURE_ROI_DISCOUNTED,
	FIGURE_PAYBACK,
	FIGURE_PAYBACK_LASTING,
	FIGURE_DISCOUNTED_PAYBACK,
	FIGURE_DISCOUNTED_PAYBACK_LASTING,
	FIGURE_IRR,
	FIGURE_PEAK_FUNDING,
	FIGURE_PEAK_FUNDING_MONTH,
	FIGURE_MONTHLY_COST_AT_LAUNCH,
	FIGURE_MONTHLY_COST_AT_END,
	FIGURE_COST_PER_1000_REQUESTS,
	FIGURE_RUN_COST_PER_1000_REQUESTS,
	FIGURE_BREAKEVEN_BENEFIT,
	FIGURE_NEUTRAL_SCALE,
	FIGURE_OUTCOME_NPV,
	FIGURE_COUNT
};

/* What kind of number a figure is: how writers round it and what stands behind it. */
enum figure_kind {
	FIGURE_KIND_MONEY,       /* in the plan's currency */
	FIGURE_KIND_MONEY_MONTH, /* a month */
	FIGURE_KIND_UNIT_COST,   /* for 1,000 requests */
	FIGURE_KIND_MONTHS,      /* months from the start of the plan */
	FIGURE_KIND_RATIO,       /* people see it as % */
	FIGURE_KIND_RATE         /* a year; people see it as %, above 1,000 % as ">1,000 %" */
};

/* Whether more is better, for marking the best of several and colouring differences. */
enum figure_sense { FIGURE_MORE_IS_BETTER, FIGURE_LESS_IS_BETTER, FIGURE_NEITHER };

/*
 * A formula is an infix expression: numbers, + - * /, parentheses, names and functions. A name is a figure of the
 * option ("total_cost") or an input ("plan.horizon"; "option.time_to_market" is the option's own). The first argument
 * of a function of months is the name of a series ("infra"). docs/model.md, "Formulas", lists series and functions.
 */
struct figure_info {
	const char *id;      /* "payback_lasting": files and --require */
	const char *label;   /* N_(): "Payback, lasting" */
	const char *formula; /* "total_benefit - incident_loss - total_cost" */
	const char *help;    /* N_(): one sentence */
	enum figure_kind kind;
	enum figure_sense sense;
	unsigned statuses;   /* those that it can have: bits 1 << enum figure_status */
};

enum figure_status {
	STATUS_OK,
	STATUS_REACHED,
	STATUS_SELF_FUNDING,       /* never below zero: payback 0 */
	STATUS_NOT_WITHIN_HORIZON,
	STATUS_UNIQUE,
	STATUS_MULTIPLE,
	STATUS_NO_OUTFLOW,
	STATUS_NO_INFLOW,
	STATUS_NO_REAL_ROOT,
	STATUS_NOT_LAUNCHED,
	STATUS_NO_REQUESTS,
	STATUS_NO_BENEFIT,
	STATUS_NO_OUTCOME,
	STATUS_UNDEFINED,          /* a ratio over zero */
	STATUS_OVERFLOW,           /* beyond what a double can hold */
	STATUS_ROOT,               /* of a row for each of several rates of return */
	STATUS_COUNT
};

struct figure_value {
	double value; /* 0 where status_has_value says there is none: never read it then */
	enum figure_status status;
};

/* One month of the cash flow, in the plan's currency; once-costs within (they fall at its start). */
struct month {
	double amount[CASH_COUNT]; /* [enum cash_column] */
};

/* The figure that is the sum of a column over the horizon; FIGURE_COUNT: none is. */
enum figure cash_total(enum cash_column column);

#define FIGURES_MOST_MONTHS 120

/* Everything about one option in one lane. */
struct option_figures {
	struct figure_value figure[FIGURE_COUNT];
	double irr_rate[FIGURES_MOST_MONTHS + 1]; /* every rate a year, ascending */
	size_t irr_count;
	double epsilon;          /* sums of money that differ by no more are equal (model/tolerance.h) */
	double shortfall;        /* payback not within the horizon: how far below zero the final total is; else 0 */
	double initial_once;     /* the once-costs at instant 0: "Initial" of the board's columns */
	struct month month[FIGURES_MOST_MONTHS];
	int horizon;
};

const struct figure_info *figure_info(enum figure figure);

/* Whether it is an amount of money, a month's and a request's too. */
bool figure_is_money(enum figure figure);

/* The figure called id, or FIGURE_COUNT. */
enum figure figure_find(const char *id);

const char *status_id(enum figure_status status);    /* "not_within_horizon" */
bool status_has_value(enum figure_status status);
const char *status_label(enum figure_status status); /* N_(): "not within the horizon" */

/*
 * The unit of a figure in files: "EUR", "EUR/month", "EUR/1000 requests", "months", "share", "share/year". Borrowed
 * from a static table but for the currency; appended to out.
 */
struct bytes;
void figure_print_unit(enum figure figure, const char *currency, struct bytes *out);

/*
 * All figures of all options of a loaded workspace whose model is GROUP_FLOWS: figures[lane * options + option].
 */
void figures_compute(const struct model *model, struct workspace *workspace, struct option_figures *figures);

/*
 * The option of highest npv in a lane that figures_compute worked out last, the first of equals within rounding; one
 * whose npv is too large to compute comes after all others.
 */
size_t figures_best(const struct model *model, const struct workspace *workspace, int lane);

/* A plan at its best guess: figures of every option. */
struct evaluation {
	size_t option_count;
	size_t best;                   /* the option of highest npv, the first of equals within rounding */
	struct option_figures *option; /* [option_count] */
};

/* 0, or -1 when out of memory. */
int evaluation_new(const struct plan *plan, struct evaluation *evaluation);
void evaluation_release(struct evaluation *evaluation);

/* The epsilon of every option at the plan's best guess, [option] (model/tolerance.h). 0, or -1 when out of memory. */
int epsilons_of_plan(const struct plan *plan, double *epsilon);

/* How many figures of an option overflow; whether any figure of any option does. */
size_t figures_overflowing(const struct option_figures *figures);
bool evaluation_overflows(const struct evaluation *evaluation);

#endif
