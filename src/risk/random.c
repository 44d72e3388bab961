/* Random numbers by counter: 32-bit integer hashes, so that a loop over trials can be vectorised on any machine. */
#include "risk/random.h"

#include "base/attribute.h"

/* FNV-1a over the name; the seed is mixed in afterwards. */
static uint64_t hash_name(const char *name)
{
	uint64_t hash = UINT64_C(0xCBF29CE484222325);

	for (; *name != '\0'; name++)
		hash = (hash ^ (unsigned char)*name) * UINT64_C(0x100000001B3);
	return hash;
}

/* Splitmix64's step: the next of a sequence of well mixed 64-bit numbers. */
static uint64_t next_key(uint64_t *state)
{
	uint64_t x = *state += UINT64_C(0x9E3779B97F4A7C15);

	x = (x ^ (x >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94D049BB133111EB);
	return x ^ (x >> 31);
}

struct random_stream random_stream(uint64_t seed, const char *name)
{
	uint64_t of_seed = seed, state, low, high;

	state = next_key(&of_seed) ^ hash_name(name);
	low = next_key(&state);
	high = next_key(&state);
	return (struct random_stream){{(uint32_t)low, (uint32_t)(low >> 32), (uint32_t)high, (uint32_t)(high >> 32)}};
}

/*
 * A bijection of 32-bit numbers for each pair of keys. Rounds of xor-shift and multiply with Wellons' constants
 * (hash-prospector's triple32). The second key enters in the middle; otherwise all streams would be the same numbers in
 * different orders.
 */
static inline uint32_t mix(uint32_t x, uint32_t before, uint32_t within)
{
	x += before;
	x ^= x >> 17;
	x *= UINT32_C(0xED5AD4BB);
	x ^= x >> 11;
	x += within;
	x *= UINT32_C(0xAC4C1B51);
	x ^= x >> 15;
	x *= UINT32_C(0x31848BAB);
	x ^= x >> 14;
	return x;
}

/* Converts an unsigned number to a double by the signed conversion, which every vector unit has. */
static inline double as_double(uint32_t x)
{
	return (double)(int32_t)(x ^ UINT32_C(0x80000000)) + 2147483648.0;
}

LANE_KERNEL
void random_fill(const struct random_stream *stream, uint32_t first, size_t count, double *restrict u)
{
	const uint32_t a = stream->key[0], b = stream->key[1], c = stream->key[2], d = stream->key[3];

	for (size_t i = 0; i < count; i++) {
		uint32_t n = first + (uint32_t)i;
		double high = as_double(mix(n, a, b)), low = (double)(int32_t)(mix(n, c, d) >> 12);

		u[i] = (high * 0x1p20 + (low + 0.5)) * 0x1p-52;
	}
}
