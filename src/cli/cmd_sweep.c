/* breakeven sweep: the figures at each point of a grid of inputs. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "answer/answer.h"
#include "base/intl.h"
#include "cli/answers.h"
#include "cli/interrupt.h"
#include "cli/range.h"
#include "cli/wording.h"
#include "decide/grid.h"
#include "model/tolerance.h"
#include "plan/name.h"

struct sweep_options {
	struct texts over, figures;
};

static const struct option_row rows[] = {
	{.name = "over",
	 .kind = OPTION_TEXTS,
	 .argument = "KEY=VALUES",
	 .takes = TAKES_ANY,
	 .completion = COMPLETE_KEY,
	 .offset = offsetof(struct sweep_options, over),
	 .help = N_("benefit.ctr.lift=10%..30%:5%, or option.a.hosting=managed,self-hosted; given again, a "
		    "grid")},
	{.name = "figure",
	 .kind = OPTION_TEXTS,
	 .argument = "FIGURE",
	 .takes = TAKES_ANY,
	 .completion = COMPLETE_FIGURE,
	 .offset = offsetof(struct sweep_options, figures),
	 .help = N_("only these figures; text shows npv and payback unless told, files hold all")},
	{0},
};

/* What is swept, and over what. */
struct task {
	struct context *context;
	struct range range[GRID_MOST_AXES];
	struct grid_axis axis[GRID_MOST_AXES];
	size_t count;
	bool wanted[FIGURE_COUNT];
	bool by_profile; /* several profiles, or scenarios: rows begin with whose they are */
	const char **column;
	struct cell *cell;
};

/* Where a point lies on each axis. */
static void place_of(const struct task *task, size_t point, size_t *at)
{
	for (size_t i = task->count; i > 0; i--) {
		at[i - 1] = point % task->axis[i - 1].count;
		point /= task->axis[i - 1].count;
	}
}

/* --- rows --- */

static void add_rows(struct task *task, const struct scenario *scenario, const struct grid *grid)
{
	const struct sweep *sweep = &grid->sweep;
	for (size_t point = 0; point < sweep->points; point++) {
		size_t at[GRID_MOST_AXES], first = 0;
		struct cell *cell = task->cell;
		place_of(task, point, at);
		if (task->by_profile)
			*cell++ = cell_text(scenario->path);
		for (size_t i = 0; i < task->count; first += task->axis[i++].count) {
			double number = grid->number[first + at[i]];
			const char *currency = grid->currency[first + at[i]];
			*cell++ = isnan(number) ? cell_text(task->axis[i].value[at[i]])
				  : currency    ? cell_money(number, currency)
						: cell_number(number);
		}
		for (size_t o = 0; o < sweep->options; o++) {
			if (!option_wanted(task->context, scenario->plan, o))
				continue;
			for (int figure = 0; figure < FIGURE_COUNT; figure++) {
				const struct figure_value *value =
					sweep_figure(sweep, point, o, (enum figure)figure);
				if (!task->wanted[figure])
					continue;
				cell[0] = cell_text(plan_option(scenario->plan, o)->section.id);
				cell[1] = cell_text(figure_info((enum figure)figure)->id);
				cell[2] = figure_cell((enum figure)figure, *value, scenario->plan->currency[0]);
				cell[3] = cell_text(status_id(value->status));
				document_row(&task->context->document, task->cell);
			}
		}
	}
}

static int name_columns(struct task *task)
{
	static const char *const rest[] = {"option", "figure", "value", "status"};
	size_t count = 0, most = task->count + 5;
	task->column = calloc(most, sizeof *task->column);
	task->cell = calloc(most, sizeof *task->cell);
	if (!task->column || !task->cell)
		return -1;
	if (task->by_profile)
		task->column[count++] = "profile";
	for (size_t i = 0; i < task->count; i++)
		task->column[count++] = task->axis[i].key;
	for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
		task->column[count++] = rest[i];
	document_columns(&task->context->document, task->column, count);
	return 0;
}

/* --- tables --- */

static struct money_unit unit_of(const struct sweep *sweep, enum figure figure)
{
	double largest = 0;
	for (size_t i = 0; i < sweep->points * sweep->options; i++) {
		const struct figure_value *value = &sweep->figure[i * FIGURE_COUNT + (size_t)figure];
		if (status_has_value(value->status))
			largest = money_larger(largest, value->value);
	}
	return money_unit_for(largest);
}

/* Better than every other option shown. */
static bool is_best(const struct task *task, const struct plan *plan, const struct sweep *sweep, size_t point,
		    size_t option, enum figure figure)
{
	size_t others = 0, beaten = 0;
	const struct figure_value *own = sweep_figure(sweep, point, option, (enum figure)0);
	for (size_t o = 0; o < sweep->options; o++) {
		if (o == option || !option_wanted(task->context, plan, o))
			continue;
		others++;
		const struct figure_value *other = sweep_figure(sweep, point, o, (enum figure)0);
		beaten += figure_better(figure, own[figure], other[figure],
					fmax(epsilon_of_figures(own), epsilon_of_figures(other))) > 0;
	}
	return others > 0 && beaten == others;
}

static void add_cell(struct task *task, const struct scenario *scenario, const struct sweep *sweep,
		     size_t point, size_t option, enum figure figure, struct money_unit unit)
{
	struct option_figures alone = {.horizon = sweep->horizon[point]};
	struct notation notation = notation_of(task->context, scenario->plan);
	struct figure_value value = *sweep_figure(sweep, point, option, figure);
	bool none = !status_has_value(value.status),
	     best = is_best(task, scenario->plan, sweep, point, option, figure);
	struct bytes text = {0};
	alone.figure[figure] = value;
	if (value.status == STATUS_MULTIPLE)
		bytes_add_text(&text, _("several"));
	else
		format_figure_cell(&text, figure, &alone, unit, &notation);
	document_table_cell(&task->context->document,
			    none   ? EMPHASIS_DIM
			    : best ? EMPHASIS_BEST
				   : EMPHASIS_NONE,
			    "%s", document_text(&task->context->document, &text));
	bytes_release(&text);
}

static void add_table(struct task *task, const struct scenario *scenario, const struct sweep *sweep,
		      enum figure figure)
{
	struct document *document = &task->context->document;
	struct notation notation = notation_of(task->context, scenario->plan);
	struct money_unit unit = unit_of(sweep, figure);
	struct bytes name = {0};
	format_figure_unit(&name, figure, unit, &notation);
	document_heading(document, 2, name.size ? "%s, %s" : "%s", _(figure_info(figure)->label),
			 document_text(document, &name));
	bytes_release(&name);
	document_table(document);
	for (size_t i = 0; i < task->count; i++)
		document_table_column(document, ALIGN_RIGHT, "%s", task->axis[i].key);
	for (size_t o = 0; o < sweep->options; o++)
		if (option_wanted(task->context, scenario->plan, o))
			document_table_column(document, ALIGN_RIGHT, "%s", wording_option(scenario->plan, o));
	for (size_t point = 0; point < sweep->points; point++) {
		size_t at[GRID_MOST_AXES];
		place_of(task, point, at);
		document_table_row(document, ROW_PLAIN);
		for (size_t i = 0; i < task->count; i++)
			document_table_cell(document, EMPHASIS_NONE, "%s", task->axis[i].value[at[i]]);
		for (size_t o = 0; o < sweep->options; o++)
			if (option_wanted(task->context, scenario->plan, o))
				add_cell(task, scenario, sweep, point, o, figure, unit);
	}
}

static void add_blocks(struct task *task, const struct scenario *scenario, const struct sweep *sweep,
		       bool by_choice)
{
	wording_heading(task->context, scenario);
	for (int figure = 0; figure < FIGURE_COUNT; figure++) {
		bool usual = figure == FIGURE_NPV || figure == FIGURE_PAYBACK;
		if (task->wanted[figure] && (by_choice || usual))
			add_table(task, scenario, sweep, (enum figure)figure);
	}
}

/* --- the command --- */

static enum outcome_code answer(struct task *task, const struct scenario *scenario,
				const struct sweep_options *own)
{
	struct context *context = task->context;
	struct grid grid;
	if (grid_run(scenario->plan, task->axis, task->count, (struct place){.file = "--over"},
		     &context->diags, &grid) != 0)
		return context->diags.out_of_memory ? INPUT_OUTPUT : USAGE;
	if (document_wants_rows(&context->document))
		add_rows(task, scenario, &grid);
	if (document_wants_blocks(&context->document))
		add_blocks(task, scenario, &grid.sweep, own->figures.count > 0);
	grid_release(&grid);
	return DONE;
}

static enum outcome_code prepare(struct task *task, const struct sweep_options *own)
{
	struct context *context = task->context;
	enum outcome_code code = DONE;
	if (own->over.count == 0 || own->over.count > GRID_MOST_AXES)
		return usage_error(
			context, "--over",
			_("say what to sweep, 1 to %d times, e.g. --over benefit.ctr.lift=10%%..30%%:5%%"),
			GRID_MOST_AXES);
	for (size_t i = 0; i < own->over.count; i++) {
		if (range_parse(own->over.at[i], SWEEP_MOST_POINTS, (struct place){.file = "--over"},
				&context->diags, &task->range[i]) != 0) {
			code = context->diags.out_of_memory ? INPUT_OUTPUT : USAGE;
			continue;
		}
		const struct range *range = &task->range[i];
		task->axis[i] =
			(struct grid_axis){range->key, (const char *const *)range->value, range->count};
		if (name_same(range->key, strlen(range->key), "plan.currency"))
			code = usage_error(context, "--over",
					   _("plan.currency: a table holds one currency; sweep a rate of [fx] instead"));
		stamp_add(&context->document.stamp, "over", own->over.at[i]);
	}
	task->count = own->over.count;
	if (wording_figures(context, &own->figures, task->wanted) != 0)
		code = USAGE;
	if (code == DONE && name_columns(task) != 0) {
		no_memory(context);
		return INPUT_OUTPUT;
	}
	return code;
}

static enum outcome_code run(struct context *context, const void *options)
{
	const struct sweep_options *own = options;
	struct task task = {.context = context, .by_profile = scenarios_profiles(context->scenarios) > 1 || scenarios_file(context->scenarios)};
	struct scenario scenario;
	int more = 0;
	enum outcome_code code = prepare(&task, own);
	for (size_t done = 0; code == DONE && (more = next_scenario(context, &scenario)) > 0; done++) {
		interrupts_wait(done > 0);
		code = interrupted() ? answers_end_early(context, done) : answer(&task, &scenario, own);
	}
	for (size_t i = 0; i < GRID_MOST_AXES; i++)
		range_release(&task.range[i]);
	free(task.column);
	free(task.cell);
	return more < 0 ? scenario_failure(context) : code;
}

const struct command command_sweep = {
	.name = "sweep",
	.operands = "PROFILE...",
	.summary = N_("the figures over a range of one input, or a grid of several"),
	.help = N_("KEY=A..B:STEP counts from A by STEP as far as B; KEY=V1,V2 takes the values as they stand. Values are in the "
	           "profile's own grammar and checked like it. Where there are several profiles, or scenarios, rows begin with a "
	           "column profile."),
	.example = "breakeven sweep reco.ini --over benefit.ctr.lift=10%..30%:5%\n"
	           "breakeven sweep reco.ini --over benefit.ctr.lift=10%,20% --over team.devops.fte=1..3:1 --figure npv -o grid.csv",
	.least = 1,
	.most = ANY_NUMBER,
	.takes = TAKES_OUTPUT | TAKES_PROFILES | TAKES_OPTIONS,
	.options = rows,
	.options_size = sizeof(struct sweep_options),
	.slow = true,
	.run = run,
};
