/* The list of figures: the statuses that each can have, and the names in its formula. */
#include "model/figure.h"

#include <ctype.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "model/evaluator.h"
#include "plan/field.h"
#include "sample.h"

/* Statuses met so far, as bits: [figure]. */
struct met {
	unsigned statuses[FIGURE_COUNT];
};

static void look_at(const struct option_figures *figures, struct met *met)
{
	for (int f = 0; f < FIGURE_COUNT; f++) {
		enum figure_status status = figures->figure[f].status;

		if ((figure_info((enum figure)f)->statuses & (1u << status)) == 0)
			fail_msg("%s can be %s, which its row does not say", figure_info((enum figure)f)->id,
				 status_id(status));
		met->statuses[f] |= 1u << status;
	}
}

static void look_at_plan(const struct plan *plan, struct met *met)
{
	struct evaluation evaluation;

	assert_int_equal(evaluation_new(plan, &evaluation), 0);
	for (size_t option = 0; option < evaluation.option_count; option++)
		look_at(&evaluation.option[option], met);
	evaluation_release(&evaluation);
}

static void look_at_files(const char *pattern, struct met *met)
{
	glob_t paths;

	assert_int_equal(glob(pattern, 0, NULL, &paths), 0);
	for (size_t i = 0; i < paths.gl_pathc; i++) {
		struct diags diags = {0};
		struct plan *plan = NULL;

		assert_int_equal(plan_read(paths.gl_pathv[i], &diags, &plan), 0);
		look_at_plan(plan, met);
		plan_free(plan);
		diags_release(&diags);
	}
	globfree(&paths);
}

/* Every flow grows beyond what a double can hold, before the launch of one option and after that of the other. */
static const char too_large[] =
	"[plan]\nhorizon = 120\n[demand]\nrequests_per_day = 1000\ngrowth = 1000%\n[business]\nannual_revenue = 1M\n"
	"[option.early]\n[option.late]\ntime_to_market = 119\n"
	"[infra.a]\nprice = 10\nelasticity = 3\n[team.a]\nfte = 1\nsalary = 10\nelasticity = 3\n"
	"[monitoring.a]\nprice = 10\nelasticity = 3\n[other.a]\nprice = 10/month\nelasticity = 3\n"
	"[benefit.a]\nannual_value = 1M\nelasticity = 3\nfrom = start\n"
	"[incidents]\nper_year = 4\n[incident.a]\nof = benefit\nshare = 100%\nloss = 10%\nduration = 2\n"
	"[outcome]\nsuccess = 1\n";

/* -100, 100, -100. */
static const char no_root[] = "[plan]\nhorizon = 3\n[option.a]\n[other.first]\nprice = 100 once\nfrom = start\n"
			      "[other.last]\nprice = 100 once\nfrom = 2\n"
			      "[benefit.a]\nannual_value = 1200\nfrom = 0\nuntil = 1\n";

static void look_at_text(const char *text, struct met *met)
{
	struct plan *plan = sample_plan(text);

	look_at_plan(plan, met);
	plan_free(plan);
}

/* A solver may try weights of 0 where the plan's own are not. */
static void look_at_no_weights(struct met *met)
{
	struct plan *plan = sample_plan("[plan]\nhorizon = 12\n[option.a]\n[benefit.a]\nannual_value = 1M\n"
					"[outcome]\nsuccess = 1\nneutral = 0\nstopped = 0\n");
	const struct value *inputs[] = {sample_input(plan, "outcome.success")->value};
	const double weight[1][LANES] = {{0}};
	struct evaluator evaluator;

	assert_int_equal(evaluator_init_figures(&evaluator, plan, inputs, 1), 0);
	evaluator_run(&evaluator, weight, 1);
	look_at(evaluator.figures, met);
	evaluator_release(&evaluator);
	plan_free(plan);
}

static void a_figure_has_the_statuses_of_its_row_and_no_others(void **state)
{
	struct met met = {0};

	(void)state;
	look_at_files("tests/golden/*.ini", &met);
	look_at_files("profiles/*.ini", &met);
	look_at_text(too_large, &met);
	look_at_text(no_root, &met);
	look_at_no_weights(&met);
	for (int f = 0; f < FIGURE_COUNT; f++)
		for (int status = 0; status < STATUS_COUNT; status++) {
			const struct figure_info *info = figure_info((enum figure)f);

			if ((info->statuses & ~met.statuses[f] & (1u << status)) != 0)
				fail_msg("%s is never %s", info->id, status_id((enum figure_status)status));
		}
}

/* --- formulas --- */

/* What a name may be, besides a figure or an input (docs/model.md, "Formulas"). */
static const char *const functions[] = {"sum", "pv", "at", "first_climb", "lasting_climb", "lowest", "when_lowest",
                                        "rate", "ceil", "min", "max", "of_best", NULL};
static const char *const of_series[] = {"sum", "pv", "at", "first_climb", "lasting_climb", "lowest", "when_lowest",
                                        "rate", NULL};
static const char *const more_series[] = {"spend", "effect", "loss_of_revenue", "run_rate", "requests", NULL};

static bool is_among(const char *const *words, const char *word)
{
	while (*words != NULL && strcmp(*words, word) != 0)
		words++;
	return *words != NULL;
}

static bool is_series(const char *name)
{
	for (int column = 0; column < CASH_COUNT; column++)
		if (strcmp(cash_info((enum cash_column)column)->id, name) == 0)
			return true;
	return is_among(more_series, name);
}

static bool is_input(const char *name)
{
	char section[32];
	const char *key = strchr(name, '.');

	if (key == NULL || (size_t)(key - name) >= sizeof section)
		return false;
	snprintf(section, sizeof section, "%.*s", (int)(key - name), name);
	return section_kind_of(section) != SECTION_KINDS && field_find(section_kind_of(section), key + 1) != NULL;
}

/* expression: term, then + or - and a term, and so on. Each moves *at behind what it has read. */
static void read_sum(const char **at, const char *formula);

static void skip_blanks(const char **at)
{
	*at += strspn(*at, " ");
}

static void expect(const char **at, char sign, const char *formula)
{
	skip_blanks(at);
	if (**at != sign)
		fail_msg("%s: no '%c' at '%s'", formula, sign, *at);
	++*at;
	skip_blanks(at);
}

static void read_name(const char **at, char name[64])
{
	size_t size = strspn(*at, "abcdefghijklmnopqrstuvwxyz0123456789_.");

	assert_in_range(size, 1, 63);
	memcpy(name, *at, size);
	name[size] = '\0';
	*at += size;
}

static void read_call(const char **at, const char *function, const char *formula)
{
	char name[64];

	if (!is_among(functions, function))
		fail_msg("%s: there is no function '%s'", formula, function);
	expect(at, '(', formula);
	if (is_among(of_series, function)) {
		read_name(at, name);
		if (!is_series(name))
			fail_msg("%s: there is no series '%s'", formula, name);
	} else {
		read_sum(at, formula);
	}
	while (**at == ',') {
		expect(at, ',', formula);
		read_sum(at, formula);
	}
	expect(at, ')', formula);
}

static void read_factor(const char **at, const char *formula)
{
	char name[64];

	if (**at == '(') {
		expect(at, '(', formula);
		read_sum(at, formula);
		expect(at, ')', formula);
	} else if (isdigit((unsigned char)**at)) {
		*at += strspn(*at, "0123456789");
	} else {
		read_name(at, name);
		if (**at == '(')
			read_call(at, name, formula);
		else if (figure_find(name) == FIGURE_COUNT && !is_input(name))
			fail_msg("%s: '%s' is neither a figure nor an input", formula, name);
	}
	skip_blanks(at);
}

static void read_product(const char **at, const char *formula)
{
	read_factor(at, formula);
	while (**at == '*' || **at == '/') {
		expect(at, **at, formula);
		read_factor(at, formula);
	}
}

static void read_sum(const char **at, const char *formula)
{
	read_product(at, formula);
	while (**at == '+' || **at == '-') {
		expect(at, **at, formula);
		read_product(at, formula);
	}
}

static void a_formula_is_an_expression_over_known_names(void **state)
{
	(void)state;
	for (int f = 0; f < FIGURE_COUNT; f++) {
		const char *formula = figure_info((enum figure)f)->formula, *at = formula;

		read_sum(&at, formula);
		if (*at != '\0')
			fail_msg("%s: '%s' is left over", formula, at);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_figure_has_the_statuses_of_its_row_and_no_others),
		cmocka_unit_test(a_formula_is_an_expression_over_known_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
