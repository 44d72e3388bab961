#!/usr/bin/env python3
"""The simulation of tests/golden/uncertain.ini a second time: docs/model.md in numpy, with numpy's own draws, vectorised over the trials.

    risk.py guess             npv and payback of each option at the best guess, to hold this program itself to the golden figures
    risk.py statistics        option,figure,statistic,value,error: what 200,000 trials give, and the standard error of that (from 25 batches)
    risk.py header            the same as a table for the unit tests (tests/unit/uncertain.h)
    risk.py time N [CHUNK]    seconds that N trials with all statistics take, best of three

It shares no code and no random number with the program. The profile's numbers stand here once more, on purpose.
"""
import math
import sys
import time

try:
    import numpy as np
except ImportError:
    sys.exit(77)

HORIZON = 36
OPTIONS = ("managed", "self-hosted", "hybrid")
Z95 = 1.6448536269514722
PERCENTILES = (5, 10, 25, 50, 75, 90, 95)
DISCOUNT = 1.1 ** (-np.arange(1, HORIZON + 1) / 12)


def lognormal(rng, n, low, high):
    return rng.lognormal((math.log(low) + math.log(high)) / 2, (math.log(high) - math.log(low)) / 2 / Z95, n)


def pert(rng, n, low, mode, high):
    a = 1 + 4 * (mode - low) / (high - low)
    return low + (high - low) * rng.beta(a, 6 - a, n)


def draw(rng, n):
    return {
        "usd": rng.normal(0.9, 0.02, n),
        "requests": lognormal(rng, n, 500e3, 2e6),
        "growth": rng.triangular(0, 0.03, 0.08, n),
        "revenue": rng.uniform(18e6, 22e6, n),
        "launch": (rng.uniform(2, 3, n), pert(rng, n, 6, 7, 9), pert(rng, n, 3, 4, 7)),
        "serving": lognormal(rng, n, 30, 60),
        "training": pert(rng, n, 3000, 4200, 8000),
        "salary": rng.uniform(115e3, 130e3, n),
        "lift": pert(rng, n, 0.01, 0.06, 0.09),
        "margin": np.minimum(lognormal(rng, n, 0.4, 0.6), 1),
        "ramp": pert(rng, n, 1, 3, 9),
    }


def best_guess():
    one = np.ones(1)
    return {
        "usd": 0.9 * one, "requests": 1e6 * one, "growth": 0.03 * one, "revenue": 20e6 * one,
        "launch": (2.5 * one, 7 * one, 4 * one), "serving": math.sqrt(30 * 60) * one, "training": 4200 * one,
        "salary": 122.5e3 * one, "lift": 0.06 * one, "margin": math.sqrt(0.4 * 0.6) * one, "ramp": 3 * one,
    }


def effect_so_far(x, launch, ramp):
    y = np.maximum(x - launch, 0)
    within = np.minimum(y, ramp)
    return within * within / (2 * ramp) + (y - within)


def trials(inputs):
    """npv, payback, net value: an array [option][trial] each."""
    n = len(inputs["usd"])
    result = np.empty((3, len(OPTIONS), n))
    million_a_month = inputs["requests"] * (365 / 12 / 1e6)
    peak = inputs["requests"] / 86400 * 3
    growth = 1 + inputs["growth"]
    benefit = inputs["revenue"] * 0.6 * inputs["lift"] * inputs["margin"] / 12
    for o in range(len(OPTIONS)):
        launch = inputs["launch"][o]
        training = inputs["training"] * inputs["usd"] * (0.6 if o == 1 else 1)
        team = 2 * inputs["salary"] / 12 + (0, 1.5, 0.5)[o] * 135e3 / 12
        serving = inputs["serving"] * inputs["usd"] * million_a_month if o == 0 else 280 * inputs["usd"]
        steady = training + team
        demand = np.ones(n)
        total, npv = np.zeros(n), np.zeros(n)
        payback = np.full(n, np.inf)
        below = np.zeros(n, bool)
        effect = effect_so_far(0, launch, inputs["ramp"])
        for t in range(HORIZON):
            active = np.clip(t + 1 - launch, 0, 1)
            next_demand = demand * growth
            units = demand if o == 0 else np.maximum(2, np.ceil(peak * next_demand / 80 - 1e-9))
            next_effect = effect_so_far(t + 1, launch, inputs["ramp"])
            net = benefit * (next_effect - effect) - steady - active * (serving * units + 1200)
            end = total + net
            climbs = (total < 0) & (end >= 0) & np.isinf(payback)
            payback = np.where(climbs, t + total / (total - end), payback)
            below |= end < 0
            npv += net * DISCOUNT[t]
            total, demand, effect = end, next_demand, next_effect
        payback[~below] = 0
        result[:, o] = npv, payback, total
    return result


def statistics(result):
    """{(option, figure, statistic): value}"""
    out = {}
    npv, payback, _ = result
    best = npv.argmax(axis=0)
    for o, option in enumerate(OPTIONS):
        for figure, x in zip(("npv", "payback", "net_value"), result[:, o]):
            reached = x[np.isfinite(x)] if figure == "payback" else x
            out[option, figure, "mean"] = reached.mean()
            out[option, figure, "sd"] = reached.std(ddof=1)
            out[option, figure, "se"] = reached.std(ddof=1) / math.sqrt(len(reached))
            if figure == "payback":
                # "never" counts as beyond any month; numpy interpolates towards a large number instead of infinity
                x = np.where(np.isfinite(x), x, 1e300)
            for p, q in zip(PERCENTILES, np.percentile(x, PERCENTILES)):
                out[option, figure, "p%d" % p] = q if q < 1e200 else math.inf
        out[option, "npv", "es5"] = np.partition(npv[o], npv.shape[1] // 20)[:npv.shape[1] // 20].mean()
        for months in (12, 18, 24):
            out[option, "probability", "payback<=%d" % months] = (payback[o] <= months).mean()
        out[option, "probability", "payback_never"] = np.isinf(payback[o]).mean()
        out[option, "probability", "npv<0"] = (npv[o] < 0).mean()
        out[option, "probability", "best"] = (best == o).mean()
    return out


def simulate(rng, n, chunk):
    parts = [trials(draw(rng, min(chunk, n - i))) for i in range(0, n, chunk)]
    return np.concatenate(parts, axis=2)


def reference():
    """What 200,000 trials give, and its standard error; a value is infinite where every batch says so."""
    batches = [statistics(simulate(np.random.default_rng((42, b)), 200000, 8192)) for b in range(25)]
    rows = []
    for key in batches[0]:
        values = np.array([batch[key] for batch in batches])
        if np.isfinite(values).all():
            rows.append((*key, values.mean(), values.std(ddof=1)))
        elif np.isinf(values).all():
            rows.append((*key, math.inf, 0.0))
    return rows


def main():
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if command == "guess":
        result = trials(best_guess())
        for o, option in enumerate(OPTIONS):
            print("%s,%.17g,%.17g,%.17g" % (option, *result[:, o, 0]))
    elif command == "statistics":
        print("option,figure,statistic,value,error")
        for row in reference():
            print("%s,%s,%s,%.17g,%.17g" % row)
    elif command == "header":
        print("/* Made by tests/reference/risk.py with numpy: what 200,000 trials of uncertain.ini give, and the standard error of that. */")
        print("static const struct {\n\tconst char *option, *figure, *statistic;\n\tdouble value, error;\n} uncertain_reference[] = {")
        for option, figure, statistic, value, error in reference():
            print('\t{"%s", "%s", "%s", %s, %.6g},' % (option, figure, statistic, "INFINITY" if math.isinf(value) else "%.12g" % value, error))
        print("};")
    elif command == "time":
        n = int(sys.argv[2])
        chunk = int(sys.argv[3]) if len(sys.argv) > 3 else n
        seconds = []
        for run in range(3):
            start = time.process_time()
            statistics(simulate(np.random.default_rng(run), n, chunk))
            seconds.append(time.process_time() - start)
        print("%.6f" % min(seconds))
    else:
        sys.exit(__doc__)


main()
