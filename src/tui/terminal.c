/* The terminal, through ncurses, which no other file includes. */
#define NCURSES_WIDECHAR 1
#include "tui/terminal.h"

#include <errno.h>
#include <langinfo.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <ncursesw/curses.h>
#include <ncursesw/term.h>

#include "base/bytes.h"
#include "base/diag.h"
#include "base/intl.h"
#include "base/utf8.h"
#include "tui/signals.h"

enum {
	CODE_PASTE = KEY_MAX + 1, /* codes for the sequences given to define_key */
	CODE_PASTE_END,
	CODE_WORD_LEFT,
	CODE_WORD_RIGHT,
	MOST_PASTE = 65536,
	PASTE_PAUSE_MS = 500 /* ends a paste whose end is missing */
};

struct terminal {
	SCREEN *screen;
	FILE *input, *output;
	bool own_input;       /* input was opened here */
	bool paste_known;     /* the terminal understands ANSI sequences, such as those that bracket a paste */
	bool utf8, console;
	int width, height;
	enum theme theme;
	bool colours;
	struct bytes paste;   /* the last paste, borrowed by its event */
	char pending[4];      /* the first bytes of a character */
	size_t pending_size;
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static int held(int side)
{
	return side < 1 ? 1 : side > CELLS_MOST_SIDE ? CELLS_MOST_SIDE : side;
}

/* Asks for the terminal's size, limited to CELLS_MOST_SIDE: curses counts in shorts. False if it is unknown. */
static bool ask_size(struct terminal *terminal)
{
	struct winsize size;
	if (ioctl(fileno(terminal->output), TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0)
		return false;
	terminal->width = held(size.ws_col);
	terminal->height = held(size.ws_row);
	return true;
}

static void find_size(struct terminal *terminal)
{
	if (!ask_size(terminal))
		getmaxyx(stdscr, terminal->height, terminal->width);
	resizeterm(terminal->height, terminal->width);
}

static void set_number(const char *variable, int number)
{
	char text[16];
	snprintf(text, sizeof text, "%d", number);
	setenv(variable, text, 1);
}

/* newterm takes the size from these variables, or else any size from the system. */
static SCREEN *open_screen(struct terminal *terminal, const char *type)
{
	unsetenv("LINES");
	unsetenv("COLUMNS");
	if (ask_size(terminal)) {
		set_number("LINES", terminal->height);
		set_number("COLUMNS", terminal->width);
	}
	SCREEN *screen = newterm(type, terminal->output, terminal->input);
	unsetenv("LINES"); /* or curses would keep using them after a resize */
	unsetenv("COLUMNS");
	return screen;
}

static void write_sequence(const struct terminal *terminal, const char *sequence)
{
	fputs(sequence, terminal->output);
	fflush(terminal->output);
}

static void set_bracketed_paste(const struct terminal *terminal, bool on)
{
	if (terminal->paste_known)
		write_sequence(terminal, on ? "\033[?2004h" : "\033[?2004l");
}

/* Prepares what a crash writes: terminfo cannot be used in a signal handler. */
static void prepare_for_crash(const struct terminal *terminal)
{
	struct bytes text = {0};
	bytes_add_text(&text, terminal->paste_known ? "\033[?2004l\033[?1000l\033[?1006l" : "");
	const char *const parts[] = {exit_attribute_mode, cursor_normal, exit_ca_mode};
	for (size_t i = 0; i < COUNT(parts); i++)
		if (parts[i] != NULL && strchr(parts[i], '$') == NULL) /* without padding */
			bytes_add_text(&text, parts[i]);
	bytes_add_text(&text, "\r\n");
	if (!text.failed)
		signals_set_restore(text.at, text.size);
	bytes_release(&text);
}

/* Blue and orange, which nearly everyone can tell apart; -1: the terminal's own colour. */
static void set_colours(const struct terminal *terminal)
{
	static const short rich[THEME_MONO][ROLE_COUNT] = {
		[THEME_DARK] = {-1, 246, -1, 75, 75, 214, 75, 214, -1, 141, 43, 211},
		[THEME_LIGHT] = {-1, 243, -1, 26, 26, 130, 26, 130, -1, 91, 30, 161},
	};
	static const short plain[THEME_MONO][ROLE_COUNT] = {
		[THEME_DARK] = {-1, -1, -1, COLOR_CYAN, COLOR_CYAN, COLOR_YELLOW, COLOR_CYAN, COLOR_YELLOW, -1, COLOR_MAGENTA,
	                    COLOR_BLUE, COLOR_RED},
		[THEME_LIGHT] = {-1, -1, -1, COLOR_BLUE, COLOR_BLUE, COLOR_MAGENTA, COLOR_BLUE, COLOR_MAGENTA, -1, COLOR_RED,
	                     COLOR_CYAN, COLOR_YELLOW},
	};
	if (!terminal->colours || terminal->theme >= THEME_MONO)
		return;
	const short *colours = COLORS >= 256 ? rich[terminal->theme] : plain[terminal->theme];
	for (int role = 0; role < ROLE_COUNT; role++)
		init_pair((short)(role + 1), colours[role], -1);
}

/* True if curses can use a terminal of this type; else an error says why not. */
static bool check_type(const char *type, struct diags *diags)
{
	int status;
	bool usable = false;
	if (type == NULL || *type == '\0')
		diags_add(diags, SEVERITY_ERROR, (struct place){0}, NULL,
		          _("TERM is not set, so the terminal is unknown; 'breakeven report' needs none"));
	else if (setupterm(type, STDOUT_FILENO, &status) != OK)
		diags_add(diags, SEVERITY_ERROR, (struct place){0}, NULL,
			  _("terminal '%s' is unknown; set TERM to a known one (xterm, linux), or use 'breakeven "
			    "report'"),
			  type);
	else if (cursor_address == NULL || clear_screen == NULL)
		diags_add(diags, SEVERITY_ERROR, (struct place){0}, NULL,
			  _("terminal '%s' cannot position the cursor; 'breakeven report' needs no such terminal"),
			  type);
	else
		usable = true;
	if (cur_term != NULL)
		del_curterm(cur_term); /* newterm reads the type again */
	return usable;
}

/* Keys are read from standard input or, if that is a profile, from the terminal itself. */
static int open_input(struct terminal *terminal, struct diags *diags)
{
	terminal->output = stdout;
	if (isatty(STDIN_FILENO)) {
		terminal->input = stdin;
		return 0;
	}
	terminal->input = fopen("/dev/tty", "r");
	terminal->own_input = terminal->input != NULL;
	if (terminal->input != NULL)
		return 0;
	diags_add(diags, SEVERITY_ERROR, (struct place){0}, NULL, _("there is no terminal to read keys from"));
	return -1;
}

static void set_modes(struct terminal *terminal, bool mouse)
{
	raw();
	noecho();
	nonl();
	intrflush(stdscr, FALSE);
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	set_escdelay(25);
	if (mouse) {
		mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
		mouseinterval(0);
	}
	terminal->paste_known = cursor_address[0] == '\033' && cursor_address[1] == '[';
	define_key("\033[200~", CODE_PASTE);
	define_key("\033[201~", CODE_PASTE_END);
	define_key("\033[1;5D", CODE_WORD_LEFT);
	define_key("\033[1;5C", CODE_WORD_RIGHT);
	set_bracketed_paste(terminal, true);
}

static void begin_colours(struct terminal *terminal)
{
	terminal->colours = has_colors() && start_color() == OK && use_default_colors() == OK && COLORS >= 8 &&
	                    COLOR_PAIRS > ROLE_COUNT;
	set_colours(terminal);
}

int terminal_open(bool mouse, struct diags *diags, struct terminal **result)
{
	const char *type = getenv("TERM");
	struct terminal *terminal = calloc(1, sizeof *terminal);
	if (terminal == NULL) {
		diags->out_of_memory = true;
		return -1;
	}
	if (!check_type(type, diags) || open_input(terminal, diags) < 0)
		goto failed;
	if (signals_open(fileno(terminal->input)) < 0) {
		diags_add(diags, SEVERITY_ERROR, (struct place){0}, NULL, _("the terminal cannot be used: %s"),
		          strerror(errno));
		goto failed;
	}
	signals_catch(); /* before curses installs its own, which exit */
	terminal->screen = open_screen(terminal, type);
	if (terminal->screen == NULL) {
		signals_close();
		diags_add(diags, SEVERITY_ERROR, (struct place){0}, NULL, _("terminal '%s' cannot be used"), type);
		goto failed;
	}
	signals_catch();
	terminal->utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	terminal->console = strncmp(type, "linux", 5) == 0;
	set_modes(terminal, mouse);
	begin_colours(terminal);
	find_size(terminal);
	prepare_for_crash(terminal);
	*result = terminal;
	return 0;
failed:
	if (terminal->own_input)
		fclose(terminal->input);
	free(terminal);
	return -1;
}

void terminal_close(struct terminal *terminal)
{
	if (terminal == NULL)
		return;
	set_bracketed_paste(terminal, false);
	curs_set(1);
	endwin();
	delscreen(terminal->screen);
	signals_close();
	if (terminal->own_input)
		fclose(terminal->input);
	bytes_release(&terminal->paste);
	free(terminal);
}

void terminal_size(const struct terminal *terminal, int *width, int *height)
{
	*width = terminal->width;
	*height = terminal->height;
}

bool terminal_has_colours(const struct terminal *terminal)
{
	return terminal->colours;
}

void terminal_set_theme(struct terminal *terminal, enum theme theme)
{
	if (terminal->theme == theme)
		return;
	terminal->theme = theme;
	set_colours(terminal);
}

enum chart_marks terminal_marks(const struct terminal *terminal)
{
	return !terminal->utf8 ? CHART_ASCII : terminal->console ? CHART_BLOCKS : CHART_BRAILLE;
}

static attr_t curses_attributes(const struct terminal *terminal, struct look look)
{
	attr_t attributes = A_NORMAL;
	attributes |= look.attributes & ATTRIBUTE_BOLD ? A_BOLD : 0;
	attributes |= look.attributes & ATTRIBUTE_REVERSE ? A_REVERSE : 0;
	attributes |= look.attributes & ATTRIBUTE_UNDERLINE ? A_UNDERLINE : 0;
	bool coloured = terminal->colours && terminal->theme < THEME_MONO;
	if (look.role == ROLE_DIM && !(coloured && COLORS >= 256) && !(attributes & A_REVERSE))
		attributes |= A_DIM;
	if (!coloured && (look.role == ROLE_TITLE || look.role == ROLE_ACCENT))
		attributes |= A_BOLD;
	return attributes;
}

static void show_cell(const struct terminal *terminal, int x, int y, const struct glyph *cell)
{
	if (cell->character == 0)
		return; /* drawn with its left half */
	wchar_t text[3] = {(wchar_t)cell->character, (wchar_t)cell->combining, 0};
	cchar_t character;
	bool coloured = terminal->colours && terminal->theme < THEME_MONO;
	short pair = coloured ? (short)(cell->look.role + 1) : 0;
	if (setcchar(&character, text, curses_attributes(terminal, cell->look), pair, NULL) == OK)
		mvadd_wch(y, x, &character);
}

void terminal_show(struct terminal *terminal, const struct cells *cells, bool all)
{
	if (all)
		clearok(stdscr, TRUE);
	erase();
	for (int y = 0; y < cells->height && y < LINES; y++)
		for (int x = 0; x < cells->width && x < COLS; x++)
			show_cell(terminal, x, y, &cells->at[(size_t)y * (size_t)cells->width + (size_t)x]);
	bool cursor = cells->cursor_x >= 0 && cells->cursor_x < COLS && cells->cursor_y < LINES;
	curs_set(cursor ? 1 : 0);
	if (cursor)
		move(cells->cursor_y, cells->cursor_x);
	refresh();
}

/* Handles a pending signal; true if it is an event. */
static bool take_signal(struct terminal *terminal, struct event *event)
{
	int number = 0;
	switch (signals_take(&number)) {
	case SIGNALS_NONE: return false;
	case SIGNALS_STOP: *event = (struct event){.kind = EVENT_STOP, .signal = number}; return true;
	case SIGNALS_SUSPEND:
		terminal_suspend(terminal);
		*event = (struct event){.kind = EVENT_AGAIN};
		return true;
	case SIGNALS_RESUMED: *event = (struct event){.kind = EVENT_AGAIN}; break;
	case SIGNALS_RESIZED: *event = (struct event){.kind = EVENT_RESIZE}; break;
	}
	find_size(terminal);
	event->x = terminal->width;
	event->y = terminal->height;
	return true;
}

/* Waits for a byte or a signal. 1: a byte; 0: neither in time; -1: a signal; -2: the end of the input. */
static int wait_input(const struct terminal *terminal, int timeout_ms)
{
	struct pollfd polled[2] = {{.fd = fileno(terminal->input), .events = POLLIN},
	                           {.fd = signals_wake_fd(), .events = POLLIN}};
	int ready = poll(polled, 2, timeout_ms);
	if (ready < 0)
		return errno == EINTR ? -1 : -2;
	if (polled[1].revents != 0) {
		signals_drain();
		return -1;
	}
	if (polled[0].revents & (POLLHUP | POLLERR | POLLNVAL) && !(polled[0].revents & POLLIN))
		return -2;
	return ready > 0;
}

/* A terminal that is readable without a byte to read was closed. */
static bool input_ended(const struct terminal *terminal)
{
	struct pollfd polled = {.fd = fileno(terminal->input), .events = POLLIN};
	int waiting = 0;
	return poll(&polled, 1, 0) > 0 && (ioctl(polled.fd, FIONREAD, &waiting) < 0 || waiting == 0);
}

bool terminal_has_more(const struct terminal *terminal)
{
	struct pollfd polled = {.fd = fileno(terminal->input), .events = POLLIN};
	return signals_pending() || poll(&polled, 1, 0) > 0;
}

/* Skips the rest of an unknown escape sequence. False: it is the Escape key. */
static bool skip_sequence(void)
{
	int code = getch();
	if (code != '[' && code != 'O') {
		if (code != ERR)
			ungetch(code);
		return false;
	}
	int introducer = code;
	do
		code = getch();
	while (code != ERR && introducer == '[' && !(code >= 0x40 && code <= 0x7e));
	return true;
}

/* Collects the bytes of a character. False until it is complete, or if it is invalid. */
static bool take_byte(struct terminal *terminal, int byte, uint32_t *key)
{
	bool begins = byte < 0x80 || byte >= 0xc0;
	if (begins)
		terminal->pending_size = 0;
	else if (terminal->pending_size == 0)
		return false;
	terminal->pending[terminal->pending_size++] = (char)byte;
	size_t length = utf8_decode(terminal->pending, terminal->pending_size, key);
	if (length > 0 || terminal->pending_size == sizeof terminal->pending)
		terminal->pending_size = 0;
	return length > 0 && (*key < 0x80 || utf8_width(*key) >= 0);
}

/* Reads a paste, up to the sequence that ends it or a pause. */
static void read_paste(struct terminal *terminal, struct event *event)
{
	bytes_release(&terminal->paste);
	terminal->paste = (struct bytes){0};
	for (;;) {
		int code = getch();
		if (code == ERR) {
			if (wait_input(terminal, PASTE_PAUSE_MS) != 1 || input_ended(terminal))
				break;
			continue;
		}
		if (code == CODE_PASTE_END)
			break;
		if (code > 0 && code < 0x100 && terminal->paste.size < MOST_PASTE)
			bytes_add_char(&terminal->paste, (char)code);
	}
	*event = (struct event){.kind = EVENT_PASTE, .text = bytes_text(&terminal->paste)};
}

static bool take_mouse(struct event *event)
{
	MEVENT mouse;
	if (getmouse(&mouse) != OK)
		return false;
	*event = (struct event){.kind = EVENT_MOUSE, .x = mouse.x, .y = mouse.y};
	if (mouse.bstate & BUTTON4_PRESSED)
		event->button = MOUSE_WHEEL_UP;
	else if (mouse.bstate & BUTTON5_PRESSED)
		event->button = MOUSE_WHEEL_DOWN;
	else
		event->button = MOUSE_LEFT;
	return true;
}

static uint32_t key_of_code(int code)
{
	static const struct {
		int code;
		uint32_t key;
	} table[] = {
		{KEY_UP, PRESS_UP}, {KEY_DOWN, PRESS_DOWN}, {KEY_LEFT, PRESS_LEFT}, {KEY_RIGHT, PRESS_RIGHT},
		{KEY_HOME, PRESS_HOME}, {KEY_END, PRESS_END}, {KEY_PPAGE, PRESS_PAGE_UP}, {KEY_NPAGE, PRESS_PAGE_DOWN},
		{KEY_BTAB, PRESS_BACK_TAB}, {KEY_DC, PRESS_DELETE}, {KEY_IC, PRESS_INSERT}, {KEY_BACKSPACE, PRESS_BACKSPACE},
		{KEY_ENTER, PRESS_ENTER}, {CODE_WORD_LEFT, PRESS_WORD_LEFT}, {CODE_WORD_RIGHT, PRESS_WORD_RIGHT},
	};
	for (size_t i = 0; i < COUNT(table); i++)
		if (table[i].code == code)
			return table[i].key;
	return code >= KEY_F(1) && code <= KEY_F(12) ? PRESS_F1 + (uint32_t)(code - KEY_F(1)) : PRESS_NONE;
}

/* Makes an event from a curses code; false if it is none. */
static bool take_code(struct terminal *terminal, int code, struct event *event)
{
	uint32_t key = PRESS_NONE;
	if (code == CODE_PASTE) {
		read_paste(terminal, event);
		return true;
	}
	if (code == KEY_MOUSE)
		return take_mouse(event);
	if (code >= KEY_MIN)
		key = key_of_code(code);
	else if (code == PRESS_ESCAPE)
		key = skip_sequence() ? PRESS_NONE : PRESS_ESCAPE;
	else if (!take_byte(terminal, code, &key))
		return false;
	if (key == '\n')
		key = PRESS_ENTER;
	*event = (struct event){.kind = EVENT_KEY, .key = key};
	return key != PRESS_NONE;
}

void terminal_next(struct terminal *terminal, int timeout_ms, struct event *event)
{
	bool readable = false;
	for (;;) {
		if (take_signal(terminal, event))
			return;
		int code = getch();
		if (code != ERR) {
			readable = false;
			if (take_code(terminal, code, event))
				return;
			continue;
		}
		int got = readable && input_ended(terminal) ? -2 : wait_input(terminal, timeout_ms);
		if (got == 0 || got == -2) {
			*event = (struct event){.kind = got == 0 ? EVENT_IDLE : EVENT_STOP};
			return;
		}
		readable = got == 1;
	}
}

void terminal_suspend(struct terminal *terminal)
{
	set_bracketed_paste(terminal, false);
	curs_set(1);
	endwin();
	signals_suspend();
	find_size(terminal);
	set_bracketed_paste(terminal, true);
	refresh();
}
