#!/usr/bin/env python3
"""Round plans that are met exactly: what is paid back in the last month, level flows, totals that touch zero.

    round.py COUNT [FIRST_SEED]

Each plan's flows are rational numbers whose paybacks, NPV and conditions are worked out exactly (fractions) and held to what $BREAKEVEN says:
payback and its status, P(npv < 0), P(payback <= 12), and conditions held to the exact value, of which `<=`, `=` and `>=` hold and `<` and `>` do not.
Prints `ok - WHAT` or `not ok - WHAT`.
"""

import csv
import os
import random
import subprocess
import sys
import tempfile
from fractions import Fraction

AT_ONCE = 50  # profiles a run of the program


class Plan:
    """An outlay, a benefit that pays it back after `months` months (or never falls below), a cost a month, a later outlay."""

    def __init__(self, seed):
        r = random.Random(seed)
        self.horizon = r.choice((12, 18, 24, 36, 60))
        self.months = r.choice((self.horizon, self.horizon, r.randint(1, self.horizon)))
        cost = Fraction(r.choice((0, 25, 1000, 2500, 30000)), r.choice((1, 10, 100)))
        fte = Fraction(r.choice((1, 2, 5, 8, 15, 23)), 10)
        salary = r.choice((0, 50000, 72000, 83500, 130000))
        margin = Fraction(r.choice((100, 20, 35, 50, 80)), 100)
        net = Fraction(r.choice((0, 10, 100, 833, 1000, 4166, 12500, 100000)), r.choice((1, 3, 7, 12, 100)))
        self.outlay = net * self.months
        running = cost + fte * salary / 12
        # the benefit a year, before its margin, that leaves `net` a month
        yearly = (net + running) * 12 / margin
        self.text = """[plan]
name = round %d
horizon = %d
discount_rate = 0%%
[option.a]
[other.outlay]
price = %s once
from = start
[team.t]
salary = %d
fte = %s
[infra.run]
price = %s
from = start
[benefit.b]
annual_value = %s
margin = %s%%
from = start
""" % (seed, self.horizon, self.show(self.outlay), salary, self.show(fte), self.show(cost), self.show(yearly), self.show(margin * 100))
        self.net = net

    @staticmethod
    def show(number):
        return "%.17g" % float(number)

    def payback(self):
        """(months, status)"""
        if self.outlay == 0:
            return 0, "self_funding"
        return self.months, "reached"


def run(arguments):
    done = subprocess.run([os.environ["BREAKEVEN"]] + arguments, capture_output=True, text=True, encoding="utf-8")
    return done.returncode, list(csv.DictReader(done.stdout.splitlines()))


def check(plans, files, wrong):
    _, figures = run(["report", "-f", "csv"] + files)
    _, risk = run(["risk", "-f", "csv", "--trials", "64"] + files)
    said = {(row["profile"], row["figure"]): row for row in figures}
    odds = {(row["profile"], row["statistic"]): row["value"] for row in risk if row["figure"] == "probability"}
    for plan, file in zip(plans, files):
        months, status = plan.payback()
        for name in ("payback", "payback_lasting", "discounted_payback"):
            row = said[file, name]
            if row["status"] != status or abs(float(row["value"] or "nan") - months) > 1e-9 * max(1, months):
                wrong.append("%s: %s is %s (%s), not %s (%s)" % (file, name, row["value"], row["status"], months, status))
        expected = {"npv<0": 0, "payback_never": 0, "payback<=12": int(months <= 12), "payback<=18": int(months <= 18)}
        for statistic, value in expected.items():
            if float(odds[file, statistic]) != value:
                wrong.append("%s: P(%s) is %s, not %d" % (file, statistic, odds[file, statistic], value))
        npv = plan.net * plan.horizon - plan.outlay
        conditions = ["payback %%s %s" % months, "npv %%s %s" % plan.show(npv), "net_value %%s %s" % plan.show(npv)]
        require, verdicts = [], []
        for condition in conditions:
            for sign, holds in (("<=", True), ("=", True), (">=", True), ("<", False), (">", False)):
                require += ["--require", condition % sign]
                verdicts.append(holds)
        _, rows = run(["check", "-f", "csv", file] + require)
        rows = [row for row in rows if row["rule"] == "require"]
        for condition, holds, row in zip(require[1::2], verdicts, rows):
            if (row["severity"] == "note") != holds:
                wrong.append("%s: %s" % (file, row["message"]))
        if len(rows) != len(verdicts):
            wrong.append("%s: %d conditions are answered, not %d" % (file, len(rows), len(verdicts)))


def main(arguments):
    count, first = int(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 1
    wrong = []
    with tempfile.TemporaryDirectory() as directory:
        for begin in range(first, first + count, AT_ONCE):
            plans = [Plan(seed) for seed in range(begin, min(begin + AT_ONCE, first + count))]
            files = [os.path.join(directory, "round-%d.ini" % (begin + i)) for i in range(len(plans))]
            for plan, file in zip(plans, files):
                with open(file, "w", encoding="utf-8") as out:
                    out.write(plan.text)
            check(plans, files, wrong)
    print("%s - %d round plans are met exactly" % ("not ok" if wrong else "ok", count))
    for line in wrong[:12]:
        print("    " + line)
    sys.exit(1 if wrong or count < 1 else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
