/*
 * How often something holds of an option's figures, over trials: for any figure at all, and with one input moved.
 *
 * The trials are those of a study. If only npv, net value and payback are needed (`few`), a fast path computes them;
 * other figures need the cash flow of each trial month by month, which is hundreds of times slower.
 *
 * An uncertain input is moved whole, as its best guess is: each draw times value / best guess (plus value where the
 * best guess is 0), clamped to its field's range. The other inputs keep their draws (common random numbers), so that
 * counts at two values differ by the effect of the move alone, not by chance.
 */
#ifndef RISK_FREQUENCY_H
#define RISK_FREQUENCY_H

#include <stdint.h>

#include "model/figure.h"
#include "risk/study.h"

/* The most questions per trial, and the number of counts per option. */
enum { FREQUENCY_MOST = 8, FREQUENCY_COUNTS = 2 * FREQUENCY_MOST };

/*
 * The questions about each option in a trial. `holds` is called from several threads at once. Bit q of its result says
 * whether question q holds; bit FREQUENCY_MOST + q says that it cannot be answered because its figure overflows. With
 * `few` it may only read the three figures above.
 */
struct frequency_question {
	uint_fast32_t (*holds)(const void *context, size_t option, const struct option_figures *figures);
	const void *context;
};

struct frequency;

/* Ignores `keep` and `outcome` of spec. The plan must outlive it. 0, or -1 when out of memory. */
int frequency_new(const struct plan *plan, const struct study_spec *spec, bool few, struct frequency **frequency);
void frequency_free(struct frequency *frequency); /* takes NULL */

/*
 * Chooses the input to move, one of the plan's that a model can set free; NULL: none. 0, or -1 when out of memory and
 * none is chosen.
 */
int frequency_move(struct frequency *frequency, const struct input *input);

/*
 * Counts in how many of the first `trials` (at most the spec's) each question holds with the input moved to `value`:
 * count[option * FREQUENCY_COUNTS + q]; and in how many it cannot be answered: count[option * FREQUENCY_COUNTS +
 * FREQUENCY_MOST + q]. 0, or -1 when stopped by the watch.
 */
int frequency_run(struct frequency *frequency, double value, size_t trials, const struct frequency_question *question,
                  const struct watch *watch, size_t *count);

#endif
