/* An open plan and its display state. */
#include "tui/sheet.h"

#include <stdlib.h>
#include <string.h>

int sheet_new(struct open_plan *plan, struct sheet **result)
{
	struct sheet *sheet = calloc(1, sizeof *sheet);
	if (sheet == NULL)
		return -1;
	sheet->plan = *plan;
	sheet->option = plan->now.evaluation.best;
	sheet->stale = true;
	if (sheet_refresh(sheet) < 0) {
		sheet->plan = (struct open_plan){0};
		sheet_free(sheet);
		return -1;
	}
	*plan = (struct open_plan){0};
	*result = sheet;
	return 0;
}

void sheet_free(struct sheet *sheet)
{
	if (sheet == NULL)
		return;
	outline_release(&sheet->outline);
	amounts_release(&sheet->amounts);
	estimate_free(sheet->estimate);
	folds_release(&sheet->folds);
	open_plan_release(&sheet->plan);
	free(sheet->cursor);
	free(sheet);
}

static void set_cursor(struct sheet *sheet, const char *name)
{
	char *copy = strdup(name);
	if (copy == NULL)
		return;
	free(sheet->cursor);
	sheet->cursor = copy;
}

int sheet_refresh(struct sheet *sheet)
{
	struct outline outline;
	const struct plan *shown = open_plan_shown(&sheet->plan);
	if (!sheet->stale && sheet->revision == sheet->plan.revision)
		return 0;
	if (sheet->option >= shown->options.count)
		sheet->option = shown->options.count - 1;
	if (outline_new(sheet->plan.now.plan, &sheet->folds, false, &outline) < 0)
		return -1;
	outline_release(&sheet->outline);
	sheet->outline = outline;
	if (amounts_new(shown, sheet->option, &sheet->amounts) < 0)
		return -1;
	if (sheet->cursor == NULL)
		set_cursor(sheet, sheet->outline.row[0].name);
	sheet->revision = sheet->plan.revision;
	sheet->stale = false;
	return 0;
}

const struct option_estimate *sheet_estimate(struct sheet *sheet, size_t option)
{
	if (sheet->estimate == NULL) {
		sheet->estimate = estimate_new();
		sheet->estimated = sheet->plan.revision - 1;
	}
	if (sheet->estimate == NULL)
		return NULL;
	if (sheet->estimated != sheet->plan.revision) {
		estimate_begin(sheet->estimate, open_plan_shown(&sheet->plan)); /* on failure no estimate is shown */
		sheet->estimated = sheet->plan.revision;
	}
	return estimate_option(sheet->estimate, option);
}

size_t sheet_row_index(const struct sheet *sheet)
{
	size_t row = sheet->cursor == NULL ? 0 : outline_find(&sheet->outline, sheet->cursor);
	return row < sheet->outline.count ? row : 0;
}

const struct outline_row *sheet_row(const struct sheet *sheet)
{
	return sheet->outline.count == 0 ? NULL : &sheet->outline.row[sheet_row_index(sheet)];
}

void sheet_go(struct sheet *sheet, size_t row)
{
	if (sheet->outline.count == 0)
		return;
	size_t last = sheet->outline.count - 1;
	set_cursor(sheet, sheet->outline.row[row < last ? row : last].name);
}

void sheet_fold(struct sheet *sheet, const struct outline_row *row)
{
	set_cursor(sheet, row->name);
	if (row->kind != OUTLINE_INPUT && folds_toggle(&sheet->folds, row->name) == 0)
		sheet->stale = true;
	sheet_refresh(sheet);
}

/*
 * The next row to open in order to reveal a name: the innermost closed one that contains it; NULL if it is visible or
 * does not exist.
 */
static const struct outline_row *hiding_row(const struct sheet *sheet, const char *name)
{
	size_t found = outline_find(&sheet->outline, name);
	if (found == sheet->outline.count)
		return NULL;
	const struct outline_row *row = &sheet->outline.row[found];
	if (strcmp(row->name, name) == 0 || row->kind == OUTLINE_INPUT)
		return NULL;
	if (!row->open)
		return row;
	for (size_t i = found + 1; i < sheet->outline.count; i++) {
		const struct outline_row *more = &sheet->outline.row[i];
		if (more->section != row->section)
			break;
		if (more->kind == OUTLINE_MORE)
			return more->open ? NULL : more;
	}
	return NULL;
}

void sheet_go_to(struct sheet *sheet, const char *name)
{
	const struct outline_row *hiding;
	set_cursor(sheet, name);
	for (int depth = 0; depth < 4 && (hiding = hiding_row(sheet, name)) != NULL; depth++) {
		if (folds_toggle(&sheet->folds, hiding->name) < 0)
			return;
		sheet->stale = true;
		if (sheet_refresh(sheet) < 0)
			return;
	}
}

const struct option_figures *sheet_figures(const struct sheet *sheet)
{
	const struct evaluation *evaluation = open_plan_figures(&sheet->plan);
	return &evaluation->option[sheet->option < evaluation->option_count ? sheet->option : 0];
}

const char *sheet_option_label(const struct sheet *sheet, size_t option)
{
	const struct plan *plan = open_plan_shown(&sheet->plan);
	const struct plan_option *of = plan_option(plan, option);
	return section_label(&of->section, &of->label);
}
