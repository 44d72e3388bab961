/* Curves over months, in cells. */
#include "tui/chart.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/bytes.h"
#include "base/number.h"

enum {
	BRAILLE = 0x2800,
	ZERO_LINE = 0x2508,
	TICK = 0x2524,
	AXIS = 0x2502,
	PAYBACK_MARK = 0x25c6,
	LEAST_WIDTH = 12,
	LEAST_HEIGHT = 4
};

/* Dots per cell, across and down. */
static const struct {
	int across, down;
} density[] = {[CHART_BRAILLE] = {2, 4}, [CHART_BLOCKS] = {2, 2}, [CHART_ASCII] = {1, 1}};

/*
 * Of every `period` dots along a curve the first `drawn` are drawn, of an emphasised curve all. In ASCII a curve is
 * drawn with its sign.
 */
static const struct {
	int drawn, period;
	char sign;
} patterns[SERIES_ROLES] = {{3, 5, '*'}, {1, 3, 'o'}, {2, 4, '+'}, {1, 4, 'x'}, {4, 5, '#'}, {1, 2, '%'}};

/* Quadrants by their dots: bit 0 upper left, 1 upper right, 2 lower left, 3 lower right. */
static const uint32_t quadrants[16] = {' ', 0x2598, 0x259d, 0x2580, 0x2596, 0x258c, 0x259e, 0x259b,
                                       0x2597, 0x259a, 0x2590, 0x259c, 0x2584, 0x2599, 0x259f, 0x2588};

/* The role with a series' colour. */
static enum role role_of(size_t series)
{
	return (enum role)(ROLE_SERIES + series % SERIES_ROLES);
}

static uint32_t braille_with(uint32_t character, int x, int y)
{
	static const unsigned char bits[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
	uint32_t dots = character >= BRAILLE && character <= BRAILLE + 0xff ? character : BRAILLE;
	return dots | bits[y][x];
}

static uint32_t quadrant_with(uint32_t character, int x, int y)
{
	unsigned dots = 0;
	for (unsigned i = 1; i < 16; i++)
		if (quadrants[i] == character)
			dots = i;
	return quadrants[dots | 1u << (y * 2 + x)];
}

/* Draws a dot, x and y counted in dots; dots of other curves in the cell stay. */
static void put_dot(const struct pane *pane, enum chart_marks marks, int x, int y, struct look look, size_t series)
{
	int across = density[marks].across, down = density[marks].down;
	int column = x / across, line = y / down;
	if (x < 0 || y < 0 || column >= pane->width || line >= pane->height)
		return;
	uint32_t there = cells_at(pane->cells, pane->x + column, pane->y + line).character;
	uint32_t character = marks == CHART_BRAILLE ? braille_with(there, x % across, y % down)
	                     : marks == CHART_BLOCKS ? quadrant_with(there, x % across, y % down)
	                                             : (uint32_t)patterns[series % SERIES_ROLES].sign;
	pane_put(pane, column, line, look, character);
}

/* Maps a curve's values to the dots of a plot. */
struct frame {
	struct pane plot;
	enum chart_marks marks;
	double low, high; /* the values of the lowest and the highest dot */
	int points;
	double unit;
};

static int frame_dots_across(const struct frame *frame)
{
	return frame->plot.width * density[frame->marks].across;
}

static int frame_dots_down(const struct frame *frame)
{
	return frame->plot.height * density[frame->marks].down;
}

static int frame_x(const struct frame *frame, double month)
{
	return (int)lround(month / (frame->points - 1) * (frame_dots_across(frame) - 1));
}

static int frame_y(const struct frame *frame, double value)
{
	return (int)lround((frame->high - value) / (frame->high - frame->low) * (frame_dots_down(frame) - 1));
}

/* Draws a straight line of dots; *travelled counts them along the curve, for its pattern. */
static void draw_segment(const struct frame *frame, const int from[2], const int to[2], struct look look, size_t series,
                         bool solid, int *travelled)
{
	int dx = to[0] - from[0], dy = to[1] - from[1];
	int steps = abs(dx) > abs(dy) ? abs(dx) : abs(dy);
	int drawn = patterns[series % SERIES_ROLES].drawn, period = patterns[series % SERIES_ROLES].period;
	if (solid || frame->marks == CHART_ASCII)
		drawn = period;
	for (int i = 0; i < steps; i++, ++*travelled) {
		int x = from[0] + (int)lround((double)dx * i / steps),
		    y = from[1] + (int)lround((double)dy * i / steps);
		if (*travelled % period < drawn)
			put_dot(&frame->plot, frame->marks, x, y, look, series);
	}
}

static void draw_curve(const struct frame *frame, const struct curve *curve, bool emphasised)
{
	struct look look = emphasised ? look_bold(role_of(curve->series)) : look_of(role_of(curve->series));
	int travelled = 0, last[2] = {frame_x(frame, 0), frame_y(frame, curve->value[0])};
	for (int i = 1; i < frame->points; i++) {
		int next[2] = {frame_x(frame, i), frame_y(frame, curve->value[i])};
		draw_segment(frame, last, next, look, curve->series, emphasised, &travelled);
		last[0] = next[0], last[1] = next[1];
	}
	put_dot(&frame->plot, frame->marks, last[0], last[1], look, curve->series);
}

/* The range of the values, which includes zero and is never empty. */
static void find_range(const struct chart *chart, double *low, double *high)
{
	*low = *high = 0;
	for (size_t c = 0; c < chart->count; c++)
		for (int i = 0; i < chart->points; i++) {
			*low = fmin(*low, chart->curve[c].value[i]);
			*high = fmax(*high, chart->curve[c].value[i]);
		}
	if (!(*high - *low > 1e-9 * chart->unit))
		*high = *low + chart->unit;
}

/* The smallest of 1, 2, 2.5, 5 × 10^n that is not below `least`. */
static double nice_step(double least)
{
	double power = pow(10, floor(log10(least)));
	static const double factors[] = {1, 2, 2.5, 5, 10};
	for (size_t i = 0; i < sizeof factors / sizeof *factors; i++)
		if (factors[i] * power >= least * (1 - 1e-9))
			return factors[i] * power;
	return 10 * power;
}

static void print_tick(struct bytes *out, double value, double step)
{
	int decimals = step >= 1 ? 0 : (int)fmin(9, ceil(-log10(step) - 1e-9));
	number_print_rounded(out, value, decimals, " ");
}

/* The step between ticks, which are more than two lines apart, and the columns of the widest label. */
static double choose_ticks(const struct chart *chart, double low, double high, int height, int *label_width)
{
	double wanted = fmax(1, height / 2.4);
	double step = nice_step((high - low) / chart->unit / wanted);
	*label_width = 1;
	for (double tick = ceil(low / chart->unit / step); tick * step * chart->unit <= high; tick++) {
		struct bytes text = {0};
		print_tick(&text, tick * step, step);
		int columns = cells_columns(bytes_text(&text));
		if (columns > *label_width)
			*label_width = columns;
		bytes_release(&text);
	}
	return step * chart->unit;
}

static void draw_value_axis(const struct pane *pane, const struct frame *frame, double step, int label_width)
{
	pane_line(&frame->plot, 0, frame_y(frame, 0) / density[frame->marks].down, frame->plot.width, look_of(ROLE_DIM),
	          ZERO_LINE);
	for (int y = 0; y < frame->plot.height; y++)
		pane_put(pane, label_width, y, look_of(ROLE_DIM), AXIS);
	for (double tick = ceil(frame->low / step); tick * step <= frame->high; tick++) {
		int y = frame_y(frame, tick * step) / density[frame->marks].down;
		struct bytes text = {0};
		print_tick(&text, tick * step / frame->unit, step / frame->unit);
		pane_text_right(pane, label_width, y, label_width, look_of(ROLE_DIM), bytes_text(&text));
		pane_put(pane, label_width, y, look_of(ROLE_DIM), TICK);
		bytes_release(&text);
	}
}

/* Draws month numbers below the plot, as many as fit. */
static void draw_month_axis(const struct pane *pane, const struct frame *frame, int y)
{
	static const int steps[] = {1, 2, 3, 6, 12, 24, 60};
	int left = frame->plot.x - pane->x, last = frame->points - 1;
	size_t i = 0;
	while (i + 1 < sizeof steps / sizeof *steps && frame->plot.width * steps[i] < 6 * last)
		i++;
	for (int month = 0; month <= last; month += steps[i]) {
		struct bytes text = {0};
		bytes_add_format(&text, "%d", month);
		int x = left + frame_x(frame, month) / density[frame->marks].across;
		int columns = (int)text.size;
		x -= month == 0 ? 0 : month == last ? columns - 1 : columns / 2;
		pane_text(pane, x, y, look_of(ROLE_DIM), bytes_text(&text));
		bytes_release(&text);
	}
}

/* Marks on the zero line where the emphasised curve has paid back. */
static void draw_mark(const struct frame *frame, const struct chart *chart)
{
	if (chart->mark < 0 || chart->mark > frame->points - 1 || chart->emphasised >= chart->count)
		return;
	int x = frame_x(frame, chart->mark) / density[frame->marks].across;
	int y = frame_y(frame, 0) / density[frame->marks].down;
	pane_put(&frame->plot, x, y, look_bold(ROLE_TITLE), frame->marks == CHART_ASCII ? '@' : PAYBACK_MARK);
}

void chart_draw(const struct pane *pane, const struct chart *chart)
{
	if (pane->width < LEAST_WIDTH || pane->height < LEAST_HEIGHT || chart->points < 2 || chart->count == 0)
		return;
	struct frame frame = {.marks = chart->marks, .points = chart->points, .unit = chart->unit};
	find_range(chart, &frame.low, &frame.high);
	int height = pane->height - 1, label_width;
	double step = choose_ticks(chart, frame.low, frame.high, height, &label_width);
	if (label_width + 4 > pane->width)
		return;
	frame.plot = pane_part(pane, label_width + 1, 0, pane->width - label_width - 1, height);
	draw_value_axis(pane, &frame, step, label_width);
	draw_month_axis(pane, &frame, height);
	for (size_t c = 0; c < chart->count; c++)
		if (c != chart->emphasised)
			draw_curve(&frame, &chart->curve[c], false);
	if (chart->emphasised < chart->count)
		draw_curve(&frame, &chart->curve[chart->emphasised], true);
	draw_mark(&frame, chart);
}

void chart_sample(const struct pane *pane, int x, int y, int width, enum chart_marks marks, size_t series,
                  bool emphasised)
{
	struct pane sample = pane_part(pane, x, y, width, 1);
	struct frame frame = {.plot = sample, .marks = marks, .points = 2};
	int line = density[marks].down / 2, travelled = 0;
	int from[2] = {0, line}, to[2] = {frame_dots_across(&frame), line};
	draw_segment(&frame, from, to, look_bold(role_of(series)), series, emphasised, &travelled);
}

void chart_legend(const struct pane *pane, int end, int y, int width, const struct chart *chart)
{
	enum { SAMPLE = 3, GAP = 2 };
	int needed = 0, x = end;
	for (size_t c = 0; c < chart->count; c++)
		needed += cells_columns(chart->curve[c].label) + 1 + SAMPLE + GAP;
	if (needed - GAP > width)
		return;
	for (size_t c = chart->count; c-- > 0;) {
		int label = cells_columns(chart->curve[c].label);
		x -= label + 1 + SAMPLE;
		struct look look = c == chart->emphasised ? look_bold(ROLE_TEXT) : look_of(ROLE_TEXT);
		pane_text_fit(pane, x, y, label, look, chart->curve[c].label);
		chart_sample(pane, x + label + 1, y, SAMPLE, chart->marks, chart->curve[c].series,
			     c == chart->emphasised);
		x -= GAP;
	}
}
