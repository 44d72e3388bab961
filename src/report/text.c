/*
 * Text for a terminal or a mail: wrapped paragraphs, aligned tables. A table that is too wide has its last column of words wrapped, or
 * is told in several parts, each with the first column.
 */
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/utf8.h"
#include "report/document.h"
#include "report/writer.h"

enum {
	WIDTH = 100,         /* where nothing else is asked for */
	GAP = 2,             /* blanks between columns */
	LEAST_WRAPPED = 20   /* a column of words is not made narrower than this */
};

static const char best_mark[] = " *", legend_mark[] = "* ";

static int line_width(const struct document *document)
{
	return document->style.width > 0 ? document->style.width : WIDTH;
}

/* A piece of a text that goes on one line. */
struct line {
	const char *at;
	size_t size;
	int columns;
};

/* The end of the word at text: the next blank or line end. A blank between digits sets thousands apart: it ends no word. */
static size_t word_size(const char *text)
{
	size_t size = 0;
	for (;;) {
		size += strcspn(text + size, " \n");
		bool within_number = size > 0 && text[size] == ' ' && strchr("0123456789", text[size - 1]) &&
		                     strspn(text + size + 1, "0123456789") == 3;
		if (!within_number)
			return size;
		size++;
	}
}

/*
 * Takes the next line of at most `width` columns off *text (broken at blanks, or at line ends; a word that is longer stands alone). false at the end.
 */
static bool take_line(const char **text, int width, struct line *line)
{
	if (!*text)
		return false;
	const char *start = *text;
	size_t whole = strcspn(start, "\n");
	size_t end = 0;
	int columns = 0;
	for (size_t at = 0; at < whole || end == 0;) {
		size_t word = at + word_size(start + at);
		int more = utf8_columns_of(start + end, word - end);
		if (end > 0 && columns + more > width)
			break;
		columns += more;
		end = word;
		if (word >= whole)
			break;
		at = word + 1;
	}
	*line = (struct line){.at = start, .size = end, .columns = columns};
	const char *rest = start + end;
	*text = *rest == '\0' ? NULL : rest + 1;
	return true;
}

static void add_blanks(struct bytes *out, int count)
{
	for (int i = 0; i < count; i++)
		bytes_add_char(out, ' ');
}

static void add_rule(const struct document *document, struct bytes *out, int columns)
{
	for (int i = 0; i < columns; i++)
		bytes_add_text(out, document->style.ascii ? "-" : "─");
	bytes_add_char(out, '\n');
}

/* Text with the terminal's escape around it, where colours are wanted. */
static void add_styled(const struct document *document, struct bytes *out, const char *escape, const char *text,
                       size_t size)
{
	bool styled = document->style.color && escape[0] && size > 0;
	if (styled)
		bytes_add_text(out, escape);
	bytes_add(out, text, size);
	if (styled)
		bytes_add_text(out, "\x1b[0m");
}

static const char bold[] = "\x1b[1m", dim[] = "\x1b[2m";

static const char *escape_of(enum emphasis emphasis)
{
	/* Blue and orange, told apart by those who cannot tell red from green. */
	static const char *const escapes[] = {
		[EMPHASIS_NONE] = "",
		[EMPHASIS_BEST] = "\x1b[1;34m",
		[EMPHASIS_STRONG] = bold,
		[EMPHASIS_DIM] = dim,
		[EMPHASIS_ALERT] = "\x1b[33m",
	};
	return escapes[emphasis];
}

static void print_heading(const struct document *document, const struct block *block, struct bytes *out)
{
	add_styled(document, out, bold, block->text, strlen(block->text));
	bytes_add_char(out, '\n');
	if (block->level == 1)
		add_rule(document, out, utf8_columns(block->text));
}

/* Wrapped lines, each behind blanks; the first behind `lead` instead. */
static void print_wrapped(const struct document *document, const char *lead, const char *text, struct bytes *out)
{
	int indent = utf8_columns(lead);
	struct line line;
	for (const char *rest = text, *prefix = lead; take_line(&rest, line_width(document) - indent, &line); prefix = NULL) {
		if (prefix)
			bytes_add_text(out, prefix);
		else
			add_blanks(out, indent);
		bytes_add(out, line.at, line.size);
		bytes_add_char(out, '\n');
	}
}

/* How a table is laid out: some of its columns, each with its width. */
struct layout {
	const struct document *document;
	const struct block *table;
	int *width;    /* [column_count]: of the words */
	bool *marked;  /* [column_count]: some cell is marked as the best */
	const char **rest; /* [column_count]: what is still to be told of the cells of the row under way */
	bool wrapped;  /* the last column's words go on several lines */
};

static const struct table_column *column_at(const struct layout *layout, size_t column)
{
	return &layout->document->table_column[layout->table->first_column + column];
}

static const struct table_row *row_at(const struct layout *layout, size_t row)
{
	return &layout->document->table_row[layout->table->first_row + row];
}

/* The cell, or NULL where the row ends before it. */
static const struct table_cell *cell_at(const struct layout *layout, const struct table_row *row, size_t column)
{
	return column < row->cell_count ? &layout->document->table_cell[row->first_cell + column] : NULL;
}

static int widest_line(const char *text)
{
	int widest = 0;
	for (const char *line = text;; line++) {
		size_t size = strcspn(line, "\n");
		int columns = utf8_columns_of(line, size);
		widest = columns > widest ? columns : widest;
		line += size;
		if (*line == '\0')
			return widest;
	}
}

static void measure(struct layout *layout)
{
	for (size_t column = 0; column < layout->table->column_count; column++) {
		int widest = widest_line(column_at(layout, column)->header);
		for (size_t row = 0; row < layout->table->row_count; row++) {
			const struct table_row *at = row_at(layout, row);
			const struct table_cell *cell = at->kind == ROW_GROUP ? NULL : cell_at(layout, at, column);
			if (!cell)
				continue;
			int columns = widest_line(cell->text);
			widest = columns > widest ? columns : widest;
			layout->marked[column] |= cell->emphasis == EMPHASIS_BEST;
		}
		layout->width[column] = widest;
	}
}

/* Columns that one column takes, gap before it and mark included. */
static int space_of(const struct layout *layout, size_t column)
{
	return layout->width[column] + (layout->marked[column] ? (int)strlen(best_mark) : 0) + (column > 0 ? GAP : 0);
}

static int table_width(const struct layout *layout)
{
	int width = 0;
	for (size_t column = 0; column < layout->table->column_count; column++)
		width += space_of(layout, column);
	return width;
}

/* Makes the last column narrower if it is one of words and that is enough. */
static void wrap_last_column(struct layout *layout)
{
	int over = table_width(layout) - line_width(layout->document);
	size_t last = layout->table->column_count - 1;
	if (over <= 0 || column_at(layout, last)->alignment != ALIGN_LEFT || layout->width[last] - over < LEAST_WRAPPED)
		return;
	layout->width[last] -= over;
	layout->wrapped = true;
}

/* One cell's piece on one line of its row: padded on either side. *pending holds blanks that stand at the line's end so far. */
static void print_piece(const struct layout *layout, size_t column, const struct line *line, enum emphasis emphasis,
                        bool mark, int *pending, struct bytes *out)
{
	int padding = layout->width[column] - line->columns;
	padding = padding > 0 ? padding : 0;
	bool right = column_at(layout, column)->alignment == ALIGN_RIGHT;
	*pending += (column > 0 ? GAP : 0) + (right ? padding : 0);
	if (line->size > 0) {
		add_blanks(out, *pending);
		*pending = 0;
		add_styled(layout->document, out, escape_of(emphasis), line->at, line->size);
	}
	*pending += right ? 0 : padding;
	if (layout->marked[column] && mark && line->size > 0) {
		add_blanks(out, *pending);
		*pending = 0;
		bytes_add_text(out, best_mark);
	} else if (layout->marked[column]) {
		*pending += (int)strlen(best_mark);
	}
}

/* Columns first_column of the table, and from..to-1. */
struct part {
	size_t from, to;
};

static bool in_part(const struct part *part, size_t column)
{
	return column == 0 || (column >= part->from && column < part->to);
}

/* Prints cells (or headers, where row is NULL) line by line until all are told. */
static void print_row(const struct layout *layout, const struct part *part, const struct table_row *row,
                      struct bytes *out)
{
	const char **rest = layout->rest;
	size_t columns = layout->table->column_count;
	for (size_t column = 0; column < columns; column++) {
		const struct table_cell *cell = row ? cell_at(layout, row, column) : NULL;
		rest[column] = row ? (cell ? cell->text : NULL) : column_at(layout, column)->header;
	}
	for (bool first = true, more = true; more; first = false) {
		int pending = 0;
		more = false;
		for (size_t column = 0; column < columns; column++) {
			if (!in_part(part, column))
				continue;
			const struct table_cell *cell = row ? cell_at(layout, row, column) : NULL;
			enum emphasis emphasis = cell ? cell->emphasis : row ? EMPHASIS_NONE : EMPHASIS_STRONG;
			bool wraps = layout->wrapped && column + 1 == columns;
			struct line line = {.at = "", .size = 0};
			take_line(&rest[column], wraps ? layout->width[column] : 1 << 20, &line);
			print_piece(layout, column, &line, emphasis, first && emphasis == EMPHASIS_BEST, &pending, out);
			more |= rest[column] != NULL;
		}
		bytes_add_char(out, '\n');
	}
}

static void print_part(const struct layout *layout, const struct part *part, struct bytes *out)
{
	int width = 0;
	bool headed = false;
	for (size_t column = 0; column < layout->table->column_count; column++) {
		if (!in_part(part, column))
			continue;
		width += space_of(layout, column);
		headed |= column_at(layout, column)->header[0] != '\0';
	}
	if (headed) {
		print_row(layout, part, NULL, out);
		add_rule(layout->document, out, width);
	}
	for (size_t i = 0; i < layout->table->row_count; i++) {
		const struct table_row *row = row_at(layout, i);
		const struct table_cell *cell = cell_at(layout, row, 0);
		if (row->kind == ROW_TOTAL)
			add_rule(layout->document, out, width);
		if (row->kind != ROW_GROUP) {
			print_row(layout, part, row, out);
			continue;
		}
		if (i > 0)
			bytes_add_char(out, '\n');
		add_styled(layout->document, out, bold, cell ? cell->text : "", cell ? strlen(cell->text) : 0);
		bytes_add_char(out, '\n');
	}
}

/* The columns from `from` that fit beside the first; at least one. */
static size_t part_end(const struct layout *layout, size_t from)
{
	int width = space_of(layout, 0);
	size_t to = from;
	while (to < layout->table->column_count) {
		width += space_of(layout, to);
		if (to > from && width > line_width(layout->document))
			break;
		to++;
	}
	return to;
}

static void print_table(struct document *document, const struct block *table, struct bytes *out)
{
	size_t columns = table->column_count;
	if (columns == 0)
		return;
	struct layout layout = {
		.document = document,
		.table = table,
		.width = calloc(columns, sizeof *layout.width),
		.marked = calloc(columns, sizeof *layout.marked),
		.rest = calloc(columns, sizeof *layout.rest),
	};
	if (!layout.width || !layout.marked || !layout.rest) {
		document->failed = true;
		goto done;
	}
	measure(&layout);
	wrap_last_column(&layout);
	struct part part = {.from = 0, .to = columns};
	if (table_width(&layout) <= line_width(document)) {
		print_part(&layout, &part, out);
		goto done;
	}
	for (part.from = columns > 1 ? 1 : 0; part.from < columns; part.from = part.to) {
		part.to = part_end(&layout, part.from);
		if (part.from > 1)
			bytes_add_char(out, '\n');
		print_part(&layout, &part, out);
	}
done:
	free(layout.width);
	free(layout.marked);
	free(layout.rest);
}

static void print_code(const struct block *block, struct bytes *out)
{
	bytes_add_text(out, block->text);
	size_t size = strlen(block->text);
	if (size > 0 && block->text[size - 1] != '\n')
		bytes_add_char(out, '\n');
}

static void print_block(struct document *document, const struct block *block, struct bytes *out)
{
	switch (block->kind) {
	case BLOCK_HEADING:
		print_heading(document, block, out);
		break;
	case BLOCK_PARAGRAPH:
		print_wrapped(document, "", block->text, out);
		break;
	case BLOCK_ITEM:
		print_wrapped(document, document->style.ascii ? "- " : "• ", block->text, out);
		break;
	case BLOCK_LEGEND:
		print_wrapped(document, legend_mark, block->text, out);
		break;
	case BLOCK_CODE:
		print_code(block, out);
		break;
	case BLOCK_TABLE:
		print_table(document, block, out);
		break;
	}
}

static void print_stamp(const struct document *document, struct bytes *out)
{
	struct bytes lines = {0};
	stamp_print_lines(&document->stamp, &lines);
	if (document->block_count > 0)
		bytes_add_char(out, '\n');
	add_styled(document, out, dim, bytes_text(&lines), lines.size);
	out->failed |= lines.failed;
	bytes_release(&lines);
}

static void text_end(struct document *document, struct bytes *out)
{
	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->block[i];
		const struct block *before = i > 0 ? block - 1 : NULL;
		/* A heading of the second level stands close to what it heads; the items of a list to each other. */
		bool close = before && ((before->kind == BLOCK_ITEM && block->kind == BLOCK_ITEM) ||
		                        (before->kind == BLOCK_HEADING && before->level > 1));
		if (before && !close)
			bytes_add_char(out, '\n');
		print_block(document, block, out);
	}
	if (!document->unstamped)
		print_stamp(document, out);
}

const struct writer writer_text = {
	.name = "text",
	.extension = "txt",
	.takes_rows = false,
	.end = text_end,
};
