/* Charts: values where they belong, marks of all kinds, and no size that breaks them. */
#include "tui/chart.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/bytes.h"

static char *drawn(const struct chart *chart, int width, int height)
{
	struct cells cells;
	struct bytes text = {0};
	assert_int_equal(cells_init(&cells, width, height), 0);
	struct pane all = pane_all(&cells);
	chart_draw(&all, chart);
	cells_print(&cells, &text);
	cells_release(&cells);
	char *copy = strdup(bytes_text(&text));
	bytes_release(&text);
	return copy;
}

static void a_line_goes_from_corner_to_corner(void **state)
{
	const double rising[] = {0, 1000, 2000, 3000, 4000};
	const struct curve curve = {rising, "a", 0};
	struct chart chart = {.curve = &curve, .count = 1, .emphasised = 0, .points = 5, .unit = 1000, .marks = CHART_ASCII, .mark = -1};
	(void)state;
	char *text = drawn(&chart, 12, 6);
	assert_string_equal(text, "4┤        **\n"
	                          " │      **\n"
	                          "2┤    **\n"
	                          " │ ***\n"
	                          "0┤*┈┈┈┈┈┈┈┈┈\n"
	                          "  0      3\n");
	free(text);
}

static void braille_and_blocks_are_finer(void **state)
{
	const double values[] = {-1, 1};
	const struct curve curve = {values, "a", 0};
	struct chart chart = {.curve = &curve, .count = 1, .emphasised = 0, .points = 2, .unit = 1, .marks = CHART_BRAILLE, .mark = -1};
	(void)state;
	char *braille = drawn(&chart, 12, 5);
	assert_non_null(strstr(braille, "⡠"));
	free(braille);
	chart.marks = CHART_BLOCKS;
	char *blocks = drawn(&chart, 12, 5);
	assert_non_null(strstr(blocks, "▄"));
	assert_null(strstr(blocks, "⡠"));
	free(blocks);
}

static void payback_is_marked_on_the_zero_line(void **state)
{
	const double values[] = {-2, -1, 0, 1, 2};
	const struct curve curve = {values, "a", 0};
	struct chart chart = {.curve = &curve, .count = 1, .emphasised = 0, .points = 5, .unit = 1, .marks = CHART_ASCII, .mark = 2};
	(void)state;
	char *text = drawn(&chart, 13, 6);
	const char *mark = strchr(text, '@');
	assert_non_null(mark);
	while (mark > text && mark[-1] != '\n')
		mark--;
	assert_true(strncmp(mark, " 0", 2) == 0);
	chart.mark = -1;
	free(text);
	text = drawn(&chart, 13, 6);
	assert_null(strchr(text, '@'));
	free(text);
}

/* Any values and any size: nothing is drawn out of bounds (a sanitizer would tell), nothing hangs. */
static void no_size_and_no_values_break_it(void **state)
{
	static const double kinds[][4] = {{0, 0, 0, 0}, {1e300, -1e300, 1, 2}, {1e-300, 2e-300, 0, 0}, {-5, -4, -3, -2}, {7, 7, 7, 7}, {1e9, 2e9, 3e9, 4e9}};
	(void)state;
	for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds; kind++)
		for (int width = 1; width < 70; width += 3)
			for (int height = 1; height < 30; height += 2)
				for (int marks = CHART_BRAILLE; marks <= CHART_ASCII; marks++) {
					const struct curve curves[] = {{kinds[kind], "one", 0}, {kinds[kind], "another", 7}};
					struct chart chart = {.curve = curves,
					                      .count = 2,
					                      .emphasised = 1,
					                      .points = 4,
					                      .unit = 1000,
					                      .marks = (enum chart_marks)marks,
					                      .mark = 1.5};
					free(drawn(&chart, width, height));
				}
}

static void the_legend_is_whole_or_not_there(void **state)
{
	const double values[] = {0, 1};
	const struct curve curves[] = {{values, "Managed", 0}, {values, "Hybrid", 1}};
	struct chart chart = {.curve = curves, .count = 2, .emphasised = 0, .points = 2, .unit = 1, .marks = CHART_ASCII, .mark = -1};
	struct cells cells;
	(void)state;
	for (int width = 1; width < 40; width++) {
		struct bytes text = {0};
		assert_int_equal(cells_init(&cells, 40, 1), 0);
		struct pane all = pane_all(&cells);
		chart_legend(&all, 40, 0, width, &chart);
		cells_print(&cells, &text);
		if (width < 23)
			assert_string_equal(bytes_text(&text), "\n");
		else
			assert_string_equal(bytes_text(&text), "                 Managed ***  Hybrid ooo\n");
		bytes_release(&text);
		cells_release(&cells);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_goes_from_corner_to_corner),
		cmocka_unit_test(braille_and_blocks_are_finer),
		cmocka_unit_test(payback_is_marked_on_the_zero_line),
		cmocka_unit_test(no_size_and_no_values_break_it),
		cmocka_unit_test(the_legend_is_whole_or_not_there),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
