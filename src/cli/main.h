/* The whole program except the locale. */
#ifndef CLI_MAIN_H
#define CLI_MAIN_H

#include "cli/context.h"

/*
 * Returns the exit code. screen is called if a command line without a command is meant for a person at a terminal;
 * NULL: there is no screen, and the output of `report` is printed.
 */
int command_main(int argument_count, char **argument, screen_opener *screen);

#endif
