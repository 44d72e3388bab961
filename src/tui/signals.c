/* Signals while the terminal is open. */
#include "tui/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { MOST_RESTORE = 256 };

static const int caught[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH, SIGTSTP, SIGCONT};
static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

/* Everything that signal handlers touch, with a pipe that wakes poll. */
static struct {
	volatile sig_atomic_t stop, resized, suspend, resumed;
	int wake[2];
	int fd;                      /* of the terminal */
	struct termios modes;        /* as found */
	struct sigaction before[COUNT(caught)]; /* of the caught signals, as found */
	char restore[MOST_RESTORE];    /* the sequences that restore the screen after a crash */
	size_t restore_size;
} shared = {.wake = {-1, -1}, .fd = -1};

static void on_signal(int number)
{
	int error = errno;
	switch (number) {
	case SIGWINCH: shared.resized = 1; break;
	case SIGTSTP: shared.suspend = 1; break;
	case SIGCONT: shared.resumed = 1; break;
	default: shared.stop = number; break;
	}
	if (write(shared.wake[1], "", 1) < 0) {
		/* The pipe is full, so poll wakes anyway. */
	}
	errno = error;
}

/* Leaves the terminal usable, then crashes. */
static void on_crash(int number)
{
	if (write(shared.fd, shared.restore, shared.restore_size) < 0) {
		/* Nothing can be done about a failure. */
	}
	tcsetattr(shared.fd, TCSANOW, &shared.modes);
	raise(number); /* the handler was reset: SA_RESETHAND */
}

void signals_catch(void)
{
	struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < COUNT(caught); i++)
		sigaction(caught[i], &action, NULL);
	action.sa_handler = on_crash;
	action.sa_flags = (int)(SA_RESETHAND | SA_NODEFER);
	for (size_t i = 0; i < COUNT(crashes); i++) {
		struct sigaction now;
		/* A sanitizer's own handler stays: it reports more. */
		if (sigaction(crashes[i], NULL, &now) == 0 && now.sa_handler == SIG_DFL)
			sigaction(crashes[i], &action, NULL);
	}
}

static void remember_signals(void)
{
	for (size_t i = 0; i < COUNT(caught); i++)
		sigaction(caught[i], NULL, &shared.before[i]);
}

static void release_signals(void)
{
	struct sigaction action = {.sa_handler = SIG_DFL};
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < COUNT(caught); i++)
		sigaction(caught[i], &shared.before[i], NULL);
	for (size_t i = 0; i < COUNT(crashes); i++) {
		struct sigaction now;
		if (sigaction(crashes[i], NULL, &now) == 0 && now.sa_handler == on_crash)
			sigaction(crashes[i], &action, NULL);
	}
}

static int open_wake_pipe(void)
{
	if (pipe(shared.wake) < 0)
		return -1;
	for (int i = 0; i < 2; i++) {
		fcntl(shared.wake[i], F_SETFL, O_NONBLOCK);
		fcntl(shared.wake[i], F_SETFD, FD_CLOEXEC);
	}
	return 0;
}

static void close_wake_pipe(void)
{
	for (int i = 0; i < 2; i++)
		if (shared.wake[i] >= 0)
			close(shared.wake[i]);
	shared.wake[0] = shared.wake[1] = -1;
}

int signals_open(int terminal_fd)
{
	shared.stop = shared.resized = shared.suspend = shared.resumed = 0;
	shared.fd = terminal_fd;
	shared.restore_size = 0;
	if (tcgetattr(shared.fd, &shared.modes) < 0 || open_wake_pipe() < 0)
		return -1;
	remember_signals();
	return 0;
}

void signals_set_restore(const char *text, size_t size)
{
	shared.restore_size = size > MOST_RESTORE ? 0 : size;
	memcpy(shared.restore, text, shared.restore_size);
}

void signals_close(void)
{
	tcsetattr(shared.fd, TCSADRAIN, &shared.modes);
	release_signals();
	close_wake_pipe();
}

void signals_suspend(void)
{
	struct sigaction stop = {.sa_handler = SIG_DFL};
	sigemptyset(&stop.sa_mask);
	sigaction(SIGTSTP, &stop, NULL);
	kill(0, SIGTSTP); /* the whole job: the shell waits until all of it has stopped */
	signals_catch();
}

enum signals signals_take(int *number)
{
	if (shared.stop != 0) {
		*number = shared.stop;
		return SIGNALS_STOP;
	}
	if (shared.suspend) {
		shared.suspend = 0;
		return SIGNALS_SUSPEND;
	}
	if (!shared.resized && !shared.resumed)
		return SIGNALS_NONE;
	bool resumed = shared.resumed != 0;
	shared.resized = shared.resumed = 0;
	return resumed ? SIGNALS_RESUMED : SIGNALS_RESIZED;
}

bool signals_pending(void)
{
	return shared.stop != 0 || shared.resized || shared.suspend || shared.resumed;
}

int signals_wake_fd(void)
{
	return shared.wake[0];
}

void signals_drain(void)
{
	char bytes[64];
	while (read(shared.wake[0], bytes, sizeof bytes) > 0)
		;
}
