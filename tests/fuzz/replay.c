/* Gives a fuzz target the files named, one after the other: the corpus is read again where there is no libFuzzer. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The target gets a copy of just the file's size, so that the sanitizer sees a read beyond it. */
static int replay(const char *path)
{
	FILE *file = fopen(path, "rb");
	if (!file || fseek(file, 0, SEEK_END) != 0)
		return -1;
	long size = ftell(file);
	rewind(file);
	uint8_t *data = size >= 0 ? malloc((size_t)size + !size) : NULL;
	int result = data && fread(data, 1, (size_t)size, file) == (size_t)size ? 0 : -1;
	fclose(file);
	if (result == 0)
		LLVMFuzzerTestOneInput(data, (size_t)size);
	free(data);
	return result;
}

int main(int count, char **arguments)
{
	for (int i = 1; i < count; i++) {
		if (replay(arguments[i]) != 0) {
			fprintf(stderr, "%s cannot be read\n", arguments[i]);
			return EXIT_FAILURE;
		}
	}
	return EXIT_SUCCESS;
}
