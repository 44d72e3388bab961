/*
 * The profiles that ship with the program: found beside it, or where it was installed.
 */
#ifndef CLI_SHIPPED_H
#define CLI_SHIPPED_H

#include <stddef.h>

/*
 * The path of a shipped profile by its bare name ("mvp", "mvp.ini"), to be freed; NULL: there is none of that name, or
 * no memory.
 */
char *shipped_path(const char *name);

/*
 * The names of all of them ("enterprise", …) in order, each and the array to be freed by shipped_free. NULL when there
 * are none, or no memory.
 */
char **shipped_names(size_t *count);
void shipped_free(char **names, size_t count);

#endif
