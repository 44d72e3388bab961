/*
 * Tables as text.
 *
 * A table that is too wide is narrowed where that costs the fewest lines: headers, labels and words are wrapped, then
 * names are broken after their dots. If that is not enough, the columns that can be spared are left out, and the table
 * says so. If it is still too wide, it is printed in parts of about equally many columns, each with the first column.
 */
#include "document/text_table.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "base/utf8.h"
#include "document/text.h"

enum {
	GAP = 2,           /* blanks between columns */
	LEAST_WRAPPED = 20 /* a last column of words at least this wide takes all the wrapping */
};

/*
 * The cost of an additional line: low for a header, since it affects all rows once; high for a number, since numbers
 * are read down the column.
 */
enum { HEADER_LINE = 1, LABEL_LINE = 2, NUMBER_LINE = 8 };

static const char best_mark[] = " *";

/* The layout of a table: some of its columns, each with its width. */
struct layout {
	struct document *document;
	const struct block *table;
	size_t *shown;      /* the columns, in their order */
	size_t shown_count;
	enum text_breaks breaks;
	/* For each column of the table: */
	int *width;         /* of the words */
	int *natural;       /* the width without wrapping */
	int *least;         /* the width without cutting words */
	bool *marked;       /* some cell is marked as the best */
	const char **rest;  /* for each cell of the current row, the text still to be printed */
};

static const struct table_column *column_at(const struct layout *layout, size_t column)
{
	return &layout->document->table_column[layout->table->first_column + column];
}

static const struct table_row *row_at(const struct layout *layout, size_t row)
{
	return &layout->document->table_row[layout->table->first_row + row];
}

/* The cell, or NULL if the row ends before it. */
static const struct table_cell *cell_at(const struct layout *layout, const struct table_row *row, size_t column)
{
	return column < row->cell_count ? &layout->document->table_cell[row->first_cell + column] : NULL;
}

/* The text that counts for a column's width: not the heading of a group. NULL: none. */
static const char *text_at(const struct layout *layout, size_t row, size_t column)
{
	const struct table_row *at = row_at(layout, row);
	const struct table_cell *cell = at->kind == ROW_GROUP ? NULL : cell_at(layout, at, column);
	return cell ? cell->text : NULL;
}

static int larger(int a, int b)
{
	return a > b ? a : b;
}

static int widest_line(const char *text)
{
	int widest = 0;
	for (const char *line = text;; line++) {
		size_t size = strcspn(line, "\n");
		widest = larger(widest, utf8_columns_of(line, size));
		line += size;
		if (*line == '\0')
			return widest;
	}
}

/* The least width of a cell: a cell of several lines is not wrapped further. */
static int least_width(const struct layout *layout, const char *text)
{
	return strchr(text, '\n') ? widest_line(text) : text_longest_word(text, layout->breaks);
}

static void measure(struct layout *layout)
{
	for (size_t column = 0; column < layout->table->column_count; column++) {
		const char *header = column_at(layout, column)->header;
		int natural = widest_line(header), least = least_width(layout, header);
		for (size_t row = 0; row < layout->table->row_count; row++) {
			const char *text = text_at(layout, row, column);
			if (!text)
				continue;
			natural = larger(natural, widest_line(text));
			least = larger(least, least_width(layout, text));
			layout->marked[column] |=
				cell_at(layout, row_at(layout, row), column)->emphasis == EMPHASIS_BEST;
		}
		layout->width[column] = layout->natural[column] = natural;
		layout->least[column] = least;
	}
}

/* The columns that a column of this width takes, including the gap before it and the mark. */
static int space_of(const struct layout *layout, size_t column, int width)
{
	return width + (layout->marked[column] ? (int)strlen(best_mark) : 0) + (column > 0 ? GAP : 0);
}

static int table_width(const struct layout *layout)
{
	int width = 0;
	for (size_t i = 0; i < layout->shown_count; i++)
		width += space_of(layout, layout->shown[i], layout->width[layout->shown[i]]);
	return width;
}

/* By how much the table is too wide. */
static int over(const struct layout *layout)
{
	return table_width(layout) - text_width(layout->document);
}

static int lines_of(const char *text, int width, enum text_breaks breaks)
{
	int lines = 0;
	struct text_line line;
	for (const char *rest = text; text_take_line(&rest, width, breaks, &line);)
		lines++;
	return lines;
}

/* Adds to cost[w - least] the lines that each width w below the natural one costs for a text. */
static void add_costs(const struct layout *layout, size_t column, const char *text, int weight, int *cost)
{
	int whole = widest_line(text), least = layout->least[column];
	int lines = whole > least ? lines_of(text, whole, layout->breaks) : 0;
	for (int width = least; width < whole && width < layout->natural[column]; width++)
		cost[width - least] += weight * (lines_of(text, width, layout->breaks) - lines);
}

/* The cost in lines of each width from the least to the natural one; the caller frees it. NULL when out of memory. */
static int *costs_of(const struct layout *layout, size_t column)
{
	int *cost = calloc((size_t)(layout->natural[column] - layout->least[column]) + 1, sizeof *cost);
	int weight = column_at(layout, column)->alignment == ALIGN_RIGHT ? NUMBER_LINE : LABEL_LINE;
	if (!cost) {
		layout->document->failed = true;
		return NULL;
	}
	add_costs(layout, column, column_at(layout, column)->header, HEADER_LINE, cost);
	for (size_t row = 0; row < layout->table->row_count; row++) {
		const char *text = text_at(layout, row, column);
		if (text)
			add_costs(layout, column, text, weight, cost);
	}
	return cost;
}

/* The widest line of a text at this width. */
static int used_width(const char *text, int width, enum text_breaks breaks)
{
	int widest = 0;
	struct text_line line;
	for (const char *rest = text; text_take_line(&rest, width, breaks, &line);)
		widest = larger(widest, line.columns);
	return widest;
}

/* Narrows a column to its widest line. */
static void tighten(struct layout *layout, size_t column)
{
	int width = layout->width[column];
	int used = used_width(column_at(layout, column)->header, width, layout->breaks);
	for (size_t row = 0; row < layout->table->row_count && used < width; row++) {
		const char *text = text_at(layout, row, column);
		if (text)
			used = larger(used, used_width(text, width, layout->breaks));
	}
	layout->width[column] = used < width ? used : width;
}

/* The cheapest step to a narrower table: a column and its new width. */
struct step {
	size_t column;
	int width;
	double price; /* lines per column of the screen */
};

static bool find_step(const struct layout *layout, int *const *cost, int wanted, struct step *best)
{
	bool found = false;
	for (size_t i = 0; i < layout->shown_count; i++) {
		size_t column = layout->shown[i];
		int now = layout->width[column], least = layout->least[column];
		for (int width = now - 1; width >= least && width >= now - wanted; width--) {
			double price =
				(double)(cost[column][width - least] - cost[column][now - least]) / (now - width);
			if (found && price > best->price)
				continue;
			*best = (struct step){.column = column, .width = width, .price = price};
			found = true;
		}
	}
	return found;
}

/* Narrows columns until the table fits; false if it cannot, or when out of memory. */
static bool narrow(struct layout *layout)
{
	size_t count = layout->table->column_count;
	int **cost = calloc(count, sizeof *cost);
	bool failed = !cost;
	struct step step;
	for (size_t i = 0; i < layout->shown_count && !failed; i++) {
		cost[layout->shown[i]] = costs_of(layout, layout->shown[i]);
		failed = !cost[layout->shown[i]];
	}
	layout->document->failed |= failed;
	while (!failed && over(layout) > 0 && find_step(layout, cost, over(layout), &step))
		layout->width[step.column] = step.width;
	for (size_t i = 0; i < layout->shown_count && !failed; i++)
		tighten(layout, layout->shown[i]);
	for (size_t i = 0; i < count && cost; i++)
		free(cost[i]);
	free(cost);
	return !failed && over(layout) <= 0;
}

static void widen(struct layout *layout)
{
	memcpy(layout->width, layout->natural, layout->table->column_count * sizeof *layout->width);
}

/* Whether it fits with all columns at their least width. */
static bool can_fit(struct layout *layout)
{
	memcpy(layout->width, layout->least, layout->table->column_count * sizeof *layout->width);
	bool fits = over(layout) <= 0;
	widen(layout);
	return fits;
}

/* Narrows the last column if it is one of words and that suffices. */
static bool narrow_last(struct layout *layout)
{
	size_t last = layout->shown[layout->shown_count - 1];
	int width = layout->width[last] - over(layout);
	if (column_at(layout, last)->alignment != ALIGN_LEFT || width < LEAST_WRAPPED || width < layout->least[last])
		return false;
	layout->width[last] = width;
	return true;
}

/* Lays out the shown columns so that they fit; false if they cannot. */
static bool fit(struct layout *layout)
{
	for (layout->breaks = BREAK_BLANKS; layout->breaks <= BREAK_NAMES; layout->breaks++) {
		measure(layout);
		if (over(layout) <= 0 || narrow_last(layout))
			return true;
		if (can_fit(layout))
			return narrow(layout);
	}
	layout->breaks = BREAK_NAMES;
	return false;
}

/* --- printing --- */

/*
 * Prints the part of a cell on one line of its row, padded on either side. *pending holds blanks that are at the line's
 * end so far.
 */
static void print_piece(const struct layout *layout, size_t column, const struct text_line *line,
			enum emphasis emphasis, bool mark, int *pending, struct bytes *out)
{
	int padding = larger(layout->width[column] - line->columns, 0);
	bool right = column_at(layout, column)->alignment == ALIGN_RIGHT;
	*pending += (column > 0 ? GAP : 0) + (right ? padding : 0);
	if (line->size > 0) {
		text_add_blanks(out, *pending);
		*pending = 0;
		text_add_styled(layout->document, out, text_escape(emphasis), line->at, line->size);
	}
	*pending += right ? 0 : padding;
	if (layout->marked[column] && mark && line->size > 0) {
		text_add_blanks(out, *pending);
		*pending = 0;
		bytes_add_text(out, best_mark);
	} else if (layout->marked[column]) {
		*pending += (int)strlen(best_mark);
	}
}

/* Prints the next line of the cells of a row (of the headers, if row is NULL). true while there is more. */
static bool print_line(const struct layout *layout, const struct table_row *row, const bool *waits, bool first,
		       struct bytes *out)
{
	int pending = 0;
	bool more = false;
	for (size_t i = 0; i < layout->shown_count; i++) {
		size_t column = layout->shown[i];
		const struct table_cell *cell = row ? cell_at(layout, row, column) : NULL;
		enum emphasis emphasis = cell ? cell->emphasis : row ? EMPHASIS_NONE : EMPHASIS_STRONG;
		struct text_line line = {.at = "", .size = 0};
		if (!waits || !waits[i])
			text_take_line(&layout->rest[column], layout->width[column], layout->breaks, &line);
		print_piece(layout, column, &line, emphasis, first && emphasis == EMPHASIS_BEST, &pending, out);
		more |= layout->rest[column] != NULL;
	}
	bytes_add_char(out, '\n');
	return more;
}

static void print_row(const struct layout *layout, const struct table_row *row, struct bytes *out)
{
	for (size_t i = 0; i < layout->shown_count; i++) {
		const struct table_cell *cell = cell_at(layout, row, layout->shown[i]);
		layout->rest[layout->shown[i]] = cell ? cell->text : NULL;
	}
	for (bool first = true; print_line(layout, row, NULL, first, out); first = false)
		;
}

/* Headers are aligned at the bottom, above the rule. */
static void print_headers(const struct layout *layout, struct bytes *out)
{
	int most = 0;
	bool *waits = calloc(layout->shown_count + 1, sizeof *waits);
	if (!waits) {
		layout->document->failed = true;
		return;
	}
	for (size_t i = 0; i < layout->shown_count; i++) {
		size_t column = layout->shown[i];
		layout->rest[column] = column_at(layout, column)->header;
		most = larger(most, lines_of(layout->rest[column], layout->width[column], layout->breaks));
	}
	for (int left = most; left > 0; left--) {
		for (size_t i = 0; i < layout->shown_count; i++) {
			const char *rest = layout->rest[layout->shown[i]];
			waits[i] = rest && lines_of(rest, layout->width[layout->shown[i]], layout->breaks) < left;
		}
		print_line(layout, NULL, waits, false, out);
	}
	free(waits);
}

static bool has_headers(const struct layout *layout)
{
	for (size_t i = 0; i < layout->shown_count; i++)
		if (column_at(layout, layout->shown[i])->header[0] != '\0')
			return true;
	return false;
}

static void print_group(const struct layout *layout, const struct table_row *row, struct bytes *out)
{
	const struct table_cell *cell = cell_at(layout, row, 0);
	text_add_styled(layout->document, out, text_escape(EMPHASIS_STRONG), cell ? cell->text : "",
			cell ? strlen(cell->text) : 0);
	bytes_add_char(out, '\n');
}

static void print_shown(const struct layout *layout, struct bytes *out)
{
	int width = table_width(layout);
	if (has_headers(layout)) {
		print_headers(layout, out);
		text_add_rule(layout->document, out, width);
	}
	for (size_t i = 0; i < layout->table->row_count; i++) {
		const struct table_row *row = row_at(layout, i);
		if (row->kind == ROW_TOTAL)
			text_add_rule(layout->document, out, width);
		if (row->kind != ROW_GROUP) {
			print_row(layout, row, out);
			continue;
		}
		if (i > 0)
			bytes_add_char(out, '\n');
		print_group(layout, row, out);
	}
}

/* --- what does not fit --- */

static void show_all(struct layout *layout)
{
	layout->shown_count = layout->table->column_count;
	for (size_t column = 0; column < layout->shown_count; column++)
		layout->shown[column] = column;
}

/* Leaves out the spare columns of the lowest rank. false if there are none. */
static bool spare_some(struct layout *layout)
{
	int rank = 0;
	for (size_t i = 0; i < layout->shown_count; i++) {
		int spare = column_at(layout, layout->shown[i])->spare;
		if (spare > 0 && (rank == 0 || spare < rank))
			rank = spare;
	}
	size_t count = 0;
	for (size_t i = 0; i < layout->shown_count; i++)
		if (rank == 0 || column_at(layout, layout->shown[i])->spare != rank)
			layout->shown[count++] = layout->shown[i];
	layout->shown_count = count;
	return rank > 0;
}

static bool is_shown(const struct layout *layout, size_t column)
{
	for (size_t i = 0; i < layout->shown_count; i++)
		if (layout->shown[i] == column)
			return true;
	return false;
}

static void say_spared(const struct layout *layout, struct bytes *out)
{
	struct bytes names = {0}, text = {0};
	for (size_t column = 0; column < layout->table->column_count; column++)
		if (!is_shown(layout, column))
			bytes_add_format(&names, "%s%s", names.size > 0 ? ", " : "", column_at(layout, column)->header);
	if (names.size > 0) {
		bytes_add_format(&text, _("Left out to fit in %d columns: %s (-f csv has all)"),
				 text_width(layout->document), bytes_text(&names));
		text_add_styled(layout->document, out, text_escape(EMPHASIS_DIM), bytes_text(&text), text.size);
		bytes_add_char(out, '\n');
	}
	out->failed |= names.failed || text.failed;
	bytes_release(&text);
	bytes_release(&names);
}

/* Shows the first column and `count` others from `from` on. */
static void show_part(struct layout *layout, size_t from, size_t count)
{
	layout->shown_count = 0;
	layout->shown[layout->shown_count++] = 0;
	for (size_t column = from; column < from + count; column++)
		layout->shown[layout->shown_count++] = column;
}

/* How many columns from `from` on fit beside the first; at least one. */
static size_t fitting(struct layout *layout, size_t from, size_t most)
{
	size_t count = most;
	for (show_part(layout, from, count); count > 1 && !can_fit(layout); show_part(layout, from, count))
		count--;
	return count;
}

/* Prints parts with about equally many columns. */
static void print_parts(struct layout *layout, struct bytes *out)
{
	size_t columns = layout->table->column_count, parts = 0;
	for (size_t from = 1; from < columns; parts++)
		from += fitting(layout, from, columns - from);
	for (size_t from = 1, count; from < columns; from += count) {
		size_t left = columns - from, share = parts > 1 ? (left + parts - 1) / parts : left;
		count = fitting(layout, from, share);
		narrow(layout);
		if (from > 1)
			bytes_add_char(out, '\n');
		print_shown(layout, out);
		widen(layout);
		parts -= parts > 1;
	}
}

static void print_laid_out(struct layout *layout, struct bytes *out)
{
	show_all(layout);
	bool fits = fit(layout);
	while (!fits && spare_some(layout))
		fits = fit(layout);
	if (fits) {
		print_shown(layout, out);
		say_spared(layout, out);
	} else if (layout->table->column_count == 1) {
		print_shown(layout, out);
	} else {
		print_parts(layout, out);
	}
}

void text_print_table(struct document *document, const struct block *table, struct bytes *out)
{
	size_t columns = table->column_count;
	if (columns == 0)
		return;
	struct layout layout = {
		.document = document,
		.table = table,
		.shown = calloc(columns, sizeof *layout.shown),
		.width = calloc(columns, sizeof *layout.width),
		.natural = calloc(columns, sizeof *layout.natural),
		.least = calloc(columns, sizeof *layout.least),
		.marked = calloc(columns, sizeof *layout.marked),
		.rest = calloc(columns, sizeof *layout.rest),
	};
	if (layout.shown && layout.width && layout.natural && layout.least && layout.marked && layout.rest)
		print_laid_out(&layout, out);
	else
		document->failed = true;
	free(layout.shown);
	free(layout.width);
	free(layout.natural);
	free(layout.least);
	free(layout.marked);
	free(layout.rest);
}
