/* Fails each allocation of an operation in turn: the wrappers and the loop. */
#include "fail_alloc.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "effort.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_aligned_alloc(size_t alignment, size_t size);
void *__real_realloc(void *old, size_t size);
void __real_free(void *at);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);
void *__wrap_realloc(void *old, size_t size);
char *__wrap_strdup(const char *text);
char *__wrap_strndup(const char *text, size_t size);
void __wrap_free(void *at);

enum {
	SLOTS = 1 << 16,
	MOST_LIVE = SLOTS / 2,
	MOST_EACH = 40 /* so many allocations fail one by one, whatever the effort */
};

/* What is watched: only while an operation runs, or its count would hold what the test itself keeps. */
static struct {
	bool watching;
	size_t until_failure; /* 0: none is to fail */
	bool hit;
	void *live[SLOTS]; /* a hash table with linear probing */
	size_t live_count;
} state;

static size_t slot_of(const void *at)
{
	return (size_t)(((uintptr_t)at >> 4) * 2654435761u) % SLOTS;
}

static void remember(void *at)
{
	if (!state.watching || !at)
		return;
	if (state.live_count >= MOST_LIVE)
		fail_msg("more than %d allocations alive at once: too many to watch", (int)MOST_LIVE);
	size_t slot = slot_of(at);
	while (state.live[slot] && state.live[slot] != at)
		slot = (slot + 1) % SLOTS;
	state.live_count += !state.live[slot];
	state.live[slot] = at;
}

static void forget(void *at)
{
	size_t slot = slot_of(at);
	while (state.live[slot] && state.live[slot] != at)
		slot = (slot + 1) % SLOTS;
	if (!at || !state.live[slot])
		return;
	state.live[slot] = NULL;
	state.live_count--;
	/* Those behind it may have been pushed on by it. */
	for (slot = (slot + 1) % SLOTS; state.live[slot]; slot = (slot + 1) % SLOTS) {
		void *moved = state.live[slot];
		state.live[slot] = NULL;
		state.live_count--;
		remember(moved);
	}
}

static bool fails_now(void)
{
	if (state.until_failure == 0 || --state.until_failure > 0)
		return false;
	state.hit = true;
	errno = ENOMEM;
	return true;
}

void *__wrap_malloc(size_t size)
{
	void *at = fails_now() ? NULL : __real_malloc(size);
	remember(at);
	return at;
}

void *__wrap_calloc(size_t count, size_t size)
{
	void *at = fails_now() ? NULL : __real_calloc(count, size);
	remember(at);
	return at;
}

void *__wrap_aligned_alloc(size_t alignment, size_t size)
{
	void *at = fails_now() ? NULL : __real_aligned_alloc(alignment, size);
	remember(at);
	return at;
}

void *__wrap_realloc(void *old, size_t size)
{
	if (fails_now())
		return NULL;
	forget(old);
	void *at = __real_realloc(old, size);
	remember(at);
	return at;
}

char *__wrap_strndup(const char *text, size_t size)
{
	size_t length = strnlen(text, size);
	char *copy = __wrap_malloc(length + 1);
	if (copy) {
		memcpy(copy, text, length);
		copy[length] = '\0';
	}
	return copy;
}

char *__wrap_strdup(const char *text)
{
	return __wrap_strndup(text, strlen(text));
}

void __wrap_free(void *at)
{
	forget(at);
	__real_free(at);
}

void fail_alloc(size_t n)
{
	state.until_failure = n;
	state.hit = false;
}

int fail_alloc_hit(void)
{
	return state.hit;
}

size_t fail_alloc_live(void)
{
	return state.live_count;
}

static void watch(bool watching)
{
	memset(state.live, 0, sizeof state.live);
	state.live_count = 0;
	state.watching = watching;
}

size_t fail_each_alloc(int (*operation)(void *context), void *context)
{
	size_t step = effort(1, 7);
	for (size_t n = 1;; n += n < MOST_EACH ? 1 : step) {
		watch(true);
		fail_alloc(n);
		int result = operation(context);
		bool hit = fail_alloc_hit();
		fail_alloc(0);
		size_t leaked = fail_alloc_live();
		watch(false);
		if (leaked > 0)
			fail_msg("with allocation %zu failing, %zu allocations are leaked", n, leaked);
		if (hit)
			continue;
		if (result != 0)
			fail_msg("returned %d though no allocation failed", result);
		if (n == 1)
			fail_msg("there was no allocation to fail");
		return n - 1;
	}
}
