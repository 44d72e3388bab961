/*
 * An input as text: its number, its unit and its distribution, each short; or the whole value.
 */
#ifndef TUI_INPUT_TEXT_H
#define TUI_INPUT_TEXT_H

#include "plan/plan.h"

struct bytes;

/* "18", "140k", "launch+3", "yes"; for an uncertain input its best guess, to four digits. */
void input_print_value(const struct value *value, const struct field *field, struct bytes *out);

/* "%", "USD/mo", "months"; "" for none. */
void input_print_unit(const struct value *value, const struct field *field, const struct plan *plan, struct bytes *out);

/* The name of the distribution: "pert"; "" for a plain value. */
const char *input_spread(const struct value *value);

/* The value in the grammar of the file, to be edited. */
void input_print_exact(const struct value *value, const struct field *field, const struct plan *plan,
                       struct bytes *out);

/* The currencies a plan's values may name. */
struct currency_names input_currencies(const struct plan *plan);

/*
 * The value `steps` steps away (below 0: down), in the grammar of the file. A step is about a twentieth of the number,
 * and as many steps back restore it. Distributions are shifted as a whole. false: it has no steps.
 */
bool input_nudge(const struct value *value, const struct field *field, const struct plan *plan, int steps,
                 struct bytes *out);

#endif
