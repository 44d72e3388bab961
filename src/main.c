/* Picks a command; the only exit. */
#include <stdlib.h>

int main(void)
{
	return EXIT_SUCCESS;
}
