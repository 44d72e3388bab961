/* A derivation, in rows and in lines. */
#include "answer/why.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "answer/equation.h"
#include "base/bytes.h"
#include "base/grow.h"
#include "base/intl.h"
#include "base/utf8.h"
#include "document/text.h"

void why_columns(struct document *document)
{
	static const char *const columns[] = {"profile", "option", "node", "parent", "label", "formula",
	                                      "value",   "unit",   "file", "line",   "source"};

	document_columns(document, columns, sizeof columns / sizeof *columns);
}

/* A walk from a node down. */
struct walk {
	struct document *document;
	const struct subject *subject;
	struct derivation *derivation;
	size_t option;           /* the root's */
	unsigned number;         /* the derivation's, for derivation_tell */
	struct bytes lines;      /* for people */
	const struct section **told; /* whose source was told */
	size_t told_count, told_capacity;
	bool rows;
	bool cut;                /* something that is made of others was not opened */
};

/* Where a leaf or a word was stated. */
struct stated_at {
	const char *file; /* "plan.ini", "--set", "cases.csv"; "default"; NULL: it is no input */
	int line;         /* 0: none */
};

static struct stated_at stated_at(const struct subject *subject, const struct node *node)
{
	const struct source *source = &subject->plan->source;
	struct place place;

	if (node->stated == NULL)
		return (struct stated_at){NULL, 0};
	if (!node->stated->given)
		return (struct stated_at){N_("default"), 0};
	place = source->entry[node->stated->entry].place;
	if (!source->entry[node->stated->entry].foreign)
		place = source_place(source, place.line, place.column);
	return (struct stated_at){place.file, place.line};
}

/* The `source` of the section that states the input; NULL: none, or the value is not the profile's. */
static const char *source_of(const struct source *source, const struct node *node)
{
	const bool own = node->kind == NODE_LEAF && node->stated->given && !source->entry[node->stated->entry].foreign;
	const struct section *section = own ? node->input->section : NULL;
	const struct field *field = section == NULL ? NULL : field_find(section->kind, "source");
	const char *text = field == NULL ? "" : setting_text(section_setting(section, field->offset));

	return text[0] == '\0' ? NULL : text;
}

/* The formula; without one, why the value is what it is. */
static const char *formula_text(struct walk *walk, const struct node *node)
{
	const struct expression *formula = derivation_shown(walk->derivation, node);
	struct bytes text = {0};

	if (formula != NULL)
		equation_print_names(formula, node, walk->subject->plan, &text);
	else if (node->reason != NULL && node->word != NULL)
		bytes_add_format(&text, _(node->reason), node->word);
	else if (node->reason != NULL)
		bytes_add_text(&text, _(node->reason));
	else if (node->word != NULL)
		bytes_add_text(&text, node->word);
	walk->document->failed |= text.failed;
	return text.size == 0 ? NULL : document_take(walk->document, &text);
}

/* The id of the node above, with its option where that is another one. */
static const char *parent_id(struct walk *walk, const struct node *node, const struct node *parent)
{
	struct bytes id = {0};

	if (parent->option == node->option)
		return parent->id;
	equation_print_id(parent, node->option, walk->subject->plan, &id);
	return document_take(walk->document, &id);
}

static void add_row(struct walk *walk, const struct node *node, const struct node *parent)
{
	const struct plan *plan = walk->subject->plan;
	const struct stated_at stated = stated_at(walk->subject, node);
	const bool has_value = node->kind != NODE_WORD && status_has_value(node->value.status);
	const bool foreign = node->kind == NODE_LEAF && node->input->value->kind == KIND_MONEY;
	const double value = has_value ? node->value.value : (double)NAN;
	struct bytes unit = {0};

	node_print_unit(node, plan, &unit);
	const struct cell cells[] = {
		cell_text(walk->subject->name),
		cell_text(subject_id(walk->subject, node->option)),
		cell_text(node->id),
		cell_text(parent == NULL ? NULL : parent_id(walk, node, parent)),
		cell_text(node->kind == NODE_LEAF ? node->label : _(node->label)),
		cell_text(formula_text(walk, node)),
		foreign                             ? cell_money(value, plan->currency[node->input->value->currency])
		: measure_is_money(node->measure) ? cell_money(value, plan->currency[0])
		                                    : cell_number(value),
		unit.size == 0 ? cell_none() : cell_text(bytes_text(&unit)),
		cell_text(stated.file),
		stated.line == 0 ? cell_none() : cell_number(stated.line),
		cell_text(source_of(&walk->subject->plan->source, node)),
	};
	document_row(walk->document, cells);
	walk->document->failed |= unit.failed;
	bytes_release(&unit);
}

/* Room for one node in a line: what it is on the left, its value and where it stands on the right. */
enum { INDENT = 2, LEAST_WIDTH = 60, PLACE_WIDTH = 22 };

static int width_of(const struct walk *walk)
{
	const int width = text_width(walk->document);

	return width < LEAST_WIDTH ? LEAST_WIDTH : width;
}

static void pad(struct bytes *line, int columns)
{
	for (int i = utf8_columns(bytes_text(line)); i < columns; i++)
		bytes_add_char(line, ' ');
}

static void end_line(struct walk *walk, struct bytes *line)
{
	bytes_add(&walk->lines, bytes_text(line), line->size);
	bytes_add_char(&walk->lines, '\n');
	walk->document->failed |= line->failed;
	bytes_release(line); /* empty again */
}

/* Whether a sign with blanks around it stands here, and which ones may be broken before. */
static bool breaks_before(const char *text, const char *signs)
{
	const bool times = strncmp(text + 1, "×", strlen("×")) == 0;
	const size_t size = times ? strlen("×") : 1;

	return text[0] == ' ' && text[1] != '\0' && text[1 + size] == ' ' && (times || strchr(signs, text[1]) != NULL);
}

/* Bytes of a formula up to the next sign of a sum that stands in no brackets, or to its end. */
static size_t operand_size(const char *text)
{
	size_t size = 0;

	for (int depth = 0; text[size] != '\0'; size++) {
		depth += (text[size] == '(') - (text[size] == ')');
		if (size > 0 && depth == 0 && text[size + 1] != '\0' && strchr("+-", text[size + 1]) != NULL &&
		    breaks_before(text + size, "+-"))
			break;
	}
	return size;
}

/* The same up to any sign: for what is longer than a line. */
static size_t short_size(const char *text)
{
	size_t size = 1;

	while (text[size] != '\0' && !breaks_before(text + size, "+-*/^x"))
		size++;
	return text[0] == '\0' ? 0 : size;
}

/* "  = a + b", broken before signs where it is too long. */
static void add_equation(struct walk *walk, int indent, const char *text)
{
	const int width = width_of(walk);
	struct bytes line = {0};
	size_t longest = 0; /* what is left of an operand that is longer than a line */
	bool begun = false;

	pad(&line, indent);
	bytes_add_text(&line, "= ");
	for (size_t size; *text != '\0'; text += size, begun = true) {
		size = operand_size(text);
		if (longest == 0 && utf8_columns_of(text, size) > width - indent - INDENT)
			longest = size;
		if (longest > 0) {
			size = short_size(text);
			longest -= size;
		}
		if (begun && utf8_columns(bytes_text(&line)) + utf8_columns_of(text, size) > width) {
			end_line(walk, &line);
			pad(&line, indent + 1);
		}
		bytes_add(&line, text, size);
	}
	end_line(walk, &line);
}

static void add_place(const struct walk *walk, const struct node *node, struct bytes *out)
{
	const struct stated_at stated = stated_at(walk->subject, node);
	const char *name = stated.file == NULL ? "" : strrchr(stated.file, '/');

	if (stated.file == NULL)
		return;
	name = name == NULL ? stated.file : name + 1;
	if (node->stated->given)
		bytes_add_text(out, name);
	else
		bytes_add_text(out, _(stated.file));
	if (stated.line > 0)
		bytes_add_format(out, ":%d", stated.line);
}

/* The name, what it is called, its value, and the line that states it. */
static void add_head(struct walk *walk, const struct node *node, int indent)
{
	const struct notation *notation = &walk->subject->notation;
	struct bytes line = {0}, value = {0}, place = {0};
	int right;

	pad(&line, indent);
	equation_print_id(node, walk->option, walk->subject->plan, &line);
	if (node->kind != NODE_LEAF && node->kind != NODE_WORD)
		bytes_add_format(&line, "  %s", _(node->label));
	if (node->kind != NODE_WORD && !status_has_value(node->value.status))
		bytes_add_text(&value, _(status_label(node->value.status)));
	else
		equation_print_value(node, walk->subject->plan, notation, &value);
	add_place(walk, node, &place);
	right = width_of(walk) - PLACE_WIDTH - utf8_columns(bytes_text(&value));
	bytes_add_char(&line, ' ');
	pad(&line, right);
	bytes_add(&line, bytes_text(&value), value.size);
	if (place.size > 0)
		bytes_add_format(&line, "  %s", bytes_text(&place));
	walk->document->failed |= value.failed || place.failed;
	bytes_release(&value);
	bytes_release(&place);
	end_line(walk, &line);
}

/* Words, broken between them where they are too long. */
static void add_words(struct walk *walk, int indent, const char *text)
{
	struct text_line part;

	while (text_take_line(&text, width_of(walk) - indent, BREAK_BLANKS, &part)) {
		struct bytes line = {0};

		pad(&line, indent);
		bytes_add(&line, part.at, part.size);
		end_line(walk, &line);
	}
}

/* Whether the section's source was told before; it is now. */
static bool was_told(struct walk *walk, const struct section *section)
{
	for (size_t i = 0; i < walk->told_count; i++)
		if (walk->told[i] == section)
			return true;
	if (GROW(walk->told, walk->told_capacity, walk->told_count + 1))
		walk->told[walk->told_count++] = section;
	else
		walk->document->failed = true;
	return false;
}

static void add_formula(struct walk *walk, const struct node *node, int indent)
{
	const struct notation *notation = &walk->subject->notation;
	const struct expression *formula = derivation_shown(walk->derivation, node);
	struct bytes text = {0};

	if (formula != NULL) {
		equation_print_words(formula, walk->option, walk->subject->plan, notation, &text);
		add_equation(walk, indent, bytes_text(&text));
		text.size = 0;
		if (status_has_value(node->value.status) && formula->count > 0) {
			equation_print_numbers(formula, node, notation, &text);
			add_equation(walk, indent, bytes_text(&text));
		}
	}
	walk->document->failed |= text.failed;
	bytes_release(&text);
	if (node->reason != NULL || (node->kind == NODE_LEAF && node->word != NULL)) {
		const char *reason = formula != NULL ? _(node->reason) : formula_text(walk, node);

		add_words(walk, indent, reason == NULL ? "" : reason); /* NULL: out of memory */
	}
	if (source_of(&walk->subject->plan->source, node) != NULL && !was_told(walk, node->input->section)) {
		bytes_add_format(&text, _("source of [%s.%s]: %s"), section_type(node->input->section->kind)->name,
		                 node->input->section->id, source_of(&walk->subject->plan->source, node));
		add_words(walk, indent, bytes_text(&text));
		walk->document->failed |= text.failed;
		bytes_release(&text);
	}
}

/* The running total of the month before stands last, at the level of this month's: else each month would take one. */
static int level_below(const struct node *node, const struct node *child, int level)
{
	const bool earlier = node->kind == NODE_AMOUNT || node->kind == NODE_PRESENT;

	return earlier && child->kind == node->kind && child->index == node->index && child->month == node->month - 1
	               ? level
	               : level + 1;
}

static void tell(struct walk *walk, const struct node *node, const struct node *parent, int level, int depth)
{
	const bool again = node->told == walk->number;
	struct node_list children = {0};

	if (derivation_open(walk->derivation, node) != 0)
		walk->document->failed = true;
	if (walk->document->failed)
		return;
	if (walk->rows) {
		add_row(walk, node, parent);
	} else if (node->kind != NODE_CONSTANT) { /* the equation has its number */
		add_head(walk, node, level * INDENT);
		if (!again)
			add_formula(walk, node, level * INDENT + INDENT);
	}
	walk->cut |= !again && depth == 0 && (node->formula != NULL || node->also_count > 0);
	if (again || depth == 0)
		return;
	derivation_tell(walk->derivation, node, walk->number);
	if (derivation_children(walk->derivation, node, &children) != 0)
		walk->document->failed = true;
	/* The last level of a long sum is in its equation. */
	if (!walk->rows && depth == 1 && children.count > EQUATION_LONG_SUM) {
		walk->cut = true;
		children.count = 0;
	}
	if (children.count > 0)
		document_rows_within(walk->document);
	for (size_t i = 0; i < children.count && !walk->document->failed; i++)
		if (level_below(node, children.at[i], level) > level)
			tell(walk, children.at[i], node, level + 1, depth - 1);
	for (size_t i = 0; i < children.count && !walk->document->failed; i++)
		if (level_below(node, children.at[i], level) == level)
			tell(walk, children.at[i], node, level, depth - 1);
	if (children.count > 0)
		document_rows_end(walk->document);
	free(children.at);
}

bool why_answer(struct document *document, const struct subject *subject, struct derivation *derivation,
                const struct node *root, int depth)
{
	struct walk walk = {.document = document,
	                    .subject = subject,
	                    .derivation = derivation,
	                    .option = root->option,
	                    .number = derivation_walk(derivation),
	                    .rows = document_wants_rows(document)};

	tell(&walk, root, NULL, 0, depth);
	if (!walk.rows && !walk.lines.failed) {
		document_heading(document, 2, "%s", subject_label(subject, root->option));
		document_code(document, bytes_text(&walk.lines));
	}
	/* A formula that memory ran out for is missing; that is said here, once. */
	document->failed |= walk.lines.failed || derivation_open(derivation, root) != 0;
	bytes_release(&walk.lines);
	free(walk.told);
	return walk.cut;
}

void why_say_deeper(struct document *document)
{
	document_paragraph(document, "%s",
	                   _("Further down: --depth 2, 3, …, or --all, to the lines of the profile. "
	                     "Each name here can be asked for."));
}
