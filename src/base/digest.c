/* SHA-256 by libmd, as text. */
#include "base/digest.h"

#include <stdint.h>

void digest_begin(struct digest *digest)
{
	SHA256Init(&digest->context);
}

void digest_add(struct digest *digest, const void *data, size_t size)
{
	SHA256Update(&digest->context, data, size);
}

void digest_end(struct digest *digest, char text[DIGEST_TEXT_SIZE])
{
	static const char hex[] = "0123456789abcdef";
	uint8_t byte[SHA256_DIGEST_LENGTH];
	SHA256Final(byte, &digest->context);
	for (size_t i = 0; i < sizeof byte; i++) {
		text[2 * i] = hex[byte[i] >> 4];
		text[2 * i + 1] = hex[byte[i] & 15];
	}
	text[DIGEST_TEXT_SIZE - 1] = '\0';
}

void digest_text(const void *data, size_t size, char text[DIGEST_TEXT_SIZE])
{
	struct digest digest;
	digest_begin(&digest);
	digest_add(&digest, data, size);
	digest_end(&digest, text);
}
