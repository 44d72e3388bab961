/* CSV: what is written is read again, in both dialects; and what is wrong with a file. */
#include "base/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/bytes.h"
#include "base/diag.h"
#include "fail_alloc.h"

static const char *const texts[] = {"plain", " blank before", "blank behind ", "\ttab", "a,b;c", "\"quoted\"", "two\nlines", "é", "=1+1"};
enum { TEXTS = sizeof texts / sizeof texts[0] };

/* Two rows: the texts, and a number and nothing behind it. */
static void print_rows(struct bytes *out, enum csv_dialect dialect)
{
	csv_print_start(out, dialect);
	for (size_t i = 0; i < TEXTS; i++) {
		if (i > 0)
			csv_print_separator(out, dialect);
		csv_print_text(out, dialect, texts[i], true);
	}
	csv_print_row_end(out);
	csv_print_number(out, dialect, 0.5);
	csv_print_separator(out, dialect);
	csv_print_row_end(out);
}

static void reads_what_it_writes(void **state)
{
	(void)state;
	for (int dialect = DIALECT_RFC4180; dialect <= DIALECT_EXCEL_FR; dialect++) {
		struct bytes file = {0};
		struct diags diags = {0};
		struct csv_cells cells;
		print_rows(&file, (enum csv_dialect)dialect);
		assert_int_equal(csv_read("s.csv", &file, (enum csv_dialect)dialect, &diags, &cells), 0);
		assert_int_equal(cells.row_count, 2);
		assert_int_equal(csv_row_size(&cells, 0), TEXTS);
		for (size_t i = 0; i < TEXTS; i++)
			assert_string_equal(cells.cell[i], texts[i]);
		assert_int_equal(csv_row_size(&cells, 1), 2);
		assert_int_equal(cells.row[1].line, 3); /* a cell of the first row holds a line end */
		assert_string_equal(cells.cell[TEXTS], dialect == DIALECT_EXCEL_FR ? "0,5" : "0.5");
		assert_null(cells.cell[TEXTS + 1]);
		csv_cells_release(&cells);
		bytes_release(&file);
		diags_release(&diags);
	}
}

static void formulas_become_texts(void **state)
{
	static const char *const formulas[][2] = {{"=1+1", "'=1+1"}, {"+1", "'+1"}, {"-1", "'-1"}, {"@A1", "'@A1"}, {"\t=1", "'\t=1"}, {"1-1", "1-1"}};
	(void)state;
	for (size_t i = 0; i < sizeof formulas / sizeof formulas[0]; i++) {
		struct bytes out = {0};
		csv_print_text(&out, DIALECT_RFC4180, formulas[i][0], false);
		assert_string_equal(bytes_text(&out), formulas[i][1]);
		bytes_release(&out);
	}
}

static void says_what_is_wrong(void **state)
{
	static const struct {
		const char *file, *message;
		enum csv_dialect dialect;
	} cases[] = {
		{"a,b\n1,\"2\n", "s.csv:2:2: error: a quote is not closed\n", DIALECT_RFC4180},
		{"a,b\n1,2\"3\n", "s.csv:2:2: error: a quote inside an unquoted cell: a cell with quotes is written \"like \"\"this\"\"\"\n", DIALECT_RFC4180},
		{"a;b\n", "s.csv:1:1: error: cells are separated by commas, not by semicolons; --csv-dialect excel-fr reads semicolons and decimal commas\n", DIALECT_RFC4180},
		{"a,b\n", "s.csv:1:1: error: cells are separated by semicolons in this dialect (excel-fr), not by commas\n", DIALECT_EXCEL_FR},
		{"a,\xff\n", "s.csv: error: is not in UTF-8\n", DIALECT_RFC4180},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct bytes file = {0}, out = {0};
		struct diags diags = {0};
		struct csv_cells cells = {0};
		bytes_add_text(&file, cases[i].file);
		assert_int_equal(csv_read("s.csv", &file, cases[i].dialect, &diags, &cells), -1);
		diags_print(&diags, &out);
		assert_string_equal(bytes_text(&out), cases[i].message);
		assert_null(cells.cell);
		bytes_release(&file);
		bytes_release(&out);
		diags_release(&diags);
	}
}

static int print_and_read(void *context)
{
	struct bytes file = {0};
	struct diags diags = {0};
	struct csv_cells cells = {0};
	(void)context;
	print_rows(&file, DIALECT_RFC4180);
	int result = file.failed ? -1 : csv_read("s.csv", &file, DIALECT_RFC4180, &diags, &cells);
	assert_true(file.failed || (result != 0) == diags.out_of_memory);
	csv_cells_release(&cells);
	bytes_release(&file);
	diags_release(&diags);
	return result;
}

static void survives_every_failing_allocation(void **state)
{
	(void)state;
	assert_true(fail_each_alloc(print_and_read, NULL) > 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_what_it_writes),
		cmocka_unit_test(formulas_become_texts),
		cmocka_unit_test(says_what_is_wrong),
		cmocka_unit_test(survives_every_failing_allocation),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
