/* The compiler's attributes, behind names, so that the source stays C11. */
#ifndef BASE_ATTRIBUTE_H
#define BASE_ATTRIBUTE_H

#if defined(__GNUC__)
#define PRINTF_LIKE(template, arguments) __attribute__((format(printf, template, arguments)))
#else
#define PRINTF_LIKE(template, arguments)
#endif

#endif
