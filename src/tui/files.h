/* Saving, opening, leaving. The functions are those of action.c's table. */
#ifndef TUI_FILES_H
#define TUI_FILES_H

#include "tui/action.h"

void files_save(struct session *session, const struct action *action, const char *text);
void files_open(struct session *session, const struct action *action, const char *text);
void files_reload(struct session *session, const struct action *action, const char *text);
void files_quit(struct session *session, const struct action *action, const char *text); /* value: 1 even with changes */

/* Offers what a killed session left of a sheet's plan; true when there is something. */
bool files_offer_recovery(struct session *session, size_t sheet);

/* A plan that nothing was changed in and whose file was: says so. */
void files_watch(struct session *session);

/* A file's name as typed: `~` before it is the home directory. To be freed; NULL when out of memory. */
char *files_expand(const char *text);

/* Files that begin with text, for completion: appends each with a line end; profiles: only directories and *.ini. */
struct bytes;
void files_complete(const char *text, bool profiles, struct bytes *out);

#endif
