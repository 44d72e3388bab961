/*
 * An input in a row of the screen: its number, its unit, how sure it is. All short; the status line has the whole.
 */
#ifndef TUI_INPUT_TEXT_H
#define TUI_INPUT_TEXT_H

#include "plan/plan.h"

struct bytes;

/* "18", "140k", "launch+3", "yes"; the best guess of what is uncertain, to four digits. */
void input_print_value(const struct value *value, const struct field *field, struct bytes *out);

/* "%", "USD/mo", "months"; "" for none. */
void input_print_unit(const struct value *value, const struct field *field, const struct plan *plan, struct bytes *out);

/* "pert", "90 %"; "" for what is no guess. */
const char *input_spread(const struct value *value);

/* The value as the file has it, or would have it, ready to be edited. */
void input_print_exact(const struct value *value, const struct field *field, const struct plan *plan, struct bytes *out);

/* The currencies a plan's values may name. */
struct currency_names input_currencies(const struct plan *plan);

/*
 * The value one sensible step away, or `steps` of them (below 0: down), in the file's grammar: about a twentieth of the number,
 * and back again by as many steps the other way. Uncertain values move as a whole. false: it has no steps.
 */
bool input_nudge(const struct value *value, const struct field *field, const struct plan *plan, int steps, struct bytes *out);

#endif
