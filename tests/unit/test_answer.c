/* From files to documents: reading, evaluating and reporting, each allocation failing once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answer/figures.h"
#include "base/bytes.h"
#include "cli/answers.h"
#include "cli/commands.h"
#include "document/writer.h"
#include "fail_alloc.h"
#include "near.h"

static const char *const profile[] = {"tests/golden/moments.ini", "tests/golden/yearly-convention.ini"};

static struct context context_of(const struct writer *writer, const struct options *options)
{
	struct context context = {.command = &command_report, .options = options};
	document_init(&context.document, "report", writer, (struct style){0});
	return context;
}

static void context_release(struct context *context)
{
	scenarios_close(context->scenarios);
	document_release(&context->document);
	diags_release(&context->diags);
}

static void say_everything(struct document *document, const struct answer *answer)
{
	answer_report_rows(document, answer, true);
	answer_report_matrix(document, answer, 1);
	answer_report_list(document, answer, 1);
	answer_report_table(document, answer, 1);
	answer_cashflow_table(document, answer, 1);
	answer_years_table(document, answer, 1);
}

static void say_lines(struct document *document, const struct answer *answer)
{
	answer_lines_rows_by_year(document, answer);
	answer_lines_table(document, answer);
}

static void say_wide_columns(struct document *document)
{
	answer_report_columns(document, true);
}

/* Two profiles, a setting and two rows, by one writer. */
struct task {
	const struct writer *writer;
	const char *scenarios;
	void (*columns)(struct document *document);
	void (*say)(struct document *document, const struct answer *answer);
	size_t rows; /* that were said */
};

static int report_all(void *given)
{
	struct task *task = given;
	const char *set[] = {"plan.horizon=14"};
	const struct options options = {.set = {.at = set, .count = 1}, .scenarios = task->scenarios};
	struct context context = context_of(task->writer, &options);
	struct bytes out = {0};
	int result = -1;
	if (scenarios_open(profile, 2, false, &options, &context.diags, &context.scenarios) == SCENARIOS_OPEN) {
		context.document.stamp.profile = scenarios_inputs(context.scenarios);
		context.document.stamp.profile_count = scenarios_profiles(context.scenarios);
		task->columns(&context.document);
		if (evaluate_each(&context, task->say) == DONE)
			result = document_finish(&context.document, &out);
	}
	if (result == 0 && out.size == 0)
		result = -1;
	/* What failed said why. (That a document could not be finished, its own result says.) */
	bool document_failed = context.document.failed || context.document.rows.failed || out.failed;
	if (result != 0 && !diags_failed(&context.diags) && !document_failed)
		fail_msg("failed without a word");
	task->rows = context.document.row_count;
	bytes_release(&out);
	context_release(&context);
	return result;
}

static void test_every_allocation_failing_once(void **state)
{
	(void)state;
	char path[] = "/tmp/breakeven-test-XXXXXX";
	int file = mkstemp(path);
	assert_true(file >= 0);
	static const char text[] = "name,plan.discount_rate\na,5%\nb,\n";
	assert_int_equal(write(file, text, sizeof text - 1), sizeof text - 1);
	close(file);
	size_t count;
	const struct writer *const *writers = writer_table(&count);
	json_set_alloc_funcs(malloc, free);
	for (size_t i = 0; i < count; i++) {
		struct task task = {.writer = writers[i],
		                    .scenarios = writers[i] == &writer_csv ? path : NULL,
		                    .columns = say_wide_columns,
		                    .say = say_everything};
		assert_true(fail_each_alloc(report_all, &task) > 100);
		if (task.writer->takes_rows)
			assert_int_equal(task.rows, task.scenarios ? 2 * 3 : 3);
		task.scenarios = NULL;
		task.columns = answer_lines_columns;
		task.say = say_lines;
		assert_true(fail_each_alloc(report_all, &task) > 100);
	}
	unlink(path);
}

/* The list of figures, by one writer. */
static int say_figures(void *given)
{
	struct document document;
	struct bytes out = {0};
	document_init(&document, "figures", given, (struct style){0});
	answer_figures_columns(&document);
	answer_figures_rows(&document);
	answer_figures_table(&document);
	int result = document_finish(&document, &out);
	bytes_release(&out);
	document_release(&document);
	return result;
}

static void test_the_list_of_figures_fails_with_its_allocations(void **state)
{
	(void)state;
	size_t count;
	const struct writer *const *writers = writer_table(&count);
	for (size_t i = 0; i < count; i++) {
		struct writer writer = *writers[i];
		assert_true(fail_each_alloc(say_figures, &writer) > 10);
	}
}

static size_t row_at;


/* The board's columns: years add up to the total, present values to the npv, and the initial column is what is spent at instant 0. */
static void check_years(struct document *document, const struct answer *answer)
{
	answer_years_rows(document, answer);
	json_t *rows;
	struct bytes array = {0};
	bytes_add_format(&array, "[%s]", bytes_text(&document->rows) + document->writer->apart);
	rows = json_loads(array.at, 0, NULL);
	assert_non_null(rows);
	for (size_t i = 0; i < answer->subject.option_count; i++) {
		const struct option_figures *figures = answer_figures(answer, i);
		double sum = 0, cumulative = 0;
		for (;; row_at++) {
			const json_t *row = json_array_get(rows, row_at);
			const char *period = json_string_value(json_object_get(row, "period"));
			double net = json_number_value(json_object_get(row, "net"));
			double spend = json_number_value(json_object_get(row, "infra")) +
			               json_number_value(json_object_get(row, "team")) +
			               json_number_value(json_object_get(row, "monitoring")) +
			               json_number_value(json_object_get(row, "other"));
			if (strcmp(period, "initial") == 0)
				assert_near(spend, figures->initial_once, 1e-12);
			if (strcmp(period, "total") == 0) {
				assert_near(net, sum, 1e-9);
				assert_near(net, figures->figure[FIGURE_NET_VALUE].value, 1e-9);
				assert_near(spend, figures->figure[FIGURE_TOTAL_COST].value, 1e-9);
				assert_near(cumulative, net, 1e-9);
			}
			if (strcmp(period, "present_value") == 0) {
				assert_near(net, figures->figure[FIGURE_NPV].value, 1e-9);
				assert_near(spend, figures->figure[FIGURE_PV_COST].value, 1e-9);


				row_at++;
				break;
			}
			sum += net;
			if (json_is_number(json_object_get(row, "cumulative")))
				cumulative = json_number_value(json_object_get(row, "cumulative"));
		}
	}
	json_decref(rows);
	bytes_release(&array);
}

static void test_the_boards_columns_add_up(void **state)
{
	(void)state;
	static const char *const profiles[] = {"tests/golden/moments.ini", "tests/golden/yearly-convention.ini",
	                                       "tests/golden/growth.ini", "tests/golden/edges.ini"};
	const struct options options = {0};
	struct context context = context_of(&writer_json, &options);
	assert_int_equal(scenarios_open(profiles, 4, false, &options, &context.diags, &context.scenarios), SCENARIOS_OPEN);
	answer_years_columns(&context.document);
	row_at = 0;
	assert_int_equal(evaluate_each(&context, check_years), DONE);
	assert_true(row_at > 40);
	context_release(&context);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_allocation_failing_once),
		cmocka_unit_test(test_the_list_of_figures_fails_with_its_allocations),
		cmocka_unit_test(test_the_boards_columns_add_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
