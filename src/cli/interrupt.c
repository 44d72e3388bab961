/* Signals that end the program. */
#include "cli/interrupt.h"

#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static volatile sig_atomic_t noted, waits;
static const char *volatile last_word;

/* A file that was not whole yet has no name, or one that the next writer removes. */
static void end(int number)
{
	const char *word = last_word;
	ssize_t written = word ? write(STDERR_FILENO, word, strlen(word)) : 0;
	(void)written;
	_exit(128 + number);
}

static void on_signal(int number)
{
	if (!waits || noted != 0)
		end(number);
	noted = number;
}

void interrupts_catch(void)
{
	static const int caught[] = {SIGINT, SIGTERM, SIGHUP};
	struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART}, found;
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < sizeof caught / sizeof *caught; i++) {
		bool ignored = sigaction(caught[i], NULL, &found) == 0 && found.sa_handler == SIG_IGN;
		if (caught[i] != SIGHUP || !ignored)
			sigaction(caught[i], &action, NULL);
	}
}

void interrupts_wait(bool wait)
{
	waits = wait;
}

void interrupts_say(const char *line)
{
	last_word = line;
}

int interrupted(void)
{
	return noted;
}
