/* Reports clamped draws to people. */
#include "answer/held.h"

#include "base/attribute.h"
#include "base/bytes.h"
#include "base/intl.h"

double held_answer_share(const struct sampler *sampler, size_t i, size_t trials)
{
	return trials > 0 ? (double)sampler_held(sampler, i, trials) / (double)trials : 0;
}

bool held_answer_print(struct bytes *out, const struct sampler *sampler, size_t i, size_t trials,
		       const struct notation *notation)
{
	double held = held_answer_share(sampler, i, trials);
	struct bytes share = {0}, range = {0};

	if (held == 0)
		return false;
	format_probability(&share, held, notation);
	field_print_range(sampler_input(sampler, i)->field, &range);
	NUMBERED_ARGUMENTS bytes_add_format(
		out, _("%1$s: %2$s of its draws lay outside %3$s and were held at the end of it"),
		sampler_input(sampler, i)->name, bytes_text(&share), bytes_text(&range));
	out->failed |= share.failed || range.failed;
	bytes_release(&share);
	bytes_release(&range);
	return true;
}

void held_answer_items(struct document *document, const struct sampler *sampler, size_t trials,
		       const struct notation *notation)
{
	for (size_t i = 0; i < sampler_input_count(sampler); i++) {
		struct bytes text = {0};

		if (held_answer_print(&text, sampler, i, trials, notation))
			document_item(document, "%s", document_take(document, &text));
		bytes_release(&text);
	}
}
