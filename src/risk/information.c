/* The value of information, from trials. */
#include "risk/information.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "risk/statistics.h"

enum { MOST_BINS = 1000 };

/* The option that would be taken now, that of the best mean; `options` where doing nothing is better. */
static size_t decided_now(const double *const *values, size_t options, size_t trials)
{
	size_t chosen = options;
	double best = 0;

	for (size_t option = 0; option < options; option++) {
		double mean = moments_of(values[option], trials).mean;

		if (mean > best) {
			best = mean;
			chosen = option;
		}
	}
	return chosen;
}

/* What knowing better adds in each trial is summed, rather than two large sums compared: so nothing is exactly 0. */
double information_perfect(const double *const *values, size_t options, size_t trials)
{
	enum { AT_ONCE = 1024 };
	size_t chosen = decided_now(values, options, trials);
	double sum = 0;

	for (size_t begin = 0; begin < trials; begin += AT_ONCE) {
		size_t end = trials - begin < AT_ONCE ? trials : begin + AT_ONCE;
		double part = 0;

		for (size_t i = begin; i < end; i++) {
			double best = 0;

			for (size_t option = 0; option < options; option++)
				best = values[option][i] > best ? values[option][i] : best;
			part += best - (chosen < options ? values[chosen][i] : 0);
		}
		sum += part;
	}
	return sum / (double)trials;
}

/*
 * More bins follow the input more closely, fewer have less noise in their means; n^0.4 lets both errors fall. A hundred for 100,000 trials.
 */
size_t information_bins(size_t trials)
{
	double bins = floor(pow((double)trials, 0.4));

	return bins < 1 ? 1 : bins > MOST_BINS ? MOST_BINS : (size_t)bins;
}

/* What the best option of one group of trials adds to the one chosen now. sums[0] counts them, the options' follow. */
static double gain_of(const double *sums, size_t options, size_t chosen)
{
	double best = 0;

	for (size_t option = 0; option < options; option++)
		best = fmax(best, sums[1 + option]);
	return best - (chosen < options ? sums[1 + chosen] : 0);
}

/* Which half a trial is in: by a hash, since Sobol points of even and of odd number lie apart in every dimension. */
static size_t half_of(size_t trial)
{
	uint32_t x = (uint32_t)trial * UINT32_C(0x9E3779B1);

	x ^= x >> 15;
	x *= UINT32_C(0x85EBCA77);
	return (x ^ x >> 13) >> 7 & 1;
}

double information_partial(const double *const *values, size_t options, size_t trials, const unsigned short *bin, size_t bins,
                           double perfect, double *room)
{
	size_t width = options + 1, chosen = decided_now(values, options, trials);
	double whole = 0, halves = 0, partial;

	memset(room, 0, 2 * bins * width * sizeof *room);
	for (size_t i = 0; i < trials; i++) {
		double *sums = room + (2 * (size_t)bin[i] + half_of(i)) * width;

		sums[0] += 1;
		for (size_t option = 0; option < options; option++)
			sums[1 + option] += values[option][i];
	}
	for (size_t b = 0; b < bins; b++) {
		double *even = room + 2 * b * width, *odd = even + width;

		halves += gain_of(even, options, chosen) + gain_of(odd, options, chosen);
		for (size_t k = 0; k < width; k++)
			even[k] += odd[k];
		whole += gain_of(even, options, chosen);
	}
	partial = (2 * whole - halves) / (double)trials;
	return partial > 0 ? fmin(partial, perfect) : 0;
}
