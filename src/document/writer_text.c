/* Text for a terminal or an e-mail: wrapped paragraphs, aligned tables (text_table.c). */
#include <string.h>

#include "base/bytes.h"
#include "base/utf8.h"
#include "document/document.h"
#include "document/text.h"
#include "document/text_table.h"
#include "document/writer.h"

static const char legend_mark[] = "* ";

static void print_heading(const struct document *document, const struct block *block, struct bytes *out)
{
	text_add_styled(document, out, text_escape(EMPHASIS_STRONG), block->text, strlen(block->text));
	bytes_add_char(out, '\n');
	if (block->level == 1)
		text_add_rule(document, out, utf8_columns(block->text));
}

/* Prints wrapped lines, each indented; the first after `lead` instead. */
static void print_wrapped(const struct document *document, const char *lead, const char *text, struct bytes *out)
{
	int indent = utf8_columns(lead);
	struct text_line line;
	for (const char *rest = text, *prefix = lead;
	     text_take_line(&rest, text_width(document) - indent, BREAK_BLANKS, &line); prefix = NULL) {
		if (prefix)
			bytes_add_text(out, prefix);
		else
			text_add_blanks(out, indent);
		bytes_add(out, line.at, line.size);
		bytes_add_char(out, '\n');
	}
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
		text_print_table(document, block, out);
		break;
	}
}

static void print_stamp(const struct document *document, struct bytes *out)
{
	struct bytes lines = {0};
	stamp_print_lines(&document->stamp, &lines);
	if (document->block_count > 0)
		bytes_add_char(out, '\n');
	text_add_styled(document, out, text_escape(EMPHASIS_DIM), bytes_text(&lines), lines.size);
	out->failed |= lines.failed;
	bytes_release(&lines);
}

/* No blank line after a heading of the second level, nor between the items of a list. */
static bool is_close(const struct block *before, const struct block *block)
{
	return (before->kind == BLOCK_ITEM && block->kind == BLOCK_ITEM) ||
	       (before->kind == BLOCK_HEADING && before->level > 1);
}

static void text_end(struct document *document, struct bytes *out)
{
	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->block[i];
		if (i > 0 && !is_close(block - 1, block))
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
	.takes_words = true,
	.end = text_end,
};
