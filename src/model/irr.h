/* Internal rate of return: every rate above -100 % at which the NPV of the flows is zero. */
#ifndef MODEL_IRR_H
#define MODEL_IRR_H

#include <stddef.h>

enum irr_status { IRR_UNIQUE, IRR_MULTIPLE, IRR_NO_OUTFLOW, IRR_NO_INFLOW, IRR_NO_REAL_ROOT };

#define IRR_MOST_FLOWS 128

/*
 * flows[j] (count of them, 0 to IRR_MOST_FLOWS) fall at instant j. Writes every rate per period, ascending, to rates
 * (room for `count`). A simple root is exact to 1e-12 of 1 + rate; a double root counts once. Returns the number of
 * rates; *status says which case it is, and no_outflow is tested first.
 */
size_t irr_all(const double *flows, size_t count, double *rates, enum irr_status *status);

#endif
