/*
 * Scenarios evaluated: what report and cashflow are made of.
 */
#ifndef CLI_ANSWERS_H
#define CLI_ANSWERS_H

#include "answer/answer.h"
#include "cli/context.h"

/* A scenario with its figures; owns what its answer lends. */
struct evaluated {
	struct answer answer;
	char *title;
	struct plan *plan;   /* NULL: it is the scenarios' */
	struct evaluation evaluation;
};

/*
 * Evaluates a scenario, for the options asked for. keep: takes the plan and copies the title, so that it outlives the
 * next scenario. 0, or -1 when out of memory.
 */
int evaluate(struct context *context, const struct scenario *scenario, bool keep, struct evaluated *evaluated);
void evaluated_release(struct evaluated *evaluated);

/* All scenarios evaluated and kept; *list is to be freed by evaluated_list_free. With INTERRUPTED, the first ones. */
enum outcome_code evaluate_all(struct context *context, struct evaluated **list, size_t *count);
void evaluated_list_free(struct evaluated *list, size_t count);

/*
 * Calls say for each scenario, keeping none. Rows it gives to the document it is handed, from several threads at once;
 * they end up in the context's document in the scenarios' order, and are written from there as they come: every
 * scenario must have been checked (slow commands' are).
 */
enum outcome_code evaluate_each(struct context *context,
				void (*say)(struct document *document, const struct answer *answer));

/* Answers one scenario. own is what answer_scenarios was given. */
typedef enum outcome_code scenario_answer(struct context *context, const struct scenario *scenario,
					  const struct subject *subject, const void *own);

/*
 * Calls answer for one scenario after another; the first that does not end with DONE ends it, and so does an interrupt
 * between two.
 */
enum outcome_code answer_scenarios(struct context *context, scenario_answer *answer, const void *own);

#endif
