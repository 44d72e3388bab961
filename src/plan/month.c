/* The number and the date of a month. */
#include "plan/month.h"

#include <stdio.h>

enum { MONTHS_A_YEAR = 12 };

int month_number(int t)
{
	return t + 1;
}

bool month_date(const struct plan *plan, int t, char text[MONTH_TEXT_SIZE])
{
	const struct value *start = setting_common(&plan->head.start);
	text[0] = '\0';
	if (!start)
		return false;
	int month = (int)start->parameter[0] + t;
	snprintf(text, MONTH_TEXT_SIZE, "%04d-%02d", month / MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1);
	return true;
}

const char *month_text(const struct plan *plan, int t, char text[MONTH_TEXT_SIZE])
{
	char date[MONTH_TEXT_SIZE];
	if (month_date(plan, t, date))
		snprintf(text, MONTH_TEXT_SIZE, "%d (%.16s)", month_number(t), date);
	else
		snprintf(text, MONTH_TEXT_SIZE, "%d", month_number(t));
	return text;
}
