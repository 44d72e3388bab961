/* breakeven path: when one option should follow another. */
#include <stdlib.h>

#include "base/intl.h"
#include "cli/wording.h"
#include "decide/path.h"

static void add_row(struct context *context, const struct scenario *scenario, const struct path *path, size_t rank,
                    struct bytes *moves)
{
	const struct plan *plan = scenario->plan;
	bytes_add_format(moves, "%s@0", plan_option(plan, path->first)->section.id);
	for (size_t i = 0; i < path->move_count; i++)
		bytes_add_format(moves, " %s@%d", plan_option(plan, path->move[i].to)->section.id, path->move[i].month);
	const struct cell cells[] = {cell_text(scenario->name), cell_number((double)rank), cell_number(path->npv),
	                             cell_text(bytes_text(moves))};
	document_row(&context->document, cells);
}

/* "Managed, from month 15 Hybrid" */
static void print_moves(struct bytes *out, const struct plan *plan, const struct path *path)
{
	bytes_add_text(out, wording_option(plan, path->first));
	for (size_t i = 0; i < path->move_count; i++)
		bytes_add_format(out, _(", from month %d %s"), path->move[i].month, wording_option(plan, path->move[i].to));
}

static void say_best(struct context *context, const struct plan *plan, const struct path *best,
                     const struct notation *notation)
{
	struct bytes npv = {0}, gain = {0}, moves = {0};
	format_money(&npv, best->npv, notation);
	format_money(&gain, best->npv - best->staying, notation);
	print_moves(&moves, plan, best);
	if (best->move_count == 0)
		document_paragraph(&context->document, _("%s is best throughout: npv %s."), bytes_text(&moves), bytes_text(&npv));
	else
		document_paragraph(&context->document, _("The best path is %s: npv %s, %s more than staying."), bytes_text(&moves),
		                   bytes_text(&npv), bytes_text(&gain));
	bytes_release(&moves);
	bytes_release(&gain);
	bytes_release(&npv);
}

static void add_money_cell(struct document *document, enum emphasis emphasis, struct bytes *scratch, double amount,
                           const struct notation *notation)
{
	format_money(wording_clear(scratch), amount, notation);
	document_table_cell(document, emphasis, "%s", bytes_text(scratch));
}

static void add_paths(struct document *document, const struct plan *plan, const struct path *const *paths, size_t count,
                      const struct notation *notation)
{
	struct bytes scratch = {0};
	document_table(document);
	document_table_column(document, ALIGN_LEFT, "%s", _("path"));
	document_table_column(document, ALIGN_RIGHT, "%s", _("npv"));
	document_table_column(document, ALIGN_RIGHT, "%s", _("staying"));
	document_table_column(document, ALIGN_RIGHT, "%s", _("moving gains"));
	document_table_column(document, ALIGN_RIGHT, "%s", _("regret"));
	for (size_t i = 0; i < count; i++) {
		const struct path *path = paths[i];
		document_table_row(document, ROW_PLAIN);
		print_moves(wording_clear(&scratch), plan, path);
		document_table_cell(document, EMPHASIS_NONE, "%s", bytes_text(&scratch));
		add_money_cell(document, i == 0 ? EMPHASIS_BEST : EMPHASIS_NONE, &scratch, path->npv, notation);
		add_money_cell(document, EMPHASIS_NONE, &scratch, path->staying, notation);
		add_money_cell(document, EMPHASIS_NONE, &scratch, path->npv - path->staying, notation);
		add_money_cell(document, EMPHASIS_NONE, &scratch, path->regret, notation);
	}
	bytes_release(&scratch);
}

static void add_move(struct document *document, const struct plan *plan, const struct path_move *move, struct bytes *scratch,
                     const struct notation *notation)
{
	document_table_row(document, ROW_PLAIN);
	document_table_cell(document, EMPHASIS_NONE, _("%s to %s, month %d"), wording_option(plan, move->from),
	                    wording_option(plan, move->to), move->month);
	add_money_cell(document, EMPHASIS_NONE, scratch, move->amount.migration, notation);
	add_money_cell(document, EMPHASIS_NONE, scratch, move->amount.once, notation);
	add_money_cell(document, EMPHASIS_NONE, scratch, move->amount.build, notation);
	add_money_cell(document, EMPHASIS_NONE, scratch, move->amount.overlap, notation);
	add_money_cell(document, EMPHASIS_STRONG, scratch, path_cost_total(&move->amount), notation);
	add_money_cell(document, EMPHASIS_NONE, scratch, path_cost_total(&move->present_value), notation);
}

static void add_moves(struct document *document, const struct plan *plan, const struct path *const *paths, size_t count,
                      const struct notation *notation)
{
	static const char *const headers[] = {N_("migration"), N_("once-costs"), N_("team while it is built"), N_("overlap"),
	                                      N_("all"), N_("discounted")};
	struct bytes scratch = {0};
	size_t moves = 0;
	for (size_t i = 0; i < count; i++)
		moves += paths[i]->move_count;
	if (moves == 0)
		return;
	document_heading(document, 2, "%s", _("What moving costs"));
	document_table(document);
	document_table_column(document, ALIGN_LEFT, "%s", _("move"));
	for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
		document_table_column(document, ALIGN_RIGHT, "%s", _(headers[i]));
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < paths[i]->move_count; k++)
			add_move(document, plan, &paths[i]->move[k], &scratch, notation);
	bytes_release(&scratch);
}

static void add_blocks(struct context *context, const struct scenario *scenario, const struct path *const *paths, size_t count)
{
	struct notation notation = notation_of(context, scenario->plan);
	wording_heading(context, scenario);
	say_best(context, scenario->plan, paths[0], &notation);
	add_paths(&context->document, scenario->plan, paths, count, &notation);
	add_moves(&context->document, scenario->plan, paths, count, &notation);
	document_paragraph(&context->document, "%s", _("A month is the instant of the move, counted from the start of the plan (0). The regret of a "
	                   "first option is what its best path stays below the best of all."));
}

static enum outcome_code answer(struct context *context, const struct scenario *scenario)
{
	struct paths found;
	const struct path **wanted = NULL;
	size_t count = 0;
	enum outcome_code code = DONE;
	if (path_find(scenario->plan, &found) != 0)
		return no_memory(context);
	wanted = calloc(found.count, sizeof *wanted);
	if (!wanted) {
		code = no_memory(context);
		goto done;
	}
	for (size_t i = 0; i < found.count; i++)
		if (option_wanted(context, scenario->plan, found.at[i].first))
			wanted[count++] = &found.at[i];
	for (size_t i = 0; i < count && document_wants_rows(&context->document); i++) {
		struct bytes moves = {0};
		add_row(context, scenario, wanted[i], i + 1, &moves);
		bytes_release(&moves);
	}
	if (count > 0 && document_wants_blocks(&context->document))
		add_blocks(context, scenario, wanted, count);
done:
	free(wanted);
	path_release(&found);
	return code;
}

static enum outcome_code run(struct context *context, const void *own)
{
	static const char *const columns[] = {"profile", "rank", "npv", "moves"};
	struct scenario scenario;
	int more;
	(void)own;
	document_columns(&context->document, columns, sizeof columns / sizeof *columns);
	while ((more = scenario_next(context->scenarios, &context->diags, &scenario)) > 0) {
		enum outcome_code code = answer(context, &scenario);
		if (code != DONE)
			return code;
	}
	return more < 0 ? scenario_failure(context) : DONE;
}

const struct command command_path = {
	.name = "path",
	.operands = "PROFILE...",
	.summary = N_("when to leave one option for another"),
	.help = N_("For each first option the path of highest npv: when to move to another option, what the move costs, and what staying would "
	           "give. Moves are at month boundaries, at or after the first option's launch and no sooner than the new one can be built. "
	           "[migration] says what moving costs."),
	.least = 1,
	.most = ANY_NUMBER,
	.takes = TAKES_OUTPUT | TAKES_PROFILES | TAKES_OPTIONS,
	.run = run,
};
