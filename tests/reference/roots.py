"""Every rate of return of a series of flows, for model.py: exact root isolation over the rationals."""

import itertools
import math
from fractions import Fraction


def sign_changes(coefficients):
    signs = [c > 0 for c in coefficients if c != 0]
    return sum(a != b for a, b in zip(signs, signs[1:]))


def shift_by_one(p):
    """p(x + 1)."""
    rest, shifted = p[::-1], []
    while rest:  # division by x - 1, again and again
        rest = list(itertools.accumulate(rest))
        shifted.append(rest.pop())
    return shifted


def roots_in_unit(p):
    """Isolating intervals [low, high] within (0, 1) of an integer polynomial's roots there: bisection by Descartes' rule (Vincent,
    Collins, Akritas). An interval that still shows two changes of sign at 2^-48 holds what to us is a multiple root, of even or odd count."""
    found, work = [], [(p, Fraction(0), 0)]
    while work:
        p, low, depth = work.pop()
        width = Fraction(1, 2 ** depth)
        changes = sign_changes(shift_by_one(p[::-1]))  # (x + 1)^n p(1 / (x + 1))
        if changes == 0:
            continue
        if changes == 1 or depth >= 48:
            found.append((low, low + width))
            continue
        n = len(p) - 1
        left = [c << (n - i) for i, c in enumerate(p)]  # 2^n p(x / 2)
        right = shift_by_one(left)
        if right[0] == 0:  # a root right in the middle
            found.append((low + width / 2, low + width / 2))
            while right[0] == 0:
                right = right[1:]
        work.append((left, low, depth + 1))
        work.append((right, low + width / 2, depth + 1))
    return found


def refine(p, low, high):
    """The root in an isolating interval, to 80 bits."""
    def sign(x):
        total = Fraction(0)
        for c in reversed(p):
            total = total * x + c
        return (total > 0) - (total < 0)
    at_low = sign(low)
    if low == high or at_low == 0:
        # The low end is a root of its own; the one meant lies inside.
        if low == high:
            return low
        step = (high - low) / 2 ** 60
        low += step
        at_low = sign(low)
    for _ in range(80):
        middle = (low + high) / 2
        at_middle = sign(middle)
        if at_middle == 0:
            return middle
        if at_middle == at_low:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def rates(flows):
    """Every rate a period above -1 at which the flows' present value is zero, ascending."""
    scale = max((abs(f) for f in flows), default=0.0)
    flows = [f if abs(f) > 1e-14 * scale else 0.0 for f in flows]
    exact = [Fraction(f) for f in flows]
    common = math.lcm(*(f.denominator for f in exact))
    p = [int(f * common) for f in exact]
    while p and p[-1] == 0:
        p.pop()
    while p and p[0] == 0:
        p.pop(0)
    # In v = 1/(1 + i): roots within (0, 1) are rates above 0; those of the reversed polynomial, in 1 + i, rates below 0.
    result = [1 / refine(p, *interval) - 1 for interval in roots_in_unit(p)]
    backwards = p[::-1]
    result += [refine(backwards, *interval) - 1 for interval in roots_in_unit(backwards)]
    if sum(p) == 0:
        result.append(Fraction(0))
    return sorted(float(rate) for rate in result)
