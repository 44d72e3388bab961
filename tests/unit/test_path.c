/* Paths: the golden cases, every path of small plans tried one by one, the parts of what a move costs. */
#include "decide/path.h"

#include <stdlib.h>

#include "fail_alloc.h"
#include "model/model.h"
#include "sample.h"

static void hold_moves(const struct plan *plan, const struct path *path, char *moves)
{
	size_t move = 0;
	char *rest = NULL;
	for (char *step = strtok_r(moves, " \n", &rest); step; step = strtok_r(NULL, " \n", &rest)) {
		char *month = strchr(step, '@');
		assert_non_null(month);
		*month++ = '\0';
		size_t option = move == 0 ? path->first : path->move[move - 1].to;
		assert_string_equal(plan_option(plan, option)->section.id, step);
		assert_int_equal(move == 0 ? 0 : path->move[move - 1].month, atoi(month));
		move++;
	}
	assert_int_equal(move, path->move_count + 1);
}

/* Lines of NAME.path.txt: "hybrid npv 1.0 (recount 1.0) staying 1.0  hybrid@0 -> managed@3", best first. */
static void agrees_with_golden(const char *stem)
{
	struct plan *plan = golden_plan(stem);
	struct paths paths;
	char name[256], line[512];
	snprintf(name, sizeof name, "tests/golden/%s.path.txt", stem);
	FILE *file = fopen(name, "r");
	assert_non_null(file);
	assert_int_equal(path_find(plan, &paths), 0);
	size_t at = 0;
	for (; fgets(line, sizeof line, file); at++) {
		char first[64];
		double npv, recount, staying;
		int moves = 0;
		assert_true(at < paths.count);
		assert_int_equal(sscanf(line, "%63s npv %lf (recount %lf) staying %lf %n", first, &npv,
					&recount, &staying, &moves),
				 4);
		const struct path *path = &paths.at[at];
		assert_string_equal(plan_option(plan, path->first)->section.id, first);
		assert_near(path->npv, npv, 1e-12);
		assert_near(path->staying, staying, 1e-12);
		assert_near(path->regret + npv, paths.at[0].npv, 1e-12);
		for (char *arrow = strstr(line, " -> "); arrow; arrow = strstr(arrow, " -> "))
			memset(arrow, ' ', 4);
		hold_moves(plan, path, line + moves);
	}
	assert_int_equal(at, paths.count);
	fclose(file);
	path_release(&paths);
	plan_free(plan);
}

static void golden_cases(void **state)
{
	(void)state;
	agrees_with_golden("path");
	agrees_with_golden("path-yearly");
}

/* Brute force: every way to spend the months, recounted from the model's flows. */

enum { OPTIONS = 3, MOST_MONTHS = 6, MOST_ROWS = 8 };

struct world {
	const struct plan *plan;
	int horizon, rows;
	double launch, migration[OPTIONS][OPTIONS], overlap, time_to_market[OPTIONS];
	double month[OPTIONS][MOST_ROWS][MOST_MONTHS], once[OPTIONS][MOST_ROWS][MOST_MONTHS];
	double discount_month[MOST_MONTHS], discount_once[MOST_MONTHS];
};

static void look(struct world *world, size_t first)
{
	struct model_spec spec = {.plan = world->plan, .grouping = GROUP_ITEMS, .launch_of = (int)first};
	struct model *model = NULL;
	double a_year = 1 + setting_number(&world->plan->head.discount_rate);
	assert_int_equal(model_new(&spec, &model), 0);
	struct workspace *workspace = workspace_new(model);
	assert_non_null(workspace);
	world->horizon = model_horizon(model);
	world->rows = model_row_count(model);
	assert_true(world->rows <= MOST_ROWS && world->horizon <= MOST_MONTHS);
	model_load(model, workspace, NULL, 1);
	for (size_t o = 0; o < OPTIONS; o++) {
		struct flows flows = model_flows(model, workspace, o);
		for (int t = 0; t < world->horizon; t++) {
			for (int row = 0; row < world->rows; row++) {
				world->month[o][row][t] = flows.month[row * world->horizon + t][0];
				world->once[o][row][t] =
					flows.has_once[row] ? flows.once[row * world->horizon + t][0] : 0;
			}
			world->discount_month[t] = pow(a_year, (t + 1) / -12.0); /* by the month, whatever the convention */
			world->discount_once[t] = pow(a_year, t / -12.0);
		}
	}
	world->launch = setting_number(&plan_option(world->plan, first)->time_to_market);
	for (size_t o = 0; o < OPTIONS; o++)
		world->time_to_market[o] = setting_number(&plan_option(world->plan, o)->time_to_market);
	workspace_free(workspace);
	model_free(model);
}

static double move_cost(const struct world *world, size_t a, size_t b, int m)
{
	double once = world->migration[a][b], cost = 0;
	for (int row = 0; row < (int)world->plan->items.count; row++) {
		enum section_kind kind = plan_item(world->plan, (size_t)row)->section.kind;
		double paid_a = 0, paid_b = 0;
		for (int t = 0; t < m; t++) {
			paid_a += world->once[a][row][t];
			paid_b += world->once[b][row][t];
			double more = world->month[b][row][t] - world->month[a][row][t];
			if (kind == SECTION_TEAM && t >= m - ceil(world->time_to_market[b]) && more > 0)
				cost += more * world->discount_month[t];
		}
		once += paid_b > paid_a ? paid_b - paid_a : 0;
		for (int t = m; kind == SECTION_INFRA && t < world->horizon; t++) {
			double part = m + world->overlap - t;
			cost += world->month[a][row][t] * world->discount_month[t] *
				(part > 1   ? 1
				 : part > 0 ? part
					    : 0);
		}
	}
	return cost + once * world->discount_once[m];
}

static double month_value(const struct world *world, size_t o, int t)
{
	double value = 0;
	for (int row = 0; row < world->rows; row++) {
		size_t costs = world->plan->items.count, benefits = world->plan->benefits.count;
		double sign = (size_t)row >= costs && (size_t)row < costs + benefits ? 1 : -1;
		value += sign * (world->month[o][row][t] * world->discount_month[t] +
				 world->once[o][row][t] * world->discount_once[t]);
	}
	return value;
}

/* The best of every way to spend month t and those behind it. */
static double try_all(const struct world *world, size_t at, int t)
{
	double best = -INFINITY;
	if (t == world->horizon)
		return 0;
	for (size_t o = 0; o < OPTIONS; o++) {
		bool may = t >= 1 && t >= world->launch && t >= world->time_to_market[o];
		if (o != at && !may)
			continue;
		double value = (o == at ? 0 : -move_cost(world, at, o, t)) + month_value(world, o, t) +
			       try_all(world, o, t + 1);
		best = value > best ? value : best;
	}
	return best;
}

static double between(uint64_t *state, double low, double high)
{
	return low + (high - low) * sample_random(state);
}

static struct plan *made_up(uint64_t *state, struct world *world)
{
	char text[4096];
	world->overlap = floor(between(state, 0, 6)) / 2;
	for (size_t a = 0; a < OPTIONS; a++)
		for (size_t b = 0; b < OPTIONS; b++)
			world->migration[a][b] = a == 0 && b == 2 ? 700 : 500;
	snprintf(text, sizeof text,
		 "[plan]\nhorizon = %d\nconvention = %s\n[demand]\nrequests_per_day = 1M\ngrowth = %g\n"
		 "[option.a]\ntime_to_market = %g\n[option.b]\ntime_to_market = %g\nhosting = self-hosted\n"
		 "[option.c]\ntime_to_market = %g\nhosting = self-hosted\nhosting.pipe = managed\n"
		 "[fx]\nUSD = 0.5\n[migration]\ncost = 1000 USD\ncost.a.c = 700\noverlap = %g\n"
		 "[infra.serve]\nmanaged_price = %g\nself_hosted_price = %g\nelasticity = 1\n"
		 "[infra.pipe]\nmanaged_price = %g\nself_hosted_price = %g\nuntil = 5\n"
		 "[other.rack]\nprice = 0 once\nprice.b = %g once\nprice.c = %g once\nfrom = %d\n"
		 "[team.ops]\nfte = 1\nfte.a = %g\nfte.b = %g\nsalary = 12k\n"
		 "[benefit.x]\nannual_value = %g\nannual_value.c = %g\nramp = 1\n"
		 "[incidents]\nper_year = 12\n[business]\nannual_revenue = 365k\n[incident.i]\nshare = "
		 "50%%\nloss = 10%%\nduration = 1\nduration.a = 4\n",
		 4 + (int)between(state, 0, 3), between(state, 0, 2) < 1 ? "monthly" : "yearly",
		 between(state, -0.3, 0.6), floor(between(state, 0, 6)) / 2, floor(between(state, 0, 6)) / 2,
		 floor(between(state, 0, 4)) / 2, world->overlap, between(state, 0, 2000),
		 between(state, 0, 1500), between(state, 0, 900), between(state, 0, 900),
		 between(state, 0, 900), between(state, 0, 900), (int)between(state, 0, 4),
		 between(state, 0, 2), between(state, 0, 2), between(state, 0, 40000),
		 between(state, 0, 40000));
	return sample_plan(text);
}

static void best_of_all_ways(void **state)
{
	uint64_t random = 1;
	size_t moved = 0;
	(void)state;
	for (int i = 0; i < 150; i++) {
		struct world world = {0};
		struct plan *plan = made_up(&random, &world);
		struct paths paths;
		world.plan = plan;
		assert_int_equal(path_find(plan, &paths), 0);
		assert_int_equal(paths.count, OPTIONS);
		for (size_t k = 0; k < paths.count; k++) {
			const struct path *path = &paths.at[k];
			look(&world, path->first);
			double best = try_all(&world, path->first, 0), staying = 0, recount = 0;
			size_t at = path->first, move = 0;
			for (int t = 0; t < world.horizon; t++) {
				staying += month_value(&world, path->first, t);
				if (move < path->move_count && path->move[move].month == t) {
					recount -= move_cost(&world, at, path->move[move].to, t);
					assert_near(path_cost_total(&path->move[move].present_value),
						    move_cost(&world, at, path->move[move].to, t), 1e-12);
					at = path->move[move++].to;
				}
				recount += month_value(&world, at, t);
			}
			assert_near(path->npv, best, 1e-10);
			assert_near(recount, best, 1e-10);
			assert_near(path->staying, staying, 1e-10);
			assert_true(path->npv >= path->staying);
			moved += move;
		}
		path_release(&paths);
		plan_free(plan);
	}
	assert_true(moved > 100); /* or this proves little */
}

/* Each part of a move's cost by hand: 12 % a year would blur it, so nothing is discounted. */
static void parts_of_a_move(void **state)
{
	struct plan *plan = sample_plan(
		"[plan]\nhorizon = 12\ndiscount_rate = 0%\n"
		"[option.a]\ntime_to_market = 1.5\n[option.b]\ntime_to_market = 2.5\nhosting = self-hosted\n"
		"[infra.x]\nmanaged_price = 5000\nself_hosted_price = 100\nfrom = start\n"
		"[other.setup]\nprice = 300 once\nprice.b = 1000 once\nfrom = 2\n"
		"[team.t]\nfte = 1\nfte.b = 3\nsalary = 12k\n[migration]\ncost = 40\noverlap = 1.5\n");
	struct paths paths;
	(void)state;
	assert_int_equal(path_find(plan, &paths), 0);
	const struct path *path = paths.at[0].first == 0 ? &paths.at[0] : &paths.at[1];
	assert_int_equal(path->first, 0);
	assert_int_equal(path->move_count, 1);
	const struct path_move *move = &path->move[0];
	assert_int_equal(move->from, 0);
	assert_int_equal(move->to, 1);
	assert_int_equal(move->month, 3); /* the first month boundary at which b is built */
	assert_near(move->amount.migration, 40, 1e-15);
	assert_near(move->amount.once, 700, 1e-15);   /* 300 of the 1000 are spent already */
	assert_near(move->amount.build, 6000, 1e-15); /* two more people for three months */
	assert_near(move->amount.overlap, 7500, 1e-15);
	assert_near(path->npv - path->staying, 9 * (5000 - 100) - 9 * 2000 - path_cost_total(&move->amount),
		    1e-13);
	path_release(&paths);
	plan_free(plan);
}

static void nothing_gained_nothing_moved(void **state)
{
	struct plan *plan =
		sample_plan("[plan]\nhorizon = 6\n[option.a]\n[option.b]\n[migration]\noverlap = 0\n"
			    "[other.x]\nprice = 10\n");
	struct paths paths;
	(void)state;
	assert_int_equal(path_find(plan, &paths), 0);
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(paths.at[i].first, i);
		assert_int_equal(paths.at[i].move_count, 0);
		assert_near(paths.at[i].regret, 0, 0);
	}
	path_release(&paths);
	plan_free(plan);
}

/* A hair more than 0.3: to leave it, or to rank behind it, for that is to gain nothing. */
static void rounding_is_no_gain(void **state)
{
	struct plan *plan =
		sample_plan("[plan]\nhorizon = 24\n[option.a]\n[option.b]\n[option.c]\n[migration]\noverlap = 0\n"
			    "[other.x]\nprice = 0.3000000000001\nprice.b = 0.3\nprice.c = 0.30000000000005\n");
	struct paths paths;
	(void)state;
	assert_int_equal(path_find(plan, &paths), 0);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(paths.at[i].first, i);
		assert_int_equal(paths.at[i].move_count, 0);
		assert_true(paths.at[i].regret >= 0 && paths.at[i].regret < 1e-9);
	}
	path_release(&paths);
	plan_free(plan);
}

/* An option that takes 3.0000000000000004 months is built by instant 3, in three months. */
static void moments_are_whole_to_within_rounding(void **state)
{
	struct plan *plan =
		sample_plan("[plan]\nhorizon = 12\n[option.a]\ntime_to_market = 2.0000000000000004\n[option.b]\n"
			    "time_to_market = 3.0000000000000004\n[migration]\noverlap = 0\n[infra.x]\nprice = 100\nprice.b = 1\n"
			    "[team.t]\nfte = 0\nfte.b = 1\nsalary = 12\n");
	struct paths paths;
	(void)state;
	assert_int_equal(path_find(plan, &paths), 0);
	const struct path *path = paths.at[0].first == 0 ? &paths.at[0] : &paths.at[1];
	assert_int_equal(path->move_count, 1);
	assert_int_equal(path->move[0].month, 3);
	assert_near(path->move[0].amount.build, 3, 1e-12); /* three months of one person, not four */
	path_release(&paths);
	plan_free(plan);
}

/* Of two equal ways out the earlier option in the file. */
static void earlier_option_wins(void **state)
{
	struct plan *plan =
		sample_plan("[plan]\nhorizon = 6\n[option.dear]\n[option.b]\n[option.c]\n[other.x]\nprice = "
			    "10\nprice.dear = 99\n");
	struct paths paths;
	(void)state;
	assert_int_equal(path_find(plan, &paths), 0);
	assert_int_equal(paths.at[0].first, 1);
	assert_int_equal(paths.at[1].first, 2);
	assert_int_equal(paths.at[2].move_count, 1);
	assert_int_equal(paths.at[2].move[0].to, 1);
	path_release(&paths);
	plan_free(plan);
}

static int find_and_release(void *context)
{
	struct paths paths;
	if (path_find(context, &paths) != 0)
		return -1;
	path_release(&paths);
	return 0;
}

static void survives_no_memory(void **state)
{
	struct plan *plan = golden_plan("path");
	(void)state;
	fail_each_alloc(find_and_release, plan);
	plan_free(plan);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(golden_cases),        cmocka_unit_test(best_of_all_ways),
		cmocka_unit_test(parts_of_a_move),     cmocka_unit_test(nothing_gained_nothing_moved),
		cmocka_unit_test(earlier_option_wins), cmocka_unit_test(rounding_is_no_gain),
		cmocka_unit_test(moments_are_whole_to_within_rounding),
		cmocka_unit_test(survives_no_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
