/*
 * Finds the direction numbers of src/risk/sobol_table.c and writes that file to standard output. About a minute and a half:
 *
 *     gcc -O3 -march=native -o /tmp/sobol_table .tools/sobol_table.c && /tmp/sobol_table >src/risk/sobol_table.c
 *
 * Dimension 0 is van der Corput's sequence. Every other has a primitive polynomial over GF(2) of its own, in the order of their degrees
 * and then of their bits, found here by the order of x modulo the polynomial. Its first direction numbers m_1 … m_s (odd, m_i < 2^i) are
 * chosen among random ones: those whose two-dimensional projections with the dimensions before it have the smallest t-values
 * (Niederreiter 1987) for 2^2 … 2^14 points. A plan's few dozen inputs get the best ones.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define DIMENSIONS 1024
#define MOST_DEGREE 13
#define COLUMNS 14 /* points up to 2^COLUMNS are looked at */

struct dimension {
	unsigned polynomial, degree;
	unsigned m[COLUMNS];       /* the first `degree` are free, the others follow */
	uint16_t row[COLUMNS];     /* row r of the generator matrix: bit j is that of column j */
};

static struct dimension dimension[DIMENSIONS];
static uint64_t state = 20240229;

static uint32_t next_random(void)
{
	uint64_t x = state += UINT64_C(0x9E3779B97F4A7C15);

	x = (x ^ (x >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94D049BB133111EB);
	return (uint32_t)((x ^ (x >> 31)) >> 32);
}

/* x^power modulo the polynomial. */
static unsigned power_of_x(unsigned power, unsigned polynomial, unsigned degree)
{
	unsigned result = 1, square = degree == 1 ? 2 ^ polynomial : 2;

	for (; power != 0; power >>= 1) {
		unsigned factors[2] = {result, square};

		for (int i = 0; i < 2; i++) {
			unsigned product = 0, a = factors[i], b = square;

			if (i == 0 && !(power & 1))
				continue;
			for (; b != 0; b >>= 1, a = a << 1 ^ (a >> (degree - 1) & 1 ? polynomial : 0))
				product ^= b & 1 ? a : 0;
			factors[i] = product;
		}
		result = factors[0];
		square = factors[1];
	}
	return result;
}

/* Primitive: x has the order 2^degree - 1. */
static int is_primitive(unsigned polynomial, unsigned degree)
{
	unsigned order = (1u << degree) - 1, rest = order;

	if (!(polynomial & 1) || power_of_x(order, polynomial, degree) != 1)
		return 0;
	for (unsigned prime = 2; prime <= rest; prime++) {
		if (rest % prime != 0)
			continue;
		while (rest % prime == 0)
			rest /= prime;
		if (order != prime && power_of_x(order / prime, polynomial, degree) == 1)
			return 0;
	}
	return 1;
}

static void extend(struct dimension *d)
{
	memset(d->row, 0, sizeof d->row);
	for (unsigned j = d->degree; j < COLUMNS; j++) {
		d->m[j] = d->m[j - d->degree] ^ d->m[j - d->degree] << d->degree;
		for (unsigned i = 1; i < d->degree; i++)
			if (d->polynomial >> (d->degree - i) & 1)
				d->m[j] ^= d->m[j - i] << i;
	}
	for (unsigned j = 0; j < COLUMNS; j++)
		for (unsigned r = 0; r <= j; r++)
			d->row[r] |= (uint16_t)((d->m[j] >> (j - r) & 1) << j);
}

/* The t-value of the pair for 2^m points: m less the fewest rows of the one and the other that are always independent. */
static unsigned t_value(const struct dimension *a, const struct dimension *b, unsigned m)
{
	uint16_t basis_a[COLUMNS] = {0}, mask = (uint16_t)((1u << m) - 1);
	unsigned fewest = m;

	for (unsigned k = 0; k <= fewest; k++) {
		uint16_t basis[COLUMNS];
		unsigned added = 0;

		memcpy(basis, basis_a, sizeof basis);
		for (; k + added < fewest; added++) {
			unsigned x = b->row[added] & mask;

			while (x != 0 && basis[__builtin_ctz(x)] != 0)
				x ^= basis[__builtin_ctz(x)];
			if (x == 0)
				break;
			basis[__builtin_ctz(x)] = (uint16_t)x;
		}
		if (k + added < fewest)
			fewest = k + added;
		if (k < m) {
			unsigned x = a->row[k] & mask;

			while (x != 0 && basis_a[__builtin_ctz(x)] != 0)
				x ^= basis_a[__builtin_ctz(x)];
			if (x != 0)
				basis_a[__builtin_ctz(x)] = (uint16_t)x;
		}
	}
	return m - fewest;
}

/*
 * How bad the projections with the dimensions before it are; at most `limit` is told exactly. 2^t points lie anyhow in a box of the net: so t counts
 * by its power of two; a higher base, which fears the worst pair more, leaves all others worse.
 */
static double badness(unsigned d, double limit)
{
	double sum = 0;

	for (unsigned other = 0; other < d && sum < limit; other++)
		for (unsigned m = 2; m <= COLUMNS; m++)
			sum += pow(2, t_value(&dimension[other], &dimension[d], m)) / (1 + other / 32.0);
	return sum;
}

static void choose(unsigned d)
{
	struct dimension best = dimension[d];
	double least = INFINITY;
	unsigned tries = d < 64 ? 10000 : d < 256 ? 300 : 60;

	for (unsigned i = 0; i < tries; i++) {
		double bad;

		for (unsigned j = 0; j < dimension[d].degree; j++)
			dimension[d].m[j] = (next_random() >> (32 - (j + 1))) | 1;
		extend(&dimension[d]);
		bad = badness(d, least);
		if (bad < least) {
			least = bad;
			best = dimension[d];
		}
	}
	dimension[d] = best;
}

static void find(void)
{
	unsigned d = 1;

	for (unsigned j = 0; j < COLUMNS; j++) {
		dimension[0].m[j] = 1;
		dimension[0].row[j] = (uint16_t)(1u << j);
	}
	for (unsigned degree = 1; degree <= MOST_DEGREE; degree++)
		for (unsigned polynomial = 1u << degree; polynomial < 2u << degree && d < DIMENSIONS; polynomial++) {
			if (!is_primitive(polynomial, degree))
				continue;
			dimension[d].polynomial = polynomial;
			dimension[d].degree = degree;
			choose(d++);
			if (d % 128 == 0)
				fprintf(stderr, "%u dimensions\n", d);
		}
}

int main(void)
{
	find();
	printf("/* Made by .tools/sobol_table.c, which says how. Change that instead. */\n#include \"risk/sobol_table.h\"\n\n"
	       "const struct sobol_dimension sobol_table[SOBOL_DIMENSIONS] = {\n\t{0x1, 0, {0}},\n");
	for (unsigned d = 1; d < DIMENSIONS; d++) {
		printf("\t{0x%x, %u, {", dimension[d].polynomial, dimension[d].degree);
		for (unsigned j = 0; j < dimension[d].degree; j++)
			printf("%s%u", j == 0 ? "" : ", ", dimension[d].m[j]);
		printf("}},\n");
	}
	printf("};\n");
	return 0;
}
