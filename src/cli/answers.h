/*
 * The loops over scenarios: each is read, evaluated, and answered by what a command hands in.
 *
 * Interrupts: while nothing is answered the program ends at once; after that, what is done is said, and how much that
 * is.
 */
#ifndef CLI_ANSWERS_H
#define CLI_ANSWERS_H

#include "answer/answer.h"
#include "cli/context.h"

/* A scenario with its figures; owns what its answer borrows. */
struct evaluated {
	struct scenario scenario;
	struct answer answer;         /* for the options asked for */
	struct evaluation evaluation; /* the answer's */
	size_t first_diag;            /* of context's diags, the first that reading this scenario added */
	bool kept;                    /* it owns its plan and texts */
};

/* Answers one scenario. INTERRUPTED: it gave up. own is what the loop was given. */
typedef enum outcome_code scenario_answer(struct context *context, const struct evaluated *evaluated,
					  const void *own);

/*
 * Calls answer for one scenario after another. The first that ends with neither DONE nor ANSWER_NO ends it, and so does
 * an interrupt between two; ANSWER_NO where any ended with that.
 */
enum outcome_code answer_scenarios(struct context *context, scenario_answer *answer, const void *own);

/* The same for each scenario of the first profile with that of the same row of each other profile. */
typedef enum outcome_code pair_answer(struct context *context, const struct evaluated *a, const struct evaluated *b,
				      const void *own);
enum outcome_code answer_pairs(struct context *context, pair_answer *answer, const void *own);

/* What is to be returned when an answer failed: by an error in diags, an interrupt, or else no memory. */
enum outcome_code answer_failure(struct context *context);

/*
 * Calls say for each scenario, keeping none. It adds rows to the document it is passed, on several threads at once;
 * they are appended to the context's document in the scenarios' order, and written from there on the way: every
 * scenario must have been checked (those of slow commands are).
 */
typedef void answer_sayer(struct document *document, const struct answer *answer);
enum outcome_code evaluate_each(struct context *context, answer_sayer *say);

/* Calls say once for all scenarios; after an interrupt, for the first ones. */
typedef void answers_sayer(struct document *document, const struct answer *answers, size_t count);
enum outcome_code evaluate_together(struct context *context, answers_sayer *say);

#endif
