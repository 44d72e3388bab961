/* The figures at each point of a grid, as rows and as tables. */
#include "answer/sweep.h"

#include <math.h>

#include "answer/answer.h"
#include "base/intl.h"
#include "model/tolerance.h"

enum { REST = 4 }; /* columns after the axes */

/* Where a point lies on each axis. */
static void place_of(const struct sweep_answer *answer, size_t point, size_t *at)
{
	for (size_t i = answer->count; i > 0; i--) {
		at[i - 1] = point % answer->axis[i - 1].count;
		point /= answer->axis[i - 1].count;
	}
}

/* --- rows --- */

static void add_rows(struct document *document, const struct sweep_answer *answer, const struct grid *grid)
{
	struct cell cells[GRID_MOST_AXES + REST + 1] = {cell_none()};
	const struct sweep *sweep = &grid->sweep;
	for (size_t point = 0; point < sweep->points; point++) {
		size_t at[GRID_MOST_AXES], first = 0;
		struct cell *cell = cells;
		place_of(answer, point, at);
		if (answer->by_profile)
			*cell++ = cell_text(answer->subject.name);
		for (size_t i = 0; i < answer->count; first += answer->axis[i++].count) {
			double number = grid->number[first + at[i]];
			const char *currency = grid->currency[first + at[i]];
			*cell++ = isnan(number) ? cell_text(answer->axis[i].value[at[i]])
				  : currency    ? cell_money(number, currency)
						: cell_number(number);
		}
		for (size_t o = 0; o < sweep->options; o++) {
			if (!subject_has(&answer->subject, o))
				continue;
			for (int figure = 0; figure < FIGURE_COUNT; figure++) {
				const struct figure_value *value =
					sweep_figure(sweep, point, o, (enum figure)figure);
				if (!answer->wanted[figure])
					continue;
				cell[0] = cell_text(subject_id(&answer->subject, o));
				cell[1] = cell_text(figure_info((enum figure)figure)->id);
				cell[2] = figure_cell((enum figure)figure, *value, answer->subject.plan->currency[0]);
				cell[3] = cell_text(status_id(value->status));
				document_row(document, cells);
			}
		}
	}
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

/* Whether it is better than every other option shown. */
static bool is_best(const struct sweep_answer *answer, const struct sweep *sweep, size_t point,
		    size_t option, enum figure figure)
{
	size_t others = 0, beaten = 0;
	const struct figure_value *own = sweep_figure(sweep, point, option, (enum figure)0);
	for (size_t o = 0; o < sweep->options; o++) {
		if (o == option || !subject_has(&answer->subject, o))
			continue;
		others++;
		const struct figure_value *other = sweep_figure(sweep, point, o, (enum figure)0);
		beaten += figure_better(figure, own[figure], other[figure],
					fmax(epsilon_of_figures(own), epsilon_of_figures(other))) > 0;
	}
	return others > 0 && beaten == others;
}

static void add_cell(struct document *document, const struct sweep_answer *answer, const struct sweep *sweep,
		     size_t point, size_t option, enum figure figure, struct money_unit unit)
{
	struct option_figures alone = {.horizon = sweep->horizon[point]};
	struct figure_value value = *sweep_figure(sweep, point, option, figure);
	bool none = !status_has_value(value.status),
	     best = is_best(answer, sweep, point, option, figure);
	alone.figure[figure] = value;
	if (value.status == STATUS_MULTIPLE)
		document_table_status(document, EMPHASIS_DIM, _("several"));
	else
		subject_figure(document, &answer->subject,
			       none   ? EMPHASIS_DIM
			       : best ? EMPHASIS_BEST
				      : EMPHASIS_NONE,
			       figure, &alone, unit);
}

static void add_table(struct document *document, const struct sweep_answer *answer, const struct sweep *sweep,
		      enum figure figure)
{
	struct money_unit unit = unit_of(sweep, figure);
	struct bytes name = {0};
	format_figure_unit(&name, figure, unit, &answer->subject.notation);
	document_heading(document, 2, name.size ? "%s, %s" : "%s", _(figure_info(figure)->label),
			 document_text(document, &name));
	bytes_release(&name);
	document_table(document);
	for (size_t i = 0; i < answer->count; i++)
		document_table_column(document, ALIGN_RIGHT, "%s", answer->axis[i].key);
	for (size_t o = 0; o < sweep->options; o++)
		if (subject_has(&answer->subject, o))
			document_table_column(document, ALIGN_RIGHT, "%s", plan_option_label(answer->subject.plan, o));
	for (size_t point = 0; point < sweep->points; point++) {
		size_t at[GRID_MOST_AXES];
		place_of(answer, point, at);
		document_table_row(document, ROW_PLAIN);
		for (size_t i = 0; i < answer->count; i++)
			document_table_cell(document, EMPHASIS_NONE, "%s", answer->axis[i].value[at[i]]);
		for (size_t o = 0; o < sweep->options; o++)
			if (subject_has(&answer->subject, o))
				add_cell(document, answer, sweep, point, o, figure, unit);
	}
}

static void add_blocks(struct document *document, const struct sweep_answer *answer, const struct sweep *sweep)
{
	subject_heading(document, &answer->subject);
	for (int figure = 0; figure < FIGURE_COUNT; figure++) {
		bool usual = figure == FIGURE_NPV || figure == FIGURE_PAYBACK;
		if (answer->wanted[figure] && (answer->by_choice || usual))
			add_table(document, answer, sweep, (enum figure)figure);
	}
}

void sweep_answer_columns(struct document *document, const struct sweep_answer *answer)
{
	static const char *const rest[REST] = {"option", "figure", "value", "status"};
	const char *column[GRID_MOST_AXES + REST + 1];
	size_t count = 0;
	if (answer->by_profile)
		column[count++] = "profile";
	for (size_t i = 0; i < answer->count; i++)
		column[count++] = answer->axis[i].key;
	for (size_t i = 0; i < REST; i++)
		column[count++] = rest[i];
	document_columns(document, column, count);
}

int sweep_answer(struct document *document, const struct sweep_answer *answer, struct diags *diags)
{
	struct grid grid;
	if (grid_run(answer->subject.plan, answer->axis, answer->count, (struct place){.file = "--over"}, diags,
		     &grid) != 0)
		return -1;
	if (document_wants_rows(document))
		add_rows(document, answer, &grid);
	if (document_wants_blocks(document))
		add_blocks(document, answer, &grid.sweep);
	grid_release(&grid);
	return 0;
}
