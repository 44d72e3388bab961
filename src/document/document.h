/*
 * The document: the output of a command, once for machines and once for people.
 *
 * Rows are for machines (CSV, JSON): typed cells in named columns, passed to the writer one by one, and drained on the
 * way where there may be many. Blocks are for people (text, Markdown): headings, paragraphs, lists and tables
 * (answer/format.h rounds). A writer takes one of the two and drops the other; document_wants_rows and
 * document_wants_blocks tell which, so that nothing is computed in vain.
 *
 * Everything passed in is copied. When out of memory, an addition sets `failed` and is dropped, as are all later ones:
 * check once, at the end.
 */
#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/attribute.h"
#include "base/bytes.h"
#include "base/csv.h"
#include "document/format.h"
#include "document/stamp.h"

struct writer;

/* How the output looks. */
struct style {
	bool color;               /* escape sequences of a terminal (text) */
	bool ascii;               /* only ASCII in our own text (text); text from the profile is kept */
	bool raw;                 /* text cells unescaped, even where a spreadsheet would run them as formulas (csv) */
	enum csv_dialect dialect; /* csv */
	int width;                /* the longest line, in columns (text); 0: 100 */
};

/* A cell of a row. */
enum cell_kind { CELL_NONE, CELL_TEXT, CELL_WORD, CELL_NUMBER, CELL_MONEY };
struct cell {
	enum cell_kind kind;
	const char *text; /* of money, its currency */
	size_t size;      /* of a word, counted once however many rows repeat it */
	double number;    /* an infinite or NaN number is written as none */
};

static inline struct cell cell_none(void)
{
	return (struct cell){.kind = CELL_NONE};
}

/* NULL: an empty cell. */
static inline struct cell cell_text(const char *text)
{
	return (struct cell){.kind = text ? CELL_TEXT : CELL_NONE, .text = text};
}

/*
 * A word of our own tables (the id of a figure, a status, a unit): letters, digits and _ / . : -, blanks inside, no
 * sign first, so that no format has to quote it.
 */
static inline struct cell cell_word(const char *text)
{
	return (struct cell){.kind = CELL_WORD, .text = text, .size = strlen(text)};
}

/*
 * A text that many rows repeat (a profile's name, an option's id). One that is such a word is known as it from here on;
 * else every row would look for what to quote. NULL is none.
 */
struct cell cell_repeated(const char *text);

static inline struct cell cell_number(double number)
{
	return (struct cell){.kind = CELL_NUMBER, .number = number};
}

/*
 * An amount of money; NaN where it has no value. The row's `currency` is that of its last amount: a code of letters.
 */
static inline struct cell cell_money(double amount, const char *currency)
{
	return (struct cell){.kind = CELL_MONEY, .text = currency, .number = amount};
}

/* How a cell is emphasised. Each writer has its own means, never colour alone. */
enum emphasis {
	EMPHASIS_NONE,
	EMPHASIS_BEST,   /* the best of its kind: a mark */
	EMPHASIS_STRONG, /* totals */
	EMPHASIS_DIM,    /* no answer, or of less importance */
	EMPHASIS_ALERT   /* a problem */
};

enum alignment { ALIGN_LEFT, ALIGN_RIGHT };

struct table_column {
	enum alignment alignment;
	int spare; /* 0: always shown; else left out of text if the table is too wide, rank 1 first */
	const char *header;
};

enum content_kind {
	CONTENT_NONE,
	CONTENT_WORDS,
	CONTENT_STATUS,  /* also words: why there is no number */
	CONTENT_QUANTITY
};

/* The content of a cell; quantities become words if the writer asks for words. */
struct content {
	enum content_kind kind;
	const char *words; /* may have several lines, separated by '\n' */
	struct quantity quantity;
};

enum { CELL_LINES = 2 };

struct table_cell {
	enum emphasis emphasis;
	struct content line[CELL_LINES]; /* one above the other */
	const char *text;                /* all of it as text, if the writer takes words */
};

enum table_row_kind {
	ROW_PLAIN,
	ROW_GROUP, /* one cell: the heading of the rows that follow */
	ROW_TOTAL  /* a line above it */
};

struct table_row {
	enum table_row_kind kind;
	size_t first_cell, cell_count; /* in the document's cells; if fewer than columns, the rest is empty */
};

enum block_kind {
	BLOCK_HEADING,
	BLOCK_PARAGRAPH,
	BLOCK_ITEM, /* of a list; items in a row are one list */
	BLOCK_CODE, /* lines shown unchanged */
	BLOCK_LEGEND, /* explains EMPHASIS_BEST in the table above */
	BLOCK_TABLE
};

struct block {
	enum block_kind kind;
	int level;                           /* headings: 1, 2, … */
	const char *text;                    /* all but tables */
	size_t first_column, column_count;   /* tables */
	size_t first_row, row_count;
};

struct text_chunk;

struct document {
	/* Set by document_init; the writers read them. */
	const char *command;     /* "report"; borrowed */
	const struct writer *writer;
	struct style style;
	bool unstamped;          /* blocks: without the stamp (help) */
	bool of_scenarios;       /* rows have a column `scenario`: after a first column `profile`, else first */
	bool has_currency;       /* rows have a last column `currency`, empty if a row has no money */
	struct stamp stamp;      /* may change until the first drain or finish; what it points to is borrowed */

	/* What was said so far. */
	struct cell scenario;    /* of the rows that follow; its text is borrowed */
	const char **column;     /* of the rows, all of them, as the writer has them */
	size_t column_count;
	size_t scenario_at;      /* index of the column `scenario` */
	struct cell *cell;       /* room for a whole row */
	size_t row_count;
	struct bytes rows;       /* as formatted by the writer, except those drained */
	bool begun, drained;     /* the writer's `begin` was called; some rows were drained */
	bool first_within;       /* the next row is the first of those that belong to another */
	struct block *block;
	size_t block_count, block_capacity;
	struct table_column *table_column;
	size_t table_column_count, table_column_capacity;
	struct table_row *table_row;
	size_t table_row_count, table_row_capacity;
	struct table_cell *table_cell;
	size_t table_cell_count, table_cell_capacity;
	struct text_chunk *texts;
	const char *currency;    /* the one kept last; most cells share it */
	bool failed;
};

/* command is borrowed, as is what the stamp points to. Cannot fail. */
void document_init(struct document *document, const char *command, const struct writer *writer, struct style style);
void document_release(struct document *document);

bool document_wants_rows(const struct document *document);
bool document_wants_blocks(const struct document *document);

/*
 * Rows. The columns are named once, before the first row; a row has a cell for each of them. The columns `scenario` and
 * `currency` are added by the document: they are neither named nor given.
 */
void document_columns(struct document *document, const char *const *names, size_t count);
void document_row(struct document *document, const struct cell *cells);

/*
 * The rows until document_rows_end belong to the row given last: writers that can nest them as its `children` (json),
 * the others have them behind it. Nothing may be drained meanwhile.
 */
void document_rows_within(struct document *document);
void document_rows_end(struct document *document);

/*
 * A document that takes rows for another one with the same columns, so that several threads can each write a part.
 * document_join appends its rows to the other's and releases it.
 */
struct document document_part(const struct document *document);
void document_join(struct document *document, struct document *part);

/* Blocks, in reading order. */
void document_heading(struct document *document, int level, const char *format, ...) PRINTF_LIKE(3, 4);
void document_paragraph(struct document *document, const char *format, ...) PRINTF_LIKE(2, 3);
void document_item(struct document *document, const char *format, ...) PRINTF_LIKE(2, 3);
void document_legend(struct document *document, const char *format, ...) PRINTF_LIKE(2, 3);
void document_code(struct document *document, const char *text);

/* A table: first its columns, then row by row, cell by cell. */
void document_table(struct document *document);
void document_table_column(struct document *document, enum alignment alignment, const char *format, ...)
	PRINTF_LIKE(3, 4);
void document_table_spare(struct document *document, int rank); /* of the last added column */
void document_table_row(struct document *document, enum table_row_kind kind);
void document_table_cell(struct document *document, enum emphasis emphasis, const char *format, ...) PRINTF_LIKE(3, 4);

/* A cell with a number, or with the reason why there is none; and a second line for the last cell. */
void document_table_quantity(struct document *document, enum emphasis emphasis, struct quantity quantity);
void document_table_status(struct document *document, enum emphasis emphasis, const char *words);
void document_table_under(struct document *document, struct quantity quantity);

/* The text of the bytes; sets `failed` if they ran out of memory, since the text is incomplete. */
const char *document_text(struct document *document, const struct bytes *text);

/* A text that lives as long as the document; "" when out of memory. document_take also releases the bytes. */
const char *document_keep(struct document *document, const char *text);
const char *document_take(struct document *document, struct bytes *text);

/*
 * The output, into out, which must be empty (its memory may be exchanged for the document's). document_drain takes the
 * rows so far; document_finish, called once, takes the rest. 0, or -1 if memory ran out at any time since
 * document_init.
 */
int document_drain(struct document *document, struct bytes *out);
int document_finish(struct document *document, struct bytes *out);

#endif
