/* Nodes by name. */
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/bytes.h"
#include "base/intl.h"
#include "base/nearest.h"
#include "model/derivation_inside.h"

/* "infra.serving@8", taken apart. */
struct wanted {
	const char *base; /* "infra.serving" */
	int first, last;  /* months; 0: none named */
	const char *name;
};

static void refuse(struct diags *diags, const char *format, const char *name, int number)
{
	diags_add(diags, SEVERITY_ERROR, (struct place){.file = "breakeven"}, name, format, number);
}

/* Whole digits, at most four; 0 where there are none. */
static int scan_month(const char **at)
{
	int month = 0;

	for (int digits = 0; **at >= '0' && **at <= '9' && digits < 4; digits++)
		month = month * 10 + *(*at)++ - '0';
	return month;
}

/* The months behind @. false with an error, where diags are not NULL. */
static bool read_months(const char *at, int horizon, struct wanted *wanted, struct diags *diags)
{
	wanted->first = wanted->last = scan_month(&at);
	if (at[0] == '.' && at[1] == '.') {
		at += 2;
		wanted->last = scan_month(&at);
	}
	if (*at != '\0' || wanted->first == 0) {
		if (diags != NULL)
			refuse(diags, _("behind @ stands a month, a row of cashflow: net@8"), wanted->name, 0);
		return false;
	}
	if (wanted->first <= horizon && wanted->last <= horizon && wanted->last >= wanted->first)
		return true;
	if (diags != NULL)
		refuse(diags, _("the months of the plan are 1 to %d"), wanted->name, horizon);
	return false;
}

static const struct node *find_aggregate(struct derivation *d, size_t option, const struct wanted *wanted)
{
	const int horizon = d->ledger.horizon;

	for (int i = 0; i < AGGREGATE_COUNT; i++) {
		const struct aggregate_info *info = aggregate_info((enum aggregate)i);
		const bool present = strcmp(info->present_id, wanted->base) == 0;
		int first = wanted->first > 0 ? wanted->first : 1, last = wanted->first > 0 ? wanted->last : horizon;

		if (!present && strcmp(info->id, wanted->base) != 0)
			continue;
		if (i == AGGREGATE_CUMULATIVE)
			first = last;
		return aggregate_node(d, option, present ? NODE_PRESENT : NODE_AMOUNT, (enum aggregate)i, first, last);
	}
	return NULL;
}

/* The line whose name the text begins with, up to its end or a dot: the size of the name; 0: none. */
static size_t match_line(const struct derivation *d, const char *text, size_t *line)
{
	for (size_t i = 0; i < d->ledger.lines; i++) {
		const struct section *section = line_section(&d->ledger, i);
		const char *kind = section_type(section->kind)->name;
		const size_t stem = strlen(kind), size = stem + 1 + strlen(section->id);

		if (strncmp(text, kind, stem) == 0 && text[stem] == '.' &&
		    strncmp(text + stem + 1, section->id, size - stem - 1) == 0 &&
		    (text[size] == '\0' || text[size] == '.')) {
			*line = i;
			return size;
		}
	}
	return 0;
}

/* Opens a node and all that it is made of, so that its steps are there. */
static void open_steps(struct derivation *d, const struct node *node)
{
	struct node_list children = {0};

	if (derivation_open(d, node) == 0 && derivation_children(d, node, &children) == 0)
		for (size_t i = 0; i < children.count; i++)
			if (children.at[i]->kind == NODE_PART)
				open_steps(d, children.at[i]);
	free(children.at);
}

static const struct node *find_line(struct derivation *d, size_t option, const struct wanted *wanted)
{
	const bool present = strncmp(wanted->base, "pv.", 3) == 0;
	const char *text = wanted->base + (present ? 3 : 0);
	const int first = wanted->first > 0 ? wanted->first : 1;
	size_t line, size = match_line(d, text, &line);

	if (size == 0)
		return NULL;
	if (text[size] == '\0')
		return amount_node(d, option, present ? NODE_PRESENT : NODE_AMOUNT, line, first,
		                   wanted->first > 0 ? wanted->last : d->ledger.horizon);
	const struct node *month = amount_node(d, option, NODE_AMOUNT, line, first, first);
	if (month != NULL)
		open_steps(d, month);
	return nodes_find(&d->nodes, option, wanted->name);
}

/* Where the option runs each component, as nodes. */
static void record_hostings(struct derivation *d, size_t option)
{
	struct recorder recorder = derivation_recorder(d, option);

	for (size_t i = 0; i < d->ledger.plan->items.count; i++)
		record_hosting(&recorder, plan_item(d->ledger.plan, i));
}

/* Steps that belong to no line. */
static const struct node *find_step(struct derivation *d, size_t option, const struct wanted *wanted)
{
	const struct node *step = figure_step_node(d, option, wanted->base, wanted->first);

	if (step != NULL)
		return step;
	if (strstr(wanted->base, "irr") != NULL)
		open_rates(d, option);
	if (strncmp(wanted->base, "option.", strlen("option.")) == 0)
		record_hostings(d, option);
	if (wanted->first > 0 && wanted->first == wanted->last) {
		discount_node(d, option, wanted->first, false);
		discount_node(d, option, wanted->first, true);
		requests_node(d, option, wanted->first);
	}
	return nodes_find(&d->nodes, option, wanted->name);
}

static const struct node *find_input(struct derivation *d, size_t option, const struct wanted *wanted)
{
	const struct plan *plan = d->ledger.plan;
	struct recorder recorder = derivation_recorder(d, option);
	struct bytes own = {0};
	const struct input *input = NULL;

	if (wanted->first > 0)
		return NULL;
	/* The option's own value counts before the common one. */
	bytes_add_format(&own, "%s.%s", wanted->base, plan_option(plan, option)->section.id);
	d->nodes.failed |= own.failed;
	if (!own.failed)
		input = plan_find_input(plan, bytes_text(&own));
	bytes_release(&own);
	if (input == NULL)
		input = plan_find_input(plan, wanted->base);
	return input == NULL ? NULL : record_leaf_node(&recorder, input);
}

static const struct node *find(struct derivation *d, size_t option, const struct wanted *wanted)
{
	static const struct node *(*const searches[])(struct derivation *, size_t, const struct wanted *) = {
		find_aggregate, find_line, find_input, find_step};
	const enum figure figure = wanted->first > 0 ? FIGURE_COUNT : figure_find(wanted->base);
	const struct node *node = figure == FIGURE_COUNT ? NULL : figure_node(d, option, figure);

	for (size_t i = 0; node == NULL && i < sizeof searches / sizeof *searches; i++)
		node = searches[i](d, option, wanted);
	return node;
}

/* Offers the figures behind the name of an option. false when out of memory. */
static bool offer_figures(struct nearest *nearest, struct nodes *nodes, const char *option)
{
	for (int i = 0; i < FIGURE_COUNT; i++) {
		struct bytes name = {0};

		bytes_add_format(&name, "%s.%s", option, figure_info((enum figure)i)->id);
		const char *kept = nodes_keep(nodes, &name);
		if (kept == NULL)
			return false;
		nearest_offer(nearest, kept);
	}
	return true;
}

static bool offer_lines(struct nearest *nearest, struct derivation *d)
{
	for (size_t i = 0; i < d->ledger.lines; i++) {
		const char *name = section_name(&d->nodes, line_section(&d->ledger, i));

		if (name == NULL)
			return false;
		nearest_offer(nearest, name);
	}
	return true;
}

static void say_unknown(struct derivation *d, const struct wanted *wanted, struct diags *diags)
{
	const struct plan *plan = d->ledger.plan;
	struct nearest nearest = nearest_to(wanted->base);
	bool whole = true;

	figure_offer_names(&nearest);
	for (size_t i = 0; i < plan->options.count && whole; i++)
		whole = offer_figures(&nearest, &d->nodes, plan_option(plan, i)->section.id);
	for (int i = 0; i < AGGREGATE_COUNT; i++) {
		nearest_offer(&nearest, aggregate_info((enum aggregate)i)->id);
		nearest_offer(&nearest, aggregate_info((enum aggregate)i)->present_id);
	}
	whole = whole && offer_lines(&nearest, d);
	for (size_t i = 0; i < plan->input_count; i++)
		nearest_offer(&nearest, plan->inputs[i].name);
	if (!whole)
		diags->out_of_memory = true;
	else if (wanted->first > 0 && figure_find(wanted->base) != FIGURE_COUNT)
		diags_add(diags, SEVERITY_ERROR, (struct place){.file = "breakeven"}, wanted->name,
		          _("a figure is of no month: write net@8, cumulative@8, discounted@8"));
	else if (nearest.best != NULL)
		diags_add(diags, SEVERITY_ERROR, (struct place){.file = "breakeven"}, wanted->name,
		          _("no figure, column, item or input has this name; did you mean '%s'?"), nearest.best);
	else
		diags_add(diags, SEVERITY_ERROR, (struct place){.file = "breakeven"}, wanted->name,
		          _("no figure, column, item or input has this name: write npv, net@8, infra.ID, "
		            "benefit.ID@8"));
}

/* Looks a name up, taken apart into *wanted and *base. Complains of wrong months, unless diags are NULL. */
static const struct node *look_up(struct derivation *d, size_t option, const char *name, struct wanted *wanted,
                                  struct bytes *base, struct diags *diags)
{
	const char *at = strchr(name, '@');

	bytes_add(base, name, at == NULL ? strlen(name) : (size_t)(at - name));
	*wanted = (struct wanted){.name = name, .base = bytes_text(base)};
	d->nodes.failed |= base->failed;
	if (base->failed || (at != NULL && !read_months(at + 1, d->ledger.horizon, wanted, diags)))
		return NULL;
	return find(d, option, wanted);
}

const struct node *derivation_find(struct derivation *d, size_t option, const char *name, struct diags *diags)
{
	struct bytes base = {0};
	struct wanted wanted;
	const struct node *node = look_up(d, option, name, &wanted, &base, diags);

	if (d->nodes.failed || (node != NULL && derivation_open(d, node) != 0))
		diags->out_of_memory = true;
	else if (node == NULL && !diags_failed(diags))
		say_unknown(d, &wanted, diags);
	bytes_release(&base);
	return diags_failed(diags) ? NULL : node;
}

bool derivation_has(struct derivation *d, size_t option, const char *name)
{
	struct bytes base = {0};
	struct wanted wanted;
	const struct node *node = look_up(d, option, name, &wanted, &base, NULL);

	bytes_release(&base);
	return node != NULL;
}
