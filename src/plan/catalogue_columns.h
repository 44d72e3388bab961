/* Internal to the catalogue: its columns. */
#ifndef PLAN_CATALOGUE_COLUMNS_H
#define PLAN_CATALOGUE_COLUMNS_H

#include "plan/catalogue.h"
#include "plan/value.h"

struct catalogue_column {
	const char *name;
	enum value_kind kind;
	bool required;   /* its cells must not be empty */
	size_t offset;   /* of the text, or of the price */
	size_t day;      /* dates: offset of the day */
	int without;     /* dates: the day of an empty cell */
	bool searched;   /* by listed_has_words */
};

extern const struct catalogue_column catalogue_columns[CATALOGUE_COLUMNS];

#endif
