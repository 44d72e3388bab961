/* The stamp, as lines for people and as JSON. */
#include "document/stamp.h"

#include <assert.h>
#include <jansson.h>
#include <stdarg.h>
#include <string.h>

#include "base/attribute.h"
#include "base/bytes.h"
#include "base/intl.h"
#include "base/utf8.h"
#include "document/json.h"

#ifndef BREAKEVEN_VERSION
#define BREAKEVEN_VERSION "0"
#endif

enum { DIGEST_SHOWN = 12 }; /* enough to tell files apart; JSON has all digits */

const char *stamp_program(void)
{
	return "breakeven " BREAKEVEN_VERSION;
}

void stamp_add(struct stamp *stamp, const char *name, const char *value)
{
	assert(stamp->extra_count < STAMP_MOST_EXTRAS);
	stamp->extra[stamp->extra_count++] = (struct stamp_setting){.name = name, .value = value};
}

/* Paths and settings may contain anything: prints each on a line, sanitised. */
static void add_line(struct bytes *out, const char *format, ...) PRINTF_LIKE(2, 3);
static void add_line(struct bytes *out, const char *format, ...)
{
	struct bytes line = {0};
	va_list arguments;
	va_start(arguments, format);
	bytes_add_format_list(&line, format, arguments);
	va_end(arguments);
	utf8_sanitise(out, bytes_text(&line), line.size);
	bytes_add_char(out, '\n');
	out->failed |= line.failed;
	bytes_release(&line);
}

/* [shipped][with a date of its exchange rates] */
static const char *const profile_sentence[2][2] = {
	{N_("profile %1$s, sha256 %2$s"), N_("profile %1$s, sha256 %2$s, exchange rates of %3$s")},
	{N_("profile %1$s (shipped), sha256 %2$s"), N_("profile %1$s (shipped), sha256 %2$s, exchange rates of %3$s")},
};

static void print_profile(const struct stamp_input *input, struct bytes *out)
{
	char digest[DIGEST_SHOWN + 1] = "";
	bool dated = input->fx_date && input->fx_date[0];
	strncat(digest, input->digest, DIGEST_SHOWN);
	NUMBERED_ARGUMENTS add_line(out, _(profile_sentence[input->shipped][dated]), input->path, digest,
				    dated ? input->fx_date : "");
}

/* Prints a file. sentence: takes the path and the digest. */
static void print_input(const char *sentence, const struct stamp_input *input, struct bytes *out)
{
	char digest[DIGEST_SHOWN + 1] = "";
	strncat(digest, input->digest, DIGEST_SHOWN);
	NUMBERED_ARGUMENTS add_line(out, sentence, input->path, digest);
}

void stamp_print_lines(const struct stamp *stamp, struct bytes *out)
{
	add_line(out, _("made by %s"), stamp_program());
	for (size_t i = 0; i < stamp->profile_count; i++)
		print_profile(&stamp->profile[i], out);
	if (stamp->scenarios)
		print_input(_("scenarios %1$s, sha256 %2$s"), stamp->scenarios, out);
	if (stamp->prices)
		print_input(_("list prices %1$s, sha256 %2$s"), stamp->prices, out);
	for (size_t i = 0; i < stamp->set_count; i++)
		add_line(out, _("set %s"), stamp->set[i]);
	if (stamp->drawn)
		NUMBERED_ARGUMENTS add_line(out,
					    ngettext("seed %1$llu, %2$llu trial", "seed %1$llu, %2$llu trials",
						     (unsigned long)stamp->trials),
					    (unsigned long long)stamp->seed, (unsigned long long)stamp->trials);
	for (size_t i = 0; i < stamp->extra_count; i++)
		add_line(out, "%s %s", stamp->extra[i].name, stamp->extra[i].value);
}

static json_t *json_input(const struct stamp_input *input)
{
	json_t *object = json_object();
	json_t *fx_date = input->fx_date && input->fx_date[0] ? json_text(input->fx_date) : json_null();
	int failed = json_object_set_new(object, "path", json_text(input->path));
	if (input->shipped)
		failed |= json_object_set_new(object, "shipped", json_true());
	failed |= json_object_set_new(object, "sha256", json_text(input->digest));
	failed |= json_object_set_new(object, "fx_date", fx_date);
	if (!failed)
		return object;
	json_decref(object);
	return NULL;
}

static json_t *json_profiles(const struct stamp *stamp)
{
	json_t *array = json_array();
	for (size_t i = 0; i < stamp->profile_count; i++) {
		if (json_array_append_new(array, json_input(&stamp->profile[i])) != 0) {
			json_decref(array);
			return NULL;
		}
	}
	return array;
}

static json_t *json_set(const struct stamp *stamp)
{
	json_t *array = json_array();
	for (size_t i = 0; i < stamp->set_count; i++) {
		if (json_array_append_new(array, json_text(stamp->set[i])) != 0) {
			json_decref(array);
			return NULL;
		}
	}
	return array;
}

int stamp_print_json(const struct stamp *stamp, struct bytes *out)
{
	json_t *object = json_object();
	int failed = json_object_set_new(object, "program", json_string("breakeven"));
	failed |= json_object_set_new(object, "version", json_string(BREAKEVEN_VERSION));
	failed |= json_object_set_new(object, "profiles", json_profiles(stamp));
	failed |=
		json_object_set_new(object, "scenarios", stamp->scenarios ? json_input(stamp->scenarios) : json_null());
	if (stamp->prices)
		failed |= json_object_set_new(object, "prices", json_input(stamp->prices));
	failed |= json_object_set_new(object, "set", json_set(stamp));
	failed |=
		json_object_set_new(object, "seed", stamp->drawn ? json_integer((json_int_t)stamp->seed) : json_null());
	failed |= json_object_set_new(object, "trials",
	                              stamp->drawn ? json_integer((json_int_t)stamp->trials) : json_null());
	for (size_t i = 0; i < stamp->extra_count; i++)
		failed |= json_object_set_new(object, stamp->extra[i].name, json_text(stamp->extra[i].value));
	if (!failed)
		failed = json_print(object, 0, out);
	json_decref(object);
	return failed ? -1 : 0;
}
