/* Remarks about a plan: warnings, audit findings, and whether conditions hold. */
#include "answer/remarks.h"

#include <stdlib.h>
#include <string.h>

#include "answer/chances.h"
#include "answer/held.h"
#include "answer/wording.h"
#include "base/attribute.h"
#include "base/grow.h"
#include "base/intl.h"
#include "decide/audit.h"
#include "decide/condition.h"

enum { COLUMNS = 5 };

static const char *const severity_ids[] = {
	[SEVERITY_NOTE] = "note", [SEVERITY_WARNING] = "warning", [SEVERITY_ERROR] = "error"};

struct remark {
	enum severity severity;
	int line; /* 0: none */
	const char *rule;
	char *message; /* owned */
};

/* Begins as {0}. */
struct remarks {
	struct remark *at;
	size_t count, capacity;
	size_t refused; /* conditions that do not hold */
	bool failed;    /* out of memory */
};

static void remarks_release(struct remarks *remarks)
{
	for (size_t i = 0; i < remarks->count; i++)
		free(remarks->at[i].message);
	free(remarks->at);
	*remarks = (struct remarks){0};
}

static void add(struct remarks *remarks, enum severity severity, int line, const char *rule,
                const struct bytes *message)
{
	char *copy = message->failed ? NULL : strdup(bytes_text(message));
	if (!copy || !GROW(remarks->at, remarks->capacity, remarks->count + 1)) {
		remarks->failed = true;
		free(copy);
		return;
	}
	remarks->at[remarks->count++] =
		(struct remark){.severity = severity, .line = line, .rule = rule, .message = copy};
}

static void add_diag(struct remarks *remarks, const struct diag *diag)
{
	struct bytes message = {0};
	bytes_add_format(&message, "%s%s%s", diag->key ? diag->key : "", diag->key ? ": " : "", diag->message);
	add(remarks, diag->severity, diag->place.line, "profile", &message);
	bytes_release(&message);
}

/*
 * What the reader said of this scenario: when its profile was opened, or (from `first` on) when its row was read. It is
 * a row here, and no line on standard error.
 */
static void add_warnings(struct remarks *remarks, const struct diags *diags, const struct plan *plan, size_t first)
{
	for (size_t i = 0; i < diags->count; i++) {
		const struct diag *diag = &diags->at[i];
		bool about_profile = diag->place.file && strcmp(diag->place.file, plan->source.name) == 0;
		if (diag->severity != SEVERITY_ERROR && (i >= first || about_profile))
			add_diag(remarks, diag);
	}
}

/* What the audit finds. */
static void add_findings(struct remarks *remarks, const struct answer *answer, const struct catalogue *catalogue)
{
	struct findings findings = {0};
	if (audit_run(answer->subject.plan, answer->evaluation, catalogue, &findings) != 0)
		remarks->failed = true;
	for (size_t i = 0; i < findings.count; i++) {
		const struct finding *finding = &findings.at[i];
		struct bytes message = {0};
		bytes_add_text(&message, finding->message);
		add(remarks, finding->severity, finding->line, finding->rule, &message);
		bytes_release(&message);
	}
	findings_release(&findings);
}

/* "'hybrid.payback ≤ 6 months' does not hold: 7.9 months" */
static void add_verdict(const struct answer *answer, const struct condition *condition,
                        double share, size_t option, struct remarks *remarks)
{
	const struct option_figures *figures = &answer->evaluation->option[option];
	const struct plan *plan = answer->subject.plan;
	const struct notation *notation = &answer->subject.notation;
	double measure = condition->is_probability ? share : figure_number(&figures->figure[condition->goal.figure]);
	bool holds = condition_met(condition, measure, figures->epsilon);
	struct bytes message = {0}, understood = {0}, found = {0};
	wording_condition(&understood, plan, condition, option, notation);
	if (condition->is_probability)
		format_probability_beside(&found, share, condition->share.value, notation);
	else
		format_figure_beside(&found, condition->goal.figure, figures, condition->goal.value, notation);
	NUMBERED_ARGUMENTS bytes_add_format(&message, holds ? _("'%1$s' holds: %2$s") : _("'%1$s' does not hold: %2$s"),
	                                    bytes_text(&understood), bytes_text(&found));
	remarks->failed |= understood.failed || found.failed;
	bytes_release(&found);
	add(remarks, holds ? SEVERITY_NOTE : SEVERITY_ERROR, 0, "require", &message);
	remarks->refused += !holds;
	bytes_release(&message);
	bytes_release(&understood);
}

/* A condition that names no option applies to all that are asked for. */
static bool is_asked_of(const struct condition *condition, const struct subject *subject, size_t option)
{
	return condition->goal.option < 0 ? subject_has(subject, option) : condition->goal.option == (int)option;
}

/* Every condition, for every option it applies to. share[condition * options + option] */
static void add_verdicts(const struct answer *answer, const struct condition *conditions,
                         size_t count, const double *share, struct remarks *remarks)
{
	const struct plan *plan = answer->subject.plan;
	size_t options = plan->options.count;
	for (size_t c = 0; c < count; c++)
		for (size_t o = 0; o < options; o++)
			if (is_asked_of(&conditions[c], &answer->subject, o))
				add_verdict(answer, &conditions[c], share[c * options + o], o, remarks);
}

/* What a probability is of is told: draws that were held. */
static void add_held(struct remarks *remarks, const struct answer *answer, const struct condition *conditions,
		     const struct remarks_request *request)
{
	struct held held = {0};
	if (held_find_asked(conditions, request->condition_count, answer->subject.plan, &request->spec, &held) != 0)
		remarks->failed = true;
	for (size_t i = 0; i < held.count; i++) {
		struct bytes message = {0};
		held_answer_print(&message, &held.at[i], &answer->subject.notation);
		add(remarks, SEVERITY_WARNING, 0, "held", &message);
		bytes_release(&message);
	}
	held_release(&held);
}

static void hold_to(struct remarks *remarks, const struct answer *answer, const struct condition *conditions,
			const struct remarks_request *request)
{
	size_t count = request->condition_count;
	double *share = calloc((count + 1) * answer->subject.plan->options.count, sizeof *share);
	if (!share || chances_of_plan(conditions, count, answer->subject.plan, &request->spec, share) != 0)
		remarks->failed = true;
	else
		add_verdicts(answer, conditions, count, share, remarks);
	add_held(remarks, answer, conditions, request);
	free(share);
}

/* Holds the plan to every condition. 0, or -1 with errors in diags. */
static int add_conditions(struct remarks *remarks, struct document *document, const struct answer *answer,
			  const struct remarks_request *request, struct diags *diags)
{
	struct condition *conditions = calloc(request->condition_count + 1, sizeof *conditions);
	int result = 0;
	remarks->failed |= conditions == NULL;
	for (size_t i = 0; conditions && i < request->condition_count; i++)
		if (condition_parse(request->condition[i], answer->subject.plan, (struct place){.file = "--require"},
				    diags, &conditions[i]) != 0)
			result = -1;
	if (conditions && result == 0) {
		document->stamp.drawn |= chances_asked(conditions, request->condition_count);
		hold_to(remarks, answer, conditions, request);
	}
	free(conditions);
	return result;
}

static void say_rows(struct document *document, const char *name, const struct remarks *remarks)
{
	for (size_t i = 0; i < remarks->count && document_wants_rows(document); i++) {
		const struct remark *remark = &remarks->at[i];
		const struct cell cells[COLUMNS] = {
			cell_text(name),
			cell_text(severity_ids[remark->severity]),
			remark->line > 0 ? cell_number(remark->line) : cell_none(),
			cell_text(remark->rule),
			cell_text(remark->message),
		};
		document_row(document, cells);
	}
}

static void say_items(struct document *document, enum severity severity, const char *heading,
                      const struct remarks *remarks)
{
	bool said = false;
	for (size_t i = 0; i < remarks->count; i++) {
		const struct remark *remark = &remarks->at[i];
		if (remark->severity != severity)
			continue;
		if (!said)
			document_heading(document, 2, "%s", heading);
		said = true;
		if (remark->line > 0)
			document_item(document, _("line %d: %s [%s]"), remark->line, remark->message, remark->rule);
		else
			document_item(document, "%s [%s]", remark->message, remark->rule);
	}
}

static bool has_errors(const struct remarks *remarks)
{
	for (size_t i = 0; i < remarks->count; i++)
		if (remarks->at[i].severity == SEVERITY_ERROR)
			return true;
	return false;
}

/* quiet: only conditions that do not hold; nothing if all hold. */
static void say_blocks(struct document *document, const char *title, const struct remarks *remarks, bool quiet)
{
	if (!document_wants_blocks(document) || (quiet && !has_errors(remarks)))
		return;
	document_heading(document, 1, "%s", title);
	if (remarks->count == 0)
		document_paragraph(document, "%s", _("Nothing found."));
	say_items(document, SEVERITY_ERROR, _("Not met"), remarks);
	if (quiet)
		return;
	say_items(document, SEVERITY_WARNING, _("Warnings"), remarks);
	say_items(document, SEVERITY_NOTE, _("Notes"), remarks);
}

void remarks_answer_columns(struct document *document)
{
	static const char *const columns[COLUMNS] = {"profile", "severity", "line", "rule", "message"};
	document_columns(document, columns, COLUMNS);
	document->stamp.drawn = false; /* unless a condition is a probability */
}

int remarks_answer(struct document *document, const struct answer *answer, const struct remarks_request *request,
		   struct diags *diags, bool *met)
{
	struct remarks remarks = {0};
	add_warnings(&remarks, diags, answer->subject.plan, request->first_diag);
	add_findings(&remarks, answer, request->catalogue);
	int result = add_conditions(&remarks, document, answer, request, diags);
	diags->out_of_memory |= remarks.failed;
	say_rows(document, answer->subject.name, &remarks);
	say_blocks(document, answer->subject.title, &remarks, request->quiet);
	*met = remarks.refused == 0;
	remarks_release(&remarks);
	return result == 0 && !diags->out_of_memory ? 0 : -1;
}
