/* Events: keys, pastes, the mouse, a new size. Names of keys, for scripts, help and docs. */
#ifndef TUI_KEY_H
#define TUI_KEY_H

#include <stddef.h>
#include <stdint.h>

struct bytes;

/*
 * A key is the character it types (Ctrl-A to Ctrl-Z: 1 to 26), or one of these; those without a character are above
 * U+10FFFF.
 */
enum press {
	PRESS_TAB = 9,
	PRESS_ENTER = 13,
	PRESS_ESCAPE = 27,
	PRESS_BACKSPACE = 127,
	PRESS_NONE = 0x110000,
	PRESS_UP,
	PRESS_DOWN,
	PRESS_LEFT,
	PRESS_RIGHT,
	PRESS_WORD_LEFT,
	PRESS_WORD_RIGHT,
	PRESS_HOME,
	PRESS_END,
	PRESS_PAGE_UP,
	PRESS_PAGE_DOWN,
	PRESS_BACK_TAB,
	PRESS_DELETE,
	PRESS_INSERT,
	PRESS_F1, /* F2 to F12 follow */
	PRESS_F12 = PRESS_F1 + 11
};

#define CONTROL(letter) ((uint32_t)((letter) & 0x1f))

enum event_kind {
	EVENT_KEY,
	EVENT_PASTE,
	EVENT_MOUSE,
	EVENT_RESIZE,
	EVENT_IDLE, /* no input for a while */
	EVENT_STOP, /* a signal or the end of the input: keep unsaved changes and quit */
	EVENT_AGAIN /* the program was suspended: redraw the whole screen */
};

enum mouse_button { MOUSE_LEFT, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };

struct event {
	enum event_kind kind;
	uint32_t key;              /* EVENT_KEY: a character or enum press */
	const char *text;          /* EVENT_PASTE: borrowed until the next event; any bytes, NUL-ended */
	int x, y;                  /* EVENT_MOUSE: the cell; EVENT_RESIZE: columns and lines */
	enum mouse_button button;  /* EVENT_MOUSE */
	int signal;                /* EVENT_STOP: which one; 0: the input ended */
};

/* The key with this name ("up", "esc", "^S", "f1", "space", or a single character itself), or PRESS_NONE. */
uint32_t key_named(const char *name);

/* Appends the name for people: "↑", "Enter", "^S", "PgUp". */
void key_print_label(uint32_t key, struct bytes *out);

#endif
