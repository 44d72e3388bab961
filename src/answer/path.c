/* When one option should follow another, as rows and as tables. */
#include "answer/path.h"

#include <math.h>
#include <stdlib.h>

#include "answer/wording.h"
#include "base/attribute.h"
#include "base/intl.h"
#include "plan/month.h"

static void add_row(struct document *document, const struct subject *subject, const struct path *path,
		    size_t rank)
{
	struct bytes text = {0}, *moves = &text;
	const struct plan *plan = subject->plan;
	bytes_add_format(moves, "%s@0", plan_option(plan, path->first)->section.id);
	for (size_t i = 0; i < path->move_count; i++)
		bytes_add_format(moves, " %s@%d", plan_option(plan, path->move[i].to)->section.id,
				 path->move[i].month);
	const struct cell cells[] = {cell_text(subject->name), cell_number((double)rank),
				     cell_money(path->npv, plan->currency[0]),
				     cell_text(document_text(document, moves))};
	document_row(document, cells);
	bytes_release(moves);
}

/* "Managed, after 15 months Hybrid" */
static void print_moves(struct bytes *out, const struct plan *plan, const struct path *path)
{
	struct bytes moves = {0};
	bytes_add_text(&moves, plan_option_label(plan, path->first));
	for (size_t i = 0; i < path->move_count; i++) {
		struct bytes longer = {0};
		int passed = path->move[i].month;
		NUMBERED_ARGUMENTS bytes_add_format(
			&longer,
			ngettext("%1$s, after %2$d month %3$s", "%1$s, after %2$d months %3$s", (unsigned long)passed),
			bytes_text(&moves), passed, plan_option_label(plan, path->move[i].to));
		longer.failed |= moves.failed;
		bytes_release(&moves);
		moves = longer;
	}
	bytes_add_text(out, bytes_text(&moves));
	out->failed |= moves.failed;
	bytes_release(&moves);
}

static void say_best(struct document *document, const struct plan *plan, const struct path *best,
		     const struct notation *notation)
{
	const char *npv = wording_money(document, best->npv, notation);
	struct bytes moves = {0};
	print_moves(&moves, plan, best);
	if (best->move_count == 0)
		NUMBERED_ARGUMENTS document_paragraph(document, _("%1$s is best throughout: npv %2$s."),
						      document_take(document, &moves), npv);
	else
		NUMBERED_ARGUMENTS document_paragraph(document,
						      _("The best path is %1$s: npv %2$s, %3$s more than staying."),
						      document_take(document, &moves), npv,
						      wording_money(document, best->npv - best->staying, notation));
}

/* What all cells of the tables share. */
struct table {
	struct document *document;
	const struct subject *subject;
	const struct plan *plan;
	const struct path *const *path;
	size_t count;
	struct notation notation;
	struct money_unit unit;
};

static void add_heading(const struct table *table, const char *heading)
{
	struct bytes unit = {0};
	format_money_unit(&unit, table->unit, &table->notation);
	document_heading(table->document, 2, "%s, %s", heading, document_take(table->document, &unit));
	document_table(table->document);
}

static void add_money_column(const struct table *table, const char *header)
{
	document_table_column(table->document, ALIGN_RIGHT, "%s", header);
}

static void add_money_cell(const struct table *table, enum emphasis emphasis, double amount)
{
	subject_amount(table->document, table->subject, emphasis, amount, table->unit);
}

static void add_paths(const struct table *table)
{
	struct bytes moves = {0};
	add_heading(table, _("Paths"));
	document_table_column(table->document, ALIGN_LEFT, "%s", _("path"));
	add_money_column(table, _("npv"));
	add_money_column(table, _("staying"));
	add_money_column(table, _("moving gains"));
	add_money_column(table, _("regret"));
	for (size_t i = 0; i < table->count; i++) {
		const struct path *path = table->path[i];
		document_table_row(table->document, ROW_PLAIN);
		print_moves(wording_clear(&moves), table->plan, path);
		document_table_cell(table->document, EMPHASIS_NONE, "%s", document_take(table->document, &moves));
		add_money_cell(table, i == 0 && table->count > 1 ? EMPHASIS_BEST : EMPHASIS_NONE, path->npv);
		add_money_cell(table, EMPHASIS_NONE, path->staying);
		add_money_cell(table, EMPHASIS_NONE, path->npv - path->staying);
		add_money_cell(table, EMPHASIS_NONE, path->regret);
	}
}

static void add_move(const struct table *table, const struct path_move *move)
{
	document_table_row(table->document, ROW_PLAIN);
	char month[MONTH_TEXT_SIZE];
	document_table_cell(table->document, EMPHASIS_NONE, _("%s to %s, in month %s"),
			    plan_option_label(table->plan, move->from), plan_option_label(table->plan, move->to),
			    month_text(table->plan, move->month, month));
	add_money_cell(table, EMPHASIS_NONE, move->amount.migration);
	add_money_cell(table, EMPHASIS_NONE, move->amount.once);
	add_money_cell(table, EMPHASIS_NONE, move->amount.build);
	add_money_cell(table, EMPHASIS_NONE, move->amount.overlap);
	add_money_cell(table, EMPHASIS_STRONG, path_cost_total(&move->amount));
}

/* Whether an earlier path has the same move at the same price. */
static bool is_told(const struct table *table, size_t before, const struct path_move *move)
{
	for (size_t i = 0; i < before; i++) {
		for (size_t k = 0; k < table->path[i]->move_count; k++) {
			const struct path_move *other = &table->path[i]->move[k];
			if (other->from == move->from && other->to == move->to &&
			    other->month == move->month &&
			    path_cost_total(&other->amount) == path_cost_total(&move->amount))
				return true;
		}
	}
	return false;
}

static void add_moves(struct table *table)
{
	double largest = 0;
	for (size_t i = 0; i < table->count; i++)
		for (size_t k = 0; k < table->path[i]->move_count; k++)
			largest = money_larger(largest, path_cost_total(&table->path[i]->move[k].amount));
	if (largest <= 0)
		return;
	table->unit = wording_unit(largest);
	add_heading(table, _("What moving costs"));
	document_table_column(table->document, ALIGN_LEFT, "%s", _("move"));
	add_money_column(table, _("migration"));
	add_money_column(table, _("once-costs"));
	add_money_column(table, _("building it"));
	add_money_column(table, _("overlap"));
	add_money_column(table, _("all"));
	for (size_t i = 0; i < table->count; i++)
		for (size_t k = 0; k < table->path[i]->move_count; k++)
			if (!is_told(table, i, &table->path[i]->move[k]))
				add_move(table, &table->path[i]->move[k]);
}

static void add_blocks(struct document *document, const struct subject *subject,
		       const struct path *const *paths, size_t count)
{
	struct table table = {document,
			      subject,
			      subject->plan,
			      paths,
			      count,
			      subject->notation,
			      wording_unit(paths[0]->npv)};
	subject_heading(document, subject);
	say_best(document, subject->plan, paths[0], &table.notation);
	add_paths(&table);
	add_moves(&table);
	document_paragraph(document, "%s",
			   _("A move after 15 months makes month 16 the first one of the new option. Building it is "
			     "what the new option's team costs beyond the old one's while it is built; overlap is the "
			     "old infrastructure, paid beside the new one. Regret is how far a path falls short of "
			     "the best one."));
	if ((int)setting_number(&subject->plan->head.convention) == CONVENTION_YEARLY)
		document_paragraph(document, "%s",
				   _("All of this is discounted by the month, staying too: it is not the plan's NPV, "
				     "which is discounted by whole years."));
}

void path_answer_columns(struct document *document)
{
	static const char *const columns[] = {"profile", "rank", "npv", "moves"};
	document_columns(document, columns, sizeof columns / sizeof *columns);
}

void path_answer(struct document *document, const struct subject *subject, const struct paths *paths)
{
	const struct path **wanted = calloc(paths->count + 1, sizeof *wanted);
	size_t count = 0;
	document->failed |= wanted == NULL;
	for (size_t i = 0; wanted && i < paths->count; i++)
		if (subject_has(subject, paths->at[i].first))
			wanted[count++] = &paths->at[i];
	for (size_t i = 0; i < count && document_wants_rows(document); i++)
		add_row(document, subject, wanted[i], i + 1);
	if (count > 0 && document_wants_blocks(document))
		add_blocks(document, subject, wanted, count);
	free(wanted);
}
