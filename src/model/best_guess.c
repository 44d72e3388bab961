/* Evaluates terms of the compiler with no free input: every term is a number, so no tape is written. */
#include "model/best_guess.h"

#include "model/compiler.h"

static const struct model_spec best_guess = {.launch_of = -1};

static struct compiler compiler_of(const struct plan *plan, size_t option)
{
	struct compiler c = {.spec = &best_guess, .plan = plan, .option = option};

	c.launch = launch_of(&c, option);
	c.growth = one_plus(&c, setting(&c, &plan->demand.growth));
	c.requests = setting(&c, &plan->demand.requests_per_day);
	return c;
}

double moment_of(const struct plan *plan, const struct setting *setting, size_t option)
{
	struct compiler c = compiler_of(plan, option);

	return moment(&c, setting).number;
}

double active_part_of(const struct plan *plan, const struct setting *from, const struct setting *until, size_t option,
                      int t)
{
	return active_part(t, moment_of(plan, from, option), moment_of(plan, until, option));
}

double launched_part_of(const struct plan *plan, size_t option, int t)
{
	return active_part(t, compiler_of(plan, option).launch.number, (double)INFINITY);
}

double demand_of(const struct plan *plan, int t)
{
	struct compiler c = compiler_of(plan, 0);

	return apply(&c, TAPE_POWER, c.growth, term_of(t)).number;
}

double requests_a_day_of(const struct plan *plan, int t)
{
	return compiler_of(plan, 0).requests.number * demand_of(plan, t);
}

double mean_rate_of(const struct plan *plan)
{
	struct compiler c = compiler_of(plan, 0);

	return mean_rate(&c).number;
}

double peak_rate_of(const struct plan *plan)
{
	struct compiler c = compiler_of(plan, 0);

	return peak(&c).number;
}

double incident_day_of(const struct plan *plan, const struct incident *incident, size_t option)
{
	struct compiler c = compiler_of(plan, option);
	struct term exposed = multiply(&c, revenue_a_day(&c, incident), setting(&c, &incident->exposed));

	return multiply(&c, exposed, setting(&c, &incident->loss)).number;
}
