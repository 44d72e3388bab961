/* The table of kinds, made from VALUE_KINDS. */
#include "plan/kind.h"

#define KIND_ROW(NAME, name) [KIND_##NAME] = &kind_##name,
static const struct kind *const kinds[] = {VALUE_KINDS(KIND_ROW)};
#undef KIND_ROW

const struct kind *kind_of(enum value_kind kind)
{
	return kinds[kind];
}
