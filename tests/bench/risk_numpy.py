#!/usr/bin/env python3
"""The peer of `make bench`: the simulation of uncertain.ini in numpy, vectorised over the trials, one thread.

    risk_numpy.py [TRIALS [SEED]] [--repeat N] [--csv]

The same model (docs/model.md), the same distributions and the same statistics as `breakeven risk`, written as a numpy user
would: arrays over the trials, a loop over the months. Prints the seconds of the fastest repeat, imports and output left
out; with --csv the statistics as `option,figure,statistic,value` instead.
"""

import argparse
import sys
import time

import numpy as np

HORIZON = 36
Z95 = 1.6448536269514722
OPTIONS = ("managed", "self-hosted", "hybrid")
PERCENTILES = (5, 10, 25, 50, 75, 90, 95)


def pert(rng, low, mode, high, n):
    a = 1 + 4 * (mode - low) / (high - low)
    b = 1 + 4 * (high - mode) / (high - low)
    return low + (high - low) * rng.beta(a, b, n)


def to(rng, low, high, n):
    mean = (np.log(low) + np.log(high)) / 2
    sd = (np.log(high) - np.log(low)) / (2 * Z95)
    return np.exp(rng.normal(mean, sd, n))


def draw(rng, n):
    """Every uncertain input of the plan, a draw a trial."""
    return {
        "usd": rng.normal(0.9, 0.02, n),
        "requests": to(rng, 500e3, 2e6, n),
        "growth": rng.triangular(0.0, 0.03, 0.08, n),
        "revenue": rng.uniform(18e6, 22e6, n),
        "launch": {
            "managed": rng.uniform(2, 3, n),
            "self-hosted": pert(rng, 6, 7, 9, n),
            "hybrid": pert(rng, 3, 4, 7, n),
        },
        "managed_price": to(rng, 30, 60, n),
        "training": pert(rng, 3000, 4200, 8000, n),
        "salary": rng.uniform(115e3, 130e3, n),
        "lift": pert(rng, 0.01, 0.06, 0.09, n),
        "margin": to(rng, 0.40, 0.60, n),
        "ramp": pert(rng, 1, 3, 9, n),
    }


def effect(x, launch, ramp):
    """The benefit's effect so far at instant x: nothing, then a parabola while it ramps, then a line."""
    y = np.maximum(x - launch, 0)
    within = np.minimum(y, ramp)
    return within * within / (2 * ramp) + (y - within)


def option_of(x, option):
    """npv, net value and payback of an option in every trial."""
    n = x["lift"].size
    launch = x["launch"][option]
    managed = option == "managed"
    team = 2 * x["salary"] / 12 + {"managed": 0, "self-hosted": 1.5, "hybrid": 0.5}[option] * 135e3 / 12
    training = x["training"] * x["usd"] * (1 if option != "self-hosted" else 0.6)
    steady = team + training
    benefit = x["revenue"] * 0.6 * x["lift"] * x["margin"] / 12
    growth = 1 + x["growth"]
    if managed:
        serving = x["managed_price"] * x["usd"] * x["requests"] * (365 / 12 / 1e6)
    else:
        machine = 280 * x["usd"]
        load = x["requests"] / 86400 * 3 / 80
    demand = np.ones(n)
    total, npv = np.zeros(n), np.zeros(n)
    payback = np.full(n, np.inf)
    below = np.zeros(n, dtype=bool)
    done = effect(0.0, launch, x["ramp"])
    for t in range(HORIZON):
        active = np.clip(t + 1 - launch, 0, 1)
        if managed:
            cost = serving * demand
            demand = demand * growth
        else:
            demand = demand * growth
            cost = machine * np.maximum(2, np.ceil(load * demand - 1e-9))
        so_far = effect(t + 1.0, launch, x["ramp"])
        net = benefit * (so_far - done) - steady - (cost + 1200) * active
        done = so_far
        after = total + net
        climbs = (total < 0) & (after >= 0) & np.isinf(payback)
        payback[climbs] = t - total[climbs] / net[climbs]
        below |= after < 0
        npv += net * 1.1 ** (-(t + 1) / 12)
        total = after
    payback[~below] = 0
    return npv, total, payback


def statistics(results):
    """The rows of `breakeven risk`: option, figure, statistic, value."""
    rows = []
    best = np.argmax(np.stack([results[o][0] for o in OPTIONS]), axis=0)
    for i, option in enumerate(OPTIONS):
        npv, net_value, payback = results[option]
        n = npv.size
        for figure, values in (("npv", npv), ("payback", payback), ("net_value", net_value)):
            reached = values[np.isfinite(values)]
            if reached.size > 1:
                sd = reached.std(ddof=1)
                rows += [(option, figure, "mean", reached.mean()), (option, figure, "sd", sd),
                         (option, figure, "se", sd / np.sqrt(reached.size))]
            with np.errstate(invalid="ignore"):
                levels = np.percentile(values, PERCENTILES)
            rows += [(option, figure, "p%d" % p, v) for p, v in zip(PERCENTILES, levels)]
        worst = np.partition(npv, max(int(n * 0.05) - 1, 0))[:max(int(n * 0.05), 1)]
        rows.append((option, "npv", "es5", worst.mean()))
        rows += [(option, "probability", "payback<=%d" % m, (payback <= m).mean()) for m in (12, 18, 24)]
        rows += [(option, "probability", "payback_never", np.isinf(payback).mean()),
                 (option, "probability", "npv<0", (npv < 0).mean()),
                 (option, "probability", "best", (best == i).mean())]
    return rows


def simulate(trials, seed):
    x = draw(np.random.default_rng(seed), trials)
    return statistics({option: option_of(x, option) for option in OPTIONS})


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("trials", nargs="?", type=int, default=100000)
    parser.add_argument("seed", nargs="?", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--csv", action="store_true")
    arguments = parser.parse_args()
    if arguments.csv:
        sys.stdout.write("option,figure,statistic,value\n")
        for row in simulate(arguments.trials, arguments.seed):
            sys.stdout.write("%s,%s,%s,%.17g\n" % row)
        return
    fastest = float("inf")
    for _ in range(arguments.repeat):
        begin = time.perf_counter()
        simulate(arguments.trials, arguments.seed)
        fastest = min(fastest, time.perf_counter() - begin)
    sys.stdout.write("%.6f\n" % fastest)


if __name__ == "__main__":
    main()
