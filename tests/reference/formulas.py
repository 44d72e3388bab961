#!/usr/bin/env python3
"""Works out each formula of `figures -f csv` as docs/model.md ("Formulas") reads it, from the months of model.py, for the golden and the
shipped profiles, and holds it to what `report` says. Where a figure has no value its formula says nothing.

Relative error 1e-9; payback and rates of return 1e-6. Prints `ok - WHAT` or `not ok - WHAT` for each figure.
"""

import ast
import csv
import glob
import math
import operator
import os
import subprocess
import sys

sys.dont_write_bytecode = True

import model  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
LOOSE = ("payback", "payback_lasting", "discounted_payback", "discounted_payback_lasting", "irr", "incremental_payback", "incremental_irr")
DEFAULTS = {("plan", "horizon"): 36.0, ("outcome", "stop_month"): 12.0, ("outcome", "neutral_payback"): 24.0}


class Series:
    """What runs in each month and what falls at its start, both as they count in the series."""

    def __init__(self, running, once=None):
        self.running, self.once = running, once or [0.0] * len(running)

    def discounted(self, plan):
        months = range(plan.horizon)
        return Series([self.running[t] * model.discount_month(plan, t) for t in months],
                      [self.once[t] * model.discount_once(plan, t) for t in months])

    def sum(self, months):
        return math.fsum(self.running[:months] + self.once[:months])

    def corners(self):
        return model.corners(self.running, self.once)

    def less(self, other):
        return Series(model.less(self.running, other.running), model.less(self.once, other.once))


def add(*lists):
    return [math.fsum(parts) for parts in zip(*lists)]


def series_of(plan, p):
    net = Series(p.net, p.net_once)
    served = [plan.requests(t) * model.active(t, p.launch, math.inf) for t in range(plan.horizon)]
    series = {kind: Series(p.running[kind], p.once[kind]) for kind in model.COST_SECTIONS}
    series.update({
        "benefit": Series(p.benefit, p.benefit_once), "incident_loss": Series(add(p.lost_revenue, p.lost_benefit)), "net": net,
        "cumulative": net, "discounted_cumulative": net.discounted(plan),
        "spend": Series(p.spend, p.spend_once), "run_rate": Series(p.spend), "effect": Series(model.less(p.benefit, p.lost_benefit), p.benefit_once),
        "loss_of_revenue": Series(p.lost_revenue), "requests": Series(served),
        "tokens": Series([requests * plan.takes["tokens"] for requests in served])})
    return series


class Option:
    """Works out formulas for one option. formulas, best, baseline: of the plan."""

    def __init__(self, plan, projection, formulas):
        self.plan, self.p, self.formulas = plan, projection, formulas
        self.series = series_of(plan, projection)
        self.best = self.baseline = self

    def against(self, baseline):
        """The series of the difference, and what is zero in it."""
        self.baseline = baseline
        self.series["incremental_net"] = self.series["net"].less(baseline.series["net"])
        self.series["incremental_cumulative"] = self.series["incremental_net"]

    def epsilon_of(self, name):
        return max(self.p.epsilon, self.baseline.p.epsilon) if name.startswith("incremental") else self.p.epsilon

    def figure(self, name):
        return self.value(ast.parse(self.formulas[name], mode="eval").body)

    def value(self, node):
        if isinstance(node, ast.Constant):
            return float(node.value)
        if isinstance(node, ast.Name):
            return self.figure(node.id)
        if isinstance(node, ast.Attribute):
            section = node.value.id
            return self.plan.value(section + ("." + self.p.option if section == "option" else ""), node.attr,
                                   DEFAULTS.get((section, node.attr), 0.0))
        if isinstance(node, ast.BinOp):
            return self.operate(node.op, self.value(node.left), self.value(node.right))
        if isinstance(node, ast.Call):
            return getattr(self, "call_" + node.func.id)(*node.args)
        raise ValueError(ast.dump(node))

    @staticmethod
    def operate(op, left, right):
        if isinstance(op, ast.Div) and right == 0:
            return math.inf
        return {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}[type(op)](left, right)

    def months(self, arguments):
        return int(self.value(arguments[0])) if arguments else self.plan.horizon

    def call_sum(self, name, *months):
        return self.series[name.id].sum(self.months(months))

    def call_pv(self, name, *months):
        return self.series[name.id].discounted(self.plan).sum(self.months(months))

    def call_at(self, name, month):
        t = int(self.value(month)) - 1
        return self.series[name.id].running[t] + self.series[name.id].once[t]

    def climb(self, name, which):
        return model.payback(self.series[name.id].corners(), self.epsilon_of(name.id))[which][0]

    def call_first_climb(self, name):
        return self.climb(name, 0)

    def call_lasting_climb(self, name):
        return self.climb(name, 1)

    def call_lowest(self, name):
        return min(y for _, y in self.series[name.id].corners())

    def call_when_lowest(self, name):
        lowest = self.call_lowest(name)
        return next(x for x, y in self.series[name.id].corners() if y <= lowest + self.p.epsilon)

    def call_rate(self, name):
        net = self.series[name.id]
        return model.irr(self.plan, net.running, net.once, self.epsilon_of(name.id))[0]

    def call_ceil(self, x):
        return model.whole(self.value(x), math.ceil)

    def call_min(self, *arguments):
        return min(map(self.value, arguments))

    def call_max(self, *arguments):
        return max(map(self.value, arguments))

    def call_of_best(self, x):
        return self.best.value(x)

    def call_of_baseline(self, x):
        return self.baseline.value(x)


def rows_of(*arguments):
    done = subprocess.run([os.environ["BREAKEVEN"], *arguments, "-f", "csv"], capture_output=True, check=True)
    return list(csv.DictReader(done.stdout.decode("utf-8").split("\r\n")))


def options_of(path, formulas):
    plan = model.Plan(path)
    projections = [model.Projection(plan, option) for option in plan.options]
    options = {p.option: Option(plan, p, formulas) for p in projections}
    best = options[model.best_option(plan, projections).option]
    for option in options.values():
        option.best = best
        option.against(options[plan.baseline])
    return options


def main():
    formulas = {row["figure"]: row["formula"] for row in rows_of("figures")}
    compared, wrong = dict.fromkeys(formulas, 0), {name: [] for name in formulas}
    for path in sorted(glob.glob(HERE + "/../golden/*.ini") + glob.glob(HERE + "/../../profiles/*.ini")):
        options = options_of(path, formulas)
        for row in rows_of("report", path):
            name, option = row["figure"], options[row["option"]]
            if row["value"] == "" or name not in formulas:
                continue
            said, value = float(row["value"]), option.figure(name)
            compared[name] += 1
            rounding = option.p.epsilon if row["currency"] else 1e-12  # of money, and of all else
            if not abs(said - value) <= max((1e-6 if name in LOOSE else 1e-9) * abs(said), rounding):
                wrong[name].append("%s, %s: %r, not %r" % (os.path.basename(path), row["option"], said, value))
    for name in formulas:
        print("%s - %s = %s (%d times)" % ("not ok" if wrong[name] or not compared[name] else "ok", name, formulas[name], compared[name]))
        for line in wrong[name][:4]:
            print("    " + line)
    sys.exit(any(wrong.values()) or not all(compared.values()))


if __name__ == "__main__":
    main()
