/* Lists the parts of a month's cost before they are added up. */
#include "model/program.h"

#include <math.h>

static double held_in(const struct workspace *workspace, int reg, int lane)
{
	return workspace->registers[reg][lane];
}

static struct cost_part part_of(const struct model *model, const struct workspace *workspace,
				const struct stream *stream, int t, int lane)
{
	double from = held_in(workspace, model->instant[stream->from].reg, lane);
	double until = held_in(workspace, model->instant[stream->until].reg, lane);
	double ratio = stream->level ? 1 : held_in(workspace, stream->ratio, lane);
	struct cost_part part = {.is_fleet = stream->shape == SHAPE_FLEET};

	part.amount = held_in(workspace, stream->coefficient, lane) * pow(ratio, t) * active_part(t, from, until);
	if (part.is_fleet) {
		part.load =
			held_in(workspace, stream->fleet, lane) * pow(held_in(workspace, stream->growth, lane), t + 1);
		part.least = held_in(workspace, stream->least, lane);
	}
	return part;
}

static bool is_cost(const struct line *line)
{
	return flow_kind((enum flow)line->row) == CASH_KIND_COST;
}

size_t model_part_count(const struct model *model, size_t option)
{
	const struct option_program *program = &model->option[option];
	size_t count = 0;

	for (size_t i = 0; i < program->line_count; i++)
		if (is_cost(&program->line[i]))
			count += 1 + program->line[i].end - program->line[i].level;
	return count;
}

void model_parts(const struct model *model, const struct workspace *workspace, size_t option, int t, int lane,
                 struct cost_part *part)
{
	const struct option_program *program = &model->option[option];

	for (size_t i = 0; i < program->line_count; i++) {
		const struct line *line = &program->line[i];

		if (!is_cost(line))
			continue;
		*part++ = (struct cost_part){.amount = held_in(workspace, line->base, lane)};
		for (size_t s = line->level; s < line->end; s++)
			*part++ = part_of(model, workspace, &program->stream[s], t, lane);
	}
}
