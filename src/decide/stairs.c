/* Walks two costs in parallel: over every step that could change their order, skipping all others. */
#include "decide/stairs.h"

#include <math.h>
#include <stdlib.h>

#include "base/grow.h"
#include "model/tolerance.h"

/* The most steps walked between two ends, and the most of those beyond the limit. */
enum { STEPS_MOST = 1000000, STEPS_BEYOND = 10000 };

/* Costs this close are equal: sums of some hundred terms differ by this much from rounding alone. */
static const double same = 1e-12;

/*
 * Relative: steps this close are one. An exact fit is allowed 1e-9 of a unit, so two fleets can differ by this much at
 * one demand.
 */
static const double beside = 2e-9;

void stairs_release(struct stairs *stairs)
{
	powers_release(&stairs->smooth);
	free(stairs->fleet);
	*stairs = (struct stairs){0};
}

void turns_release(struct turns *turns)
{
	free(turns->at);
	*turns = (struct turns){0};
}

static double stairs_at(const struct stairs *stairs, double demand)
{
	double cost = powers_at(&stairs->smooth, demand);
	for (size_t i = 0; i < stairs->fleet_count; i++) {
		const struct fleet *fleet = &stairs->fleet[i];
		cost += fleet->amount * whole_units(fleet->load * demand, fleet->least);
	}
	return cost;
}

int cost_order(double cost_a, double cost_b)
{
	if (fabs(cost_a - cost_b) <= same * (fabs(cost_a) + fabs(cost_b)))
		return 0;
	return cost_a < cost_b ? -1 : 1;
}

/* --- the difference of two costs --- */

/*
 * a's cost minus b's. Fleets of both with the same load are merged: each unit costs the difference. Those whose units
 * cost the same have no step that matters. The `least` of a fleet that has not reached its steps, at low demand, is a
 * constant cost.
 */
struct difference {
	const struct stairs *a, *b;
	struct powers smooth;
	struct fleet *fleet; /* unmerged, b's amounts negated */
	size_t fleet_count;
};

static int difference_init(struct difference *difference, const struct stairs *a, const struct stairs *b)
{
	const struct stairs *const sides[] = {a, b};
	*difference = (struct difference){.a = a, .b = b};
	difference->fleet = calloc(a->fleet_count + b->fleet_count + 1, sizeof *difference->fleet);
	if (!difference->fleet)
		return -1;
	for (int side = 0; side < 2; side++) {
		double sign = side == 0 ? 1 : -1;
		const struct powers *smooth = &sides[side]->smooth;
		for (size_t i = 0; i < smooth->count; i++)
			if (powers_add(&difference->smooth, sign * smooth->at[i].coefficient,
				       smooth->at[i].exponent) != 0)
				return -1;
		for (size_t i = 0; i < sides[side]->fleet_count; i++) {
			struct fleet fleet = sides[side]->fleet[i];
			fleet.amount *= sign;
			difference->fleet[difference->fleet_count++] = fleet;
		}
	}
	return 0;
}

static void difference_release(struct difference *difference)
{
	powers_release(&difference->smooth);
	free(difference->fleet);
}

/* The demand above which a fleet has more than n units; whole_units forgives an exact fit. */
static double step_of(const struct fleet *fleet, double n)
{
	return (n + TOLERANCE) / fleet->load;
}

/* Its first step: up to that demand it has its least units. */
static double first_step(const struct fleet *fleet)
{
	return fleet->load > 0 ? step_of(fleet, floor(fleet->least)) : (double)INFINITY;
}

/* --- a stretch of demand in which the same fleets have reached their steps --- */

/* The fleets with the same load, merged. */
struct stepping {
	double load, amount, gross; /* amount: the signed sum, a's minus b's; gross: the sum of absolute amounts */
};

struct stretch {
	struct powers lower, upper; /* bounds of the difference: at or above the lower, below the upper */
	struct stepping *stepping;  /* those whose steps matter */
	size_t count;
};

static void stretch_release(struct stretch *stretch)
{
	powers_release(&stretch->lower);
	powers_release(&stretch->upper);
	free(stretch->stepping);
}

static void add_stepping(struct stretch *stretch, const struct fleet *fleet)
{
	size_t i = 0;
	while (i < stretch->count && fabs(stretch->stepping[i].load - fleet->load) > same * fleet->load)
		i++;
	if (i == stretch->count)
		stretch->stepping[stretch->count++] = (struct stepping){.load = fleet->load};
	stretch->stepping[i].amount += fleet->amount;
	stretch->stepping[i].gross += fabs(fleet->amount);
}

/* Adds the cost of a fleet to both bounds: its units are the load, rounded up by less than one unit. */
static int bound_units(struct stretch *stretch, const struct stepping *stepping)
{
	double amount = stepping->amount, few = -TOLERANCE * amount, many = amount;
	if (powers_add(&stretch->lower, amount * stepping->load, 1) != 0 ||
	    powers_add(&stretch->upper, amount * stepping->load, 1) != 0 ||
	    powers_add(&stretch->lower, fmin(few, many), 0) != 0)
		return -1;
	return powers_add(&stretch->upper, fmax(few, many), 0);
}

/* The stretch that begins at `from`. */
static int stretch_begin(struct stretch *stretch, const struct difference *difference, double from)
{
	double flat = 0;
	stretch->count = stretch->lower.count = stretch->upper.count = 0;
	for (size_t i = 0; i < difference->fleet_count; i++) {
		const struct fleet *fleet = &difference->fleet[i];
		if (first_step(fleet) <= from)
			add_stepping(stretch, fleet);
		else
			flat += fleet->amount * fleet->least;
	}
	for (size_t i = 0; i < difference->smooth.count; i++) {
		const struct power *power = &difference->smooth.at[i];
		if (powers_add(&stretch->lower, power->coefficient, power->exponent) != 0 ||
		    powers_add(&stretch->upper, power->coefficient, power->exponent) != 0)
			return -1;
	}
	if (powers_add(&stretch->lower, flat, 0) != 0 || powers_add(&stretch->upper, flat, 0) != 0)
		return -1;
	size_t kept = 0;
	for (size_t i = 0; i < stretch->count; i++) {
		struct stepping stepping = stretch->stepping[i];
		if (fabs(stepping.amount) <= same * stepping.gross)
			continue;
		stretch->stepping[kept++] = stepping;
		if (bound_units(stretch, &stepping) != 0)
			return -1;
	}
	stretch->count = kept;
	return 0;
}

/* True if a step can change the order at this demand. */
static bool steps_matter(const struct stretch *stretch, double demand)
{
	return stretch->count > 0 && powers_at(&stretch->lower, demand) <= 0 && powers_at(&stretch->upper, demand) >= 0;
}

/* --- the walk --- */

struct walk {
	struct difference difference;
	struct stretch stretch;
	struct turns *turns;
	double to, limit;
	double demand; /* the last one examined */
	size_t steps;
	bool failed; /* out of memory */
};

static void add_turn(struct walk *walk, struct turn turn)
{
	struct turns *turns = walk->turns;
	if (!GROW(turns->at, turns->capacity, turns->count + 1)) {
		walk->failed = true;
		return;
	}
	turn.cost_a = stairs_at(walk->difference.a, turn.demand);
	turn.cost_b = stairs_at(walk->difference.b, turn.demand);
	turns->at[turns->count++] = turn;
}

static int order_at(const struct walk *walk, double demand)
{
	return cost_order(stairs_at(walk->difference.a, demand), stairs_at(walk->difference.b, demand));
}

/* To the last bit, for narrowing to neighbouring doubles. */
static int strict_order_at(const struct walk *walk, double demand)
{
	double a = stairs_at(walk->difference.a, demand), b = stairs_at(walk->difference.b, demand);
	return (a > b) - (a < b);
}

/* The order becomes `order` once between `from` and `to`: the first double at which it has. */
static double narrow(const struct walk *walk, double from, double to, int order)
{
	int (*order_of)(const struct walk *, double) = order_at(walk, from) == 0 ? order_at : strict_order_at;
	for (;;) {
		double middle = to > 4 * from ? sqrt(from) * sqrt(to) : from + (to - from) / 2;
		if (!(middle > from && middle < to))
			return to;
		if (order_of(walk, middle) == order)
			to = middle;
		else
			from = middle;
	}
}

/* Between the last demand examined and this one the order changes once, or not at all. */
static void look(struct walk *walk, double demand)
{
	if (!(demand > walk->demand) || walk->failed)
		return;
	int now = order_at(walk, demand);
	if (now != 0 && walk->turns->order != 0 && now != walk->turns->order)
		add_turn(walk, (struct turn){.demand = narrow(walk, walk->demand, demand, now), .order = now});
	walk->turns->order = now != 0 ? now : walk->turns->order;
	walk->demand = demand;
}

/* Examines both sides of a demand at which the difference may jump, closer than the next step. */
static void look_around(struct walk *walk, double demand)
{
	double most = 0.1 / beside; /* units */
	for (size_t i = 0; i < walk->stretch.count; i++)
		most = fmax(most, walk->stretch.stepping[i].load * demand);
	look(walk, demand - demand * 0.1 / most);
	look(walk, fmin(demand + demand * 0.1 / most, walk->to));
}

/* Skips to `demand`: changes in between are not reported, only that there may be some. */
static void skip(struct walk *walk, double demand)
{
	int now = order_at(walk, demand);
	add_turn(walk, (struct turn){.more = true, .demand = walk->demand, .order = walk->turns->order});
	walk->turns->order = now != 0 ? now : walk->turns->order;
	walk->demand = demand;
}

/*
 * The first step above a demand; that demand itself if there are so many units that adding one does not change the
 * number.
 */
static double next_step(const struct stretch *stretch, double demand)
{
	double next = (double)INFINITY;
	for (size_t i = 0; i < stretch->count; i++) {
		double load = stretch->stepping[i].load, units = floor(load * demand - TOLERANCE) + 1;
		next = fmin(next, fmax(demand, (units + TOLERANCE) / load));
	}
	return next;
}

/* Walks the steps up to `to`; steps that continue to the end of the walk, up to its limit. */
static void walk_steps(struct walk *walk, double to)
{
	const struct stretch *stretch = &walk->stretch;
	double last = to < walk->to ? (double)INFINITY : walk->limit, next;
	size_t beyond = 0;
	while ((next = next_step(stretch, walk->demand)) < to && !walk->failed) {
		beyond += next > walk->limit;
		if (next <= walk->demand || next > last || beyond > STEPS_BEYOND || walk->steps++ >= STEPS_MOST) {
			look(walk, fmin(next, last));
			skip(walk, to);
			return;
		}
		look_around(walk, next);
	}
}

static int compare_places(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;
	return (left > right) - (left < right);
}

static void sort_places(struct places *places)
{
	qsort(places->at, places->count, sizeof *places->at, compare_places);
}

/*
 * Covers one stretch, from the last demand examined to `to`, in parts in which steps matter everywhere or nowhere and
 * the slope has one sign.
 */
static int walk_stretch(struct walk *walk, double to)
{
	struct stretch *stretch = &walk->stretch;
	struct places ends = {0};
	double from = walk->demand;
	int result = -1;
	if (stretch_begin(stretch, &walk->difference, from) != 0 ||
	    powers_turning_points(&walk->difference.smooth, from, to, &ends) != 0 ||
	    (stretch->count > 0 && (powers_sign_changes(&stretch->lower, from, to, &ends) != 0 ||
				    powers_sign_changes(&stretch->upper, from, to, &ends) != 0)) ||
	    places_add(&ends, to) != 0)
		goto done;
	sort_places(&ends);
	for (size_t i = 0; i < ends.count; i++) {
		double end = ends.at[i];
		if (steps_matter(stretch, from + (end - from) / 2))
			walk_steps(walk, end);
		look_around(walk, end);
		from = end;
	}
	result = walk->failed ? -1 : 0;
done:
	places_release(&ends);
	return result;
}

/* The demands at which fleets reach their first steps, and the end. */
static int find_stretches(const struct difference *difference, double from, double to, struct places *ends)
{
	for (size_t i = 0; i < difference->fleet_count; i++) {
		double first = first_step(&difference->fleet[i]);
		if (first > from && first < to && places_add(ends, first) != 0)
			return -1;
	}
	if (places_add(ends, to) != 0)
		return -1;
	sort_places(ends);
	return 0;
}

int stairs_turns(const struct stairs *a, const struct stairs *b, double from, double to, double limit,
		 struct turns *turns)
{
	struct turns found = {0};
	struct places ends = {0};
	struct walk walk = {.turns = &found, .to = to, .limit = limit};
	int result = -1;
	walk.stretch.stepping = calloc(a->fleet_count + b->fleet_count + 1, sizeof *walk.stretch.stepping);
	if (!walk.stretch.stepping || difference_init(&walk.difference, a, b) != 0 ||
	    find_stretches(&walk.difference, from, to, &ends) != 0)
		goto done;
	look(&walk, from);
	result = 0;
	for (size_t i = 0; result == 0 && i < ends.count; i++)
		if (ends.at[i] > walk.demand)
			result = walk_stretch(&walk, ends.at[i]);
done:
	places_release(&ends);
	difference_release(&walk.difference);
	stretch_release(&walk.stretch);
	if (result == 0)
		*turns = found;
	else
		turns_release(&found);
	return result;
}
