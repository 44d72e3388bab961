/* keys: every key a profile may hold, from the table of fields. */
#include "base/intl.h"
#include "cli/context.h"
#include "plan/field.h"

enum { COLUMNS = 9 };

/* The texts of a field's cells that have to be built. */
struct made {
	struct bytes kind, range;
};

static void say_field(struct document *document, enum section_kind kind, const struct field *field)
{
	struct made made = {0};
	field_print_kind(field, &made.kind);
	field_print_range(field, &made.range);
	const struct cell cells[COLUMNS] = {
		cell_text(section_type(kind)->name),
		cell_text(field->key),
		cell_text(bytes_text(&made.kind)),
		cell_text(field->unit),
		cell_text(made.range.size > 0 ? bytes_text(&made.range) : NULL),
		cell_text(field->fallback),
		cell_text(field->per_option ? "yes" : "no"),
		cell_text(field->required ? "yes" : "no"),
		cell_text(field->help),
	};
	document_row(document, cells);
	document->failed |= made.kind.failed || made.range.failed;
	bytes_release(&made.kind);
	bytes_release(&made.range);
}

static enum outcome_code run(struct context *context, const void *own)
{
	static const char *const columns[COLUMNS] = {
		"section", "key", "kind", "unit", "range", "default", "per_option", "required", "meaning"};
	size_t count;
	const struct field *fields = field_table(&count);
	(void)own;
	if (document_wants_blocks(&context->document)) {
		field_describe_all(&context->verbatim);
		return DONE;
	}
	document_columns(&context->document, columns, COLUMNS);
	for (int kind = 0; kind < SECTION_KINDS; kind++) {
		for (size_t f = 0; f < count; f++) {
			if (fields[f].sections & (1u << kind))
				say_field(&context->document, (enum section_kind)kind, &fields[f]);
		}
	}
	return DONE;
}

const struct command command_keys = {
	.name = "keys",
	.operands = "",
	.summary = N_("every key a profile may hold: kind, range, default, meaning"),
	.help = N_("The page docs/profile-keys.md, from the table that profiles are read by. -f csv and -f json give a row a key."),
	.takes = TAKES_OUTPUT,
	.run = run,
};
