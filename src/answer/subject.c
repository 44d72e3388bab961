/* What an answer is about. */
#include "answer/subject.h"

bool subject_has(const struct subject *subject, size_t option)
{
	for (size_t i = 0; i < subject->option_count; i++)
		if (subject->option[i] == option)
			return true;
	return false;
}

const char *subject_id(const struct subject *subject, size_t option)
{
	return plan_option(subject->plan, option)->section.id;
}

const char *subject_label(const struct subject *subject, size_t option)
{
	return plan_option_label(subject->plan, option);
}

void subject_amount(struct document *document, const struct subject *subject, enum emphasis emphasis, double amount,
                    struct money_unit unit)
{
	struct quantity quantity = quantity_of(QUANTITY_MONEY, amount, subject->notation.currency);
	quantity.unit = unit;
	document_table_quantity(document, emphasis, quantity);
}

void subject_figure(struct document *document, const struct subject *subject, enum emphasis emphasis,
		    enum figure figure, const struct option_figures *figures, struct money_unit unit)
{
	struct quantity quantity = figure_quantity(figure, figures->figure[figure].value, subject->notation.currency);
	struct bytes words = {0};
	quantity.unit = unit;
	if (figure_has_number(figures->figure[figure])) {
		document_table_quantity(document, emphasis, quantity);
		return;
	}
	format_figure_status(&words, figure, figures, &subject->notation);
	document_table_status(document, emphasis, document_take(document, &words));
}

void subject_heading(struct document *document, const struct subject *subject)
{
	document_heading(document, 1, "%s", subject->title);
}
