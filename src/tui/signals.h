/*
 * Signals while the terminal is open: they are noted, and a pipe wakes poll. A crash restores the terminal before the
 * program dies. Only one terminal can have them at a time.
 */
#ifndef TUI_SIGNALS_H
#define TUI_SIGNALS_H

#include <stdbool.h>
#include <stddef.h>

/* Remembers the modes of a terminal and the handlers as they are. 0, or -1 with errno. */
int signals_open(int terminal_fd);

/* Installs the handlers; again after others may have been installed. */
void signals_catch(void);

/* The sequences to write after a crash, at most 256 bytes; more are ignored. */
void signals_set_restore(const char *text, size_t size);

/* Restores the terminal's modes and the handlers. */
void signals_close(void);

/* Stops the program with its whole job, as ^Z does; returns when it is continued. */
void signals_suspend(void);

enum signals {
	SIGNALS_NONE,
	SIGNALS_STOP,    /* a kill, a hang-up; stays pending */
	SIGNALS_SUSPEND, /* ^Z from outside: call signals_suspend */
	SIGNALS_RESUMED, /* continued after a stop; the size may have changed */
	SIGNALS_RESIZED
};

/* Takes a pending signal; *number is set for SIGNALS_STOP. */
enum signals signals_take(int *number);
bool signals_pending(void);

/* Readable once a signal came; signals_drain makes it wait for the next. */
int signals_wake_fd(void);
void signals_drain(void);

#endif
