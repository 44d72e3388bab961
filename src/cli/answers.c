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

void evaluated_release(struct evaluated *evaluated)
{
	evaluation_release(&evaluated->evaluation);
	plan_free(evaluated->plan);
	free(evaluated->title);
	subject_free_options(&evaluated->answer.subject);
	*evaluated = (struct evaluated){0};
}

/* Takes ownership of the plan and copies the title. */
static int keep_scenario(struct context *context, const struct scenario *scenario, struct evaluated *made)
{
	made->title = strdup(scenario->title);
	if (!made->title)
		return -1;
	made->plan = scenario_take(context->scenarios);
	made->answer.subject.title = made->title;
	return 0;
}

int evaluate(struct context *context, const struct scenario *scenario, bool keep, struct evaluated *evaluated)
{
	struct evaluated made = {0};
	if (subject_of(context, scenario, &made.answer.subject) != 0 ||
	    evaluation_new(scenario->plan, &made.evaluation) != 0 ||
	    (keep && keep_scenario(context, scenario, &made) != 0)) {
		evaluated_release(&made);
		return -1;
	}
	*evaluated = made;
	evaluated->answer.evaluation = &evaluated->evaluation;
	return 0;
}

void evaluated_list_free(struct evaluated *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		evaluated_release(&list[i]);
	free(list);
}

static enum outcome_code answers_end_early(struct context *context, size_t done)
{
	size_t count = scenarios_count(context->scenarios);
	return NUMBERED_ARGUMENTS output_end_early(context, "breakeven",
						   ngettext("interrupted: these are the first %1$zu of %2$zu scenario",
							    "interrupted: these are the first %1$zu of %2$zu scenarios",
							    count),
						   done, count);
}

enum outcome_code evaluate_all(struct context *context, struct evaluated **list, size_t *count)
{
	size_t room = scenarios_count(context->scenarios), got = 0;
	struct evaluated *made = calloc(room + 1, sizeof *made);
	struct scenario scenario;
	enum outcome_code code = DONE;
	int next = 0;
	if (!made)
		return no_memory(context);
	interrupts_wait(true);
	while (code == DONE && (next = next_scenario(context, &scenario)) > 0) {
		if (interrupted())
			code = answers_end_early(context, got);
		else if (evaluate(context, &scenario, true, &made[got]) != 0)
			code = no_memory(context);
		else
			got++;
	}
	if (next < 0)
		code = scenario_failure(context);
	if (code == DONE || code == INTERRUPTED) {
		*list = made;
		*count = got;
	} else {
		evaluated_list_free(made, got);
	}
	return code;
}

/* --- each by itself --- */

/* Evaluates a scenario and passes its answer to say. told: an overflow was reported. 0, or -1 when out of memory. */
static int say_scenario(struct context *context, const struct scenario *scenario, struct document *document,
			atomic_bool *told, struct diags *diags,
			void (*say)(struct document *document, const struct answer *answer))
{
	struct evaluated evaluated;
	int result = 0;
	if (evaluate(context, scenario, false, &evaluated) != 0)
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
	void (*say)(struct document *document, const struct answer *answer);
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

/* Writes rows, on all processors. */
static enum outcome_code say_rows(struct context *context,
				  void (*say)(struct document *document, const struct answer *answer))
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

/* Wraps a pointer to a function, which cannot be passed as a void pointer. */
struct saying {
	void (*say)(struct document *document, const struct answer *answer);
};

static enum outcome_code say_blocks(struct context *context, const struct scenario *scenario,
				    const struct subject *subject, const void *own)
{
	const struct saying *saying = own;
	atomic_bool told = true; /* by next_scenario */
	(void)subject;
	int result = say_scenario(context, scenario, &context->document, &told, &context->diags, saying->say);
	return result == 0 ? DONE : no_memory(context);
}

enum outcome_code evaluate_each(struct context *context,
				void (*say)(struct document *document, const struct answer *answer))
{
	if (document_wants_rows(&context->document))
		return say_rows(context, say);
	return answer_scenarios(context, say_blocks, &(struct saying){say});
}

enum outcome_code answer_scenarios(struct context *context, scenario_answer *answer, const void *own)
{
	struct scenario scenario;
	struct subject subject;
	int next;
	for (size_t done = 0; (next = next_scenario(context, &scenario)) > 0; done++) {
		interrupts_wait(done > 0);
		if (interrupted())
			return answers_end_early(context, done);
		if (subject_of(context, &scenario, &subject) != 0)
			return no_memory(context);
		enum outcome_code code = answer(context, &scenario, &subject, own);
		subject_free_options(&subject);
		if (code != DONE)
			return code;
	}
	return next < 0 ? scenario_failure(context) : DONE;
}
