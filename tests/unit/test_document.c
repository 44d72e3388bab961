/* The document and its writers: the same words in each format, to the byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "document/document.h"
#include "document/writer.h"
#include "fail_alloc.h"

static const char *const columns[] = {"name", "value"};

static void check(const struct writer *writer, struct style style, void (*say)(struct document *document),
                  const char *expected)
{
	struct document document;
	struct bytes out = {0};
	document_init(&document, "test", writer, style);
	say(&document);
	assert_int_equal(document_finish(&document, &out), 0);
	assert_string_equal(bytes_text(&out), expected);
	document_release(&document);
	bytes_release(&out);
}

static void say_rows(struct document *document)
{
	document_columns(document, columns, 2);
	document_row(document, (struct cell[]){cell_text("plain"), cell_number(7)});
	document_row(document, (struct cell[]){cell_text("a, \"b\""), cell_number(0.1)});
	document_row(document, (struct cell[]){cell_text("two\r\nlines"), cell_none()});
	document_row(document, (struct cell[]){cell_text(" blank"), cell_number((double)INFINITY)});
	document_row(document, (struct cell[]){cell_text(NULL), cell_number((double)NAN)});
}

static void test_csv_quotes_only_where_needed(void **state)
{
	(void)state;
	check(&writer_csv, (struct style){0}, say_rows,
	      "name,value\r\n"
	      "plain,7\r\n"
	      "\"a, \"\"b\"\"\",0.1\r\n"
	      "\"two\r\nlines\",\r\n"
	      "\" blank\",\r\n"
	      ",\r\n");
}

static void test_csv_for_a_french_spreadsheet(void **state)
{
	(void)state;
	check(&writer_csv, (struct style){.dialect = DIALECT_EXCEL_FR}, say_rows,
	      "\xEF\xBB\xBFname;value\r\n"
	      "plain;7\r\n"
	      "\"a, \"\"b\"\"\";0,1\r\n"
	      "\"two\r\nlines\";\r\n"
	      "\" blank\";\r\n"
	      ";\r\n");
}

static void say_formulas(struct document *document)
{
	document_columns(document, columns, 2);
	static const char *const text[] = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "a=1", "=\"a\""};
	for (size_t i = 0; i < sizeof text / sizeof *text; i++)
		document_row(document, (struct cell[]){cell_text(text[i]), cell_number(-1.5)});
}

static void test_csv_runs_nothing(void **state)
{
	(void)state;
	check(&writer_csv, (struct style){0}, say_formulas,
	      "name,value\r\n'=1+1,-1.5\r\n'+1,-1.5\r\n'-1,-1.5\r\n'@SUM(A1),-1.5\r\n'\tx,-1.5\r\n\"'\rx\",-1.5\r\na=1,-1.5\r\n"
	      "\"'=\"\"a\"\"\",-1.5\r\n");
	check(&writer_csv, (struct style){.raw = true}, say_formulas,
	      "name,value\r\n=1+1,-1.5\r\n+1,-1.5\r\n-1,-1.5\r\n@SUM(A1),-1.5\r\n\"\tx\",-1.5\r\n\"\rx\",-1.5\r\na=1,-1.5\r\n"
	      "\"=\"\"a\"\"\",-1.5\r\n");
}

static void test_json_is_json_to_the_last_bit(void **state)
{
	(void)state;
	struct document document;
	struct bytes out = {0};
	document_init(&document, "test", &writer_json, (struct style){0});
	document.stamp = (struct stamp){.drawn = true, .seed = 42, .trials = 1000};
	stamp_add(&document.stamp, "sampling", "sobol");
	say_rows(&document);
	document_row(&document, (struct cell[]){cell_text("\xff"), cell_number(1.0 / 3)});
	assert_int_equal(document_finish(&document, &out), 0);

	json_t *root = json_loads(bytes_text(&out), JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(root);
	assert_string_equal(json_string_value(json_object_get(root, "schema")), "breakeven/1");
	assert_string_equal(json_string_value(json_object_get(root, "command")), "test");
	const json_t *made_by = json_object_get(root, "made_by");
	assert_int_equal(json_integer_value(json_object_get(made_by, "seed")), 42);
	assert_int_equal(json_integer_value(json_object_get(made_by, "trials")), 1000);
	assert_string_equal(json_string_value(json_object_get(made_by, "sampling")), "sobol");
	assert_true(json_is_null(json_object_get(made_by, "scenarios")));
	const json_t *rows = json_object_get(root, "rows");
	assert_int_equal(json_array_size(rows), 6);
	assert_true(json_is_integer(json_object_get(json_array_get(rows, 0), "value")));
	assert_true(json_real_value(json_object_get(json_array_get(rows, 1), "value")) == 0.1);
	assert_true(json_is_null(json_object_get(json_array_get(rows, 2), "value")));
	assert_true(json_is_null(json_object_get(json_array_get(rows, 3), "value")));
	assert_true(json_is_null(json_object_get(json_array_get(rows, 4), "name")));
	assert_string_equal(json_string_value(json_object_get(json_array_get(rows, 5), "name")), "\xEF\xBF\xBD");
	assert_true(json_real_value(json_object_get(json_array_get(rows, 5), "value")) == 1.0 / 3);
	json_decref(root);
	document_release(&document);
	bytes_release(&out);
}

static void say_nothing(struct document *document)
{
	document_columns(document, columns, 2);
}

static void test_json_without_rows(void **state)
{
	(void)state;
	check(&writer_json, (struct style){0}, say_nothing,
	      "{\n\t\"schema\": \"breakeven/1\",\n\t\"command\": \"test\",\n\t\"made_by\": {\"program\": \"breakeven\", \"version\": "
	      "\"" BREAKEVEN_VERSION "\", \"profiles\": [], \"scenarios\": null, \"set\": [], \"seed\": null, \"trials\": null},\n"
	      "\t\"rows\": []\n}\n");
}

static void say_blocks(struct document *document)
{
	document_heading(document, 1, "%s", "Plan *A*");
	document_paragraph(document, "one two three four five six");
	document_item(document, "first item of them");
	document_item(document, "2nd");
	document_heading(document, 2, "Table");
	document_table(document);
	document_table_column(document, ALIGN_LEFT, "Figure");
	document_table_column(document, ALIGN_RIGHT, "A");
	document_table_column(document, ALIGN_RIGHT, "B");
	document_table_row(document, ROW_GROUP);
	document_table_cell(document, EMPHASIS_NONE, "Group");
	document_table_row(document, ROW_PLAIN);
	document_table_cell(document, EMPHASIS_NONE, "é|x");
	document_table_cell(document, EMPHASIS_BEST, "10\n2");
	document_table_cell(document, EMPHASIS_DIM, "never");
	document_table_row(document, ROW_TOTAL);
	document_table_cell(document, EMPHASIS_NONE, "all");
	document_table_cell(document, EMPHASIS_NONE, "3");
	document_code(document, "up == 0");
}

static void test_text(void **state)
{
	(void)state;
	check(&writer_text, (struct style){.width = 22, .ascii = true}, say_blocks,
	      "Plan *A*\n"
	      "--------\n"
	      "\n"
	      "one two three four\n"
	      "five six\n"
	      "\n"
	      "- first item of them\n"
	      "- 2nd\n"
	      "\n"
	      "Table\n"
	      "Figure   A        B\n"
	      "-------------------\n"
	      "Group\n"
	      "é|x     10 *  never\n"
	      "         2\n"
	      "-------------------\n"
	      "all      3\n"
	      "\n"
	      "up == 0\n"
	      "\n"
	      "made by breakeven " BREAKEVEN_VERSION "\n");
}

static void test_colour_is_never_all_there_is(void **state)
{
	(void)state;
	struct document document;
	struct bytes out = {0};
	document_init(&document, "test", &writer_text, (struct style){.color = true});
	say_blocks(&document);
	assert_int_equal(document_finish(&document, &out), 0);
	assert_non_null(strstr(bytes_text(&out), "\x1b[1;34m10\x1b[0m *"));
	document_release(&document);
	bytes_release(&out);
}

static void test_a_wide_table_is_told_in_parts(void **state)
{
	(void)state;
	check(&writer_text, (struct style){.width = 10, .ascii = true},
	      say_blocks,
	      "Plan *A*\n"
	      "--------\n"
	      "\n"
	      "one two\n"
	      "three four\n"
	      "five six\n"
	      "\n"
	      "- first\n"
	      "  item of\n"
	      "  them\n"
	      "- 2nd\n"
	      "\n"
	      "Table\n"
	      "Figure   A\n"
	      "------------\n"
	      "Group\n"
	      "é|x     10 *\n"
	      "         2\n"
	      "------------\n"
	      "all      3\n"
	      "\n"
	      "Figure      B\n"
	      "-------------\n"
	      "Group\n"
	      "é|x     never\n"
	      "-------------\n"
	      "all\n"
	      "\n"
	      "up == 0\n"
	      "\n"
	      "made by breakeven " BREAKEVEN_VERSION "\n");
}

/* A column of 9 and three of 2 + 6. */
static void say_columns(struct document *document)
{
	static const char *const sixes[] = {"Sixth1", "Sixth2", "Sixth3"};
	document_table(document);
	document_table_column(document, ALIGN_LEFT, "Ninewidth");
	for (int i = 0; i < 3; i++)
		document_table_column(document, ALIGN_RIGHT, "%s", sixes[i]);
	document_table_row(document, ROW_PLAIN);
	for (int i = 0; i < 4; i++)
		document_table_cell(document, EMPHASIS_NONE, "%d", i);
}

/* A table, or a part of one, that is exactly as wide as the line has room on it. */
static void test_what_is_as_wide_as_the_line_fits(void **state)
{
	static const char made_by[] = "\nmade by breakeven " BREAKEVEN_VERSION "\n";
	static const struct {
		int width;
		const char *text;
	} cases[] = {
		{33, "Ninewidth  Sixth1  Sixth2  Sixth3\n"
		     "---------------------------------\n"
		     "0               1       2       3\n"},
		{32, "Ninewidth  Sixth1  Sixth2\n"
		     "-------------------------\n"
		     "0               1       2\n"
		     "\n"
		     "Ninewidth  Sixth3\n"
		     "-----------------\n"
		     "0               3\n"},
		{24, "Ninewidth  Sixth1\n"
		     "-----------------\n"
		     "0               1\n"
		     "\n"
		     "Ninewidth  Sixth2\n"
		     "-----------------\n"
		     "0               2\n"
		     "\n"
		     "Ninewidth  Sixth3\n"
		     "-----------------\n"
		     "0               3\n"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char expected[512];
		snprintf(expected, sizeof expected, "%s%s", cases[i].text, made_by);
		check(&writer_text, (struct style){.width = cases[i].width, .ascii = true}, say_columns, expected);
		if (cases[i].width == 32)
			check(&writer_text, (struct style){.width = 25, .ascii = true}, say_columns, expected);
	}
}

static void say_words(struct document *document)
{
	document_table(document);
	document_table_column(document, ALIGN_LEFT, "Key");
	document_table_column(document, ALIGN_LEFT, "Meaning");
	document_table_row(document, ROW_PLAIN);
	document_table_cell(document, EMPHASIS_NONE, "price");
	document_table_cell(document, EMPHASIS_NONE, "what one unit costs over its period");
}

static void test_a_last_column_of_words_is_wrapped(void **state)
{
	(void)state;
	check(&writer_text, (struct style){.width = 30, .ascii = true}, say_words,
	      "Key    Meaning\n"
	      "------------------------------\n"
	      "price  what one unit costs\n"
	      "       over its period\n"
	      "\n"
	      "made by breakeven " BREAKEVEN_VERSION "\n");
}

/* A table of one row; headers and cells in turn. */
static void say_row(struct document *document, const char *const *words, size_t count, enum alignment first)
{
	document_table(document);
	for (size_t i = 0; i < count; i++)
		document_table_column(document, i == 0 ? first : ALIGN_RIGHT, "%s", words[2 * i]);
	document_table_row(document, ROW_PLAIN);
	for (size_t i = 0; i < count; i++)
		document_table_cell(document, EMPHASIS_NONE, "%s", words[2 * i + 1]);
}

static void say_headers(struct document *document)
{
	static const char *const words[] = {"input", "lift", "now", "12", "share alone", "98.8 %", "with others", "98.9 %"};
	say_row(document, words, 4, ALIGN_LEFT);
}

static void test_headers_wrap_before_anything_else(void **state)
{
	(void)state;
	check(&writer_text, (struct style){.width = 28, .ascii = true}, say_headers,
	      "             share    with\n"
	      "input  now   alone  others\n"
	      "--------------------------\n"
	      "lift    12  98.8 %  98.9 %\n"
	      "\n"
	      "made by breakeven " BREAKEVEN_VERSION "\n");
}

static void say_labels(struct document *document)
{
	static const char *const words[] = {" ", "Payback, discounted, lasting", "A", "not in 36 m", "B", "not in 36 m"};
	say_row(document, words, 3, ALIGN_LEFT);
}

static void test_labels_wrap_before_numbers(void **state)
{
	(void)state;
	check(&writer_text, (struct style){.width = 48, .ascii = true}, say_labels,
	      "                                A            B\n"
	      "----------------------------------------------\n"
	      "Payback, discounted,  not in 36 m  not in 36 m\n"
	      "lasting\n"
	      "\n"
	      "made by breakeven " BREAKEVEN_VERSION "\n");
}

static void say_names(struct document *document)
{
	static const char *const words[] = {"input", "option.hybrid.time_to_market", "now", "4 months", "met with", "7.25 months"};
	say_row(document, words, 3, ALIGN_LEFT);
}

static void test_names_break_behind_their_dots(void **state)
{
	(void)state;
	check(&writer_text, (struct style){.width = 37, .ascii = true}, say_names,
	      "input                now     met with\n"
	      "-------------------------------------\n"
	      "option.hybrid.  4 months  7.25 months\n"
	      "time_to_market\n"
	      "\n"
	      "made by breakeven " BREAKEVEN_VERSION "\n");
}

static void say_spare(struct document *document)
{
	static const char *const headers[] = {"NPV", "P5", "P25", "P50", "P75", "sd"};
	static const int ranks[] = {0, 0, 2, 0, 2, 1};
	document_table(document);
	for (size_t i = 0; i < 6; i++) {
		document_table_column(document, ALIGN_RIGHT, "%s", headers[i]);
		document_table_spare(document, ranks[i]);
	}
	document_table_row(document, ROW_PLAIN);
	for (size_t i = 0; i < 6; i++)
		document_table_cell(document, EMPHASIS_NONE, "%zu00.5", i);
}

static void test_columns_that_can_be_spared_are_left_out(void **state)
{
	(void)state;
	check(&writer_text, (struct style){.width = 33, .ascii = true}, say_spare,
	      "  NPV     P5    P25    P50    P75\n"
	      "---------------------------------\n"
	      "000.5  100.5  200.5  300.5  400.5\n"
	      "Left out to fit in 33 columns: sd (-f csv has all)\n"
	      "\n"
	      "made by breakeven " BREAKEVEN_VERSION "\n");
	check(&writer_text, (struct style){.width = 32, .ascii = true}, say_spare,
	      "  NPV     P5    P50\n"
	      "-------------------\n"
	      "000.5  100.5  300.5\n"
	      "Left out to fit in 32 columns: P25, P75, sd (-f csv has all)\n"
	      "\n"
	      "made by breakeven " BREAKEVEN_VERSION "\n");
}

static void say_numbers(struct document *document)
{
	static const char *const words[] = {"x", "1", "a", "1 234 567", "b", "1 234 567", "c", "1 234 567", "d", "1 234 567"};
	say_row(document, words, 5, ALIGN_RIGHT);
}

static void test_parts_have_about_as_many_columns(void **state)
{
	(void)state;
	check(&writer_text, (struct style){.width = 36, .ascii = true}, say_numbers,
	      "x          a          b\n"
	      "-----------------------\n"
	      "1  1 234 567  1 234 567\n"
	      "\n"
	      "x          c          d\n"
	      "-----------------------\n"
	      "1  1 234 567  1 234 567\n"
	      "\n"
	      "made by breakeven " BREAKEVEN_VERSION "\n");
}

static void say_danger(struct document *document)
{
	document_paragraph(document, "%s", "a\x1b[31m\xff\xE2\x80\xAE" "b");
}

static void test_people_see_only_what_is_safe(void **state)
{
	(void)state;
	check(&writer_text, (struct style){0}, say_danger,
	      "a\xEF\xBF\xBD[31m\xEF\xBF\xBD\xEF\xBF\xBD" "b\n\nmade by breakeven " BREAKEVEN_VERSION "\n");
}

static void test_markdown(void **state)
{
	(void)state;
	check(&writer_markdown, (struct style){0}, say_blocks,
	      "# Plan \\*A\\*\n"
	      "\n"
	      "one two three four five six\n"
	      "\n"
	      "- first item of them\n"
	      "- 2nd\n"
	      "\n"
	      "## Table\n"
	      "\n"
	      "| Figure | A | B |\n"
	      "| --- | ---: | ---: |\n"
	      "| **Group** |  |  |\n"
	      "| é\\|x | **10<br>2** | never |\n"
	      "| **all** | **3** |  |\n"
	      "\n"
	      "```\n"
	      "up == 0\n"
	      "```\n"
	      "\n"
	      "---\n"
	      "\n"
	      "made by breakeven " BREAKEVEN_VERSION "\n");
}

static void say_signs(struct document *document)
{
	document_paragraph(document, "# a_b _c_ <d> &amp; `e`");
	document_paragraph(document, "1. no list");
	document_code(document, "``` a\n");
}

static void test_markdown_says_signs_as_they_are(void **state)
{
	(void)state;
	check(&writer_markdown, (struct style){0}, say_signs,
	      "\\# a_b \\_c\\_ \\<d\\> \\&amp; \\`e\\`\n"
	      "\n"
	      "1\\. no list\n"
	      "\n"
	      "````\n"
	      "``` a\n"
	      "````\n"
	      "\n"
	      "---\n"
	      "\n"
	      "made by breakeven " BREAKEVEN_VERSION "\n");
}

static void test_stamp_says_all_that_went_in(void **state)
{
	(void)state;
	const struct stamp_input profile = {.path = "a\nb.ini", .digest = "0123456789abcdef", .fx_date = "2025-06-13"};
	const struct stamp_input scenarios = {.path = "s.csv", .digest = "fedcba9876543210"};
	const char *const set[] = {"plan.horizon=12"};
	struct stamp stamp = {.profile = &profile, .profile_count = 1, .scenarios = &scenarios, .set = set, .set_count = 1,
	                      .drawn = true, .seed = 1, .trials = 2};
	struct bytes out = {0};
	stamp_print_lines(&stamp, &out);
	assert_string_equal(bytes_text(&out), "made by breakeven " BREAKEVEN_VERSION "\n"
	                                      "profile a b.ini, sha256 0123456789ab, exchange rates of 2025-06-13\n"
	                                      "scenarios s.csv, sha256 fedcba987654\n"
	                                      "set plan.horizon=12\n"
	                                      "seed 1, 2 trials\n");
	bytes_release(&out);
}

/* Rows drained after every so many of them, by themselves or as parts: put together they are what they are at once. */
static void drained_every(const struct writer *writer, size_t rows, size_t every, struct bytes *out)
{
	struct document document;
	document_init(&document, "test", writer, (struct style){0});
	document_columns(&document, columns, 2);
	for (size_t i = 0; i < rows; i++) {
		struct document part = document_part(&document);
		document_row(i % 2 ? &part : &document, (struct cell[]){cell_text("some \"words\""), cell_number((double)i / 3)});
		document_join(&document, &part);
		if (every > 0 && i % every == 0) {
			struct bytes some = {0};
			assert_int_equal(document_drain(&document, &some), 0);
			assert_true(document.rows.size == 0);
			bytes_add(out, some.at, some.size);
			bytes_release(&some);
		}
	}
	struct bytes rest = {0};
	assert_int_equal(document_finish(&document, &rest), 0);
	bytes_add(out, rest.at, rest.size);
	bytes_release(&rest);
	document_release(&document);
}

static void test_drained_rows_are_the_rows(void **state)
{
	(void)state;
	const struct writer *const writers[] = {&writer_csv, &writer_json};
	for (size_t w = 0; w < 2; w++)
		for (size_t rows = 0; rows < 9; rows++)
			for (size_t every = 1; every < 5; every++) {
				struct bytes whole = {0}, pieces = {0};
				drained_every(writers[w], rows, 0, &whole);
				drained_every(writers[w], rows, every, &pieces);
				assert_string_equal(bytes_text(&pieces), bytes_text(&whole));
				bytes_release(&whole);
				bytes_release(&pieces);
			}
}

static void test_formats_by_name_and_extension(void **state)
{
	(void)state;
	assert_ptr_equal(writer_find("csv"), &writer_csv);
	assert_null(writer_find("xls"));
	assert_ptr_equal(writer_for_path("a.b/c.MD"), &writer_markdown);
	assert_ptr_equal(writer_for_path("x.txt"), &writer_text);
	assert_null(writer_for_path("a.csv/x"));
	assert_null(writer_for_path("csv"));
}

/* A row of typed cells, and one of a status over an amount. */
static void say_quantities(struct document *document)
{
	char currency[] = "EUR"; /* gone when the document is written */
	struct quantity money = quantity_of(QUANTITY_MONEY, 3028000, currency);
	struct quantity months = quantity_of(QUANTITY_MONTHS, 8.125, NULL);
	struct quantity change = quantity_of(QUANTITY_SHARE, 0.0425, NULL);
	money.unit = (struct money_unit){1e3, 0};
	change.is_change = change.with_unit = true;
	document_table(document);
	for (int i = 0; i < 4; i++)
		document_table_column(document, ALIGN_RIGHT, "c%d", i);
	document_table_row(document, ROW_PLAIN);
	document_table_quantity(document, EMPHASIS_NONE, money);
	document_table_quantity(document, EMPHASIS_BEST, months);
	document_table_quantity(document, EMPHASIS_NONE, quantity_of(QUANTITY_PROBABILITY, 0.99999, NULL));
	document_table_quantity(document, EMPHASIS_NONE, change);
	document_table_row(document, ROW_PLAIN);
	months.with_unit = money.with_unit = true;
	document_table_status(document, EMPHASIS_DIM, "never");
	document_table_under(document, money);
	document_table_quantity(document, EMPHASIS_NONE, months);
	memset(currency, 'x', sizeof currency - 1);
}

static void test_words_of_quantities(void **state)
{
	(void)state;
	check(&writer_markdown, (struct style){.ascii = true}, say_quantities,
	      "| c0 | c1 | c2 | c3 |\n"
	      "| ---: | ---: | ---: | ---: |\n"
	      "| 3 028 | **8.1** | \\>99.9 % | +4.2 points |\n"
	      "| never<br>3 028 kEUR | 8.1 months |  |  |\n"
	      "\n---\n\nmade by breakeven 0.1.0\n");
}

/* A writer that types its cells: every bit of a number, what it counts, and no words. */
static void typed_end(struct document *document, struct bytes *out)
{
	for (size_t i = 0; i < document->table_cell_count; i++) {
		const struct table_cell *cell = &document->table_cell[i];
		assert_null(cell->text);
		for (int line = 0; line < CELL_LINES && cell->line[line].kind != CONTENT_NONE; line++) {
			const struct content *content = &cell->line[line];
			if (content->kind == CONTENT_QUANTITY)
				bytes_add_format(out, "%d %.17g %s\n", content->quantity.kind, content->quantity.number,
				                 content->quantity.currency ? content->quantity.currency : "");
			else
				bytes_add_format(out, "%s\n", content->words);
		}
	}
}

static void test_a_writer_may_type_its_cells(void **state)
{
	static const struct writer typed = {.name = "typed", .extension = "typed", .end = typed_end};
	(void)state;
	char expected[256];
	snprintf(expected, sizeof expected, "%d 3028000 EUR\n%d 8.125 \n%d 0.99999000000000005 \n%d 0.042500000000000003 \nnever\n%d 3028000 EUR\n%d 8.125 \n",
	         QUANTITY_MONEY, QUANTITY_MONTHS, QUANTITY_PROBABILITY, QUANTITY_SHARE, QUANTITY_MONEY, QUANTITY_MONTHS);
	check(&typed, (struct style){0}, say_quantities, expected);
}

/* jansson's allocations fail with ours. */
static int say_all(void *context)
{
	struct document document;
	struct bytes out = {0};
	document_init(&document, "test", context, (struct style){0});
	say_rows(&document);
	say_blocks(&document);
	say_quantities(&document);
	int result = document_finish(&document, &out);
	document_release(&document);
	bytes_release(&out);
	return result;
}

/* Tables that wrap, are spared columns, and are told in parts. */
static int say_narrow(void *context)
{
	struct document document;
	struct bytes out = {0};
	(void)context;
	document_init(&document, "test", &writer_text, (struct style){.width = 36});
	say_labels(&document);
	say_names(&document);
	say_spare(&document);
	say_numbers(&document);
	int result = document_finish(&document, &out);
	document_release(&document);
	bytes_release(&out);
	return result;
}

/* The columns that are the document's own. */
static int say_scenario(void *context)
{
	static const char *const names[] = {"profile", "npv"};
	struct document document;
	struct bytes out = {0};
	document_init(&document, "test", context, (struct style){0});
	document.of_scenarios = document.has_currency = true;
	document_columns(&document, names, 2);
	document.scenario = cell_repeated("low");
	document_row(&document, (struct cell[]){cell_text("a.ini"), cell_money(1.5, "EUR")});
	document_row(&document, (struct cell[]){cell_text("a.ini"), cell_number(2)});
	int result = document_finish(&document, &out);
	if (result == 0 && context == &writer_csv)
		assert_string_equal(bytes_text(&out), "profile,scenario,npv,currency\r\na.ini,low,1.5,EUR\r\na.ini,low,2,\r\n");
	document_release(&document);
	bytes_release(&out);
	return result;
}

/* The row of one text, as every row has it and as one that is repeated. */
static void same_row(const struct writer *writer, enum csv_dialect dialect, const char *text)
{
	struct bytes out[2] = {{0}, {0}};
	for (int i = 0; i < 2; i++) {
		struct document document;
		document_init(&document, "test", writer, (struct style){.dialect = dialect});
		document_columns(&document, columns, 1);
		document_row(&document, (struct cell[]){i == 0 ? cell_text(text) : cell_repeated(text)});
		assert_int_equal(document_finish(&document, &out[i]), 0);
		document_release(&document);
	}
	assert_string_equal(bytes_text(&out[0]), bytes_text(&out[1]));
	bytes_release(&out[0]);
	bytes_release(&out[1]);
}

static void test_a_repeated_text_is_written_as_any_other(void **state)
{
	(void)state;
	assert_int_equal(cell_repeated("profiles/scale-up 2.ini:low_1").kind, CELL_WORD);
	assert_int_equal(cell_repeated(NULL).kind, CELL_NONE);
	for (int c = 1; c < 256; c++) {
		const char byte = (char)c;
		const char texts[][4] = {{byte}, {byte, 'x'}, {'x', byte, 'x'}, {'x', byte}};
		for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
			same_row(&writer_csv, DIALECT_RFC4180, texts[i]);
			same_row(&writer_csv, DIALECT_EXCEL_FR, texts[i]);
			same_row(&writer_json, DIALECT_RFC4180, texts[i]);
		}
	}
	same_row(&writer_csv, DIALECT_RFC4180, "");
}

static void test_out_of_memory_is_said(void **state)
{
	(void)state;
	size_t count;
	const struct writer *const *writers = writer_table(&count);
	json_set_alloc_funcs(malloc, free);
	for (size_t i = 0; i < count; i++)
		assert_true(fail_each_alloc(say_all, (void *)(uintptr_t)writers[i]) > 0);
	assert_true(fail_each_alloc(say_narrow, NULL) > 0);
	assert_true(fail_each_alloc(say_scenario, (void *)(uintptr_t)&writer_csv) > 0);
	assert_true(fail_each_alloc(say_scenario, (void *)(uintptr_t)&writer_json) > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_csv_quotes_only_where_needed),
		cmocka_unit_test(test_csv_for_a_french_spreadsheet),
		cmocka_unit_test(test_csv_runs_nothing),
		cmocka_unit_test(test_json_is_json_to_the_last_bit),
		cmocka_unit_test(test_json_without_rows),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_colour_is_never_all_there_is),
		cmocka_unit_test(test_a_wide_table_is_told_in_parts),
		cmocka_unit_test(test_what_is_as_wide_as_the_line_fits),
		cmocka_unit_test(test_a_last_column_of_words_is_wrapped),
		cmocka_unit_test(test_headers_wrap_before_anything_else),
		cmocka_unit_test(test_labels_wrap_before_numbers),
		cmocka_unit_test(test_names_break_behind_their_dots),
		cmocka_unit_test(test_columns_that_can_be_spared_are_left_out),
		cmocka_unit_test(test_parts_have_about_as_many_columns),
		cmocka_unit_test(test_people_see_only_what_is_safe),
		cmocka_unit_test(test_markdown),
		cmocka_unit_test(test_markdown_says_signs_as_they_are),
		cmocka_unit_test(test_stamp_says_all_that_went_in),
		cmocka_unit_test(test_drained_rows_are_the_rows),
		cmocka_unit_test(test_formats_by_name_and_extension),
		cmocka_unit_test(test_words_of_quantities),
		cmocka_unit_test(test_a_writer_may_type_its_cells),
		cmocka_unit_test(test_a_repeated_text_is_written_as_any_other),
		cmocka_unit_test(test_out_of_memory_is_said),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
