/* Every text for people passes through _(); keys, ids, CSV headers and JSON never do. */
#ifndef BASE_INTL_H
#define BASE_INTL_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) (text) /* marks a text in a table; the code that shows it calls _() */

#endif
