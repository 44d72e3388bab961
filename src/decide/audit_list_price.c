/*
 * Compares prices with the catalogue of list prices.
 *
 * A match is never guessed: the unit, label or source of the item contains the name of the catalogue's item as a word,
 * its price is by time, and if several list prices are left, none is compared (docs/prices.md).
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "decide/audit_rule.h"
#include "decide/audit_text.h"
#include "model/price.h"
#include "model/units.h"
#include "plan/catalogue.h"

#define NOTABLE 0.1 /* a price within this of the list price matches it */

/* A price of an item whose texts name an item of the catalogue. */
struct quote {
	struct audit *audit;
	const struct cost_item *item;
	const char *text; /* unit, label and source */
	const struct value *price;
	int line;
};

/* A list of catalogue rows: the candidates for a comparison. */
struct offers {
	const struct listed_price **at; /* room for the whole catalogue */
	size_t count;
};

/* --- choosing --- */

static bool is_valid(const struct audit *audit, const struct listed_price *listed)
{
	const struct setting *start = &audit->plan->head.start;
	return !start->has_value || listed_in_month(listed, (int)setting_number(start));
}

static bool same_thing(const struct listed_price *a, const struct listed_price *b)
{
	return strcmp(a->item, b->item) == 0 && strcmp(a->unit, b->unit) == 0;
}

static bool same_place(const struct listed_price *a, const struct listed_price *b)
{
	return strcmp(a->provider, b->provider) == 0 && strcmp(a->region, b->region) == 0 &&
	       strcmp(a->term, b->term) == 0;
}

static bool names_region(const struct listed_price *listed, const char *text)
{
	return listed->region[0] && text_word(text, listed->region);
}

static bool names_term(const struct listed_price *listed, const char *text)
{
	return listed->term[0] && text_word(text, listed->term);
}

static bool names_provider(const struct listed_price *listed, const char *text)
{
	return text_word(text, listed->provider) != NULL;
}

static bool is_own(const struct listed_price *listed, const char *text)
{
	(void)text;
	return listed->own;
}

/* Keeps the rows for which `holds`; all of them if it holds for none. */
static void narrow(struct offers *offers, const char *text,
		   bool (*holds)(const struct listed_price *listed, const char *text))
{
	size_t kept = 0;
	for (size_t i = 0; i < offers->count; i++)
		kept += holds(offers->at[i], text);
	if (kept == 0)
		return;
	kept = 0;
	for (size_t i = 0; i < offers->count; i++)
		if (holds(offers->at[i], text))
			offers->at[kept++] = offers->at[i];
	offers->count = kept;
}

/* Keeps the latest price of each provider, region and term. */
static void keep_latest(struct offers *offers)
{
	size_t kept = 0;
	for (size_t i = 0; i < offers->count; i++) {
		size_t k = 0;
		while (k < kept && !same_place(offers->at[k], offers->at[i]))
			k++;
		if (k == kept)
			offers->at[kept++] = offers->at[i];
		else if (offers->at[i]->from_day > offers->at[k]->from_day)
			offers->at[k] = offers->at[i];
	}
	offers->count = kept;
}

/* Chooses the prices of a row's item that apply at the plan's start and that the text does not exclude. */
static void choose(const struct audit *audit, const struct listed_price *row, const char *text, struct offers *offers)
{
	offers->count = 0;
	for (size_t i = 0; i < audit->catalogue->count; i++) {
		const struct listed_price *listed = &audit->catalogue->at[i];
		if (same_thing(listed, row) && is_valid(audit, listed) && listed->price > 0)
			offers->at[offers->count++] = listed;
	}
	narrow(offers, text, names_region);
	narrow(offers, text, names_term);
	narrow(offers, text, names_provider);
	narrow(offers, text, is_own);
	keep_latest(offers);
}

/* --- telling --- */

/* "us-east-1, on demand"; the provider if both are empty. */
static struct shown place_of(const struct listed_price *listed)
{
	if (listed->region[0] && listed->term[0])
		return show_format("%s, %s", listed->region, listed->term);
	return show_format("%s", listed->region[0] ? listed->region
	                         : listed->term[0] ? listed->term
						   : listed->provider);
}

/* "us-east-1, on demand, checked 2025-06, 12 months before the plan starts" */
static struct shown origin_of(const struct audit *audit, const struct listed_price *listed)
{
	const struct setting *start = &audit->plan->head.start;
	int age = start->has_value ? (int)setting_number(start) - catalogue_month(listed->checked_day) : 0;
	if (age <= 0)
		return show_format(_("%s, checked %s"), place_of(listed).text, listed->checked);
	return show_format(_("%s, checked %s, %s before the plan starts"), place_of(listed).text, listed->checked,
			   show_span(age).text);
}

static const char *explanation(double ratio)
{
	return ratio > 1.6    ? N_("no region explains it")
	       : ratio > 1    ? N_("a more expensive region explains it")
	       : ratio > 0.28 ? N_("a reserved or spot price explains it")
			      : N_("no discount explains it");
}

static bool is_near(double paid, double list)
{
	return fabs(paid / list - 1) <= NOTABLE;
}

/*
 * The price of one unit per month in a currency. false: not by time, or the plan has no rate for the currency.
 */
static bool paid_a_month(const struct quote *quote, const char *currency, double hours, double *paid)
{
	const struct plan *plan = quote->audit->plan;
	double rate = currency_rate_of(plan, currency);
	if (!(rate > 0) || !period_is_time(quote->price->period))
		return false;
	*paid = (quote->price->period == PERIOD_HOUR ? money_of(plan, quote->price) * hours
						     : money_a_month(plan, quote->price)) /
		rate;
	return true;
}

/* Whether the price matches any of several list prices, each for `listed_units` a month. */
static bool is_any(const struct quote *quote, const struct offers *offers, double hours, double listed_units)
{
	bool near = false;
	double paid;
	for (size_t i = 0; i < offers->count && !near; i++)
		near = paid_a_month(quote, offers->at[i]->currency, hours, &paid) &&
		       is_near(paid, offers->at[i]->price * listed_units);
	return near;
}

static bool all_the_same(const struct offers *offers)
{
	for (size_t i = 1; i < offers->count; i++)
		if (offers->at[i]->price != offers->at[0]->price ||
		    strcmp(offers->at[i]->currency, offers->at[0]->currency) != 0)
			return false;
	return true;
}

static void tell_ambiguous(const struct quote *quote, const struct offers *offers)
{
	const struct listed_price *first = offers->at[0], *second = offers->at[1];
	audit_find(quote->audit, SEVERITY_NOTE, quote->line,
		   _("item '%s' names %s, for which the catalogue has %zu prices, such as %s %s (%s) and %s %s (%s): "
		     "to compare it, name the region, term or provider in its unit, label or source"),
		   quote->item->section.id, first->item, offers->count, show_exact(first->price).text, first->currency,
		   place_of(first).text, show_exact(second->price).text, second->currency, place_of(second).text);
}

/* --- machines --- */

static void compare_machine(const struct quote *quote, const struct listed_price *listed, double hours, bool stated)
{
	struct audit *audit = quote->audit;
	double paid, list = listed->price, units = audit_number(&quote->item->quantity, audit->evaluation->best);
	if (!paid_a_month(quote, listed->currency, hours, &paid) || !(paid > 0) || is_near(paid, list * hours))
		return;
	if (stated)
		audit_find(audit, SEVERITY_WARNING, quote->line,
			   _("item '%s' pays %s a month for %s hours of %s, %s an hour; the list "
			     "price is %s (%s): %s a month, or %s hours for the money; %s"),
			   quote->item->section.id, show_money(paid, listed->currency).text, show_number(hours).text,
			   listed->item, show_number(paid / hours).text, show_exact(list).text,
			   origin_of(audit, listed).text, show_number(list * hours).text,
			   show_number(paid / list).text, _(explanation(paid / hours / list)));
	else
		audit_find(audit, SEVERITY_WARNING, quote->line,
			   _("item '%s' pays %s a month for %s, %s an hour; the list price is %s "
			     "(%s): %s a month, %s for %s instead of %s; %s"),
			   quote->item->section.id, show_money(paid, listed->currency).text, listed->item,
			   show_number(paid / hours).text, show_exact(list).text, origin_of(audit, listed).text,
			   show_number(list * hours).text, show_number(list * hours * units).text,
			   show_number(units).text, show_number(paid * units).text,
			   _(explanation(paid / hours / list)));
}

static void check_machine(const struct quote *quote, const struct offers *offers)
{
	static const char *const hours_a_month[] = {
		"h a month",   "h/month",         "h per month", "hours a month",
		"hours/month", "hours per month", NULL};
	double hours = HOURS_A_MONTH;
	bool stated = text_quantity(quote->text, hours_a_month, &hours) >= 0;
	if (!(hours > 0)) {
		hours = HOURS_A_MONTH;
		stated = false;
	}
	if (all_the_same(offers))
		compare_machine(quote, offers->at[0], hours, stated);
	else if (!is_any(quote, offers, hours, hours))
		tell_ambiguous(quote, offers);
}

/* --- storage --- */

static void check_storage(const struct quote *quote, const struct offers *offers)
{
	static const char *const sizes[] = {"GB", "TB", "PB", NULL};
	static const double gigabytes[] = {1, 1e3, 1e6};
	const struct listed_price *listed = offers->at[0];
	double size, paid;
	int unit = text_quantity(quote->text, sizes, &size);
	if (unit < 0 || !(size > 0))
		return;
	double list = size * gigabytes[unit] * listed->price;
	if (!all_the_same(offers)) {
		if (!is_any(quote, offers, HOURS_A_MONTH, size * gigabytes[unit]))
			tell_ambiguous(quote, offers);
		return;
	}
	if (!paid_a_month(quote, listed->currency, HOURS_A_MONTH, &paid) || is_near(paid, list))
		return;
	audit_find(quote->audit, SEVERITY_WARNING, quote->line,
		   _("item '%s' pays %s a month for %s %s of %s; at the list price of %s a GB (%s) that is "
		     "%s, or %s %s for the money; %s"),
		   quote->item->section.id, show_money(paid, listed->currency).text, show_number(size).text,
		   sizes[unit], listed->item, show_exact(listed->price).text, origin_of(quote->audit, listed).text,
		   show_number(list).text, show_number(paid / listed->price / gigabytes[unit]).text, sizes[unit],
		   _(explanation(paid / list)));
}

/* --- the rule --- */

struct comparison {
	const char *unit; /* in the catalogue */
	void (*check)(const struct quote *quote, const struct offers *offers);
};

static const struct comparison comparisons[] = {{"hour", check_machine}, {"GB month", check_storage}};

/* How a row is compared; NULL: not at all. */
static const struct comparison *comparison_of(const struct listed_price *listed)
{
	for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++)
		if (strcmp(comparisons[i].unit, listed->unit) == 0)
			return &comparisons[i];
	return NULL;
}

/* Compares a price with the list prices of a row's item. */
static void check_against(const struct quote *quote, const struct listed_price *row, struct offers *offers)
{
	choose(quote->audit, row, quote->text, offers);
	if (offers->count > 0)
		comparison_of(row)->check(quote, offers);
}

/* The rows that can be compared, and buffers for those that an item names. */
struct search {
	struct offers compared, named, offers;
};

/* 0, or -1 when out of memory; search_release in either case. */
static int search_init(struct search *search, const struct catalogue *catalogue)
{
	size_t room = catalogue->count + 1;
	*search = (struct search){.compared.at = calloc(room, sizeof *search->compared.at),
				  .named.at = calloc(room, sizeof *search->named.at),
				  .offers.at = calloc(room, sizeof *search->offers.at)};
	if (!search->compared.at || !search->named.at || !search->offers.at)
		return -1;
	for (size_t i = 0; i < catalogue->count; i++)
		if (comparison_of(&catalogue->at[i]))
			search->compared.at[search->compared.count++] = &catalogue->at[i];
	return 0;
}

static void search_release(struct search *search)
{
	free(search->compared.at);
	free(search->named.at);
	free(search->offers.at);
}

/* Finds the first row of each catalogue item that the text names. */
static void find_named(const char *text, const struct offers *compared, struct offers *named)
{
	named->count = 0;
	for (size_t i = 0; i < compared->count; i++) {
		const struct listed_price *listed = compared->at[i];
		size_t n = 0;
		if (!text_word(text, listed->item))
			continue;
		while (n < named->count && !same_thing(named->at[n], listed))
			n++;
		if (n == named->count)
			named->at[named->count++] = listed;
	}
}

static void check_price(struct quote *quote, const struct setting_value *price, struct search *search)
{
	if (!price->given)
		return;
	quote->price = &price->value;
	quote->line = quote->audit->plan->source.entry[price->entry].key_line;
	for (size_t n = 0; n < search->named.count; n++)
		check_against(quote, search->named.at[n], &search->offers);
}

static void check_item(struct quote *quote, struct search *search)
{
	const struct setting *prices[] = {&quote->item->price, &quote->item->managed_price,
					  &quote->item->self_hosted_price};
	find_named(quote->text, &search->compared, &search->named);
	for (size_t p = 0; p < sizeof prices / sizeof *prices && search->named.count > 0; p++) {
		check_price(quote, &prices[p]->common, search);
		for (size_t o = 0; o < quote->audit->plan->options.count && prices[p]->by_option; o++)
			check_price(quote, &prices[p]->by_option[o], search);
	}
}

void audit_list_price(struct audit *audit)
{
	struct search search;
	struct bytes text = {0};
	if (!audit->catalogue)
		return;
	audit->failed |= search_init(&search, audit->catalogue) != 0;
	for (size_t i = 0; i < audit->plan->items.count && !audit->failed; i++) {
		const struct cost_item *item = plan_item(audit->plan, i);
		bytes_release(&text);
		bytes_add_format(&text, "%s; %s; %s", setting_text(&item->unit), setting_text(&item->label),
				 setting_text(&item->source));
		audit->failed |= text.failed;
		if (!text.failed)
			check_item(&(struct quote){.audit = audit, .item = item, .text = bytes_text(&text)}, &search);
	}
	bytes_release(&text);
	search_release(&search);
}
