/*
 * Plans for tests, from a text at hand.
 */
#ifndef TESTS_UNIT_SAMPLE_H
#define TESTS_UNIT_SAMPLE_H

#include <stdio.h>
#include <string.h>

#include "near.h"

#include "base/bytes.h"
#include "base/diag.h"
#include "plan/plan.h"

/* The plan that the text is; the test fails, showing why, where it is none. */
static inline struct plan *sample_plan(const char *text)
{
	struct source source;
	struct diags diags = {0};
	struct plan *plan = NULL;
	if (source_read_text("sample.ini", text, strlen(text), &diags, &source) == 0) {
		(void)plan_from_source(&source, &diags, &plan);
		source_release(&source);
	}
	if (!plan) {
		struct bytes out = {0};
		diags_print(&diags, &out);
		print_error("%s", bytes_text(&out));
		bytes_release(&out);
	}
	diags_release(&diags);
	assert_non_null(plan);
	return plan;
}

/* A golden profile: "path" is tests/golden/path.ini. */
static inline struct plan *golden_plan(const char *stem)
{
	char path[256];
	struct diags diags = {0};
	struct plan *plan = NULL;
	snprintf(path, sizeof path, "tests/golden/%s.ini", stem);
	assert_int_equal(plan_read(path, &diags, &plan), 0);
	diags_release(&diags);
	return plan;
}

/* The input, which must be there. */
static inline const struct input *sample_input(const struct plan *plan, const char *name)
{
	const struct input *input = plan_find_input(plan, name);
	assert_non_null(input);
	return input;
}

/* Numbers for made-up plans, the same in every run: in [0, 1). */
static inline double sample_random(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (double)(*state >> 11) / (double)(UINT64_C(1) << 53);
}

#endif
