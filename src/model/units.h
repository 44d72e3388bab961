/*
 * Conversions between units of time: docs/model.md. A month is a twelfth of a year of 365 days; an hour is 1/730 of a
 * month, as clouds bill a machine that is never off.
 */
#ifndef MODEL_UNITS_H
#define MODEL_UNITS_H

#define MONTHS_A_YEAR 12
#define DAYS_A_YEAR   365.0
#define DAYS_A_MONTH  (DAYS_A_YEAR / MONTHS_A_YEAR)
#define HOURS_A_MONTH 730.0
#define SECONDS_A_DAY 86400.0

#define REQUESTS_A_MILLION 1e6

#endif
