/*
 * The kernel: monthly flows from amounts, over lanes.
 *
 * docs/model.md, "One option, month by month", is implemented here once: one lane is the plan at its best guess, LANES
 * lanes are a block of trials. Months that are idle in every lane, or whole in every lane, have loops of their own. The
 * results are the same to the bit, because the active part is then exactly 0 or 1.
 */
#include <math.h>
#include <string.h>

#include "base/attribute.h"
#include "model/program.h"
#include "model/tolerance.h"
#include "model/units.h"

static const double never = INFINITY;

static inline struct months months_of(const double *instant, int horizon, int lanes)
{
	int first = horizon, after = 0;

	for (int l = 0; l < lanes; l++) {
		double at = instant[l] > 0 ? instant[l] : 0, within = at < horizon ? at : horizon;
		int begun = (int)within, over = (int)ceil(within);

		first = begun < first ? begun : first;
		after = over > after ? over : after;
	}
	return (struct months){first, after};
}

struct months kernel_months(double instant, int horizon)
{
	return months_of(&instant, horizon, 1);
}

/* Finds the months of all instants before any option's flows, so that no loop waits for its bounds. */
static inline void find_months(const struct model *model, const struct workspace *workspace, size_t begin, size_t end,
			       int lanes)
{
	for (size_t i = begin; i < end; i++)
		if (!model->instant[i].fixed)
			workspace->months[i] =
				months_of(workspace->registers[model->instant[i].reg], model->horizon, lanes);
}

LANE_KERNEL
static void find_block_months(const struct model *model, const struct workspace *workspace)
{
	find_months(model, workspace, 0, model->instant_count, LANES);
}

void kernel_instants(const struct model *model, struct workspace *workspace)
{
	if (workspace->lanes == LANES)
		find_block_months(model, workspace);
}

/*
 * The months of a stream: idle in every lane before `begin` and from `end` on, whole in every lane from `whole` to
 * before `part`.
 */
struct span {
	int begin, whole, part, end;
};

static inline struct span span_between(struct months from, struct months until)
{
	struct span span = {from.first, from.after, until.first, until.after};

	if (span.part < span.whole)
		span.whole = span.part = span.end;
	return span;
}

static inline struct span span_of(const struct months *months, const struct stream *stream)
{
	return span_between(months[stream->from], months[stream->until]);
}

/* The inputs of a line's months, and where their results go. */
struct desk {
	const double (*reg)[LANES];
	const struct stream *stream;
	const struct instant *instant;
	const struct months *months; /* [instant] */
	double (*row)[LANES];
	int horizon;
};

static inline const double *instant_of(const struct desk *desk, int instant)
{
	return desk->reg[desk->instant[instant].reg];
}

/*
 * Sums a line's level amounts in month t, including what runs in every month. Returns the next month in which the sum
 * may change.
 */
static inline int hold(const struct desk *desk, const struct line *line, int t, int lanes, double *restrict held)
{
	int next = desk->horizon;

	for (int l = 0; l < lanes; l++)
		held[l] = desk->reg[line->base][l];
	for (size_t i = line->level; i < line->moving; i++) {
		const struct stream *stream = &desk->stream[i];
		const struct span span = span_of(desk->months, stream);
		const double *restrict amount = desk->reg[stream->coefficient];
		const double *restrict from = instant_of(desk, stream->from);
		const double *restrict until = instant_of(desk, stream->until);
		int same_until = desk->horizon;

		if (t < span.begin) {
			same_until = span.begin;
		} else if (t >= span.whole && t < span.part) {
			same_until = span.part;
			for (int l = 0; l < lanes; l++)
				held[l] += amount[l];
		} else if (t < span.end) {
			same_until = t + 1;
			for (int l = 0; l < lanes; l++)
				held[l] += amount[l] * active_part(t, from[l], until[l]);
		}
		next = same_until < next ? same_until : next;
	}
	return next;
}

static inline void put_held(const struct desk *desk, int begin, int end, int lanes, const double *restrict held)
{
	for (int t = begin; t < end; t++)
		for (int l = 0; l < lanes; l++)
			desk->row[t][l] = held[l];
}

static inline void add_held(const struct desk *desk, int begin, int end, int lanes, const double *restrict held)
{
	for (int t = begin; t < end; t++)
		for (int l = 0; l < lanes; l++)
			desk->row[t][l] += held[l];
}

/* A cost while its amount advances month by month. */
struct running {
	const struct stream *stream;
	struct span span;
	const double *from, *until, *ratio, *growth, *least;
	LANE_ALIGNED double amount[LANES], load[LANES];
};

static inline void set_out(const struct desk *desk, const struct stream *stream, int lanes, struct running *cost)
{
	const double (*reg)[LANES] = desk->reg;

	cost->stream = stream;
	cost->span = span_of(desk->months, stream);
	cost->from = instant_of(desk, stream->from);
	cost->until = instant_of(desk, stream->until);
	cost->ratio = reg[stream->ratio];
	cost->growth = reg[stream->growth];
	cost->least = reg[stream->least];
	for (int l = 0; l < lanes; l++)
		cost->amount[l] = reg[stream->coefficient][l];
	if (stream->shape == SHAPE_FLEET)
		for (int l = 0; l < lanes; l++)
			cost->load[l] = reg[stream->fleet][l] * cost->growth[l];
}

/* Units are counted from the peak at the month's end. */
static inline double amount_of(const struct running *cost, bool fleet, int l)
{
	return fleet ? cost->amount[l] * whole_units(cost->load[l], cost->least[l]) : cost->amount[l];
}

/* The cost is active in no lane, all month in every lane, or part of the month in some lane. */
enum phase { PHASE_IDLE, PHASE_WHOLE, PHASE_PART };

/*
 * Runs months `begin` to `end` - 1, all in one phase: the row is set to the held sum plus the cost or, if held is NULL,
 * the cost is added to it. An amount that follows demand or escalates advances every month, active or not. The caller
 * passes kind and phase as constants, so each combination is compiled to a loop of its own.
 */
static inline void run_phase(const struct desk *desk, struct running *cost, bool fleet, bool level, enum phase phase,
			     int begin, int end, int lanes, const double *held)
{
	for (int t = begin; t < end; t++) {
		double *restrict out = desk->row[t];

		if (phase == PHASE_IDLE && held != NULL)
			for (int l = 0; l < lanes; l++)
				out[l] = held[l];
		if (phase == PHASE_WHOLE)
			for (int l = 0; l < lanes; l++)
				out[l] = (held != NULL ? held[l] : out[l]) + amount_of(cost, fleet, l);
		if (phase == PHASE_PART)
			for (int l = 0; l < lanes; l++)
				out[l] = (held != NULL ? held[l] : out[l]) +
				         amount_of(cost, fleet, l) * active_part(t, cost->from[l], cost->until[l]);
		if (!level)
			for (int l = 0; l < lanes; l++)
				cost->amount[l] *= cost->ratio[l];
		if (fleet)
			for (int l = 0; l < lanes; l++)
				cost->load[l] *= cost->growth[l];
	}
}

static inline void run_phases(const struct desk *desk, struct running *cost, bool fleet, bool level, int begin, int end,
			      int lanes, const double *held)
{
	static const enum phase phases[] = {PHASE_IDLE, PHASE_PART, PHASE_WHOLE, PHASE_PART, PHASE_IDLE};
	const struct span *span = &cost->span;
	const int ends[] = {span->begin, span->whole, span->part, span->end, desk->horizon};

	for (size_t i = 0; i < sizeof phases / sizeof *phases; i++) {
		int upto = ends[i] < end ? ends[i] : end;

		if (upto <= begin)
			continue;
		switch (phases[i]) {
		case PHASE_IDLE:
			run_phase(desk, cost, fleet, level, PHASE_IDLE, begin, upto, lanes, held);
			break;
		case PHASE_WHOLE:
			run_phase(desk, cost, fleet, level, PHASE_WHOLE, begin, upto, lanes, held);
			break;
		case PHASE_PART:
			run_phase(desk, cost, fleet, level, PHASE_PART, begin, upto, lanes, held);
			break;
		}
		begin = upto;
	}
}

static inline void run_cost(const struct desk *desk, struct running *cost, int begin, int end, int lanes,
			    const double *held)
{
	if (cost->stream->shape == SHAPE_STEADY)
		run_phases(desk, cost, false, false, begin, end, lanes, held);
	else if (cost->stream->level)
		run_phases(desk, cost, true, true, begin, end, lanes, held);
	else
		run_phases(desk, cost, true, false, begin, end, lanes, held);
}

/* r(x)^2, where r(x) is the part of the ramp left at instant x, between 0 and the whole ramp. */
static inline double left_squared(double x, double until, double settled, double ramp)
{
	double left = settled - (x < until ? x : until);

	left = left > 0 ? left : 0;
	left = left < ramp ? left : ramp;
	return left * left;
}

#define SHORTEST_RAMP 1e-100 /* months; a shorter ramp is no ramp: its square underflows */

/* Subtracts what a benefit lacks during its ramp, until the ramp is over in every lane. */
static inline void run_lag(const struct desk *desk, const struct stream *stream, bool level, bool endless, int lanes)
{
	const double (*reg)[LANES] = desk->reg;
	const double *coefficient = reg[stream->coefficient], *ratio = reg[stream->ratio], *ramp = reg[stream->ramp];
	const double *settled = instant_of(desk, stream->settled), *until = instant_of(desk, stream->until);
	LANE_ALIGNED double amount[LANES], left[LANES];
	const int begin = desk->months[stream->from].first, over = desk->months[stream->until].after;
	const int end = desk->months[stream->settled].after < over ? desk->months[stream->settled].after : over;

	for (int l = 0; l < lanes; l++) {
		double half = ramp[l] > SHORTEST_RAMP ? 0.5 / ramp[l] : 0;

		amount[l] = coefficient[l] * half;
	}
	for (int l = 0; l < lanes; l++)
		left[l] = left_squared(begin, endless ? never : until[l], settled[l], ramp[l]);
	for (int t = 0; t < begin && !level; t++)
		for (int l = 0; l < lanes; l++)
			amount[l] *= ratio[l];
	for (int t = begin; t < end; t++) {
		double *restrict out = desk->row[t];

		for (int l = 0; l < lanes; l++) {
			double next = left_squared(t + 1, endless ? never : until[l], settled[l], ramp[l]);

			out[l] -= amount[l] * (left[l] - next);
			left[l] = next;
		}
		if (!level)
			for (int l = 0; l < lanes; l++)
				amount[l] *= ratio[l];
	}
}

static inline void run_lag_of(const struct desk *desk, const struct stream *stream, int lanes)
{
	if (stream->level && stream->endless)
		run_lag(desk, stream, true, true, lanes);
	else if (stream->level)
		run_lag(desk, stream, true, false, lanes);
	else
		run_lag(desk, stream, false, false, lanes);
}

/* Sets the level amounts of all months and, in the same pass, adds the first cost that moves. */
static inline void run_levels_with(const struct desk *desk, const struct line *line, const struct stream *stream,
				   int lanes)
{
	LANE_ALIGNED double held[LANES];
	struct running cost;

	set_out(desk, stream, lanes, &cost);
	for (int t = 0, next; t < desk->horizon; t = next) {
		next = hold(desk, line, t, lanes, held);
		run_cost(desk, &cost, t, next, lanes, held);
	}
}

static inline void run_levels(const struct desk *desk, const struct line *line, int lanes)
{
	LANE_ALIGNED double held[LANES];

	for (int t = 0, next; t < desk->horizon; t = next) {
		next = hold(desk, line, t, lanes, held);
		if (line->opens)
			put_held(desk, t, next, lanes, held);
		else
			add_held(desk, t, next, lanes, held);
	}
}

static inline void run_alone(const struct desk *desk, const struct stream *stream, int lanes)
{
	struct running cost;

	set_out(desk, stream, lanes, &cost);
	run_cost(desk, &cost, 0, desk->horizon, lanes, NULL);
}

static inline void run_line(const struct desk *desk, const struct line *line, int lanes)
{
	const struct stream *stream = desk->stream;
	size_t i = line->moving;

	if (line->opens && i < line->lag)
		run_levels_with(desk, line, &stream[i++], lanes);
	else
		run_levels(desk, line, lanes);
	for (; i < line->lag; i++)
		run_alone(desk, &stream[i], lanes);
	for (; i < line->end; i++)
		run_lag_of(desk, &stream[i], lanes);
}

/* Clears rows: one lane if there is one, else all. */
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

/* Sums the month's benefit over all benefits, while their rows hold nothing else. */
static inline void sum_benefits(const struct model *model, struct workspace *workspace, int lanes)
{
	const int horizon = model->horizon;

	if (model->benefit_row_count == 0)
		clear(workspace->benefit, horizon, lanes);
	for (int row = 0; row < model->benefit_row_count; row++) {
		const double (*from)[LANES] =
			(const double (*)[LANES])&workspace->month[(model->benefit_row + row) * horizon];

		for (int t = 0; t < horizon; t++) {
			double *restrict sum = workspace->benefit[t];

			for (int l = 0; l < lanes; l++)
				sum[l] = (row > 0 ? sum[l] : 0) + from[t][l];
		}
	}
}

static inline void run_lines(const struct model *model, const struct option_program *option,
			     struct workspace *workspace, int lanes)
{
	struct desk desk = {.reg = (const double (*)[LANES])workspace->registers,
	                    .stream = option->stream,
	                    .instant = model->instant,
	                    .months = workspace->months,
	                    .horizon = model->horizon};

	for (size_t i = 0; i <= option->line_count; i++) {
		if (i == option->benefit_lines && option->loses_benefit)
			sum_benefits(model, workspace, lanes);
		if (i == option->line_count)
			break;
		desk.row = &workspace->month[option->line[i].row * model->horizon];
		if (!option->line[i].empty)
			run_line(&desk, &option->line[i], lanes);
	}
}

/* What a control leaves of a loss, into the months' factors. */
static inline void control_loss(const double (*reg)[LANES], const struct control *control, int horizon, int lanes,
				double (*factor)[LANES])
{
	const double *restrict cuts = reg[control->cuts];
	const double *restrict from = reg[control->from], *restrict until = reg[control->until];
	const struct span span =
		span_between(months_of(from, horizon, lanes), months_of(until, horizon, lanes));

	for (int t = span.begin; t < span.end; t++) {
		double *restrict left = factor[t];

		if (t >= span.whole && t < span.part)
			for (int l = 0; l < lanes; l++)
				left[l] *= 1 - cuts[l];
		else
			for (int l = 0; l < lanes; l++)
				left[l] *= 1 - cuts[l] * active_part(t, from[l], until[l]);
	}
}

/* factor[t] = the product over the loss's controls of (1 - cuts x a(t)) */
static inline void controlled(const double (*reg)[LANES], const struct option_program *option, const struct loss *loss,
			      int horizon, int lanes, double (*factor)[LANES])
{
	for (int t = 0; t < horizon; t++)
		for (int l = 0; l < lanes; l++)
			factor[t][l] = 1;
	for (size_t i = 0; i < loss->control_count; i++)
		control_loss(reg, &option->control[loss->first_control + i], horizon, lanes, factor);
}

static inline void add_loss(const struct model *model, const struct loss *loss, const struct workspace *workspace,
			    int lanes)
{
	const double *restrict coefficient = workspace->registers[loss->coefficient];
	const double *restrict launch = workspace->registers[loss->launch];
	double (*row)[LANES] = &workspace->month[loss->row * model->horizon];

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

static inline void losses(const struct model *model, const struct option_program *option, struct workspace *workspace,
			  int lanes)
{
	for (size_t i = 0; i < option->loss_count; i++) {
		controlled((const double (*)[LANES])workspace->registers, option, &option->loss[i], model->horizon,
			   lanes, workspace->factor);
		add_loss(model, &option->loss[i], workspace, lanes);
	}
}

static inline void once_costs(const struct model *model, const struct option_program *option,
			      struct workspace *workspace, int lanes)
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
			double t = moment_floor(reg[cost->at][l]), escalation = reg[cost->escalation][l];

			if (t < horizon)
				row[(int)t][l] += reg[cost->coefficient][l] *
				                  (escalation == 1 ? 1 : pow(escalation, t / MONTHS_A_YEAR));
		}
	}
}

static inline void flows(const struct model *model, const struct option_program *option, struct workspace *workspace,
			 int lanes)
{
	run_lines(model, option, workspace, lanes);
	losses(model, option, workspace, lanes);
	once_costs(model, option, workspace, lanes);
}

/* A whole block: the number of lanes is a constant, so loops over them are vectorised. */
LANE_KERNEL
static void block_flows(const struct model *model, const struct option_program *option, struct workspace *workspace)
{
	flows(model, option, workspace, LANES);
}

/* One lane: the first of a workspace whose rows begin there. */
static void lane_flows(const struct model *model, const struct option_program *option,
		       const struct workspace *workspace, int lane)
{
	struct workspace one = *workspace;
	double (**const rows[])[LANES] = {&one.registers, &one.month, &one.once, &one.benefit, &one.factor};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		*rows[i] = (double (*)[LANES])(**rows[i] + lane);
	find_months(model, &one, option->first_instant, option->first_instant + option->instant_count, 1);
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

/*
 * `monthly` discounts instant j by (1 + r)^(-j / 12). `yearly` does not discount instant 0, and discounts all else by
 * the number of its month's year.
 */
void kernel_discounts(const struct model *model, struct workspace *workspace)
{
	for (int l = 0; l < workspace->lanes; l++) {
		double a_year = workspace->registers[model->discount_factor][l];
		double step = model->yearly ? a_year : pow(a_year, 1.0 / MONTHS_A_YEAR), so_far = 1;

		for (int t = 0; t < model->horizon; t++) {
			bool new_year = model->yearly && t % MONTHS_A_YEAR == 0;

			if (new_year)
				so_far *= step;
			workspace->discount_once[t][l] = t == 0 ? 1 : so_far;
			if (!model->yearly)
				so_far *= step;
			workspace->discount_month[t][l] = so_far;
		}
	}
}
