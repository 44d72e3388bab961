/* Sums of powers: every place where one changes its sign, against sums made of known places and against a dense scan. */
#include "decide/powers.h"

#include <math.h>

#include "fail_alloc.h"
#include "sample.h"

/* (x - place[0]) (x - place[1]) … with x = y^exponent, multiplied by y^shift. */
static void multiply_out(const double *place, size_t count, double exponent, double shift, struct powers *powers)
{
	double coefficient[16] = {1};
	for (size_t i = 0; i < count; i++) {
		for (size_t k = i + 2; k-- > 1;)
			coefficient[k] = coefficient[k - 1] - place[i] * coefficient[k];
		coefficient[0] *= -place[i];
	}
	for (size_t k = 0; k <= count; k++)
		assert_int_equal(powers_add(powers, coefficient[k], (double)k * exponent + shift), 0);
}

static void hold(const double *place, size_t count, double exponent, double shift, const double *wanted, size_t wanted_count)
{
	struct powers powers = {0};
	struct places found = {0};
	multiply_out(place, count, exponent, shift, &powers);
	assert_int_equal(powers_sign_changes(&powers, 1e-3, 1e6, &found), 0);
	assert_int_equal(found.count, wanted_count);
	for (size_t i = 0; i < wanted_count; i++)
		assert_near(found.at[i], pow(wanted[i], 1 / exponent), 1e-9);
	places_release(&found);
	powers_release(&powers);
}

static void known_places(void **state)
{
	static const double places[] = {1, 1.01, 3, 20, 21}, twice[] = {2, 5, 5, 9}, once[] = {2, 9};
	(void)state;
	hold(places, 5, 1, 0, places, 5);
	hold(places, 5, 0.5, -0.7, places, 5);
	hold(places, 3, 1.3, 2, places, 3);
	hold(twice, 4, 1, 0, once, 2); /* it touches 0 at 5 */
	hold(NULL, 0, 1, 0.5, NULL, 0);
}

static void turning_points(void **state)
{
	/* 6 x - 4.5 x^2 + x^3: its slope is 3 (x - 1) (x - 2); a constant changes nothing */
	struct powers powers = {0};
	struct places found = {0};
	(void)state;
	for (int constant = 0; constant < 2; constant++) {
		found.count = 0;
		assert_int_equal(powers_add(&powers, 7.0 * constant, 0), 0);
		if (constant == 0) {
			assert_int_equal(powers_add(&powers, 1, 3), 0);
			assert_int_equal(powers_add(&powers, 6, 1), 0);
			assert_int_equal(powers_add(&powers, -4.5, 2), 0);
		}
		assert_int_equal(powers_turning_points(&powers, 0.01, 100, &found), 0);
		assert_int_equal(found.count, 2);
		assert_near(found.at[0], 1, 1e-9);
		assert_near(found.at[1], 2, 1e-9);
	}
	places_release(&found);
	powers_release(&powers);
}

static void what_cancels_is_nothing(void **state)
{
	struct powers powers = {0};
	(void)state;
	assert_int_equal(powers_add(&powers, 0.1 + 0.2, 1), 0);
	assert_int_equal(powers_add(&powers, -0.3, 1), 0);
	assert_int_equal(powers.count, 1);
	assert_true(powers_at(&powers, 1e12) == 0);
	powers_release(&powers);
}

static void against_a_scan(void **state)
{
	uint64_t random = 7;
	size_t crossings = 0;
	(void)state;
	for (int i = 0; i < 300; i++) {
		struct powers powers = {0};
		struct places found = {0};
		int terms = 2 + (int)(5 * sample_random(&random));
		for (int t = 0; t < terms; t++) {
			double exponent = 4 * sample_random(&random) - 1, sign = t % 2 ? 1 : -1;
			double size = exp(4 * sample_random(&random));
			assert_int_equal(powers_add(&powers, sign * size, exponent), 0);
		}
		assert_int_equal(powers_sign_changes(&powers, 1e-3, 1e3, &found), 0);
		size_t at = 0;
		double last = powers_at(&powers, 1e-3);
		for (int k = 1; k <= 20000; k++) {
			double x = pow(10, -3 + 6 * k / 20000.0), now = powers_at(&powers, x);
			size_t between = 0;
			while (at < found.count && found.at[at] <= x) {
				between++;
				at++;
			}
			assert_int_equal(between % 2, (last > 0) != (now > 0));
			last = now;
		}
		crossings += found.count;
		places_release(&found);
		powers_release(&powers);
	}
	assert_true(crossings > 200);
}

static int find_and_release(void *context)
{
	struct places found = {0};
	int result = powers_sign_changes(context, 1e-3, 1e6, &found);
	places_release(&found);
	return result;
}

static void survives_no_memory(void **state)
{
	static const double places[] = {1, 2, 3};
	struct powers powers = {0};
	(void)state;
	multiply_out(places, 3, 1, 0, &powers);
	fail_each_alloc(find_and_release, &powers);
	powers_release(&powers);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_places),   cmocka_unit_test(turning_points),     cmocka_unit_test(what_cancels_is_nothing),
		cmocka_unit_test(against_a_scan), cmocka_unit_test(survives_no_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
