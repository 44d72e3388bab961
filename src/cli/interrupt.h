/*
 * SIGINT, SIGTERM and SIGHUP: the program exits with 128 + the signal's number, at once or, where a command says what
 * is done by then, soon.
 */
#ifndef CLI_INTERRUPT_H
#define CLI_INTERRUPT_H

#include <stdbool.h>

/* From here on signals end the program; SIGHUP not where it is ignored, as by nohup. */
void interrupts_catch(void);

/*
 * true: the work at hand asks interrupted() and ends early, so a first signal is only noted; a second one ends the
 * program all the same. false, as at the start: there is nothing yet that could be said.
 */
void interrupts_wait(bool wait);

/* The signal that was noted; 0: none. */
int interrupted(void);

#endif
