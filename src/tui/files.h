/* Saves, opens, quits. Functions with an action parameter are run by actions. */
#ifndef TUI_FILES_H
#define TUI_FILES_H

#include "tui/action.h"

void files_save(struct session *session, const struct action *action, const char *text);
void files_open(struct session *session, const struct action *action, const char *text);
void files_reload(struct session *session, const struct action *action, const char *text);

/* value: 1 even with unsaved changes. */
void files_quit(struct session *session, const struct action *action, const char *text);

/*
 * Offers the changes that a killed session left for this sheet's plan, or for a later sheet's; true if there are some.
 */
bool files_offer_recovery(struct session *session, size_t sheet);

/* Reports, once, that another program changed the current plan's file. */
void files_watch(struct session *session);

/* Expands `~` in a typed file name to the home directory. The caller frees it; NULL when out of memory. */
char *files_expand(const char *text);

/*
 * Appends the names of files that begin with text, one per line, for completion. profiles: only directories and *.ini.
 */
struct bytes;
void files_complete(const char *text, bool profiles, struct bytes *out);

#endif
