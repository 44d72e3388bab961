/* What a field accepts and what kind it is, in words. */
#include "base/bytes.h"
#include "base/intl.h"
#include "plan/kind.h"

void field_print_range(const struct field *field, struct bytes *out)
{
	const struct kind *kind = kind_of(field->kind);
	kind->print_range(kind, field, out);
}

void field_print_kind(const struct field *field, struct bytes *out)
{
	const struct kind *kind = kind_of(field->kind);
	if (field->fixed && kind->may_be_uncertain)
		bytes_add_format(out, "%s ", _("certain"));
	if (kind->print_name)
		kind->print_name(field, out);
	else
		bytes_add_text(out, _(kind->name));
}
