/* The names of keys. */
#include "tui/key.h"

#include <string.h>
#include <strings.h>

#include "base/bytes.h"
#include "base/utf8.h"

static const struct {
	const char *name;
	const char *label;
	uint32_t key;
} names[] = {
	{"up", "↑", PRESS_UP},
	{"down", "↓", PRESS_DOWN},
	{"left", "←", PRESS_LEFT},
	{"right", "→", PRESS_RIGHT},
	{"ctrl-left", "^←", PRESS_WORD_LEFT},
	{"ctrl-right", "^→", PRESS_WORD_RIGHT},
	{"home", "Home", PRESS_HOME},
	{"end", "End", PRESS_END},
	{"pgup", "PgUp", PRESS_PAGE_UP},
	{"pgdn", "PgDn", PRESS_PAGE_DOWN},
	{"tab", "Tab", PRESS_TAB},
	{"backtab", "Shift-Tab", PRESS_BACK_TAB},
	{"enter", "Enter", PRESS_ENTER},
	{"esc", "Esc", PRESS_ESCAPE},
	{"backspace", "Backspace", PRESS_BACKSPACE},
	{"delete", "Del", PRESS_DELETE},
	{"insert", "Ins", PRESS_INSERT},
	{"space", "Space", ' '},
	{"f1", "F1", PRESS_F1},
	{"f2", "F2", PRESS_F1 + 1},
	{"f3", "F3", PRESS_F1 + 2},
	{"f4", "F4", PRESS_F1 + 3},
	{"f5", "F5", PRESS_F1 + 4},
	{"f6", "F6", PRESS_F1 + 5},
	{"f7", "F7", PRESS_F1 + 6},
	{"f8", "F8", PRESS_F1 + 7},
	{"f9", "F9", PRESS_F1 + 8},
	{"f10", "F10", PRESS_F1 + 9},
	{"f11", "F11", PRESS_F1 + 10},
	{"f12", "F12", PRESS_F12},
};

#define NAME_COUNT (sizeof names / sizeof *names)

uint32_t key_named(const char *name)
{
	for (size_t i = 0; i < NAME_COUNT; i++)
		if (strcasecmp(names[i].name, name) == 0)
			return names[i].key;
	if (name[0] == '^' && name[1] >= '@' && name[1] <= '_' && name[2] == '\0')
		return CONTROL(name[1]);
	size_t size = strlen(name);
	uint32_t character;
	if (size > 0 && utf8_decode(name, size, &character) == size && utf8_width(character) > 0)
		return character;
	return PRESS_NONE;
}

/* Control characters without a name, and characters themselves. */
static void print_character(uint32_t key, struct bytes *out)
{
	if (key < ' ') {
		bytes_add_char(out, '^');
		bytes_add_char(out, (char)(key + '@'));
	} else {
		utf8_encode(out, key);
	}
}

void key_print_label(uint32_t key, struct bytes *out)
{
	for (size_t i = 0; i < NAME_COUNT; i++)
		if (names[i].key == key) {
			bytes_add_text(out, names[i].label);
			return;
		}
	print_character(key, out);
}
