/* Saving, opening, quitting. Those that take an action are run by it. */
#ifndef TUI_FILES_H
#define TUI_FILES_H

#include "tui/action.h"

void files_save(struct session *session, const struct action *action, const char *text);
void files_open(struct session *session, const struct action *action, const char *text);
void files_reload(struct session *session, const struct action *action, const char *text);

/* value: 1 even with unsaved changes. */
void files_quit(struct session *session, const struct action *action, const char *text);

/* Offers the changes that a killed session left of a sheet's plan, or of one behind it; true when there are some. */
bool files_offer_recovery(struct session *session, size_t sheet);

/* Says, once, that another program changed the current plan's file. */
void files_watch(struct session *session);

/* A file's name as typed, with the home directory for `~`. To be freed; NULL when out of memory. */
char *files_expand(const char *text);

/*
 * Appends the names of files that begin with text, a line each, for completion. profiles: only directories and *.ini.
 */
struct bytes;
void files_complete(const char *text, bool profiles, struct bytes *out);

#endif
