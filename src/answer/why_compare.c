/* Where two plans part, in rows and in a table. */
#include "answer/why_compare.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "answer/answer.h"
#include "answer/wording.h"
#include "base/bytes.h"
#include "base/intl.h"
#include "base/nearest.h"
#include "model/derivation.h"

enum { SIDES = 2 };

/* One option's figure in both plans. */
struct parting {
	struct document *document;
	const struct compare_answer *answer;
	size_t option; /* of the comparison */
	enum figure figure;
	struct derivation *derivation[SIDES]; /* NULL: none is needed */
	int index[SIDES];                     /* the option in each plan; -1: not there */
};

static const struct plan *plan_of(const struct parting *parting, int side)
{
	return side == 0 ? parting->answer->a.plan : parting->answer->b.plan;
}

/* The node of a name in one of the plans: an input, or a line over the horizon. NULL: neither. */
static const struct node *node_of(const struct parting *parting, int side, const char *name)
{
	struct diags unknown = {0};
	const struct node *node = NULL;

	if (parting->derivation[side] != NULL && parting->index[side] >= 0)
		node = derivation_find(parting->derivation[side], (size_t)parting->index[side], name, &unknown);
	if (unknown.out_of_memory)
		parting->document->failed = true;
	diags_release(&unknown);
	return node;
}

/* Whether a change has a part in the figure; all have, where its contributions cannot be told. */
static bool counts(const struct parting *parting, size_t contributor)
{
	return comparison_share(parting->answer->comparison, parting->option, parting->figure, contributor) != 0;
}

static struct cell node_cell(const struct parting *parting, int side, const struct node *node)
{
	const bool has_value = node != NULL && node->kind != NODE_WORD && status_has_value(node->value.status);
	const bool input_money = has_value && node->kind == NODE_LEAF && node->input->value->kind == KIND_MONEY;
	const struct plan *plan = plan_of(parting, side);

	if (!has_value)
		return cell_none();
	if (input_money)
		return cell_money(node->value.value, plan->currency[node->input->value->currency]);
	return measure_is_money(node->measure) ? cell_money(node->value.value, plan->currency[0])
	                                       : cell_number(node->value.value);
}

static struct cell share_cell(const struct parting *parting, double share)
{
	return figure_is_money(parting->figure) ? cell_money(share, parting->answer->a.plan->currency[0])
	                                        : cell_number(share);
}

static void add_row(const struct parting *parting, const char *node, const char *label, struct cell a, struct cell b,
                    double share, const struct bytes *unit)
{
	const struct compare_answer *answer = parting->answer;
	const struct cell cells[] = {cell_text(answer->a.name),
	                             cell_text(answer->b.name),
	                             cell_text(answer->comparison->option[parting->option].id),
	                             cell_text(node),
	                             cell_text(label),
	                             a,
	                             b,
	                             share_cell(parting, share),
	                             unit->size == 0 ? cell_none() : cell_text(bytes_text(unit))};

	document_row(parting->document, cells);
}

static void add_figure_row(const struct parting *parting)
{
	const struct comparison *comparison = parting->answer->comparison;
	const struct figure_value *a = comparison_a(comparison, parting->option, parting->figure);
	const struct figure_value *b = comparison_b(comparison, parting->option, parting->figure);
	const char *currency = parting->answer->a.plan->currency[0];
	struct bytes unit = {0};

	figure_print_unit(parting->figure, currency, &unit);
	add_row(parting, figure_info(parting->figure)->id, _(figure_info(parting->figure)->label),
	        a == NULL ? cell_none() : figure_cell(parting->figure, *a, currency),
	        b == NULL ? cell_none() : figure_cell(parting->figure, *b, currency),
	        comparison_difference(comparison, parting->option, parting->figure), &unit);
	bytes_release(&unit);
}

/* A change that stands alone is the node of its name; changes that only go together have no value of their own. */
static void add_contributor_row(const struct parting *parting, size_t contributor)
{
	const struct comparison *comparison = parting->answer->comparison;
	const struct contributor *of = &comparison->contributor[contributor];
	const struct change *change = of->count == 1 ? &comparison->changes.at[of->change[0]] : NULL;
	const struct node *a = change == NULL ? NULL : node_of(parting, 0, change->name);
	const struct node *b = change == NULL ? NULL : node_of(parting, 1, change->name);
	const struct node *either = a != NULL ? a : b;
	struct bytes unit = {0};

	if (either != NULL)
		node_print_unit(either, plan_of(parting, a == NULL), &unit);
	add_row(parting, of->name,
	        either == NULL                ? NULL
	        : either->kind == NODE_AMOUNT ? _(either->label)
	                                      : either->label,
	        node_cell(parting, 0, a), node_cell(parting, 1, b),
	        comparison_share(comparison, parting->option, parting->figure, contributor), &unit);
	bytes_release(&unit);
}

static void add_rows(const struct parting *parting)
{
	add_figure_row(parting);
	for (size_t i = 0; i < parting->answer->comparison->contributor_count; i++)
		if (counts(parting, i))
			add_contributor_row(parting, i);
}

/* The text of a change on one side: what is stated, or that the section is in the plan. */
static const char *side_of(const struct parting *parting, const struct contributor *of, int side)
{
	const struct change *change = &parting->answer->comparison->changes.at[of->change[0]];
	const char *nothing = wording_nothing(&parting->answer->a.notation), *stated;
	const enum change_kind only = side == 0 ? CHANGE_SECTION_REMOVED : CHANGE_SECTION_ADDED;

	if (of->count > 1)
		return nothing;
	if (change->kind == CHANGE_SECTION_ADDED || change->kind == CHANGE_SECTION_REMOVED)
		return change->kind == only ? _("in it") : nothing;
	stated = side == 0 ? change->before : change->after;
	return stated == NULL ? nothing : stated;
}

static void add_share_cell(const struct parting *parting, enum emphasis emphasis, double share)
{
	const char *currency = parting->answer->a.notation.currency;
	struct quantity quantity = figure_change(parting->figure, share, money_unit_for(share), currency);

	quantity.with_unit = true;
	if (isnan(share))
		document_table_status(parting->document, emphasis, wording_nothing(&parting->answer->a.notation));
	else
		document_table_quantity(parting->document, emphasis, quantity);
}

static void add_value_cell(const struct parting *parting, const struct figure_value *value)
{
	const struct notation *notation = &parting->answer->a.notation;
	struct bytes words = {0};

	if (value == NULL) {
		document_table_status(parting->document, EMPHASIS_DIM, wording_nothing(notation));
		return;
	}
	wording_figure_beside(&words, parting->figure, *value, (double)NAN, 0, notation);
	document_table_cell(parting->document, EMPHASIS_STRONG, "%s", document_take(parting->document, &words));
}

/* The contributor that counts for most among those that count for less than `below`, ties in their order. */
static size_t next_contributor(const struct parting *parting, const bool *told)
{
	const struct comparison *comparison = parting->answer->comparison;
	size_t next = comparison->contributor_count;
	double largest = -1;

	for (size_t i = 0; i < comparison->contributor_count; i++) {
		double share = comparison_share(comparison, parting->option, parting->figure, i);
		double size = isnan(share) ? 0 : fabs(share);

		if (!told[i] && size > largest && counts(parting, i)) {
			largest = size;
			next = i;
		}
	}
	return next;
}

static void add_contributors(const struct parting *parting)
{
	const struct comparison *comparison = parting->answer->comparison;
	bool *told = calloc(comparison->contributor_count + 1, sizeof *told);
	size_t i;

	if (told == NULL) {
		parting->document->failed = true;
		return;
	}
	while ((i = next_contributor(parting, told)) < comparison->contributor_count) {
		const struct contributor *of = &comparison->contributor[i];

		told[i] = true;
		document_table_row(parting->document, ROW_PLAIN);
		document_table_cell(parting->document, EMPHASIS_NONE, "%s", of->name);
		for (int side = 0; side < SIDES; side++)
			document_table_cell(parting->document, EMPHASIS_NONE, "%s", side_of(parting, of, side));
		add_share_cell(parting, EMPHASIS_NONE,
		               comparison_share(comparison, parting->option, parting->figure, i));
	}
	free(told);
}

static void add_table(const struct parting *parting)
{
	const struct comparison *comparison = parting->answer->comparison;
	struct document *document = parting->document;

	document_heading(document, 2, "%s", compare_label(parting->answer, parting->option));
	if (comparison->contributor_count > 0 &&
	    isnan(comparison_share(comparison, parting->option, parting->figure, 0)))
		compare_say_none(document, parting->figure);
	document_table(document);
	document_table_column(document, ALIGN_LEFT, "%s", _("input"));
	document_table_column(document, ALIGN_RIGHT, "A");
	document_table_column(document, ALIGN_RIGHT, "B");
	document_table_column(document, ALIGN_RIGHT, "%s", _("contributes"));
	add_contributors(parting);
	document_table_row(document, ROW_TOTAL);
	document_table_cell(document, EMPHASIS_STRONG, "%s", _(figure_info(parting->figure)->label));
	add_value_cell(parting, comparison_a(comparison, parting->option, parting->figure));
	add_value_cell(parting, comparison_b(comparison, parting->option, parting->figure));
	add_share_cell(parting, EMPHASIS_STRONG,
	               comparison_difference(comparison, parting->option, parting->figure));
}

static void open_side(struct parting *parting, int side)
{
	const struct comparison *comparison = parting->answer->comparison;

	if (parting->index[side] < 0 || comparison->contributor_count == 0)
		return;
	parting->derivation[side] =
		derivation_new(plan_of(parting, side), side == 0 ? &comparison->a : &comparison->b);
	if (parting->derivation[side] == NULL)
		parting->document->failed = true;
}

void why_compare_columns(struct document *document)
{
	static const char *const columns[] = {"profile_a", "profile_b", "option",       "node", "label",
	                                      "a",         "b",         "contribution", "unit"};

	document_columns(document, columns, sizeof columns / sizeof *columns);
}

static bool is_asked(const struct compare_answer *answer, size_t option, const char *id)
{
	return id == NULL ? compare_wants(answer, option)
	                  : strcmp(answer->comparison->option[option].id, id) == 0;
}

static void add_option(struct parting *parting)
{
	for (int side = 0; side < SIDES; side++)
		open_side(parting, side);
	if (!parting->document->failed && document_wants_rows(parting->document))
		add_rows(parting);
	if (!parting->document->failed && document_wants_blocks(parting->document))
		add_table(parting);
	for (int side = 0; side < SIDES; side++)
		derivation_free(parting->derivation[side]);
}

/* Whether either plan has the option; else an error. */
static bool is_option(const struct comparison *comparison, const char *id, struct diags *diags)
{
	struct nearest nearest = nearest_to(id);

	for (size_t o = 0; o < comparison->option_count; o++) {
		if (strcmp(comparison->option[o].id, id) == 0)
			return true;
		nearest_offer(&nearest, comparison->option[o].id);
	}
	diags_add(diags, SEVERITY_ERROR, (struct place){.file = "breakeven"}, NULL,
	          nearest.best != NULL ? _("there is no option '%s'; did you mean '%s'?")
	                               : _("there is no option '%s'"),
	          id, nearest.best);
	return false;
}

static void say(struct document *document, const struct compare_answer *answer, const char *option, enum figure figure)
{
	const struct comparison *comparison = answer->comparison;

	document_heading(document, 1, _("%s, against %s: where %s differs"), answer->b.title, answer->a.title,
	                 _(figure_info(figure)->label));
	document_paragraph(document, _("A is %s, B is %s."), answer->name_a, answer->name_b);
	for (size_t o = 0; o < comparison->option_count && !document->failed; o++) {
		struct parting parting = {.document = document,
		                          .answer = answer,
		                          .option = o,
		                          .figure = figure,
		                          .index = {comparison->option[o].a, comparison->option[o].b}};

		if (is_asked(answer, o, option))
			add_option(&parting);
	}
	if (comparison->changes.count == 0)
		compare_say_same(document);
	compare_say_error(document, answer, figure);
}

int why_compare(struct document *document, const struct compare_answer *answer, const char *option, enum figure figure,
                struct diags *diags)
{
	struct compare_answer compared = *answer;
	struct comparison comparison;

	if (compare_find(&compared, &comparison, diags) != 0)
		return -1;
	const bool known = option == NULL || is_option(&comparison, option, diags);
	if (known)
		say(document, &compared, option, figure);
	comparison_release(&comparison);
	return known ? 0 : -1;
}
