/* Compiler attributes behind macros, so that the source stays C11. */
#ifndef BASE_ATTRIBUTE_H
#define BASE_ATTRIBUTE_H

#if defined(__GNUC__)
#define PRINTF_LIKE(template, arguments) __attribute__((format(printf, template, arguments)))
#else
#define PRINTF_LIKE(template, arguments)
#endif

/*
 * Put before a call whose format may number its arguments (`%1$s`, POSIX), as translators need: -Wpedantic would warn
 * that ISO C has no such formats.
 */
#if defined(__GNUC__)
#define NUMBERED_ARGUMENTS __extension__
#else
#define NUMBERED_ARGUMENTS
#endif

/*
 * A loop over lanes, compiled for several levels of x86-64. All give the same bits, since no operations are contracted.
 * Calls in it are inlined into each version. Sanitizers and clang 14 get the plain version.
 */
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__OPTIMIZE__) && \
	!defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define LANE_KERNEL __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default"), flatten))
#else
#define LANE_KERNEL
#endif

/* Lanes on the stack are aligned to a cache line, like those of a workspace. */
#define LANE_ALIGNMENT 64
#define LANE_ALIGNED _Alignas(LANE_ALIGNMENT)

#endif
