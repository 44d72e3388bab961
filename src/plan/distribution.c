/* A number that may be uncertain: read, printed, and in words. */
#include "plan/distribution.h"

#include <math.h>
#include <string.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "base/nearest.h"
#include "plan/name.h"
#include "plan/quantity.h"
#include "plan/range.h"
#include "plan/reader.h"

#define SHARE_BEYOND 1e-6 /* the largest share of a distribution's draws that may lie where its field divides by 0 */

/* In a sentence, {i} is parameter i, {m} the best guess, {u} the unit. */
static const struct shape {
	const char *name;     /* as files write it, before "("; NULL: a number, or `A to B` */
	int numbers;          /* how many it takes */
	int located;          /* how many of them lie on the value's axis; the others are widths */
	const char *word;     /* N_(): for a narrow column */
	const char *sentence; /* N_() */
} shapes[] = {
	[DIST_POINT] = {NULL, 1, 1, "", "{0}{u}"},
	[DIST_UNIFORM] = {"uniform", 2, 2, N_("uniform"), N_("uniform, anywhere between {0} and {1}{u}, middle {m}")},
	[DIST_TRIANGULAR] = {"triangular", 3, 3, N_("triang."),
			     N_("triangular, between {0} and {2}{u}, most likely {1}")},
	[DIST_PERT] = {"pert", 3, 3, N_("pert"), N_("beta-PERT, between {0} and {2}{u}, most likely {1}")},
	[DIST_NORMAL] = {"normal", 2, 1, N_("normal"), N_("normal, mean {0}{u}, standard deviation {1}")},
	[DIST_TO_NORMAL] = {NULL, 2, 2, "90 %", N_("normal, 90 % between {0} and {1}{u}, mean {m}")},
	[DIST_TO_LOGNORMAL] = {NULL, 2, 2, "90 %", N_("log-normal, 90 % between {0} and {1}{u}, median {m}")},
};
#define SHAPES (sizeof shapes / sizeof shapes[0])

/* --- reading --- */

/* Whether a comma between two digits lies between two offsets: it may be a decimal comma. */
static bool has_tight_comma(const struct reader *reader, size_t from, size_t to)
{
	for (size_t i = from + 1; i + 1 < to; i++) {
		const char *at = reader->text + i;
		if (at[0] == ',' && at[-1] >= '0' && at[-1] <= '9' && at[1] >= '0' && at[1] <= '9')
			return true;
	}
	return false;
}

/* The numbers of a distribution, and where each stands. */
struct parameters {
	double number[3];
	size_t offset[3];
	int count;
};

static int read_parameter(struct reader *reader, struct parameters *parameters)
{
	reader_skip_blanks(reader);
	parameters->offset[parameters->count] = reader->at;
	if (quantity_read(reader, &parameters->number[parameters->count]))
		return -1;
	parameters->count++;
	return 0;
}

static int check_parameters(struct reader *reader, enum distribution distribution, const struct parameters *parameters)
{
	for (int i = 0; i < parameters->count; i++) {
		double number = parameters->number[i];
		size_t offset = parameters->offset[i];
		bool deviation = i >= shapes[distribution].located;
		if (deviation && number < 0)
			return reader_fail(reader, offset, _("a standard deviation is 0 or more"));
		if (!deviation && !range_holds(reader->input->field, number))
			return reader_fail_range(reader, offset);
		if (!deviation && i > 0 && number < parameters->number[i - 1])
			return reader_fail(reader, offset,
			                   _("'%s' is less than the number before it: the numbers must ascend"),
			                   reader_word(reader, offset).text);
	}
	return 0;
}

/*
 * Draws outside the range are clamped to its end. If the plan divides by the value, a few clamped draws would dominate
 * every mean over trials.
 */
static int check_reach(struct reader *reader, size_t start, const struct value *value)
{
	const struct field *field = reader->input->field;
	double share = field->divides ? value_share_beyond(value, field) : 0;
	struct reader_word word = reader_between(reader, start, reader->at);
	struct bytes range = {0};
	if (!(share > SHARE_BEYOND))
		return 0;
	reader->kind->print_range(reader->kind, field, &range);
	if (field->low_open && field->low == 0)
		reader_fail(reader, start,
			    _("%.2g%% of the draws of '%s' are 0 or less, where it must be more than 0: write 'A to B' "
			      "with A above 0, or "
			      "pert(LOW, MODE, HIGH)"),
			    share * 100, word.text);
	else
		reader_fail(reader, start,
			    _("%.2g%% of the draws of '%s' are out of range (%s): write pert(LOW, MODE, HIGH), which "
			      "stays between "
			      "LOW and HIGH"),
			    share * 100, word.text, bytes_text(&range));
	bytes_release(&range);
	return -1;
}

static int fail_count(struct reader *reader, size_t start, size_t offset, const struct shape *shape)
{
	return reader_fail(reader, offset,
			   has_tight_comma(reader, start, reader->size)
				   ? _("%s takes %d numbers; the decimal mark is '.'")
				   : _("%s takes %d numbers"),
			   shape->name, shape->numbers);
}

/* Takes the numbers of a distribution and the ")" after them. */
static int read_shape(struct reader *reader, const struct shape *shape, struct parameters *parameters)
{
	size_t start = reader->at;
	for (int i = 0; i < shape->numbers; i++) {
		if (read_parameter(reader, parameters))
			return -1;
		bool last = i + 1 == shape->numbers;
		if (reader_take_mark(reader, last ? ')' : ','))
			continue;
		if (reader_at_end(reader) && last)
			return reader_fail(reader, reader->at, _("')' is missing"));
		if (reader_at_end(reader))
			return fail_count(reader, start, reader->at, shape);
		if (reader_take_mark(reader, last ? ',' : ')'))
			return fail_count(reader, start, reader->at - 1, shape);
		return reader_fail(reader, reader->at,
				   _("unexpected '%s' within %s(…): a unit goes after the ')'"),
				   reader_word(reader, reader->at).text, shape->name);
	}
	return 0;
}

static const struct shape *find_shape(const char *text, size_t size)
{
	for (size_t i = 0; i < SHAPES; i++) {
		if (shapes[i].name && name_same(text, size, shapes[i].name))
			return &shapes[i];
	}
	return NULL;
}

static void fail_shape(struct reader *reader, size_t start, size_t size)
{
	struct reader_word word = reader_between(reader, start, start + size);
	struct nearest nearest = nearest_to(word.text);
	struct bytes hint = {0};
	for (size_t i = 0; i < SHAPES; i++) {
		if (shapes[i].name)
			nearest_offer(&nearest, shapes[i].name);
	}
	name_suggest(&nearest, &hint);
	reader_fail(reader, start, _("unknown distribution '%s': uniform, triangular, pert or normal%s"), word.text,
		    bytes_text(&hint));
	bytes_release(&hint);
}

/* Takes the name of a distribution and the "(" after it; NULL with an error. */
static const struct shape *read_shape_name(struct reader *reader)
{
	size_t start = reader->at, size = reader_letters(reader);
	reader->at += size;
	if (!reader_take_mark(reader, '(')) {
		reader->at = start;
		quantity_fail_missing(reader);
		return NULL;
	}
	const struct shape *shape = find_shape(reader->text + start, size);
	if (!shape)
		fail_shape(reader, start, size);
	return shape;
}

/* Takes the numbers of any form, and tells which it is. */
static int read_form(struct reader *reader, struct parameters *parameters, enum distribution *distribution)
{
	if (reader_letters(reader)) {
		const struct shape *shape = read_shape_name(reader);
		reader->in_shape = true;
		if (!shape || read_shape(reader, shape, parameters))
			return -1;
		reader->in_shape = false;
		*distribution = (enum distribution)(shape - shapes);
		return 0;
	}
	*distribution = DIST_POINT;
	if (read_parameter(reader, parameters))
		return -1;
	if (!reader_take_word(reader, "to"))
		return 0;
	if (read_parameter(reader, parameters))
		return -1;
	bool positive = parameters->number[0] > 0 && parameters->number[1] > 0;
	*distribution = positive ? DIST_TO_LOGNORMAL : DIST_TO_NORMAL;
	return 0;
}

int distribution_read(struct reader *reader, struct value *value)
{
	struct parameters parameters = {.count = 0};
	enum distribution distribution;

	reader_skip_blanks(reader);
	size_t start = reader->at;
	if (read_form(reader, &parameters, &distribution))
		return -1;
	if (distribution != DIST_POINT && (reader->input->field->fixed || !reader->kind->may_be_uncertain))
		return reader_fail(reader, start, _("this takes one number: it cannot be uncertain"));
	if (check_parameters(reader, distribution, &parameters))
		return -1;
	if (reader->kind->is_whole && parameters.number[0] != floor(parameters.number[0]))
		return reader_fail(reader, start, _("'%s' is not a whole number"), reader_word(reader, start).text);
	value->distribution = distribution;
	memcpy(value->parameter, parameters.number, sizeof value->parameter[0] * (size_t)parameters.count);
	return check_reach(reader, start, value);
}

/* --- printing --- */

void distribution_print(const struct value *value, const struct kind *kind, struct bytes *out)
{
	const struct shape *shape = &shapes[value->distribution];
	if (shape->name)
		bytes_add_format(out, "%s(", shape->name);
	for (int i = 0; i < shape->numbers; i++) {
		if (i > 0)
			bytes_add_text(out, shape->name ? ", " : " to ");
		quantity_print(out, kind, value->parameter[i]);
	}
	if (shape->name)
		bytes_add_char(out, ')');
}

void distribution_explain(const struct value *value, const struct value_context *context, struct bytes *out)
{
	const struct kind *kind = context->kind;
	const char *sentence = shapes[value->distribution].sentence;
	for (sentence = _(sentence); *sentence; sentence++) {
		if (sentence[0] != '{') {
			bytes_add_char(out, *sentence);
			continue;
		}
		if (sentence[1] == 'm')
			quantity_print_rounded(out, kind, value_best_guess(value));
		else if (sentence[1] != 'u')
			quantity_print(out, kind, value->parameter[sentence[1] - '0']);
		else if (kind->print_unit)
			kind->print_unit(value, context, out);
		sentence += 2;
	}
}

const char *distribution_word(enum distribution distribution)
{
	const char *word = shapes[distribution].word;
	return *word ? _(word) : "";
}

int distribution_located(enum distribution distribution)
{
	return shapes[distribution].located;
}
