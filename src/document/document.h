/*
 * The document: what a command has to say, once for machines and once for people.
 *
 * Rows are for machines (CSV, JSON): typed cells under named columns, handed to the writer one by one, and drained as
 * they come where they may be many. Blocks are for people (text, Markdown): headings,
 * paragraphs, lists and tables (answer/format.h rounds). A writer takes one of the two and drops the
 * other; document_wants_rows and _blocks tell which, so that what nobody reads need not be worked out.
 *
 * Everything given is copied. What finds no memory sets `failed` and is dropped, as is all that follows: check once, at
 * the end.
 */
#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attribute.h"
#include "base/bytes.h"
#include "base/csv.h"
#include "document/format.h"
#include "document/stamp.h"

struct writer;

/* How it is to look. */
struct style {
	bool color;               /* escape sequences of a terminal (text) */
	bool ascii;               /* only ASCII in what we write ourselves (text); text from the profile is kept */
	bool raw;                 /* text cells unescaped, even where a spreadsheet would run them as formulas (csv) */
	enum csv_dialect dialect; /* csv */
	int width;                /* the longest line, in columns (text); 0: 100 */
};

/* A cell of a row. */
enum cell_kind { CELL_NONE, CELL_TEXT, CELL_WORD, CELL_NUMBER, CELL_MONEY };
struct cell {
	enum cell_kind kind;
	const char *text; /* of money, its currency */
	double number;    /* an infinite or NaN number is written as none */
};

static inline struct cell cell_none(void)
{
	return (struct cell){.kind = CELL_NONE};
}

/* NULL is none. */
static inline struct cell cell_text(const char *text)
{
	return (struct cell){.kind = text ? CELL_TEXT : CELL_NONE, .text = text};
}

/*
 * A word of our own tables (the id of a figure, a status, a unit): letters, digits, _ and /, blanks inside, so that no
 * format has to quote it.
 */
static inline struct cell cell_word(const char *text)
{
	return (struct cell){.kind = CELL_WORD, .text = text};
}

static inline struct cell cell_number(double number)
{
	return (struct cell){.kind = CELL_NUMBER, .number = number};
}

/* An amount of money; NaN where it has no value. The row's `currency` is that of its last amount. */
static inline struct cell cell_money(double amount, const char *currency)
{
	return (struct cell){.kind = CELL_MONEY, .text = currency, .number = amount};
}

/* How a cell stands out. Each writer has its own means, never colour alone. */
enum emphasis {
	EMPHASIS_NONE,
	EMPHASIS_BEST,   /* the best of its kind: a mark */
	EMPHASIS_STRONG, /* totals */
	EMPHASIS_DIM,    /* no answer; of less weight */
	EMPHASIS_ALERT   /* a problem */
};

enum alignment { ALIGN_LEFT, ALIGN_RIGHT };

struct table_column {
	enum alignment alignment;
	int spare; /* 0: always shown; else left out of text when the table is too wide, rank 1 first */
	const char *header;
};

enum content_kind {
	CONTENT_NONE,
	CONTENT_WORDS,
	CONTENT_STATUS,  /* words too: why there is no number */
	CONTENT_QUANTITY
};

/* What a cell holds; quantities become words when the writer asks for words. */
struct content {
	enum content_kind kind;
	const char *words; /* may have several lines, separated by '\n' */
	struct quantity quantity;
};

enum { CELL_LINES = 2 };

struct table_cell {
	enum emphasis emphasis;
	struct content line[CELL_LINES]; /* one over the other */
	const char *text;                /* all of it as text, when the writer takes words */
};

enum table_row_kind {
	ROW_PLAIN,
	ROW_GROUP, /* one cell: the heading of the rows that follow */
	ROW_TOTAL  /* a line above it */
};

struct table_row {
	enum table_row_kind kind;
	size_t first_cell, cell_count; /* in the document's cells; fewer than columns: the rest is empty */
};

enum block_kind {
	BLOCK_HEADING,
	BLOCK_PARAGRAPH,
	BLOCK_ITEM, /* of a list; items in a row are one list */
	BLOCK_CODE, /* lines that are shown as they are */
	BLOCK_LEGEND, /* what EMPHASIS_BEST marks in the table above */
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
	bool unstamped;          /* blocks: what made it is not said (help) */
	bool of_scenarios;       /* rows have a column `scenario`: behind a first column `profile`, else first */
	bool has_currency;       /* rows have a last column `currency`, empty where a row holds no money */
	struct stamp stamp;      /* may change until the first drain or finish; what it points to is borrowed */

	/* What was said so far. */
	const char *scenario;    /* of the rows that follow; borrowed. NULL: none */
	const char **column;     /* of the rows, all of them, as the writer has them */
	size_t column_count;
	size_t scenario_at;      /* the place of the column `scenario` */
	struct cell *cell;       /* room for a whole row */
	size_t row_count;
	struct bytes rows;       /* as the writer has them, but for those that were drained */
	bool begun, drained;     /* what stands before the rows was; some row was */
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
 * `currency` are the document's: they are neither named nor given.
 */
void document_columns(struct document *document, const char *const *names, size_t count);
void document_row(struct document *document, const struct cell *cells);

/*
 * A document that takes rows for another one, with its columns, while threads each write a part. Joining adds its rows
 * behind those that the other has, and releases it.
 */
struct document document_part(const struct document *document);
void document_join(struct document *document, struct document *part);

/* Blocks, in the order in which they are to be read. */
void document_heading(struct document *document, int level, const char *format, ...) PRINTF_LIKE(3, 4);
void document_paragraph(struct document *document, const char *format, ...) PRINTF_LIKE(2, 3);
void document_item(struct document *document, const char *format, ...) PRINTF_LIKE(2, 3);
void document_legend(struct document *document, const char *format, ...) PRINTF_LIKE(2, 3);
void document_code(struct document *document, const char *text);

/* A table: its columns first, then row after row, cell after cell. */
void document_table(struct document *document);
void document_table_column(struct document *document, enum alignment alignment, const char *format, ...)
	PRINTF_LIKE(3, 4);
void document_table_spare(struct document *document, int rank); /* of the column given last */
void document_table_row(struct document *document, enum table_row_kind kind);
void document_table_cell(struct document *document, enum emphasis emphasis, const char *format, ...) PRINTF_LIKE(3, 4);

/* A cell that holds a number, or says why there is none; and a second line for the last cell. */
void document_table_quantity(struct document *document, enum emphasis emphasis, struct quantity quantity);
void document_table_status(struct document *document, enum emphasis emphasis, const char *words);
void document_table_under(struct document *document, struct quantity quantity);

/* The text held; one that ran out of memory sets `failed`, since it is incomplete. */
const char *document_text(struct document *document, const struct bytes *text);

/* A text that lives as long as the document; "" when out of memory. document_take releases what it was made in. */
const char *document_keep(struct document *document, const char *text);
const char *document_take(struct document *document, struct bytes *text);

/*
 * The document as its writer has it, into out, which must be empty (its memory may be exchanged for the document's):
 * document_finish once, the whole, or what document_drain, which takes the rows that there are by now, has left. 0, or
 * -1 when memory was out at any time since document_init.
 */
int document_drain(struct document *document, struct bytes *out);
int document_finish(struct document *document, struct bytes *out);

#endif
