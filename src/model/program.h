/*
 * Inside model/: what a plan is compiled to, and what the kernel runs.
 *
 * Every amount is a register of the tape; a coefficient carries its sign in its row (a cost is negative in GROUP_NET,
 * positive elsewhere).
 */
#ifndef MODEL_PROGRAM_H
#define MODEL_PROGRAM_H

#include "base/attribute.h"
#include "model/model.h"

/*
 * Of an instant in each lane: the month that the first lane's is in, and the first month that no lane's is in or
 * after. At most the horizon.
 */
struct months {
	int first, after;
};

/* An instant that streams of an option begin, end or settle at. */
struct instant {
	int reg;              /* months; infinity: never */
	bool fixed;           /* the same whatever the inputs */
	struct months months; /* of a fixed one */
};

/*
 * How an amount a month runs through time. a(t): the active part of month t, between `from` and `until`. A benefit
 * that ramps up is a level or a steady one, and a lag that is taken off: the effect over the ramp grows like a
 * straight line from 0 to 1, so with r(x) = what is left of the ramp at x, between 0 and R, the month lacks the area
 * (r(t)^2 - r(t + 1)^2) / 2R.
 */
enum shape {
	SHAPE_LEVEL,  /* coefficient x a(t) */
	SHAPE_STEADY, /* coefficient x ratio^t x a(t) */
	/* Units counted from demand: coefficient x ratio^t x max(least, ceil(fleet x growth^(t + 1) - 1e-9)) x a(t) */
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
	int ratio;       /* a month */
	int from, until, settled; /* indices of instants; settled: from + ramp */
	int fleet, growth, least; /* SHAPE_FLEET */
	int ramp;        /* SHAPE_LAG: months */
	bool level;      /* the ratio is 1 whatever the inputs */
	bool endless;    /* `until` is not before the horizon, whatever the inputs */
};

/*
 * What comes into a row together: streams [level, moving) are level, [moving, lag) steady or of a fleet, [lag, end)
 * lags.
 */
struct line {
	int row;
	int base;   /* what runs in every month, whatever the inputs */
	bool opens; /* first of its row */
	bool empty; /* adds nothing to what another opened */
	size_t level, moving, lag, end;
};

/* coefficient x escalation^(t / 12) at instant t = floor(at); nothing from the horizon on. */
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
	struct line *line; /* every row has one; before them, where loses_benefit, those of the benefits alone */
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
	const double *epsilon;              /* as in struct model_spec */
	enum grouping grouping;
	int horizon, rows;
	int benefit_row, benefit_row_count; /* where the benefits' streams go */
	bool yearly;                        /* convention */
	int discount_factor;                /* 1 / (1 + discount rate), a year */
	int requests, growth;               /* a day at t = 0; 1 + growth a month */
	bool has_outcome;
	int stop_month, neutral_payback, success, neutral, stopped;
};

/* The lane arrays that figures are worked out from, each horizon long. */
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

/* What an option's lanes come to, kept until every option's are known: the neutral outcome is the best option's. */
struct option_lanes {
	double npv[LANES], pv_effect[LANES], pv_spend[LANES], pv_loss[LANES];
	double stopped_npv[LANES];
	double neutral_scale[LANES]; /* were this option the best */
	double epsilon[LANES];       /* model/tolerance.h */
};

/* Aligned to cache lines, as is all it points to, against false sharing between threads. */
struct workspace {
	LANE_ALIGNED int lanes;
	int prepared; /* lanes, the first ones, that hold what is the same whatever the inputs */
	void *memory; /* all the rows below */
	double (*registers)[LANES];
	double (*month)[LANES];
	double (*once)[LANES];
	bool *has_once;
	struct months *months; /* [instant] */
	double (*discount_month)[LANES];
	double (*discount_once)[LANES];
	double (*benefit)[LANES]; /* scratch: the month's benefit, of all benefits */
	double (*factor)[LANES];  /* scratch: what the controls leave of a loss */
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

/* The kernel (kernel.c). The instants' months, and discounts, from the registers of a block; then one option's rows. */
struct months kernel_months(double instant, int horizon);
void kernel_instants(const struct model *model, struct workspace *workspace);
void kernel_flows(const struct model *model, const struct option_program *option, struct workspace *workspace);
void kernel_discounts(const struct model *model, struct workspace *workspace);

#endif
