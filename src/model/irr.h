/*
 * Internal rate of return: every rate above -100 % at which the flows' NPV is zero.
 */
#ifndef MODEL_IRR_H
#define MODEL_IRR_H

#include <stddef.h>

enum irr_status { IRR_UNIQUE, IRR_MULTIPLE, IRR_NO_OUTFLOW, IRR_NO_INFLOW, IRR_NO_REAL_ROOT };

#define IRR_MOST_FLOWS 128

/*
 * flows[j] (count of them, 0 to IRR_MOST_FLOWS) fall at instant j. Writes all rates a period, ascending, into rates
 * (room for `count`), each within 1e-12 of 1 + rate, relatively, where it is a simple root; a double root counts
 * once. Returns how many; *status says which case it is: no_outflow is tested first.
 */
size_t irr_all(const double *flows, size_t count, double *rates, enum irr_status *status);

#endif
