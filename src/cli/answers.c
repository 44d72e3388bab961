/* Evaluates scenarios: each by itself on all processors, or all of them kept. */
#include "cli/answers.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/attribute.h"
#include "base/intl.h"
#include "cli/draws.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "decide/overflow.h"

/* What it holds is lent, but for its evaluation and options; where it is kept, all of it is its own. */
static void evaluated_release(struct evaluated *evaluated)
{
	evaluation_release(&evaluated->evaluation);
	subject_free_options(&evaluated->answer.subject);
	if (evaluated->kept) {
		free((char *)evaluated->scenario.name);
		free((char *)evaluated->scenario.title);
		plan_free(evaluated->scenario.plan);
	}
	*evaluated = (struct evaluated){0};
}

/* Evaluates its scenario, for the options asked for. 0, or -1 when out of memory and there is nothing to release. */
static int evaluate(const struct context *context, struct evaluated *evaluated)
{
	if (subject_of(context, &evaluated->scenario, &evaluated->answer.subject) != 0)
		return -1;
	if (evaluation_new(evaluated->scenario.plan, &evaluated->evaluation) != 0) {
		subject_free_options(&evaluated->answer.subject);
		return -1;
	}
	evaluated->answer.evaluation = &evaluated->evaluation;
	return 0;
}

/* Once for all scenarios. 0, or -1 when out of memory. */
static int warn_of_overflow(struct context *context, const struct evaluated *evaluated)
{
	if (context->overflow_told)
		return 0;
	context->overflow_told = evaluation_overflows(&evaluated->evaluation);
	return overflow_warn(evaluated->scenario.plan, &evaluated->evaluation, &context->diags);
}

/* The context's next scenario, whose rows follow, evaluated. As scenario_next; to be released where it is 1. */
static int next_evaluated(struct context *context, struct evaluated *evaluated)
{
	*evaluated = (struct evaluated){.first_diag = context->diags.count};
	int next = scenario_next(context->scenarios, &context->diags, &evaluated->scenario);
	if (next <= 0)
		return next;
	context->document.scenario = cell_repeated(evaluated->scenario.row);
	if (evaluate(context, evaluated) == 0) {
		if (warn_of_overflow(context, evaluated) == 0)
			return 1;
		evaluated_release(evaluated);
	}
	context->diags.out_of_memory = true;
	return -1;
}

/* Says how many of the scenarios are answered, where any is and nothing else is said. */
static enum outcome_code answers_end_early(struct context *context, size_t done)
{
	size_t count = scenarios_count(context->scenarios);
	return NUMBERED_ARGUMENTS output_end_early(context, "breakeven", done,
						   ngettext("interrupted: these are the first %1$zu of %2$zu scenario",
							    "interrupted: these are the first %1$zu of %2$zu scenarios",
							    count),
						   done, count);
}

/* --- one after another --- */

/* May take over what it is given, and leave {0}. */
typedef enum outcome_code visitor(struct context *context, struct evaluated *evaluated, void *own);

/* *done: how many were visited with DONE or ANSWER_NO. */
static enum outcome_code visit_scenarios(struct context *context, visitor *visit, void *own, size_t *done)
{
	enum outcome_code code = DONE;
	struct evaluated evaluated;
	int next = 0;
	*done = 0;
	while (code <= ANSWER_NO && (next = next_evaluated(context, &evaluated)) > 0) {
		enum outcome_code one = interrupted() ? INTERRUPTED : visit(context, &evaluated, own);
		evaluated_release(&evaluated);
		code = one > code ? one : code;
		if (code > ANSWER_NO)
			break;
		++*done;
		interrupts_wait(true); /* from here on there is something to say */
	}
	return next < 0 ? scenario_failure(context) : code;
}

/* Wraps a pointer to a function, which cannot be passed as a void pointer. */
struct answering {
	scenario_answer *answer;
	const void *own;
};

static enum outcome_code answer_one(struct context *context, struct evaluated *evaluated, void *own)
{
	const struct answering *answering = own;
	return answering->answer(context, evaluated, answering->own);
}

enum outcome_code answer_scenarios(struct context *context, scenario_answer *answer, const void *own)
{
	size_t done;
	enum outcome_code code = visit_scenarios(context, answer_one, &(struct answering){answer, own}, &done);
	return code == INTERRUPTED ? answers_end_early(context, done) : code;
}

enum outcome_code answer_failure(struct context *context)
{
	if (diags_failed(&context->diags))
		return scenario_failure(context);
	return interrupted() ? INTERRUPTED : no_memory(context);
}

/* --- all of them kept --- */

struct kept {
	struct evaluated *at;
	size_t count;
};

static void kept_release(struct kept *kept)
{
	for (size_t i = 0; i < kept->count; i++)
		evaluated_release(&kept->at[i]);
	free(kept->at);
}

/* Takes it over, with its plan and copies of its texts. */
static enum outcome_code keep(struct context *context, struct evaluated *evaluated, void *own)
{
	struct kept *kept = own;
	char *name = strdup(evaluated->scenario.name), *title = strdup(evaluated->scenario.title);
	if (!name || !title) {
		free(name);
		free(title);
		return no_memory(context);
	}
	struct evaluated *one = &kept->at[kept->count++];
	*one = *evaluated;
	*evaluated = (struct evaluated){0};
	one->kept = true;
	one->scenario.name = name;
	one->scenario.title = title;
	one->scenario.plan = scenario_take(context->scenarios);
	one->answer.subject.title = title;
	one->answer.evaluation = &one->evaluation;
	return DONE;
}

/* To be released in any case. With INTERRUPTED, the first ones. */
static enum outcome_code keep_scenarios(struct context *context, struct kept *kept)
{
	size_t done;
	*kept = (struct kept){.at = calloc(scenarios_count(context->scenarios) + 1, sizeof *kept->at)};
	return kept->at ? visit_scenarios(context, keep, kept, &done) : no_memory(context);
}

static enum outcome_code say_kept(struct context *context, const struct kept *kept, answers_sayer *say)
{
	struct answer *answers = calloc(kept->count + 1, sizeof *answers);
	if (!answers)
		return no_memory(context);
	for (size_t i = 0; i < kept->count; i++)
		answers[i] = kept->at[i].answer;
	say(&context->document, answers, kept->count);
	free(answers);
	return DONE;
}

enum outcome_code evaluate_together(struct context *context, answers_sayer *say)
{
	struct kept kept;
	enum outcome_code code = keep_scenarios(context, &kept);
	if (code == DONE || (code == INTERRUPTED && kept.count > 0)) {
		enum outcome_code said = say_kept(context, &kept, say);
		code = said != DONE ? said : code == DONE ? DONE : answers_end_early(context, kept.count);
	}
	kept_release(&kept);
	return code;
}

static enum outcome_code pairs_end_early(struct context *context, size_t done)
{
	return output_end_early(context, "breakeven", done,
				ngettext("interrupted: this is the first %zu comparison",
					 "interrupted: these are the first %zu comparisons", done),
				done);
}

/* Scenarios come profile by profile, and of each the same rows in the same order. */
static enum outcome_code answer_kept_pairs(struct context *context, const struct kept *kept, pair_answer *answer,
					   const void *own)
{
	size_t profiles = scenarios_profiles(context->scenarios), rows = kept->count / profiles, done = 0;
	enum outcome_code code = DONE;
	for (size_t row = 0; row < rows; row++) {
		for (size_t profile = 1; profile < profiles && code == DONE; profile++, done++) {
			interrupts_wait(done > 0);
			if (interrupted())
				return pairs_end_early(context, done);
			context->document.scenario = cell_repeated(kept->at[row].scenario.row);
			code = answer(context, &kept->at[row], &kept->at[profile * rows + row], own);
		}
	}
	return code;
}

enum outcome_code answer_pairs(struct context *context, pair_answer *answer, const void *own)
{
	struct kept kept;
	enum outcome_code code = keep_scenarios(context, &kept);
	if (code == DONE)
		code = answer_kept_pairs(context, &kept, answer, own);
	kept_release(&kept);
	return code;
}

/* --- each by itself, on all processors --- */

/* Evaluates a scenario and passes its answer to say. told: an overflow was reported. 0, or -1 when out of memory. */
static int say_scenario(const struct context *context, const struct scenario *scenario, struct document *document,
			atomic_bool *told, struct diags *diags, answer_sayer *say)
{
	struct evaluated evaluated = {.scenario = *scenario};
	int result = 0;
	if (evaluate(context, &evaluated) != 0)
		return -1;
	document->scenario = cell_repeated(scenario->row);
	say(document, &evaluated.answer);
	if (evaluation_overflows(&evaluated.evaluation) && !atomic_exchange(told, true))
		result = overflow_warn(scenario->plan, &evaluated.evaluation, diags);
	evaluated_release(&evaluated);
	return result;
}

/* Consecutive scenarios, read, evaluated and answered by one thread. */
struct piece {
	struct document part; /* their rows */
	struct diags diags;   /* after an error here, no later piece is written */
	atomic_bool done;
};

enum {
	SCENARIOS_A_PIECE = 8,
	BYTES_A_DRAIN = 1 << 16
};

struct job {
	struct context *context;
	answer_sayer *say;
	struct scenario_readers readers;
	size_t scenarios, pieces;
	struct piece *piece;
	atomic_bool overflow_told;
	atomic_int code;         /* DONE, or the exit code: the remaining pieces do nothing */
	pthread_mutex_t joining; /* protects what follows */
	size_t joined;           /* how many pieces were joined */
};

/*
 * Joins finished pieces to the document in order and writes them, so that little is kept. Returns at once if another
 * thread is already joining.
 */
static void join(struct job *job)
{
	struct document *document = &job->context->document;
	if (pthread_mutex_trylock(&job->joining) != 0)
		return;
	for (; job->joined < job->pieces && atomic_load(&job->piece[job->joined].done); job->joined++) {
		struct piece *piece = &job->piece[job->joined];
		bool failed = diags_failed(&piece->diags);
		document_join(document, &piece->part);
		diags_move(&job->context->diags, &piece->diags);
		if (job->code != DONE)
			continue;
		if (failed)
			job->code = (int)scenario_failure(job->context);
		else if (document->rows.size >= BYTES_A_DRAIN && output_drain(job->context) != 0)
			job->code = INPUT_OUTPUT;
	}
	pthread_mutex_unlock(&job->joining);
}

static void do_piece(void *context, size_t index, int thread)
{
	struct job *job = context;
	struct piece *piece = &job->piece[index];
	size_t end = (index + 1) * SCENARIOS_A_PIECE;
	piece->part = document_part(&job->context->document);
	for (size_t i = index * SCENARIOS_A_PIECE;
	     i < end && i < job->scenarios && job->code == DONE && !diags_failed(&piece->diags); i++) {
		struct scenario scenario;
		if (scenario_read(job->readers.at[thread], i, &piece->diags, &scenario) == 0 &&
		    say_scenario(job->context, &scenario, &piece->part, &job->overflow_told, &piece->diags, job->say) !=
			    0)
			piece->diags.out_of_memory = true;
	}
	atomic_store(&piece->done, true);
	join(job);
}

/* Runs all pieces, on as many threads as there are readers. */
static enum outcome_code do_pieces(struct job *job)
{
	struct draws_watch watch;
	job->piece = calloc(job->pieces + 1, sizeof *job->piece);
	if (!job->piece)
		return no_memory(job->context);
	draws_watch_start(&watch, job->context, _("scenarios"), (double)job->scenarios);
	watch.progress.wanted &=
		!output_on_terminal(job->context->options); /* rows on the terminal show the progress */
	pthread_mutex_init(&job->joining, NULL);
	parallel_run(job->readers.count, job->pieces, do_piece, job, &watch.watch);
	join(job);
	pthread_mutex_destroy(&job->joining);
	draws_watch_end(&watch);
	free(job->piece);
	if (job->code == DONE && job->joined < job->pieces)
		return answers_end_early(job->context, job->joined * SCENARIOS_A_PIECE);
	return (enum outcome_code)job->code;
}

/* Rows, on all processors. */
static enum outcome_code say_rows(struct context *context, answer_sayer *say)
{
	struct job job = {.context = context, .say = say, .scenarios = scenarios_count(context->scenarios)};
	job.pieces = (job.scenarios + SCENARIOS_A_PIECE - 1) / SCENARIOS_A_PIECE;
	if (context->document.failed) /* its parts would lack columns */
		return no_memory(context);
	/* Without a table, one thread hands out the plans that were read when the profiles were opened. */
	int threads = scenarios_file(context->scenarios) ? draws_threads(context) : 1;
	if (scenario_readers_init(context->scenarios, threads, &job.readers) != 0)
		return no_memory(context);
	enum outcome_code code = do_pieces(&job);
	scenario_readers_release(&job.readers);
	return code;
}

/* Wraps a pointer to a function. */
struct saying {
	answer_sayer *say;
};

static enum outcome_code say_blocks(struct context *context, const struct evaluated *evaluated, const void *own)
{
	const struct saying *saying = own;
	saying->say(&context->document, &evaluated->answer);
	return DONE;
}

enum outcome_code evaluate_each(struct context *context, answer_sayer *say)
{
	if (document_wants_rows(&context->document))
		return say_rows(context, say);
	return answer_scenarios(context, say_blocks, &(struct saying){say});
}
