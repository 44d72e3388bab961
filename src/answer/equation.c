/* Formulas in names and numbers. */
#include "answer/equation.h"

#include <math.h>
#include <string.h>

#include "base/bytes.h"
#include "base/number.h"
#include "document/format.h"

/* The digits of a number that stands alone, and how many more an equation may take. */
enum { DIGITS = 5, MOST_MORE = 12 };


/* What a printer of names or numbers needs. */
struct printing {
	const struct plan *plan;
	const struct notation *notation;
	size_t option; /* of the node whose formula it is */
	int more;      /* digits beyond those of numbers that stand alone */
	struct bytes *out; /* of numbers: failed where memory ran out for one */
};

static bool is_share(const struct node *node)
{
	return node->measure == MEASURE_SHARE || node->measure == MEASURE_RATE ||
	       (node->measure == MEASURE_INPUT && node->input->value->kind == KIND_SHARE);
}

/* Decimals that leave so many digits; of numbers that are whole to all of them, none. */
static int decimals_for(double number, int digits)
{
	int magnitude = number == 0 ? 0 : (int)floor(log10(fabs(number)));
	int decimals = digits - 1 - magnitude;

	return decimals < 0 ? 0 : decimals > NUMBER_MOST_DECIMALS ? NUMBER_MOST_DECIMALS : decimals;
}

/* What a reader makes of the number as it is printed. */
static double rounded(double number, int decimals, struct bytes *out)
{
	struct bytes text = {0};
	double shown = number;

	number_print_rounded(&text, number, decimals, "");
	if (!text.failed)
		number_parse(bytes_text(&text), &shown);
	out->failed |= text.failed;
	bytes_release(&text);
	return shown;
}

/* Sums of money are shown to the unit, or to the cent where they are small. */
static int decimals_of_money(double amount)
{
	return fabs(amount) >= 100 ? 0 : 2;
}

static const double nothing = 1e-9; /* what is less is the rounding of a double: it reads 0 */

/* Inputs are few digits, and are shown with all of them; so are shares, as per cents. */
static int decimals_of(const struct node *node, int more)
{
	const double number = node->value.value * (is_share(node) ? 100 : 1);
	const bool is_money = node->measure == MEASURE_MONEY;
	const int exact = number_decimals_exact(number, 0);
	int decimals;

	if (node->kind == NODE_LEAF && exact <= 9)
		return exact;
	if (is_money || (is_share(node) && fabs(number) < nothing))
		decimals = decimals_of_money(number);
	else
		decimals = decimals_for(number, DIGITS);
	return decimals + more > NUMBER_MOST_DECIMALS ? NUMBER_MOST_DECIMALS : decimals + more;
}

static void print_number(const struct node *node, int more, const struct notation *notation, struct bytes *out)
{
	double number = node->value.value * (is_share(node) ? 100 : 1);

	format_number(out, number, decimals_of(node, more), notation);
	if (is_share(node))
		bytes_add_char(out, '%');
}

static double shown_value(const void *context, const struct node *node)
{
	const struct printing *printing = context;
	double scale = is_share(node) ? 100 : 1;

	return rounded(node->value.value * scale, decimals_of(node, printing->more), printing->out) / scale;
}

void equation_print_id(const struct node *node, size_t option, const struct plan *plan, struct bytes *out)
{
	if (node->option != option)
		bytes_add_format(out, "%s.", plan_option(plan, node->option)->section.id);
	bytes_add_text(out, node->id);
}

static void print_name(void *context, const struct node *node, struct bytes *out)
{
	const struct printing *printing = context;

	equation_print_id(node, printing->option, printing->plan, out);
}

static void print_literal(void *context, const struct expression *literal, struct bytes *out)
{
	(void)context;
	number_print_short(out, literal->number);
}

/* For people without an exponent. */
static void print_literal_digits(void *context, const struct expression *literal, struct bytes *out)
{
	const struct printing *printing = context;

	format_number(out, literal->number, 9, printing->notation);
}

static void print_operand(void *context, const struct node *node, struct bytes *out)
{
	const struct printing *printing = context;
	bool negative = shown_value(printing, node) < 0;

	if (negative)
		bytes_add_char(out, '(');
	print_number(node, printing->more, printing->notation, out);
	if (negative)
		bytes_add_char(out, ')');
}

static const struct expression_style plain = {.add = " + ",
                                              .subtract = " - ",
                                              .multiply = " * ",
                                              .divide = " / ",
                                              .power = " ^ ",
                                              .negate = "-",
                                              .ceiling = "ceil",
                                              .minimum = "min",
                                              .maximum = "max"};

static struct expression_style style_of(const struct notation *notation, struct printing *printing)
{
	struct expression_style style = plain;

	style.multiply = notation->ascii ? " x " : " × ";
	style.node = print_name;
	style.number = print_literal_digits;
	style.context = printing;
	return style;
}

void equation_print_names(const struct expression *formula, const struct node *of, const struct plan *plan,
                          struct bytes *out)
{
	struct printing printing = {.plan = plan, .option = of->option};
	struct expression_style style = plain;

	style.node = print_name;
	style.number = print_literal;
	style.context = &printing;
	expression_print(formula, &style, out);
}

/* The month of a node whose id ends in it, and the size of what stands before; 0: none. */
static int month_of_id(const char *id, size_t *size)
{
	const char *at = strrchr(id, '@');
	int month = 0;

	*size = at == NULL ? 0 : (size_t)(at - id);
	for (at = at == NULL ? "" : at + 1; *at >= '0' && *at <= '9'; at++)
		month = month * 10 + *at - '0';
	return *at == '\0' ? month : 0;
}

/* How many of a sum's operands, from one on, are the same amount month after month. */
static size_t run_of_months(const struct expression *sum, size_t first)
{
	size_t size, other, count = 1;
	int month;

	if (sum->operand[first]->kind != EXPRESSION_NODE)
		return 1;
	const char *id = sum->operand[first]->node->id;
	month = month_of_id(id, &size);
	while (month > 0 && first + count < sum->count && sum->operand[first + count]->kind == EXPRESSION_NODE) {
		const char *next = sum->operand[first + count]->node->id;

		if (month_of_id(next, &other) != month + (int)count || other != size || memcmp(id, next, size) != 0)
			break;
		count++;
	}
	return count;
}

static bool is_long_sum(const struct expression *formula)
{
	return formula->kind == EXPRESSION_ADD && formula->count > EQUATION_LONG_SUM;
}

/* "sum(infra.serving@3..36)" for the months of a sum that would fill lines. */
static void print_long_sum(const struct expression *sum, const struct expression_style *style, struct bytes *out)
{
	for (size_t i = 0, count; i < sum->count; i += count) {
		count = run_of_months(sum, i);
		bytes_add_text(out, i > 0 ? style->add : "");
		if (count < 3) {
			count = 1;
			expression_print(sum->operand[i], style, out);
			continue;
		}
		bytes_add_text(out, "sum(");
		expression_print(sum->operand[i], style, out);
		size_t size;
		bytes_add_format(out, "..%d)", month_of_id(sum->operand[i + count - 1]->node->id, &size));
	}
}

/* "600 + 33 × 1 200": numbers that read alike, one after another, are counted. */
static void print_long_numbers(const struct expression *sum, const struct expression_style *style, struct bytes *out)
{
	struct bytes text = {0}, next = {0};

	for (size_t i = 0, count; i < sum->count; i += count) {
		text.size = 0;
		expression_print(sum->operand[i], style, &text);
		for (count = 1; i + count < sum->count; count++) {
			next.size = 0;
			expression_print(sum->operand[i + count], style, &next);
			if (next.size != text.size || memcmp(next.at, text.at, text.size) != 0)
				break;
		}
		bytes_add_text(out, i > 0 ? style->add : "");
		if (count > 1)
			bytes_add_format(out, "%zu%s", count, style->multiply);
		bytes_add(out, bytes_text(&text), text.size);
	}
	out->failed |= text.failed || next.failed;
	bytes_release(&text);
	bytes_release(&next);
}

void equation_print_words(const struct expression *formula, size_t option, const struct plan *plan,
                          const struct notation *notation, struct bytes *out)
{
	struct printing printing = {.plan = plan, .notation = notation, .option = option};
	const struct expression_style style = style_of(notation, &printing);

	if (is_long_sum(formula))
		print_long_sum(formula, &style, out);
	else
		expression_print(formula, &style, out);
}

/* Half of the last digit that the value is shown with. */
static double half_a_digit(const struct node *node)
{
	double scale = is_share(node) ? 100 : 1;

	return 0.5 * pow(10, -decimals_of(node, 0)) / scale;
}

void equation_print_numbers(const struct expression *formula, const struct node *of, const struct notation *notation,
                            struct bytes *out)
{
	struct printing printing = {.notation = notation, .option = of->option, .out = out};
	const struct expression_values values = {.node = shown_value, .context = &printing};
	struct expression_style style = style_of(notation, &printing);
	const double value = shown_value(&printing, of), most = half_a_digit(of) * (1 - NUMBER_TOLERANCE);

	style.node = print_operand;
	while (printing.more < MOST_MORE && !(fabs(expression_value(formula, &values) - value) <= most))
		printing.more++;
	if (is_long_sum(formula))
		print_long_numbers(formula, &style, out);
	else
		expression_print(formula, &style, out);
}

/* Behind a blank, where there is one. */
static void print_unit(const struct node *node, const struct plan *plan, struct bytes *out)
{
	size_t begin = out->size;

	bytes_add_char(out, ' ');
	node_print_unit(node, plan, out);
	if (out->size == begin + 1)
		bytes_splice(out, begin, 1, "", 0);
}

void equation_print_value(const struct node *node, const struct plan *plan, const struct notation *notation,
                          struct bytes *out)
{
	if (node->kind == NODE_WORD) {
		bytes_add_text(out, node->word);
	} else if (node->kind == NODE_LEAF) {
		print_number(node, 0, notation, out);
		if (!is_share(node))
			print_unit(node, plan, out);
	} else if (node->measure == MEASURE_RATE && format_rate_is_cut(node->value.value)) {
		format_rate(out, node->value.value, notation);
	} else if (status_has_value(node->value.status)) {
		print_number(node, 0, notation, out);
		if (is_share(node))
			return;
		if (measure_unit(node->measure)[0] != '\0' || measure_is_money(node->measure))
			bytes_add_char(out, ' ');
		if (measure_is_money(node->measure))
			format_money_unit(out, (struct money_unit){1, 0}, notation);
		bytes_add_text(out, measure_unit(node->measure));
	}
}
