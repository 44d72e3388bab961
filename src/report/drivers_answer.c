/* The drivers of a plan. */
#include <math.h>
#include <stdlib.h>

#include "base/intl.h"
#include "report/risk_answer.h"

enum { COLUMNS = 5 };

void drivers_answer_columns(struct document *document)
{
	static const char *const names[COLUMNS] = {"profile", "option", "input", "measure", "value"};

	document_columns(document, names, COLUMNS);
}

static void add_row(struct document *document, const struct drivers_answer *answer, const char *option, const char *input,
                    const char *measure, struct cell value)
{
	const struct cell cells[COLUMNS] = {cell_text(answer->name), cell_text(option), cell_text(input), cell_text(measure), value};

	document_row(document, cells);
}

static const char *input_name(const struct drivers_answer *answer, size_t i)
{
	return sampler_input(answer->drivers->sampler, i)->name;
}

static const struct driver *driver_of(const struct drivers_answer *answer, size_t option, size_t input)
{
	return &answer->drivers->driver[option * answer->drivers->input_count + input];
}

/* An index the estimate of which lies a little outside of 0 to 1 stays as it is: files hold what was found. */
void drivers_answer_rows(struct document *document, const struct drivers_answer *answer)
{
	if (!document_wants_rows(document))
		return;
	for (size_t o = 0; o < answer->option_count; o++) {
		const char *option = plan_option(answer->plan, answer->option[o])->section.id;

		for (size_t i = 0; i < answer->drivers->input_count; i++) {
			const struct driver *driver = driver_of(answer, answer->option[o], i);
			const char *input = input_name(answer, i);

			add_row(document, answer, option, input, "tornado_p10", cell_money(driver->at_p10, answer->plan->currency[0]));
			add_row(document, answer, option, input, "tornado_p90", cell_money(driver->at_p90, answer->plan->currency[0]));
			add_row(document, answer, option, input, "sobol_first",
			        driver->has_indices ? cell_number(driver->first) : cell_none());
			add_row(document, answer, option, input, "sobol_total",
			        driver->has_indices ? cell_number(driver->total) : cell_none());
		}
	}
	for (size_t i = 0; i < answer->drivers->input_count; i++)
		add_row(document, answer, NULL, input_name(answer, i), "evppi", cell_money(answer->drivers->partial[i], answer->plan->currency[0]));
	add_row(document, answer, NULL, NULL, "evpi", cell_money(answer->drivers->perfect, answer->plan->currency[0]));
}

static void money_cell(struct document *document, const struct drivers_answer *answer, double amount, struct money_unit unit)
{
	struct bytes text = {0};

	format_amount(&text, amount, unit, &answer->notation);
	document_table_cell(document, EMPHASIS_NONE, "%s", document_text(document, &text));
	bytes_release(&text);
}

static void share_cell(struct document *document, const struct drivers_answer *answer, const struct driver *driver, double share)
{
	struct bytes text = {0};

	if (!driver->has_indices) {
		document_table_cell(document, EMPHASIS_DIM, "%s", _("n/a"));
		return;
	}
	format_share(&text, share < 0 ? 0 : share, &answer->notation); /* an estimate may fall short of 0 */
	document_table_cell(document, EMPHASIS_NONE, "%s", document_text(document, &text));
	bytes_release(&text);
}

static struct money_unit unit_of(const struct drivers_answer *answer, size_t option)
{
	double largest = 0;

	for (size_t i = 0; i < answer->drivers->input_count; i++) {
		const struct driver *driver = driver_of(answer, option, i);

		largest = fmax(largest, fmax(fabs(driver->at_p10), fabs(driver->at_p90)));
	}
	return money_unit_for(largest);
}

static void add_columns(struct document *document, const struct drivers_answer *answer, struct money_unit unit)
{
	struct bytes money = {0};

	format_money_unit(&money, unit, &answer->notation);
	document_table(document);
	document_table_column(document, ALIGN_LEFT, "%s", _("Input"));
	document_table_column(document, ALIGN_RIGHT, _("NPV at P10, %s"), document_text(document, &money));
	document_table_column(document, ALIGN_RIGHT, _("at P90"));
	document_table_column(document, ALIGN_RIGHT, _("swing"));
	document_table_column(document, ALIGN_RIGHT, _("share alone"));
	document_table_column(document, ALIGN_RIGHT, _("with others"));
	bytes_release(&money);
}

/* An input of another option: it moves nothing here. */
static bool is_idle(const struct driver *driver)
{
	return driver->at_p10 == driver->at_p90 && (!driver->has_indices || driver->total == 0);
}

/* What an option's npv hangs on, the widest swing first. */
static void add_option(struct document *document, const struct drivers_answer *answer, size_t option, size_t *order, int level)
{
	const struct plan_option *of = plan_option(answer->plan, option);
	struct money_unit unit = unit_of(answer, option);

	size_t idle = 0;

	drivers_order(answer->drivers, option, order);
	document_heading(document, level, "%s", section_label(&of->section, &of->label));
	add_columns(document, answer, unit);
	for (size_t k = 0; k < answer->drivers->input_count; k++) {
		const struct driver *driver = driver_of(answer, option, order[k]);

		if (is_idle(driver)) {
			idle++;
			continue;
		}
		document_table_row(document, ROW_PLAIN);
		document_table_cell(document, EMPHASIS_NONE, "%s", input_name(answer, order[k]));
		money_cell(document, answer, driver->at_p10, unit);
		money_cell(document, answer, driver->at_p90, unit);
		money_cell(document, answer, fabs(driver->at_p90 - driver->at_p10), unit);
		share_cell(document, answer, driver, driver->first);
		share_cell(document, answer, driver, driver->total);
	}
	if (idle > 0)
		document_paragraph(document, ngettext("%zu more input changes nothing here.", "%zu more inputs change nothing here.", idle),
		                   idle);
}

static int dearest_first(const void *a, const void *b)
{
	const double *const *x = a, *const *y = b;

	return **x != **y ? (**x < **y) - (**x > **y) : (*x > *y) - (*x < *y);
}

/* What settling each input before deciding is worth, the dearest first; those worth nothing are not told one by one. */
static void add_information(struct document *document, const struct drivers_answer *answer, int level)
{
	const struct drivers *drivers = answer->drivers;
	const double **partial = calloc(drivers->input_count + 1, sizeof *partial);
	struct bytes money = {0};

	if (partial == NULL) {
		document->failed = true;
		return;
	}
	for (size_t i = 0; i < drivers->input_count; i++)
		partial[i] = &drivers->partial[i];
	qsort(partial, drivers->input_count, sizeof *partial, dearest_first);
	document_heading(document, level, "%s", _("What knowing more is worth"));
	format_money(&money, drivers->perfect, &answer->notation);
	if (drivers->perfect > 0)
		document_paragraph(document, _("Knowing everything before deciding is worth at most %s."), document_text(document, &money));
	else
		document_paragraph(document, "%s", _("The decision is the same in every trial: knowing more before deciding is worth nothing."));
	for (size_t i = 0; i < drivers->input_count && *partial[i] > drivers->perfect / 1000; i++) {
		bytes_release(&money);
		money = (struct bytes){0};
		format_money(&money, *partial[i], &answer->notation);
		document_item(document, _("settling %s before deciding is worth at most %s"),
		              input_name(answer, (size_t)(partial[i] - drivers->partial)), document_text(document, &money));
	}
	bytes_release(&money);
	free(partial);
}

static void add_method(struct document *document, const struct drivers_answer *answer)
{
	struct bytes trials = {0}, points = {0};

	format_number(&trials, (double)answer->drivers->trials, 0, &answer->notation);
	format_number(&points, (double)answer->drivers->points, 0, &answer->notation);
	document_paragraph(document,
	                   _("Swing: NPV with one input at its P10 and at its P90, all else at the best guess. Share: how much of the "
	                     "variance of the NPV is the input's alone, and how much it takes part in (%s points). Values of "
	                     "knowing: from %s trials."),
	                   document_text(document, &points), document_text(document, &trials));
	bytes_release(&trials);
	bytes_release(&points);
}

void drivers_answer_tables(struct document *document, const struct drivers_answer *answer, int level)
{
	size_t *order;

	if (!document_wants_blocks(document))
		return;
	document_heading(document, level, "%s", answer->title);
	if (answer->drivers->input_count == 0) {
		document_paragraph(document, "%s", _("Nothing in this plan is uncertain: no input drives it more than another."));
		return;
	}
	order = malloc(answer->drivers->input_count * sizeof *order);
	if (order == NULL) {
		document->failed = true;
		return;
	}
	add_information(document, answer, level + 1);
	for (size_t o = 0; o < answer->option_count; o++)
		add_option(document, answer, answer->option[o], order, level + 1);
	add_method(document, answer);
	free(order);
}
