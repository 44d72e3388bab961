/*
 * Inside plan/: parts of build_check.
 */
#ifndef PLAN_CHECK_H
#define PLAN_CHECK_H

#include "plan/build.h"

/* Checks a setting of ids against the ids of a list of sections. what: N_("incident"). */
void check_ids(struct build *build, const struct section *section, const struct setting *setting,
               const struct section_list *known, size_t size, const char *what);

void check_item(struct build *build, const struct cost_item *item);

#endif
