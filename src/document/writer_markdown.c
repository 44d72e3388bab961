/* Markdown in GitHub's dialect, for pasting into discussions of a plan. */
#include <ctype.h>
#include <string.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "document/document.h"
#include "document/writer.h"

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* Escapes punctuation that would format; `_` within a word does not. Line ends become `line_end`. */
static void add_escaped(struct bytes *out, const char *text, const char *line_end)
{
	for (const char *at = text; *at; at++) {
		bool within_word = at > text && is_word(at[-1]) && is_word(at[1]);
		bool entity = *at == '&' && (isalpha((unsigned char)at[1]) || at[1] == '#');
		if (*at == '\n') {
			bytes_add_text(out, line_end);
			continue;
		}
		if (strchr("\\`*[]<>|~", *at) || (*at == '_' && !within_word) || entity)
			bytes_add_char(out, '\\');
		bytes_add_char(out, *at);
	}
}

/* At the start of a paragraph, escapes what would begin a heading, a list or a rule. */
static void add_paragraph_text(struct bytes *out, const char *text)
{
	size_t digits = strspn(text, "0123456789");
	bool list_number = digits > 0 && text[digits] != '\0' && strchr(".)", text[digits]);
	if (list_number) {
		bytes_add(out, text, digits);
		bytes_add_char(out, '\\');
		text += digits;
	} else if (text[0] != '\0' && strchr("#+-=", text[0])) {
		bytes_add_char(out, '\\');
	}
	add_escaped(out, text, "  \n");
}

static void print_heading(const struct block *block, struct bytes *out)
{
	for (int i = 0; i < block->level; i++)
		bytes_add_char(out, '#');
	bytes_add_char(out, ' ');
	add_escaped(out, block->text, " ");
	bytes_add_char(out, '\n');
}

/* A fence longer than any run of backticks in the text. */
static void print_code(const struct block *block, struct bytes *out)
{
	size_t longest = 2, run = 0;
	for (const char *at = block->text; *at; at++) {
		run = *at == '`' ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	size_t size = strlen(block->text);
	for (size_t i = 0; i <= longest; i++)
		bytes_add_char(out, '`');
	bytes_add_char(out, '\n');
	bytes_add(out, block->text, size);
	if (size > 0 && block->text[size - 1] != '\n')
		bytes_add_char(out, '\n');
	for (size_t i = 0; i <= longest; i++)
		bytes_add_char(out, '`');
	bytes_add_char(out, '\n');
}

static void print_cell(enum emphasis emphasis, const char *text, struct bytes *out)
{
	bool strong =
		(emphasis == EMPHASIS_BEST || emphasis == EMPHASIS_STRONG || emphasis == EMPHASIS_ALERT) && text[0];
	bytes_add_text(out, strong ? " **" : " ");
	add_escaped(out, text, "<br>");
	bytes_add_text(out, strong ? "** |" : " |");
}

static void print_row(const struct document *document, const struct block *table, const struct table_row *row,
                      struct bytes *out)
{
	bytes_add_char(out, '|');
	for (size_t i = 0; i < table->column_count; i++) {
		const struct table_cell *cell =
			i < row->cell_count ? &document->table_cell[row->first_cell + i] : NULL;
		enum emphasis emphasis =
			row->kind == ROW_PLAIN ? (cell ? cell->emphasis : EMPHASIS_NONE) : EMPHASIS_STRONG;
		print_cell(emphasis, cell ? cell->text : "", out);
	}
	bytes_add_char(out, '\n');
}

static void print_table(const struct document *document, const struct block *table, struct bytes *out)
{
	const struct table_column *column = &document->table_column[table->first_column];
	bytes_add_char(out, '|');
	for (size_t i = 0; i < table->column_count; i++)
		print_cell(EMPHASIS_NONE, column[i].header, out);
	bytes_add_text(out, "\n|");
	for (size_t i = 0; i < table->column_count; i++)
		bytes_add_text(out, column[i].alignment == ALIGN_RIGHT ? " ---: |" : " --- |");
	bytes_add_char(out, '\n');
	for (size_t i = 0; i < table->row_count; i++)
		print_row(document, table, &document->table_row[table->first_row + i], out);
}

static void print_block(const struct document *document, const struct block *block, struct bytes *out)
{
	switch (block->kind) {
	case BLOCK_HEADING:
		print_heading(block, out);
		break;
	case BLOCK_PARAGRAPH:
		add_paragraph_text(out, block->text);
		bytes_add_char(out, '\n');
		break;
	case BLOCK_ITEM:
		bytes_add_text(out, "- ");
		add_paragraph_text(out, block->text);
		bytes_add_char(out, '\n');
		break;
	case BLOCK_LEGEND:
		bytes_add_format(out, "**%s**: ", _("bold"));
		add_escaped(out, block->text, " ");
		bytes_add_char(out, '\n');
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
	bytes_add_text(out, document->block_count > 0 ? "\n---\n\n" : "");
	for (const char *line = bytes_text(&lines); *line;) {
		size_t size = strcspn(line, "\n");
		struct bytes one = {0};
		bytes_add(&one, line, size);
		line += size + (line[size] == '\n');
		add_escaped(out, bytes_text(&one), " ");
		bytes_add_text(out, *line ? "  \n" : "\n");
		out->failed |= one.failed;
		bytes_release(&one);
	}
	out->failed |= lines.failed;
	bytes_release(&lines);
}

static void markdown_end(struct document *document, struct bytes *out)
{
	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->block[i];
		bool list_goes_on = i > 0 && block->kind == BLOCK_ITEM && block[-1].kind == BLOCK_ITEM;
		if (i > 0 && !list_goes_on)
			bytes_add_char(out, '\n');
		print_block(document, block, out);
	}
	if (!document->unstamped)
		print_stamp(document, out);
}

const struct writer writer_markdown = {
	.name = "md",
	.extension = "md",
	.takes_rows = false,
	.takes_words = true,
	.end = markdown_end,
};
