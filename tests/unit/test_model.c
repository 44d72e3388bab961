/*
 * The model over lanes: a block gives the bits that one lane gives, and every grouping of the flows adds up to the same cash.
 * (The figures themselves are held to the shared cases by the goldens.)
 */
#include "model/model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "fail_alloc.h"
#include "model/cashflow.h"
#include "model/figure.h"
#include "near.h"

/* Every kind of stream, its amounts and moments uncertain: what a block has to get right lane by lane. */
static const char text[] =
	"[plan]\nname = Lanes\nhorizon = 40\ndiscount_rate = normal(10%, 1%)\non_cost = uniform(10%, 30%)\n"
	"[fx]\nUSD = normal(0.9, 0.02)\n"
	"[demand]\nrequests_per_day = 500k to 2M\npeak_factor = uniform(2, 4)\ngrowth = triangular(0%, 3%, 8%)\n"
	"[business]\nannual_revenue = uniform(18M, 22M)\n"
	"[hosting]\nself_hosted_discount = uniform(30%, 45%)\n"
	"[option.managed]\ntime_to_market = uniform(0, 3)\n"
	"[option.own]\ntime_to_market = pert(3, 4, 9)\nhosting = self-hosted\n"
	"[option.costs-alone]\ntime_to_market = 1.5\n"
	"[infra.serving]\nmanaged_price = 30 to 60 USD/million requests\nself_hosted_price = 280 USD/month\ncapacity.own = "
	"uniform(60, 90)\nquantity.own = 2\n"
	"[infra.store]\nmanaged_price = 900/month\nelasticity = uniform(0.3, 0.9)\nescalation = uniform(-5%, 5%)\nuntil = 30.5\n"
	"[team.ml]\nfte = 2\nsalary = uniform(115k, 130k)\nuntil = launch+20.25\n"
	"[other.setup]\nprice = uniform(10k, 30k) once\nfrom = launch\nescalation = uniform(0%, 4%)\n"
	"[monitoring.drift]\nprice = 500\ncovers = drift, bias\ncuts = uniform(50%, 90%)\nfrom = launch+1.5\nuntil = 33.3\n"
	"[benefit.lift]\nlift = pert(1%, 6%, 9%)\ninfluenced_share = 60%\nmargin = 40% to 60%\nramp = uniform(0, 9)\nenabled.costs-alone = no\n"
	"elasticity = 0.4\ndecay = uniform(0%, 3%)\nretrain_every = 2.5\n"
	"[benefit.saving]\nannual_value = uniform(20k, 90k)\nramp = 4\nfrom = 2.5\nuntil = 28.75\nenabled.costs-alone = no\n"
	"[other.rent]\nprice = uniform(100, 300)\nfrom = start\n"
	"[incidents]\nper_year = uniform(2, 6)\n"
	"[incident.drift]\nshare = 60%\nloss = 2%\nduration = 8\n"
	"[incident.bias]\nshare = 15%\nof = benefit\nloss = 15%\nduration = 90\n"
	"[outcome]\nsuccess = 4\nneutral = 3\nstopped = 5\n";

#define MOST_INPUTS 64

struct fixture {
	struct plan *plan;
	const struct value *inputs[MOST_INPUTS];
	size_t input_count;
	double draws[MOST_INPUTS][LANES];
};

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	struct diags diags = {0};
	struct source source = {0};

	assert_int_equal(source_read_text("lanes.ini", text, sizeof text - 1, &diags, &source), 0);
	assert_int_equal(plan_from_source(&source, &diags, &fixture->plan), 0);
	source_release(&source);
	diags_release(&diags);
	srand(3);
	for (size_t i = 0; i < fixture->plan->input_count; i++) {
		const struct value *value = fixture->plan->inputs[i].value;

		if (!value_is_uncertain(value))
			continue;
		for (int l = 0; l < LANES; l++)
			fixture->draws[fixture->input_count][l] = value_best_guess(value) * (0.7 + 0.6 * rand() / RAND_MAX);
		fixture->inputs[fixture->input_count++] = value;
	}
	assert_in_range(fixture->input_count, 20, MOST_INPUTS);
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	plan_free(fixture->plan);
	free(fixture);
	return 0;
}

static struct model *model_of(const struct fixture *fixture, enum grouping grouping)
{
	struct model_spec spec = {.plan = fixture->plan, .inputs = fixture->inputs, .input_count = fixture->input_count,
	                          .grouping = grouping, .launch_of = -1};
	struct model *model = NULL;

	assert_int_equal(model_new(&spec, &model), 0);
	return model;
}

static void a_block_gives_the_bits_of_one_lane(void **state)
{
	const struct fixture *fixture = *state;
	struct model *model = model_of(fixture, GROUP_FLOWS);
	struct workspace *many = workspace_new(model), *one = workspace_new(model);
	size_t options = model_option_count(model);
	struct option_figures *block = calloc(LANES * options, sizeof *block), *single = calloc(options, sizeof *single);

	model_load(model, many, fixture->draws, 1); /* a workspace is for any number of lanes, first few, then many */
	model_load(model, many, fixture->draws, LANES);
	figures_compute(model, many, block);
	for (int l = 0; l < LANES; l++) {
		double lane[MOST_INPUTS][LANES];

		for (size_t i = 0; i < fixture->input_count; i++)
			lane[i][0] = fixture->draws[i][l];
		model_load(model, one, (const double (*)[LANES])lane, 1);
		figures_compute(model, one, single);
		for (size_t option = 0; option < options; option++)
			for (int figure = 0; figure < FIGURE_COUNT; figure++) {
				const struct figure_value *a = &block[(size_t)l * options + option].figure[figure];

				assert_int_equal(a->status, single[option].figure[figure].status);
				assert_true(figure_info((enum figure)figure)->statuses & 1u << a->status);
				assert_memory_equal(&a->value, &single[option].figure[figure].value, sizeof a->value);
			}
	}
	free(block);
	free(single);
	workspace_free(many);
	workspace_free(one);
	model_free(model);
}

/* Rows too, in every grouping, whatever was in them before: those of a trial hold all flows together. */
static void a_blocks_rows_are_those_of_one_lane(void **state)
{
	const struct fixture *fixture = *state;

	for (int grouping = 0; grouping <= GROUP_UNITS; grouping++) {
		struct model *model = model_of(fixture, (enum grouping)grouping);
		struct workspace *many = workspace_new(model), *one = workspace_new(model);

		model_load(model, many, fixture->draws, LANES);
		for (size_t option = 0; option < model_option_count(model); option++) {
			struct flows block = model_flows(model, many, option);

			for (int l = 0; l < LANES; l += 7) {
				double lane[MOST_INPUTS][LANES];
				struct flows single;

				for (size_t i = 0; i < fixture->input_count; i++)
					lane[i][0] = fixture->draws[i][l];
				model_load(model, one, (const double (*)[LANES])lane, 1);
				single = model_flows(model, one, option);
				for (int t = 0; t < block.rows * block.horizon; t++) {
					assert_memory_equal(&block.month[t][l], &single.month[t][0], sizeof(double));
					single.month[t][0] = NAN;
				}
			}
		}
		workspace_free(many);
		workspace_free(one);
		model_free(model);
	}
}

/* Drawn at the best guesses, free inputs give what the plan without any gives. */
static void free_inputs_at_the_best_guess_give_the_plan(void **state)
{
	const struct fixture *fixture = *state;
	struct model *model = model_of(fixture, GROUP_FLOWS);
	struct workspace *workspace = workspace_new(model);
	struct option_figures *figures = calloc(model_option_count(model), sizeof *figures);
	struct evaluation evaluation;
	double lane[MOST_INPUTS][LANES];

	for (size_t i = 0; i < fixture->input_count; i++)
		lane[i][0] = value_best_guess(fixture->inputs[i]);
	model_load(model, workspace, (const double (*)[LANES])lane, 1);
	figures_compute(model, workspace, figures);
	assert_int_equal(evaluation_new(fixture->plan, &evaluation), 0);
	for (size_t option = 0; option < evaluation.option_count; option++)
		for (int figure = 0; figure < FIGURE_COUNT; figure++)
			assert_near(figures[option].figure[figure].value, evaluation.option[option].figure[figure].value, 1e-11);
	evaluation_release(&evaluation);
	free(figures);
	workspace_free(workspace);
	model_free(model);
}

/* What one lane's flows of month t come to, in any grouping. */
static double net_at(const struct flows *flows, enum grouping grouping, const struct plan *plan, int t, int lane, bool once)
{
	double net = 0;

	for (int row = 0; row < flows->rows; row++) {
		double amount = !once ? flows->month[row * flows->horizon + t][lane]
				: flows->has_once[row] ? flows->once[row * flows->horizon + t][lane]
						       : 0;
		bool gain = grouping == GROUP_NET || (grouping == GROUP_SIDES && row == SIDE_EFFECT) ||
		            (grouping == GROUP_FLOWS && row == FLOW_BENEFIT) ||
		            (grouping == GROUP_ITEMS && (size_t)row >= plan->items.count &&
		             (size_t)row < plan->items.count + plan->benefits.count);

		net += gain ? amount : -amount;
	}
	return net;
}

static void every_grouping_adds_up_to_the_same_cash(void **state)
{
	const struct fixture *fixture = *state;

	for (int grouping = GROUP_SIDES; grouping <= GROUP_ITEMS; grouping++) {
		struct model *net = model_of(fixture, GROUP_NET), *model = model_of(fixture, (enum grouping)grouping);
		struct workspace *net_space = workspace_new(net), *workspace = workspace_new(model);

		model_load(net, net_space, fixture->draws, LANES);
		model_load(model, workspace, fixture->draws, LANES);
		for (size_t option = 0; option < model_option_count(model); option++) {
			struct flows expected = model_flows(net, net_space, option);
			struct flows flows = model_flows(model, workspace, option);

			for (int t = 0; t < flows.horizon; t++)
				for (int l = 0; l < LANES; l++)
					for (int once = 0; once < 2; once++) {
						double a = net_at(&flows, (enum grouping)grouping, fixture->plan, t, l, once);
						double b = net_at(&expected, GROUP_NET, fixture->plan, t, l, once);

						assert_true(fabs(a - b) <= 1e-9 * (1000 + fabs(b)));
					}
		}
		workspace_free(net_space);
		workspace_free(workspace);
		model_free(net);
		model_free(model);
	}
}

/* An item left out is an item not enabled: its cost is gone, and what it avoided is lost again. */
static void an_item_can_be_left_out(void **state)
{
	const struct fixture *fixture = *state;
	struct model_spec spec = {.plan = fixture->plan, .grouping = GROUP_FLOWS, .launch_of = -1};
	struct source source = {0};
	struct diags diags = {0};
	struct plan *off = NULL;
	struct evaluation expected;
	struct model *model = NULL;
	struct workspace *workspace;
	struct option_figures *figures;

	assert_int_equal(source_copy(&fixture->plan->source, &source), 0);
	assert_int_equal(source_set(&source, "monitoring.drift", "enabled", "no", (struct place){0}, &diags), 0);
	assert_int_equal(plan_from_source(&source, &diags, &off), 0);
	assert_int_equal(evaluation_new(off, &expected), 0);
	for (size_t i = 0; i < fixture->plan->items.count; i++)
		if (plan_item(fixture->plan, i)->section.kind == SECTION_MONITORING)
			spec.without = plan_item(fixture->plan, i);
	assert_int_equal(model_new(&spec, &model), 0);
	workspace = workspace_new(model);
	figures = calloc(model_option_count(model), sizeof *figures);
	model_load(model, workspace, NULL, 1);
	figures_compute(model, workspace, figures);
	for (size_t option = 0; option < expected.option_count; option++)
		assert_near(figures[option].figure[FIGURE_NPV].value, expected.option[option].figure[FIGURE_NPV].value, 1e-12);
	free(figures);
	workspace_free(workspace);
	model_free(model);
	evaluation_release(&expected);
	plan_free(off);
	source_release(&source);
	diags_release(&diags);
}

/* docs/model.md, "effect so far", as it stands there. */
static double effect_so_far(double x, double from, double until, double ramp)
{
	double y = fmin(x, until) - from;

	return y <= 0 ? 0 : y < ramp ? y * y / (2 * ramp) : y - ramp / 2;
}

static void a_benefit_ramps_up(void **state)
{
	static const char *const ramps[] = {"0", "1e-320", "1e-308", "1e-150", "1e-9", "0.25", "1", "4", "26.25", "30", "120"};
	const struct fixture *fixture = *state;

	for (size_t i = 0; i < sizeof ramps / sizeof *ramps; i++) {
		struct source source = {0};
		struct diags diags = {0};
		struct plan *plan = NULL;
		struct evaluation evaluation;

		assert_int_equal(source_copy(&fixture->plan->source, &source), 0);
		assert_int_equal(source_set(&source, "benefit.lift", "enabled", "no", (struct place){0}, &diags), 0);
		assert_int_equal(source_set(&source, "benefit.saving", "annual_value", "12e12", (struct place){0}, &diags), 0);
		assert_int_equal(source_set(&source, "benefit.saving", "ramp", ramps[i], (struct place){0}, &diags), 0);
		assert_int_equal(plan_from_source(&source, &diags, &plan), 0);
		assert_int_equal(evaluation_new(plan, &evaluation), 0);
		for (int t = 0; t < evaluation.option[0].horizon; t++) {
			double ramp = strtod(ramps[i], NULL);
			double part = effect_so_far(t + 1, 2.5, 28.75, ramp) - effect_so_far(t, 2.5, 28.75, ramp);

			assert_near(1e12 + evaluation.option[0].month[t].amount[CASH_BENEFIT], 1e12 + 1e12 * part, 1e-14);
		}
		evaluation_release(&evaluation);
		plan_free(plan);
		source_release(&source);
		diags_release(&diags);
	}
}

static int evaluate(void *context)
{
	const struct fixture *fixture = context;
	struct evaluation evaluation;

	if (evaluation_new(fixture->plan, &evaluation) != 0)
		return -1;
	evaluation_release(&evaluation);
	return 0;
}

static void survives_every_failed_allocation(void **state)
{
	assert_true(fail_each_alloc(evaluate, *state) > 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_block_gives_the_bits_of_one_lane, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_blocks_rows_are_those_of_one_lane, set_up, tear_down),
		cmocka_unit_test_setup_teardown(free_inputs_at_the_best_guess_give_the_plan, set_up, tear_down),
		cmocka_unit_test_setup_teardown(every_grouping_adds_up_to_the_same_cash, set_up, tear_down),
		cmocka_unit_test_setup_teardown(survives_every_failed_allocation, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_benefit_ramps_up, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_item_can_be_left_out, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("model", tests, NULL, NULL);
}
