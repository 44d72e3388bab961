#!/usr/bin/env python3
"""Holds `cashflow --lines` of every profile here and of those that ship to `cashflow`, `report` and the reference (../reference/model.py).

To 1e-9 of the amounts added up, the net to 1e-9 of what the option turns over: items sum to their column, month by month and year by year; months to years; present values to the npv; each item
and benefit is what the reference has. Prints `ok - WHAT` or `not ok - WHAT`.
"""

import csv
import glob
import os
import subprocess
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "reference"))

import model  # noqa: E402

COLUMN_OF = {"infra": "infra", "team": "team", "monitoring": "monitoring", "other": "other", "benefit": "benefit",
             "incident": "incident_loss", "retraining": "infra"}
COLUMNS = tuple(dict.fromkeys(COLUMN_OF.values())) + ("net",)


def rows_of(*arguments):
    done = subprocess.run([os.environ["BREAKEVEN"], *arguments, "-f", "csv"], capture_output=True, check=True)
    return list(csv.DictReader(done.stdout.decode("utf-8").split("\r\n")))


def lines_of(*arguments):
    """{option: {line: {period: value}}}"""
    lines = {}
    for row in rows_of("cashflow", "--lines", *arguments):
        lines.setdefault(row["option"], {}).setdefault(row["line"], {})[row["period"]] = float(row["value"])
    return lines


class Check:
    def __init__(self):
        self.wrong, self.compared = [], 0

    def sum(self, what, parts, expected, scale=0.0):
        """parts sum to expected, to 1e-9 of their sizes or of the scale."""
        self.compared += 1
        scale += sum(abs(part) for part in parts) + abs(expected)
        if not abs(sum(parts) - expected) <= 1e-9 * scale:
            self.wrong.append("%s: %r, not %r" % (what, sum(parts), expected))

    def columns(self, what, lines, expected, turnover):
        """expected: {period: {column: value}}"""
        for period, amounts in expected.items():
            for column in COLUMNS[:-1]:
                items = [line[period] for name, line in lines.items() if COLUMN_OF.get(name.split(".")[0]) == column and "." in name]
                self.sum("%s, %s of %s" % (what, column, period), items, amounts[column])
            for column in COLUMNS:
                self.sum("%s, the line %s of %s" % (what, column, period), [lines[column][period]], amounts[column],
                         turnover if column == "net" else 0.0)


def year_of(month):
    return "year_%d" % ((int(month) - 1) // 12 + 1)


def check_option(check, option, months, years, cash, board, npv):
    turnover = sum(abs(board["total"][column]) for column in COLUMNS[:-1])
    check.columns(option, months, cash, turnover)
    check.columns(option, years, board, turnover)
    if set(months) != set(years):
        check.wrong.append("%s: lines by month are not those by year" % option)
    for name, line in months.items():
        of_year = {}
        for period, value in line.items():
            if period.isdigit():
                of_year.setdefault(year_of(period), []).append(value)
        for year, values in of_year.items():
            parts = values + ([-years[name]["initial"]] if year == "year_1" else [])
            check.sum("%s, %s of year %s" % (option, name, year), parts, years[name][year], turnover if name == "net" else 0.0)
        for period in ("total", "present_value"):
            check.sum("%s, %s, %s" % (option, name, period), [line[period]], years[name][period],
                      turnover if name == "net" else 0.0)
    present = [line["present_value"] * (1 if name.startswith("benefit.") else -1) for name, line in months.items() if "." in name]
    check.sum("%s, present values" % option, present, npv)


def check_reference(check, path, lines):
    plan = model.Plan(path)
    for option in plan.options:
        projection = model.Projection(plan, option)
        amounts = {name: [a + b for a, b in zip(*both)] for name, both in projection.items.items()}
        for name in plan.ids("benefit"):
            earned, once, retraining = model.benefit_months(plan, "benefit." + name, option, projection.launch)
            amounts["benefit." + name] = [a + b for a, b in zip(earned, once)]
            amounts["retraining." + name] = retraining
        for name, expected in amounts.items():
            if any(expected) != (name in lines[option]):
                check.wrong.append("%s.%s is %s" % (option, name, "missing" if any(expected) else "there, though 0"))
            elif any(expected):
                for t, amount in enumerate(expected):
                    check.sum("%s.%s of month %d" % (option, name, t + 1), [lines[option][name][str(t + 1)]], amount)


def check_profile(path):
    check = Check()
    months, years = lines_of(path), lines_of("--by", "year", path)
    cash, board, npv = {}, {}, {}
    amounts = lambda row: {name: float(row[name]) for name in COLUMNS}  # noqa: E731
    for row in rows_of("cashflow", path):
        cash.setdefault(row["option"], {})[row["month"]] = amounts(row)
    for row in rows_of("cashflow", "--by", "year", path):
        board.setdefault(row["option"], {})[row["period"]] = amounts(row)
    for row in rows_of("report", path):
        if row["figure"] == "npv":
            npv[row["option"]] = float(row["value"])
    for option in npv:
        check_option(check, option, months[option], years[option], cash[option], board[option], npv[option])
    check_reference(check, path, months)
    return check


def main():
    good = True
    for path in sorted(glob.glob(os.path.join(HERE, "*.ini"))) + sorted(glob.glob(os.path.join(HERE, "../../profiles/*.ini"))):
        check = check_profile(path)
        if check.compared == 0:
            check.wrong.append("nothing was compared")
        print("%s - lines of %s (%d sums)" % ("not ok" if check.wrong else "ok", os.path.basename(path), check.compared))
        for line in check.wrong[:8]:
            print("    " + line)
        good &= not check.wrong
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
