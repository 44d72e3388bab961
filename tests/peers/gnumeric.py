#!/usr/bin/env python3
"""NPV and IRR of 200 generated cash flows, held to what a spreadsheet recalculates (gnumeric's ssconvert).

Each cash flow becomes a profile: what is paid at the start is a once-cost, every later instant a cost or a benefit of the month that
ends there. Prints `ok - WHAT` or `not ok - WHAT`. Environment: BREAKEVEN, the program.
"""

import csv
import os
import random
import subprocess
import sys
import tempfile

FLOWS = 200
RATE = 0.1


def flow_of(rng):
    """Amounts at instants 0 … horizon: an outlay, then anything that a plan may look like."""
    horizon = rng.choice((12, 24, 36, 60, 120))
    flow = [-rng.uniform(10e3, 400e3)]
    kind = rng.randrange(3)
    turn = rng.randrange(1, horizon)
    for j in range(1, horizon + 1):
        if kind == 0:  # a build phase, then a benefit that grows
            flow.append(-rng.uniform(5e3, 30e3) if j <= turn // 2 else rng.uniform(0, 60e3) * j / horizon)
        elif kind == 1:  # level, with a renewal in the middle
            flow.append(rng.uniform(1e3, 20e3) - (rng.uniform(50e3, 200e3) if j == turn else 0))
        else:  # anything
            flow.append(rng.uniform(-20e3, 40e3))
    return flow


def profile_of(flow, yearly):
    lines = ["[plan]", "horizon = %d" % (len(flow) - 1), "discount_rate = 10%",
             "convention = %s" % ("yearly" if yearly else "monthly"), "[option.one]",
             "[other.outlay]", "price = %r once" % -flow[0], "from = start"]
    for j, amount in enumerate(flow[1:], 1):
        name = "benefit" if amount > 0 else "other"
        lines += ["[%s.m%d]" % (name, j), "from = %d" % (j - 1), "until = %d" % j]
        lines.append("annual_value = %r" % (12 * amount) if amount > 0 else "price = %r/month" % -amount)
    return "\n".join(lines) + "\n"


def reported(directory, profile):
    path = os.path.join(directory, "flow.ini")
    with open(path, "w", encoding="utf-8") as out:
        out.write(profile)
    run = subprocess.run([os.environ["BREAKEVEN"], "report", "-f", "csv", path], capture_output=True, text=True, check=True)
    return {row["figure"]: row for row in csv.DictReader(run.stdout.splitlines())}


def column(index):
    name = ""
    while index >= 0:
        name = chr(ord("A") + index % 26) + name
        index = index // 26 - 1
    return name


def formulas(row, flow, yearly, guess):
    """The cells of a row: NPV, IRR a year, the flows."""
    if yearly:
        sums = [sum(flow[1 + at:13 + at]) for at in range(0, len(flow) - 1, 12)]
        flow = [flow[0]] + sums
    first, last = column(2), column(1 + len(flow))
    rate = repr(RATE) if yearly else "%r^(1/12)-1" % (1 + RATE)
    npv = "=%s%d+NPV(%s,%s%d:%s%d)" % (first, row, rate, column(3), row, last, row)
    irr = "=IRR(%s%d:%s%d,%r)" % (first, row, last, row, guess if yearly else (1 + guess) ** (1 / 12) - 1)
    return [npv, irr if yearly else "=(1+%s)^12-1" % irr[1:]] + [repr(amount) for amount in flow]


def recalculated(directory, rows):
    sheet, result = os.path.join(directory, "flows.csv"), os.path.join(directory, "out.csv")
    with open(sheet, "w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
    subprocess.run(["ssconvert", "--recalc", "-T", "Gnumeric_stf:stf_assistant", "-O", "format=raw", sheet, result],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with open(result, encoding="utf-8", newline="") as lines:
        return [row[:2] for row in csv.reader(lines)]


def near(actual, expected, relative, scale):
    return abs(actual - expected) <= relative * max(abs(expected), scale)


def main():
    rng = random.Random(20)
    flows = [(flow_of(rng), i % 2 == 1) for i in range(FLOWS)]
    wrong, rates = [], 0
    with tempfile.TemporaryDirectory() as directory:
        ours = [reported(directory, profile_of(flow, yearly)) for flow, yearly in flows]
        # The spreadsheet seeks one rate near a guess; ours, a little off, makes it seek the same one.
        guesses = [(1 + float(o["irr"]["value"] or 0.1)) * 1.05 - 1 for o in ours]
        theirs = recalculated(directory, [formulas(i + 1, flow, yearly, guesses[i]) for i, (flow, yearly) in enumerate(flows)])
    for i, ((flow, _), mine, (npv, irr)) in enumerate(zip(flows, ours, theirs)):
        if not near(float(mine["npv"]["value"]), float(npv), 1e-9, 1e-3 * sum(map(abs, flow))):
            wrong.append("flow %d: npv %s, the spreadsheet's %s" % (i, mine["npv"]["value"], npv))
        if mine["irr"]["status"] == "unique":
            rates += 1
            try:
                same = near(1 + float(mine["irr"]["value"]), 1 + float(irr), 1e-6, 0)
            except ValueError:
                same = False
            if not same:
                wrong.append("flow %d: irr %s, the spreadsheet's %s" % (i, mine["irr"]["value"], irr))
    for line in wrong:
        print("    " + line)
    print("%s - NPV of %d cash flows and IRR of %d agree with the spreadsheet" % ("not ok" if wrong else "ok", FLOWS, rates))
    return 1 if wrong or rates < FLOWS // 4 else 0


if __name__ == "__main__":
    sys.exit(main())
