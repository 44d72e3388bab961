/* Evaluates scenarios, for report and cashflow. */
#ifndef CLI_ANSWERS_H
#define CLI_ANSWERS_H

#include "answer/answer.h"
#include "cli/context.h"

/* A scenario with its figures; owns what its answer borrows. */
struct evaluated {
	struct answer answer;
	char *title;
	struct plan *plan;   /* NULL: it is the scenarios' */
	struct evaluation evaluation;
};

/*
 * Evaluates a scenario for the options asked for. keep: takes the plan and copies the title, so that it outlives the
 * next scenario. 0, or -1 when out of memory.
 */
int evaluate(struct context *context, const struct scenario *scenario, bool keep, struct evaluated *evaluated);
void evaluated_release(struct evaluated *evaluated);

/* Evaluates and keeps all scenarios; free *list with evaluated_list_free. On INTERRUPTED, it holds the first ones. */
enum outcome_code evaluate_all(struct context *context, struct evaluated **list, size_t *count);
void evaluated_list_free(struct evaluated *list, size_t count);

/*
 * Calls say for each scenario, keeping none. It adds rows to the document it is passed, on several threads at once;
 * they are appended to the context's document in the scenarios' order, and written from there on the way: every
 * scenario must have been checked (those of slow commands are).
 */
enum outcome_code evaluate_each(struct context *context,
				void (*say)(struct document *document, const struct answer *answer));

/* Answers one scenario. own is the argument of answer_scenarios. */
typedef enum outcome_code scenario_answer(struct context *context, const struct scenario *scenario,
					  const struct subject *subject, const void *own);

/* Calls answer for one scenario after another, until one does not return DONE or an interrupt comes between two. */
enum outcome_code answer_scenarios(struct context *context, scenario_answer *answer, const void *own);

#endif
