/* The list of figures, from the table of model/figure.h. */
#include "answer/figures.h"

#include "base/intl.h"
#include "model/figure.h"

enum { COLUMNS = 6 };

/* In place of a currency: the list is of no plan. */
static const char any_currency[] = "money";

static const char *better_word(enum figure_sense sense)
{
	static const char *const words[] = {
		[FIGURE_MORE_IS_BETTER] = N_("more"), [FIGURE_LESS_IS_BETTER] = N_("less"), [FIGURE_NEITHER] = NULL};

	return words[sense];
}

/* Those that the figure can have, in their order. */
static void print_statuses(enum figure figure, const char *between, struct bytes *out)
{
	for (int status = 0; status < STATUS_COUNT; status++) {
		if ((figure_info(figure)->statuses & (1u << status)) == 0)
			continue;
		bytes_add_text(out, out->size > 0 ? between : "");
		bytes_add_text(out, status_id((enum figure_status)status));
	}
}

void answer_figures_columns(struct document *document)
{
	static const char *const names[COLUMNS] = {"figure", "label", "unit", "better", "formula", "statuses"};

	document_columns(document, names, COLUMNS);
}

void answer_figures_rows(struct document *document)
{
	for (int f = 0; f < FIGURE_COUNT && document_wants_rows(document); f++) {
		const struct figure_info *info = figure_info((enum figure)f);
		struct bytes unit = {0}, statuses = {0};

		figure_print_unit((enum figure)f, any_currency, &unit);
		print_statuses((enum figure)f, " ", &statuses);
		const struct cell cells[COLUMNS] = {
			cell_word(info->id),
			cell_text(info->label),
			cell_word(document_text(document, &unit)),
			cell_text(better_word(info->sense)),
			cell_text(info->formula),
			cell_word(document_text(document, &statuses)),
		};
		document_row(document, cells);
		bytes_release(&unit);
		bytes_release(&statuses);
	}
}

/* --- for people --- */

/* The formula with the sign of people for a product, as `why` has it. */
static void print_formula(const char *formula, bool ascii, struct bytes *out)
{
	for (; *formula != '\0'; formula++) {
		if (*formula == '*')
			bytes_add_text(out, ascii ? "x" : "×");
		else
			bytes_add_char(out, *formula);
	}
}

static void add_figure(struct document *document, enum figure figure)
{
	const struct figure_info *info = figure_info(figure);
	const char *better = better_word(info->sense);
	struct bytes unit = {0}, formula = {0}, statuses = {0};

	figure_print_unit(figure, any_currency, &unit);
	print_formula(info->formula, document->style.ascii, &formula);
	print_statuses(figure, ", ", &statuses);
	document_table_row(document, ROW_PLAIN);
	document_table_cell(document, EMPHASIS_NONE, "%s", info->id);
	document_table_cell(document, EMPHASIS_NONE, "%s", _(info->label));
	document_table_cell(document, EMPHASIS_DIM, "%s", document_take(document, &unit));
	document_table_cell(document, EMPHASIS_NONE, "%s", better != NULL ? _(better) : "");
	document_table_cell(document, EMPHASIS_NONE, "%s", document_take(document, &formula));
	document_table_cell(document, EMPHASIS_DIM, "%s", document_take(document, &statuses));
}

static void add_meanings(struct document *document)
{
	unsigned used = 0;

	for (int f = 0; f < FIGURE_COUNT; f++)
		used |= figure_info((enum figure)f)->statuses;
	document_table(document);
	document_table_column(document, ALIGN_LEFT, "%s", _("Status"));
	document_table_column(document, ALIGN_LEFT, "%s", _("Value"));
	document_table_column(document, ALIGN_LEFT, "%s", _("Meaning"));
	for (int status = 0; status < STATUS_COUNT; status++) {
		if ((used & (1u << status)) == 0)
			continue;
		document_table_row(document, ROW_PLAIN);
		document_table_cell(document, EMPHASIS_NONE, "%s", status_id((enum figure_status)status));
		document_table_cell(document, EMPHASIS_NONE, "%s",
				    status_has_value((enum figure_status)status) ? _("yes") : _("no"));
		document_table_cell(document, EMPHASIS_NONE, "%s", _(status_label((enum figure_status)status)));
	}
}

void answer_figures_table(struct document *document)
{
	static const char *const heads[COLUMNS] = {N_("Figure"), N_("Label"),   N_("Unit"),
	                                           N_("Better"), N_("Formula"), N_("Statuses")};

	if (!document_wants_blocks(document))
		return;
	document_heading(document, 1, "%s", _("Figures of an option"));
	document_paragraph(document, "%s",
			   _("Money is in the plan's currency; a share of 0.18 is 18 %. "
			     "docs/model.md explains the formulas. "
			     "Where the status is one without a value, files leave the value empty."));
	document_table(document);
	for (int i = 0; i < COLUMNS; i++)
		document_table_column(document, ALIGN_LEFT, "%s", _(heads[i]));
	for (int f = 0; f < FIGURE_COUNT; f++)
		add_figure(document, (enum figure)f);
	add_meanings(document);
}
