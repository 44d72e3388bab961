/* Figures of plans, side by side. */
#include "answer/answer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"

enum { REPORT_COLUMNS = 6, WIDE_COLUMNS = 2 + 2 * FIGURE_COUNT };

/* The groups of figures, as people read them: first the answer, then its parts. */
static const struct group {
	const char *label; /* N_() */
	bool marked;       /* the best option of each figure is marked */
} groups[FIGURE_GROUPS] = {
	[FIGURE_GROUP_PAYS] = {N_("Does it pay"), true},
	[FIGURE_GROUP_TAKES] = {N_("What it takes"), false},
	[FIGURE_GROUP_TOTALS] = {N_("Over the horizon"), false},
	[FIGURE_GROUP_RUNNING] = {N_("Running it"), false},
};

const char *answer_label(const struct answer *answer, size_t i)
{
	return subject_label(&answer->subject, answer->subject.option[i]);
}

const struct option_figures *answer_figures(const struct answer *answer, size_t i)
{
	return &answer->evaluation->option[answer->subject.option[i]];
}

size_t answer_best(const struct answer *answer)
{
	size_t best = 0;
	for (size_t i = 1; i < answer->subject.option_count; i++) {
		const struct option_figures *a = answer_figures(answer, i), *b = answer_figures(answer, best);
		bool only = status_has_value(a->figure[FIGURE_NPV].status) &&
			    !status_has_value(b->figure[FIGURE_NPV].status);
		if (only || figure_better(FIGURE_NPV, a->figure[FIGURE_NPV], b->figure[FIGURE_NPV],
					  fmax(a->epsilon, b->epsilon)) > 0)
			best = i;
	}
	return best;
}

const char *answer_option_id(const struct answer *answer, size_t i)
{
	return subject_id(&answer->subject, answer->subject.option[i]);
}

struct cell figure_cell(enum figure figure, struct figure_value value, const char *currency)
{
	double number = status_has_value(value.status) ? value.value : (double)NAN;
	return figure_is_money(figure) ? cell_money(number, currency) : cell_number(number);
}

/* --- rows --- */

void answer_report_columns(struct document *document, bool wide)
{
	static const char *const names[REPORT_COLUMNS] = {"profile", "option", "figure", "value", "unit", "status"};
	if (!wide) {
		document_columns(document, names, REPORT_COLUMNS);
		return;
	}
	const char *wide_names[WIDE_COLUMNS] = {"profile", "option"};
	char status_names[FIGURE_COUNT][64];
	for (int f = 0; f < FIGURE_COUNT; f++) {
		const char *id = figure_info((enum figure)f)->id;
		struct bytes name = {0};
		bytes_add_format(&name, "%s_status", id);
		strncpy(status_names[f], bytes_text(&name), sizeof status_names[f] - 1);
		status_names[f][sizeof status_names[f] - 1] = '\0';
		document->failed |= name.failed;
		bytes_release(&name);
		wide_names[2 + 2 * f] = id;
		wide_names[3 + 2 * f] = status_names[f];
	}
	document_columns(document, wide_names, WIDE_COLUMNS);
}

/* The units of the figures in files, one cell per kind: the same for a whole plan. */
struct units {
	struct bytes text[FIGURE_KIND_RATE + 1];
	struct cell cell[FIGURE_KIND_RATE + 1];
};

static struct units units_of(const struct plan *plan)
{
	struct units units = {0};
	for (int f = 0; f < FIGURE_COUNT; f++) {
		enum figure_kind kind = figure_info((enum figure)f)->kind;
		if (units.text[kind].size > 0)
			continue;
		figure_print_unit((enum figure)f, plan->currency[0], &units.text[kind]);
		units.cell[kind] = cell_word(bytes_text(&units.text[kind]));
	}
	return units;
}

static void units_release(struct document *document, struct units *units)
{
	for (size_t i = 0; i < sizeof units->text / sizeof *units->text; i++) {
		document->failed |= units->text[i].failed;
		bytes_release(&units->text[i]);
	}
}

/* Adds a row for each rate of return if there are several. */
static void add_irr_roots(struct document *document, const struct option_figures *figures, struct cell name,
			  struct cell option, struct cell unit)
{
	for (size_t root = 0; root < figures->irr_count; root++) {
		const struct cell cells[REPORT_COLUMNS] = {
			name,
			option,
			cell_word("irr_root"),
			cell_number(figures->irr_rate[root]),
			unit,
			cell_word(status_id(STATUS_ROOT)),
		};
		document_row(document, cells);
	}
}

static void add_long_rows(struct document *document, const struct answer *answer)
{
	struct units units = units_of(answer->subject.plan);
	const struct cell name = cell_repeated(answer->subject.name);
	for (size_t i = 0; i < answer->subject.option_count; i++) {
		const struct option_figures *figures = answer_figures(answer, i);
		const struct cell option = cell_repeated(answer_option_id(answer, i));
		for (int f = 0; f < FIGURE_COUNT; f++) {
			const struct figure_info *info = figure_info((enum figure)f);
			const struct cell cells[REPORT_COLUMNS] = {
				name,
				option,
				cell_word(info->id),
				figure_cell((enum figure)f, figures->figure[f], answer->subject.plan->currency[0]),
				units.cell[info->kind],
				cell_word(status_id(figures->figure[f].status)),
			};
			document_row(document, cells);
			if (f == FIGURE_IRR && figures->figure[f].status == STATUS_MULTIPLE)
				add_irr_roots(document, figures, name, option, units.cell[info->kind]);
		}
	}
	units_release(document, &units);
}

static void add_wide_rows(struct document *document, const struct answer *answer)
{
	for (size_t i = 0; i < answer->subject.option_count; i++) {
		const struct option_figures *figures = answer_figures(answer, i);
		struct cell cells[WIDE_COLUMNS] = {cell_text(answer->subject.name),
						   cell_text(answer_option_id(answer, i))};
		for (int f = 0; f < FIGURE_COUNT; f++) {
			cells[2 + 2 * f] =
				figure_cell((enum figure)f, figures->figure[f], answer->subject.plan->currency[0]);
			cells[3 + 2 * f] = cell_word(status_id(figures->figure[f].status));
		}
		document_row(document, cells);
	}
}

void answer_report_rows(struct document *document, const struct answer *answer, bool wide)
{
	if (!document_wants_rows(document))
		return;
	if (wide)
		add_wide_rows(document, answer);
	else
		add_long_rows(document, answer);
}

/* --- for people --- */

static void figure_table_cell(struct document *document, const struct answer *answer, size_t i, enum figure figure,
                              struct money_unit unit, bool best)
{
	const struct option_figures *figures = answer_figures(answer, i);
	bool none = !status_has_value(figures->figure[figure].status);
	subject_figure(document, &answer->subject,
		       best   ? EMPHASIS_BEST
		       : none ? EMPHASIS_DIM
			      : EMPHASIS_NONE,
		       figure, figures, unit);
}

/* figure_best over the answer's options; their count if none is best. */
static size_t best_of(struct document *document, const struct answer *answer, enum figure figure)
{
	const struct option_figures **options = calloc(answer->subject.option_count + 1, sizeof *options);
	if (!options) {
		document->failed = true;
		return answer->subject.option_count;
	}
	for (size_t i = 0; i < answer->subject.option_count; i++)
		options[i] = answer_figures(answer, i);
	size_t best = figure_best(figure, options, answer->subject.option_count);
	free(options);
	return best;
}

static void figure_row(struct document *document, const struct answer *answer, enum figure figure,
		       struct money_unit unit, bool marked)
{
	struct bytes text = {0};
	format_figure_unit(&text, figure, unit, &answer->subject.notation);
	document_table_row(document, ROW_PLAIN);
	document_table_cell(document, EMPHASIS_NONE, "%s", _(figure_info(figure)->label));
	document_table_cell(document, EMPHASIS_DIM, "%s", document_take(document, &text));
	size_t best = marked ? best_of(document, answer, figure) : answer->subject.option_count;
	for (size_t i = 0; i < answer->subject.option_count; i++)
		figure_table_cell(document, answer, i, figure, unit, i == best);
}

/* "horizon 36 months, discounted at 10 % a year, in EUR" */
static void add_terms(struct document *document, const struct answer *answer)
{
	const struct plan_head *head = &answer->subject.plan->head;
	struct bytes horizon = {0}, rate = {0};
	format_months(&horizon, setting_number(&head->horizon), &answer->subject.notation);
	format_share(&rate, setting_number(&head->discount_rate), &answer->subject.notation);
	bool yearly = setting_common(&head->convention) && (int)setting_number(&head->convention) == CONVENTION_YEARLY;
	document_paragraph(document,
			   yearly ? _("Over %s, at %s a year by whole years, in %s, every input at its best guess.")
				  : _("Over %s, at %s a year, in %s, every input at its best guess."),
			   document_take(document, &horizon), document_take(document, &rate),
			   answer->subject.plan->currency[0]);
}

/* Whether an option that earns something is worth less than nothing; a plan of costs alone has no such answer. */
static bool loses(const struct answer *answer, size_t option)
{
	const struct option_figures *figures = answer_figures(answer, option);
	const struct figure_value npv = figures->figure[FIGURE_NPV], benefit = figures->figure[FIGURE_TOTAL_BENEFIT];
	return npv.status == STATUS_OK && npv.value < -figures->epsilon && benefit.status == STATUS_OK &&
	       benefit.value > 0;
}

static void add_verdict(struct document *document, const struct answer *answer)
{
	size_t best = answer_best(answer);
	struct bytes npv = {0}, payback = {0};
	format_figure(&npv, FIGURE_NPV, answer_figures(answer, best), &answer->subject.notation);
	format_figure(&payback, FIGURE_PAYBACK, answer_figures(answer, best), &answer->subject.notation);
	document_paragraph(document,
			   answer->subject.option_count == 1 ? _("%s: NPV %s. Payback: %s.")
			   : loses(answer, best)
				   ? _("No option is worth more than doing nothing. The best by NPV is %s, %s. "
				       "Payback: %s.")
				   : _("Best by NPV: %s, %s. Payback: %s."),
			   answer_label(answer, best), document_take(document, &npv),
			   document_take(document, &payback));
}

/* Figures whose words in a cell are too short to be complete. */
static bool needs_note(enum figure figure, const struct option_figures *figures)
{
	enum figure_status status = figures->figure[figure].status;
	return status == STATUS_MULTIPLE || (status == STATUS_NOT_WITHIN_HORIZON && figure == FIGURE_PAYBACK) ||
	       (status == STATUS_NOT_WITHIN_HORIZON && figure == FIGURE_DISCOUNTED_PAYBACK &&
	        status_has_value(figures->figure[FIGURE_PAYBACK].status)) ||
	       (status == STATUS_NOT_WITHIN_HORIZON && figure == FIGURE_PAYBACK_LASTING &&
	        status_has_value(figures->figure[FIGURE_PAYBACK].status));
}

static void add_notes(struct document *document, const struct answer *answer)
{
	for (size_t i = 0; i < answer->subject.option_count; i++) {
		for (int f = 0; f < FIGURE_COUNT; f++) {
			const struct option_figures *figures = answer_figures(answer, i);
			if (!needs_note((enum figure)f, figures))
				continue;
			struct bytes text = {0};
			format_figure(&text, (enum figure)f, figures, &answer->subject.notation);
			document_item(document, "%s, %s: %s", answer_label(answer, i),
				      _(figure_info((enum figure)f)->label), document_take(document, &text));
		}
	}
}

static void add_group(struct document *document, const struct answer *answer, enum figure_group group,
		      struct money_unit unit)
{
	document_table_row(document, ROW_GROUP);
	document_table_cell(document, EMPHASIS_NONE, "%s", _(groups[group].label));
	for (int rank = 1; rank <= FIGURE_COUNT; rank++)
		for (int f = 0; f < FIGURE_COUNT; f++) {
			const struct figure_info *info = figure_info((enum figure)f);
			if (info->group == group && info->rank == rank)
				figure_row(document, answer, (enum figure)f, unit, groups[group].marked);
		}
}

void answer_report_table(struct document *document, const struct answer *answer, int level)
{
	struct money_unit unit = money_unit_of(answer->evaluation->option, answer->evaluation->option_count);
	if (!document_wants_blocks(document))
		return;
	document_heading(document, level, "%s", answer->subject.title);
	add_terms(document, answer);
	add_verdict(document, answer);
	document_table(document);
	document_table_column(document, ALIGN_LEFT, " ");
	document_table_column(document, ALIGN_LEFT, " ");
	for (size_t i = 0; i < answer->subject.option_count; i++)
		document_table_column(document, ALIGN_RIGHT, "%s", answer_label(answer, i));
	for (int g = 0; g < FIGURE_GROUPS; g++)
		add_group(document, answer, (enum figure_group)g, unit);
	if (answer->subject.option_count > 1)
		document_legend(document, "%s", _("the best option in that figure"));
	add_notes(document, answer);
}
