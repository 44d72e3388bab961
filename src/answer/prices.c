/* The price catalogue as rows and as tables. */
#include "answer/prices.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "base/number.h"

/* The rows to list, in the catalogue's order, and the number of each row's source, from 1. */
struct listing {
	const struct listed_price **row;
	size_t *source;
	size_t count;
};

/* Numbers the sources in order of appearance. */
static void number_sources(struct listing *listing)
{
	size_t *first = calloc(listing->count + 1, sizeof *first), sources = 0;
	for (size_t i = 0; i < listing->count && first; i++) {
		size_t s = 0;
		while (s < sources && strcmp(listing->row[first[s]]->source, listing->row[i]->source) != 0)
			s++;
		if (s == sources)
			first[sources++] = i;
		listing->source[i] = s + 1;
	}
	listing->count = first ? listing->count : 0;
	free(first);
}

/* 0, or -1 when out of memory; listing_release in either case. */
static int listing_init(struct listing *listing, const struct catalogue *catalogue, const char *const *words,
			size_t word_count)
{
	*listing = (struct listing){.row = calloc(catalogue->count + 1, sizeof *listing->row),
				    .source = calloc(catalogue->count + 1, sizeof *listing->source)};
	if (!listing->row || !listing->source)
		return -1;
	for (size_t i = 0; i < catalogue->count; i++)
		if (listed_has_words(&catalogue->at[i], words, word_count))
			listing->row[listing->count++] = &catalogue->at[i];
	size_t count = listing->count;
	number_sources(listing);
	return listing->count == count ? 0 : -1;
}

static void listing_release(struct listing *listing)
{
	free(listing->row);
	free(listing->source);
}

/* --- rows --- */

static void add_rows(struct document *document, const struct listing *listing)
{
	const char *names[CATALOGUE_COLUMNS];
	struct cell cells[CATALOGUE_COLUMNS];
	for (size_t c = 0; c < CATALOGUE_COLUMNS; c++)
		names[c] = catalogue_column(c);
	document_columns(document, names, CATALOGUE_COLUMNS);
	for (size_t i = 0; i < listing->count; i++) {
		for (size_t c = 0; c < CATALOGUE_COLUMNS; c++) {
			const char *text = catalogue_text(listing->row[i], c);
			cells[c] = !text     ? cell_number(listing->row[i]->price)
				   : text[0] ? cell_text(text)
					     : cell_none();
		}
		document_row(document, cells);
	}
}

/* --- words --- */

/* Which columns a provider's table has, and its decimals. */
struct shape {
	bool places, validity; /* some row has a region or term; some row has from or until */
	int decimals;          /* the most of any price */
	bool failed;           /* out of memory */
};

/* Raises the decimals to those of a price's shortest text. */
static void fit_decimals(struct shape *shape, double price)
{
	struct bytes text = {0};
	number_print_short(&text, price);
	const char *point = strchr(bytes_text(&text), '.');
	size_t size = point ? strspn(point + 1, "0123456789") : 0;
	int decimals = size < NUMBER_MOST_DECIMALS ? (int)size : NUMBER_MOST_DECIMALS;
	shape->decimals = decimals > shape->decimals ? decimals : shape->decimals;
	shape->failed |= text.failed;
	bytes_release(&text);
}

static struct shape shape_of(const struct listing *listing, const char *provider)
{
	struct shape shape = {0};
	for (size_t i = 0; i < listing->count; i++) {
		const struct listed_price *listed = listing->row[i];
		if (strcmp(listed->provider, provider) != 0)
			continue;
		shape.places |= listed->region[0] || listed->term[0];
		shape.validity |= listed->from[0] || listed->until[0];
		fit_decimals(&shape, listed->price);
	}
	return shape;
}

static void add_columns(struct document *document, const struct shape *shape)
{
	document_table(document);
	document_table_column(document, ALIGN_LEFT, "%s", _("item"));
	if (shape->places)
		document_table_column(document, ALIGN_LEFT, "%s", _("region, term"));
	document_table_column(document, ALIGN_RIGHT, "%s", _("price"));
	document_table_column(document, ALIGN_LEFT, "%s", _("unit"));
	if (shape->validity)
		document_table_column(document, ALIGN_LEFT, "%s", _("valid"));
	document_table_column(document, ALIGN_LEFT, "%s", _("checked"));
	document_table_column(document, ALIGN_RIGHT, "%s", _("source"));
}

/* Every digit, padded with zeros so that the decimal points align. */
static void price_cell(struct document *document, double price, int decimals)
{
	struct bytes text = {0};
	number_print_rounded(&text, price, decimals, "");
	document_table_cell(document, EMPHASIS_NONE, "%s", document_take(document, &text));
}

/* The period in which the price applies. */
static void valid_cell(struct document *document, const struct listed_price *listed)
{
	if (listed->from[0] && listed->until[0])
		document_table_cell(document, EMPHASIS_NONE, _("%s to %s"), listed->from, listed->until);
	else if (listed->from[0])
		document_table_cell(document, EMPHASIS_NONE, _("from %s"), listed->from);
	else if (listed->until[0])
		document_table_cell(document, EMPHASIS_NONE, _("to %s"), listed->until);
	else
		document_table_cell(document, EMPHASIS_NONE, "%s", "");
}

static void add_line(struct document *document, const struct listing *listing, size_t row, const struct shape *shape)
{
	const struct listed_price *listed = listing->row[row];
	document_table_row(document, ROW_PLAIN);
	document_table_cell(document, EMPHASIS_NONE, "%s", listed->item);
	if (shape->places)
		document_table_cell(document, EMPHASIS_NONE, "%s%s%s", listed->region,
				    listed->region[0] && listed->term[0] ? ", " : "", listed->term);
	price_cell(document, listed->price, shape->decimals);
	document_table_cell(document, EMPHASIS_NONE, "%s/%s", listed->currency, listed->unit);
	if (shape->validity)
		valid_cell(document, listed);
	document_table_cell(document, EMPHASIS_NONE, "%s", listed->checked);
	document_table_cell(document, EMPHASIS_NONE, "%zu", listing->source[row]);
}

/* The table of one provider. */
static void add_provider(struct document *document, const struct listing *listing, const char *provider)
{
	struct shape shape = shape_of(listing, provider);
	document->failed |= shape.failed;
	document_heading(document, 2, "%s", provider);
	add_columns(document, &shape);
	for (size_t i = 0; i < listing->count; i++)
		if (strcmp(listing->row[i]->provider, provider) == 0)
			add_line(document, listing, i, &shape);
}

static bool is_first_of_provider(const struct listing *listing, size_t row)
{
	size_t first = 0;
	while (strcmp(listing->row[first]->provider, listing->row[row]->provider) != 0)
		first++;
	return first == row;
}

static void add_blocks(struct document *document, const struct listing *listing)
{
	size_t sources = 0;
	document_heading(document, 1, "%s", _("List prices"));
	for (size_t i = 0; i < listing->count; i++)
		if (is_first_of_provider(listing, i))
			add_provider(document, listing, listing->row[i]->provider);
	document_heading(document, 2, "%s", _("Sources"));
	for (size_t i = 0; i < listing->count; i++)
		if (listing->source[i] > sources)
			document_item(document, "%zu: %s", ++sources, listing->row[i]->source);
}

static void say_none(struct document *document, const char *const *words, size_t word_count)
{
	struct bytes text = {0};
	for (size_t w = 0; w < word_count; w++)
		bytes_add_format(&text, w > 0 ? " %s" : "%s", words[w]);
	document_paragraph(document, _("No list price matches '%s'."), document_take(document, &text));
}

void prices_answer(struct document *document, const struct catalogue *catalogue, const char *const *words,
		   size_t word_count)
{
	struct listing listing;
	if (listing_init(&listing, catalogue, words, word_count) != 0)
		document->failed = true;
	else if (document_wants_rows(document))
		add_rows(document, &listing);
	else if (listing.count == 0)
		say_none(document, words, word_count);
	else
		add_blocks(document, &listing);
	listing_release(&listing);
}
