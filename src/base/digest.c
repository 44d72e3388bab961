/* SHA-256 by libmd, as text. */
#include "base/digest.h"

#include <sys/types.h>

#include <sha2.h>
#include <stdint.h>

void digest_text(const void *data, size_t size, char text[DIGEST_TEXT_SIZE])
{
	static const char hex[] = "0123456789abcdef";
	SHA2_CTX context;
	uint8_t digest[SHA256_DIGEST_LENGTH];
	SHA256Init(&context);
	SHA256Update(&context, data, size);
	SHA256Final(digest, &context);
	for (size_t i = 0; i < sizeof digest; i++) {
		text[2 * i] = hex[digest[i] >> 4];
		text[2 * i + 1] = hex[digest[i] & 15];
	}
	text[DIGEST_TEXT_SIZE - 1] = '\0';
}
