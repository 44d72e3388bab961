/* SHA-256 of bytes, as `sha256sum` prints it: outputs identify their inputs by it. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stddef.h>
#include <sys/types.h>

#include <sha2.h>

#define DIGEST_TEXT_SIZE 65 /* 64 hex digits and a NUL */

void digest_text(const void *data, size_t size, char text[DIGEST_TEXT_SIZE]);

/* The digest of bytes that come in pieces. */
struct digest {
	SHA2_CTX context;
};

void digest_begin(struct digest *digest);
void digest_add(struct digest *digest, const void *data, size_t size);
void digest_end(struct digest *digest, char text[DIGEST_TEXT_SIZE]);

#endif
