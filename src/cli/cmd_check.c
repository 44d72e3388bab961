/*
 * check: what is wrong or doubtful in a plan, and whether it meets conditions.
 *
 * An error in a profile is told on standard error like anywhere, with exit 2. What the reader warns of, what the audit finds and
 * what --require asks are the rows.
 */
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "cli/answers.h"
#include "cli/chances.h"
#include "cli/draws.h"
#include "cli/wording.h"
#include "decide/audit.h"

enum { COLUMNS = 5 };

struct check_options {
	struct texts require;
};

/* One thing to say of a scenario. */
struct remark {
	enum severity severity;
	int line;         /* 0: none */
	const char *rule;
	char *message;    /* owned */
};

struct remarks {
	struct remark *at;
	size_t count;
	size_t refused;   /* conditions that do not hold */
	bool failed;
};

static const char *const severity_ids[] = {
	[SEVERITY_NOTE] = "note", [SEVERITY_WARNING] = "warning", [SEVERITY_ERROR] = "error"};

static void remarks_release(struct remarks *remarks)
{
	for (size_t i = 0; i < remarks->count; i++)
		free(remarks->at[i].message);
	free(remarks->at);
	*remarks = (struct remarks){0};
}

static void remarks_add(struct remarks *remarks, enum severity severity, int line, const char *rule, const struct bytes *message)
{
	struct remark *at = realloc(remarks->at, (remarks->count + 1) * sizeof *at);
	char *copy = message->failed ? NULL : strdup(bytes_text(message));
	if (at)
		remarks->at = at;
	if (!at || !copy) {
		remarks->failed = true;
		free(copy);
		return;
	}
	remarks->at[remarks->count++] =
		(struct remark){.severity = severity, .line = line, .rule = rule, .message = copy};
}

/*
 * What the reader said of this scenario: when its profile was opened, or (from `first` on) when its row was read. It is a row here, and no line
 * on standard error.
 */
static void add_warnings(struct context *context, const struct plan *plan, size_t first, struct remarks *remarks)
{
	for (size_t i = 0; i < context->diags.count; i++) {
		const struct diag *diag = &context->diags.at[i];
		bool about_profile = diag->place.file && strcmp(diag->place.file, plan->source.name) == 0;
		if (diag->severity == SEVERITY_ERROR || (i < first && !about_profile))
			continue;
		struct bytes message = {0};
		bytes_add_format(&message, "%s%s%s", diag->key ? diag->key : "", diag->key ? ": " : "", diag->message);
		remarks_add(remarks, diag->severity, diag->place.line, "profile", &message);
		bytes_release(&message);
	}
}

static void add_findings(const struct plan *plan, const struct evaluation *evaluation, struct remarks *remarks)
{
	struct findings findings = {0};
	if (audit_run(plan, evaluation, &findings) != 0)
		remarks->failed = true;
	for (size_t i = 0; i < findings.count; i++) {
		const struct finding *finding = &findings.at[i];
		struct bytes message = {0};
		bytes_add_text(&message, finding->message);
		remarks_add(remarks, finding->severity, finding->line, finding->rule, &message);
		bytes_release(&message);
	}
	findings_release(&findings);
}

/* "'hybrid.payback ≤ 6 months' does not hold: 7.9 months" */
static void add_verdict(const struct context *context, const struct evaluated *evaluated, const struct condition *condition,
                        double share, size_t option, struct remarks *remarks)
{
	const struct option_figures *figures = &evaluated->evaluation.option[option];
	const struct plan *plan = evaluated->answer.plan;
	struct notation notation = notation_of(context, plan);
	double measure = condition->is_probability ? share : figure_number(&figures->figure[condition->goal.figure]);
	bool holds = condition_met(condition, measure, figures->epsilon);
	struct bytes message = {0}, understood = {0};
	wording_condition(&understood, plan, condition, option, &notation);
	bytes_add_format(&message, holds ? _("'%s' holds: ") : _("'%s' does not hold: "), bytes_text(&understood));
	if (condition->is_probability)
		format_probability_beside(&message, share, condition->share.value, &notation);
	else
		format_figure_beside(&message, condition->goal.figure, figures, condition->goal.value, &notation);
	remarks->failed |= understood.failed;
	remarks_add(remarks, holds ? SEVERITY_NOTE : SEVERITY_ERROR, 0, "require", &message);
	remarks->refused += !holds;
	bytes_release(&message);
	bytes_release(&understood);
}

/* Every condition, for every option that is meant. share[condition * options + option] */
static void add_verdicts(const struct context *context, const struct evaluated *evaluated, const struct condition *conditions,
                         size_t count, const double *share, struct remarks *remarks)
{
	const struct plan *plan = evaluated->answer.plan;
	size_t options = plan->options.count;
	for (size_t c = 0; c < count; c++)
		for (size_t o = 0; o < options; o++)
			if (conditions[c].goal.option < 0 ? option_wanted(context, plan, o) : conditions[c].goal.option == (int)o)
				add_verdict(context, evaluated, &conditions[c], share[c * options + o], o, remarks);
}

/* 0, or -1 with errors in diags. */
static int read_conditions(struct context *context, const struct plan *plan, const struct texts *require,
                           struct condition *conditions)
{
	const struct place place = {.file = "--require"};
	int result = 0;
	for (size_t i = 0; i < require->count; i++) {
		if (condition_parse(require->at[i], plan, place, &context->diags, &conditions[i]) != 0)
			result = -1;
		else
			context->document.stamp.drawn |= conditions[i].is_probability;
	}
	return result;
}

/* Holds the plan to every condition. 0, or -1 with errors in diags. */
static int add_conditions(struct context *context, const struct evaluated *evaluated, const struct texts *require,
                          struct remarks *remarks)
{
	const struct plan *plan = evaluated->answer.plan;
	const struct study_spec spec = {
		.trials = (size_t)context->options->trials,
		.seed = (uint64_t)context->options->seed,
		.sampling = SAMPLING_RANDOM,
		.threads = draws_threads(context),
	};
	struct condition *conditions = calloc(require->count + 1, sizeof *conditions);
	double *share = calloc((require->count + 1) * plan->options.count, sizeof *share);
	int result = 0;
	if (!conditions || !share)
		remarks->failed = true;
	else if (read_conditions(context, plan, require, conditions) != 0)
		result = -1;
	else if (chances_of_plan(conditions, require->count, plan, &spec, share) != 0)
		remarks->failed = true;
	else
		add_verdicts(context, evaluated, conditions, require->count, share, remarks);
	free(share);
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

static void say_items(struct document *document, enum severity severity, const char *heading, const struct remarks *remarks)
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

/* quiet: only what is not met, and of a plan that meets all nothing. */
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

/* One scenario. DONE, ANSWER_NO, or what went wrong. */
static enum outcome_code check(struct context *context, const struct scenario *scenario, size_t first_diag,
                               const struct check_options *own)
{
	struct evaluated evaluated;
	struct remarks remarks = {0};
	if (evaluate(context, scenario, false, &evaluated) != 0)
		return no_memory(context);
	add_warnings(context, scenario->plan, first_diag, &remarks);
	add_findings(scenario->plan, &evaluated.evaluation, &remarks);
	enum outcome_code code = DONE;
	if (add_conditions(context, &evaluated, &own->require, &remarks) != 0)
		code = USAGE;
	if (remarks.failed)
		code = no_memory(context);
	say_rows(&context->document, scenario->path, &remarks);
	say_blocks(&context->document, scenario->title, &remarks, context->options->quiet);
	if (code == DONE && remarks.refused > 0)
		code = ANSWER_NO;
	remarks_release(&remarks);
	evaluated_release(&evaluated);
	return code;
}

/* What became a row is not told a second time. */
static void drop_warnings(struct diags *diags)
{
	struct diags errors = {0};
	diags_copy(&errors, diags, 0, SEVERITY_ERROR, SEVERITY_ERROR);
	diags_release(diags);
	*diags = errors;
}

static enum outcome_code run(struct context *context, const void *own)
{
	static const char *const columns[COLUMNS] = {"profile", "severity", "line", "rule", "message"};
	enum outcome_code code = DONE;
	struct scenario scenario;
	int next = 0;
	document_columns(&context->document, columns, COLUMNS);
	context->document.stamp.drawn = false; /* unless a condition asks for a probability */
	while (code <= ANSWER_NO) {
		size_t first_diag = context->diags.count;
		context->overflow_told = false; /* every scenario has rows of its own here */
		next = next_scenario(context, &scenario);
		if (next <= 0)
			break;
		enum outcome_code one = check(context, &scenario, first_diag, own);
		code = one > code ? one : code;
	}
	if (next < 0)
		return scenario_failure(context);
	if (code <= ANSWER_NO)
		drop_warnings(&context->diags);
	return code;
}

static const struct option_row rows[] = {
	{.name = "require", .kind = OPTION_TEXTS, .argument = "CONDITION", .completion = COMPLETE_FIGURE,
	 .offset = offsetof(struct check_options, require),
	 .help = N_("exit 1 unless it holds: 'hybrid.payback <= 18', 'npv > 0' (for every option), 'p(npv > 0) >= 80%'; may be given again")},
	{.name = NULL},
};

const struct command command_check = {
	.name = "check",
	.operands = "PROFILE...",
	.summary = N_("problems and advice; conditions for CI"),
	.help = N_("Tells what a board would find in a plan: where it goes against the advice of its [guidance] and [tier.*], and what in "
	           "it does not add up. With --require it holds figures, and how likely they are, to conditions: exit 1 when one does "
	           "not hold. A figure without a value meets no condition. With -q text and Markdown tell only what does not hold."),
	.example = "breakeven check reco.ini --require 'hybrid.payback <= 18' --require 'p(npv > 0) >= 80%'",
	.least = 1,
	.most = ANY_NUMBER,
	.takes = TAKES_OUTPUT | TAKES_PROFILES | TAKES_OPTIONS | TAKES_DRAWS,
	.options = rows,
	.options_size = sizeof(struct check_options),
	.moneyless = true,
	.run = run,
};
