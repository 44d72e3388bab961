/* The profiles that ship with the program: found beside it, or where it was installed. */
#ifndef CLI_SHIPPED_H
#define CLI_SHIPPED_H

#include <stddef.h>

#include "base/diag.h"

/*
 * The path of a shipped profile by its bare name ("mvp", "mvp.ini"), to be freed; NULL: there is none, or out of
 * memory.
 */
char *shipped_path(const char *name);

/* Finds a file that ships ("prices.csv"). *path is to be freed; NULL: there is none. 0, or -1 when out of memory. */
int shipped_file_path(const char *file, char **path);

/* The names of all ("enterprise", …) in order, freed by shipped_free. NULL if there are none, or when out of memory. */
char **shipped_names(size_t *count);
void shipped_free(char **names, size_t count);

/* "mvp" of "mvp.ini" or "mvp"; to be freed. NULL when out of memory. */
char *shipped_stem(const char *name);

/* An error: none of this name is shipped, and which are. */
void shipped_complain(const char *name, struct diags *diags);

#endif
