/* Conditions, on figures and on how often they hold. */
#include "cli/condition.h"

#include <math.h>
#include <stdlib.h>

#include "model/tolerance.h"
#include "risk/frequency.h"


/* The figures that a study keeps of its trials. false: not this one. */
static bool trial_figure_of(enum figure figure, enum trial_figure *trial)
{
	*trial = figure == FIGURE_NPV ? TRIAL_NPV : figure == FIGURE_PAYBACK ? TRIAL_PAYBACK : TRIAL_NET_VALUE;
	return figure == FIGURE_NPV || figure == FIGURE_PAYBACK || figure == FIGURE_NET_VALUE;
}

/* Of one option, from the trials of a study. */
static double share_in_study(const struct condition *condition, const struct study *study, enum trial_figure trial, size_t option)
{
	const double *value = study_values(study, trial, option);
	size_t trials = study_done(study), held = 0;
	double epsilon = study_epsilon(study, option);
	for (size_t i = 0; i < trials; i++)
		held += goal_holds(&condition->goal, value[i], epsilon);
	return trials > 0 ? (double)held / (double)trials : 0;
}

/* As the goal alone, whatever its figure. */
static bool goal_of_figures(const void *context, const struct option_figures *figures)
{
	const struct goal *goal = context;
	return goal_holds(goal, figure_number(&figures->figure[goal->figure]), figures->epsilon);
}

static int count_shares(const struct condition *condition, const struct plan *plan, const struct study_spec *spec, double *share)
{
	size_t *count = calloc(plan->options.count, sizeof *count);
	int result = count ? frequency_count(plan, spec, goal_of_figures, &condition->goal, count) : -1;
	for (size_t option = 0; option < plan->options.count && result == 0; option++)
		share[option] = (double)count[option] / (double)spec->trials;
	free(count);
	return result;
}

int condition_shares(const struct condition *condition, const struct plan *plan, const struct study_spec *spec, struct study **study,
                     double *share)
{
	enum trial_figure trial;
	if (!trial_figure_of(condition->goal.figure, &trial))
		return count_shares(condition, plan, spec, share);
	if (!*study) {
		if (study_new(plan, spec, study) != 0)
			return -1;
		study_run(*study, spec->trials, NULL);
	}
	for (size_t option = 0; option < plan->options.count; option++)
		share[option] = share_in_study(condition, *study, trial, option);
	return 0;
}

bool condition_holds(const struct condition *condition, const struct option_figures *figures, double share)
{
	if (condition->is_probability)
		return goal_holds(&condition->share, share, TOLERANCE);
	return goal_of_figures(&condition->goal, figures);
}
