/*
 * The one table of a plan's inputs: each is declared once, as a row. Reading, checking, "did you mean", --set, the
 * editor, the trials' list of inputs, `keys` and docs/profile-keys.md walk it. To add an input, add a row here, a
 * member in plan.h, and its use in the model.
 */
#ifndef PLAN_FIELD_H
#define PLAN_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "plan/value.h"

/* The kinds of section, in the order of `keys`. */
enum section_kind {
	SECTION_PLAN,
	SECTION_FX,
	SECTION_DEMAND,
	SECTION_BUSINESS,
	SECTION_HOSTING,
	SECTION_OPTION,
	SECTION_INFRA,
	SECTION_TEAM,
	SECTION_MONITORING,
	SECTION_OTHER,
	SECTION_BENEFIT,
	SECTION_INCIDENTS,
	SECTION_INCIDENT,
	SECTION_OUTCOME,
	SECTION_MIGRATION,
	SECTION_CORRELATION,
	SECTION_GUIDANCE,
	SECTION_TIER,
	SECTION_ALERT,
	SECTION_KINDS
};

struct section_type {
	const char *name; /* "infra" */
	bool has_id;      /* any number of [infra.ID]; false: one [plan] */
	const char *help;
	size_t array_offset; /* in struct plan: of the struct section_list (has_id), or of the section itself */
	size_t size;         /* of its struct */
};

/* How a key is named. */
enum key_form {
	KEY_PLAIN,       /* the name itself */
	KEY_CURRENCY,    /* [fx]: a currency's code */
	KEY_COMPONENT,   /* [option]: hosting.COMPONENT */
	KEY_MOVE,        /* [migration]: cost.FROM.TO, overlap.FROM.TO */
	KEY_PAIR         /* [correlation]: INPUT ~ INPUT */
};

struct field {
	unsigned sections;     /* bits 1 << section_kind: the kinds of section that have it */
	const char *key;       /* as it is shown: "price", "hosting.COMPONENT", "CURRENCY", "INPUT ~ INPUT" */
	enum key_form form;
	enum value_kind kind;
	const char *unit;      /* "months", "share", "requests/s"; NULL: none */
	enum period period;    /* money: the default period; else PERIOD_NONE */
	unsigned periods;      /* money: bits 1 << period, the allowed ones; 0: all */
	double low, high;      /* the range; infinite if it has no end */
	bool low_open, high_open; /* the end itself is excluded */
	bool divides;          /* the plan divides by it: amounts diverge at the open end, which draws may not reach */
	bool per_option;       /* KEY.OPTION states it for one option */
	bool required;
	bool fixed;            /* never a distribution: it shapes the calculation, or does not enter it */
	bool single;           /* KIND_IDS: exactly one id */
	const char *fallback;  /* the default, in the grammar of files; NULL: none */
	const char *const *words; /* KIND_WORD: NULL-ended */
	const char *help;      /* one sentence, N_() */
	size_t offset;         /* in the section's struct: of the setting (KEY_PLAIN) or the setting_list */
};

const struct section_type *section_type(enum section_kind kind);

/* The kind of section of this name, or SECTION_KINDS. */
enum section_kind section_kind_of(const char *name);

/* All fields, in the order of `keys`. */
const struct field *field_table(size_t *count);

/* The field of a kind of section with this plain key, or NULL. */
const struct field *field_find(enum section_kind kind, const char *key);

/*
 * The field of a kind of section with this form of key, or NULL. For KEY_MOVE its key begins with "stem.".
 */
const struct field *field_of_form(enum section_kind kind, enum key_form form, const char *stem);

/* The least and the greatest number that the field takes; next to an end that is excluded. */
void field_ends(const struct field *field, double *low, double *high);

/* Appends the accepted range or words, for people: "0 to 1", "more than -100%", "managed or self-hosted". */
struct bytes;
void field_print_range(const struct field *field, struct bytes *out);

/* The kind of value in words: "share", "money a month". */
void field_print_kind(const struct field *field, struct bytes *out);

/* Appends the page of all keys, in Markdown: docs/profile-keys.md, and what `breakeven keys` prints. */
void field_describe_all(struct bytes *out);

#endif
