/* Shared by the commands that draw trials: their settings, and a watch that shows progress and stops on Ctrl-C. */
#ifndef CLI_DRAWS_H
#define CLI_DRAWS_H

#include "cli/context.h"
#include "cli/progress.h"
#include "risk/parallel.h"
#include "risk/sampler.h"
#include "risk/study.h"

/* The words of --sampling, in the order of enum sampling. */
extern const char *const sampling_words[];

#define SAMPLING_ROW(type, member) \
	{.name = "sampling", .kind = OPTION_WORD, .words = sampling_words, .offset = offsetof(type, member), \
	 .help = N_("sobol: evenly spread points instead of random ones; far fewer of them are needed")}

/* The number of threads meant by --threads. */
int draws_threads(const struct context *context);

/* The settings of the trials by the options: all of them. */
struct study_spec draws_spec(const struct context *context, enum sampling sampling);

/* False, with an error in diags, if the plan has more uncertain inputs than Sobol points have dimensions. */
bool draws_can(struct context *context, const struct plan *plan, enum sampling sampling);

/* Adds the sampling to the stamp. */
void draws_stamp(struct context *context, enum sampling sampling);

/*
 * Shows the progress of `trials` trials on standard error, and stops when interrupted. watch.context points to the
 * draws_watch itself, which must not move.
 */
struct draws_watch {
	struct watch watch;
	struct progress progress;
	double trials; /* the total to show, over all pieces */
};
void draws_watch_start(struct draws_watch *watch, const struct context *context, const char *what, double trials);
void draws_watch_end(struct draws_watch *watch);

#endif
