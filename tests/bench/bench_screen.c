/*
 * How long the screen takes from a key to repainted figures, and how many times the work of one report that is.
 *
 * A key changes an input (nudged, or typed digit by digit); the screen is drawn into cells with every figure anew, the first thousand trials behind
 * the P10·P50·P90 included. A report is: the profile read, evaluated, and freed.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/bytes.h"
#include "base/diag.h"
#include "model/figure.h"
#include "tui/screen.h"
#include "tui/script.h"
#include "tui/dispatch.h"

enum { ROUNDS = 9, KEYS = 40, MOST_EVALUATIONS = 20 };

static double now_ms(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* What it takes when nothing else is in the way: the first decile. */
static double undisturbed(double *values, size_t count)
{
	qsort(values, count, sizeof *values, compare);
	return values[count / 10];
}

static void press(struct session *session, uint32_t key)
{
	struct event event = {.kind = EVENT_KEY, .key = key};
	dispatch_event(session, &event);
}

/* Milliseconds from a key to the cells, by the key's kind. */
static double measure(struct session *session, struct cells *cells, const uint32_t *keys, size_t count)
{
	double times[ROUNDS * KEYS];
	for (size_t i = 0; i < ROUNDS * KEYS; i++) {
		double start = now_ms();
		press(session, keys[i % count]);
		screen_draw(session, cells);
		times[i] = now_ms() - start;
	}
	return undisturbed(times, ROUNDS * KEYS);
}

static double measure_report(const char *path)
{
	double times[ROUNDS * KEYS];
	for (size_t i = 0; i < ROUNDS * KEYS; i++) {
		struct plan *plan = NULL;
		struct diags diags = {0};
		struct evaluation evaluation;
		double start = now_ms();
		if (plan_read(path, &diags, &plan) == 0 && evaluation_new(plan, &evaluation) == 0)
			evaluation_release(&evaluation);
		plan_free(plan);
		times[i] = now_ms() - start;
		diags_release(&diags);
	}
	return undisturbed(times, ROUNDS * KEYS);
}

static void go_to(struct session *session, const char *name)
{
	press(session, ':');
	for (const char *c = "go "; *c; c++)
		press(session, (unsigned char)*c);
	for (; *name; name++)
		press(session, (unsigned char)*name);
	press(session, PRESS_ENTER);
}

int main(int argument_count, char **argument)
{
	const char *path = argument_count > 1 ? argument[1] : "profiles/recommendation-engine.ini";
	const struct session_options options = {.path = &path, .count = 1};
	struct session *session;
	struct cells cells;
	struct diags diags = {0};
	if (dispatch_open(&options, &diags, &session) < 0 || cells_init(&cells, 100, 30) < 0)
		return 1;
	session->width = 100;
	session->height = 30;
	screen_draw(session, &cells);
	double report = measure_report(path);
	go_to(session, "benefit.ctr.influenced_share");
	double nudged = measure(session, &cells, (const uint32_t[]){'.', ','}, 2);
	press(session, PRESS_ENTER);
	double typed = measure(session, &cells, (const uint32_t[]){'9', PRESS_BACKSPACE}, 2);
	press(session, PRESS_ESCAPE);
	double moved = measure(session, &cells, (const uint32_t[]){PRESS_DOWN, PRESS_UP}, 2);
	double worst = nudged > typed ? nudged : typed;
	printf("key to repainted figures: nudged %.2f ms, typed %.2f ms; to a moved cursor %.2f ms\n", nudged, typed, moved);
	printf("one report (read, evaluated): %.2f ms; a key is %.1f of them, at most %d\n", report, worst / report, MOST_EVALUATIONS);
	session_forget(session);
	session_free(session);
	cells_release(&cells);
	return worst > MOST_EVALUATIONS * report;
}
