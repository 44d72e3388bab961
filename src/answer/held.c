/* Reports clamped draws to people. */
#include "answer/held.h"

#include <stdlib.h>

#include "answer/chances.h"
#include "base/attribute.h"
#include "base/bytes.h"
#include "base/intl.h"

int held_find(const struct sampler *sampler, size_t trials, struct held *held)
{
	size_t inputs = sampler_input_count(sampler);
	struct held found = {.at = calloc(inputs + 1, sizeof *found.at)};

	if (found.at == NULL)
		return -1;
	for (size_t i = 0; i < inputs; i++) {
		size_t trials_held = sampler_held(sampler, i, trials);

		if (trials_held > 0)
			found.at[found.count++] = (struct held_input){
				sampler_input(sampler, i), (double)trials_held / (double)trials};
	}
	*held = found;
	return 0;
}

int held_find_asked(const struct condition *conditions, size_t count, const struct plan *plan,
		    const struct study_spec *spec, struct held *held)
{
	const struct sampler_spec draws = {.seed = spec->seed, .sampling = spec->sampling};
	struct sampler *sampler;

	if (!chances_asked(conditions, count)) {
		*held = (struct held){0};
		return 0;
	}
	if (sampler_new(plan, &draws, &sampler) != 0)
		return -1;
	int result = held_find(sampler, spec->trials, held);
	sampler_free(sampler);
	return result;
}

void held_release(struct held *held)
{
	free(held->at);
	*held = (struct held){0};
}

void held_answer_print(struct bytes *out, const struct held_input *held, const struct notation *notation)
{
	struct bytes share = {0}, range = {0};

	format_probability(&share, held->share, notation);
	field_print_range(held->input->field, &range);
	NUMBERED_ARGUMENTS bytes_add_format(
		out, _("%1$s: %2$s of its draws lay outside %3$s and were held at the end of it"), held->input->name,
		bytes_text(&share), bytes_text(&range));
	out->failed |= share.failed || range.failed;
	bytes_release(&share);
	bytes_release(&range);
}

void held_answer_items(struct document *document, const struct held *held, const struct notation *notation)
{
	for (size_t i = 0; i < held->count; i++) {
		struct bytes text = {0};

		held_answer_print(&text, &held->at[i], notation);
		document_item(document, "%s", document_take(document, &text));
	}
}
