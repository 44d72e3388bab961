/*
 * Compiles a plan: every item and benefit becomes streams of amounts, every incident a loss, and their amounts
 * registers of the tape. Streams with the same course (row, from, until, growth) are added up here, before any month is
 * run, so a month costs a few terms, not one per item.
 */
#include "model/model.h"

#include <stdlib.h>

#include "base/grow.h"
#include "model/compiler.h"

static bool rows_are_items(const struct model_spec *spec)
{
	return spec->grouping == GROUP_ITEMS || spec->grouping == GROUP_UNITS;
}

/* The row that a flow is added to, and its sign there. */
struct row_of_flow {
	int row;
	double sign;
};

/* The row of a flow. item: its index among items, benefits or incidents, where each has its own row. */
static struct row_of_flow row_of(const struct model_spec *spec, enum flow flow, size_t item)
{
	switch (spec->grouping) {
	case GROUP_NET:
		return (struct row_of_flow){0, flow_sign(flow)};
	case GROUP_SIDES:
		return (struct row_of_flow){(int)flow_info(flow)->side, flow_sign_in_side(flow)};
	case GROUP_FLOWS:
		return (struct row_of_flow){(int)flow, 1};
	default:
		return (struct row_of_flow){(int)item, 1};
	}
}

/* A stream to which others may still be added: a struct stream whose members are terms. */
struct draft_stream {
	enum shape shape;
	int row;
	bool early; /* of a benefit, where a loss needs the sum of all benefits before their rows hold costs */
	struct term coefficient, ratio, from, until, ramp, fleet, growth, least;
};

/* Notes that memory ran out, where an array could not grow; returns whether it could. */
static bool grown(struct compiler *c, bool success)
{
	if (!success)
		c->failed = true;
	return success;
}

/* Whether one pass over the months can serve both. */
static bool same_course(const struct draft_stream *a, const struct draft_stream *b)
{
	return a->shape == b->shape && a->shape != SHAPE_FLEET && a->row == b->row && a->early == b->early &&
	       term_same(a->from, b->from) && term_same(a->until, b->until) && term_same(a->ratio, b->ratio) &&
	       term_same(a->ramp, b->ramp);
}

/* Adds a stream to the option's, or its amount to a stream with the same course. */
static void add_stream(struct compiler *c, struct draft_stream stream)
{
	if (stream.shape == SHAPE_STEADY && term_is(stream.ratio, 1))
		stream.shape = SHAPE_LEVEL;
	for (size_t i = 0; i < c->stream_count; i++)
		if (same_course(&c->stream[i], &stream)) {
			c->stream[i].coefficient = apply(c, TAPE_ADD, c->stream[i].coefficient, stream.coefficient);
			return;
		}
	if (grown(c, GROW(c->stream, c->stream_capacity, c->stream_count + 1)))
		c->stream[c->stream_count++] = stream;
}

static bool runs_always(const struct compiler *c, const struct draft_stream *stream)
{
	return stream->shape == SHAPE_LEVEL && !stream->from.in_register && stream->from.number <= 0 &&
	       !stream->until.in_register && stream->until.number >= c->model->horizon;
}

/* The index of an instant: the option's existing one, or a new one. */
static int instant(struct compiler *c, struct term at)
{
	struct model *model = c->model;
	struct instant made = {.reg = reg(c, at), .fixed = !at.in_register};
	size_t i = c->program->first_instant;

	while (i < model->instant_count && model->instant[i].reg != made.reg)
		i++;
	if (i < model->instant_count)
		return (int)i;
	if (made.fixed)
		made.months = kernel_months(at.number, model->horizon);
	if (!grown(c, GROW(model->instant, model->instant_capacity, model->instant_count + 1)))
		return 0;
	model->instant[model->instant_count++] = made;
	c->program->instant_count++;
	return (int)i;
}

/* Members that a shape does not use stay 0. */
static struct stream settled(struct compiler *c, const struct draft_stream *draft)
{
	struct stream stream = {.shape = draft->shape,
	                        .coefficient = reg(c, draft->coefficient),
	                        .from = instant(c, draft->from),
	                        .until = instant(c, draft->until),
	                        .level = term_is(draft->ratio, 1),
	                        .endless = !draft->until.in_register && draft->until.number >= c->model->horizon};

	if (!stream.level)
		stream.ratio = reg(c, draft->ratio);
	if (draft->shape == SHAPE_FLEET) {
		stream.fleet = reg(c, draft->fleet);
		stream.growth = reg(c, draft->growth);
		stream.least = reg(c, draft->least);
	}
	if (draft->shape == SHAPE_LAG) {
		stream.ramp = reg(c, draft->ramp);
		stream.settled = instant(c, apply(c, TAPE_ADD, draft->from, draft->ramp));
	}
	return stream;
}

/* A line while its streams are placed: where the next level, moving and lag stream goes. */
enum course { COURSE_LEVEL, COURSE_MOVING, COURSE_LAG, COURSES };

struct draft_line {
	size_t next[COURSES];
	struct term base;
};

static enum course course_of(const struct draft_stream *stream)
{
	return stream->shape == SHAPE_LEVEL ? COURSE_LEVEL : stream->shape == SHAPE_LAG ? COURSE_LAG : COURSE_MOVING;
}

/* Lines of early streams come first, one per row of benefits; then one for each row. */
static size_t line_of(const struct compiler *c, const struct draft_stream *stream)
{
	return stream->early ? (size_t)(stream->row - c->model->benefit_row)
			     : c->program->benefit_lines + (size_t)stream->row;
}

static void shape_lines(struct compiler *c)
{
	struct option_program *program = c->program;
	int benefit_row = c->model->benefit_row, early = (int)program->benefit_lines;

	for (int i = 0; i < early; i++)
		program->line[i] = (struct line){.row = benefit_row + i, .opens = true};
	for (int row = 0; row < c->model->rows; row++)
		program->line[early + row] =
			(struct line){.row = row, .opens = row < benefit_row || row >= benefit_row + early};
}

/*
 * Level costs that run in every month go into the base of their line and need no pass over the months. All other
 * streams are placed by line and course.
 */
static void fill_lines(struct compiler *c, struct draft_line *draft)
{
	struct option_program *program = c->program;

	for (size_t i = 0; i < c->stream_count; i++) {
		struct draft_line *of = &draft[line_of(c, &c->stream[i])];

		if (runs_always(c, &c->stream[i]))
			of->base = apply(c, TAPE_ADD, of->base, c->stream[i].coefficient);
		else
			of->next[course_of(&c->stream[i])]++;
	}
	for (size_t i = 0, at = 0; i < program->line_count; i++) {
		struct line *line = &program->line[i];
		size_t *next = draft[i].next;

		line->base = reg(c, draft[i].base);
		line->level = at;
		line->moving = line->level + next[COURSE_LEVEL];
		line->lag = line->moving + next[COURSE_MOVING];
		line->end = at = line->lag + next[COURSE_LAG];
		line->empty = !line->opens && line->level == line->end && term_is(draft[i].base, 0);
		next[COURSE_LEVEL] = line->level;
		next[COURSE_MOVING] = line->moving;
		next[COURSE_LAG] = line->lag;
	}
	for (size_t i = 0; i < c->stream_count; i++)
		if (!runs_always(c, &c->stream[i]))
			program->stream[draft[line_of(c, &c->stream[i])].next[course_of(&c->stream[i])]++] =
				settled(c, &c->stream[i]);
}

/* Places the option's streams once all are known. */
static void settle_streams(struct compiler *c)
{
	struct option_program *program = c->program;
	struct draft_line *draft;

	program->benefit_lines = program->loses_benefit ? (size_t)c->model->benefit_row_count : 0;
	program->line_count = program->benefit_lines + (size_t)c->model->rows;
	program->first_instant = c->model->instant_count;
	program->stream = malloc((c->stream_count + 1) * sizeof *program->stream);
	program->line = malloc(program->line_count * sizeof *program->line);
	draft = calloc(program->line_count, sizeof *draft); /* all bases are the number 0 */
	if (program->stream == NULL || program->line == NULL || draft == NULL) {
		c->failed = true;
	} else {
		shape_lines(c);
		fill_lines(c, draft);
	}
	free(draft);
}

static struct term signed_amount(struct compiler *c, struct term amount, double sign)
{
	return multiply(c, amount, term_of(sign));
}

static void add_once(struct compiler *c, const struct cost_item *item, struct row_of_flow to, struct term price)
{
	struct option_program *program = c->program;

	if (!grown(c, GROW(program->once, program->once_capacity, program->once_count + 1)))
		return;
	program->once[program->once_count++] = (struct once_cost){
		.row = to.row,
		.coefficient = reg(c, signed_amount(c, multiply(c, price, setting(c, &item->quantity)), to.sign)),
		.escalation = reg(c, one_plus(c, setting(c, &item->escalation))),
		.at = reg(c, moment(c, &item->from)),
	};
}

static void add_item(struct compiler *c, const struct cost_item *item, size_t index)
{
	struct row_of_flow to = row_of(c->spec, flow_of_item(item->section.kind), index);
	const struct value *source, *capacity = setting_for(&item->capacity, c->option);
	struct draft_stream stream = {.shape = SHAPE_STEADY, .row = to.row};
	struct term price = price_of(c, item, &source), elasticity;
	const bool counts_units = c->spec->grouping == GROUP_UNITS;

	if (source == NULL || (counts_units && !period_is_time(source->period)))
		return;
	if (source->period == PERIOD_ONCE) {
		add_once(c, item, to, price);
		return;
	}
	stream.from = moment(c, &item->from);
	stream.until = moment(c, &item->until);
	elasticity = capacity != NULL ? term_of(0) : setting(c, &item->elasticity);
	if (source->period == PERIOD_MILLION_REQUESTS) {
		price = multiply(c, multiply(c, price, c->requests), millions_a_month(c));
		elasticity = one_plus(c, elasticity);
	}
	stream.ratio = counts_units ? apply(c, TAPE_POWER, c->growth, elasticity)
	                            : ratio_a_month(c, elasticity, &item->escalation);
	stream.coefficient = counts_units ? term_of(1) : signed_amount(c, price, to.sign);
	if (capacity != NULL) {
		stream.shape = SHAPE_FLEET;
		stream.fleet = apply(c, TAPE_DIVIDE, peak(c), number(c, capacity));
		stream.growth = c->growth;
		stream.least = setting(c, &item->quantity);
	} else {
		stream.coefficient = multiply(c, stream.coefficient, setting(c, &item->quantity));
	}
	add_stream(c, stream);
}

/* The full benefit from its beginning on, less the lag while it ramps up. */
static void add_benefit(struct compiler *c, const struct benefit *benefit, size_t index)
{
	struct row_of_flow to = row_of(c->spec, FLOW_BENEFIT, index);
	struct draft_stream stream = {.shape = SHAPE_STEADY, .row = to.row, .early = c->program->loses_benefit};
	struct term a_month;

	a_month = apply(c, TAPE_DIVIDE, value_a_year(c, benefit), term_of(MONTHS_A_YEAR));
	stream.coefficient = signed_amount(c, a_month, to.sign);
	stream.ratio = ratio_a_month(c, setting(c, &benefit->elasticity), &benefit->escalation);
	stream.from = moment(c, &benefit->from);
	stream.until = moment(c, &benefit->until);
	add_stream(c, stream);
	stream.shape = SHAPE_LAG;
	stream.ramp = setting(c, &benefit->ramp);
	if (!term_is(stream.ramp, 0))
		add_stream(c, stream);
}

/* The enabled monitoring items that cover an incident become controls of the loss. */
static void add_controls(struct compiler *c, const struct incident *incident, struct loss *loss)
{
	struct option_program *program = c->program;

	loss->first_control = program->control_count;
	for (size_t i = 0; i < c->plan->items.count; i++) {
		const struct cost_item *item = plan_item(c->plan, i);
		const struct value *covers = setting_for(&item->covers, c->option);

		if (item->section.kind != SECTION_MONITORING || item == c->spec->without || !flag(c, &item->enabled) ||
		    covers == NULL || !value_has_id(covers, incident->section.id))
			continue;
		if (!grown(c, GROW(program->control, program->control_capacity, program->control_count + 1)))
			return;
		program->control[program->control_count++] = (struct control){
			.cuts = reg(c, setting(c, &item->cuts)),
			.from = reg(c, moment(c, &item->from)),
			.until = reg(c, moment(c, &item->until))};
	}
	loss->control_count = program->control_count - loss->first_control;
}

static void add_incident(struct compiler *c, const struct incident *incident, size_t index)
{
	struct option_program *program = c->program;
	const struct value *of = setting_for(&incident->of, c->option);
	struct loss loss = {.of_benefit = of != NULL && of->parameter[0] == STAKE_BENEFIT, .launch = reg(c, c->launch)};
	struct row_of_flow to = row_of(c->spec, loss.of_benefit ? FLOW_LOSS_OF_BENEFIT : FLOW_LOSS_OF_REVENUE, index);
	struct term stake;

	if (loss.of_benefit)
		stake = apply(c, TAPE_DIVIDE, term_of(MONTHS_A_YEAR), term_of(DAYS_A_YEAR));
	else
		stake = revenue_a_day(c, incident);
	loss.coefficient = reg(c, signed_amount(c, multiply(c, days_lost(c, incident), stake), to.sign));
	loss.row = to.row;
	add_controls(c, incident, &loss);
	if (!grown(c, GROW(program->loss, program->loss_capacity, program->loss_count + 1)))
		return;
	program->loss[program->loss_count++] = loss;
	program->loses_benefit |= loss.of_benefit;
}

static void compile_option(struct compiler *c, size_t option)
{
	const struct plan *plan = c->plan;
	const bool earns = c->spec->grouping != GROUP_UNITS;

	c->option = option;
	c->program = &c->model->option[option];
	c->launch = launch_of(c, c->spec->launch_of >= 0 ? (size_t)c->spec->launch_of : option);
	c->program->launch = reg(c, c->launch);
	c->stream_count = 0;
	/* Incidents come first: the benefits they take a share of decide which streams are early. */
	for (size_t i = 0; i < plan->incident_classes.count && earns; i++)
		if (flag(c, &plan_incident(plan, i)->enabled))
			add_incident(c, plan_incident(plan, i), plan->items.count + plan->benefits.count + i);
	for (size_t i = 0; i < plan->benefits.count && earns; i++)
		if (flag(c, &plan_benefit(plan, i)->enabled))
			add_benefit(c, plan_benefit(plan, i), plan->items.count + i);
	for (size_t i = 0; i < plan->items.count; i++)
		if (flag(c, &plan_item(plan, i)->enabled) && plan_item(plan, i) != c->spec->without)
			add_item(c, plan_item(plan, i), i);
	settle_streams(c);
}

static void compile_outcome(struct compiler *c)
{
	const struct outcome *outcome = &c->plan->outcome;
	struct model *model = c->model;

	model->has_outcome = outcome->section.line > 0;
	model->stop_month = (int)setting_number(&outcome->stop_month);
	model->neutral_payback = (int)setting_number(&outcome->neutral_payback);
	model->success = reg(c, setting(c, &outcome->success));
	model->neutral = reg(c, setting(c, &outcome->neutral));
	model->stopped = reg(c, setting(c, &outcome->stopped));
}

static void compile(struct compiler *c)
{
	const struct plan *plan = c->plan;
	struct model *model = c->model;

	c->growth = one_plus(c, setting(c, &plan->demand.growth));
	c->requests = setting(c, &plan->demand.requests_per_day);
	model->growth = reg(c, c->growth);
	model->requests = reg(c, c->requests);
	model->discount_factor =
		reg(c, apply(c, TAPE_DIVIDE, term_of(1), one_plus(c, setting(c, &plan->head.discount_rate))));
	compile_outcome(c);
	for (size_t option = 0; option < model->option_count; option++)
		compile_option(c, option);
}

static void shape_rows(struct model *model, const struct model_spec *spec)
{
	static const int rows[] = {[GROUP_NET] = 1, [GROUP_SIDES] = SIDE_COUNT, [GROUP_FLOWS] = FLOW_COUNT};
	const struct plan *plan = spec->plan;

	if (rows_are_items(spec)) {
		model->benefit_row = (int)plan->items.count;
		model->benefit_row_count = (int)plan->benefits.count;
		model->rows = (int)(plan->items.count + plan->benefits.count + plan->incident_classes.count);
		if (model->rows == 0)
			model->rows = 1;
	} else {
		model->benefit_row = row_of(spec, FLOW_BENEFIT, 0).row;
		model->benefit_row_count = 1;
		model->rows = rows[spec->grouping];
	}
}

int model_new(const struct model_spec *spec, struct model **out)
{
	struct model *model = calloc(1, sizeof *model);
	struct compiler compiler = {.spec = spec, .plan = spec->plan, .model = model};
	const struct value *convention = setting_common(&spec->plan->head.convention);
	int result = -1;

	if (model == NULL)
		return -1;
	model->grouping = spec->grouping;
	model->option_count = spec->plan->options.count;
	model->input_count = spec->input_count;
	model->epsilon = spec->epsilon;
	model->horizon = (int)setting_number(&spec->plan->head.horizon);
	model->yearly = !spec->by_month && convention != NULL && convention->parameter[0] == CONVENTION_YEARLY;
	shape_rows(model, spec);
	model->tape = compiler.tape = tape_new();
	model->option = calloc(model->option_count, sizeof *model->option);
	if (model->tape == NULL || model->option == NULL)
		goto done;
	compile(&compiler);
	if (compiler.failed || tape_failed(model->tape))
		goto done;
	*out = model;
	model = NULL;
	result = 0;
done:
	free(compiler.stream);
	model_free(model);
	return result;
}

void model_free(struct model *model)
{
	if (model == NULL)
		return;
	for (size_t i = 0; model->option != NULL && i < model->option_count; i++) {
		free(model->option[i].stream);
		free(model->option[i].line);
		free(model->option[i].once);
		free(model->option[i].loss);
		free(model->option[i].control);
	}
	free(model->option);
	free(model->instant);
	tape_free(model->tape);
	free(model);
}

int model_horizon(const struct model *model)
{
	return model->horizon;
}

size_t model_option_count(const struct model *model)
{
	return model->option_count;
}

int model_row_count(const struct model *model)
{
	return model->rows;
}

size_t model_input_count(const struct model *model)
{
	return model->input_count;
}
