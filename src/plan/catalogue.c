/* The columns of the price catalogue, and access to its rows. */
#include "plan/catalogue.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/csv.h"
#include "plan/catalogue_columns.h"

#define AT(member) .offset = offsetof(struct listed_price, member)
#define DAY(member) .day = offsetof(struct listed_price, member)

const struct catalogue_column catalogue_columns[CATALOGUE_COLUMNS] = {
	{.name = "provider", .kind = KIND_TEXT, .required = true, AT(provider), .searched = true},
	{.name = "item", .kind = KIND_TEXT, .required = true, AT(item), .searched = true},
	{.name = "region", .kind = KIND_TEXT, AT(region), .searched = true},
	{.name = "term", .kind = KIND_TEXT, AT(term), .searched = true},
	{.name = "unit", .kind = KIND_TEXT, .required = true, AT(unit), .searched = true},
	{.name = "price", .kind = KIND_NUMBER, .required = true, AT(price)},
	{.name = "currency", .kind = KIND_CURRENCY, .required = true, AT(currency), .searched = true},
	{.name = "from", .kind = KIND_DATE, AT(from), DAY(from_day), .without = INT_MIN},
	{.name = "until", .kind = KIND_DATE, AT(until), DAY(until_day), .without = INT_MAX},
	{.name = "source", .kind = KIND_TEXT, .required = true, AT(source)},
	{.name = "checked", .kind = KIND_DATE, .required = true, AT(checked), DAY(checked_day)},
};

void catalogue_release(struct catalogue *catalogue)
{
	for (size_t i = 0; i < catalogue->file_count; i++)
		csv_cells_release(&catalogue->file[i]);
	free(catalogue->file);
	free(catalogue->at);
	*catalogue = (struct catalogue){0};
}

const char *catalogue_column(size_t column)
{
	return catalogue_columns[column].name;
}

/* The text of a row at an offset. */
static const char *text_at(const struct listed_price *listed, size_t offset)
{
	const char *text;
	memcpy(&text, (const char *)listed + offset, sizeof text);
	return text;
}

const char *catalogue_text(const struct listed_price *listed, size_t column)
{
	const struct catalogue_column *of = &catalogue_columns[column];
	return of->kind == KIND_NUMBER ? NULL : text_at(listed, of->offset);
}

int catalogue_month(int day)
{
	return day / CATALOGUE_DAYS_A_MONTH;
}

bool listed_in_month(const struct listed_price *listed, int month)
{
	return catalogue_month(listed->from_day) <= month && month <= catalogue_month(listed->until_day);
}

static bool has_word(const char *text, const char *word)
{
	for (; *text; text++) {
		size_t i = 0;
		while (word[i] && ascii_lower(text[i]) == ascii_lower(word[i]))
			i++;
		if (!word[i])
			return true;
	}
	return !*word;
}

bool listed_has_words(const struct listed_price *listed, const char *const *words, size_t count)
{
	for (size_t w = 0; w < count; w++) {
		bool found = false;
		for (size_t c = 0; c < CATALOGUE_COLUMNS && !found; c++)
			found = catalogue_columns[c].searched && has_word(catalogue_text(listed, c), words[w]);
		if (!found)
			return false;
	}
	return true;
}
