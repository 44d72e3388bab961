/*
 * How often something holds of an option's figures, over trials: for any figure at all, and with one input moved.
 *
 * The trials are those of a study. Of npv, net value and payback alone (`few`) they are worked out the short way; for
 * other figures each trial's months are worked out flow by flow, which takes hundreds of times as long.
 *
 * An uncertain input is moved whole, as its best guess is: each draw times value / best guess (plus value where the
 * best guess is 0), held to its field's range. The other inputs keep their draws, so that the count at one value and
 * at another tells what moving does, and no chance.
 */
#ifndef RISK_FREQUENCY_H
#define RISK_FREQUENCY_H

#include <stdint.h>

#include "model/figure.h"
#include "risk/study.h"

/* The most questions that are put to a trial at once, and the counts that they give for an option. */
enum { FREQUENCY_MOST = 8, FREQUENCY_COUNTS = 2 * FREQUENCY_MOST };

/*
 * What is asked of each option of a trial. `holds` is called from several threads at once; bit q of what it returns
 * says whether question q holds, bit FREQUENCY_MOST + q that it cannot be answered, since its figure overflows. Of
 * `few` figures it may look at the three above alone.
 */
struct frequency_question {
	uint_fast32_t (*holds)(const void *context, size_t option, const struct option_figures *figures);
	const void *context;
};

struct frequency;

/* spec's `keep` and `outcome` are not looked at. 0, or -1 when out of memory. The plan must outlive it. */
int frequency_new(const struct plan *plan, const struct study_spec *spec, bool few, struct frequency **frequency);
void frequency_free(struct frequency *frequency); /* takes NULL */

/*
 * Which input is moved from here on, one of the plan's that a model can set free; NULL: none. 0, or -1 when out of
 * memory and none is.
 */
int frequency_move(struct frequency *frequency, const struct input *input);

/*
 * In how many of the first `trials` (at most the spec's) each question holds, the input moved to `value`:
 * count[option * FREQUENCY_COUNTS + q], and count[option * FREQUENCY_COUNTS + FREQUENCY_MOST + q] in how many it
 * cannot be answered. 0, or -1 when the watch ended it.
 */
int frequency_run(struct frequency *frequency, double value, size_t trials, const struct frequency_question *question,
                  const struct watch *watch, size_t *count);

#endif
