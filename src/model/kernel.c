/*
 * The kernel: months from amounts, over lanes. docs/model.md, "One option, month by month", is written here once; one lane is the plan at
 * its best guess, LANES lanes are a block of trials.
 *
 * A month in which no lane, or every lane, is wholly active takes the short way; the numbers are the same to the bit, because the
 * active part is then exactly 0 or 1.
 */
#include <math.h>
#include <string.h>

#include "base/attribute.h"
#include "model/program.h"

/* The months in which a span is active in some lane, and wholly active in every lane. */
struct span {
	double from_low, from_high, until_low, until_high;
};

/* The least and the greatest of some lanes, halving them: a shape that compilers make vectors of. */
static inline void extremes(const double *value, int lanes, double *least, double *greatest)
{
	LANE_ALIGNED double low[LANES], high[LANES];

	for (int l = 0; l < LANES; l++)
		low[l] = high[l] = value[l < lanes ? l : 0];
	for (int half = LANES / 2; half > 0; half /= 2)
		for (int l = 0; l < half; l++) {
			low[l] = low[l + half] < low[l] ? low[l + half] : low[l];
			high[l] = high[l + half] > high[l] ? high[l + half] : high[l];
		}
	*least = low[0];
	*greatest = high[0];
}

static inline struct span span_of(const double *from, const double *until, int lanes)
{
	struct span span;

	extremes(from, lanes, &span.from_low, &span.from_high);
	extremes(until, lanes, &span.until_low, &span.until_high);
	return span;
}

static inline bool span_idle(const struct span *span, double t)
{
	return t + 1 <= span->from_low || t >= span->until_high;
}

static inline bool span_whole(const struct span *span, double t)
{
	return t >= span->from_high && t + 1 <= span->until_low;
}

/* a(t) = max(0, min(t + 1, until) - max(t, from)) */
static inline double active_part(double t, double from, double until)
{
	double begin = t > from ? t : from;
	double end = t + 1 < until ? t + 1 : until;

	return end > begin ? end - begin : 0;
}

static inline void steady(const double (*reg)[LANES], const struct stream *stream, int horizon, int lanes, double (*row)[LANES])
{
	const double *from = reg[stream->from], *until = reg[stream->until], *ratio = reg[stream->ratio];
	const struct span span = span_of(from, until, lanes);
	LANE_ALIGNED double amount[LANES];

	for (int l = 0; l < lanes; l++)
		amount[l] = reg[stream->coefficient][l];
	for (int t = 0; t < horizon; t++) {
		double *restrict out = row[t];

		if (span_whole(&span, t)) {
			for (int l = 0; l < lanes; l++)
				out[l] += amount[l];
		} else if (!span_idle(&span, t)) {
			for (int l = 0; l < lanes; l++)
				out[l] += amount[l] * active_part(t, from[l], until[l]);
		}
		if (!stream->level)
			for (int l = 0; l < lanes; l++)
				amount[l] *= ratio[l];
	}
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

static inline void ramp(const double (*reg)[LANES], const struct stream *stream, int horizon, int lanes, double (*row)[LANES])
{
	const double *from = reg[stream->from], *until = reg[stream->until], *ratio = reg[stream->ratio];
	const double *months = reg[stream->ramp];
	struct span span, full;
	LANE_ALIGNED double amount[LANES], half[LANES], settled[LANES], effect[LANES];
	bool known = false; /* effect is E(t) */

	for (int l = 0; l < lanes; l++) {
		amount[l] = reg[stream->coefficient][l];
		half[l] = months[l] > 0 ? 0.5 / months[l] : 0;
		settled[l] = from[l] + months[l];
	}
	span = span_of(from, until, lanes);
	full = span_of(settled, until, lanes);
	for (int t = 0; t < horizon; t++) {
		double *restrict out = row[t];

		if (span_whole(&full, t)) {
			known = false;
			for (int l = 0; l < lanes; l++)
				out[l] += amount[l];
		} else if (!span_idle(&span, t)) {
			for (int l = 0; l < lanes && !known; l++)
				effect[l] = effect_so_far(t, from[l], until[l], months[l], half[l]);
			known = true;
			for (int l = 0; l < lanes; l++) {
				double next = effect_so_far(t + 1, from[l], until[l], months[l], half[l]);
				bool whole = (t >= settled[l]) & (t + 1 <= until[l]);

				out[l] += amount[l] * (whole ? 1 : next - effect[l]);
				effect[l] = next;
			}
		}
		if (!stream->level)
			for (int l = 0; l < lanes; l++)
				amount[l] *= ratio[l];
	}
}

/* Units are counted from the peak at the month's end; 1e-9 forgives the rounding of an exact fit. */
static inline void fleet(const double (*reg)[LANES], const struct stream *stream, int horizon, int lanes, double (*row)[LANES])
{
	const double *from = reg[stream->from], *until = reg[stream->until], *ratio = reg[stream->ratio];
	const double *growth = reg[stream->growth], *least = reg[stream->least];
	const struct span span = span_of(from, until, lanes);
	LANE_ALIGNED double amount[LANES], load[LANES], units[LANES];

	for (int l = 0; l < lanes; l++) {
		amount[l] = reg[stream->coefficient][l];
		load[l] = reg[stream->fleet][l];
	}
	for (int t = 0; t < horizon; t++) {
		double *restrict out = row[t];

		if (t == 0 || !stream->still)
			for (int l = 0; l < lanes; l++) {
				double need;

				load[l] *= growth[l];
				need = ceil(load[l] - 1e-9);
				units[l] = need > least[l] ? need : least[l];
			}
		if (span_whole(&span, t)) {
			for (int l = 0; l < lanes; l++)
				out[l] += amount[l] * units[l];
		} else if (!span_idle(&span, t)) {
			for (int l = 0; l < lanes; l++)
				out[l] += amount[l] * units[l] * active_part(t, from[l], until[l]);
		}
		if (!stream->level)
			for (int l = 0; l < lanes; l++)
				amount[l] *= ratio[l];
	}
}

static inline void streams(const struct model *model, const struct stream *stream, size_t count, struct workspace *workspace,
                           int lanes)
{
	const double (*reg)[LANES] = (const double (*)[LANES])workspace->registers;

	for (size_t i = 0; i < count; i++) {
		double (*row)[LANES] = &workspace->month[stream[i].row * model->horizon];

		if (stream[i].shape == SHAPE_STEADY)
			steady(reg, &stream[i], model->horizon, lanes, row);
		else if (stream[i].shape == SHAPE_RAMP)
			ramp(reg, &stream[i], model->horizon, lanes, row);
		else
			fleet(reg, &stream[i], model->horizon, lanes, row);
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
	clear(workspace->month, model->rows * model->horizon, lanes);
	streams(model, option->stream, option->benefit_count, workspace, lanes);
	if (option->loses_benefit)
		sum_benefits(model, workspace, lanes);
	if (option->stream_count > option->benefit_count)
		streams(model, &option->stream[option->benefit_count], option->stream_count - option->benefit_count, workspace,
		        lanes);
	losses(model, option, workspace, lanes);
	once_costs(model, option, workspace, lanes);
}

LANE_KERNEL
void kernel_flows(const struct model *model, const struct option_program *option, struct workspace *workspace)
{
	if (workspace->lanes == LANES)
		flows(model, option, workspace, LANES);
	else
		flows(model, option, workspace, workspace->lanes);
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
