/* The stamp, as lines for people and as JSON. */
#include "document/stamp.h"

#include <assert.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdarg.h>

#include "base/attribute.h"
#include "base/bytes.h"
#include "base/intl.h"
#include "base/utf8.h"
#include "document/json.h"

#ifndef BREAKEVEN_VERSION
#define BREAKEVEN_VERSION "0"
#endif

enum { DIGEST_SHOWN = 12 }; /* enough to tell files apart; JSON has it whole */

const char *stamp_program(void)
{
	return "breakeven " BREAKEVEN_VERSION;
}

void stamp_add(struct stamp *stamp, const char *name, const char *value)
{
	assert(stamp->extra_count < STAMP_MOST_EXTRAS);
	stamp->extra[stamp->extra_count++] = (struct stamp_setting){.name = name, .value = value};
}

/* Paths and settings may hold anything: a line each, safe to show. */
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

static void print_input(const char *what, const struct stamp_input *input, struct bytes *out)
{
	const char *shipped = input->shipped ? _(" (shipped)") : "";
	if (input->fx_date && input->fx_date[0])
		add_line(out, _("%s %s%s, sha256 %.*s, exchange rates of %s"), what, input->path, shipped, DIGEST_SHOWN,
		         input->digest, input->fx_date);
	else
		add_line(out, _("%s %s%s, sha256 %.*s"), what, input->path, shipped, DIGEST_SHOWN, input->digest);
}

void stamp_print_lines(const struct stamp *stamp, struct bytes *out)
{
	add_line(out, _("made by %s"), stamp_program());
	for (size_t i = 0; i < stamp->profile_count; i++)
		print_input(_("profile"), &stamp->profile[i], out);
	if (stamp->scenarios)
		print_input(_("scenarios"), stamp->scenarios, out);
	for (size_t i = 0; i < stamp->set_count; i++)
		add_line(out, _("set %s"), stamp->set[i]);
	if (stamp->drawn)
		add_line(out, _("seed %" PRIu64 ", %" PRIu64 " trials"), stamp->seed, stamp->trials);
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
	failed |= json_object_set_new(object, "scenarios", stamp->scenarios ? json_input(stamp->scenarios) : json_null());
	failed |= json_object_set_new(object, "set", json_set(stamp));
	failed |= json_object_set_new(object, "seed", stamp->drawn ? json_integer((json_int_t)stamp->seed) : json_null());
	failed |= json_object_set_new(object, "trials",
	                              stamp->drawn ? json_integer((json_int_t)stamp->trials) : json_null());
	for (size_t i = 0; i < stamp->extra_count; i++)
		failed |= json_object_set_new(object, stamp->extra[i].name, json_text(stamp->extra[i].value));
	if (!failed)
		failed = json_print(object, 0, out);
	json_decref(object);
	return failed ? -1 : 0;
}
