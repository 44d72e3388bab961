/*
 * SIGINT, SIGTERM and SIGHUP: the program exits with 128 + the signal's number, at once or, if a command reports its
 * results so far, soon.
 */
#ifndef CLI_INTERRUPT_H
#define CLI_INTERRUPT_H

#include <stdbool.h>

/* Installs the handlers; not for SIGHUP if it is ignored, as under nohup. */
void interrupts_catch(void);

/*
 * true: the running work polls interrupted() and ends early, so a first signal is only noted; a second one still ends
 * the program. false, as at the start: there are no results to report yet.
 */
void interrupts_wait(bool wait);

/* What is said on standard error when a signal ends the program at once: a whole line, borrowed; NULL: nothing. */
void interrupts_say(const char *line);

/* The signal that was noted; 0: none. */
int interrupted(void);

#endif
