/* The compiler's attributes, behind names, so that the source stays C11. */
#ifndef BASE_ATTRIBUTE_H
#define BASE_ATTRIBUTE_H

#if defined(__GNUC__)
#define PRINTF_LIKE(format, first) __attribute__((format(printf, format, first)))
#else
#define PRINTF_LIKE(format, first)
#endif

#endif
