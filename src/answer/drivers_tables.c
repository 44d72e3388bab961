/* The drivers of a plan, for people. */
#include <math.h>
#include <stdlib.h>

#include "answer/risk.h"
#include "base/intl.h"

/* Certain inputs whose swing is a smaller part of the widest swing are not listed. */
#define LEAST_SWING 0.01

/* The ends of the tornado's bars. */
enum ends {
	ENDS_DRAWN,   /* P10 and P90 */
	ENDS_CERTAIN, /* 10 % less and more */
	ENDS_BOTH     /* each of them for some bars */
};

static enum ends ends_of(const struct drivers *drivers)
{
	return drivers->input_count == 0                   ? ENDS_CERTAIN
	       : drivers->bar_count > drivers->input_count ? ENDS_BOTH
							   : ENDS_DRAWN;
}

static const struct driver *driver_of(const struct drivers_answer *answer, size_t option, size_t i)
{
	return &answer->drivers->driver[option * answer->drivers->bar_count + i];
}

static bool is_certain(const struct drivers_answer *answer, size_t i)
{
	return i >= answer->drivers->input_count;
}

static const char *plus_minus(const struct drivers_answer *answer)
{
	return answer->subject.notation.ascii ? "+-" : "±";
}

static void empty_cell(struct document *document)
{
	document_table_status(document, EMPHASIS_DIM, _("n/a"));
}

static void money_cell(struct document *document, const struct drivers_answer *answer, double amount,
		       struct money_unit unit)
{
	if (isfinite(amount))
		subject_amount(document, &answer->subject, EMPHASIS_NONE, amount, unit);
	else
		empty_cell(document);
}

static void share_cell(struct document *document, const struct indices *indices, double share)
{
	if (indices->status == INDICES_OK)
		document_table_quantity(
			document, EMPHASIS_NONE,
			quantity_of(QUANTITY_SHARE, share < 0 ? 0 : share, NULL)); /* an estimate may fall short of 0 */
	else
		empty_cell(document);
}

static struct money_unit unit_of(const struct drivers_answer *answer, size_t option)
{
	double largest = 0;

	for (size_t i = 0; i < answer->drivers->bar_count; i++)
		for (int end = 0; end < 2; end++) {
			double npv = fabs(driver_of(answer, option, i)->bar.npv[end]);

			largest = isfinite(npv) && npv > largest ? npv : largest;
		}
	return money_unit_for(largest);
}

static void add_columns(struct document *document, const struct drivers_answer *answer, struct money_unit unit)
{
	static const char *const from[] = {[ENDS_DRAWN] = N_("NPV at P10, %s"),
	                                   [ENDS_CERTAIN] = N_("NPV at -10 %%, %s"),
	                                   [ENDS_BOTH] = N_("NPV low, %s")};
	static const char *const to[] = {
		[ENDS_DRAWN] = N_("at P90"), [ENDS_CERTAIN] = N_("at +10 %"), [ENDS_BOTH] = N_("high")};
	enum ends ends = ends_of(answer->drivers);
	struct bytes money = {0};

	format_money_unit(&money, unit, &answer->subject.notation);
	document_table(document);
	document_table_column(document, ALIGN_LEFT, "%s", _("Input"));
	document_table_column(document, ALIGN_RIGHT, _(from[ends]), document_take(document, &money));
	document_table_column(document, ALIGN_RIGHT, "%s", _(to[ends]));
	document_table_column(document, ALIGN_RIGHT, "%s", _("swing"));
	if (ends != ENDS_CERTAIN) {
		document_table_column(document, ALIGN_RIGHT, "%s", _("share alone"));
		document_table_column(document, ALIGN_RIGHT, "%s", _("with others"));
	}
}

/* A certain input among uncertain ones is marked, and has no share. */
static void add_bar(struct document *document, const struct drivers_answer *answer, size_t option, size_t i,
		    struct money_unit unit)
{
	const struct driver *driver = driver_of(answer, option, i);
	const char *name = answer->drivers->input[i].input->name;

	document_table_row(document, ROW_PLAIN);
	if (is_certain(answer, i) && ends_of(answer->drivers) == ENDS_BOTH)
		document_table_cell(document, EMPHASIS_NONE, "%s, %s10 %%", name, plus_minus(answer));
	else
		document_table_cell(document, EMPHASIS_NONE, "%s", name);
	money_cell(document, answer, driver->bar.npv[0], unit);
	money_cell(document, answer, driver->bar.npv[1], unit);
	money_cell(document, answer, driver->bar.swing, unit);
	if (is_certain(answer, i))
		return;
	share_cell(document, &driver->indices, driver->indices.first);
	share_cell(document, &driver->indices, driver->indices.total);
}

/* Inputs that no row lists, or that need an explanation. */
struct rest {
	size_t idle;  /* without effect on this option */
	size_t minor; /* certain, and of little effect */
	size_t held;  /* certain, listed, and clamped at one end */
};

static void add_rest(struct document *document, const struct rest *rest)
{
	if (rest->minor > 0)
		document_paragraph(document,
				   ngettext("%zu more input without uncertainty moves the NPV by less than 1 %% of the "
					    "widest swing.",
					    "%zu more inputs without uncertainty move the NPV by less than 1 %% of the "
					    "widest swing each.",
					    rest->minor),
				   rest->minor);
	if (rest->idle > 0)
		document_paragraph(document,
				   ngettext("%zu more input changes nothing here.",
					    "%zu more inputs change nothing here.", rest->idle),
				   rest->idle);
	if (rest->held > 0)
		document_paragraph(document,
				   ngettext("%zu of these inputs cannot move by 10 %% within its range: it stops at "
					    "the end of the range.",
					    "%zu of these inputs cannot move by 10 %% within their ranges: they "
					    "stop at the ends of the ranges.",
					    rest->held),
				   rest->held);
}

/*
 * Explains bars that a swing does not show: a step beyond P10 and P90, or an effect that needs another input to move.
 */
static void add_unswung(struct document *document, const struct drivers_answer *answer, size_t option)
{
	for (size_t i = 0; i < answer->drivers->input_count; i++) {
		const struct tornado_bar *bar = &driver_of(answer, option, i)->bar;

		if (bar->acts && bar->swing == 0)
			document_item(document,
				      _("%s: the NPV is the same at its P10, its best guess and its P90; its "
					"effect beyond them, or together with other inputs, is not part of the swing"),
				      answer->drivers->input[i].input->name);
	}
}

static void add_best_guess(struct document *document, const struct drivers_answer *answer, size_t option)
{
	struct bytes money = {0};

	if (!isfinite(answer->drivers->best_guess[option]))
		return;
	format_money(&money, answer->drivers->best_guess[option], &answer->subject.notation);
	document_paragraph(document, _("NPV at the best guess: %s."), document_take(document, &money));
}

/* What an option's npv hangs on, the widest first. */
static void add_option(struct document *document, const struct drivers_answer *answer, size_t option, size_t *order)
{
	const struct drivers *drivers = answer->drivers;
	struct money_unit unit = unit_of(answer, option);
	struct rest rest = {0};
	double least;

	drivers_order(drivers, option, order);
	least = drivers->bar_count > 0 ? LEAST_SWING * driver_of(answer, option, order[0])->reach : 0;
	document_heading(document, 2, "%s", subject_label(&answer->subject, option));
	add_best_guess(document, answer, option);
	add_columns(document, answer, unit);
	for (size_t k = 0; k < drivers->bar_count; k++) {
		const struct tornado_input *input = &drivers->input[order[k]];
		const struct driver *driver = driver_of(answer, option, order[k]);
		bool certain = is_certain(answer, order[k]);

		if (!driver->bar.acts) {
			rest.idle++;
		} else if (certain && !(driver->reach > least)) {
			rest.minor++;
		} else {
			rest.held += certain && (input->held[0] || input->held[1]);
			add_bar(document, answer, option, order[k], unit);
		}
	}
	add_unswung(document, answer, option);
	add_rest(document, &rest);
}

static int dearest_first(const void *a, const void *b)
{
	const struct information *const *x = a, *const *y = b;

	return (*x)->value != (*y)->value ? ((*x)->value < (*y)->value) - ((*x)->value > (*y)->value)
					  : (*x > *y) - (*x < *y);
}

/* "1 506 ± 60 €" */
static const char *worth(struct document *document, const struct drivers_answer *answer, struct information information)
{
	struct money_unit unit = money_unit_for(information.value);
	struct bytes text = {0};

	format_amount(&text, information.value, unit, &answer->subject.notation);
	if (information.error >= 0) {
		bytes_add_format(&text, " %s ", plus_minus(answer));
		format_amount(&text, information.error, unit, &answer->subject.notation);
	}
	bytes_add_char(&text, ' ');
	format_money_unit(&text, unit, &answer->subject.notation);
	return document_take(document, &text);
}

/*
 * What it is worth to resolve each input before deciding, the most valuable first; inputs worth nothing are not listed.
 */
static void add_partials(struct document *document, const struct drivers_answer *answer)
{
	const struct drivers *drivers = answer->drivers;
	const struct information **partial = calloc(drivers->input_count + 1, sizeof *partial);

	if (partial == NULL) {
		document->failed = true;
		return;
	}
	for (size_t i = 0; i < drivers->input_count; i++)
		partial[i] = &drivers->partial[i];
	qsort(partial, drivers->input_count, sizeof *partial, dearest_first);
	for (size_t i = 0; i < drivers->input_count && partial[i]->value > drivers->perfect.value / 1000; i++)
		document_item(document, _("settling %s before deciding is worth at most %s"),
			      drivers->input[partial[i] - drivers->partial].input->name,
			      worth(document, answer, *partial[i]));
	free(partial);
}

static void add_information(struct document *document, const struct drivers_answer *answer)
{
	const struct drivers *drivers = answer->drivers;

	document_heading(document, 2, "%s", _("What knowing more is worth"));
	if (drivers->overflow) {
		document_paragraph(
			document, "%s",
			_("In some trials the NPV is too large to compute: what knowing more is worth has no value."));
		return;
	}
	if (drivers->perfect.value > 0)
		document_paragraph(document, _("Knowing everything before deciding is worth at most %s."),
		                   worth(document, answer, drivers->perfect));
	else
		document_paragraph(
			document, "%s",
			_("The decision is the same in every trial: knowing more before deciding is worth nothing."));
	add_partials(document, answer);
}

/* Two standard errors of the least precise share; below 0 if there is none. */
static double share_error(const struct drivers_answer *answer)
{
	double error = -1;

	for (size_t o = 0; o < answer->subject.option_count; o++)
		for (size_t i = 0; i < answer->drivers->input_count; i++) {
			const struct indices *indices = &driver_of(answer, answer->subject.option[o], i)->indices;

			if (indices->status == INDICES_OK)
				error = fmax(error, 2 * fmax(indices->first_error, indices->total_error));
		}
	return error;
}

static void add_share_method(struct document *document, const struct drivers_answer *answer)
{
	double error = share_error(answer);
	struct bytes points = {0}, within = {0};

	if (error < 0)
		return;
	format_number(&points, (double)answer->drivers->points, 0, &answer->subject.notation);
	format_share(&within, error, &answer->subject.notation);
	document_paragraph(document,
			   _("Share of the variance of the NPV: of the input alone, and including what it does with "
			     "others; from %s points, accurate to %s%s of the variance (two standard errors)."),
			   document_take(document, &points), plus_minus(answer), document_take(document, &within));
}

static void add_method(struct document *document, const struct drivers_answer *answer)
{
	static const char *const swings[] = {
		[ENDS_DRAWN] = N_("Swing: from the lowest to the highest NPV with one input at its P10, its best guess "
				  "and its P90, all else at the best guess."),
		[ENDS_CERTAIN] = N_("Swing: from the lowest to the highest NPV with one input 10 % lower, as it is and "
				    "10 % higher, all else as it is."),
		[ENDS_BOTH] = N_("Low and high: with one input at its P10 and its P90, or, where it is certain, 10 % "
				 "lower and 10 % higher, all else at the best guess. Swing: from the lowest to the "
				 "highest NPV of these and the best guess."),
	};
	struct bytes trials = {0};

	document_paragraph(document, "%s", _(swings[ends_of(answer->drivers)]));
	if (answer->drivers->input_count == 0)
		return;
	add_share_method(document, answer);
	format_number(&trials, (double)answer->drivers->trials, 0, &answer->subject.notation);
	document_paragraph(document, _("Values of knowing: from %s trials, %s their standard error."),
			   document_take(document, &trials), plus_minus(answer));
	held_answer_items(document, &answer->held, &answer->subject.notation);
}

void drivers_answer_tables(struct document *document, const struct drivers_answer *answer)
{
	size_t *order = malloc((answer->drivers->bar_count + 1) * sizeof *order);

	if (order == NULL) {
		document->failed = true;
		return;
	}
	subject_heading(document, &answer->subject);
	if (answer->drivers->input_count == 0)
		document_paragraph(
			document, "%s",
			_("Nothing in this plan is uncertain: each of its numbers is moved by 10 % either way."));
	else
		add_information(document, answer);
	for (size_t o = 0; o < answer->subject.option_count; o++)
		add_option(document, answer, answer->subject.option[o], order);
	add_method(document, answer);
	free(order);
}
