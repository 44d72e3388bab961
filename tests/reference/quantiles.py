#!/usr/bin/env python3
"""Writes tests/unit/quantiles.h: quantiles of every distribution as scipy has them. Usage: tests/reference/quantiles.py >tests/unit/quantiles.h"""
import sys

try:
    from scipy import stats
except ImportError:
    sys.exit(77)

PS = [1e-6, 3e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.47, 0.5, 0.53, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95, 0.99, 0.999,
      0.9999, 0.99999, 1 - 3e-6, 1 - 1e-6]
Z95 = stats.norm.ppf(0.95)


def pert(low, mode, high):
    a = 1 + 4 * (mode - low) / (high - low)
    return stats.beta(a, 6 - a, low, high - low)


def triangular(low, mode, high):
    return stats.triang((mode - low) / (high - low), low, high - low)


def lognormal(low, high):
    import math
    mean, deviation = (math.log(low) + math.log(high)) / 2, (math.log(high) - math.log(low)) / 2 / Z95
    return stats.lognorm(deviation, scale=math.exp(mean))


CASES = [
    ("DIST_UNIFORM", (2, 3), stats.uniform(2, 1)),
    ("DIST_UNIFORM", (-1e6, 1e6), stats.uniform(-1e6, 2e6)),
    ("DIST_TRIANGULAR", (250, 300, 400), triangular(250, 300, 400)),
    ("DIST_TRIANGULAR", (0, 0, 1), triangular(0, 0, 1)),
    ("DIST_TRIANGULAR", (0, 1, 1), triangular(0, 1, 1)),
    ("DIST_PERT", (0.1, 0.18, 0.24), pert(0.1, 0.18, 0.24)),
    ("DIST_PERT", (0, 0, 1), pert(0, 0, 1)),
    ("DIST_PERT", (0, 1, 1), pert(0, 1, 1)),
    ("DIST_PERT", (0, 0.5, 1), pert(0, 0.5, 1)),
    ("DIST_PERT", (3000, 4200, 8000), pert(3000, 4200, 8000)),
    ("DIST_PERT", (0, 0.02, 1), pert(0, 0.02, 1)),
    ("DIST_NORMAL", (0.18, 0.03), stats.norm(0.18, 0.03)),
    ("DIST_NORMAL", (0, 1), stats.norm(0, 1)),
    ("DIST_TO_NORMAL", (-5, 10), stats.norm(2.5, 7.5 / Z95)),
    ("DIST_TO_LOGNORMAL", (30, 60), lognormal(30, 60)),
    ("DIST_TO_LOGNORMAL", (1, 1000), lognormal(1, 1000)),
]

print("/* Made by tests/reference/quantiles.py with scipy. */")
print("#define QUANTILE_PS %d" % len(PS))
print("static const double quantile_ps[QUANTILE_PS] = {%s};" % ", ".join(repr(p) for p in PS))
print("static const struct quantile_case {\n\tenum distribution distribution;\n\tdouble parameter[3];\n\tdouble at[QUANTILE_PS];\n} quantile_cases[] = {")
for name, parameter, law in CASES:
    print("\t{%s, {%s}, {%s}}," % (name, ", ".join(map(repr, parameter)), ", ".join("%.17g" % law.ppf(p) for p in PS)))
print("};")
