/*
 * The one list of flows, and of the columns of the cash flow into which they are summed. Each is declared once
 * (flow.c).
 *
 * Costs, losses and benefits are all positive. CSV, reports, the board's years and the screen walk the columns.
 */
#ifndef MODEL_FLOW_H
#define MODEL_FLOW_H

#include <stdbool.h>

#include "plan/field.h"

/* What a flow is for. */
enum flow {
	FLOW_INFRA,
	FLOW_TEAM,
	FLOW_MONITORING,
	FLOW_OTHER,
	FLOW_BENEFIT,
	FLOW_LOSS_OF_REVENUE, /* incidents `of = revenue` */
	FLOW_LOSS_OF_BENEFIT, /* incidents `of = benefit` */
	FLOW_COUNT
};

/* What an outcome scales by the same factor. */
enum side {
	SIDE_EFFECT,          /* benefit - losses of benefit, a gain */
	SIDE_SPEND,           /* all costs */
	SIDE_LOSS_OF_REVENUE, /* a cost */
	SIDE_COUNT
};

/* Amounts of a month, in display order. */
enum cash_column {
	CASH_INFRA,
	CASH_TEAM,
	CASH_MONITORING,
	CASH_OTHER,
	CASH_BENEFIT,
	CASH_INCIDENT_LOSS,
	CASH_NET,                   /* benefit - losses - costs */
	CASH_CUMULATIVE,            /* running sum of net, at the month's end */
	CASH_DISCOUNTED,            /* present value of net */
	CASH_DISCOUNTED_CUMULATIVE,
	CASH_COUNT
};

/* What kind of amount a column holds. */
enum cash_kind {
	CASH_KIND_COST,  /* spent; the costs add up to the total cost */
	CASH_KIND_GAIN,
	CASH_KIND_LOSS,
	CASH_KIND_NET,
	CASH_KIND_TOTAL  /* running sum of all months so far */
};

struct flow_info {
	enum side side;
	bool lessens; /* counts against its side */
	enum cash_column column;
};

struct cash_info {
	const char *id;     /* "infra": CSV, JSON */
	const char *label;  /* N_(): "Infrastructure" */
	const char *head;   /* N_(): "Infra", over a column of a table */
	const char *narrow; /* N_(): "infra", over a column of the screen; NULL: not shown there */
	int rank;           /* on screen: columns of the highest rank are dropped first; 1, 2: never dropped */
	enum cash_kind kind;
};

const struct flow_info *flow_info(enum flow flow);
const struct cash_info *cash_info(enum cash_column column);

/* How a flow counts in its side, and in the net: 1 or -1. */
double flow_sign_in_side(enum flow flow);
double flow_sign(enum flow flow);

/* Whether a column or flow is a cost, a gain or a loss. */
enum cash_kind flow_kind(enum flow flow);

/* The flow for a cost item of this kind of section. */
enum flow flow_of_item(enum section_kind kind);

#endif
