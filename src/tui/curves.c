/* The chart of cumulative cash. */
#include "tui/curves.h"

#include <stdlib.h>

#include "base/intl.h"
#include "tui/session.h"

/* The running totals of an option at months 0 to its horizon. */
static void fill_curve(const struct option_figures *figures, double *value)
{
	value[0] = -figures->initial_once;
	for (int t = 0; t < figures->horizon; t++)
		value[t + 1] = figures->month[t].amount[CASH_CUMULATIVE];
}

void curves_draw(const struct session *session, const struct pane *pane, const struct sheet *sheet, size_t option)
{
	const struct evaluation *evaluation = open_plan_figures(&sheet->plan);
	size_t count = evaluation->option_count;
	int points = evaluation->option[0].horizon + 1;
	double *values = calloc(count * (size_t)points, sizeof *values);
	struct curve *curves = calloc(count, sizeof *curves);
	struct notation notation = view_notation(session, open_plan_shown(&sheet->plan));
	struct money_unit unit = money_unit_of(evaluation->option, count);
	struct bytes title = {0}, money = {0};
	for (size_t o = 0; values != NULL && curves != NULL && o < count; o++) {
		fill_curve(&evaluation->option[o], values + o * (size_t)points);
		curves[o] = (struct curve){values + o * (size_t)points, sheet_option_label(sheet, o), o};
	}
	option = option < count ? option : count - 1;
	const struct figure_value *payback = &evaluation->option[option].figure[FIGURE_PAYBACK];
	struct chart chart = {.curve = curves,
	                      .count = count,
	                      .emphasised = option,
	                      .points = points,
	                      .unit = unit.size,
	                      .marks = session->marks,
	                      .mark = payback->status == STATUS_REACHED ? payback->value : -1};
	format_money_unit(&money, unit, &notation);
	bytes_add_format(&title, _("Cumulative cash, %s"), bytes_text(&money));
	int x = pane_text(pane, 1, 0, look_bold(ROLE_TITLE), bytes_text(&title));
	if (values != NULL && curves != NULL) {
		chart_legend(pane, pane->width, 0, pane->width - x - 1, &chart);
		struct pane plot = pane_part(pane, 1, 1, pane->width - 1, pane->height - 1);
		chart_draw(&plot, &chart);
	}
	bytes_release(&title);
	bytes_release(&money);
	free(curves);
	free(values);
}
