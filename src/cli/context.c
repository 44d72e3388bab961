/* What all commands need. */
#include "cli/context.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/nearest.h"

enum outcome_code usage_error(struct context *context, const char *key, const char *format, ...)
{
	struct bytes message = {0};
	va_list arguments;
	va_start(arguments, format);
	bytes_add_format_list(&message, format, arguments);
	va_end(arguments);
	if (message.failed)
		context->diags.out_of_memory = true;
	else
		diags_add(&context->diags, SEVERITY_ERROR, (struct place){.file = "breakeven"}, key, "%s",
			  bytes_text(&message));
	bytes_release(&message);
	return USAGE;
}

enum outcome_code no_memory(struct context *context)
{
	context->diags.out_of_memory = true;
	return INPUT_OUTPUT;
}

enum outcome_code scenario_failure(const struct context *context)
{
	return context->diags.out_of_memory ? INPUT_OUTPUT : USAGE;
}

/* False where --option names other options than this one. */
static bool option_wanted(const struct texts *wanted, const char *id)
{
	for (size_t i = 0; i < wanted->count; i++)
		if (strcmp(wanted->at[i], id) == 0)
			return true;
	return wanted->count == 0;
}

int subject_of(const struct context *context, const struct scenario *scenario, struct subject *subject)
{
	const struct plan *plan = scenario->plan;
	size_t *option = calloc(plan->options.count, sizeof *option), count = 0;
	if (!option)
		return -1;
	for (size_t o = 0; o < plan->options.count; o++)
		if (option_wanted(&context->options->option, plan_option(plan, o)->section.id))
			option[count++] = o;
	*subject = (struct subject){
		.name = scenario->path,
		.title = scenario->title,
		.plan = plan,
		.option = option,
		.option_count = count,
		.notation = {.currency = plan->currency[0], .ascii = context->document.style.ascii},
	};
	return 0;
}

void subject_free_options(struct subject *subject)
{
	free((size_t *)subject->option);
	subject->option = NULL;
	subject->option_count = 0;
}

int figures_wanted(struct context *context, const struct texts *ids, bool wanted[FIGURE_COUNT])
{
	int result = 0;
	for (int figure = 0; figure < FIGURE_COUNT; figure++)
		wanted[figure] = ids->count == 0;
	for (size_t i = 0; i < ids->count; i++) {
		enum figure figure = figure_find(ids->at[i]);
		if (figure != FIGURE_COUNT) {
			wanted[figure] = true;
			continue;
		}
		struct nearest nearest = nearest_to(ids->at[i]);
		figure_offer_names(&nearest);
		if (nearest.best)
			usage_error(context, "--figure", _("unknown figure '%s'; did you mean '%s'?"), ids->at[i],
				    nearest.best);
		else
			usage_error(context, "--figure", _("unknown figure '%s'"), ids->at[i]);
		result = -1;
	}
	return result;
}
