/* Keys from a file. */
#include "tui/script.h"

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/grow.h"
#include "base/intl.h"

enum { MOST_BYTES = 4 * 1024 * 1024 };

/* The steps that begin with a word. */
static const struct word {
	const char *word;
	enum { TAKES_NOTHING, TAKES_TEXT, TAKES_FILE, TAKES_POINT, TAKES_SIZE } takes;
	enum step_kind kind;
	struct event event;
} words[] = {
	{"paste", TAKES_TEXT, STEP_EVENT, {.kind = EVENT_PASTE}},
	{"expect", TAKES_TEXT, STEP_EXPECT, {0}},
	{"reject", TAKES_TEXT, STEP_REJECT, {0}},
	{"display", TAKES_FILE, STEP_DISPLAY, {0}},
	{"resize", TAKES_SIZE, STEP_EVENT, {.kind = EVENT_RESIZE}},
	{"click", TAKES_POINT, STEP_EVENT, {.kind = EVENT_MOUSE, .button = MOUSE_LEFT}},
	{"wheel-up", TAKES_POINT, STEP_EVENT, {.kind = EVENT_MOUSE, .button = MOUSE_WHEEL_UP}},
	{"wheel-down", TAKES_POINT, STEP_EVENT, {.kind = EVENT_MOUSE, .button = MOUSE_WHEEL_DOWN}},
	{"idle", TAKES_NOTHING, STEP_EVENT, {.kind = EVENT_IDLE}},
	{"kill", TAKES_NOTHING, STEP_EVENT, {.kind = EVENT_STOP, .signal = SIGTERM}},
};

static int hex_digit(char c)
{
	const char *digits = "0123456789abcdef", *at = c == '\0' ? NULL : strchr(digits, c | 0x20);
	return at == NULL ? -1 : (int)(at - digits);
}

/* Reads a quoted text to its end; NULL and a message if it is malformed. */
static char *read_quoted(const char *text, const char **problem)
{
	struct bytes out = {0};
	*problem = NULL;
	if (*text++ != '"')
		*problem = _("a text in double quotes is missing");
	while (*problem == NULL && *text != '"') {
		if (*text == '\0') {
			*problem = _("the text's closing quote is missing");
		} else if (*text != '\\') {
			bytes_add_char(&out, *text++);
		} else if (text[1] == '"' || text[1] == '\\') {
			bytes_add_char(&out, text[1]);
			text += 2;
		} else if (text[1] == 'x' && hex_digit(text[2]) >= 0 && hex_digit(text[3]) >= 0) {
			bytes_add_char(&out, (char)(hex_digit(text[2]) << 4 | hex_digit(text[3])));
			text += 4;
		} else {
			*problem = _("'\\' must be followed by '\"', '\\' or xHH");
		}
	}
	if (*problem == NULL && text[1] != '\0')
		*problem = _("nothing may follow the text");
	bytes_add(&out, "", 0);
	if (*problem == NULL && out.failed)
		*problem = _("out of memory");
	if (*problem == NULL)
		return out.at;
	bytes_release(&out);
	return NULL;
}

static const char *read_word_step(const struct word *word, const char *rest, struct step *step)
{
	const char *problem = NULL;
	int length = 0;
	step->kind = word->kind;
	step->event = word->event;
	switch (word->takes) {
	case TAKES_NOTHING:
		return *rest == '\0' ? NULL : _("nothing may follow");
	case TAKES_TEXT:
		step->text = read_quoted(rest, &problem);
		step->event.text = step->text;
		return problem;
	case TAKES_FILE:
		step->text = *rest == '\0' ? NULL : strdup(rest);
		return *rest == '\0' ? _("a file's name is missing") : step->text == NULL ? _("out of memory") : NULL;
	case TAKES_POINT:
		if (sscanf(rest, "%5d %5d%n", &step->event.x, &step->event.y, &length) == 2 && rest[length] == '\0')
			return NULL;
		return _("a column and a line are missing, as in 'click 10 5'");
	case TAKES_SIZE:
		if (sscanf(rest, "%4dx%4d%n", &step->event.x, &step->event.y, &length) == 2 && rest[length] == '\0' &&
		    step->event.x > 0 && step->event.y > 0)
			return NULL;
		return _("a size is missing, as in 'resize 80x24'");
	}
	return NULL;
}

/* Reads one line; returns what is wrong with it, NULL for nothing. */
static const char *read_step(const char *line, struct step *step)
{
	const char *problem = NULL;
	if (line[0] == '"') {
		step->kind = STEP_TYPE;
		step->text = read_quoted(line, &problem);
		return problem;
	}
	if (line[0] == ':' && line[1] != '\0') {
		step->kind = STEP_COMMAND;
		step->text = strdup(line + 1);
		return step->text == NULL ? _("out of memory") : NULL;
	}
	size_t size = strcspn(line, " ");
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i].word) == size && strncmp(words[i].word, line, size) == 0)
			return read_word_step(&words[i], line + size + strspn(line + size, " "), step);
	step->kind = STEP_EVENT;
	step->event = (struct event){.kind = EVENT_KEY, .key = key_named(line)};
	return step->event.key == PRESS_NONE ? _("no such key") : NULL;
}

static int add_step(struct script *script, const struct step *step)
{
	if (!GROW(script->step, script->capacity, script->count + 1))
		return -1;
	script->step[script->count++] = *step;
	return 0;
}

static void read_line(struct script *script, const char *at, size_t size, int number, struct diags *diags)
{
	while (size > 0 && (*at == ' ' || *at == '\t'))
		at++, size--;
	while (size > 0 && strchr(" \t\r", at[size - 1]) != NULL)
		size--;
	if (size == 0 || *at == '#' || memchr(at, '\0', size) != NULL)
		return;
	struct step step = {.line = number};
	struct place place = {.file = script->name, .line = number};
	char *line = strndup(at, size);
	const char *problem = line == NULL ? _("out of memory") : read_step(line, &step);
	bool added = problem == NULL && add_step(script, &step) == 0;
	if (!added) {
		diags_add(diags, SEVERITY_ERROR, place, NULL, "'%s': %s", line == NULL ? "" : line,
		          problem == NULL ? _("out of memory") : problem);
		free(step.text);
	}
	free(line);
}

int script_read_text(const char *name, const char *text, size_t size, struct diags *diags, struct script *result)
{
	struct script script = {.name = strdup(name)};
	size_t errors = diags->errors;
	int number = 0;
	if (script.name == NULL)
		diags->out_of_memory = true;
	for (size_t at = 0; at < size && script.name != NULL;) {
		const char *end = memchr(text + at, '\n', size - at);
		size_t length = end == NULL ? size - at : (size_t)(end - (text + at));
		read_line(&script, text + at, length, ++number, diags);
		at += length + 1;
	}
	if (diags->errors > errors || diags->out_of_memory) {
		script_release(&script);
		return -1;
	}
	*result = script;
	return 0;
}

int script_read(const char *path, struct diags *diags, struct script *script)
{
	struct bytes text = {0};
	if (file_read(path, MOST_BYTES, &text, NULL, diags) < 0)
		return -1;
	int result = script_read_text(path, bytes_text(&text), text.size, diags, script);
	bytes_release(&text);
	return result;
}

void script_release(struct script *script)
{
	for (size_t i = 0; i < script->count; i++)
		free(script->step[i].text);
	free(script->step);
	free(script->name);
	*script = (struct script){0};
}
