#!/usr/bin/env python3
"""NPV, IRR and payback of every option of a profile, and of every row of a file of scenarios, in plain Python.

    report.py PROFILE [SCENARIOS.csv] > figures.csv

What a careful analyst would write in an afternoon for the recommendation engine's profile: the same arithmetic, month by month, of
the features that profile uses, and three figures an option instead of 28. Only the standard library.
"""

import configparser
import csv
import math
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
        demand = sections.get("demand", {})
        self.requests = guess(demand.get("requests_per_day", "0"))
        self.peak = self.requests / 86400 * guess(demand.get("peak_factor", "1"))
        growth = 1 + guess(demand.get("growth", "0"))
        self.demand = [growth ** t for t in range(self.horizon + 1)]

    def each(self, kind):
        return [(name[len(kind) + 1:], section) for name, section in self.sections.items() if name.startswith(kind + ".")]

    def money(self, text, period):
        """An amount in the plan's currency, and what it is for: "once", a period, or requests, which grow."""
        amount, _, unit = text.partition("/")
        bracket = amount.rfind(")") + 1
        value = guess(amount[:bracket]) if bracket else guess(amount.split()[0])
        words = amount[bracket:].split() if bracket else amount.split()[1:]
        if words and words[0] in self.fx:
            value *= self.fx[words[0]]
        if "once" in words:
            return value, "once"
        unit = unit.strip() or period
        if unit == "million requests":
            return value * self.requests * 365 / 12 / 1e6, "requests"
        return value * {"hour": 730, "day": 365 / 12, "month": 1, "year": 1 / 12}[unit], "month"


def of(section, key, option, default):
    return section.get(key + "." + option, section.get(key, default))


def active(start, horizon):
    return [max(0.0, min(t + 1 - start, 1.0)) for t in range(horizon)]


def price(plan, item, component, option, placement, period):
    own_price = of(item, "price", option, None) or of(item, "salary", option, None)
    if own_price:
        return plan.money(own_price, period)
    managed, own = of(item, "managed_price", option, None), of(item, "self_hosted_price", option, None)
    is_managed = placement.get("hosting." + component, placement.get("hosting", "managed")) == "managed"
    amount, unit = plan.money((managed or own) if is_managed else (own or managed), period)
    if is_managed and not managed:
        amount /= 1 - plan.discount
    elif not is_managed and not own:
        amount *= 1 - plan.discount
    return amount, unit


def costs(plan, option, placement, launch):
    """What runs in each month, and what falls once at its start."""
    horizon = plan.horizon
    months, once = [0.0] * horizon, [0.0] * horizon
    for kind, start, period in (("infra", launch, "month"), ("team", 0.0, "year"), ("monitoring", launch, "month"),
                                ("other", launch, "month")):
        for name, item in plan.each(kind):
            begin = of(item, "from", option, None)
            begin = start if begin is None else 0.0 if begin == "start" else launch if begin == "launch" else float(begin)
            quantity = guess(of(item, "fte" if kind == "team" else "quantity", option, "1"))
            amount, unit = price(plan, item, item.get("component", name), option, placement, period)
            capacity = of(item, "capacity", option, None)
            if unit == "once":
                if int(begin) < horizon:
                    once[int(begin)] += amount * quantity
                continue
            capacity = guess(capacity) if capacity else None
            for t, share in enumerate(active(begin, horizon)):
                units = quantity if capacity is None else max(quantity, math.ceil(plan.peak * plan.demand[t + 1] / capacity - 1e-9))
                months[t] += amount * units * share * (plan.demand[t] if unit == "requests" else 1)
    return months, once


def gains(plan, option, launch):
    """Benefits less losses, each month."""
    horizon = plan.horizon
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
    left = list(earned)
    incidents = guess(plan.sections.get("incidents", {}).get("per_year", "0"))
    launched = active(launch, horizon)
    for name, incident in plan.each("incident"):
        rate = incidents * guess(incident["share"]) / 12 * guess(incident.get("exposed", "100%"))
        rate *= guess(incident.get("loss", "0")) * guess(incident.get("duration", "0"))
        cuts = [guess(control.get("cuts", "0")) for _, control in plan.each("monitoring")
                if name in [word.strip() for word in control.get("covers", "").split(",")]]
        for t in range(horizon):
            stake = plan.revenue / 365 * launched[t] if incident.get("of", "revenue") == "revenue" else earned[t] * 12 / 365
            for cut in cuts:
                stake *= 1 - cut * launched[t]
            left[t] -= rate * stake
    return left


def cash_flow(plan, option, placement):
    """The flows at each instant from 0 on, and the running total's corners: (instant, total)."""
    launch = guess(placement.get("time_to_market", "0"))
    months, once = costs(plan, option, placement, launch)
    flows, corners, total = [0.0] * (plan.horizon + 1), [], 0.0
    for t, gain in enumerate(gains(plan, option, launch)):
        flows[t] -= once[t]
        flows[t + 1] += gain - months[t]
        corners.append((t, total - once[t]))
        total += gain - months[t] - once[t]
        corners.append((t + 1, total))
    return flows, corners


def npv(flows, rate):
    return sum(flow * (1 + rate) ** (-t / 12) for t, flow in enumerate(flows))


def irr(flows):
    """Bisection on the monthly rate, as long as the ends differ in sign."""
    if not (min(flows) < 0 < max(flows)):
        return ""

    def value(rate):
        total, factor, step = 0.0, 1.0, 1 / (1 + rate)
        for flow in flows:
            total += flow * factor
            factor *= step
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


def payback(corners):
    before, total = 0, 0.0
    for instant, after in corners:
        if total < 0 <= after:
            return before + (instant - before) * -total / (after - total)
        before, total = instant, after
    return "" if min(total for _, total in corners) < 0 else 0.0


def report(out, name, sections):
    plan = Plan(sections)
    for option, placement in plan.each("option"):
        flows, corners = cash_flow(plan, option, placement)
        for figure, value in (("npv", npv(flows, plan.rate)), ("irr", irr(flows)), ("payback", payback(corners))):
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
