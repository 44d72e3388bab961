/* Ranges and lists of values. */
#include "cli/range.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "base/number.h"
#include "decide/sweep.h"
#include "plan/name.h"

/*
 * Steps add up to slightly more or less than they should: the digits that are kept, and the tolerance for B to be a
 * whole number of steps from A.
 */
enum { DIGITS = 12 };
static const double whole_step = 1e-9;

struct piece {
	const char *at;
	size_t size;
};

static struct piece trimmed(const char *from, const char *to)
{
	while (from < to && strchr(" \t", *from))
		from++;
	while (to > from && strchr(" \t", to[-1]))
		to--;
	return (struct piece){from, (size_t)(to - from)};
}

static char *copy_piece(struct piece piece)
{
	char *copy = malloc(piece.size + 1);
	if (copy) {
		memcpy(copy, piece.at, piece.size);
		copy[piece.size] = '\0';
	}
	return copy;
}

/* Takes ownership of value. 0, or -1 when out of memory. */
static int add_value(struct range *range, char *value)
{
	char **grown = value ? realloc(range->value, (range->count + 1) * sizeof *grown) : NULL;
	if (!grown) {
		free(value);
		return -1;
	}
	range->value = grown;
	range->value[range->count++] = value;
	return 0;
}

/* One of A, B and STEP: "launch+" 5 "%" "a year". */
struct part {
	bool after_launch, percent;
	double number; /* without the unit; for a share as 0.05 */
	struct piece unit;
};

static double power_of(char suffix)
{
	return suffix == 'k' ? 1e3 : suffix == 'M' ? 1e6 : suffix == 'G' ? 1e9 : suffix == '%' ? 0.01 : 0;
}

/* The length of what precedes the number in a moment after launch; 0 for others. */
static size_t launch_size(struct piece piece)
{
	static const char launch[] = "launch+";
	size_t size = strlen(launch);
	return piece.size > size && strncmp(piece.at, launch, size) == 0 ? size : 0;
}

static bool part_read(struct piece piece, struct part *part)
{
	const char *end = piece.at + piece.size;
	bool after_launch = launch_size(piece) > 0;
	const char *at = piece.at + launch_size(piece);
	*part = (struct part){.after_launch = after_launch};
	size_t size = number_scan(at, (size_t)(end - at), &part->number);
	at += size;
	if (size == 0)
		return false;
	if (at < end && power_of(*at) > 0) {
		part->percent = *at == '%';
		part->number *= power_of(*at++);
	}
	part->unit = trimmed(at, end);
	return true;
}

/* The value so many steps from A, in digits that people would write. */
static char *value_text(const struct part *a, double number, struct piece unit)
{
	struct bytes text = {0};
	char digits[64];
	double shown = a->percent ? number * 100 : number;
	snprintf(digits, sizeof digits, "%.*g", DIGITS, shown);
	bytes_add_format(&text, "%s%s%s", a->after_launch ? "launch+" : "", digits, a->percent ? "%" : "");
	if (unit.size) {
		if (*unit.at != '/')
			bytes_add_char(&text, ' ');
		bytes_add(&text, unit.at, unit.size);
	}
	if (text.failed)
		bytes_release(&text);
	return text.at;
}

static void refuse(struct diags *diags, struct place place, const char *key, const char *what,
		   struct piece piece)
{
	diags_add(diags, SEVERITY_ERROR, place, key, what, (int)piece.size, piece.at);
}

/* Takes one of A, B and STEP, or says what is wrong with it. */
static int read_part(struct piece piece, struct place place, const char *key, struct diags *diags, struct part *part)
{
	struct bytes message = {0};
	size_t launch = launch_size(piece);
	bool foreign = number_foreign(piece.at + launch, piece.size - launch, true, &message);
	bool read = !foreign && part_read(piece, part);
	if (message.failed)
		diags->out_of_memory = true;
	else if (foreign)
		diags_add(diags, SEVERITY_ERROR, place, key, "%s", bytes_text(&message));
	else if (!read)
		refuse(diags, place, key, _("'%.*s' is no number"), piece);
	bytes_release(&message);
	return read ? 0 : -1;
}

/* The one unit that any of the parts states. false: they state different ones. */
static bool common_unit(const struct part *parts, struct piece *unit)
{
	*unit = (struct piece){"", 0};
	for (int i = 0; i < 3; i++) {
		const struct piece *other = &parts[i].unit;
		if (other->size == 0)
			continue;
		if (unit->size && (unit->size != other->size || memcmp(unit->at, other->at, unit->size) != 0))
			return false;
		*unit = *other;
	}
	return true;
}

/* Reads "A..B:STEP", whose dots are at `dots`. */
static int read_steps(struct piece all, const char *dots, size_t most, struct place place,
		      struct diags *diags, struct range *range)
{
	const char *end = all.at + all.size, *colon = end;
	struct part parts[3]; /* A, B, STEP */
	struct piece unit;
	while (colon > dots && *colon != ':')
		colon--;
	if (colon == dots) {
		refuse(diags, place, range->key, _("'%.*s' has no step: A..B:STEP"), all);
		return -1;
	}
	const struct piece pieces[3] = {trimmed(all.at, dots), trimmed(dots + 2, colon),
					trimmed(colon + 1, end)};
	for (int i = 0; i < 3; i++) {
		if (read_part(pieces[i], place, range->key, diags, &parts[i]) != 0)
			return -1;
	}
	if (!common_unit(parts, &unit) || parts[0].after_launch != parts[1].after_launch ||
	    parts[2].after_launch) {
		refuse(diags, place, range->key, _("'%.*s' goes from one unit to another"), all);
		return -1;
	}
	double way = parts[1].number - parts[0].number, step = copysign(parts[2].number, way);
	double steps = parts[2].number > 0 ? way / step + whole_step : 0;
	if (!(parts[2].number > 0) || steps >= (double)most) {
		refuse(diags, place, range->key,
		       parts[2].number > 0 ? _("'%.*s' is too many values") : _("'%.*s' has no step above 0"),
		       all);
		return -1;
	}
	for (size_t i = 0; (double)i <= steps; i++) {
		if (add_value(range, value_text(&parts[0], parts[0].number + (double)i * step, unit)) != 0) {
			diags->out_of_memory = true;
			return -1;
		}
	}
	return 0;
}

/* Reads values separated by commas outside brackets. */
static int read_list(struct piece all, size_t most, struct place place, struct diags *diags,
		     struct range *range)
{
	const char *end = all.at + all.size;
	int depth = 0;
	for (const char *at = all.at, *start = at; at <= end; at++) {
		depth += at < end && *at == '(' ? 1 : at < end && *at == ')' ? -1 : 0;
		if (at < end && (*at != ',' || depth > 0))
			continue;
		struct piece value = trimmed(start, at);
		if (value.size == 0 || range->count == most) {
			refuse(diags, place, range->key,
			       value.size ? _("'%.*s' is too many values") : _("'%.*s' has an empty value"),
			       all);
			return -1;
		}
		if (add_value(range, copy_piece(value)) != 0) {
			diags->out_of_memory = true;
			return -1;
		}
		start = at + 1;
	}
	return 0;
}

int range_parse(const char *text, size_t most, struct place place, struct diags *diags, struct range *range)
{
	struct range read = {0};
	const char *equals = strchr(text, '=');
	int result = -1;
	if (!equals) {
		diags_add(diags, SEVERITY_ERROR, place, NULL, _("'%s' is no KEY=A..B:STEP nor KEY=V1,V2"),
			  text);
		return -1;
	}
	struct piece values = trimmed(equals + 1, text + strlen(text));
	read.key = copy_piece(trimmed(text, equals));
	if (!read.key) {
		diags->out_of_memory = true;
		return -1;
	}
	const char *dots = strstr(values.at, "..");
	if (dots && dots < values.at + values.size)
		result = read_steps(values, dots, most, place, diags, &read);
	else
		result = read_list(values, most, place, diags, &read);
	if (result != 0) {
		range_release(&read);
		return -1;
	}
	*range = read;
	return 0;
}

void range_release(struct range *range)
{
	for (size_t i = 0; i < range->count; i++)
		free(range->value[i]);
	free(range->value);
	free(range->key);
	*range = (struct range){0};
}

static int axis_parse(const char *text, struct diags *diags, struct range *range, struct grid_axis *axis)
{
	if (range_parse(text, SWEEP_MOST_POINTS, (struct place){.file = "--over"}, diags, range) != 0)
		return -1;
	*axis = (struct grid_axis){range->key, (const char *const *)range->value, range->count};
	if (!name_same(range->key, strlen(range->key), "plan.currency"))
		return 0;
	diags_add(diags, SEVERITY_ERROR, (struct place){.file = "breakeven"}, "--over", "%s",
		  _("plan.currency: a table holds one currency; sweep a rate of [fx] instead"));
	return -1;
}

int ranges_parse(const struct texts *texts, struct diags *diags, struct ranges *ranges)
{
	int result = 0;
	if (texts->count == 0 || texts->count > GRID_MOST_AXES) {
		diags_add(diags, SEVERITY_ERROR, (struct place){.file = "breakeven"}, "--over",
			  _("say what to sweep, 1 to %d times, e.g. --over benefit.ctr.lift=10%%..30%%:5%%"),
			  GRID_MOST_AXES);
		return -1;
	}
	for (size_t i = 0; i < texts->count; i++)
		if (axis_parse(texts->at[i], diags, &ranges->range[i], &ranges->axis[i]) != 0)
			result = -1;
	return result;
}

void ranges_release(struct ranges *ranges)
{
	for (size_t i = 0; i < GRID_MOST_AXES; i++)
		range_release(&ranges->range[i]);
}
