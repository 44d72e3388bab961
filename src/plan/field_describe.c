/* The page of all keys, in Markdown, from the table of fields: docs/profile-keys.md. */
#include "plan/field.h"

#include "base/bytes.h"
#include "base/intl.h"
#include "plan/kind.h"

#define KIND_ITEM(NAME, name) KIND_##NAME,

/* The page up to the table of values, paragraph by paragraph. */
static const char *const introduction[] = {
	N_("# The keys of a profile\n"
	   "\n"),
	N_("<!-- This page is what `breakeven keys` prints, from the table in src/plan/field.c. -->\n"
	   "\n"),
	N_("A profile is an INI file: one file is one plan. Every key it may hold is below, with what it accepts and\n"
	   "what it is when it is not given.\n"
	   "\n"),
	N_("## The file\n"
	   "\n"),
	N_("- A line is a `[section]`, a `key = value`, a comment that starts with `;` or `#`, or empty. A section appears once, and a key once in its section.\n"
	   "- Sections and keys are lower case; capitals are read as lower case. An id (the `ID` of `[infra.ID]`) is made of a-z, 0-9 and `-`.\n"
	   "- An unquoted value ends at the first `;` or `#`, which begin a comment. A value with either of them in it stands in quotes,\n"
	   "  `\"…\"` or `'…'`; only a comment may follow.\n"
	   "- The file is UTF-8 without a byte order mark, at most 1 MiB and 5000 lines of 1022 bytes; lines end in LF or CR LF. No line ends in `\\`.\n"
	   "- Everything wrong is told at once, as `file:line:column: error: key: message`; a profile with an error is not used at all.\n"
	   "\n"),
	N_("## Values\n"
	   "\n"),
};

/* From there to the keys. */
static const char *const rules[] = {
	N_("Periods of money: `hour` (730 a month), `day` (365/12 a month), `month`, `year`, `million requests`, `once`. A currency other than the\n"
	   "plan's needs its rate in `[fx]`.\n"
	   "\n"),
	N_("**Uncertain.** Wherever a number, share or money stands, unless its row says *certain*, it may be uncertain. Units follow the whole:\n"
	   "`triangular(250, 300, 400) USD/month`.\n"
	   "\n"),
	N_("| written | meaning | best guess |\n"
	   "|---|---|---|\n"
	   "| `uniform(2, 3)` | anything between, all alike | the middle |\n"
	   "| `triangular(250, 300, 400)` | lowest, most likely, highest; straight sides | the most likely |\n"
	   "| `pert(10%, 18%, 24%)` | the same with round sides (beta-PERT, lambda 4) | the most likely |\n"
	   "| `normal(18%, 3%)` | mean and standard deviation | the mean |\n"
	   "| `12% to 24%` | 90 % sure that it is between: the 5th and 95th percentile; log-normal where both are above 0, else normal | the median |\n"
	   "\n"),
	N_("The ends of a distribution, a mean, and both ends of `A to B` lie within the key's range; a draw that falls outside is held at the\n"
	   "range's end, and the share so held is reported. Where a plan divides (by a capacity, a rate of exchange, the months between\n"
	   "retrainings, one plus the discount rate, one less the discount of self-hosting), no more than one draw in a million may reach the\n"
	   "end that is out: `A to B` with A above 0, or a `pert`, stays off it.\n"
	   "\n"),
	N_("**Per option.** A key shown as `fte[.OPTION]` can differ by option: `fte = 0.5` for all, `fte.managed = 0` for the option `managed`.\n"
	   "\n"),
	N_("## What must hold\n"
	   "\n"),
	N_("- There is at least one option. Every item has a price under every option for which it is enabled.\n"
	   "- `capacity` stands instead of `elasticity`, and not with a price a million requests; a capacity and such a price need\n"
	   "  `requests_per_day`.\n"
	   "- A benefit has either `annual_value` or `lift`, under every option; a lift needs `annual_revenue`.\n"
	   "- `covers` names incidents, `hosting.COMPONENT` the component of some item, `cost.FROM.TO` two options.\n"
	   "- Correlations name inputs, each pair once, and those of uncertain ones can hold together: their matrix is positive definite.\n"
	   "\n"),
	N_("What has a meaning, though hardly the one meant, is a warning: a price that another one hides, `covers` without `cuts`,\n"
	   "incidents without `per_year`, shares of incidents above 100 %, an item that ends before it begins, a key without an effect.\n"),
};

/* Appends a text to a cell of a table. */
static void add_cell(struct bytes *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '|')
			bytes_add_char(out, '\\');
		bytes_add_char(out, *text);
	}
}

static void add_row(struct bytes *out, const struct field *field)
{
	const struct kind *kind = kind_of(field->kind);
	bytes_add_format(out, "| `%s%s` | ", field->key, field->per_option ? "[.OPTION]" : "");
	field_print_kind(field, out);
	bytes_add_text(out, " | ");
	if (kind->print_accepted)
		kind->print_accepted(kind, field, out);
	bytes_add_text(out, " | ");
	if (field->fallback)
		bytes_add_format(out, "`%s`", field->fallback);
	else if (field->required)
		bytes_add_text(out, _("required"));
	bytes_add_text(out, " | ");
	add_cell(out, _(field->help));
	bytes_add_text(out, " |\n");
}

static void add_section(struct bytes *out, enum section_kind kind)
{
	const struct section_type *type = section_type(kind);
	size_t count;
	const struct field *fields = field_table(&count);
	bytes_add_format(out, "\n## [%s%s]\n\n%s\n\n", type->name, type->has_id ? ".ID" : "", _(type->help));
	bytes_add_format(out, "| %s | %s | %s | %s | %s |\n|---|---|---|---|---|\n", _("key"), _("kind"), _("accepts"),
	                 _("default"), _("meaning"));
	for (size_t i = 0; i < count; i++) {
		if (fields[i].sections & 1U << kind)
			add_row(out, &fields[i]);
	}
}

/* Appends a row for each kind that has a description. */
static void add_kinds(struct bytes *out)
{
	static const enum value_kind kinds[] = {VALUE_KINDS(KIND_ITEM)};
	bytes_add_format(out, "| %s | %s | %s |\n|---|---|---|\n", _("kind"), _("examples"), _("notes"));
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		const char *help = kind_of(kinds[i])->help;
		if (help)
			bytes_add_text(out, _(help));
	}
	bytes_add_char(out, '\n');
}

void field_describe_all(struct bytes *out)
{
	for (size_t i = 0; i < sizeof introduction / sizeof introduction[0]; i++)
		bytes_add_text(out, _(introduction[i]));
	add_kinds(out);
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
		bytes_add_text(out, _(rules[i]));
	for (int kind = 0; kind < SECTION_KINDS; kind++)
		add_section(out, (enum section_kind)kind);
}
