/* The program: the locale, then the command line. The only exit. */
#include <locale.h>

#include "base/intl.h"
#include "cli/command.h"
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
		.ascii = request->ascii,
		.no_mouse = request->no_mouse,
		.no_colour = request->no_color,
	};
	return tui_run(&options, diags);
}

int main(int argument_count, char **argument)
{
	setlocale(LC_ALL, "");
	setlocale(LC_NUMERIC, "C"); /* numbers are the same for everybody */
	bindtextdomain("breakeven", BREAKEVEN_LOCALEDIR);
	textdomain("breakeven");
	return command_main(argument_count, argument, open_screen);
}
