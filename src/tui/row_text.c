/* Texts about a row of the inputs. */
#include "tui/row_text.h"

#include <math.h>

#include "base/intl.h"
#include "plan/kind.h"
#include "tui/input_text.h"
#include "tui/session.h"

/* The unit of the lines' monthly amounts: finer than that of the figures, since lines are small. */
static struct money_unit unit_of_lines(const struct sheet *sheet)
{
	double largest = 0;
	size_t count = sheet->amounts.items + sheet->amounts.benefits + sheet->amounts.incidents;
	for (size_t i = 0; i < count; i++)
		largest = money_larger(largest, sheet->amounts.at[i]);
	if (largest >= 1e7)
		return (struct money_unit){1e6, 2};
	return largest >= 2e3 ? (struct money_unit){1e3, 1} : (struct money_unit){1, largest >= 20 ? 0 : 2};
}

void row_style_init(const struct session *session, struct row_style *style)
{
	const struct sheet *sheet = session_sheet(session);
	struct bytes money = {0};
	*style = (struct row_style){.sheet = sheet,
	                            .notation = view_notation(session, open_plan_shown(&sheet->plan)),
	                            .unit = unit_of_lines(sheet)};
	format_money_unit(&money, style->unit, &style->notation);
	bytes_add_format(&style->unit_text, _("%s/mo"), bytes_text(&money));
	bytes_release(&money);
}

void row_style_release(struct row_style *style)
{
	bytes_release(&style->unit_text);
}

void row_text_release(struct row_text *text)
{
	bytes_release(&text->label);
	bytes_release(&text->value);
	bytes_release(&text->unit);
}

static void print_amount(const struct row_style *style, double amount, struct row_text *text)
{
	format_amount(&text->value, amount, style->unit, &style->notation);
	bytes_add(&text->unit, style->unit_text.at, style->unit_text.size);
}

/* Prints the one input that represents a topic or a section without amounts. */
static void print_setting(const struct plan *plan, enum section_kind kind, const char *key,
                          const struct section *section, struct row_text *text)
{
	const struct field *field = field_find(kind, key);
	if (field == NULL || section == NULL)
		return;
	const struct value *value = setting_common((const struct setting *)((const char *)section + field->offset));
	if (value == NULL)
		return;
	input_print_value(value, field, &text->value);
	input_print_unit(value, field, plan, &text->unit);
	text->spread = input_spread(value);
}

static void print_topic(const struct row_style *style, const struct outline_row *row, struct row_text *text)
{
	const struct sheet *sheet = style->sheet;
	const struct plan *plan = sheet->plan.now.plan;
	double amount;
	if (row->inside == 0) {
		bytes_add_text(&text->value, "–");
		text->role = ROLE_DIM;
	} else if (amounts_of_topic(&sheet->amounts, plan, row->topic, &amount)) {
		print_amount(style, amount, text);
	} else if (row->topic->sections & 1u << SECTION_DEMAND) {
		print_setting(plan, SECTION_DEMAND, "requests_per_day", &plan->demand.section, text);
	} else if (row->topic->sections & 1u << SECTION_PLAN) {
		print_setting(plan, SECTION_PLAN, "horizon", &plan->head.section, text);
	} else if (row->topic->adds != SECTION_KINDS) {
		size_t count = row->topic->sections & 1u << SECTION_OPTION ? plan->options.count : row->inside;
		bytes_add_format(&text->value, "%zu", count);
	}
}

/* Puts a cost item's quantity under the chosen option before its label, unless it is 1: "2 × ". */
static void print_quantity(const struct sheet *sheet, const struct outline_row *row, struct bytes *out)
{
	const struct field *field =
		field_find(row->section->kind, row->section->kind == SECTION_TEAM ? "fte" : "quantity");
	const struct cost_item *item = (const struct cost_item *)row->section;
	if (field == NULL || setting_common(&item->capacity) != NULL)
		return;
	const struct value *value = setting_for(&item->quantity, sheet->option);
	if (value == NULL || (value->distribution == DIST_POINT && fabs(value->parameter[0] - 1) < 1e-9))
		return;
	struct bytes quantity = {0};
	input_print_value(value, field, &quantity);
	bytes_add_text(&quantity, " × ");
	/* At the front: if there is little room, the end of the label is cut off. */
	bytes_splice(out, 0, 0, bytes_text(&quantity), quantity.size);
	bytes_release(&quantity);
}

static void print_section(const struct row_style *style, const struct outline_row *row, struct row_text *text)
{
	const struct sheet *sheet = style->sheet;
	const struct plan *plan = sheet->plan.now.plan;
	double amount;
	if (amounts_of(&sheet->amounts, plan, row->section, &amount)) {
		if (row->section->kind != SECTION_BENEFIT && row->section->kind != SECTION_INCIDENT)
			print_quantity(sheet, row, &text->label);
		print_amount(style, amount, text);
	} else if (row->section->kind == SECTION_OPTION) {
		print_setting(plan, SECTION_OPTION, "time_to_market", row->section, text);
	} else if (row->section->kind == SECTION_TIER) {
		print_setting(plan, SECTION_TIER, "total", row->section, text);
	} else if (row->section->kind == SECTION_ALERT) {
		print_setting(plan, SECTION_ALERT, "level", row->section, text);
		text->whole = true;
	}
}

static void print_input(const struct sheet *sheet, const struct outline_row *row, struct row_text *text)
{
	const struct plan *plan = sheet->plan.now.plan;
	const struct value *value = setting_for(row->setting, sheet->option);
	bool own = row->setting->by_option != NULL && row->setting->by_option[sheet->option].given;
	if (own)
		bytes_add_format(&text->label, " (%s)", plan_option(plan, sheet->option)->section.id);
	if (value == NULL) {
		bytes_add_text(&text->value, "–");
		text->role = ROLE_DIM;
		return;
	}
	input_print_value(value, row->field, &text->value);
	input_print_unit(value, row->field, plan, &text->unit);
	text->spread = input_spread(value);
	text->whole = !kind_of(value->kind)->is_number && text->unit.size == 0;
	if (!own && !row->setting->common.given) {
		text->role = ROLE_DIM;
		text->spread = text->whole ? "" : _("default");
	}
}

void row_text_print(const struct row_style *style, const struct outline_row *row, struct row_text *text)
{
	*text = (struct row_text){.spread = "", .role = ROLE_TEXT};
	outline_print_label(row, &text->label);
	switch (row->kind) {
	case OUTLINE_TOPIC: print_topic(style, row, text); break;
	case OUTLINE_SECTION: print_section(style, row, text); break;
	case OUTLINE_INPUT: print_input(style->sheet, row, text); break;
	case OUTLINE_MORE: text->role = ROLE_DIM; break;
	}
}

char row_mark(const struct sheet *sheet, const struct outline_row *row)
{
	const struct plan *plan = sheet->plan.now.plan;
	const struct diags *warnings = &sheet->plan.now.warnings;
	if (row->kind != OUTLINE_INPUT)
		return ' ';
	bool own = row->setting->by_option != NULL && row->setting->by_option[sheet->option].given;
	const struct setting_value *stated = own ? &row->setting->by_option[sheet->option] : &row->setting->common;
	for (size_t i = 0; stated->given && i < warnings->count; i++)
		if (warnings->at[i].place.line == plan->source.entry[stated->entry].place.line)
			return '!';
	struct bytes section = {0}, key = {0};
	outline_print_section(row->section, &section);
	outline_print_key(row, plan, own ? (int)sheet->option : -1, &key);
	bool differs = open_plan_differs(&sheet->plan, bytes_text(&section), bytes_text(&key));
	bytes_release(&section);
	bytes_release(&key);
	return differs ? '*' : ' ';
}

/* --- a row's full description, in one line --- */

/* Separates parts of the line. */
static const char gap[] = "   ";

static void print_place(const struct sheet *sheet, int line, struct bytes *out)
{
	bytes_add_format(out, "%s%s:%d", gap, open_plan_name(&sheet->plan), line);
}

/* " = 0.5 · managed 0" */
static void print_values(const struct plan *plan, const struct outline_row *row, struct bytes *out)
{
	const struct setting *setting = row->setting;
	if (setting->has_value) {
		bytes_add_text(out, " = ");
		input_print_exact(&setting->common.value, row->field, plan, out);
	}
	for (size_t o = 0; setting->by_option != NULL && o < plan->options.count; o++)
		if (setting->by_option[o].given) {
			bytes_add_format(out, " · %s ", plan_option(plan, o)->section.id);
			input_print_exact(&setting->by_option[o].value, row->field, plan, out);
		}
}

/* Where the value that applies to the chosen option is stated. */
static void print_origin(const struct sheet *sheet, const struct setting *setting, struct bytes *out)
{
	bool own = setting->by_option != NULL && setting->by_option[sheet->option].given;
	const struct setting_value *stated = own ? &setting->by_option[sheet->option] : &setting->common;
	if (stated->given)
		print_place(sheet, sheet->plan.now.plan->source.entry[stated->entry].place.line, out);
	else
		bytes_add_format(out, "%s%s", gap, setting->has_value ? _("default") : _("not stated"));
}

/* "team.ops.fte = 0.5 · managed 0   reco.ini:41   source: payroll   People on it, in full-time equivalents" */
static void print_input_status(const struct sheet *sheet, const struct outline_row *row, struct bytes *out)
{
	const struct field *source = field_find(row->section->kind, "source");
	const char *from =
		source == NULL ? ""
			       : setting_text((const struct setting *)((const char *)row->section + source->offset));
	print_values(sheet->plan.now.plan, row, out);
	print_origin(sheet, row->setting, out);
	if (*from != '\0') {
		bytes_add_text(out, gap);
		bytes_add_format(out, _("source: %s"), from);
	}
	bytes_add_format(out, "%s%s", gap, _(row->field->help));
}

/* The help of a topic's first kind of section. */
static const char *topic_help(const struct topic *topic)
{
	enum section_kind kind = 0;
	while (!(topic->sections & 1u << kind))
		kind++;
	return section_type(kind)->help;
}

void row_print_status(const struct sheet *sheet, const struct outline_row *row, struct bytes *out)
{
	switch (row->kind) {
	case OUTLINE_TOPIC: bytes_add_text(out, _(topic_help(row->topic))); break;
	case OUTLINE_MORE: bytes_add_text(out, _("inputs at their defaults, and words")); break;
	case OUTLINE_SECTION:
		bytes_add_text(out, row->name);
		print_place(sheet, row->section->line, out);
		break;
	case OUTLINE_INPUT:
		bytes_add_text(out, row->name);
		print_input_status(sheet, row, out);
		break;
	}
}
