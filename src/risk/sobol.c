/* Sobol points by their binary digits, scrambled by a hash that processes digits from the first on. */
#include "risk/sobol.h"

#include "base/attribute.h"
#include "risk/random.h"

#define BLOCK 32 /* points whose numbers differ only in the last five bits */

static uint32_t reverse_bits(uint32_t x)
{
	x = (x >> 1 & UINT32_C(0x55555555)) | (x & UINT32_C(0x55555555)) << 1;
	x = (x >> 2 & UINT32_C(0x33333333)) | (x & UINT32_C(0x33333333)) << 2;
	x = (x >> 4 & UINT32_C(0x0F0F0F0F)) | (x & UINT32_C(0x0F0F0F0F)) << 4;
	x = (x >> 8 & UINT32_C(0x00FF00FF)) | (x & UINT32_C(0x00FF00FF)) << 8;
	return x >> 16 | x << 16;
}

/* m_1 … m_32 by the recurrence of the polynomial (Bratley and Fox 1988), as 32-bit fractions. */
static void fill_directions(const struct sobol_dimension *row, uint32_t direction[32])
{
	uint32_t m[32];

	for (unsigned j = 0; j < 32; j++) {
		if (row->degree == 0) {
			m[j] = 1;
		} else if (j < row->degree) {
			m[j] = row->m[j];
		} else {
			m[j] = m[j - row->degree] ^ m[j - row->degree] << row->degree;
			for (unsigned i = 1; i < row->degree; i++)
				if (row->polynomial >> (row->degree - i) & 1)
					m[j] ^= m[j - i] << i;
		}
		direction[j] = reverse_bits(m[j] << (31 - j));
	}
}

struct sobol sobol_dimension(uint64_t seed, size_t dimension)
{
	char name[] = "sobol\0\0\0\0\0\0\0\0";
	struct random_stream keys;
	struct sobol sobol;

	for (int digit = 0; digit < 8; digit++) /* "sobol" and the dimension in base 16 */
		name[5 + digit] = (char)('a' + (dimension >> (28 - 4 * digit) & 15));
	keys = random_stream(seed, name);
	fill_directions(&sobol_table[dimension], sobol.direction);
	for (int i = 0; i < 4; i++)
		sobol.key[i] = keys.key[i];
	return sobol;
}

/*
 * Owen's nested scrambling as a hash (after Laine and Karras 2011, Burley 2020): every step moves information only from
 * a bit to higher ones, and the first digit is the lowest bit, so each digit is flipped by a function of the digits
 * before it.
 */
static inline uint32_t scramble(uint32_t x, const uint32_t key[4])
{
	x += key[0];
	x ^= x * UINT32_C(0x6C50B47C);
	x *= key[1] | 1;
	x ^= x * UINT32_C(0xB82F1E52);
	x += key[2];
	x ^= x * UINT32_C(0xC7AFE638);
	x *= key[3] | 1;
	x ^= x * UINT32_C(0x8D22F6E6);
	return x;
}

/* The points of one block, before scrambling. */
static inline uint32_t combine(const uint32_t direction[32], uint32_t number)
{
	uint32_t x = 0;

	for (unsigned j = 0; number != 0; j++, number >>= 1)
		x ^= number & 1 ? direction[j] : 0;
	return x;
}

static inline double fraction(uint32_t x)
{
	x = (x >> 1 & UINT32_C(0x55555555)) | (x & UINT32_C(0x55555555)) << 1;
	x = (x >> 2 & UINT32_C(0x33333333)) | (x & UINT32_C(0x33333333)) << 2;
	x = (x >> 4 & UINT32_C(0x0F0F0F0F)) | (x & UINT32_C(0x0F0F0F0F)) << 4;
	x = (x >> 8 & UINT32_C(0x00FF00FF)) | (x & UINT32_C(0x00FF00FF)) << 8;
	x = x >> 16 | x << 16;
	return ((double)(int32_t)(x ^ UINT32_C(0x80000000)) + 2147483648.5) * 0x1p-32;
}

LANE_KERNEL
void sobol_fill(const struct sobol *sobol, uint32_t first, size_t count, double *restrict u)
{
	uint32_t within[BLOCK];

	for (uint32_t i = 0; i < BLOCK; i++)
		within[i] = combine(sobol->direction, i);
	for (size_t begin = 0; begin < count; begin += BLOCK) {
		uint32_t base = combine(sobol->direction, first + (uint32_t)begin);
		size_t points = count - begin < BLOCK ? count - begin : BLOCK;

		for (size_t i = 0; i < points; i++)
			u[begin + i] = fraction(scramble(base ^ within[i], sobol->key));
	}
}
