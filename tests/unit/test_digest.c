/* SHA-256: the examples of FIPS 180-4. */
#include "base/digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void agrees_with_the_standard(void **state)
{
	(void)state;
	static const struct {
		const char *text, *digest;
	} cases[] = {
		{"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
		{"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
		{"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
	         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[DIGEST_TEXT_SIZE];
		digest_text(cases[i].text, strlen(cases[i].text), text);
		assert_string_equal(text, cases[i].digest);
	}
}

static void takes_a_million_bytes(void **state)
{
	(void)state;
	char *data = malloc(1000000), text[DIGEST_TEXT_SIZE];
	assert_non_null(data);
	memset(data, 'a', 1000000);
	digest_text(data, 1000000, text);
	free(data);
	assert_string_equal(text, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void takes_it_piece_by_piece(void **state)
{
	(void)state;
	char data[1000], whole[DIGEST_TEXT_SIZE], text[DIGEST_TEXT_SIZE];
	for (size_t i = 0; i < sizeof data; i++)
		data[i] = (char)(i % 251);
	digest_text(data, sizeof data, whole);
	for (size_t step = 1; step <= sizeof data; step += 37) {
		struct digest digest;
		digest_begin(&digest);
		for (size_t at = 0; at < sizeof data; at += step)
			digest_add(&digest, data + at, sizeof data - at < step ? sizeof data - at : step);
		digest_end(&digest, text);
		assert_string_equal(text, whole);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_the_standard),
		cmocka_unit_test(takes_a_million_bytes),
		cmocka_unit_test(takes_it_piece_by_piece),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
