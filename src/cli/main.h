/* The whole program but for the locale. */
#ifndef CLI_MAIN_H
#define CLI_MAIN_H

#include "cli/context.h"

/*
 * What it returns is the exit code. screen is called where a command line without a command is
 * meant for a person at a terminal; NULL: there is no screen, what `report` says is printed.
 */
int command_main(int argument_count, char **argument, screen_opener *screen);

#endif
