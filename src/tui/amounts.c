/* The monthly cost or benefit of each line of a plan. */
#include "tui/amounts.h"

#include <stdlib.h>

#include "model/evaluator.h"
#include "tui/outline.h"

int amounts_new(const struct plan *plan, size_t option, struct amounts *result)
{
	struct amounts amounts = {.items = plan->items.count,
	                          .benefits = plan->benefits.count,
	                          .incidents = plan->incident_classes.count,
	                          .option = option};
	size_t count = amounts.items + amounts.benefits + amounts.incidents;
	struct model_spec spec = {.plan = plan, .grouping = GROUP_ITEMS, .launch_of = -1};
	struct evaluator evaluator;
	amounts.at = calloc(count + 1, sizeof *amounts.at);
	if (amounts.at == NULL || evaluator_init(&evaluator, &spec, 0) != 0) {
		free(amounts.at);
		return -1;
	}
	evaluator_load(&evaluator, NULL, 1);
	struct flows flows = evaluator_flows(&evaluator, option);
	for (size_t i = 0; i < count; i++)
		amounts.at[i] = flows.month[(int)i * flows.horizon + flows.horizon - 1][0];
	evaluator_release(&evaluator);
	amounts_release(result);
	*result = amounts;
	return 0;
}

void amounts_release(struct amounts *amounts)
{
	free(amounts->at);
	*amounts = (struct amounts){0};
}

bool amounts_of(const struct amounts *amounts, const struct plan *plan, const struct section *section, double *amount)
{
	size_t before = 0, count = 0;
	const struct section_list *list = NULL;
	switch (section->kind) {
	case SECTION_INFRA:
	case SECTION_TEAM:
	case SECTION_MONITORING:
	case SECTION_OTHER: list = &plan->items, count = amounts->items; break;
	case SECTION_BENEFIT: list = &plan->benefits, before = amounts->items, count = amounts->benefits; break;
	case SECTION_INCIDENT:
		list = &plan->incident_classes, before = amounts->items + amounts->benefits, count = amounts->incidents;
		break;
	default: return false;
	}
	size_t size = section_type(section->kind)->size;
	size_t index = (size_t)((const char *)section - (const char *)list->at) / size;
	if (amounts->at == NULL || index >= count)
		return false;
	*amount = amounts->at[before + index];
	return true;
}

static bool add_up(const struct amounts *amounts, const struct plan *plan, const struct topic *topic,
                   const struct section_list *list, size_t size, double *sum)
{
	bool any = false;
	for (size_t i = 0; i < list->count; i++) {
		const struct section *section = (const struct section *)((const char *)list->at + i * size);
		double amount;
		if (!(topic->sections & 1u << section->kind) || !amounts_of(amounts, plan, section, &amount))
			continue;
		*sum += amount;
		any = true;
	}
	return any;
}

bool amounts_of_topic(const struct amounts *amounts, const struct plan *plan, const struct topic *topic, double *amount)
{
	double sum = 0;
	bool any = add_up(amounts, plan, topic, &plan->items, sizeof(struct cost_item), &sum);
	any |= add_up(amounts, plan, topic, &plan->benefits, sizeof(struct benefit), &sum);
	any |= add_up(amounts, plan, topic, &plan->incident_classes, sizeof(struct incident), &sum);
	*amount = sum;
	return any;
}
