/* A SHA-256 of some bytes, as `sha256sum` prints it: the hash by which outputs name their inputs. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stddef.h>

#define DIGEST_TEXT_SIZE 65 /* 64 hex digits and a NUL */

void digest_text(const void *data, size_t size, char text[DIGEST_TEXT_SIZE]);

#endif
