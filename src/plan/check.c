#include "plan/build.h"
void build_check(struct build *build){(void)build;}
void build_check_correlations(struct build *build){(void)build;}
