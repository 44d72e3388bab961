/*
 * Inside model/: the amounts that derivations are about: of a line (a cost item, a benefit, an incident), and of what
 * lines add up to, month by month.
 *
 * Their values are the model's (GROUP_ITEMS); what they are made of says model/derive_*.c.
 */
#ifndef MODEL_LEDGER_H
#define MODEL_LEDGER_H

#include "model/evaluator.h"
#include "model/node.h"

/* What lines add up to; in `amount` numbers they come after the lines. */
enum aggregate {
	AGGREGATE_INFRA,
	AGGREGATE_TEAM,
	AGGREGATE_MONITORING,
	AGGREGATE_OTHER,
	AGGREGATE_BENEFIT,
	AGGREGATE_INCIDENT_LOSS,
	AGGREGATE_SPEND,           /* infra, team, monitoring, other */
	AGGREGATE_ONCE,            /* of spend: what is paid once */
	AGGREGATE_LOSS_OF_REVENUE,
	AGGREGATE_LOSS_OF_BENEFIT,
	AGGREGATE_EFFECT,          /* benefit - loss_of_benefit */
	AGGREGATE_NET,             /* benefit - incident_loss - spend */
	AGGREGATE_CUMULATIVE,      /* of net */
	AGGREGATE_COUNT
};

struct aggregate_info {
	const char *id, *label;      /* "infra"; N_() */
	const char *present_id, *present_label; /* of its present value; NULL: none has a name */
};

/* Of one option: the one that was asked for last. */
struct option_amounts {
	size_t option;       /* SIZE_MAX: none yet */
	double *month;       /* [line * horizon + t]: what runs in month t */
	const double **once; /* [line][t]: what is paid once at its start; [line] is NULL where the line has none */
};

struct ledger {
	const struct plan *plan;
	const struct evaluation *evaluation;
	struct evaluator evaluator;  /* by GROUP_ITEMS */
	int horizon;
	bool yearly;                 /* discounted by the year */
	size_t lines;                /* items, then benefits, then incident classes */
	struct option_amounts amounts;
	const double *discount_month, *discount_once; /* [t]: of instants t + 1 and t */
	double *discounts;           /* owns both */
};

/* 0, or -1 when out of memory; the plan and its evaluation must outlive it. */
int ledger_init(struct ledger *ledger, const struct plan *plan, const struct evaluation *evaluation);
void ledger_release(struct ledger *ledger);

const struct aggregate_info *aggregate_info(enum aggregate aggregate);

/* The lines and their sections. */
const struct section *line_section(const struct ledger *ledger, size_t line);
const char *line_label(const struct ledger *ledger, size_t line);
enum flow line_flow(const struct ledger *ledger, size_t option, size_t line);

/* With which sign a line counts in an aggregate; 0: it does not. */
int aggregate_sign(const struct ledger *ledger, size_t option, enum aggregate aggregate, size_t line);

/*
 * Sums over months `first` to `last` (1 to horizon): of a line (amount < lines) or an
 * aggregate (lines + enum aggregate; AGGREGATE_CUMULATIVE: from month 1); and of their present values.
 */
double amount_of(struct ledger *ledger, size_t option, size_t amount, int first, int last);
double present_value_of(struct ledger *ledger, size_t option, size_t amount, int first, int last);

/* Of a line in a month: what is paid at its start, once. */
double once_of(struct ledger *ledger, size_t option, size_t line, int month);

#endif
