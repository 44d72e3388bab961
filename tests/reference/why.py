#!/usr/bin/env python3
"""Random plans' derivations, computed once more from the CSV of `breakeven why`.

    why.py COUNT [FIRST_SEED]

For each figure of every option, with --all: every formula gives the value of its row from the values of the rows that it names (1e-9 of
the largest of them); figures are those of `report`; items, benefits and incidents add up to the months of `cashflow`; every input is
stated by the line that its row names. For some items in some month the same. Prints `ok - WHAT` or `not ok - WHAT`.
"""

import csv
import math
import os
import random
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

import generate  # noqa: E402
import model  # noqa: E402
from equation import Equation, NoEquation  # noqa: E402

AT_ONCE = 25  # profiles a run of the program
HEADER = ["profile", "option", "node", "parent", "label", "formula", "value", "unit", "file", "line", "source", "currency"]
LINES = ("infra", "team", "monitoring", "other", "benefit", "incident")
COLUMNS = ("infra", "team", "monitoring", "other", "benefit", "incident_loss")
LINE_IN_MONTH = re.compile(r"(%s)\.[a-z0-9-]+@(\d+)$" % "|".join(LINES))

# Why a row has its value without a formula. A text that is neither one of these nor an equation is a fault.
REASONS = re.compile("|".join((
    r"the (middle|most likely|mean|median) of .+", "not enabled under this option", "no price under this option",
    "paid once, in another month", "the running total is never below zero; this is its lowest month",
    "the months passed when the running total is first at its lowest", "the only yearly rate at which the NPV is 0",
    "a yearly rate at which the NPV is 0")) + "$")


def run(arguments):
    done = subprocess.run([os.environ["BREAKEVEN"]] + arguments + ["-f", "csv"], capture_output=True, text=True, encoding="utf-8")
    if done.returncode != 0:
        raise SystemExit("not ok - breakeven %s: exit %d: %s" % (" ".join(arguments[:2]), done.returncode, done.stderr[-500:]))
    return csv.DictReader(done.stdout.splitlines())


class Plan:
    """What is known of one profile."""

    def __init__(self, path):
        self.path, self.wrong, self.checked = path, [], 0
        self.nodes = {}    # (option, node): value, None where there is none
        self.formulas = {} # (option, node): formula
        self.turnover = {} # option: all money that moves
        with open(path, encoding="utf-8") as file:
            self.lines = file.read().split("\n")

    def fail(self, text, *arguments):
        self.wrong.append(text % arguments)

    def take(self, row):
        """A row of why."""
        key = row["option"], row["node"]
        value = float(row["value"]) if row["value"] else None
        if key in self.nodes:
            if self.nodes[key] != value:
                self.fail("%s is %s, and elsewhere %s", key, value, self.nodes[key])
            return
        self.nodes[key] = value
        # A text that a sheet would take for a formula has an apostrophe before it.
        self.formulas[key] = row["formula"][1:] if row["formula"].startswith("'") else row["formula"]
        if not row["label"]:
            self.fail("%s has no label", key)
        if row["line"]:
            self.stated(row, value)
        elif not row["formula"] and row["file"] != "default" and not self.is_constant(row):
            self.fail("%s has no formula, no reason and no line", key)

    @staticmethod
    def is_constant(row):
        return row["parent"] and not row["file"] and "." not in row["node"] and "@" not in row["node"]

    def stated(self, row, value):
        """The line states the key, and its best guess is the value."""
        line = self.lines[int(row["line"]) - 1]
        key, _, text = line.partition("=")
        key, text = key.strip().lower(), text.strip()
        text = text[1:text.index(text[0], 1)] if text[:1] in "\"'" else re.split("[;#]", text)[0].strip()
        if not ("." + row["node"].lower()).endswith("." + key):
            self.fail("%s is stated by line %s: %s", row["node"], row["line"], line)
        elif value is None:
            if row["formula"] != text:
                self.fail("%s is '%s', and line %s states %s", row["node"], row["formula"], row["line"], text)
        else:
            moment = re.match(r"(start|launch)\s*\+?\s*(.*)$", text)
            guess = model.best_guess(moment.group(2) or "0" if moment else text)[0]
            if not math.isclose(value, guess, rel_tol=1e-12, abs_tol=1e-300):
                self.fail("%s is %r, and line %s states %s", row["node"], value, row["line"], text)
        self.checked += 1

    def value_of(self, option, name):
        if (option, name) not in self.nodes:
            other, _, rest = name.partition(".")
            option, name = (other, rest) if (other, rest) in self.nodes else (option, name)
        value = self.nodes[option, name]
        return math.nan if value is None else value

    def compute(self):
        for (option, node), formula in self.formulas.items():
            value = self.nodes[option, node]
            if not formula or value is None or REASONS.match(formula):
                continue
            try:
                equation = Equation(formula, lambda name: self.value_of(option, name))
            except (NoEquation, KeyError) as error:
                self.fail("%s.%s = %s: %r", option, node, formula, error)
                continue
            largest = max([abs(value)] + [abs(operand) for operand in equation.operands])
            rounding = 1e-9 if node.startswith("npv_at_") else 1e-14 # what is 0 to within rounding is said to be 0
            if not abs(equation.value - value) <= max(1e-9 * largest, rounding * self.turnover[option]):
                self.fail("%s.%s = %s gives %r, not %r", option, node, formula, equation.value, value)
            self.checked += 1

    def add_up(self, row):
        """A row of cashflow: the months of lines add up to its columns."""
        option, month = row["option"], int(row["month"])
        sums = dict.fromkeys(COLUMNS, 0.0)
        for kind, value in self.by_month.get((option, month), ()):
            sums["incident_loss" if kind == "incident" else kind] += value
        largest = max(abs(float(row[column])) for column in COLUMNS)
        for column in COLUMNS:
            if not abs(sums[column] - float(row[column])) <= 1e-9 * largest:
                self.fail("the lines of %s.%s@%d add up to %r, not %s", option, column, month, sums[column], row[column])
        self.checked += len(COLUMNS)

    def index_lines(self):
        self.by_month = {}
        for (option, node), value in self.nodes.items():
            match = LINE_IN_MONTH.match(node)
            if match and value is not None:
                self.by_month.setdefault((option, int(match.group(2))), []).append((match.group(1), value))


def take_all(plan, name):
    """All rows of why; those at its top."""
    top = []
    rows = run(["why", plan.path, name, "--all"])
    if rows.fieldnames != HEADER:
        raise SystemExit("not ok - the header is %s" % rows.fieldnames)
    for row in rows:
        plan.take(row)
        if not row["parent"]:
            top.append(row)
    return top


def check_figures(plans, files):
    """Every figure of report, derived."""
    figures = {}
    for row in run(["report"] + files):
        figures[row["profile"], row["option"], row["figure"]] = row["value"]
    for plan in plans.values():
        plan.turnover = {option: sum(float(figures[plan.path, option, figure] or "inf")
                                     for figure in ("total_cost", "total_benefit", "incident_loss"))
                         for path, option, figure in figures if path == plan.path and figure == "npv"}
    for plan in plans.values():
        for figure in sorted({figure for _, _, figure in figures if figure not in ("irr_root", "irr_status")}):
            said = {row["option"]: row["value"] for row in take_all(plan, figure)}
            reported = {key[1]: value for key, value in figures.items() if key[0] == plan.path and key[2] == figure}
            if said != reported:
                plan.fail("%s is %s, and report has %s", figure, said, reported)


def check_lines(plan, seed):
    """Some items, benefits and incidents in some month, whether there is anything or not."""
    r = random.Random(seed)
    names = [name for name in model.read_ini(plan.path) if name.partition(".")[0] in LINES]
    horizon = int(float(model.read_ini(plan.path)["plan"].get("horizon", "36")))
    for name in r.sample(names, min(2, len(names))):
        take_all(plan, "%s@%d" % (name, r.randint(1, horizon)))


def check(files, first):
    plans = {path: Plan(path) for path in files}
    check_figures(plans, files)
    for number, plan in enumerate(plans.values()):
        check_lines(plan, first + number)
        plan.compute()
        plan.index_lines()
    for row in run(["cashflow"] + files):
        plans[row["profile"]].add_up(row)
    return [(os.path.basename(plan.path), text) for plan in plans.values() for text in plan.wrong], \
        sum(plan.checked for plan in plans.values())


def main(count, first):
    wrong, checked = [], 0
    with tempfile.TemporaryDirectory() as directory:
        for seed in range(first, first + count, AT_ONCE):
            files = []
            for number in range(seed, min(seed + AT_ONCE, first + count)):
                files.append(os.path.join(directory, "random-%d.ini" % number))
                with open(files[-1], "w", encoding="utf-8") as file:
                    file.write(generate.Profile(number).build())
            found, seen = check(files, seed)
            wrong += found
            checked += seen
    good = not wrong and checked > 300 * count
    print("%s - %d formulas, lines and months of %d random plans" % ("ok" if good else "not ok", checked, count))
    for name, text in wrong[:12]:
        print("    %s: %s" % (name, text))
    sys.exit(not good)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
