/* Draws that were held, for people. */
#include "answer/held.h"

#include "base/intl.h"

double held_answer_share(const struct sampler *sampler, size_t i, size_t trials)
{
	return trials > 0 ? (double)sampler_held(sampler, i, trials) / (double)trials : 0;
}

void held_answer_items(struct document *document, const struct sampler *sampler, size_t trials, const struct notation *notation)
{
	for (size_t i = 0; i < sampler_input_count(sampler); i++) {
		double held = held_answer_share(sampler, i, trials);
		struct bytes share = {0}, range = {0};

		if (held == 0)
			continue;
		format_probability(&share, held, notation);
		field_print_range(sampler_input(sampler, i)->field, &range);
		document_item(document, _("%s: %s of its draws lay outside %s and were held at the end of it"),
		              sampler_input(sampler, i)->name, document_text(document, &share), document_text(document, &range));
		bytes_release(&share);
		bytes_release(&range);
	}
}
