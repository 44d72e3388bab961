/* The drivers of a plan, for files. */
#include <math.h>

#include "answer/risk.h"

enum { COLUMNS = 6 };

void drivers_answer_columns(struct document *document)
{
	static const char *const names[COLUMNS] = {"profile", "option", "input", "measure", "value", "status"};

	document_columns(document, names, COLUMNS);
}

/* What a row is about, and its content. */
struct row {
	const char *option, *input, *measure;
	struct cell value;
	const char *status;
};

static void add_row(struct document *document, const struct drivers_answer *answer, struct row row)
{
	const struct cell cells[COLUMNS] = {
		cell_text(answer->subject.name), cell_text(row.option), cell_text(row.input),
		cell_text(row.measure),  row.value,             cell_text(row.status),
	};

	document_row(document, cells);
}

/* An amount of money. */
static void add_money(struct document *document, const struct drivers_answer *answer, struct row row, double amount)
{
	row.value = cell_money(amount, answer->subject.plan->currency[0]);
	row.status = isfinite(amount) ? row.status : "overflow";
	add_row(document, answer, row);
}

static const char *indices_status_id(enum indices_status status)
{
	static const char *const ids[] = {[INDICES_OK] = "ok",
	                                  [INDICES_SKIPPED] = "correlated",
	                                  [INDICES_CONSTANT] = "undefined",
	                                  [INDICES_OVERFLOW] = "overflow"};

	return ids[status];
}

/* An estimated index slightly outside 0 to 1 stays as it is: files hold the estimate. */
static void add_indices(struct document *document, const struct drivers_answer *answer, struct row row,
			const struct indices *indices)
{
	const struct {
		const char *measure;
		double value;
	} rows[] = {
		{"sobol_first", indices->first},
		{"sobol_first_se", indices->first_error},
		{"sobol_total", indices->total},
		{"sobol_total_se", indices->total_error},
	};

	row.status = indices_status_id(indices->status);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		row.measure = rows[i].measure;
		row.value = indices->status == INDICES_OK ? cell_number(rows[i].value) : cell_none();
		add_row(document, answer, row);
	}
}

static void add_driver(struct document *document, const struct drivers_answer *answer, size_t option, size_t i)
{
	static const char *const measures[2][2] = {{"tornado_p10", "tornado_p90"},
						   {"tornado_minus10", "tornado_plus10"}};
	const struct drivers *drivers = answer->drivers;
	const struct driver *driver = &drivers->driver[option * drivers->bar_count + i];
	const struct tornado_input *input = &drivers->input[i];
	bool certain = i >= drivers->input_count;
	struct row row = {.option = subject_id(&answer->subject, option), .input = input->input->name};

	for (int end = 0; end < 2; end++) {
		row.measure = measures[certain][end];
		row.status = input->held[end] ? "held" : "ok";
		add_money(document, answer, row, driver->bar.npv[end]);
	}
	if (!certain)
		add_indices(document, answer, row, &driver->indices);
}

/* The value of information about an input, and its standard error. */
static void add_information(struct document *document, const struct drivers_answer *answer, const char *input,
                            const char *const measures[2], struct information information)
{
	bool overflow = answer->drivers->overflow;
	struct row value = {.input = input, .measure = measures[0], .status = "ok"}, error = value;

	error.measure = measures[1];
	add_money(document, answer, value, overflow ? (double)INFINITY : information.value);
	if (overflow || information.error >= 0) {
		add_money(document, answer, error, overflow ? (double)INFINITY : information.error);
		return;
	}
	error.value = cell_money(NAN, answer->subject.plan->currency[0]);
	error.status = "undefined"; /* too few trials to tell */
	add_row(document, answer, error);
}

static void add_rows(struct document *document, const struct drivers_answer *answer)
{
	static const char *const of_one[2] = {"evppi", "evppi_se"}, *const of_all[2] = {"evpi", "evpi_se"};
	const struct drivers *drivers = answer->drivers;

	for (size_t o = 0; o < answer->subject.option_count; o++)
		for (size_t i = 0; i < drivers->bar_count; i++)
			add_driver(document, answer, answer->subject.option[o], i);
	for (size_t i = 0; i < drivers->input_count; i++)
		add_information(document, answer, sampler_input(drivers->sampler, i)->name, of_one,
				drivers->partial[i]);
	add_information(document, answer, NULL, of_all, drivers->perfect);
	for (size_t i = 0; i < answer->held.count; i++)
		add_row(document, answer,
			(struct row){.input = answer->held.at[i].input->name,
				     .measure = "held",
				     .value = cell_number(answer->held.at[i].share),
				     .status = "ok"});
}

static int say(struct document *document, const struct subject *subject, const struct drivers *drivers)
{
	struct drivers_answer answer = {.subject = *subject, .drivers = drivers};

	if (held_find(drivers->sampler, drivers->trials, &answer.held) != 0)
		return -1;
	if (document_wants_rows(document))
		add_rows(document, &answer);
	if (document_wants_blocks(document))
		drivers_answer_tables(document, &answer);
	held_release(&answer.held);
	return 0;
}

int drivers_answer(struct document *document, const struct subject *subject, const struct drivers_spec *spec,
		   const struct watch *watch)
{
	struct drivers drivers;

	if (drivers_new(subject->plan, spec, watch, &drivers) != DRIVERS_DONE)
		return -1;
	int result = say(document, subject, &drivers);
	drivers_release(&drivers);
	return result;
}
