/* Sources: where everything stands in a profile's text, what is refused, and edits that touch one value. */
#include "plan/source.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "fail_alloc.h"
#include "fail_call.h"
#include "plan/source_scan.h"

static const struct place here = {.file = NULL};

static void print_and_fail(const struct diags *diags, const char *what)
{
	struct bytes out = {0};
	diags_print(diags, &out);
	fail_msg("%s: %s", what, bytes_text(&out));
}

static struct source source_of_size(const char *text, size_t size)
{
	struct diags diags = {0};
	struct source source;
	if (source_read_text("f.ini", text, size, &diags, &source))
		print_and_fail(&diags, text);
	diags_release(&diags);
	return source;
}

static struct source source_of(const char *text)
{
	return source_of_size(text, strlen(text));
}

static void set(struct source *source, const char *section, const char *key, const char *value)
{
	struct diags diags = {0};
	if (source_set(source, section, key, value, here, &diags))
		print_and_fail(&diags, value);
	diags_release(&diags);
}

/* --- what is found --- */

static const char example[] = "; a plan\n"
			      "[Plan]\n"
			      "name = \"An; example\" ; its name\n"
			      "  Horizon=36\t# months\n"
			      "note =\n"
			      "\n"
			      "[ infra.serving ]\n"
			      "price\t=\t300 USD/month   ; list\n"
			      "label = 'don\"t'\n"
			      "source = \xC3\xA9t\xC3\xA9 = summer";

static void finds_sections_keys_and_values(void **state)
{
	static const struct {
		const char *section, *key, *value;
		int line, column, key_column;
		const char *bytes;
	} entries[] = {
		{"plan", "name", "An; example", 3, 9, 1, "\"An; example\""},
		{"plan", "horizon", "36", 4, 11, 3, "36"},
		{"plan", "note", "", 5, 7, 1, ""},
		{"infra.serving", "price", "300 USD/month", 8, 9, 1, "300 USD/month"},
		{"infra.serving", "label", "don\"t", 9, 10, 1, "'don\"t'"},
		{"infra.serving", "source", "\xC3\xA9t\xC3\xA9 = summer", 10, 10, 1,
		 "\xC3\xA9t\xC3\xA9 = summer"},
	};
	(void)state;
	struct source source = source_of(example);
	assert_string_equal(source.name, "f.ini");
	assert_int_equal(source.section_count, 2);
	assert_string_equal(source.section[0].name, "plan");
	assert_string_equal(source.section[1].name, "infra.serving");
	assert_int_equal(source.section[1].line, 7);
	assert_int_equal(source.section[1].column, 1);
	assert_int_equal(source.section[1].entry, 3);
	assert_int_equal(source.section[1].count, 3);
	assert_int_equal(source.section[1].end_offset, strlen(example));
	assert_int_equal(source.entry_count, 6);
	for (size_t i = 0; i < 6; i++) {
		const struct source_entry *entry = &source.entry[i];
		assert_string_equal(entry->section, entries[i].section);
		assert_string_equal(entry->key, entries[i].key);
		assert_string_equal(entry->value, entries[i].value);
		assert_int_equal(entry->place.line, entries[i].line);
		assert_int_equal(entry->place.column, entries[i].column);
		assert_int_equal(entry->key_line, entries[i].line);
		assert_int_equal(entry->key_column, entries[i].key_column);
		assert_int_equal(entry->value_size, strlen(entries[i].bytes));
		assert_memory_equal(source.text.at + entry->value_offset, entries[i].bytes,
				    entry->value_size);
	}
	assert_ptr_equal(source_find(&source, "infra.serving", "price"), &source.entry[3]);
	assert_null(source_find(&source, "infra.serving", "horizon"));
	assert_null(source_find(&source, "infra", "price"));
	assert_string_equal(source.digest,
			    "30cd25e5601beedf8629f82003ccad432c5113b3cee810aa43731035a59e83c2");
	source_release(&source);
}

static void empty_files_and_odd_lines_are_read(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"",
		"\n",
		"; only a comment",
		"#\n;\n  \t\n",
		"[a]",
		"[a]\r\n",
		"[a]\nb=c\r\nd = e",
		"[a]\n\n\n[b]\n",
		"[a]\nk==v\n[b]\nk = =\n",
		"[a]\nk = \"\" ; empty\n",
		"[a]\nk = ''\n",
		"[a]\nk = ;\nl = #\nm=;x",
		"[a]\nk = \"  kept  \"\n",
		"[a]\nk = x\"y\n",
		"[a]\nk = don't\n",
		"[a]\nx ~ y = 1\n",
		"[a=b]\nk = v",
		"[[a]\nk = v",
		"[a]\nk = '\"'\n",
		"[a]\nk = \"x\\\"\n",
		"[a]\nk = \"it's\" # c\n",
		"\t[a]\t\n\tk\t=\tv\t\n",
		"[a]\nK = V",
		"[A;B]\n",
		"[a]\nk[0] = 1\n",
		"[a]\nk = [b]\n",
		"[a]\nk ; l = m\n",
		"[a]\nk = a\\b\n",
		"[a]\nk = \"a=b\"\n",
	};
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct source source = source_of(texts[i]);
		source_release(&source);
	}
	/* The longest line that iniparser takes. */
	char line[1100] = "[a]\nk = ";
	memset(line + 8, 'x', 1018);
	struct source source = source_of(line);
	assert_int_equal(strlen(source.entry[0].value), 1018);
	source_release(&source);
	strcat(line, "\n");
	source = source_of(line);
	assert_int_equal(strlen(source.entry[0].value), 1018);
	source_release(&source);
}

/* --- what is refused --- */

static void refuses_with_place_and_reason(void **state)
{
	static const struct {
		const char *text;
		size_t size; /* 0: to the NUL */
		const char *error;
	} cases[] = {
		{"\xEF\xBB\xBF[a]\n", 0,
		 "f.ini:1:1: error: the file begins with a byte order mark: save it as UTF-8 without one\n"},
		{"[a]\nk = 1\rl = 2\n", 0,
		 "f.ini:2:6: error: a carriage return in a line: lines end in LF or CR LF\n"},
		{"[a]\nk = 1\r", 0,
		 "f.ini:2:6: error: a carriage return in a line: lines end in LF or CR LF\n"},
		{"[a]\nk = 1 \\\nl = 2\n", 0,
		 "f.ini:2:7: error: a line cannot end in '\\': it would join the next one; put the value in quotes\n"},
		{"; comment \\  \n[a]\n", 0,
		 "f.ini:1:11: error: a line cannot end in '\\': it would join the next one; put the value in quotes\n"},
		{"[a]\nk = 1\0x\n", 12, "f.ini:2:6: error: a NUL byte: this is not a text file\n"},
		{"[a]\nk = \x01\n", 0, "f.ini:2:5: error: a control character: a line may contain text and tabs only\n"},
		{"[a]\nk = \x7F\n", 0, "f.ini:2:5: error: a control character: a line may contain text and tabs only\n"},
		{"[a]\nk\v= 1\n", 0, "f.ini:2:2: error: a control character: a line may contain text and tabs only\n"},
		{"[a]\nk = \xC3\xA9\xE9\n", 0, "f.ini:2:6: error: this is not valid UTF-8\n"},
		{"[a]\nk = \xC3", 0, "f.ini:2:5: error: this is not valid UTF-8\n"},
		{"[a]\nk = \"open ; c\n", 0, "f.ini:2:5: error: the closing '\"' is missing\n"},
		{"[a]\nk = 'tis\n", 0, "f.ini:2:5: error: the closing \"'\" is missing\n"},
		{"[a]\nk = \"a\" b\n", 0, "f.ini:2:8: error: only a comment may follow a quoted value\n"},
		{"[a]\nk = \"\"b\n", 0, "f.ini:2:7: error: only a comment may follow a quoted value\n"},
		{"[a] ; comment\n", 0,
		 "f.ini:1:4: error: nothing may follow the ']' of a section, not even a comment\n"},
		{"[a]b]\n", 0,
		 "f.ini:1:4: error: nothing may follow the ']' of a section, not even a comment\n"},
		{"[a\n", 0, "f.ini:1:3: error: ']' is missing\n"},
		{"[]\n", 0, "f.ini:1:1: error: a section without a name\n"},
		{"[a]\n[ ]\n", 0, "f.ini:2:1: error: a section without a name\n"},
		{"[a:b]\n", 0, "f.ini:1:3: error: a ':' cannot stand in the name of a section\n"},
		{"[a]\nk:l = 1\n", 0, "f.ini:2:2: error: a ':' cannot stand in a key\n"},
		{"[a]\nword\n", 0,
		 "f.ini:2:1: error: neither a [section], nor 'key = value', nor a comment (; or #)\n"},
		{"[a]\nx", 0,
		 "f.ini:2:1: error: neither a [section], nor 'key = value', nor a comment (; or #)\n"},
		{"[a]\n= 1\n", 0, "f.ini:2:1: error: a key is missing before '='\n"},
		{"k = 1\n[a]\n", 0, "f.ini:1:1: error: a key before the first [section]\n"},
		{"[a]\nk = 1\n[b]\n[A]\nk = 2\nK = 3\n", 0,
		 "f.ini:4:1: error: section [a] is given twice; the first is on line 1\n"
		 "f.ini:5:1: error: 'k' is given twice in [a]; the first is on line 2\n"
		 "f.ini:6:1: error: 'k' is given twice in [a]; the first is on line 2\n"},
		/* all problems at once */
		{"[a]\nk\n[b\nl = '\n", 0,
		 "f.ini:2:1: error: neither a [section], nor 'key = value', nor a comment (; or #)\n"
		 "f.ini:3:3: error: ']' is missing\n"
		 "f.ini:4:5: error: the closing \"'\" is missing\n"},
		/* a wrong header is one error: its keys belong to no other section */
		{"[a\nk = 1\nl = 2\nm = 3\n", 0, "f.ini:1:3: error: ']' is missing\n"},
		{"[a]\nk = 1\n[b\nk = 1\nk = 2\n[c]\nk = 1\n", 0, "f.ini:3:3: error: ']' is missing\n"},
		{"[a] x\nk = 1\nl = 2\n", 0, "f.ini:1:4: error: nothing may follow the ']' of a section, not even a comment\n"},
		{"  [a\xC3]\nk = 1\nl = 2\n", 0, "f.ini:1:5: error: this is not valid UTF-8\n"},
		{"[]\nk = 1\n[a:b]\nk = 1\nk:l = 1\n", 0,
		 "f.ini:1:1: error: a section without a name\n"
		 "f.ini:3:3: error: a ':' cannot stand in the name of a section\n"
		 "f.ini:5:2: error: a ':' cannot stand in a key\n"},
		{"k = 1\nl = 2\n[a]\nm = 3\n", 0, "f.ini:1:1: error: a key before the first [section]\n"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct diags diags = {0};
		struct bytes out = {0};
		struct source source = {.name = "untouched"};
		size_t size = cases[i].size ? cases[i].size : strlen(cases[i].text);
		if (!source_read_text("f.ini", cases[i].text, size, &diags, &source))
			fail_msg("accepted: %s", cases[i].text);
		diags_print(&diags, &out);
		assert_string_equal(bytes_text(&out), cases[i].error);
		assert_string_equal(source.name, "untouched");
		bytes_release(&out);
		diags_release(&diags);
	}
}

static void expect_error(const char *text, size_t size, const char *error)
{
	struct diags diags = {0};
	struct bytes out = {0};
	struct source source;
	assert_int_equal(source_read_text("f.ini", text, size, &diags, &source), -1);
	diags_print(&diags, &out);
	assert_string_equal(bytes_text(&out), error);
	bytes_release(&out);
	diags_release(&diags);
}

static void refuses_what_is_too_large(void **state)
{
	(void)state;
	char line[1100] = "[a]\nk = ";
	memset(line + 8, 'x', 1019);
	expect_error(line, strlen(line), "f.ini:2:1: error: this line is too long: at most 1022 bytes\n");
	strcat(line, "\r\n");
	expect_error(line, strlen(line), "f.ini:2:1: error: this line is too long: at most 1022 bytes\n");

	struct bytes many = {0};
	bytes_add_text(&many, "[a]\n");
	for (int i = 1; i < SOURCE_MOST_LINES; i++)
		bytes_add_format(&many, "k%d = %d\n", i, i);
	struct source source = source_of_size(many.at, many.size);
	assert_int_equal(source.entry_count, SOURCE_MOST_LINES - 1);
	source_release(&source);
	bytes_add_text(&many, "l = 1\n");
	expect_error(many.at, many.size,
		     "f.ini:5001:1: error: the profile is too long: at most 5000 lines\n");
	bytes_release(&many);

	struct bytes large = {0};
	for (int i = 0; large.size <= SOURCE_MOST_BYTES; i++)
		bytes_add_format(&large, ";%01000d\n", i);
	expect_error(large.at, large.size, "f.ini:1:1: error: the profile is too large: at most 1 MiB\n");
	bytes_release(&large);
}

/* --- files --- */

static char *scratch_file(const char *text)
{
	static char path[256];
	const char *folder = getenv("TMPDIR");
	snprintf(path, sizeof(path), "%s/breakeven-source.XXXXXX", folder ? folder : "/tmp");
	int file = mkstemp(path);
	assert_true(file >= 0);
	assert_int_equal(write(file, text, strlen(text)), strlen(text));
	close(file);
	return path;
}

static void reads_a_file_and_knows_it_again(void **state)
{
	(void)state;
	char *path = scratch_file(example);
	struct diags diags = {0};
	struct source source;
	struct file_identity now;
	assert_int_equal(source_read(path, &diags, &source), 0);
	assert_string_equal(source.name, path);
	assert_int_equal(source.entry_count, 6);
	assert_true(file_identify(path, &now));
	assert_true(file_identity_equal(&source.identity, &now));
	source_release(&source);
	unlink(path);
	assert_int_equal(source_read(path, &diags, &source), -1);
	assert_int_equal(diags.errors, 1);
	assert_int_equal(source_read("/tmp", &diags, &source), -1);
	assert_int_equal(diags.errors, 2);
	diags_release(&diags);
}

static void says_when_iniparser_cannot_be_asked(void **state)
{
	(void)state;
	struct diags diags = {0};
	struct source source;
	fail_call(CALL_WRITE, 1, EIO);
	assert_int_equal(source_read_text("f.ini", example, strlen(example), &diags, &source), -1);
	fail_call(CALL_WRITE, 0, 0);
	assert_int_equal(diags.errors, 1);
	assert_string_equal(diags.at[0].message, "iniparser cannot read this: Input/output error");
	shorten_writes(7);
	assert_int_equal(source_read_text("f.ini", example, strlen(example), &diags, &source), 0);
	shorten_writes(0);
	source_release(&source);
	diags_release(&diags);
}

static void a_scan_that_iniparser_does_not_share_is_refused(void **state)
{
	(void)state;
	struct source source = source_of(example);
	struct diags diags = {0};
	assert_int_equal(source_agrees(&source, &diags), 0);
	const char *value = source.entry[3].value;
	source.entry[3].value = "301 USD/month";
	assert_int_equal(source_agrees(&source, &diags), -1);
	source.entry[3].value = value;
	source.entry[3].key = "prices";
	assert_int_equal(source_agrees(&source, &diags), -1);
	source.entry[3].key = "price";
	source.section[1].name = "infra.servin";
	assert_int_equal(source_agrees(&source, &diags), -1);
	source.section[1].name = "infra.serving";
	source.section[1].count--; /* iniparser finds one more */
	assert_int_equal(source_agrees(&source, &diags), -1);
	source.section[1].count++;
	size_t size = source.text.size;
	source.text.size = source.entry[5].value_offset - 10; /* one less */
	assert_int_equal(source_agrees(&source, &diags), -1);
	source.text.size = size;
	assert_int_equal(source_agrees(&source, &diags), 0);
	assert_int_equal(diags.errors, 5);
	assert_int_equal(diags.at[0].place.line, 8);
	assert_string_equal(diags.at[0].key, "price");
	diags_release(&diags);
	source_release(&source);
}

/* In some Turkish locales a lower I is no i; iniparser would fold keys so. */
static void case_is_folded_alike_in_every_locale(void **state)
{
	static const char text[] = "[INFRA.IT]\nPRICE = 1\nUNIT = \xC4\xB0\n";
	(void)state;
	if (!setlocale(LC_ALL, "tr_TR.iso88599") && !setlocale(LC_ALL, "tr_TR.utf8"))
		skip(); /* package locales-all */
	struct diags diags = {0};
	struct source source = {.name = ""};
	int result = source_read_text("f.ini", text, strlen(text), &diags, &source);
	setlocale(LC_ALL, "C");
	assert_int_equal(result, 0);
	assert_string_equal(source.section[0].name, "infra.it");
	assert_string_equal(source.entry[1].key, "unit");
	source_release(&source);
	diags_release(&diags);
}

/* --- edits --- */

/* Reading the edited text again gives the same sections and entries; iniparser agrees. */
static void assert_scans_the_same(const struct source *source)
{
	struct diags diags = {0};
	struct source again;
	if (source_read_text(source->name, source->text.at, source->text.size, &diags, &again))
		print_and_fail(&diags, "the text as edited");
	assert_int_equal(again.section_count, source->section_count);
	assert_int_equal(again.entry_count, source->entry_count);
	for (size_t s = 0; s < again.section_count; s++) {
		const struct source_section *a = &again.section[s], *b = &source->section[s];
		assert_string_equal(a->name, b->name);
		assert_int_equal(a->line, b->line);
		assert_int_equal(a->column, b->column);
		if (a->end_offset != b->end_offset)
			fail_msg("[%s] ends at %zu, not %zu: %s", a->name, b->end_offset, a->end_offset,
				 bytes_text(&source->text));
		assert_int_equal(a->entry, b->entry);
		assert_int_equal(a->count, b->count);
	}
	for (size_t e = 0; e < again.entry_count; e++) {
		const struct source_entry *a = &again.entry[e], *b = &source->entry[e];
		assert_string_equal(a->section, b->section);
		assert_string_equal(a->key, b->key);
		assert_string_equal(a->value, b->value);
		assert_int_equal(a->key_line, b->key_line);
		assert_int_equal(a->key_column, b->key_column);
		assert_int_equal(a->value_offset, b->value_offset);
		assert_int_equal(a->value_size, b->value_size);
		if (b->foreign)
			continue;
		assert_string_equal(a->place.file, b->place.file);
		assert_int_equal(a->place.line, b->place.line);
		assert_int_equal(a->place.column, b->place.column);
	}
	source_release(&again);
}

static void an_edit_touches_the_bytes_of_its_value(void **state)
{
	static const struct {
		const char *section, *key, *value, *before, *after;
	} cases[] = {
		{"a", "k", "22", "[a]\nk = 1 ; c\n\nl=2\n", "[a]\nk = 22 ; c\n\nl=2\n"},
		{"a", "k", "22", "[a]\r\nk = 1\r\nl=2\r\n", "[a]\r\nk = 22\r\nl=2\r\n"},
		{"a", "k", "", "[a]\nk = 1\n", "[a]\nk = \"\"\n"},
		{"a", "k", "1", "[a]\nk =\n", "[a]\nk = 1\n"},
		{"a", "k", "", "[a]\nk =\n", "[a]\nk =\n"},
		{"a", "k", "1", "[a]\nk = '1'\n", "[a]\nk = '1'\n"},
		{"a", "k", "1", "[a]\nk = ; c\n", "[a]\nk = 1; c\n"},
		{"a", "k", "1", "[a]\nk =", "[a]\nk = 1"},
		{"a", "k", "1", "[a]\nk = \"\"\n", "[a]\nk = \"1\"\n"},
		{"a", "k", "x;y", "[a]\nk = 1\n", "[a]\nk = \"x;y\"\n"},
		{"a", "k", "x#\"y", "[a]\nk = 1\n", "[a]\nk = 'x#\"y'\n"},
		{"a", "k", "it's", "[a]\nk = 'x'\n", "[a]\nk = it's\n"},
		{"a", "k", "it's #1", "[a]\nk = 'x'\n", "[a]\nk = \"it's #1\"\n"},
		{"a", "k", "y", "[a]\nk = 'x' # c\n", "[a]\nk = 'y' # c\n"},
		{"a", "k", " y", "[a]\nk = x\n", "[a]\nk = \" y\"\n"},
		{"a", "k", "y\\", "[a]\nk = x\n", "[a]\nk = \"y\\\"\n"},
		{"a", "k", "\xC3\xA9t\xC3\xA9", "[a]\nk = \xC3\xA9 ; \xC3\xA9\n",
		 "[a]\nk = \xC3\xA9t\xC3\xA9 ; \xC3\xA9\n"},
		/* keys that are not there */
		{"a", "l", "2", "[a]\nk = 1\n; end of a\n\n[b]\nk = 3\n",
		 "[a]\nk = 1\nl = 2\n; end of a\n\n[b]\nk = 3\n"},
		{"a", "l", "2", "[a]\nk=1\n\n[b]\n", "[a]\nk=1\nl=2\n\n[b]\n"},
		{"a", "l", "2", "[a]\r\nk = 1\r\n[b]\r\n", "[a]\r\nk = 1\r\nl = 2\r\n[b]\r\n"},
		{"b", "l", "2", "[a]\nk = 1\n[b]", "[a]\nk = 1\n[b]\nl = 2"},
		{"a", "l", "2", "[a]\nk = 1", "[a]\nk = 1\nl = 2"},
		{"a", "l", "2", "[a]\n[b]\n", "[a]\nl = 2\n[b]\n"},
		{"a", "l", "a; b", "[a]\n", "[a]\nl = \"a; b\"\n"},
		/* sections that are not there */
		{"c", "l", "2", "[a]\nk = 1\n", "[a]\nk = 1\n\n[c]\nl = 2\n"},
		{"c", "l", "2", "[a]\r\nk=1", "[a]\r\nk=1\r\n\r\n[c]\r\nl=2\r\n"},
		{"c", "l", "2", "[a]\nk = 1\n\n", "[a]\nk = 1\n\n[c]\nl = 2\n"},
		{"c", "l", "2", "", "[c]\nl = 2\n"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct source source = source_of(cases[i].before);
		set(&source, cases[i].section, cases[i].key, cases[i].value);
		assert_string_equal(bytes_text(&source.text), cases[i].after);
		assert_string_equal(source_find(&source, cases[i].section, cases[i].key)->value,
				    cases[i].value);
		assert_scans_the_same(&source);
		source_release(&source);
	}
}

static void an_edit_remembers_where_it_came_from(void **state)
{
	(void)state;
	struct source source = source_of("[a]\nk = 1\nl = 2\n");
	struct diags diags = {0};
	char file[] = "--set 'a.l=3'";
	assert_int_equal(source_set(&source, "a", "l", "3",
				    (struct place){.file = file, .line = 5, .column = 9}, &diags),
			 0);
	memset(file, 'x', sizeof(file) - 1); /* it was copied */
	const struct source_entry *entry = source_find(&source, "a", "l");
	assert_true(entry->foreign);
	assert_string_equal(entry->place.file, "--set 'a.l=3'");
	assert_int_equal(entry->place.line, 5);

	/* Lines before it do not move a place that is not in the file; copies keep it. */
	set(&source, "plan", "x", "1");
	set(&source, "a", "m", "1");
	struct source copy;
	assert_int_equal(source_copy(&source, &copy), 0);
	source_release(&source);
	entry = source_find(&copy, "a", "l");
	assert_string_equal(entry->place.file, "--set 'a.l=3'");
	assert_int_equal(entry->place.line, 5);
	assert_int_equal(source_remove(&copy, "a", "k"), 0);
	entry = source_find(&copy, "a", "l");
	assert_string_equal(entry->place.file, "--set 'a.l=3'");
	assert_int_equal(entry->key_line, 2);

	/* Lines that are not in the file count for none there, and lead to where they came from. */
	const struct place row = {.file = "rows.csv", .line = 3, .column = 2};
	set(&copy, "b", "k", "1");
	assert_int_equal(source_set(&copy, "a", "n", "2", row, &diags), 0);
	assert_int_equal(source_set(&copy, "d", "k", "3", row, &diags), 0);
	assert_int_equal(source_set(&copy, "d", "l", "4", row, &diags), 0);
	entry = source_find(&copy, "b", "k");
	assert_string_equal(source_place(&copy, entry->key_line, 7).file, "f.ini");
	assert_int_equal(source_place(&copy, entry->key_line, 7).line, entry->key_line - 1);
	assert_int_equal(source_place(&copy, entry->key_line, 7).column, 7);
	assert_string_equal(source_place(&copy, source_find(&copy, "a", "n")->key_line, 1).file, "rows.csv");
	assert_string_equal(source_place(&copy, source_find(&copy, "d", "k")->key_line, 1).file, "rows.csv");
	assert_string_equal(source_place(&copy, copy.section[copy.section_count - 1].line, 1).file, "rows.csv");
	assert_int_equal(source_place(&copy, copy.section[copy.section_count - 1].line, 1).line, 3);
	assert_int_equal(source_remove(&copy, "d", "k"), 0);
	assert_string_equal(source_place(&copy, copy.section[copy.section_count - 1].line, 1).file, "rows.csv");
	assert_int_equal(source_place(&copy, source_find(&copy, "b", "k")->key_line, 7).line, source_find(&copy, "b", "k")->key_line - 1);
	assert_int_equal(source_remove(&copy, "d", NULL), 0);
	assert_int_equal(source_remove(&copy, "a", "n"), 0);
	assert_int_equal(source_place(&copy, source_find(&copy, "b", "k")->key_line, 7).line, source_find(&copy, "b", "k")->key_line);

	/* Setting it in the text makes it the text's. */
	set(&copy, "a", "l", "4");
	entry = source_find(&copy, "a", "l");
	assert_false(entry->foreign);
	assert_string_equal(entry->place.file, "f.ini");
	assert_int_equal(entry->place.line, 2);
	assert_int_equal(entry->place.column, 5);
	assert_scans_the_same(&copy);
	source_release(&copy);
	diags_release(&diags);
}

static void refuses_what_cannot_stand_on_a_line(void **state)
{
	char long_value[1100];
	memset(long_value, 'x', sizeof(long_value));
	long_value[1020] = '\0'; /* with "k = ", too long by two */
	char long_name[1100];
	memset(long_name, 'x', sizeof(long_name));
	long_name[1021] = '\0'; /* with its brackets, too long by one */
	const struct {
		const char *section, *key, *value, *message;
	} cases[] = {
		{"a", "k", "a\nb", "this value contains a line end or a control character"},
		{"a", "k", "a\rb", "this value contains a line end or a control character"},
		{"a", "k", "\xE9", "this value is not valid UTF-8"},
		{"a", "k", "a;'\"",
		 "this value cannot be written: it needs quotes, but contains both kinds"},
		{"a", "k", long_value, "this value is too long: a line has at most 1022 bytes"},
		{"a", "x=y", "1", "this cannot be the name of a key"},
		{"a", "x:y", "1", "this cannot be the name of a key"},
		{"a", "[x", "1", "this cannot be the name of a key"},
		{"a", ";x", "1", "this cannot be the name of a key"},
		{"a", "", "1", "this cannot be the name of a key"},
		{"a", " x", "1", "this cannot be the name of a key"},
		{"a", "x ", "1", "this cannot be the name of a key"},
		{"a", "Key", "1", "this cannot be the name of a key"},
		{"b", "k", long_value, "this value is too long: a line has at most 1022 bytes"},
		{long_name, "k", "1", "this value is too long: a line has at most 1022 bytes"},
		{"b]", "k", "1", "this cannot be the name of a section"},
		{"b:c", "k", "1", "this cannot be the name of a section"},
		{"", "k", "1", "this cannot be the name of a section"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct source source = source_of("[a]\nk = 1\n");
		struct diags diags = {0};
		assert_int_equal(
			source_set(&source, cases[i].section, cases[i].key, cases[i].value, here, &diags),
			-1);
		assert_int_equal(diags.count, 1);
		assert_string_equal(diags.at[0].message, cases[i].message);
		assert_string_equal(bytes_text(&source.text), "[a]\nk = 1\n");
		assert_scans_the_same(&source);
		diags_release(&diags);
		source_release(&source);
	}
}

static void the_longest_line_can_be_written(void **state)
{
	(void)state;
	char value[1100];
	struct source source = source_of("[a]\nk = 1\r\nl = 2\n");
	memset(value, 'x', sizeof(value));
	value[1017] = '\0'; /* "k = " and CR LF make 1023 */
	set(&source, "a", "k", value);
	assert_scans_the_same(&source);
	value[1017] = 'x';
	value[1018] = '\0';
	set(&source, "a", "m", value);
	assert_scans_the_same(&source);
	source_release(&source);
}

static void a_full_profile_takes_no_more_lines(void **state)
{
	(void)state;
	struct bytes many = {0};
	struct diags diags = {0};
	bytes_add_text(&many, "[a]\n");
	for (int i = 1; i < SOURCE_MOST_LINES - 2; i++)
		bytes_add_format(&many, "k%d = %d\n", i, i);
	struct source source = source_of_size(many.at, many.size);
	assert_int_equal(source_set(&source, "a", "l", "1", here, &diags), -1);
	assert_string_equal(diags.at[0].message, "the profile would become too long: at most 5000 lines");
	set(&source, "a", "k7", "8");
	assert_scans_the_same(&source);
	source_release(&source);
	bytes_release(&many);
	diags_release(&diags);
}

static void removes_lines_and_sections(void **state)
{
	static const struct {
		const char *section, *key, *before, *after;
	} cases[] = {
		{"a", "k", "[a]\nk = 1 ; c\nl = 2\n", "[a]\nl = 2\n"},
		{"a", "l", "[a]\nk = 1\nl = 2", "[a]\nk = 1\n"},
		{"b", NULL, "[a]\nk = 1\n\n; of b\n# too\n[b]\nl = 2\n\n; of c\n[c]\n",
		 "[a]\nk = 1\n\n; of c\n[c]\n"},
		{"a", NULL, "; head\n\n; of a\n[a]\nk = 1\n; tail\n\n[c]\n", "; head\n\n[c]\n"},
		{"c", NULL, "[a]\nk = 1\n; of c\n[c]\nl = 1", "[a]\nk = 1\n"},
		{"a", NULL, "[a]\n", ""},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct source source = source_of(cases[i].before);
		assert_int_equal(source_remove(&source, cases[i].section, cases[i].key), 0);
		assert_string_equal(bytes_text(&source.text), cases[i].after);
		assert_scans_the_same(&source);
		assert_int_equal(source_remove(&source, cases[i].section, cases[i].key), -1);
		assert_int_equal(source_remove(&source, "none", NULL), -1);
		source_release(&source);
	}
}

static void duplicates_a_section_behind_itself(void **state)
{
	static const struct {
		const char *before, *after;
	} cases[] = {
		{"; of a\n[a]\nk = 1 ; c\n; inside\nl = 2\n; tail\n\n; of c\n[c]\n",
		 "; of a\n[a]\nk = 1 ; c\n; inside\nl = 2\n; tail\n\n[b]\nk = 1 ; c\n; inside\nl = 2\n; "
		 "tail\n\n; of c\n[c]\n"},
		{"[a]\r\nk = 1", "[a]\r\nk = 1\r\n\r\n[b]\r\nk = 1"},
		{"[a]\r\nk = 1\r\n \t\r\n\r\n[c]\r\n", "[a]\r\nk = 1\r\n\r\n[b]\r\nk = 1\r\n \t\r\n\r\n[c]\r\n"},
		{"[a]\n[c]\n", "[a]\n\n[b]\n[c]\n"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct source source = source_of(cases[i].before);
		struct diags diags = {0};
		assert_int_equal(source_duplicate(&source, "a", "b", &diags), 0);
		assert_string_equal(bytes_text(&source.text), cases[i].after);
		assert_scans_the_same(&source);
		assert_int_equal(source_duplicate(&source, "a", "b", &diags), -1);
		assert_string_equal(diags.at[0].message, "this section already exists");
		assert_int_equal(source_duplicate(&source, "x", "y", &diags), -1);
		assert_string_equal(diags.at[1].message, "there is no such section");
		assert_int_equal(source_duplicate(&source, "a", "x]", &diags), -1);
		assert_string_equal(diags.at[2].message, "this cannot be the name of a section");
		diags_release(&diags);
		source_release(&source);
	}
}

static uint64_t next_random(void)
{
	static uint64_t state = 99;
	state += UINT64_C(0x9e3779b97f4a7c15);
	uint64_t z = state;
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static const char *pick(const char *const *from, size_t count)
{
	return from[next_random() % count];
}

static void random_edit(struct source *source)
{
	static const char *const sections[] = {"plan",    "demand", "infra.serving", "team.ml", "option.x",
					       "new.one", "z"};
	static const char *const keys[] = {"price", "name", "k", "quantity.hybrid", "fte", "a ~ b", "note"};
	static const char *const values[] = {
		"1",          "",        "300 USD/month",     "a; b", "it's",
		"say \"hi\"", " blank ", "\xC3\xA9t\xC3\xA9", "x\\",  "pert(1, 2, 3)",
		"#",          "'"};
	struct diags diags = {0};
	const char *section = pick(sections, 7), *key = pick(keys, 7);
	struct place from = {.file = next_random() % 3 ? NULL : "--set", .line = 1, .column = 1};
	switch (next_random() % 12) {
	case 0:
		source_remove(source, section, key);
		break;
	case 1:
		source_remove(source, section, NULL);
		break;
	case 2:
		source_duplicate(source, section, pick(sections, 7), &diags);
		break;
	default:
		if (source_set(source, section, key, pick(values, 12), from, &diags))
			print_and_fail(&diags, "random edit");
		break;
	}
	diags_release(&diags);
}

static void any_edits_leave_what_a_scan_finds(void **state)
{
	static const char *const starts[] = {
		"",
		"[plan]\nname = x\n\n; about demand\n[demand]\nk=1",
		"[infra.serving]\r\nprice = 1 ; c\r\n\r\n[team.ml]\r\nfte=2\r\n",
		"; head\n\n[plan]\n; only comments\n\n[z]\nk = 'quoted' # c\nprice =\nname =; c\n",
	};
	(void)state;
	for (size_t start = 0; start < 4; start++) {
		struct source source = source_of(starts[start]);
		for (int i = 0; i < 1500; i++) {
			random_edit(&source);
			if (i % 5 == 0)
				assert_scans_the_same(&source);
			if (i % 50 == 0) { /* a copy is as good */
				struct source copy;
				assert_int_equal(source_copy(&source, &copy), 0);
				source_release(&source);
				source = copy;
				assert_scans_the_same(&source);
			}
		}
		source_release(&source);
	}
}

static void values_set_to_themselves_change_no_byte(void **state)
{
	glob_t cases;
	(void)state;
	assert_int_equal(glob("tests/golden/*.ini", 0, NULL, &cases), 0);
	assert_true(cases.gl_pathc >= 10);
	for (size_t i = 0; i < cases.gl_pathc; i++) {
		struct diags diags = {0};
		struct source source, original;
		if (source_read(cases.gl_pathv[i], &diags, &source))
			print_and_fail(&diags, cases.gl_pathv[i]);
		assert_int_equal(source_copy(&source, &original), 0);
		for (size_t e = 0; e < source.entry_count; e++)
			set(&source, original.entry[e].section, original.entry[e].key,
			    original.entry[e].value);
		assert_int_equal(source.text.size, original.text.size);
		assert_memory_equal(source.text.at, original.text.at, source.text.size);
		/* Another value and back. */
		for (size_t e = 0; e < source.entry_count; e++)
			set(&source, original.entry[e].section, original.entry[e].key,
			    "something else entirely");
		assert_scans_the_same(&source);
		for (size_t e = 0; e < source.entry_count; e++)
			set(&source, original.entry[e].section, original.entry[e].key,
			    original.entry[e].value);
		assert_memory_equal(source.text.at, original.text.at, source.text.size);
		assert_string_equal(source.digest, original.digest);
		source_release(&source);
		source_release(&original);
	}
	globfree(&cases);
}

/* --- memory --- */

static int read_copy_edit(void *context)
{
	struct diags diags = {0};
	struct source source = {0}, copy = {0};
	int result = -1;
	char long_name[6000]; /* more than an arena has room for by chance */
	(void)context;
	memset(long_name, 'x', sizeof(long_name));
	long_name[sizeof(long_name) - 1] = '\0';
	if (source_read_text("f.ini", example, strlen(example), &diags, &source))
		goto done;
	if (source_copy(&source, &copy))
		goto done;
	char *before = copy.text.at;
	size_t size = copy.text.size;
	if (source_set(&copy, "plan", "horizon", "48 with a long explanation of why",
		       (struct place){.file = long_name}, &diags)) {
		assert_int_equal(copy.text.size, size); /* untouched */
		assert_memory_equal(copy.text.at, example, size);
		assert_ptr_equal(copy.text.at, before);
		goto done;
	}
	for (int i = 0; i < 20; i++) {
		char key[16];
		snprintf(key, sizeof(key), "k%d", i);
		if (source_set(&copy, i % 2 ? "plan" : key, key, "1", here, &diags))
			goto done;
	}
	if (source_remove(&copy, "plan", "note") || source_duplicate(&copy, "plan", "demand", &diags))
		goto done;
	result = diags_failed(&diags) ? -1 : 0;
done:
	source_release(&source);
	source_release(&copy);
	diags_release(&diags);
	return result;
}

static void survives_every_failing_allocation(void **state)
{
	(void)state;
	assert_true(fail_each_alloc(read_copy_edit, NULL) > 30);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_sections_keys_and_values),
		cmocka_unit_test(empty_files_and_odd_lines_are_read),
		cmocka_unit_test(refuses_with_place_and_reason),
		cmocka_unit_test(refuses_what_is_too_large),
		cmocka_unit_test(reads_a_file_and_knows_it_again),
		cmocka_unit_test(says_when_iniparser_cannot_be_asked),
		cmocka_unit_test(a_scan_that_iniparser_does_not_share_is_refused),
		cmocka_unit_test(case_is_folded_alike_in_every_locale),
		cmocka_unit_test(an_edit_touches_the_bytes_of_its_value),
		cmocka_unit_test(an_edit_remembers_where_it_came_from),
		cmocka_unit_test(refuses_what_cannot_stand_on_a_line),
		cmocka_unit_test(the_longest_line_can_be_written),
		cmocka_unit_test(a_full_profile_takes_no_more_lines),
		cmocka_unit_test(removes_lines_and_sections),
		cmocka_unit_test(duplicates_a_section_behind_itself),
		cmocka_unit_test(any_edits_leave_what_a_scan_finds),
		cmocka_unit_test(values_set_to_themselves_change_no_byte),
		cmocka_unit_test(survives_every_failing_allocation),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
