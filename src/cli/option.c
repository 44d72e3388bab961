/* Parses options by their tables. */
#include "cli/option.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/attribute.h"
#include "base/bytes.h"
#include "base/grow.h"
#include "base/intl.h"
#include "base/nearest.h"
#include "document/writer.h"
#include "plan/field.h"
#include "plan/name.h"
#include "plan/value.h"

/* A command line being read. */
struct reader {
	const struct option_set *sets;
	size_t set_count;
	char *const *argument;
	size_t count, at;
	struct diags *diags;
};

/* A row, and the struct that its value goes to. */
struct found {
	const struct option_row *row;
	void *values;
};

static const struct place command_line = {.file = "breakeven"};

static bool offers(const struct option_set *set, const struct option_row *row)
{
	return (row->takes & set->takes) == row->takes;
}

void option_walk(const struct option_set *sets, size_t set_count,
                 void (*visit)(void *context, const struct option_row *row), void *context)
{
	for (size_t s = 0; s < set_count; s++) {
		for (const struct option_row *row = sets[s].rows; row && row->name; row++) {
			if (offers(&sets[s], row))
				visit(context, row);
		}
	}
}

static struct found find(const struct option_set *sets, size_t set_count, const char *name, size_t size)
{
	for (size_t s = 0; s < set_count; s++) {
		for (const struct option_row *row = sets[s].rows; row && row->name; row++) {
			if (offers(&sets[s], row) && strncmp(row->name, name, size) == 0 && row->name[size] == '\0')
				return (struct found){row, sets[s].values};
		}
	}
	return (struct found){0};
}

static struct found find_letter(const struct reader *reader, char letter)
{
	for (size_t s = 0; s < reader->set_count; s++) {
		for (const struct option_row *row = reader->sets[s].rows; row && row->name; row++) {
			if (offers(&reader->sets[s], row) && row->letter == letter)
				return (struct found){row, reader->sets[s].values};
		}
	}
	return (struct found){0};
}

/* The only row whose name starts with the given text; none if there are several. */
static struct found find_cut(const struct reader *reader, const char *name, size_t size)
{
	struct found only = {0};
	for (size_t s = 0; s < reader->set_count; s++) {
		for (const struct option_row *row = reader->sets[s].rows; row && row->name; row++) {
			if (!offers(&reader->sets[s], row) || size == 0 || strncmp(row->name, name, size) != 0)
				continue;
			if (only.row)
				return (struct found){0};
			only = (struct found){row, reader->sets[s].values};
		}
	}
	return only;
}

static void no_memory(struct reader *reader)
{
	reader->diags->out_of_memory = true;
}

static void complain(struct reader *reader, const char *name, const char *message, const struct nearest *nearest)
{
	struct bytes text = {0};
	if (nearest && nearest->best)
		NUMBERED_ARGUMENTS bytes_add_format(&text, _("%1$s; did you mean '%2$s'?"), message, nearest->best);
	else
		bytes_add_text(&text, message);
	if (text.failed)
		no_memory(reader);
	else
		diags_add(reader->diags, SEVERITY_ERROR, command_line, name, "%s", bytes_text(&text));
	bytes_release(&text);
}

static void offer_name(void *context, const struct option_row *row)
{
	nearest_offer(context, row->name);
}

static void complain_unknown(struct reader *reader, const char *given, const char *name, size_t size)
{
	char *wanted = strndup(name, size);
	struct nearest nearest = nearest_to(wanted ? wanted : "");
	option_walk(reader->sets, reader->set_count, offer_name, &nearest);
	struct bytes best = {0};
	if (nearest.best) {
		bytes_add_format(&best, "--%s", nearest.best);
		nearest.best = bytes_text(&best);
	}
	struct bytes shown = {0};
	bytes_add(&shown, given, strcspn(given, "="));
	if (!wanted || best.failed || shown.failed)
		no_memory(reader);
	else
		complain(reader, bytes_text(&shown), _("there is no such option here"), &nearest);
	bytes_release(&best);
	bytes_release(&shown);
	free(wanted);
}

static int add_text(struct texts *texts, const char *text)
{
	if (!GROW(texts->at, texts->capacity, texts->count + 1))
		return -1;
	texts->at[texts->count++] = text;
	return 0;
}

static void set_word(struct reader *reader, const struct option_row *row, const char *name, const char *text, int *word)
{
	struct nearest nearest = nearest_to(text);
	struct bytes words = {0}, message = {0};
	for (int i = 0; row->words[i]; i++) {
		if (strcmp(row->words[i], text) == 0) {
			*word = i;
			bytes_release(&words);
			return;
		}
		nearest_offer(&nearest, row->words[i]);
		bytes_add_format(&words, i > 0 ? ", %s" : "%s", row->words[i]);
	}
	NUMBERED_ARGUMENTS bytes_add_format(&message, _("'%1$s' is not one of %2$s"), text, bytes_text(&words));
	message.failed |= words.failed;
	bytes_release(&words);
	if (message.failed)
		no_memory(reader);
	else
		complain(reader, name, bytes_text(&message), &nearest);
	bytes_release(&message);
}

/* A number in the grammar of profiles, within the row's range. */
static bool read_number(struct reader *reader, const struct option_row *row, const char *name, const char *text,
                        double *number)
{
	bool share = text[0] != '\0' && text[strlen(text) - 1] == '%';
	const struct field field = {
		.key = name,
		.kind = row->kind == OPTION_WHOLE ? KIND_WHOLE : share ? KIND_SHARE : KIND_NUMBER,
		.low = row->low,
		.high = row->high,
		.fixed = true,
	};
	struct value value;
	if (value_parse(text, strlen(text), &field, NULL, command_line, name, reader->diags, &value) != 0)
		return false;
	*number = value_best_guess(&value);
	value_release(&value);
	return true;
}

/* Stores a value as the row says. name: as given, for messages. */
static void set_value(struct reader *reader, const struct found *found, const char *name, const char *text)
{
	void *member = (char *)found->values + found->row->offset;
	double number;

	switch (found->row->kind) {
	case OPTION_FLAG:
		*(bool *)member = true;
		break;
	case OPTION_TEXT:
		*(const char **)member = text;
		break;
	case OPTION_TEXTS:
		if (add_text(member, text) != 0)
			no_memory(reader);
		break;
	case OPTION_WORD:
		set_word(reader, found->row, name, text, member);
		break;
	case OPTION_WHOLE:
		if (read_number(reader, found->row, name, text, &number))
			*(int64_t *)member = (int64_t)number;
		break;
	case OPTION_NUMBER:
		if (read_number(reader, found->row, name, text, &number))
			*(double *)member = number;
		break;
	}
}

/* The value of an option: attached to it, else the next word. */
static void take_value(struct reader *reader, const struct found *found, const char *name, const char *attached)
{
	if (found->row->kind == OPTION_FLAG) {
		if (attached)
			complain(reader, name, _("takes no value"), NULL);
		else
			set_value(reader, found, name, NULL);
		return;
	}
	if (!attached && reader->at < reader->count)
		attached = reader->argument[reader->at++];
	if (attached)
		set_value(reader, found, name, attached);
	else
		complain(reader, name, _("a value is missing"), NULL);
}

/* --name or --name=value */
static void read_long(struct reader *reader, const char *argument)
{
	const char *name = argument + 2;
	size_t size = strcspn(name, "=");
	struct found found = find(reader->sets, reader->set_count, name, size);
	if (!found.row)
		found = find_cut(reader, name, size);
	if (!found.row) {
		complain_unknown(reader, argument, name, size);
		return;
	}
	struct bytes full = {0};
	bytes_add_format(&full, "--%s", found.row->name);
	if (full.failed)
		no_memory(reader);
	else
		take_value(reader, &found, bytes_text(&full), name[size] == '=' ? name + size + 1 : NULL);
	bytes_release(&full);
}

/* -x, -xvalue, -xyz */
static void read_letters(struct reader *reader, const char *argument)
{
	for (const char *letter = argument + 1; *letter; letter++) {
		const char name[] = {'-', *letter, '\0'};
		struct found found = find_letter(reader, *letter);
		if (!found.row) {
			/* -format is --format with a dash missing: say so instead of taking it letter by letter. */
			complain_unknown(reader, letter == argument + 1 ? argument : name, letter, strlen(letter));
			return;
		}
		bool flag = found.row->kind == OPTION_FLAG;
		take_value(reader, &found, name, flag || !letter[1] ? NULL : letter + 1);
		if (!flag)
			return;
	}
}

static void set_fallbacks(struct reader *reader)
{
	for (size_t s = 0; s < reader->set_count; s++) {
		for (const struct option_row *row = reader->sets[s].rows; row && row->name; row++) {
			const struct found found = {row, reader->sets[s].values};
			if (row->fallback)
				set_value(reader, &found, row->name, row->fallback);
		}
	}
}

int option_parse(char *const *argument, size_t count, const struct option_set *sets, size_t set_count,
		 struct diags *diags, struct texts *operands)
{
	struct reader reader = {
		.sets = sets, .set_count = set_count, .argument = argument, .count = count, .diags = diags};
	size_t errors = diags->errors;
	bool ended = false;

	set_fallbacks(&reader);
	while (reader.at < count) {
		const char *word = argument[reader.at++];
		bool option = !ended && word[0] == '-' && word[1] != '\0';
		if (option && strcmp(word, "--") == 0)
			ended = true;
		else if (option && word[1] == '-')
			read_long(&reader, word);
		else if (option)
			read_letters(&reader, word);
		else if (add_text(operands, word) != 0)
			no_memory(&reader);
	}
	return diags->errors > errors || diags->out_of_memory ? -1 : 0;
}

void option_release(const struct option_set *sets, size_t set_count, struct texts *operands)
{
	for (size_t s = 0; s < set_count; s++) {
		for (const struct option_row *row = sets[s].rows; row && row->name; row++) {
			struct texts *texts = (struct texts *)(void *)((char *)sets[s].values + row->offset);
			if (row->kind == OPTION_TEXTS) {
				free(texts->at);
				*texts = (struct texts){0};
			}
		}
	}
	free(operands->at);
	*operands = (struct texts){0};
}

void option_print_help(const struct option_row *row, struct bytes *out)
{
	struct bytes formats = {0};
	if (row->completion == COMPLETE_FORMAT) {
		writer_print_names(&formats);
		bytes_add_format(out, _(row->help), bytes_text(&formats));
	} else {
		bytes_add_text(out, _(row->help));
	}
	out->failed |= formats.failed;
	bytes_release(&formats);
}
