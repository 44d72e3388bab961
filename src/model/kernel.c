/*
 * The kernel: months from amounts, over lanes. docs/model.md, "One option, month by month", is written here once; one lane is the plan at
 * its best guess, LANES lanes are a block of trials.
 *
 * Months in which no lane, or every lane, is wholly active have loops of their own; the numbers are the same to the bit, because the
 * active part is then exactly 0 or 1.
 */
#include <math.h>
#include <string.h>

#include "base/attribute.h"
#include "model/program.h"

/* The least and the greatest of some lanes, a vector at a time, then halving it: a shape that compilers make vectors of. */
static inline void extremes(const double *value, int lanes, double *least, double *greatest)
{
	enum { AT_ONCE = 8 };
	LANE_ALIGNED double low[AT_ONCE], high[AT_ONCE];

	for (int l = 0; l < AT_ONCE; l++)
		low[l] = high[l] = value[l < lanes ? l : 0];
	for (int begin = AT_ONCE; begin < lanes; begin += AT_ONCE)
		for (int l = 0; l < AT_ONCE; l++) {
			double v = value[begin + l < lanes ? begin + l : 0];

			low[l] = v < low[l] ? v : low[l];
			high[l] = v > high[l] ? v : high[l];
		}
	for (int half = AT_ONCE / 2; half > 0; half /= 2)
		for (int l = 0; l < half; l++) {
			low[l] = low[l + half] < low[l] ? low[l + half] : low[l];
			high[l] = high[l + half] > high[l] ? high[l + half] : high[l];
		}
	*least = low[0];
	*greatest = high[0];
}

/* A span of months over lanes: idle in every lane before `begin` and from `end` on, whole in every lane from `whole` to before `part`. */
struct span {
	int begin, whole, part, end;
};

static inline int month_of(double moment, int horizon)
{
	return moment < horizon ? (int)(moment > 0 ? moment : 0) : horizon;
}

/* endless: `until` is never, whatever the inputs. */
static inline struct span span_of(const double *from, const double *until, bool endless, int horizon, int lanes)
{
	double from_low, from_high, until_low = INFINITY, until_high = INFINITY;
	struct span span;

	extremes(from, lanes, &from_low, &from_high);
	if (!endless)
		extremes(until, lanes, &until_low, &until_high);
	span = (struct span){month_of(floor(from_low), horizon), month_of(ceil(from_high), horizon),
	                     month_of(floor(until_low), horizon), month_of(ceil(until_high), horizon)};
	if (span.part < span.whole)
		span.whole = span.part = span.end;
	return span;
}

/* a(t) = max(0, min(t + 1, until) - max(t, from)) */
static inline double active_part(double t, double from, double until)
{
	double begin = t > from ? t : from;
	double end = t + 1 < until ? t + 1 : until;

	return end > begin ? end - begin : 0;
}

/* A cost on its way through the months. */
struct running {
	enum shape shape;
	bool level;
	const double *fixed, *from, *until, *ratio, *growth, *least;
	double *amount, *load;
};

/* What follows demand or a price moves on by a month. Units are counted from the peak at the month's end. */
static inline void next_month(const struct running *cost, int lanes)
{
	if (cost->shape != SHAPE_LEVEL && !cost->level)
		for (int l = 0; l < lanes; l++)
			cost->amount[l] *= cost->ratio[l];
	if (cost->shape == SHAPE_FLEET)
		for (int l = 0; l < lanes; l++)
			cost->load[l] *= cost->growth[l];
}

/* 1e-9 forgives the rounding of an exact fit. */
static inline double amount_of(const struct running *cost, int l)
{
	double units;

	if (cost->shape == SHAPE_LEVEL)
		return cost->fixed[l];
	if (cost->shape == SHAPE_STEADY)
		return cost->fixed[l] + cost->amount[l];
	units = ceil(cost->load[l] - 1e-9);
	units = units > cost->least[l] ? units : cost->least[l];
	return cost->fixed[l] + cost->amount[l] * units;
}

static inline void run_idle(const struct running *cost, int months, int lanes)
{
	if (cost->shape != SHAPE_LEVEL)
		for (int t = 0; t < months; t++)
			next_month(cost, lanes);
}

static inline void run_part(const struct running *cost, int begin, int end, int lanes, double (*row)[LANES])
{
	for (int t = begin; t < end; t++) {
		double *restrict out = row[t];

		for (int l = 0; l < lanes; l++)
			out[l] += amount_of(cost, l) * active_part(t, cost->from[l], cost->until[l]);
		next_month(cost, lanes);
	}
}

static inline void run_whole(const struct running *cost, int begin, int end, int lanes, double (*row)[LANES])
{
	for (int t = begin; t < end; t++) {
		double *restrict out = row[t];

		for (int l = 0; l < lanes; l++)
			out[l] += amount_of(cost, l);
		next_month(cost, lanes);
	}
}

/* `shape` and `level` are constants where this is called, so that each kind of cost has loops of its own. */
static inline void run_cost(const double (*reg)[LANES], const struct stream *stream, enum shape shape, bool level, int horizon,
                            int lanes, double (*row)[LANES])
{
	const struct span span = span_of(reg[stream->from], reg[stream->until], stream->endless, horizon, lanes);
	LANE_ALIGNED double amount[LANES], load[LANES];
	const struct running cost = {.shape = shape,
	                             .level = level,
	                             .fixed = reg[stream->fixed],
	                             .from = reg[stream->from],
	                             .until = reg[stream->until],
	                             .ratio = reg[stream->ratio],
	                             .growth = reg[stream->growth],
	                             .least = reg[stream->least],
	                             .amount = amount,
	                             .load = load};

	for (int l = 0; l < lanes && shape != SHAPE_LEVEL; l++)
		amount[l] = reg[stream->coefficient][l];
	for (int l = 0; l < lanes && shape == SHAPE_FLEET; l++)
		load[l] = reg[stream->fleet][l] * cost.growth[l];
	run_idle(&cost, span.begin, lanes);
	run_part(&cost, span.begin, span.whole, lanes, row);
	run_whole(&cost, span.whole, span.part, lanes, row);
	run_part(&cost, span.part, span.end, lanes, row);
}

/*
 * The effect so far, E(x) = 0 for x <= F, (x - F)^2 / 2R while ramping, x - F - R/2 after, x capped at `until`;
 * half is 1 / 2R, 0 for no ramp.
 */
static inline double effect_so_far(double x, double from, double until, double ramp, double half)
{
	double y = (x < until ? x : until) - from;
	double within;

	y = y > 0 ? y : 0;
	within = y < ramp ? y : ramp;
	return within * within * half + (y - within);
}

/* A benefit on its way through the months; `settled` is when its ramp is over, before which no month is whole. */
struct ramping {
	bool level;
	const double *from, *until, *ramp, *ratio;
	double *amount, *half, *settled;
};

static inline void next_amount(const struct ramping *benefit, int lanes)
{
	if (!benefit->level)
		for (int l = 0; l < lanes; l++)
			benefit->amount[l] *= benefit->ratio[l];
}

static inline void ramp_part(const struct ramping *benefit, int begin, int end, int lanes, double (*row)[LANES])
{
	const double *from = benefit->from, *until = benefit->until, *ramp = benefit->ramp;
	LANE_ALIGNED double effect[LANES];

	for (int l = 0; l < lanes; l++)
		effect[l] = effect_so_far(begin, from[l], until[l], ramp[l], benefit->half[l]);
	for (int t = begin; t < end; t++) {
		double *restrict out = row[t];

		for (int l = 0; l < lanes; l++) {
			double next = effect_so_far(t + 1, from[l], until[l], ramp[l], benefit->half[l]);
			bool whole = (t >= benefit->settled[l]) & (t + 1 <= until[l]);

			out[l] += benefit->amount[l] * (whole ? 1 : next - effect[l]);
			effect[l] = next;
		}
		next_amount(benefit, lanes);
	}
}

static inline void ramp_whole(const struct ramping *benefit, int begin, int end, int lanes, double (*row)[LANES])
{
	for (int t = begin; t < end; t++) {
		double *restrict out = row[t];

		for (int l = 0; l < lanes; l++)
			out[l] += benefit->amount[l];
		next_amount(benefit, lanes);
	}
}

static inline void run_benefit(const double (*reg)[LANES], const struct stream *stream, bool level, int horizon, int lanes,
                               double (*row)[LANES])
{
	LANE_ALIGNED double amount[LANES], half[LANES], settled[LANES];
	const struct ramping benefit = {.level = level,
	                                .from = reg[stream->from],
	                                .until = reg[stream->until],
	                                .ramp = reg[stream->ramp],
	                                .ratio = reg[stream->ratio],
	                                .amount = amount,
	                                .half = half,
	                                .settled = settled};
	struct span span, full;

	for (int l = 0; l < lanes; l++) {
		amount[l] = reg[stream->coefficient][l];
		half[l] = benefit.ramp[l] > 0 ? 0.5 / benefit.ramp[l] : 0;
		settled[l] = benefit.from[l] + benefit.ramp[l];
	}
	span = span_of(benefit.from, benefit.until, stream->endless, horizon, lanes);
	full = span_of(settled, benefit.until, stream->endless, horizon, lanes);
	for (int t = 0; t < span.begin; t++)
		next_amount(&benefit, lanes);
	ramp_part(&benefit, span.begin, full.whole, lanes, row);
	ramp_whole(&benefit, full.whole, full.part, lanes, row);
	ramp_part(&benefit, full.part, full.end, lanes, row);
}

static inline void run_stream(const double (*reg)[LANES], const struct stream *stream, int horizon, int lanes, double (*row)[LANES])
{
	switch (stream->shape) {
	case SHAPE_LEVEL:
		run_cost(reg, stream, SHAPE_LEVEL, true, horizon, lanes, row);
		break;
	case SHAPE_STEADY:
		run_cost(reg, stream, SHAPE_STEADY, false, horizon, lanes, row);
		break;
	case SHAPE_FLEET:
		if (stream->level)
			run_cost(reg, stream, SHAPE_FLEET, true, horizon, lanes, row);
		else
			run_cost(reg, stream, SHAPE_FLEET, false, horizon, lanes, row);
		break;
	case SHAPE_RAMP:
		if (stream->level)
			run_benefit(reg, stream, true, horizon, lanes, row);
		else
			run_benefit(reg, stream, false, horizon, lanes, row);
		break;
	}
}

/* Every row begins with what runs in all months. */
static inline void open_rows(const struct model *model, const struct option_program *option, struct workspace *workspace, int lanes)
{
	for (int row = 0; row < model->rows; row++) {
		const double *restrict base = workspace->registers[option->base[row]];

		for (int t = 0; t < model->horizon; t++)
			for (int l = 0; l < lanes; l++)
				workspace->month[row * model->horizon + t][l] = base[l];
	}
}

/* The month's benefit over all benefits, before anything else is in their rows. */
static inline void sum_benefits(const struct model *model, struct workspace *workspace, int lanes)
{
	for (int t = 0; t < model->horizon; t++) {
		double *restrict sum = workspace->benefit[t];

		for (int l = 0; l < lanes; l++)
			sum[l] = 0;
		for (int row = 0; row < model->benefit_row_count; row++) {
			const double *restrict from = workspace->month[(model->benefit_row + row) * model->horizon + t];

			for (int l = 0; l < lanes; l++)
				sum[l] += from[l];
		}
	}
}

/* Benefits come first in an option's streams; what they bring together is summed before anything else is in their rows. */
static inline void streams(const struct model *model, const struct option_program *option, struct workspace *workspace, int lanes)
{
	const double (*reg)[LANES] = (const double (*)[LANES])workspace->registers;

	for (size_t i = 0; i <= option->stream_count; i++) {
		if (i == option->benefit_count && option->loses_benefit)
			sum_benefits(model, workspace, lanes);
		if (i < option->stream_count)
			run_stream(reg, &option->stream[i], model->horizon, lanes,
			           &workspace->month[option->stream[i].row * model->horizon]);
	}
}

/* factor[t] = the product over the loss's controls of (1 - cuts x a(t)) */
static inline void controlled(const double (*reg)[LANES], const struct control *control, size_t count, int horizon, int lanes,
                              double (*factor)[LANES])
{
	for (int t = 0; t < horizon; t++)
		for (int l = 0; l < lanes; l++)
			factor[t][l] = 1;
	for (size_t i = 0; i < count; i++) {
		const double *cuts = reg[control[i].cuts], *from = reg[control[i].from], *until = reg[control[i].until];

		for (int t = 0; t < horizon; t++)
			for (int l = 0; l < lanes; l++)
				factor[t][l] *= 1 - cuts[l] * active_part(t, from[l], until[l]);
	}
}

static inline void losses(const struct model *model, const struct option_program *option, struct workspace *workspace, int lanes)
{
	const double (*reg)[LANES] = (const double (*)[LANES])workspace->registers;

	for (size_t i = 0; i < option->loss_count; i++) {
		const struct loss *loss = &option->loss[i];
		const double *restrict coefficient = reg[loss->coefficient], *restrict launch = reg[loss->launch];
		double (*row)[LANES] = &workspace->month[loss->row * model->horizon];

		/* With no controls at all there is no array to point into. */
		const struct control *control = loss->control_count > 0 ? &option->control[loss->first_control] : NULL;
		controlled(reg, control, loss->control_count, model->horizon, lanes,
		           workspace->factor);
		for (int t = 0; t < model->horizon; t++) {
			double *restrict out = row[t];
			const double *restrict factor = workspace->factor[t], *restrict benefit = workspace->benefit[t];

			if (loss->of_benefit)
				for (int l = 0; l < lanes; l++)
					out[l] += coefficient[l] * benefit[l] * factor[l];
			else
				for (int l = 0; l < lanes; l++)
					out[l] += coefficient[l] * active_part(t, launch[l], INFINITY) * factor[l];
		}
	}
}

/* Rows of nothing; of one lane, not of all of them. */
static inline void clear(double (*row)[LANES], int count, int lanes)
{
	if (lanes == LANES) {
		memset(row, 0, (size_t)count * sizeof *row);
		return;
	}
	for (int i = 0; i < count; i++)
		for (int l = 0; l < lanes; l++)
			row[i][l] = 0;
}

static inline void once_costs(const struct model *model, const struct option_program *option, struct workspace *workspace, int lanes)
{
	const double (*reg)[LANES] = (const double (*)[LANES])workspace->registers;
	const int horizon = model->horizon;

	for (int row = 0; row < model->rows; row++)
		workspace->has_once[row] = false;
	for (size_t i = 0; i < option->once_count; i++) {
		const struct once_cost *cost = &option->once[i];
		double (*row)[LANES] = &workspace->once[cost->row * horizon];

		if (!workspace->has_once[cost->row])
			clear(row, horizon, lanes);
		workspace->has_once[cost->row] = true;
		for (int l = 0; l < lanes; l++) {
			double t = floor(reg[cost->at][l]), escalation = reg[cost->escalation][l];

			if (t < horizon)
				row[(int)t][l] += reg[cost->coefficient][l] *
				                  (escalation == 1 ? 1 : pow(escalation, t / 12));
		}
	}
}

static inline void flows(const struct model *model, const struct option_program *option, struct workspace *workspace, int lanes)
{
	open_rows(model, option, workspace, lanes);
	streams(model, option, workspace, lanes);
	losses(model, option, workspace, lanes);
	once_costs(model, option, workspace, lanes);
}

/* A whole block: the lanes are a constant, and loops over them vectors. */
LANE_KERNEL
static void block_flows(const struct model *model, const struct option_program *option, struct workspace *workspace)
{
	flows(model, option, workspace, LANES);
}

/* One lane by itself: the first of a workspace whose rows begin at it. */
static void lane_flows(const struct model *model, const struct option_program *option, const struct workspace *workspace, int lane)
{
	struct workspace one = *workspace;
	double (**const rows[])[LANES] = {&one.registers, &one.month, &one.once, &one.benefit, &one.factor};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		*rows[i] = (double (*)[LANES])(**rows[i] + lane);
	flows(model, option, &one, 1);
}

void kernel_flows(const struct model *model, const struct option_program *option, struct workspace *workspace)
{
	if (workspace->lanes == LANES)
		block_flows(model, option, workspace);
	else
		for (int l = 0; l < workspace->lanes; l++)
			lane_flows(model, option, workspace, l);
}

/* `monthly`: instant j by (1 + r)^(-j / 12). `yearly`: instant 0 not at all, all else by the number of its month's year. */
void kernel_discounts(const struct model *model, struct workspace *workspace)
{
	for (int l = 0; l < workspace->lanes; l++) {
		double a_year = workspace->registers[model->discount_factor][l];
		double step = model->yearly ? a_year : pow(a_year, 1.0 / 12), so_far = 1;

		for (int t = 0; t < model->horizon; t++) {
			bool new_year = model->yearly && t % 12 == 0;

			if (new_year)
				so_far *= step;
			workspace->discount_once[t][l] = t == 0 ? 1 : so_far;
			if (!model->yearly)
				so_far *= step;
			workspace->discount_month[t][l] = so_far;
		}
	}
}
