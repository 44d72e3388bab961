#!/usr/bin/env python3
"""Holds figures to the reference implementation, model.py; prints `ok - WHAT` or `not ok - WHAT` for each profile.

    compare.py cases DIRECTORY            model.py itself to the NAME.figures.csv, NAME.cashflow.csv and NAME.path.txt beside NAME.ini
    compare.py program PROFILE...         what $BREAKEVEN reports to model.py
    compare.py random COUNT [FIRST_SEED]  the same for random profiles (generate.py)

With --all-features the program is held to all figures, and random profiles have all features (generate.py).

Relative error 1e-9; payback and rates of return 1e-6. An amount that is a small difference of large ones is held to 1e-12 of the
largest amount of its option instead. Statuses must agree word for word.
"""

import csv
import glob
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

import generate  # noqa: E402
import model  # noqa: E402

LOOSE = ("payback", "payback_lasting", "discounted_payback", "discounted_payback_lasting", "irr", "incremental_payback", "incremental_irr")
MONEY = ("cost_", "total_", "pv_", "npv", "net_", "peak_funding", "outcome_", "monthly_", "incident_", "incremental_n")
# Figures that the program does not report yet.
ABSENT = ("cost_per_million_tokens", "run_cost_per_million_tokens", "incremental_net_value", "incremental_npv",
          "incremental_payback", "incremental_irr")
AMOUNTS = model.COST_SECTIONS + ("benefit", "incident_loss", "net", "cumulative", "discounted", "discounted_cumulative")


class Check:
    """Collects what differs in one profile."""

    def __init__(self, name):
        self.name, self.wrong, self.compared = name, [], 0

    def near(self, what, actual, expected, loose=False, scale=0.0):
        """actual and expected: texts, empty for no answer."""
        self.compared += 1
        if actual == "" or expected == "":
            good = actual == expected
        else:
            a, b = float(actual), float(expected)
            good = abs(a - b) <= max((1e-6 if loose else 1e-9) * abs(b), 1e-12 * scale)
        if not good:
            self.wrong.append("%s is %s, not %s" % (what, actual or "empty", expected or "empty"))

    def same(self, what, actual, expected):
        self.compared += 1
        if actual != expected:
            self.wrong.append("%s is '%s', not '%s'" % (what, actual, expected))

    def tell(self):
        if self.compared == 0:
            self.wrong.append("nothing was compared")
        print("%s - %s agrees with the reference" % ("not ok" if self.wrong else "ok", self.name))
        for line in self.wrong[:8]:
            print("    " + line)
        sys.stdout.flush()
        return not self.wrong


def text(value):
    return "" if value is None else repr(value)


def largest(rows):
    return max((abs(x) for row in rows for x in row[1:]), default=0.0)


def compare_figures(check, rows, evaluation, absent=()):
    """rows: option, figure, value and, where the file has it, status. absent: figures that they need not have."""
    expected = {(option, name): figure for option, _, figures in evaluation for name, figure in figures.items() if name not in absent}
    scale = {option: largest(model.cashflow_rows(p.plan, p)) * p.plan.horizon for option, p, _ in evaluation}
    most = max(scale.values())
    seen = set()
    for row in rows:
        option, name = row["option"], row["figure"]
        if name in absent or name.endswith("irr_root"):
            continue
        what = "%s.%s" % (option, name)
        if name.endswith("irr_status"):
            check.same(what, row["value"], expected[option, name[:-len("_status")]][1])
            continue
        value, status = expected.get((option, name), (None, "no such figure"))
        seen.add((option, name))
        money = name.startswith(MONEY) and "month" not in name and "_per_" not in name
        of = 1.0 if name.startswith("roi") else 0.0 if not money else most if name.startswith("incremental") else scale[option]
        check.near(what, row["value"], text(value), name in LOOSE, of)
        if "status" in row:
            check.same(what + " status", row["status"], status)
    check.same("figures", len(seen), len(expected))


def compare_months(check, rows, evaluation):
    count = 0
    expected = {option: list(model.cashflow_rows(p.plan, p)) for option, p, _ in evaluation}
    for row in rows:
        count += 1
        reference = expected[row["option"]]
        scale = largest(reference)
        for name, value in zip(AMOUNTS, reference[int(row["month"]) - 1][1:]):
            check.near("%s month %s %s" % (row["option"], row["month"], name), row[name], repr(value), False, scale)
    check.same("months", count, sum(len(months) for months in expected.values()))


def compare_paths(check, lines, plan):
    """lines: FIRST npv N (recount R) staying S  OPTION@M -> OPTION@M."""
    for line in lines:
        words = line.split()
        npv, staying, moves = model.best_path(plan, words[0])
        stated_moves = [word for word in words[words.index("staying") + 2:] if word != "->"]
        check.near(words[0] + " npv", text(npv), words[2])
        check.near(words[0] + " staying", text(staying), words[words.index("staying") + 1])
        check.same(words[0] + " moves", ["%s@%d" % move for move in moves], stated_moves)


def compare_program_paths(check, rows, plan):
    """rows: profile, rank, npv, moves, best first, to within the largest epsilon. Where two paths are worth the same either may be told."""
    expected = {option: model.best_path(plan, option) for option in plan.options}
    check.same("paths", sorted(row["moves"].split("@")[0] for row in rows), sorted(plan.options))
    epsilon = max(model.Projection(plan, option).epsilon for option in plan.options)
    previous = None
    for row in rows:
        npv, _, moves = expected[row["moves"].split("@")[0]]
        check.near("path %s npv" % row["moves"], row["npv"], text(npv), False, 1e3 * max(1.0, abs(npv)))
        stated = [(option, int(month)) for option, month in (move.split("@") for move in row["moves"].split())]
        check.near("path %s, of its moves," % row["moves"], text(model.path_npv(plan, stated)), text(npv), False, 1e3 * abs(npv))
        if previous is not None and float(row["npv"]) > previous + epsilon:
            check.wrong.append("path %s is not in its rank" % row["moves"])
        previous = float(row["npv"])


def rows_of(text_or_file):
    return list(csv.DictReader(text_or_file))


def cases(directory):
    good = True
    for figures in sorted(glob.glob(os.path.join(directory, "*.figures.csv"))):
        stem = figures[:-len(".figures.csv")]
        if not os.path.exists(stem + ".ini"):
            continue
        check = Check(os.path.basename(stem))
        plan = model.Plan(stem + ".ini")
        evaluation = model.evaluate(plan)
        for suffix, compare in ((".figures.csv", compare_figures), (".cashflow.csv", compare_months)):
            with open(stem + suffix, encoding="utf-8", newline="") as file:
                compare(check, rows_of(file), evaluation)
        if os.path.exists(stem + ".path.txt"):
            with open(stem + ".path.txt", encoding="utf-8") as file:
                compare_paths(check, file, plan)
        good &= check.tell()
    return good


def run(command, profile, check):
    done = subprocess.run([os.environ["BREAKEVEN"], command, "-f", "csv", profile], capture_output=True, text=True,
                          encoding="utf-8")
    if done.returncode != 0:
        check.wrong.append("%s: exit %d: %s" % (command, done.returncode, done.stderr.strip()[:600]))
    return rows_of(done.stdout.splitlines())


def program(profiles, all_features=False):
    good = True
    for profile in profiles:
        check = Check(os.path.basename(profile))
        plan = model.Plan(profile)
        evaluation = model.evaluate(plan)
        compare_figures(check, run("report", profile, check), evaluation, () if all_features else ABSENT)
        compare_months(check, run("cashflow", profile, check), evaluation)
        compare_program_paths(check, run("path", profile, check), plan)
        good &= check.tell()
    return good


def random_profiles(count, first, all_features):
    with tempfile.TemporaryDirectory() as directory:
        profiles = []
        for seed in range(first, first + count):
            profiles.append(os.path.join(directory, "random-%d.ini" % seed))
            with open(profiles[-1], "w", encoding="utf-8") as file:
                file.write(generate.Profile(seed, all_features).build())
        return program(profiles, all_features)


def main(arguments):
    all_features = "--all-features" in arguments
    arguments = [a for a in arguments if a != "--all-features"]
    if arguments[:1] == ["cases"] and len(arguments) == 2:
        good = cases(arguments[1])
    elif arguments[:1] == ["program"]:
        good = program(arguments[1:], all_features)
    elif arguments[:1] == ["random"] and len(arguments) in (2, 3):
        good = random_profiles(int(arguments[1]), int(arguments[2]) if len(arguments) == 3 else 1, all_features)
    else:
        sys.exit(__doc__)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main(sys.argv[1:])
