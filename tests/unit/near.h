/*
 * assert_near(actual, expected, relative): doubles that agree to a relative error, both printed where they do not.
 *
 * The error is relative to the expected value; where that is 0, `relative` bounds the actual value itself. A NaN is near
 * to a NaN alone, an infinity to itself alone. (cmocka's assert_float_equal compares as float and takes NaN for 1.0.)
 */
#ifndef TESTS_UNIT_NEAR_H
#define TESTS_UNIT_NEAR_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static inline bool is_near(double actual, double expected, double relative)
{
	if (isnan(actual) || isnan(expected))
		return isnan(actual) && isnan(expected);
	if (isinf(actual) || isinf(expected))
		return isinf(actual) && isinf(expected) && (actual > 0) == (expected > 0);
	double scale = fabs(expected) > 0 ? fabs(expected) : 1;
	return fabs(actual - expected) <= relative * scale;
}

static inline void assert_near_at(double actual, double expected, double relative, const char *text,
                                  const char *file, int line)
{
	if (is_near(actual, expected, relative))
		return;
	print_error("%s is %.17g, not %.17g (off by %.3g, allowed %.3g of it)\n", text, actual, expected,
	            actual - expected, relative);
	_fail(file, line);
}

#define assert_near(actual, expected, relative) \
	assert_near_at((actual), (expected), (relative), #actual, __FILE__, __LINE__)

#endif
