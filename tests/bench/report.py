#!/usr/bin/env python3
"""NPV, IRR and payback of every option of a profile, and of every row of a file of scenarios, in plain Python.

    report.py PROFILE [SCENARIOS.csv] > figures.csv

What a careful analyst would write in an afternoon for the recommendation engine's profile: the same arithmetic, month by month, of
the features that profile uses, and three figures an option instead of 28. Only the standard library.
"""

import configparser
import csv
import sys

SUFFIX = {"k": 1e3, "M": 1e6, "G": 1e9}


def number(text):
    text = text.strip().replace("_", "")
    if text.endswith("%"):
        return float(text[:-1]) / 100
    return float(text[:-1]) * SUFFIX[text[-1]] if text[-1] in SUFFIX else float(text)


def guess(text):
    """The best guess of a value: the number itself, the middle of uniform(a, b), the mode of the others."""
    name, bracket, rest = text.partition("(")
    if not bracket:
        return number(text)
    values = [number(word) for word in rest.rstrip(")").split(",")]
    if name == "uniform":
        return (values[0] + values[1]) / 2
    return values[0] if name == "normal" else values[1]


class Plan:
    def __init__(self, sections):
        self.sections = sections
        self.head = sections["plan"]
        self.horizon = int(self.head.get("horizon", "36"))
        self.rate = number(self.head.get("discount_rate", "10%"))
        self.fx = {code.upper(): number(rate) for code, rate in sections.get("fx", {}).items() if code != "date"}
        self.discount = number(sections.get("hosting", {}).get("self_hosted_discount", "40%"))
        self.revenue = guess(sections.get("business", {}).get("annual_revenue", "0"))
        self.requests = guess(sections.get("demand", {}).get("requests_per_day", "0"))

    def each(self, kind):
        return [(name[len(kind) + 1:], section) for name, section in self.sections.items() if name.startswith(kind + ".")]

    def money(self, text, period):
        """A price a month, in the plan's currency."""
        amount, _, unit = text.partition("/")
        bracket = amount.rfind(")")
        words = amount[bracket + 1:].split() if bracket >= 0 else amount.split()[1:]
        value = guess(amount[:bracket + 1] if bracket >= 0 else amount.split()[0])
        if words and words[0] in self.fx:
            value *= self.fx[words[0]]
        unit = unit.strip() or period
        if unit == "million requests":
            return value * self.requests * 365 / 12 / 1e6
        return value * {"hour": 730, "day": 365 / 12, "month": 1, "year": 1 / 12}[unit]


def of(section, key, option, default):
    return section.get(key + "." + option, section.get(key, default))


def active(start, horizon):
    return [max(0.0, min(t + 1 - start, 1.0)) for t in range(horizon)]


def price(plan, item, component, option, placement, period):
    if of(item, "price", option, None) or of(item, "salary", option, None):
        return plan.money(of(item, "price", option, None) or of(item, "salary", option, None), period)
    managed, own = of(item, "managed_price", option, None), of(item, "self_hosted_price", option, None)
    hosting = placement.get("hosting." + component, placement.get("hosting", "managed"))
    if hosting == "managed":
        return plan.money(managed, period) if managed else plan.money(own, period) / (1 - plan.discount)
    return plan.money(own, period) if own else plan.money(managed, period) * (1 - plan.discount)


def net_flows(plan, option, placement):
    horizon = plan.horizon
    launch = guess(placement.get("time_to_market", "0"))
    net = [0.0] * horizon
    for kind, start, period in (("infra", launch, "month"), ("team", 0, "year"), ("monitoring", launch, "month"),
                                ("other", launch, "month")):
        for name, item in plan.each(kind):
            begin = of(item, "from", option, None)
            begin = start if begin is None else 0.0 if begin == "start" else launch if begin == "launch" else float(begin)
            quantity = guess(of(item, "fte" if kind == "team" else "quantity", option, "1"))
            month = quantity * price(plan, item, item.get("component", name), option, placement, period)
            for t, share in enumerate(active(begin, horizon)):
                net[t] -= month * share
    earned = [0.0] * horizon
    for name, benefit in plan.each("benefit"):
        yearly = benefit.get("annual_value")
        yearly = guess(yearly) if yearly else plan.revenue * guess(benefit.get("influenced_share", "100%")) * guess(benefit["lift"])
        yearly *= guess(benefit.get("margin", "100%"))
        ramp = guess(benefit.get("ramp", "0"))

        def effect(x):
            if x <= launch:
                return 0.0
            return (x - launch) ** 2 / 2 / ramp if x - launch < ramp else x - launch - ramp / 2
        for t in range(horizon):
            earned[t] += yearly / 12 * (effect(t + 1) - effect(t))
    incidents = guess(plan.sections.get("incidents", {}).get("per_year", "0"))
    launched = active(launch, horizon)
    for name, incident in plan.each("incident"):
        rate = incidents * guess(incident["share"]) / 12 * guess(incident.get("exposed", "100%"))
        rate *= guess(incident.get("loss", "0")) * guess(incident.get("duration", "0"))
        for control_name, control in plan.each("monitoring"):
            if name in [word.strip() for word in control.get("covers", "").split(",")]:
                cuts = guess(control.get("cuts", "0"))
        covered = [control for _, control in plan.each("monitoring") if name in control.get("covers", "").split(",")]
        for t in range(horizon):
            stake = plan.revenue / 365 * launched[t] if incident.get("of", "revenue") == "revenue" else earned[t] * 12 / 365
            for control in covered:
                stake *= 1 - guess(control.get("cuts", "0")) * launched[t]
            net[t] -= rate * stake
    return [a + b for a, b in zip(net, earned)]


def npv(flows, rate):
    return sum(flow * (1 + rate) ** (-(t + 1) / 12) for t, flow in enumerate(flows))


def irr(flows):
    """Bisection on the monthly rate, as long as the ends differ in sign."""
    if not (min(flows) < 0 < max(flows)):
        return ""

    def value(rate):
        total, factor, step = 0.0, 1.0, 1 / (1 + rate)
        for flow in flows:
            factor *= step
            total += flow * factor
        return total
    low, high = -0.9, 10.0
    at_low = value(low)
    if at_low * value(high) > 0:
        return ""
    while high - low > 1e-12:
        middle = (low + high) / 2
        if value(middle) * at_low > 0:
            low = middle
        else:
            high = middle
    return (1 + low) ** 12 - 1


def payback(flows):
    total, below = 0.0, False
    for t, flow in enumerate(flows):
        after = total + flow
        if total < 0 <= after:
            return t + -total / flow
        total = after
        below = below or total < 0
    return "" if below else 0.0


def report(out, name, sections):
    plan = Plan(sections)
    for option, placement in plan.each("option"):
        flows = net_flows(plan, option, placement)
        for figure, value in (("npv", npv(flows, plan.rate)), ("irr", irr(flows)), ("payback", payback(flows))):
            out.writerow([name, option, figure, repr(value) if value != "" else ""])


def main(profile, scenarios=None):
    reader = configparser.ConfigParser(interpolation=None, inline_comment_prefixes=(";", "#"), comment_prefixes=(";", "#"))
    reader.read(profile, encoding="utf-8")
    sections = {name: {key: value.strip('"') for key, value in reader[name].items()} for name in reader.sections()}
    out = csv.writer(sys.stdout)
    out.writerow(["profile", "option", "figure", "value"])
    if scenarios is None:
        report(out, profile, sections)
        return
    with open(scenarios, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            changed = {name: dict(section) for name, section in sections.items()}
            for name, value in row.items():
                if name != "name" and value:
                    section, _, key = name.rpartition(".")
                    changed[section][key] = value
            report(out, profile + ":" + row["name"], changed)


if __name__ == "__main__":
    main(*sys.argv[1:])
