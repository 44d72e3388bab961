/*
 * Normal and log-normal quantiles over lanes. The logarithm and the exponential are our own, because a library call
 * prevents a loop from being vectorised, and because ours give the same bits on every machine.
 */
#include "risk/normal.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/attribute.h"

#define LN2_HIGH 0x1.62e42fefa38p-1  /* ln 2 to 41 bits, so that its multiples by exponents are exact */
#define LN2_LOW 0x1.ef35793c7673p-45 /* the rest of it */

static inline uint64_t bits_of(double x)
{
	uint64_t bits;

	memcpy(&bits, &x, sizeof bits);
	return bits;
}

static inline double of_bits(uint64_t bits)
{
	double x;

	memcpy(&x, &bits, sizeof x);
	return x;
}

/*
 * ln x for a normal x above 0: x = 2^e m, m in [sqrt(1/2), sqrt 2), ln m = 2 artanh((m - 1) / (m + 1)) by its series.
 */
static inline double logarithm(double x)
{
	uint64_t bits = bits_of(x) - UINT64_C(0x3FE6A09E667F3BCD);
	uint64_t exponent = (bits + (UINT64_C(1024) << 52)) >> 52; /* e + 1024, at least 0 */
	double m = of_bits(bits_of(x) - ((exponent - 1024) << 52));
	double e = of_bits(exponent | UINT64_C(0x4330000000000000)) - (0x1p52 + 1024);
	double s = (m - 1) / (m + 1), s2 = s * s, sum;

	sum = 1.0 / 19 + s2 * (1.0 / 21);
	sum = 1.0 / 17 + s2 * sum;
	sum = 1.0 / 15 + s2 * sum;
	sum = 1.0 / 13 + s2 * sum;
	sum = 1.0 / 11 + s2 * sum;
	sum = 1.0 / 9 + s2 * sum;
	sum = 1.0 / 7 + s2 * sum;
	sum = 1.0 / 5 + s2 * sum;
	sum = 1.0 / 3 + s2 * sum;
	return e * LN2_HIGH + (2 * s + (2 * s * s2 * sum + e * LN2_LOW));
}

/* e^x: x = k ln 2 + r, |r| <= ln 2 / 2, e^r by its series. x is clamped so that the result is a normal number. */
static inline double exponential(double x)
{
	const double shift = 0x1.8p52;
	double k, r, sum;

	x = x < -708 ? -708 : x > 709 ? 709 : x;
	k = x * 1.44269504088896340736 + shift; /* the nearest integer, in the low bits */
	r = (x - (k - shift) * LN2_HIGH) - (k - shift) * LN2_LOW;
	sum = 1.0 / 6227020800 + r * (1.0 / 87178291200);
	sum = 1.0 / 479001600 + r * sum;
	sum = 1.0 / 39916800 + r * sum;
	sum = 1.0 / 3628800 + r * sum;
	sum = 1.0 / 362880 + r * sum;
	sum = 1.0 / 40320 + r * sum;
	sum = 1.0 / 5040 + r * sum;
	sum = 1.0 / 720 + r * sum;
	sum = 1.0 / 120 + r * sum;
	sum = 1.0 / 24 + r * sum;
	sum = 1.0 / 6 + r * sum;
	sum = 0.5 + r * sum;
	sum = 1 + (r + r * r * sum);
	return sum * of_bits(((bits_of(k) << 12 >> 12) + 1023 - (UINT64_C(1) << 51)) << 52);
}

/* A ratio of polynomials of degree 7, coefficients ascending. */
struct ratio {
	double above[8], below[8];
};

/* |p - 1/2| <= 0.425, of 0.425^2 - (p - 1/2)^2 */
static const struct ratio middle = {
	{3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
         4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3},
	{1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3, 2.1213794301586595867e4,
         3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3}
};
/* Further out, of r - 1.6, r = sqrt(-ln of the smaller tail) up to 5 */
static const struct ratio outer = {
	{1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
         1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4},
	{1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1, 1.48103976427480074590e-1,
         1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9}
};
/* Beyond 5 (a tail of less than 1.4e-11), of r - 5 */
static const struct ratio outermost = {
	{6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
         2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7},
	{1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4,
         1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15}
};

static inline double ratio_at(const struct ratio *ratio, double x)
{
	double above = ratio->above[7], below = ratio->below[7];

	for (int i = 6; i >= 0; i--) {
		above = above * x + ratio->above[i];
		below = below * x + ratio->below[i];
	}
	return above / below;
}

static inline double distance_of_tail(double p)
{
	return sqrt(-logarithm(p < 0.5 ? p : 1 - p));
}

/* Branch-free: evaluates both common branches and selects, so that the loop vectorises. */
static inline double quantile(double p)
{
	double q = p - 0.5, r = distance_of_tail(p), tail, centre;

	tail = ratio_at(&outer, r - 1.6);
	centre = q * ratio_at(&middle, 0.180625 - q * q);
	tail = q < 0 ? -tail : tail;
	return q >= -0.425 && q <= 0.425 ? centre : tail;
}

static double far_quantile(double p)
{
	double z = ratio_at(&outermost, distance_of_tail(p) - 5);

	return p < 0.5 ? -z : z;
}

double normal_quantile(double p)
{
	return distance_of_tail(p) > 5 ? far_quantile(p) : quantile(p);
}

LANE_KERNEL
void normal_fill(const double *p, size_t count, double *z)
{
	const double far = 1e-10; /* a little more than e^-25, where the outermost branch begins */
	enum { AT_ONCE = 32 };

	for (size_t begin = 0; begin < count; begin += AT_ONCE) {
		size_t lanes = count - begin < AT_ONCE ? count - begin : AT_ONCE;
		double kept[AT_ONCE];
		int any_far = 0;

		for (size_t l = 0; l < lanes; l++) {
			kept[l] = p[begin + l];
			any_far |= (kept[l] < far) | (kept[l] > 1 - far);
		}
		for (size_t l = 0; l < lanes; l++)
			z[begin + l] = quantile(kept[l]);
		for (size_t l = 0; any_far && l < lanes; l++)
			z[begin + l] = normal_quantile(kept[l]);
	}
}

double normal_probability(double z)
{
	return 0.5 * erfc(-z * 0.70710678118654752440);
}

LANE_KERNEL
void exponential_fill(const double *x, size_t count, double *out)
{
	for (size_t i = 0; i < count; i++)
		out[i] = exponential(x[i]);
}
