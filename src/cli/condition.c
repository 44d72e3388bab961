/* Conditions, on figures and on how often they hold. */
#include "cli/condition.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "base/nearest.h"
#include "model/tolerance.h"
#include "risk/frequency.h"

static const struct place place_of_condition = {.file = "--require"};

/* The figures that a study keeps of its trials. false: not this one. */
static bool trial_figure_of(enum figure figure, enum trial_figure *trial)
{
	*trial = figure == FIGURE_NPV ? TRIAL_NPV : figure == FIGURE_PAYBACK ? TRIAL_PAYBACK : TRIAL_NET_VALUE;
	return figure == FIGURE_NPV || figure == FIGURE_PAYBACK || figure == FIGURE_NET_VALUE;
}

static int check_share(const struct goal *share, struct diags *diags)
{
	if (share->value >= 0 && share->value <= 1)
		return 0;
	diags_add(diags, SEVERITY_ERROR, place_of_condition, NULL, "%s",
	          _("a probability is held to a share between 0 and 1, such as 0.8"));
	return -1;
}

/* "p(GOAL) RELATION SHARE"; close is its last bracket. */
static int parse_probability(const char *text, const char *close, const struct plan *plan, struct diags *diags,
                             struct condition *condition)
{
	struct bytes inner = {0}, outer = {0};
	int result = -1;
	bytes_add(&inner, text + 2, (size_t)(close - text) - 2);
	bytes_add_format(&outer, "npv %s", close + 1); /* read like any goal; the figure is not looked at */
	if (inner.failed || outer.failed) {
		diags->out_of_memory = true;
	} else if (goal_parse(bytes_text(&inner), plan, place_of_condition, diags, &condition->goal) == 0 &&
	           goal_parse(bytes_text(&outer), NULL, place_of_condition, diags, &condition->share) == 0 &&
	           check_share(&condition->share, diags) == 0) {
		result = 0;
	}
	bytes_release(&inner);
	bytes_release(&outer);
	return result;
}

int condition_parse(const char *text, const struct plan *plan, struct diags *diags, struct condition *condition)
{
	struct condition read = {0};
	text += strspn(text, " \t");
	int result;
	if ((text[0] == 'p' || text[0] == 'P') && text[1] == '(') {
		const char *close = strrchr(text, ')');
		read.is_probability = true;
		if (!close) {
			diags_add(diags, SEVERITY_ERROR, place_of_condition, NULL,
			          _("'%s' lacks a bracket: p(FIGURE > VALUE) >= SHARE"), text);
			return -1;
		}
		result = parse_probability(text, close, plan, diags, &read);
	} else {
		result = goal_parse(text, plan, place_of_condition, diags, &read.goal);
	}
	if (result == 0)
		*condition = read;
	return result;
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
