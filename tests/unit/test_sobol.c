/* Sobol's direction numbers as a table, and the scrambling to the bit: points by which published figures were made stay what they are. */
#include "risk/sobol.h"

#include <stdio.h>

#include "base/digest.h"
#include "near.h"

/* The powers of x modulo the polynomial come back to 1 after 2^degree - 1 steps, no earlier. */
static bool is_primitive(const struct sobol_dimension *row)
{
	unsigned power = 1, steps = 0;
	do {
		power <<= 1;
		if (power >> row->degree)
			power ^= row->polynomial;
		steps++;
	} while (power > 1);
	return power == 1 && steps == (1U << row->degree) - 1;
}

static void every_dimension_is_well_formed(void **state)
{
	(void)state;
	for (size_t d = 1; d < SOBOL_DIMENSIONS; d++) {
		const struct sobol_dimension *row = &sobol_table[d];
		assert_in_range(row->degree, 1, SOBOL_MOST_DEGREE);
		assert_int_equal(row->polynomial >> row->degree, 1);
		if (!is_primitive(row))
			fail_msg("dimension %zu: %x is not primitive", d, (unsigned)row->polynomial);
		assert_true(row->degree > row[-1].degree || row->polynomial > row[-1].polynomial);
		for (unsigned i = 0; i < row->degree; i++)
			assert_true((row->m[i] & 1) && row->m[i] < 2U << i);
	}
}

/* "polynomial degree: m_1 m_2 …" a line, as SHA-256. */
static void the_table_is_the_one_of_published_figures(void **state)
{
	struct digest digest;
	char text[DIGEST_TEXT_SIZE];
	(void)state;
	digest_begin(&digest);
	for (size_t d = 0; d < SOBOL_DIMENSIONS; d++) {
		const struct sobol_dimension *row = &sobol_table[d];
		char line[256];
		int size = snprintf(line, sizeof line, "%x %u:", (unsigned)row->polynomial, (unsigned)row->degree);
		for (unsigned i = 0; i < row->degree; i++)
			size += snprintf(line + size, sizeof line - (size_t)size, " %u", (unsigned)row->m[i]);
		line[size++] = '\n';
		digest_add(&digest, line, (size_t)size);
	}
	digest_end(&digest, text);
	assert_string_equal(text, "7499d2e887d8bcc0ee04eeb5a14d1ea2765aa5e6ddcccd82b4f08e7b7b05e104");
}

/* Of van der Corput's sequence; the scrambled digits were worked out by a program of their own, in integers of any length. */
static void scrambles_to_the_bit(void **state)
{
	static const struct {
		uint32_t number, digits;
	} cases[] = {{0, 1354541173}, {1, 2351550567}, {2, 465367970}, {3, 3861419001}, {31, 3509418075}, {1000, 1186128276}};
	struct sobol sobol = {.key = {0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344}};
	double u[1024];
	(void)state;
	for (int j = 0; j < 32; j++)
		sobol.direction[j] = UINT32_C(1) << j;
	sobol_fill(&sobol, 0, 1024, u);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_near(u[cases[i].number], (cases[i].digits + 0.5) / 4294967296, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_dimension_is_well_formed),
		cmocka_unit_test(the_table_is_the_one_of_published_figures),
		cmocka_unit_test(scrambles_to_the_bit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
