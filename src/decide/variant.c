/* Variants go through the source, so that every result holds for the file that a user would write. */
#include "decide/variant.h"

#include <stdlib.h>

#include "base/bytes.h"
#include "base/diag.h"

struct value variant_value(const struct input *input, double number)
{
	struct value value = *input->value;
	value.distribution = DIST_POINT;
	value.parameter[0] = number;
	value.parameter[1] = value.parameter[2] = 0;
	value.text = NULL;
	return value;
}

bool variant_possible(const struct input *input)
{
	return !input->field->fixed && input->value->moment != MOMENT_NEVER;
}

/* Sets the input in the source. 0, or -1. */
static int restate(struct source *source, const struct plan *plan, const struct input *input, double number)
{
	struct value value = variant_value(input, number);
	struct currency_names currencies = {(const char *const *)plan->currency, plan->currency_count};
	struct bytes text = {0};
	struct diags diags = {0};
	char *section = NULL, *key = NULL;
	int result = -1;
	value_print(&value, input->field, &currencies, &text);
	if (text.failed || !input_name_split(input->name, &section, &key))
		goto done;
	if (source_set(source, section, key, bytes_text(&text), (struct place){0}, &diags) != 0)
		goto done;
	result = 0;
done:
	free(key);
	free(section);
	diags_release(&diags);
	bytes_release(&text);
	return result;
}

int variant_new(const struct plan *plan, const struct input *input, double number, struct plan **variant)
{
	struct source source;
	struct diags diags = {0};
	struct plan *made = NULL;
	int result = -1;
	if (source_copy(&plan->source, &source) != 0)
		return -1;
	if (restate(&source, plan, input, number) != 0)
		goto done;
	if (plan_from_source(&source, &diags, &made) != 0 && diags.out_of_memory)
		goto done;
	*variant = made;
	result = 0;
done:
	diags_release(&diags);
	source_release(&source);
	return result;
}
