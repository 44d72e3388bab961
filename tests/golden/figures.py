#!/usr/bin/env python3
"""Holds what `report -f csv` and `cashflow -f csv` say of each NAME.ini here to the NAME.figures.csv and NAME.cashflow.csv beside it.

Relative error 1e-9; payback and rates of return 1e-6. No answer must be no answer. Prints `ok - WHAT` or `not ok - WHAT`.
"""

import csv
import glob
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
LOOSE = ("payback", "payback_lasting", "discounted_payback", "discounted_payback_lasting", "irr")
LEAST = 1e-9  # of the plan's currency: what is 0 in one may be rounding in the other
# Figures that the cases have and the program has not.
ABSENT = ("cost_per_million_tokens", "run_cost_per_million_tokens", "incremental_net_value", "incremental_npv",
          "incremental_payback", "incremental_irr", "incremental_irr_status")


def rows_of(command, profile):
    done = subprocess.run([os.environ["BREAKEVEN"], command, "-f", "csv", profile], capture_output=True, check=True)
    return list(csv.DictReader(done.stdout.decode("utf-8").split("\r\n")))


def differs(actual, expected, relative):
    if actual == "" or expected == "":
        return actual != expected
    actual, expected = float(actual), float(expected)
    return not abs(actual - expected) <= max(relative * abs(expected), LEAST)


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def figures(stem):
    said = {}
    for row in rows_of("report", stem + ".ini"):
        if row["figure"] == "irr_root":
            continue  # tests/cli/formats.sh
        said[row["option"], row["figure"]] = row["value"]
        if row["figure"] == "irr":
            said[row["option"], "irr_status"] = row["status"]
    wrong = []
    expected = [row for row in read(stem + ".figures.csv") if row["figure"] not in ABSENT]
    for row in expected:
        option, name, value = row["option"], row["figure"], row["value"]
        actual = said.pop((option, name), "not there")
        if name == "irr_status":
            bad = actual != value
        else:
            bad = actual == "not there" or differs(actual, value, 1e-6 if name in LOOSE else 1e-9)
        if bad:
            wrong.append("%s.%s is %s, not %s" % (option, name, actual, value))
    wrong += ["%s.%s is not in the golden file" % key for key in said]
    return wrong, len(expected)


def cashflow(stem):
    said = {(row["option"], row["month"]): row for row in rows_of("cashflow", stem + ".ini")}
    wrong = []
    expected = read(stem + ".cashflow.csv")
    for row in expected:
        actual = said.pop((row["option"], row["month"]), None)
        for name, value in row.items():
            if name in ("option", "month"):
                continue
            if actual is None or differs(actual[name], value, 1e-9):
                wrong.append("%s month %s %s is %s, not %s"
                             % (row["option"], row["month"], name, actual and actual[name], value))
    wrong += ["%s month %s is not in the golden file" % key for key in said]
    return wrong, len(expected)


def main():
    good = True
    for path in sorted(glob.glob(os.path.join(HERE, "*.figures.csv"))):
        stem = path[:-len(".figures.csv")]
        for what, compare in (("figures", figures), ("cash flow", cashflow)):
            wrong, count = compare(stem)
            if count == 0:
                wrong.append("nothing was compared")
            print("%s - %s of %s (%d rows)" % ("not ok" if wrong else "ok", what, os.path.basename(stem), count))
            for line in wrong[:8]:
                print("    " + line)
            good &= not wrong
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
