/* The document: growing arrays of blocks, tables and cells; texts are kept in chunks. */
#include "document/document.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/grow.h"
#include "base/utf8.h"
#include "document/writer.h"

enum { CHUNK_SIZE = 4096 };

/* Texts are packed into chunks that never move. */
struct text_chunk {
	struct text_chunk *next;
	size_t used, size;
	char text[];
};

void document_init(struct document *document, const char *command, const struct writer *writer, struct style style)
{
	*document = (struct document){.command = command, .writer = writer, .style = style};
}

void document_release(struct document *document)
{
	for (struct text_chunk *chunk = document->texts, *next; chunk; chunk = next) {
		next = chunk->next;
		free(chunk);
	}
	bytes_release(&document->rows);
	free(document->column);
	free(document->cell);
	free(document->block);
	free(document->table_column);
	free(document->table_row);
	free(document->table_cell);
	*document = (struct document){0};
}

bool document_wants_rows(const struct document *document)
{
	return document->writer->takes_rows;
}

bool document_wants_blocks(const struct document *document)
{
	return !document->writer->takes_rows;
}

static const char *keep(struct document *document, const char *text, size_t size)
{
	struct text_chunk *chunk = document->texts;
	if (!chunk || chunk->size - chunk->used <= size) {
		size_t room = size + 1 > CHUNK_SIZE ? size + 1 : CHUNK_SIZE;
		chunk = malloc(sizeof *chunk + room);
		if (!chunk) {
			document->failed = true;
			return "";
		}
		*chunk = (struct text_chunk){.next = document->texts, .size = room};
		document->texts = chunk;
	}
	char *kept = chunk->text + chunk->used;
	memcpy(kept, text, size);
	kept[size] = '\0';
	chunk->used += size + 1;
	return kept;
}

const char *document_keep(struct document *document, const char *text)
{
	return keep(document, text, strlen(text));
}

const char *document_text(struct document *document, const struct bytes *text)
{
	document->failed |= text->failed;
	return bytes_text(text);
}

const char *document_take(struct document *document, struct bytes *text)
{
	const char *kept = document_keep(document, document_text(document, text));
	bytes_release(text);
	return kept;
}

/* Makes text safe for a terminal, line by line: much of it comes from files. */
static const char *keep_safe(struct document *document, const char *text)
{
	struct bytes safe = {0};
	for (const char *line = text;; line++) {
		size_t size = strcspn(line, "\n");
		utf8_sanitise(&safe, line, size);
		line += size;
		if (*line == '\0')
			break;
		bytes_add_char(&safe, '\n');
	}
	if (safe.failed)
		document->failed = true;
	const char *kept = keep(document, bytes_text(&safe), safe.size);
	bytes_release(&safe);
	return kept;
}

static const char *keep_format(struct document *document, const char *format, va_list arguments)
{
	struct bytes text = {0};
	bytes_add_format_list(&text, format, arguments);
	const char *kept = keep_safe(document, bytes_text(&text));
	if (text.failed)
		document->failed = true;
	bytes_release(&text);
	return kept;
}

/* Notes that memory ran out, where an array could not grow; returns whether the element can be added. */
static bool grown(struct document *document, bool success)
{
	if (!success)
		document->failed = true;
	return !document->failed;
}

/* What cell_word takes: a spreadsheet runs nothing that begins with a letter, a digit or _ / . */
static bool is_word(const char *text)
{
	size_t size = 0;
	for (; text[size]; size++) {
		char c = text[size];
		bool first = ascii_is_letter(c) || ascii_is_digit(c) || c == '_' || c == '/' || c == '.';
		if (!first && (size == 0 || (c != '-' && c != ':' && c != ' ')))
			return false;
	}
	return size > 0 && text[size - 1] != ' ';
}

struct cell cell_repeated(const char *text)
{
	return text && is_word(text) ? cell_word(text) : cell_text(text);
}

void document_columns(struct document *document, const char *const *names, size_t count)
{
	if (!document_wants_rows(document))
		return;
	document->column = calloc(count + 2, sizeof *document->column);
	if (!document->column) {
		document->failed = true;
		return;
	}
	document->scenario_at = count > 0 && strcmp(names[0], "profile") == 0;
	for (size_t i = 0; i <= count; i++) {
		if (document->of_scenarios && i == document->scenario_at)
			document->column[document->column_count++] = "scenario";
		if (i < count)
			document->column[document->column_count++] = document_keep(document, names[i]);
	}
	if (document->has_currency)
		document->column[document->column_count++] = "currency";
	document->writer->columns(document);
}

/* The currency of the last amount. */
static struct cell currency_of(const struct cell *cells, size_t count)
{
	while (count > 0 && cells[count - 1].kind != CELL_MONEY)
		count--;
	return count > 0 ? cell_word(cells[count - 1].text) : cell_none();
}

/* The command's cells together with the document's own (scenario, currency). NULL when out of memory. */
static const struct cell *whole_row(struct document *document, const struct cell *cells)
{
	size_t own = document->column_count - document->of_scenarios - document->has_currency;
	size_t before = document->of_scenarios ? document->scenario_at : 0;
	if (!document->cell)
		document->cell = calloc(document->column_count, sizeof *document->cell);
	struct cell *cell = document->cell;
	if (!cell)
		return NULL;
	memcpy(cell, cells, before * sizeof *cell);
	cell += before;
	if (document->of_scenarios)
		*cell++ = document->scenario;
	memcpy(cell, cells + before, (own - before) * sizeof *cell);
	if (document->has_currency)
		cell[own - before] = currency_of(cells, own);
	return document->cell;
}

void document_row(struct document *document, const struct cell *cells)
{
	if (!document_wants_rows(document) || document->failed)
		return;
	const struct cell *row = whole_row(document, cells);
	if (!row) {
		document->failed = true;
		return;
	}
	document->writer->row(document, row);
	document->row_count++;
}

void document_rows_within(struct document *document)
{
	if (document_wants_rows(document) && !document->failed && document->writer->within != NULL)
		document->writer->within(document);
}

void document_rows_end(struct document *document)
{
	if (document_wants_rows(document) && !document->failed && document->writer->within_end != NULL)
		document->writer->within_end(document);
}

struct document document_part(const struct document *document)
{
	return (struct document){.command = document->command,
	                         .writer = document->writer,
	                         .style = document->style,
	                         .of_scenarios = document->of_scenarios,
	                         .has_currency = document->has_currency,
	                         .scenario_at = document->scenario_at,
	                         .column = document->column,
	                         .column_count = document->column_count};
}

void document_join(struct document *document, struct document *part)
{
	bytes_add(&document->rows, part->rows.at, part->rows.size);
	document->row_count += part->row_count;
	document->failed |= part->failed | part->rows.failed;
	bytes_release(&part->rows);
	free(part->cell);
	*part = (struct document){0};
}

static void add_block(struct document *document, enum block_kind kind, int level, const char *text)
{
	if (grown(document, GROW(document->block, document->block_capacity, document->block_count + 1)))
		document->block[document->block_count++] = (struct block){.kind = kind, .level = level, .text = text};
}

static void add_block_format(struct document *document, enum block_kind kind, int level, const char *format,
                             va_list arguments)
{
	if (document_wants_blocks(document))
		add_block(document, kind, level, keep_format(document, format, arguments));
}

void document_heading(struct document *document, int level, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	add_block_format(document, BLOCK_HEADING, level, format, arguments);
	va_end(arguments);
}

void document_paragraph(struct document *document, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	add_block_format(document, BLOCK_PARAGRAPH, 0, format, arguments);
	va_end(arguments);
}

void document_item(struct document *document, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	add_block_format(document, BLOCK_ITEM, 0, format, arguments);
	va_end(arguments);
}

void document_legend(struct document *document, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	add_block_format(document, BLOCK_LEGEND, 0, format, arguments);
	va_end(arguments);
}

void document_code(struct document *document, const char *text)
{
	if (document_wants_blocks(document))
		add_block(document, BLOCK_CODE, 0, keep_safe(document, text));
}

void document_table(struct document *document)
{
	if (!document_wants_blocks(document))
		return;
	add_block(document, BLOCK_TABLE, 0, NULL);
	if (document->failed)
		return;
	struct block *table = &document->block[document->block_count - 1];
	table->first_column = document->table_column_count;
	table->first_row = document->table_row_count;
}

/* The table being filled; NULL if there is none, as after running out of memory. */
static struct block *current_table(const struct document *document)
{
	if (document->failed || document->block_count == 0)
		return NULL;
	struct block *block = &document->block[document->block_count - 1];
	return block->kind == BLOCK_TABLE ? block : NULL;
}

void document_table_column(struct document *document, enum alignment alignment, const char *format, ...)
{
	struct block *table = current_table(document);
	if (!table)
		return;
	va_list arguments;
	va_start(arguments, format);
	const char *header = keep_format(document, format, arguments);
	va_end(arguments);
	size_t at = document->table_column_count;
	if (!grown(document, GROW(document->table_column, document->table_column_capacity, at + 1)))
		return;
	document->table_column[at] = (struct table_column){.alignment = alignment, .header = header};
	document->table_column_count++;
	table->column_count++;
}

void document_table_spare(struct document *document, int rank)
{
	struct block *table = current_table(document);
	if (table && table->column_count > 0)
		document->table_column[document->table_column_count - 1].spare = rank;
}

void document_table_row(struct document *document, enum table_row_kind kind)
{
	struct block *table = current_table(document);
	if (!table)
		return;
	size_t at = document->table_row_count;
	if (!grown(document, GROW(document->table_row, document->table_row_capacity, at + 1)))
		return;
	document->table_row[at] = (struct table_row){.kind = kind, .first_cell = document->table_cell_count};
	document->table_row_count++;
	table->row_count++;
}

/* Adds a cell to the row being filled; NULL if there is none. */
static struct table_cell *add_cell(struct document *document, enum emphasis emphasis, struct content content)
{
	struct block *table = current_table(document);
	if (!table || table->row_count == 0)
		return NULL;
	size_t at = document->table_cell_count;
	if (!grown(document, GROW(document->table_cell, document->table_cell_capacity, at + 1)))
		return NULL;
	struct table_cell *cell = &document->table_cell[document->table_cell_count++];
	*cell = (struct table_cell){.emphasis = emphasis, .line = {content}};
	document->table_row[document->table_row_count - 1].cell_count++;
	return cell;
}

void document_table_cell(struct document *document, enum emphasis emphasis, const char *format, ...)
{
	if (!current_table(document))
		return;
	va_list arguments;
	va_start(arguments, format);
	const char *words = keep_format(document, format, arguments);
	va_end(arguments);
	add_cell(document, emphasis, (struct content){.kind = CONTENT_WORDS, .words = words});
}

void document_table_status(struct document *document, enum emphasis emphasis, const char *words)
{
	if (current_table(document))
		add_cell(document, emphasis,
			 (struct content){.kind = CONTENT_STATUS, .words = keep_safe(document, words)});
}

/* The plan that owns the currency's text may no longer exist when the document is written: keep a copy. */
static struct content quantity_content(struct document *document, struct quantity quantity)
{
	if (quantity.currency && (!document->currency || strcmp(document->currency, quantity.currency) != 0))
		document->currency = keep_safe(document, quantity.currency);
	quantity.currency = quantity.currency ? document->currency : NULL;
	return (struct content){.kind = CONTENT_QUANTITY, .quantity = quantity};
}

void document_table_quantity(struct document *document, enum emphasis emphasis, struct quantity quantity)
{
	if (current_table(document))
		add_cell(document, emphasis, quantity_content(document, quantity));
}

void document_table_under(struct document *document, struct quantity quantity)
{
	if (current_table(document) && document->table_cell_count > 0)
		document->table_cell[document->table_cell_count - 1].line[1] = quantity_content(document, quantity);
}

/* Converts numbers to words; this is the only place that rounds them. */
static void print_cell(struct document *document, struct table_cell *cell)
{
	struct bytes text = {0};
	for (int i = 0; i < CELL_LINES && cell->line[i].kind != CONTENT_NONE; i++) {
		const struct content *content = &cell->line[i];
		if (i > 0)
			bytes_add_char(&text, '\n');
		if (content->kind == CONTENT_QUANTITY)
			format_quantity(&text, &content->quantity, document->style.ascii);
		else
			bytes_add_text(&text, content->words);
	}
	cell->text = document_take(document, &text);
}

static void print_cells(struct document *document)
{
	for (size_t i = 0; i < document->table_cell_count && !document->failed; i++) {
		struct table_cell *cell = &document->table_cell[i];
		if (cell->line[0].kind == CONTENT_QUANTITY || cell->line[1].kind != CONTENT_NONE)
			print_cell(document, cell);
		else
			cell->text = cell->line[0].words;
	}
}

/* Moves the rows instead of copying them if nothing precedes them: there may be many. */
static void drain_rows(struct document *document, struct bytes *out)
{
	struct bytes *rows = &document->rows;
	size_t apart = document->drained ? 0 : document->writer->apart;
	if (rows->size == 0)
		return;
	if (out->size == 0 && apart == 0) {
		struct bytes emptied = *out;
		*out = *rows;
		*rows = emptied;
	} else {
		bytes_add(out, rows->at + apart, rows->size - apart);
	}
	rows->size = 0;
	document->drained = true;
}

static int drained(const struct document *document, const struct bytes *out)
{
	return document->failed || document->rows.failed || out->failed ? -1 : 0;
}

int document_drain(struct document *document, struct bytes *out)
{
	if (!document->begun && document->writer->begin)
		document->writer->begin(document, out);
	document->begun = true;
	if (drained(document, out) == 0)
		drain_rows(document, out);
	return drained(document, out);
}

int document_finish(struct document *document, struct bytes *out)
{
	if (document->writer->takes_words)
		print_cells(document);
	if (document_drain(document, out) == 0 && document->writer->end)
		document->writer->end(document, out);
	return drained(document, out);
}
