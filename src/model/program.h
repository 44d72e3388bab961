/*
 * Inside model/: the program that a plan is compiled to and that the kernel runs.
 *
 * Every amount is a register of the tape; a coefficient has the sign that it has in its row (a cost is negative in
 * GROUP_NET, positive elsewhere).
 */
#ifndef MODEL_PROGRAM_H
#define MODEL_PROGRAM_H

#include "base/attribute.h"
#include "model/model.h"

/*
 * The months around an instant that may differ by lane: the earliest month that it falls in, and the first month that
 * begins at or after it in every lane. At most the horizon.
 */
struct months {
	int first, after;
};

/* An instant at which streams of an option begin, end or settle. */
struct instant {
	int reg;              /* months; infinity: never */
	bool fixed;           /* the same whatever the inputs */
	struct months months; /* of a fixed one */
};

/*
 * How an amount per month runs through time. a(t): the active part of month t, between `from` and `until`.
 *
 * A benefit that ramps up is a level or steady stream, minus a lag. The effect grows linearly from 0 to 1 over the ramp
 * R. With r(x) = the part of the ramp left at x, between 0 and R, month t lacks the area (r(t)^2 - r(t + 1)^2) / 2R.
 */
enum shape {
	SHAPE_LEVEL,  /* coefficient x a(t) */
	SHAPE_STEADY, /* coefficient x ratio^t x a(t) */
	/*
	 * Units counted from demand:
	 * coefficient x ratio^t x max(least, ceil(fleet x growth^(t + 1) - 1e-9)) x a(t)
	 */
	SHAPE_FLEET,
	/*
	 * -coefficient x ratio^t x (r(t)^2 - r(t + 1)^2) / 2R,
	 * where R is the ramp and r(x) = max(0, min(R, from + R - min(x, until)))
	 */
	SHAPE_LAG
};

struct stream {
	enum shape shape;
	int coefficient;
	int ratio;       /* growth per month */
	int from, until, settled; /* indices of instants; settled: from + ramp */
	int fleet, growth, least; /* SHAPE_FLEET */
	int ramp;        /* SHAPE_LAG: months */
	bool level;      /* the ratio is 1 whatever the inputs */
	bool endless;    /* `until` is never before the horizon, whatever the inputs */
};

/*
 * The streams added to a row together: [level, moving) are level, [moving, lag) steady or of a fleet, [lag, end) lags.
 */
struct line {
	int row;
	int base;   /* the sum that runs in every month, whatever the inputs */
	bool opens; /* first of its row */
	bool empty; /* adds nothing to what an earlier line of the row set */
	size_t level, moving, lag, end;
};

/* coefficient x escalation^(t / 12) at instant t = floor(at); nothing at or after the horizon. */
struct once_cost {
	int row, coefficient, escalation, at;
};

/* A monitoring item that covers an incident: while active it avoids the share `cuts` of the loss. */
struct control {
	int cuts, from, until;
};

/*
 * An incident class: coefficient x (active part, or the month's benefit) x the product over its controls of (1 - cuts
 * x a(t)).
 */
struct loss {
	int row, coefficient;
	bool of_benefit;
	int launch; /* of revenue: the loss begins here */
	size_t first_control, control_count;
};

struct option_program {
	struct stream *stream;
	size_t first_instant, instant_count; /* of the model's */
	struct line *line; /* one per row; before them, where loses_benefit, those of the benefits alone */
	size_t line_count, benefit_lines;
	struct once_cost *once;
	size_t once_count, once_capacity;
	struct loss *loss;
	size_t loss_count, loss_capacity;
	struct control *control;
	size_t control_count, control_capacity;
	bool loses_benefit; /* some loss is of_benefit */
	int launch;
};

struct model {
	struct tape *tape;
	struct option_program *option;
	struct instant *instant;
	size_t instant_count, instant_capacity;
	size_t option_count, input_count;
	const double *epsilon;              /* see struct model_spec */
	enum grouping grouping;
	int horizon, rows;
	int benefit_row, benefit_row_count; /* the rows of the benefits' streams */
	bool yearly;                        /* the convention is yearly */
	int discount_factor;                /* 1 / (1 + discount rate), a year */
	int requests, growth;               /* requests per day at t = 0; 1 + monthly growth */
	bool has_outcome;
	int stop_month, neutral_payback, success, neutral, stopped;
};

/* The lane arrays from which figures are computed, each horizon long. */
enum lane_series {
	SERIES_NET,          /* month */
	SERIES_NET_ONCE,
	SERIES_EFFECT,       /* benefit - losses of benefit */
	SERIES_SPEND,        /* month */
	SERIES_SPEND_ONCE,
	SERIES_LOSS,         /* of revenue */
	SERIES_DISCOUNTED,
	SERIES_DISCOUNTED_ONCE,
	SERIES_COUNT
};

/* The lanes of one option, kept until all options are known: the neutral outcome is the best option's. */
struct option_lanes {
	double npv[LANES], pv_effect[LANES], pv_spend[LANES], pv_loss[LANES];
	double stopped_npv[LANES];
	double neutral_scale[LANES]; /* if this option were the best */
	double epsilon[LANES];       /* model/tolerance.h */
};

/* Aligned to cache lines, as is all it points to, against false sharing between threads. */
struct workspace {
	LANE_ALIGNED int lanes;
	int prepared; /* the first lanes, whose constant registers are already set */
	void *memory; /* all the rows below */
	double (*registers)[LANES];
	double (*month)[LANES];
	double (*once)[LANES];
	bool *has_once;
	struct months *months; /* [instant] */
	double (*discount_month)[LANES];
	double (*discount_once)[LANES];
	double (*benefit)[LANES]; /* scratch: the month's benefit, summed over all benefits */
	double (*factor)[LANES];  /* scratch: the part of a loss that the controls leave */
	double (*series)[LANES];  /* for figures (GROUP_FLOWS): [enum lane_series * horizon + t] */
	struct option_lanes *option; /* for figures */
};

/* a(t) = max(0, min(t + 1, until) - max(t, from)) */
static inline double active_part(double t, double from, double until)
{
	double begin = t > from ? t : from;
	double end = t + 1 < until ? t + 1 : until;

	return end > begin ? end - begin : 0;
}

/*
 * The kernel (kernel.c): first the instants' months and the discounts from the registers of a block, then one option's
 * rows.
 */
struct months kernel_months(double instant, int horizon);
void kernel_instants(const struct model *model, struct workspace *workspace);
void kernel_flows(const struct model *model, const struct option_program *option, struct workspace *workspace);
void kernel_discounts(const struct model *model, struct workspace *workspace);

#endif
