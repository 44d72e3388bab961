/* Finds which free inputs an option's flows depend on: from the registers of its program back over the tape. */
#include <stdlib.h>
#include <string.h>

#include "model/program.h"

struct walk {
	const struct model *model;
	bool *zero;   /* [register]: 0 whatever the inputs */
	bool *needed; /* [register] */
};

static void need_instant(const struct walk *walk, int instant)
{
	walk->needed[walk->model->instant[instant].reg] = true;
}

/* Members that a shape does not use are 0 (`settled` in model.c). */
static void need_stream(const struct walk *walk, const struct stream *stream)
{
	if (walk->zero[stream->coefficient])
		return;
	walk->needed[stream->coefficient] = true;
	need_instant(walk, stream->from);
	need_instant(walk, stream->until);
	if (!stream->level)
		walk->needed[stream->ratio] = true;
	if (stream->shape == SHAPE_FLEET)
		walk->needed[stream->fleet] = walk->needed[stream->growth] = walk->needed[stream->least] = true;
	if (stream->shape == SHAPE_LAG) {
		walk->needed[stream->ramp] = true;
		need_instant(walk, stream->settled);
	}
}

static void need_loss(const struct walk *walk, const struct option_program *option, const struct loss *loss)
{
	if (walk->zero[loss->coefficient])
		return;
	walk->needed[loss->coefficient] = true;
	if (!loss->of_benefit)
		walk->needed[loss->launch] = true;
	for (size_t i = loss->first_control; i < loss->first_control + loss->control_count; i++) {
		const struct control *control = &option->control[i];

		if (!walk->zero[control->cuts])
			walk->needed[control->cuts] = walk->needed[control->from] = walk->needed[control->until] = true;
	}
}

static void need_option(const struct walk *walk, const struct option_program *option)
{
	walk->needed[walk->model->discount_factor] = true;
	for (size_t i = 0; i < option->line_count; i++) {
		walk->needed[option->line[i].base] = true;
		for (size_t s = option->line[i].level; s < option->line[i].end; s++)
			need_stream(walk, &option->stream[s]);
	}
	for (size_t i = 0; i < option->once_count; i++) {
		const struct once_cost *once = &option->once[i];

		if (!walk->zero[once->coefficient])
			walk->needed[once->coefficient] = walk->needed[once->escalation] = walk->needed[once->at] =
				true;
	}
	for (size_t i = 0; i < option->loss_count; i++)
		need_loss(walk, option, &option->loss[i]);
}

int model_dependence(const struct model *model, bool *depends)
{
	size_t registers = tape_registers(model->tape);
	struct walk walk = {model, malloc(registers + 1), malloc(registers + 1)};
	int result = -1;

	if (walk.zero == NULL || walk.needed == NULL)
		goto done;
	tape_zeros(model->tape, walk.zero);
	memset(depends, 0, model->option_count * model->input_count * sizeof *depends);
	for (size_t option = 0; option < model->option_count; option++) {
		memset(walk.needed, 0, registers * sizeof *walk.needed);
		need_option(&walk, &model->option[option]);
		tape_sources(model->tape, walk.zero, walk.needed, depends + option * model->input_count);
	}
	result = 0;
done:
	free(walk.zero);
	free(walk.needed);
	return result;
}
