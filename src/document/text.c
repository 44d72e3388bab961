/* Lines of text, wrapped, ruled and styled. */
#include "document/text.h"

#include <string.h>

#include "base/bytes.h"
#include "base/utf8.h"

enum { WIDTH = 100 }; /* the default */

int text_width(const struct document *document)
{
	return document->style.width > 0 ? document->style.width : WIDTH;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The first dot of a name, "team.ops.fte", after which a line may break. `size` if there is none. */
static size_t dot_in_name(const char *text, size_t size)
{
	for (size_t i = 1; i + 1 < size; i++)
		if (text[i] == '.' && is_letter(text[i - 1]) && is_letter(text[i + 1]))
			return i + 1;
	return size;
}

/* A space between digits separates thousands; one before a per cent sign belongs to the number. */
static bool within_number(const char *text, size_t blank)
{
	if (blank == 0 || text[blank] != ' ' || !strchr("0123456789", text[blank - 1]))
		return false;
	return text[blank + 1] == '%' || strspn(text + blank + 1, "0123456789") == 3;
}

/* The end of the word at text: the next blank or line end. */
static size_t word_size(const char *text, enum text_breaks breaks)
{
	size_t size = strcspn(text, " \n");
	while (within_number(text, size))
		size += 1 + strcspn(text + size + 1, " \n");
	return breaks == BREAK_NAMES ? dot_in_name(text, size) : size;
}

bool text_take_line(const char **text, int width, enum text_breaks breaks, struct text_line *line)
{
	if (!*text)
		return false;
	const char *start = *text;
	size_t whole = strcspn(start, "\n");
	size_t end = 0;
	int columns = 0;
	for (size_t at = 0; at < whole || end == 0;) {
		size_t word = at + word_size(start + at, breaks);
		int more = utf8_columns_of(start + end, word - end);
		if (end > 0 && columns + more > width)
			break;
		columns += more;
		end = word;
		if (word >= whole)
			break;
		at = word + (start[word] == ' ');
	}
	*line = (struct text_line){.at = start, .size = end, .columns = columns};
	const char *rest = start + end;
	*text = *rest == '\0' ? NULL : rest + (*rest == ' ' || *rest == '\n');
	return true;
}

int text_longest_word(const char *text, enum text_breaks breaks)
{
	int longest = 0;
	struct text_line line;
	for (const char *rest = text; text_take_line(&rest, 0, breaks, &line);)
		longest = line.columns > longest ? line.columns : longest;
	return longest;
}

void text_add_blanks(struct bytes *out, int count)
{
	for (int i = 0; i < count; i++)
		bytes_add_char(out, ' ');
}

void text_add_rule(const struct document *document, struct bytes *out, int columns)
{
	for (int i = 0; i < columns; i++)
		bytes_add_text(out, document->style.ascii ? "-" : "─");
	bytes_add_char(out, '\n');
}

/* Text with an escape sequence around it, if colours are wanted. */
void text_add_styled(const struct document *document, struct bytes *out, const char *escape, const char *text,
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

const char *text_escape(enum emphasis emphasis)
{
	/* Blue and orange, which people who cannot tell red from green can tell apart. */
	static const char *const escapes[] = {
		[EMPHASIS_NONE] = "",
		[EMPHASIS_BEST] = "\x1b[1;34m",
		[EMPHASIS_STRONG] = bold,
		[EMPHASIS_DIM] = dim,
		[EMPHASIS_ALERT] = "\x1b[33m",
	};
	return escapes[emphasis];
}
