/*
 * The reader of the price catalogue: what is read, written again in either dialect and read once more, is the same;
 * what is refused has a reason and leaves nothing.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/csv.h"
#include "base/diag.h"
#include "plan/catalogue.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "%s\n", what);
	abort();
}

static void print(const struct catalogue *catalogue, enum csv_dialect dialect, struct bytes *out)
{
	csv_print_start(out, dialect);
	for (size_t c = 0; c < CATALOGUE_COLUMNS; c++) {
		if (c > 0)
			csv_print_separator(out, dialect);
		csv_print_text(out, dialect, catalogue_column(c), true);
	}
	csv_print_row_end(out);
	for (size_t i = 0; i < catalogue->count; i++) {
		for (size_t c = 0; c < CATALOGUE_COLUMNS; c++) {
			const char *text = catalogue_text(&catalogue->at[i], c);
			if (c > 0)
				csv_print_separator(out, dialect);
			if (text)
				csv_print_text(out, dialect, text, true);
			else
				csv_print_number(out, dialect, catalogue->at[i].price);
		}
		csv_print_row_end(out);
	}
}

static void compare(const struct catalogue *a, const struct catalogue *b)
{
	check(a->count == b->count, "as many rows");
	for (size_t i = 0; i < a->count; i++) {
		const struct listed_price *x = &a->at[i], *y = &b->at[i];
		check(x->price == y->price && x->from_day == y->from_day && x->until_day == y->until_day &&
			      x->checked_day == y->checked_day,
		      "the same numbers");
		for (size_t c = 0; c < CATALOGUE_COLUMNS; c++)
			check(!catalogue_text(x, c) || strcmp(catalogue_text(x, c), catalogue_text(y, c)) == 0,
			      "the same texts");
	}
}

static void read_again(const struct catalogue *catalogue, enum csv_dialect dialect)
{
	struct bytes file = {0};
	struct diags diags = {0};
	struct catalogue again = {0};
	print(catalogue, dialect, &file);
	check(!catalogue_add(&again, "f.csv", &file, false, &diags), "what was written is read");
	compare(catalogue, &again);
	catalogue_release(&again);
	bytes_release(&file);
	diags_release(&diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diags diags = {0};
	struct bytes file = {0};
	struct catalogue catalogue = {0};
	bytes_add(&file, data, size);
	if (catalogue_add(&catalogue, "f.csv", &file, true, &diags) == 0) {
		check(!diags_failed(&diags), "no error where it is read");
		read_again(&catalogue, DIALECT_RFC4180);
		read_again(&catalogue, DIALECT_EXCEL_FR);
		check(!catalogue_add(&catalogue, "f.csv", &file, false, &diags), "it can be added twice");
		size_t own = 0;
		for (size_t i = 0; i < catalogue.count; i++)
			own += catalogue.at[i].own;
		check(own == catalogue.count, "and the first rows stay");
	} else {
		check(diags_failed(&diags), "a reason where it is not");
		check(catalogue.count == 0, "and no row");
	}
	catalogue_release(&catalogue);
	bytes_release(&file);
	diags_release(&diags);
	return 0;
}
