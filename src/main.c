/* The program: the locale, then the command line. The only exit. */
#include <locale.h>
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "base/intl.h"
#include "cli/main.h"
#include "tui/tui.h"

#ifndef BREAKEVEN_LOCALEDIR
#define BREAKEVEN_LOCALEDIR "/usr/local/share/locale"
#endif

static int open_screen(const struct screen_request *request, struct diags *diags)
{
	const struct tui_options options = {
		.path = request->path,
		.count = request->count,
		.shipped = request->shipped,
		.script = request->script,
		.wait = request->wait,
		.ascii = request->ascii,
		.no_mouse = request->no_mouse,
		.no_colour = request->no_color,
	};
	return tui_run(&options, diags);
}

/*
 * Scenarios allocate and free a plan each: returning that memory to the system and requesting it again would take as
 * long as the work.
 */
static void keep_memory(void)
{
#ifdef __GLIBC__
	mallopt(M_TRIM_THRESHOLD, 64 << 20);
	mallopt(M_TOP_PAD, 1 << 20);
	mallopt(M_MMAP_THRESHOLD, 16 << 20);
#endif
}

int main(int argument_count, char **argument)
{
	keep_memory();
	setlocale(LC_ALL, "");
	setlocale(LC_NUMERIC, "C"); /* numbers are the same for everybody */
	bindtextdomain("breakeven", BREAKEVEN_LOCALEDIR);
	textdomain("breakeven");
	return command_main(argument_count, argument, open_screen);
}
