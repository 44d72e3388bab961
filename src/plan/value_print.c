/* Converts a value to text, by its kind. */
#include "plan/kind.h"

static struct value_context context_of(const struct value *value, const struct field *field,
				       const struct currency_names *currencies)
{
	return (struct value_context){.kind = kind_of(value->kind), .field = field, .currencies = currencies};
}

void value_print(const struct value *value, const struct field *field, const struct currency_names *currencies,
		 struct bytes *out)
{
	const struct value_context context = context_of(value, field, currencies);
	context.kind->print(value, &context, out);
}

void value_print_short_unit(const struct value *value, const struct field *field,
			    const struct currency_names *currencies, struct bytes *out)
{
	const struct value_context context = context_of(value, field, currencies);
	if (context.kind->print_short_unit)
		context.kind->print_short_unit(value, &context, out);
}

void value_explain(const struct value *value, const struct field *field, const struct currency_names *currencies,
		   struct bytes *out)
{
	const struct value_context context = context_of(value, field, currencies);
	if (context.kind->explain)
		context.kind->explain(value, &context, out);
	else
		context.kind->print(value, &context, out);
}

bool value_step(struct value *value, const struct field *field, int steps)
{
	const struct value_context context = context_of(value, field, NULL);
	return context.kind->step && context.kind->step(value, &context, steps);
}
