/*
 * Curves over months, in cells: braille, else blocks, else ASCII.
 *
 * Curves differ by colour and by pattern (dotted, dashed, the emphasised one solid; in ASCII by their sign), so that
 * they can be told apart without colours.
 */
#ifndef TUI_CHART_H
#define TUI_CHART_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/cells.h"

/* What a chart is drawn with: 2 × 4 dots per cell, 2 × 2 dots, or a sign. */
enum chart_marks { CHART_BRAILLE, CHART_BLOCKS, CHART_ASCII };

struct curve {
	const double *value; /* at months 0 to points - 1 */
	const char *label;
	size_t series;       /* which pattern and colour: the option's index */
};

struct chart {
	const struct curve *curve;
	size_t count;
	size_t emphasised; /* drawn last, solid and bold; count: none */
	int points;        /* at least 2 */
	double unit;       /* 1000: the axis is in thousands */
	enum chart_marks marks;
	double mark;       /* a month to mark on the zero line (payback); below 0: none */
};

/* Draws the axis, the curves, and the months below. Needs 12 × 4 cells; draws nothing if there are fewer. */
void chart_draw(const struct pane *pane, const struct chart *chart);

/*
 * Draws the patterns with their labels, ending before column `end`; nothing if they do not all fit into width columns.
 */
void chart_legend(const struct pane *pane, int end, int y, int width, const struct chart *chart);

/* Draws a sample of a curve's pattern, as a key beside its name. */
void chart_sample(const struct pane *pane, int x, int y, int width, enum chart_marks marks, size_t series,
                  bool emphasised);

#endif
