/*
 * The price catalogue: list prices with their validity, source and date of reading. profiles/prices.csv is shipped;
 * the user can add a file. docs/prices.md describes the columns.
 */
#ifndef PLAN_CATALOGUE_H
#define PLAN_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"

struct csv_cells;
struct diags;

enum { CATALOGUE_DAYS_A_MONTH = 32 };

/* A row. The catalogue owns the texts; an empty cell is "". */
struct listed_price {
	const char *provider, *item, *region, *term, *unit, *currency, *from, *until, *source, *checked;
	double price;
	/* Days, (year * 12 + month - 1) * CATALOGUE_DAYS_A_MONTH + day; INT_MIN and INT_MAX without a date. */
	int from_day, until_day, checked_day;
	bool own;    /* from the user's own file */
	size_t file; /* index of the file */
	int line;
	bool left_out; /* during catalogue_add: an earlier row has the same key */
};

/* Zero-initialised ({0}) is empty. */
struct catalogue {
	struct listed_price *at;
	size_t count, capacity;
	struct csv_cells *file; /* hold the texts */
	size_t file_count, file_capacity;
};

void catalogue_release(struct catalogue *catalogue);

/*
 * Adds the rows of a CSV file in either dialect; path is used in errors. The key of a row is provider, item, region,
 * term, unit and from. A row whose key the catalogue already has is left out, so files added first take precedence.
 * 0, or -1 with errors in diags and the catalogue unchanged.
 */
int catalogue_add(struct catalogue *catalogue, const char *path, const struct bytes *file, bool own,
		  struct diags *diags);

/* The name of a column, and its text in a row; NULL for the price, which is a number. */
enum { CATALOGUE_COLUMNS = 11 };
const char *catalogue_column(size_t column);
const char *catalogue_text(const struct listed_price *listed, size_t column);

/* Whether a price applies on some day of a month (year * 12 + month - 1). */
bool listed_in_month(const struct listed_price *listed, int month);

/* The month that contains a day. */
int catalogue_month(int day);

/* Whether the row's provider, item, region, term, unit or currency contains each word, ignoring case. */
bool listed_has_words(const struct listed_price *listed, const char *const *words, size_t count);

#endif
