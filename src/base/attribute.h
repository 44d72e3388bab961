/* The compiler's attributes, behind names, so that the source stays C11. */
#ifndef BASE_ATTRIBUTE_H
#define BASE_ATTRIBUTE_H

#if defined(__GNUC__)
#define PRINTF_LIKE(template, arguments) __attribute__((format(printf, template, arguments)))
#else
#define PRINTF_LIKE(template, arguments)
#endif

/*
 * Before a call whose format may number its arguments (`%1$s`, POSIX), as sentences for translators do: -Wpedantic would warn
 * that ISO C has no such formats.
 */
#if defined(__GNUC__)
#define NUMBERED_ARGUMENTS __extension__
#else
#define NUMBERED_ARGUMENTS
#endif

/*
 * A loop over lanes, built once for the machine at hand and once for any: the same bits, since nothing is contracted.
 * Calls within are inlined into each build. Sanitizers and clang 14 take the plain one.
 */
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__OPTIMIZE__) && \
	!defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define LANE_KERNEL __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default"), flatten))
#else
#define LANE_KERNEL
#endif

/* Lanes on the stack begin with a cache line, as those of a workspace do. */
#define LANE_ALIGNMENT 64
#define LANE_ALIGNED _Alignas(LANE_ALIGNMENT)

#endif
