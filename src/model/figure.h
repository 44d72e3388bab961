/*
 * The one list of the figures of an option (figure.c). Each is computed from the model's flows (figure_compute.c), for
 * a plan at its best guess in evaluation.c. CSV, JSON, Markdown, workbooks, charts, screens and `why` all walk the
 * list; the writers round.
 *
 * Every figure is a value with a status: "no answer" is an answer. Definitions: docs/model.md, "Figures of an option".
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

/* What kind of number a figure is: decides how writers round it and which unit they print. */
enum figure_kind {
	FIGURE_KIND_MONEY,       /* in the plan's currency */
	FIGURE_KIND_MONEY_MONTH, /* per month */
	FIGURE_KIND_UNIT_COST,   /* per 1,000 requests */
	FIGURE_KIND_MONTHS,      /* months from the start of the plan */
	FIGURE_KIND_RATIO,       /* shown to people as % */
	FIGURE_KIND_RATE         /* per year; shown to people as %, above 1,000 % as ">1,000 %" */
};

/* Whether more is better: for marking the best of several and for colouring differences. */
enum figure_sense { FIGURE_MORE_IS_BETTER, FIGURE_LESS_IS_BETTER, FIGURE_NEITHER };

/* The groups of a report, in their order. */
enum figure_group {
	FIGURE_GROUP_PAYS,    /* does it pay */
	FIGURE_GROUP_TAKES,   /* what it takes */
	FIGURE_GROUP_TOTALS,  /* over the horizon */
	FIGURE_GROUP_RUNNING, /* running it */
	FIGURE_GROUPS
};

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
	enum figure_group group;
	int rank;            /* within its group, from 1 */
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
	STATUS_UNDEFINED,          /* the ratio's denominator is zero */
	STATUS_OVERFLOW,           /* too large for a double */
	STATUS_ROOT,               /* in a row for one of several rates of return */
	STATUS_COUNT
};

struct figure_value {
	double value; /* 0, and not to be read, where status_has_value is false */
	enum figure_status status;
};

/* One month of the cash flow, in the plan's currency; once-costs, which fall at its start, are included. */
struct month {
	double amount[CASH_COUNT]; /* [enum cash_column] */
};

/* The figure that is the total of a column over the horizon; FIGURE_COUNT if none is. */
enum figure cash_total(enum cash_column column);

#define FIGURES_MOST_MONTHS 120

/* Everything computed for one option in one lane. */
struct option_figures {
	struct figure_value figure[FIGURE_COUNT];
	double irr_rate[FIGURES_MOST_MONTHS + 1]; /* every rate per year, ascending */
	size_t irr_count;
	double epsilon;          /* sums of money that differ by at most this are equal (model/tolerance.h) */
	double shortfall;        /* payback not within the horizon: how far the final total is below zero; else 0 */
	double initial_once;     /* the once-costs at instant 0: the board's column "Initial" */
	struct month month[FIGURES_MOST_MONTHS];
	int horizon;
};

const struct figure_info *figure_info(enum figure figure);

/* Whether a figure is an amount of money, including money per month and per request. */
bool figure_is_money(enum figure figure);

/* The figure with this id, or FIGURE_COUNT. */
enum figure figure_find(const char *id);

/* Offers the id of every figure. */
struct nearest;
void figure_offer_names(struct nearest *nearest);

const char *status_id(enum figure_status status);    /* "not_within_horizon" */
bool status_has_value(enum figure_status status);
const char *status_label(enum figure_status status); /* N_(): "not within the horizon" */

/* Appends the unit of a figure in files: "EUR", "EUR/month", "EUR/1000 requests", "months", "share", "share/year". */
struct bytes;
void figure_print_unit(enum figure figure, const char *currency, struct bytes *out);

/*
 * Computes all figures of all options of a loaded workspace; its model must be GROUP_FLOWS. figures[lane * options +
 * option].
 */
void figures_compute(const struct model *model, struct workspace *workspace, struct option_figures *figures);

/*
 * The option with the highest npv in a lane, after figures_compute; the first if several are equal within rounding. An
 * npv too large to compute ranks last.
 */
size_t figures_best(const struct model *model, const struct workspace *workspace, int lane);

/* A plan at its best guess: the figures of every option. */
struct evaluation {
	size_t option_count;
	size_t best;                   /* the option with the highest npv, as figures_best says */
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
