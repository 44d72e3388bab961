/*
 * Loaded before a program (LD_PRELOAD): its FAIL_MALLOC-th allocation, whoever makes it, fails. Where the program ends, how many
 * there were is written to the file FAIL_MALLOC_COUNT.
 *
 * iniparser's own do not count: it checks some of them only (dictionary_new, 4.1), and what it leaves out of what it read is found
 * by the comparison with our own scan.
 */
#define _GNU_SOURCE /* dladdr */

#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The C library's own, under the names by which it lets itself be replaced. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void *__libc_realloc(void *old, size_t size);

static atomic_long count;

static long chosen(void)
{
	static atomic_long number = -1;
	if (number < 0) {
		const char *text = getenv("FAIL_MALLOC");
		number = text ? strtol(text, NULL, 10) : 0;
	}
	return number;
}

static int fails_now(const void *caller)
{
	Dl_info info;
	if (dladdr(caller, &info) && strstr(info.dli_fname, "libiniparser"))
		return 0;
	if (++count != chosen())
		return 0;
	errno = ENOMEM;
	return 1;
}

void *malloc(size_t size)
{
	return fails_now(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *calloc(size_t members, size_t size)
{
	return fails_now(__builtin_return_address(0)) ? NULL : __libc_calloc(members, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
	return fails_now(__builtin_return_address(0)) ? NULL : __libc_memalign(alignment, size);
}

void *realloc(void *old, size_t size)
{
	return fails_now(__builtin_return_address(0)) ? NULL : __libc_realloc(old, size);
}

__attribute__((destructor)) static void tell(void)
{
	long total = count;
	const char *path = getenv("FAIL_MALLOC_COUNT");
	FILE *file = path ? fopen(path, "w") : NULL;
	if (file) {
		fprintf(file, "%ld\n", total);
		fclose(file);
	}
}
