/* Settings and watching of trials. */
#include "cli/draws.h"

#include <unistd.h>

#include "base/intl.h"
#include "cli/interrupt.h"
#include "risk/sobol_table.h"

const char *const sampling_words[] = {[SAMPLING_RANDOM] = "random", [SAMPLING_SOBOL] = "sobol", NULL};

int draws_threads(const struct context *context)
{
	long threads = context->options->threads > 0 ? (long)context->options->threads : sysconf(_SC_NPROCESSORS_ONLN);

	return parallel_threads(threads > PARALLEL_MOST_THREADS ? PARALLEL_MOST_THREADS : (int)threads);
}

struct study_spec draws_spec(const struct context *context, enum sampling sampling)
{
	return (struct study_spec){
		.trials = (size_t)context->options->trials,
		.seed = (uint64_t)context->options->seed,
		.sampling = sampling,
		.threads = draws_threads(context),
	};
}

bool draws_can(struct context *context, const struct plan *plan, enum sampling sampling)
{
	if (sampler_can(plan, sampling, 1))
		return true;
	usage_error(context, "--sampling",
		    _("sobol takes at most %d uncertain inputs, and this plan has more; random takes any number"),
		    SOBOL_DIMENSIONS - 1);
	return false;
}

void draws_stamp(struct context *context, enum sampling sampling)
{
	stamp_add(&context->document.stamp, "sampling", sampling_words[sampling]);
}

static bool go_on(void *context, size_t done, size_t total)
{
	struct draws_watch *watch = context;
	double all = watch->trials > 0 ? watch->trials : (double)total;

	progress_update(&watch->progress, all * (double)done / (double)total, all);
	return !interrupted();
}

void draws_watch_start(struct draws_watch *watch, const struct context *context, const char *what, double trials)
{
	*watch = (struct draws_watch){.watch = {go_on, watch}, .trials = trials};
	interrupts_wait(true);
	watch->progress = progress_start(what, context->options->quiet);
}

void draws_watch_end(struct draws_watch *watch)
{
	progress_end(&watch->progress);
}
