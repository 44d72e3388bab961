/*
 * The one table of a plan's inputs: a new input is a row here, a member in plan.h, and its use in the model.
 *
 * AT() takes a struct and a member, so that the compiler refuses one that does not exist or is not a setting. Ranges
 * keep the arithmetic finite: at most 100 years, and growth of at most 1,000 %.
 */
#include "plan/field.h"

#include <math.h>
#include <string.h>

#include "base/intl.h"
#include "plan/plan.h"

#define UNBOUNDED   ((double)INFINITY)
#define MONTHS_MOST 1200.0 /* 100 years */
#define RATE_MOST   10.0   /* 1,000 % */

/* The offset of a setting, or a list of settings; a member of another type does not compile. */
#define MEMBER_AS(type, of, member)                                                                          \
	(offsetof(struct of, member) + 0 * sizeof(_Generic(((struct of *)0)->member, struct type : 1)))
#define AT(of, member)      .offset = MEMBER_AS(setting, of, member)
#define LIST_AT(of, member) .offset = MEMBER_AS(setting_list, of, member)

/* Which sections have the key. */
#define IN(kind) .sections = 1U << SECTION_##kind
#define ITEM_SECTIONS                                                                                        \
	(1U << SECTION_INFRA | 1U << SECTION_TEAM | 1U << SECTION_MONITORING | 1U << SECTION_OTHER)
#define PLACED_SECTIONS     (1U << SECTION_INFRA | 1U << SECTION_MONITORING)
#define UNSALARIED_SECTIONS (1U << SECTION_INFRA | 1U << SECTION_MONITORING | 1U << SECTION_OTHER)

/* Ranges. */
#define ANY           .low = -UNBOUNDED, .high = UNBOUNDED
#define FROM_0        .low = 0, .high = UNBOUNDED
#define ABOVE_0       .low = 0, .low_open = true, .high = UNBOUNDED, .divides = true
#define FROM_0_TO_1   .low = 0, .high = 1
#define ABOVE_MINUS_1 .low = -1, .low_open = true, .high = RATE_MOST
#define IN_MONTHS     .unit = N_("months"), .low = 0, .high = MONTHS_MOST

/* Kinds with what they imply. */
#define TEXT                     .kind = KIND_TEXT, .period = PERIOD_NONE
#define NUMBER                   .kind = KIND_NUMBER, .period = PERIOD_NONE
#define WHOLE                    .kind = KIND_WHOLE, .period = PERIOD_NONE, .fixed = true
#define SHARE                    .kind = KIND_SHARE, .period = PERIOD_NONE, .unit = N_("share")
#define MOMENT                   .kind = KIND_MOMENT, .period = PERIOD_NONE, IN_MONTHS
#define FLAG                     .kind = KIND_FLAG, .period = PERIOD_NONE
#define WORD(list)               .kind = KIND_WORD, .period = PERIOD_NONE, .words = list
#define MONEY_BY(default_period) .kind = KIND_MONEY, .period = default_period
#define MONEY_ONLY(only_period)  .kind = KIND_MONEY, .period = only_period, .periods = 1U << only_period
#define IDS                      .kind = KIND_IDS, .period = PERIOD_NONE
#define ID                       .kind = KIND_IDS, .period = PERIOD_NONE, .single = true

#define PER_OPTION .per_option = true

static const char *const hosting_words[] = {
	[HOSTING_MANAGED] = "managed",
	[HOSTING_SELF_HOSTED] = "self-hosted",
	NULL,
};
static const char *const convention_words[] = {
	[CONVENTION_MONTHLY] = "monthly",
	[CONVENTION_YEARLY] = "yearly",
	NULL,
};
static const char *const stake_words[] = {
	[STAKE_REVENUE] = "revenue",
	[STAKE_BENEFIT] = "benefit",
	NULL,
};
static const char *const level_words[] = {
	[ALERT_CRITICAL] = "critical",
	[ALERT_WARNING] = "warning",
	[ALERT_INFO] = "info",
	NULL,
};

/* A section's kind, and where plan.h keeps what is read from it. */
#define ONE(the_name, member, type)                                                                          \
	.name = the_name, .array_offset = offsetof(struct plan, member), .size = sizeof(struct type)
#define MANY(the_name, member, type) ONE(the_name, member, type), .has_id = true

static const struct section_type section_types[SECTION_KINDS] = {
	[SECTION_PLAN] = {ONE("plan", head, plan_head),
			  .help = N_("The plan itself: its horizon, its currency, how it is discounted.")},
	[SECTION_FX] = {ONE("fx", fx, fx), .help = N_("What other currencies are worth.")},
	[SECTION_DEMAND] = {ONE("demand", demand, demand),
			    .help = N_("How much the product is used, and how that grows.")},
	[SECTION_BUSINESS] = {ONE("business", business, business),
			      .help = N_("The business that the product serves.")},
	[SECTION_HOSTING] = {ONE("hosting", hosting, hosting_section),
			     .help = N_("What hosting it oneself saves.")},
	[SECTION_OPTION] =
		{MANY("option", options, plan_option),
		 .help = N_("A way to build and host the product. The file's order is the order shown.")},
	[SECTION_INFRA] = {MANY("infra", items, cost_item), .help = N_("A cost of infrastructure.")},
	[SECTION_TEAM] = {MANY("team", items, cost_item),
			  .help = N_("People: a role, how many of it, and what one earns.")},
	[SECTION_MONITORING] = {MANY("monitoring", items, cost_item),
				.help = N_("A cost of monitoring, and what it catches.")},
	[SECTION_OTHER] = {MANY("other", items, cost_item), .help = N_("Any other cost.")},
	[SECTION_BENEFIT] = {MANY("benefit", benefits, benefit),
			     .help = N_("What the product earns: either `annual_value`, or `lift` of a part "
					"of the annual revenue.")},
	[SECTION_INCIDENTS] = {ONE("incidents", incidents, incident_rate),
			       .help = N_("How often something goes wrong.")},
	[SECTION_INCIDENT] = {MANY("incident", incident_classes, incident),
			      .help = N_("A kind of incident, and what one costs.")},
	[SECTION_OUTCOME] = {ONE("outcome", outcome, outcome),
			     .help = N_("How projects like this one end: weights, relative to each other.")},
	[SECTION_MIGRATION] = {ONE("migration", migration, migration),
			       .help = N_("What moving from one option to another costs.")},
	[SECTION_CORRELATION] = {ONE("correlation", correlation, correlation),
				 .help = N_("Uncertain inputs that move together.")},
	[SECTION_GUIDANCE] = {ONE("guidance", guidance, guidance),
			      .help = N_("What the checks compare the plan with.")},
	[SECTION_TIER] = {MANY("tier", tiers, tier),
			  .help = N_("The budgets of a tier, to hold the plan against.")},
	[SECTION_ALERT] = {MANY("alert", alerts, alert), .help = N_("An alert of the monitoring.")},
};

static const struct field fields[] = {
	/* [plan] */
	{IN(PLAN), .key = "name", TEXT, AT(plan_head, name), .help = N_("What the plan is called.")},
	{IN(PLAN), .key = "currency", .kind = KIND_CURRENCY, .period = PERIOD_NONE, .fallback = "EUR",
	 AT(plan_head, currency),
	 .help = N_("The currency in which everything is shown, and of money that names none.")},
	{IN(PLAN), .key = "start", .kind = KIND_MONTH, .period = PERIOD_NONE, AT(plan_head, start),
	 .help = N_("The first month, for dates beside the months.")},
	{IN(PLAN), .key = "horizon", WHOLE, .unit = N_("months"), .low = 1, .high = 120, .fallback = "36",
	 AT(plan_head, horizon), .help = N_("How many months the plan covers.")},
	{IN(PLAN), .key = "discount_rate", SHARE, ABOVE_MINUS_1, .divides = true, .fallback = "10%",
	 AT(plan_head, discount_rate), .help = N_("The discount rate a year: nominal, before tax.")},
	{IN(PLAN), .key = "convention", WORD(convention_words), .fallback = "monthly",
	 AT(plan_head, convention),
	 .help = N_("How flows are discounted: each at its month's end, or all of a year at the year's end "
		    "as in the TEI tables.")},
	{IN(PLAN), .key = "on_cost", SHARE, .low = 0, .high = RATE_MOST, .fallback = "0%",
	 AT(plan_head, on_cost), .help = N_("The employer's charges, on every salary.")},
	{IN(PLAN), .key = "note", TEXT, AT(plan_head, note), .help = N_("Anything a reader should know.")},

	/* [fx] */
	{IN(FX), .key = "CURRENCY", .form = KEY_CURRENCY, NUMBER, ABOVE_0, LIST_AT(fx, rates),
	 .help = N_("What one of it is worth in the plan's currency: `USD = 0.87`.")},
	{IN(FX), .key = "date", .kind = KIND_DATE, .period = PERIOD_NONE, AT(fx, date),
	 .help = N_("The day of these rates.")},

	/* [demand] */
	{IN(DEMAND), .key = "users", NUMBER, FROM_0, .unit = N_("users"), AT(demand, users),
	 .help = N_("How many people use the product.")},
	{IN(DEMAND), .key = "requests_per_day", NUMBER, FROM_0, .unit = N_("requests/day"),
	 AT(demand, requests_per_day),
	 .help = N_("Requests a day at the start of the plan; prices a million requests and capacities need "
		    "it.")},
	{IN(DEMAND), .key = "peak_factor", NUMBER, .low = 1, .high = UNBOUNDED, .fallback = "1",
	 AT(demand, peak_factor), .help = N_("Peak over mean.")},
	{IN(DEMAND), .key = "growth", SHARE, ABOVE_MINUS_1, .fallback = "0%", AT(demand, growth),
	 .help = N_("Growth of demand a month.")},

	/* [business] */
	{IN(BUSINESS), .key = "annual_revenue", MONEY_ONLY(PERIOD_YEAR), FROM_0, AT(business, annual_revenue),
	 .help = N_("Revenue a year: what a `lift` lifts and an incident loses.")},

	/* [hosting] */
	{IN(HOSTING), .key = "self_hosted_discount", SHARE, .low = 0, .high = 1, .high_open = true,
	 .divides = true, .fallback = "40%", AT(hosting_section, self_hosted_discount),
	 .help = N_("What self-hosting takes off a managed price; a managed price is worked out the other "
		    "way from a self-hosted one.")},

	/* [option.ID] */
	{IN(OPTION), .key = "label", TEXT, AT(plan_option, label),
	 .help = N_("Its name for people; by default the id.")},
	{IN(OPTION), .key = "time_to_market", NUMBER, IN_MONTHS, .fallback = "0",
	 AT(plan_option, time_to_market), .help = N_("Months from the start of the plan to launch.")},
	{IN(OPTION), .key = "hosting", WORD(hosting_words), .fallback = "managed", AT(plan_option, hosting),
	 .help = N_("Where every component runs, unless `hosting.COMPONENT` says otherwise.")},
	{IN(OPTION), .key = "hosting.COMPONENT", .form = KEY_COMPONENT, WORD(hosting_words),
	 LIST_AT(plan_option, placements), .help = N_("Where one component runs; some item must name it.")},

	/* [infra.ID], [team.ID], [monitoring.ID], [other.ID] */
	{.sections = ITEM_SECTIONS,
	 .key = "label",
	 TEXT,
	 AT(cost_item, label),
	 .help = N_("Its name for people; by default the id.")},
	{.sections = ITEM_SECTIONS,
	 .key = "component",
	 ID,
	 AT(cost_item, component),
	 .help = N_("What the options place with `hosting.COMPONENT`; the item's id where none is given.")},
	{.sections = UNSALARIED_SECTIONS,
	 .key = "price",
	 MONEY_BY(PERIOD_MONTH),
	 FROM_0,
	 PER_OPTION,
	 AT(cost_item, price),
	 .help = N_("What one unit costs, wherever it runs.")},
	{.sections = PLACED_SECTIONS,
	 .key = "managed_price",
	 MONEY_BY(PERIOD_MONTH),
	 FROM_0,
	 PER_OPTION,
	 AT(cost_item, managed_price),
	 .help = N_("What one unit costs where its component is managed.")},
	{.sections = PLACED_SECTIONS,
	 .key = "self_hosted_price",
	 MONEY_BY(PERIOD_MONTH),
	 FROM_0,
	 PER_OPTION,
	 AT(cost_item, self_hosted_price),
	 .help = N_("What one unit costs where its component is self-hosted.")},
	{IN(TEAM), .key = "salary", MONEY_BY(PERIOD_YEAR), FROM_0, PER_OPTION, AT(cost_item, price),
	 .help = N_("What one person earns; `on_cost` is added to it.")},
	{.sections = UNSALARIED_SECTIONS,
	 .key = "quantity",
	 NUMBER,
	 FROM_0,
	 .fallback = "1",
	 PER_OPTION,
	 AT(cost_item, quantity),
	 .help = N_("How many units.")},
	{IN(TEAM), .key = "fte", NUMBER, FROM_0, .unit = N_("people"), .fallback = "1", PER_OPTION,
	 AT(cost_item, quantity), .help = N_("How many people, full-time equivalents.")},
	{.sections = ITEM_SECTIONS,
	 .key = "unit",
	 TEXT,
	 AT(cost_item, unit),
	 .help = N_("What one unit is: `c5.2xlarge`.")},
	{.sections = ITEM_SECTIONS,
	 .key = "elasticity",
	 NUMBER,
	 .low = -3,
	 .high = 3,
	 .fallback = "0",
	 PER_OPTION,
	 AT(cost_item, elasticity),
	 .help = N_("The quantity grows as demand to this power: 0 fixed, 1 in proportion.")},
	{.sections = ITEM_SECTIONS,
	 .key = "capacity",
	 NUMBER,
	 ABOVE_0,
	 .unit = N_("requests/s"),
	 PER_OPTION,
	 AT(cost_item, capacity),
	 .help = N_("Peak requests a second that one unit serves: units are then counted from demand, "
		    "`quantity` being the least. "
		    "Instead of elasticity; not with a price a million requests.")},
	{.sections = UNSALARIED_SECTIONS,
	 .key = "from",
	 MOMENT,
	 .fallback = "launch",
	 PER_OPTION,
	 AT(cost_item, from),
	 .help = N_("When it begins to cost; when a price `once` is paid.")},
	{IN(TEAM), .key = "from", MOMENT, .fallback = "start", PER_OPTION, AT(cost_item, from),
	 .help = N_("When they begin.")},
	{.sections = ITEM_SECTIONS,
	 .key = "until",
	 MOMENT,
	 .fallback = "never",
	 PER_OPTION,
	 AT(cost_item, until),
	 .help = N_("When it ends.")},
	{.sections = ITEM_SECTIONS,
	 .key = "escalation",
	 SHARE,
	 ABOVE_MINUS_1,
	 .fallback = "0%",
	 PER_OPTION,
	 AT(cost_item, escalation),
	 .help = N_("How its price rises a year.")},
	{.sections = ITEM_SECTIONS,
	 .key = "risk_adjustment",
	 SHARE,
	 .low = 0,
	 .high = RATE_MOST,
	 .fallback = "0%",
	 PER_OPTION,
	 AT(cost_item, risk_adjustment),
	 .help = N_("Raises the cost, to allow for the unknown.")},
	{.sections = ITEM_SECTIONS,
	 .key = "enabled",
	 FLAG,
	 .fallback = "yes",
	 PER_OPTION,
	 AT(cost_item, enabled),
	 .help = N_("Whether it counts at all.")},
	{IN(MONITORING), .key = "covers", IDS, AT(cost_item, covers),
	 .help = N_("The incidents that it catches.")},
	{IN(MONITORING), .key = "cuts", SHARE, FROM_0_TO_1, PER_OPTION, AT(cost_item, cuts),
	 .help = N_("The share of their loss that it avoids while active.")},
	{.sections = ITEM_SECTIONS,
	 .key = "note",
	 TEXT,
	 AT(cost_item, note),
	 .help = N_("Anything a reader should know.")},
	{.sections = ITEM_SECTIONS,
	 .key = "source",
	 TEXT,
	 AT(cost_item, source),
	 .help = N_("Where the figures come from.")},

	/* [benefit.ID] */
	{IN(BENEFIT), .key = "label", TEXT, AT(benefit, label),
	 .help = N_("Its name for people; by default the id.")},
	{IN(BENEFIT), .key = "metric", TEXT, AT(benefit, metric),
	 .help = N_("The business metric that shows it.")},
	{IN(BENEFIT), .key = "annual_value", MONEY_ONLY(PERIOD_YEAR), ANY, PER_OPTION,
	 AT(benefit, annual_value), .help = N_("What it is worth a year, at full effect.")},
	{IN(BENEFIT), .key = "lift", SHARE, ABOVE_MINUS_1, PER_OPTION, AT(benefit, lift),
	 .help = N_(
		 "By how much it raises the influenced share of the annual revenue; below 0 it lowers it.")},
	{IN(BENEFIT), .key = "influenced_share", SHARE, FROM_0_TO_1, .fallback = "100%", PER_OPTION,
	 AT(benefit, influenced_share),
	 .help = N_("The share of the annual revenue that a `lift` concerns.")},
	{IN(BENEFIT), .key = "margin", SHARE, FROM_0_TO_1, .fallback = "100%", PER_OPTION,
	 AT(benefit, margin), .help = N_("What is kept of it: revenue is not profit.")},
	{IN(BENEFIT), .key = "ramp", NUMBER, IN_MONTHS, .fallback = "0", PER_OPTION, AT(benefit, ramp),
	 .help = N_("Months from `from` to the full effect, in a straight line.")},
	{IN(BENEFIT), .key = "from", MOMENT, .fallback = "launch", PER_OPTION, AT(benefit, from),
	 .help = N_("When it begins.")},
	{IN(BENEFIT), .key = "until", MOMENT, .fallback = "never", PER_OPTION, AT(benefit, until),
	 .help = N_("When it ends.")},
	{IN(BENEFIT), .key = "elasticity", NUMBER, .low = -3, .high = 3, .fallback = "0", PER_OPTION,
	 AT(benefit, elasticity), .help = N_("It grows as demand to this power: 0 fixed, 1 in proportion.")},
	{IN(BENEFIT), .key = "escalation", SHARE, ABOVE_MINUS_1, .fallback = "0%", PER_OPTION,
	 AT(benefit, escalation), .help = N_("How it rises a year.")},
	{IN(BENEFIT), .key = "decay", SHARE, .low = 0, .high = 1, .high_open = true, .fallback = "0%",
	 PER_OPTION, AT(benefit, decay),
	 .help = N_("The share of the effect that is lost each month, from one retraining to the next.")},
	{IN(BENEFIT), .key = "retrain_every", NUMBER, .unit = N_("months"), .low = 0, .low_open = true,
	 .divides = true, .high = MONTHS_MOST, .fallback = "1", PER_OPTION, AT(benefit, retrain_every),
	 .help = N_("Months between two retrainings.")},
	{IN(BENEFIT), .key = "risk_adjustment", SHARE, FROM_0_TO_1, .fallback = "0%", PER_OPTION,
	 AT(benefit, risk_adjustment), .help = N_("Lowers the benefit, to allow for the unknown.")},
	{IN(BENEFIT), .key = "enabled", FLAG, .fallback = "yes", PER_OPTION, AT(benefit, enabled),
	 .help = N_("Whether it counts at all.")},
	{IN(BENEFIT), .key = "note", TEXT, AT(benefit, note), .help = N_("Anything a reader should know.")},
	{IN(BENEFIT), .key = "source", TEXT, AT(benefit, source), .help = N_("Where the figures come from.")},

	/* [incidents] */
	{IN(INCIDENTS), .key = "per_year", NUMBER, FROM_0, .unit = N_("incidents"),
	 AT(incident_rate, per_year), .help = N_("Incidents of the plan a year, all kinds together.")},

	/* [incident.ID] */
	{IN(INCIDENT), .key = "label", TEXT, AT(incident, label),
	 .help = N_("Its name for people; by default the id.")},
	{IN(INCIDENT), .key = "share", SHARE, FROM_0_TO_1, .fallback = "0%", PER_OPTION, AT(incident, share),
	 .help = N_("The share of all incidents that are of this kind.")},
	{IN(INCIDENT), .key = "of", WORD(stake_words), .fallback = "revenue", AT(incident, of),
	 .help = N_("What it reduces.")},
	{IN(INCIDENT), .key = "loss", SHARE, FROM_0_TO_1, .fallback = "0%", PER_OPTION, AT(incident, loss),
	 .help = N_("The share of it that is lost while the incident lasts.")},
	{IN(INCIDENT), .key = "exposed", SHARE, FROM_0_TO_1, .fallback = "100%", PER_OPTION,
	 AT(incident, exposed), .help = N_("The share of it that is concerned.")},
	{IN(INCIDENT), .key = "margin", SHARE, FROM_0_TO_1, .fallback = "100%", PER_OPTION,
	 AT(incident, margin), .help = N_("Of lost revenue, what would have been kept.")},
	{IN(INCIDENT), .key = "duration", NUMBER, .unit = N_("days"), .low = 0, .high = 36500,
	 .fallback = "0", PER_OPTION, AT(incident, duration), .help = N_("How long one lasts.")},
	{IN(INCIDENT), .key = "enabled", FLAG, .fallback = "yes", PER_OPTION, AT(incident, enabled),
	 .help = N_("Whether it counts at all.")},
	{IN(INCIDENT), .key = "note", TEXT, AT(incident, note), .help = N_("Anything a reader should know.")},
	{IN(INCIDENT), .key = "source", TEXT, AT(incident, source),
	 .help = N_("Where the figures come from.")},

	/* [outcome] */
	{IN(OUTCOME), .key = "success", NUMBER, FROM_0, .unit = N_("weight"), .fallback = "0",
	 AT(outcome, success), .help = N_("Weight of a plan that comes true.")},
	{IN(OUTCOME), .key = "neutral", NUMBER, FROM_0, .unit = N_("weight"), .fallback = "0",
	 AT(outcome, neutral), .help = N_("Weight of an effect that only just pays for itself.")},
	{IN(OUTCOME), .key = "stopped", NUMBER, FROM_0, .unit = N_("weight"), .fallback = "0",
	 AT(outcome, stopped), .help = N_("Weight of a plan without an effect: the project is stopped.")},
	{IN(OUTCOME), .key = "stop_month", WHOLE, .unit = N_("months"), .low = 0, .high = 120,
	 .fallback = "12", AT(outcome, stop_month),
	 .help = N_("After how many months such a project is stopped.")},
	{IN(OUTCOME), .key = "neutral_payback", WHOLE, .unit = N_("months"), .low = 0, .high = 120,
	 .fallback = "24", AT(outcome, neutral_payback),
	 .help = N_("After how many months a neutral one has paid for itself.")},

	/* [migration] */
	{IN(MIGRATION), .key = "cost", MONEY_ONLY(PERIOD_ONCE), FROM_0, .fallback = "0", AT(migration, cost),
	 .help = N_("What a move from one option to another costs, once.")},
	{IN(MIGRATION), .key = "cost.FROM.TO", .form = KEY_MOVE, MONEY_ONLY(PERIOD_ONCE), FROM_0,
	 LIST_AT(migration, costs), .help = N_("The same for one move.")},
	{IN(MIGRATION), .key = "overlap", NUMBER, IN_MONTHS, .fallback = "1", AT(migration, overlap),
	 .help = N_("Months during which both infrastructures are paid.")},
	{IN(MIGRATION), .key = "overlap.FROM.TO", .form = KEY_MOVE, NUMBER, IN_MONTHS,
	 LIST_AT(migration, overlaps), .help = N_("The same for one move.")},

	/* [correlation] */
	{IN(CORRELATION), .key = "INPUT ~ INPUT", .form = KEY_PAIR, NUMBER, .low = -1, .low_open = true,
	 .high = 1, .high_open = true, .fixed = true, LIST_AT(correlation, pairs),
	 .help = N_("The correlation of two uncertain inputs, each written section.key: `benefit.ctr.lift ~ "
		    "demand.growth = 0.4`.")},

	/* [guidance] */
	{IN(GUIDANCE), .key = "managed_requests_per_day", NUMBER, FROM_0, .unit = N_("requests/day"),
	 .fixed = true, .fallback = "1M", AT(guidance, managed_requests_per_day),
	 .help = N_("Above this, managed serving becomes expensive.")},
	{IN(GUIDANCE), .key = "managed_team", NUMBER, FROM_0, .unit = N_("people"), .fixed = true,
	 .fallback = "5", AT(guidance, managed_team),
	 .help = N_("Teams smaller than this are better off managed.")},
	{IN(GUIDANCE), .key = "self_hosted_requests_per_day", NUMBER, FROM_0, .unit = N_("requests/day"),
	 .fixed = true, .fallback = "100M", AT(guidance, self_hosted_requests_per_day),
	 .help = N_("From here on self-hosting is worth it.")},
	{IN(GUIDANCE), .key = "scientists_per_engineer", NUMBER, FROM_0, .fixed = true, .fallback = "3",
	 AT(guidance, scientists_per_engineer),
	 .help = N_("Data scientists that one engineer can carry into production.")},
	{IN(GUIDANCE), .key = "alerts", NUMBER, FROM_0, .fixed = true, .fallback = "8", AT(guidance, alerts),
	 .help = N_("More alerts than this are not looked at.")},
	{IN(GUIDANCE), .key = "payback", NUMBER, IN_MONTHS, .fixed = true, .fallback = "18",
	 AT(guidance, payback), .help = N_("A project that pays back within this is a success.")},
	{IN(GUIDANCE), .key = "neutral_payback", NUMBER, IN_MONTHS, .fixed = true, .fallback = "24",
	 AT(guidance, neutral_payback), .help = N_("One that pays back within this is neutral.")},
	{IN(GUIDANCE), .key = "p95_latency", NUMBER, FROM_0, .unit = N_("ms"), .fixed = true,
	 AT(guidance, p95_latency), .help = N_("The latency that 95 % of the requests stay below.")},
	{IN(GUIDANCE), .key = "drift_score", NUMBER, FROM_0, .fixed = true, .fallback = "0.15",
	 AT(guidance, drift_score),
	 .help = N_("A drift above this deserves an alert (Kolmogorov-Smirnov statistic).")},
	{IN(GUIDANCE), .key = "freshness_hours", NUMBER, FROM_0, .unit = N_("hours"), .fixed = true,
	 .fallback = "4", AT(guidance, freshness_hours),
	 .help = N_("Data older than this deserve an alert.")},

	/* [tier.ID] */
	{IN(TIER), .key = "label", TEXT, AT(tier, label),
	 .help = N_("Its name for people; by default the id.")},
	{IN(TIER), .key = "users_max", NUMBER, FROM_0, .unit = N_("users"), .fixed = true,
	 AT(tier, users_max), .help = N_("The most users it serves.")},
	{IN(TIER), .key = "infra", MONEY_ONLY(PERIOD_MONTH), FROM_0, .fixed = true, AT(tier, infra),
	 .help = N_("Its budget for infrastructure.")},
	{IN(TIER), .key = "tools", MONEY_ONLY(PERIOD_MONTH), FROM_0, .fixed = true, AT(tier, tools),
	 .help = N_("Its budget for tools: monitoring, continuous integration.")},
	{IN(TIER), .key = "salaries", MONEY_ONLY(PERIOD_MONTH), FROM_0, .fixed = true, AT(tier, salaries),
	 .help = N_("Its budget for people.")},
	{IN(TIER), .key = "total", MONEY_ONLY(PERIOD_MONTH), FROM_0, .fixed = true, AT(tier, total),
	 .help = N_("All of it.")},
	{IN(TIER), .key = "people_min", NUMBER, FROM_0, .unit = N_("people"), .fixed = true,
	 AT(tier, people_min), .help = N_("The fewest people it needs.")},
	{IN(TIER), .key = "people_max", NUMBER, FROM_0, .unit = N_("people"), .fixed = true,
	 AT(tier, people_max), .help = N_("The most people it allows.")},

	/* [alert.ID] */
	{IN(ALERT), .key = "label", TEXT, AT(alert, label),
	 .help = N_("What it says; the id where none is given.")},
	{IN(ALERT), .key = "level", WORD(level_words), .required = true, AT(alert, level),
	 .help = N_("Whom it wakes.")},
	{IN(ALERT), .key = "expr", TEXT, AT(alert, expr),
	 .help = N_("Its condition in PromQL, passed on as it is; quoted where it holds `;` or `#`.")},
	{IN(ALERT), .key = "for", TEXT, AT(alert, for_duration),
	 .help = N_("How long the condition holds before it fires: `5m`.")},
	{IN(ALERT), .key = "channel", TEXT, AT(alert, channel), .help = N_("Where it goes: `pagerduty`.")},
	{IN(ALERT), .key = "incident", ID, AT(alert, incident),
	 .help = N_("The incident that it would catch.")},
	{IN(ALERT), .key = "note", TEXT, AT(alert, note), .help = N_("Anything a reader should know.")},
};

#define FIELD_COUNT (sizeof(fields) / sizeof(fields[0]))

const struct section_type *section_type(enum section_kind kind)
{
	return &section_types[kind];
}

enum section_kind section_kind_of(const char *name)
{
	for (int kind = 0; kind < SECTION_KINDS; kind++) {
		if (strcmp(section_types[kind].name, name) == 0)
			return (enum section_kind)kind;
	}
	return SECTION_KINDS;
}

const struct field *field_table(size_t *count)
{
	*count = FIELD_COUNT;
	return fields;
}

const struct field *field_find(enum section_kind kind, const char *key)
{
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		if ((fields[i].sections & 1U << kind) && fields[i].form == KEY_PLAIN &&
		    strcmp(fields[i].key, key) == 0)
			return &fields[i];
	}
	return NULL;
}

void field_ends(const struct field *field, double *low, double *high)
{
	*low = field->low_open ? nextafter(field->low, (double)INFINITY) : field->low;
	*high = field->high_open ? nextafter(field->high, -(double)INFINITY) : field->high;
}

const struct field *field_of_form(enum section_kind kind, enum key_form form, const char *stem)
{
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		if (!(fields[i].sections & 1U << kind) || fields[i].form != form)
			continue;
		size_t size = form == KEY_MOVE ? strlen(stem) : 0;
		if (form != KEY_MOVE ||
		    (strncmp(fields[i].key, stem, size) == 0 && fields[i].key[size] == '.'))
			return &fields[i];
	}
	return NULL;
}
