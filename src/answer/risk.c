/* The trials' statistics. */
#include "answer/risk.h"

#include <math.h>
#include <stdlib.h>

#include "base/attribute.h"
#include "base/intl.h"

enum { COLUMNS = 6 };

/* The trials of one scenario. All borrowed but what was held. */
struct risk_answer {
	struct subject subject;
	const struct study *study;
	const struct option_risk *risk; /* of every option of the plan */
	struct held held;
};

void risk_answer_columns(struct document *document)
{
	static const char *const names[COLUMNS] = {"profile", "option", "figure", "statistic", "value", "status"};

	document_columns(document, names, COLUMNS);
}

static const char *option_id(const struct risk_answer *answer, size_t i)
{
	return subject_id(&answer->subject, answer->subject.option[i]);
}

static const char *option_name(const struct risk_answer *answer, size_t i)
{
	return subject_label(&answer->subject, answer->subject.option[i]);
}

/* No value (NaN) is an empty cell. */
static double number_of(struct risk_value value)
{
	return risk_status_has_value(value.status) ? value.value : (double)NAN;
}

/* A statistic of an amount of money is an amount of money. */
static struct cell statistic_cell(const struct risk_answer *answer, enum trial_figure figure, struct risk_value value)
{
	double number = number_of(value);

	return figure == TRIAL_PAYBACK ? cell_number(number) : cell_money(number, answer->subject.plan->currency[0]);
}

static void add_row(struct document *document, const struct risk_answer *answer, const char *option, const char *figure,
                    const char *statistic, struct cell value, enum risk_status status)
{
	const struct cell cells[COLUMNS] = {
		cell_text(answer->subject.name),
		cell_text(option),
		cell_text(figure),
		cell_text(statistic),
		value,
		cell_text(risk_status_id(status)),
	};

	document_row(document, cells);
}

static void add_rows(struct document *document, const struct risk_answer *answer)
{
	for (size_t i = 0; i < answer->subject.option_count; i++) {
		const struct option_risk *risk = &answer->risk[answer->subject.option[i]];
		const char *option = option_id(answer, i);

		for (int f = 0; f < TRIAL_FIGURES; f++)
			for (int s = 0; s < STATISTICS; s++)
				if (statistic_is_of(s, f))
					add_row(document, answer, option, trial_figure_id(f), statistic_id(s),
						statistic_cell(answer, f, risk->statistic[f][s]),
						risk->statistic[f][s].status);
		for (int e = 0; e < EVENTS; e++)
			add_row(document, answer, option, "probability", event_id(e),
				cell_number(number_of(risk->probability[e])), risk->probability[e].status);
	}
	for (size_t i = 0; i < answer->held.count; i++)
		add_row(document, answer, NULL, answer->held.at[i].input->name, "held",
			cell_number(answer->held.at[i].share), RISK_OK);
}

/* The columns for people, in order; if a line is too short, some are left out. */
static const struct {
	const char *header; /* N_() */
	enum statistic statistic;
	int spare; /* rank; 0: needed */
} shown[] = {
	{N_("P5"), STATISTIC_P5, 0},   {N_("P10"), STATISTIC_P10, 0},       {N_("P25"), STATISTIC_P25, 2},
	{N_("P50"), STATISTIC_P50, 0}, {N_("P75"), STATISTIC_P75, 2},       {N_("P90"), STATISTIC_P90, 0},
	{N_("P95"), STATISTIC_P95, 0}, {N_("mean"), STATISTIC_MEAN, 0},     {"±", STATISTIC_SE, 0},
	{N_("sd"), STATISTIC_SD, 1},   {N_("worst 5 %"), STATISTIC_ES5, 0},
};
enum { SHOWN = sizeof shown / sizeof shown[0] };

/* One unit for the whole table, by its widest percentiles. */
static struct money_unit unit_of(const struct risk_answer *answer, enum trial_figure figure)
{
	double largest = 0;

	for (size_t i = 0; i < answer->subject.option_count; i++) {
		const struct risk_value *statistic = answer->risk[answer->subject.option[i]].statistic[figure];

		largest = money_larger(money_larger(largest, statistic[STATISTIC_P5].value),
				       statistic[STATISTIC_P95].value);
	}
	return money_unit_for(largest);
}

static const char *no_value(enum risk_status status)
{
	return status == RISK_NOT_WITHIN_HORIZON ? _("never") : status == RISK_OVERFLOW ? _("too large") : _("n/a");
}

static void add_cell(struct document *document, const struct risk_answer *answer, enum trial_figure figure,
                     enum statistic statistic, struct risk_value value, struct money_unit unit)
{
	struct quantity payback =
		quantity_of(QUANTITY_NUMBER, value.value, NULL); /* a mean has more digits than a count */

	payback.decimals = statistic == STATISTIC_SE ? 2 : 1;
	if (!risk_status_has_value(value.status))
		document_table_status(document, EMPHASIS_DIM, no_value(value.status));
	else if (figure == TRIAL_PAYBACK)
		document_table_quantity(document, EMPHASIS_NONE, payback);
	else
		subject_amount(document, &answer->subject, EMPHASIS_NONE, value.value, unit);
}

static void add_header(struct document *document, const struct risk_answer *answer, enum trial_figure figure,
		       struct money_unit unit)
{
	static const char *const labels[TRIAL_FIGURES] = {
		[TRIAL_NPV] = N_("NPV"), [TRIAL_PAYBACK] = N_("Payback"), [TRIAL_NET_VALUE] = N_("Net value")};
	struct bytes in = {0};

	if (figure == TRIAL_PAYBACK)
		bytes_add_text(&in, _("months"));
	else
		format_money_unit(&in, unit, &answer->subject.notation);
	document_table_column(document, ALIGN_LEFT, "%s, %s", _(labels[figure]), document_take(document, &in));
	for (int k = 0; k < SHOWN; k++) {
		if (!statistic_is_of(shown[k].statistic, figure))
			continue;
		document_table_column(document, ALIGN_RIGHT, "%s",
				      answer->subject.notation.ascii && shown[k].statistic == STATISTIC_SE
					      ? "+-"
					      : _(shown[k].header));
		document_table_spare(document, shown[k].spare);
	}
}

static void add_figure(struct document *document, const struct risk_answer *answer, enum trial_figure figure)
{
	struct money_unit unit = unit_of(answer, figure);

	document_table(document);
	add_header(document, answer, figure, unit);
	for (size_t i = 0; i < answer->subject.option_count; i++) {
		const struct risk_value *statistic = answer->risk[answer->subject.option[i]].statistic[figure];

		document_table_row(document, ROW_PLAIN);
		document_table_cell(document, EMPHASIS_NONE, "%s", option_name(answer, i));
		for (int k = 0; k < SHOWN; k++)
			if (statistic_is_of(shown[k].statistic, figure))
				add_cell(document, answer, figure, shown[k].statistic, statistic[shown[k].statistic],
					 unit);
	}
}

/* The option that is most often the best is marked. */
static size_t most_often_best(const struct risk_answer *answer)
{
	size_t best = 0;

	if (answer->subject.option_count <
	    answer->subject.plan->options.count) /* the best option may be one that is not shown */
		return answer->subject.option_count;
	for (size_t i = 1; i < answer->subject.option_count; i++)
		if (answer->risk[answer->subject.option[i]].probability[EVENT_BEST].value >
		    answer->risk[answer->subject.option[best]].probability[EVENT_BEST].value)
			best = i;
	return answer->subject.option_count > 1 ? best : answer->subject.option_count;
}

static void add_probabilities(struct document *document, const struct risk_answer *answer)
{
	static const struct {
		enum event event;
		const char *header; /* N_() */
	} columns[EVENTS] = {
		{EVENT_PAYBACK_12, N_("payback in 12 m")}, {EVENT_PAYBACK_18, N_("in 18 m")},
		{EVENT_PAYBACK_24, N_("in 24 m")},         {EVENT_PAYBACK_NEVER, N_("not in the horizon")},
		{EVENT_LOSS, N_("NPV below 0")},           {EVENT_BEST, N_("best option")},
		{EVENT_FIRST, N_("first to pay back")},
	};
	size_t best = most_often_best(answer);

	document_table(document);
	document_table_column(document, ALIGN_LEFT, "%s", _("Probability"));
	for (int e = 0; e < EVENTS; e++)
		document_table_column(document, ALIGN_RIGHT, "%s", _(columns[e].header));
	for (size_t i = 0; i < answer->subject.option_count; i++) {
		document_table_row(document, ROW_PLAIN);
		document_table_cell(document, EMPHASIS_NONE, "%s", option_name(answer, i));
		for (int e = 0; e < EVENTS; e++) {
			struct risk_value value = answer->risk[answer->subject.option[i]].probability[columns[e].event];
			bool is_best = i == best && columns[e].event == EVENT_BEST;

			if (risk_status_has_value(value.status))
				document_table_quantity(document, is_best ? EMPHASIS_BEST : EMPHASIS_NONE,
				                        quantity_of(QUANTITY_PROBABILITY, value.value, NULL));
			else
				document_table_status(document, EMPHASIS_DIM, no_value(value.status));
		}
	}
}

static void add_method(struct document *document, const struct risk_answer *answer)
{
	const struct study_spec *spec = study_spec(answer->study);
	size_t inputs = sampler_input_count(study_sampler(answer->study));
	struct bytes trials = {0};

	format_number(&trials, (double)study_done(answer->study), 0, &answer->subject.notation);
	if (inputs == 0 && !spec->outcome)
		document_paragraph(document, "%s", _("Nothing in this plan is uncertain: every trial is the same."));
	else
		NUMBERED_ARGUMENTS document_paragraph(
			document,
			spec->sampling == SAMPLING_SOBOL
				? ngettext("%1$s trials of %2$zu uncertain input, seed %3$llu, scrambled Sobol points "
					   "(standard errors from 16 batches, on the large side).",
					   "%1$s trials of %2$zu uncertain inputs, seed %3$llu, scrambled Sobol points "
					   "(standard errors from 16 batches, on the large side).",
					   inputs)
				: ngettext("%1$s trials of %2$zu uncertain input, seed %3$llu, random draws.",
					   "%1$s trials of %2$zu uncertain inputs, seed %3$llu, random draws.", inputs),
			document_text(document, &trials), inputs, (unsigned long long)spec->seed);
	if (spec->outcome && answer->subject.plan->outcome.section.line > 0)
		document_paragraph(document, "%s", _("Success, neutral and stopped are drawn by the plan's weights."));
	else if (spec->outcome)
		document_paragraph(document, "%s", _("The plan has no [outcome]: every trial is a success."));
	bytes_release(&trials);
}

/* Explains which trials a probability or a mean is over, where it could be misunderstood. */
static void add_notes(struct document *document, const struct risk_answer *answer)
{
	bool partial = false;

	for (size_t i = 0; i < answer->subject.option_count; i++)
		partial |= answer->risk[answer->subject.option[i]].statistic[TRIAL_PAYBACK][STATISTIC_MEAN].status ==
			   RISK_PARTIAL;
	if (partial)
		document_item(document,
			      _("mean, %s and sd of a payback are over the trials that pay back; its percentiles are "
				"over all"),
			      answer->subject.notation.ascii ? "+-" : "±");
	if (answer->subject.option_count < answer->subject.plan->options.count)
		document_item(document, "%s",
			      _("best option and first to pay back are among all options of the plan, shown or not"));
}

static void add_blocks(struct document *document, const struct risk_answer *answer)
{
	subject_heading(document, &answer->subject);
	add_method(document, answer);
	add_probabilities(document, answer);
	add_figure(document, answer, TRIAL_PAYBACK);
	add_figure(document, answer, TRIAL_NPV);
	add_figure(document, answer, TRIAL_NET_VALUE);
	add_notes(document, answer);
	held_answer_items(document, &answer->held, &answer->subject.notation);
}

static int say(struct document *document, const struct subject *subject, const struct study *study)
{
	struct option_risk *risk = calloc(subject->plan->options.count, sizeof *risk);
	struct risk_answer answer = {.subject = *subject, .study = study, .risk = risk};
	int result = risk == NULL || summary_compute(study, risk) != 0 ||
				     held_find(study_sampler(study), study_done(study), &answer.held) != 0
			     ? -1
			     : 0;

	if (result == 0 && document_wants_rows(document))
		add_rows(document, &answer);
	if (result == 0 && document_wants_blocks(document))
		add_blocks(document, &answer);
	held_release(&answer.held);
	free(risk);
	return result;
}

int risk_answer(struct document *document, const struct subject *subject, const struct study_spec *spec,
		const struct watch *watch, size_t *done)
{
	struct study *study;

	if (study_new(subject->plan, spec, &study) != 0)
		return -1;
	*done = study_run(study, spec->trials, watch);
	int result = *done > 0 ? say(document, subject, study) : 0;
	study_free(study);
	return result;
}
