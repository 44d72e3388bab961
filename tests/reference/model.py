#!/usr/bin/env python3
"""The model a second time: docs/model.md in plain Python, sharing no code with the program.

    model.py figures PROFILE...    option,figure,value,status of every option (with a profile column)
    model.py cashflow PROFILE...   the months
    model.py path PROFILE          the best path for each first option

Written from the documents alone, for clarity and not for speed: each figure is worked out month by month from its definition,
at the best guess of every input, and the rates of return by exact root isolation over the rationals. It reads the profiles itself
and trusts them: what is wrong with a file is the program's to say. The tests hold the program to it.
"""

import csv
import math
import sys
from fractions import Fraction

DAYS_A_MONTH = 365 / 12

# ---------------------------------------------------------------------------------------------------------------- profiles

COST_SECTIONS = ("infra", "team", "monitoring", "other")
DEFAULT_PERIOD = {"infra": "month", "team": "year", "monitoring": "month", "other": "month"}
DEFAULT_FROM = {"infra": "launch", "team": "start", "monitoring": "launch", "other": "launch"}
SUFFIX = {"k": 1e3, "M": 1e6, "G": 1e9}


def read_ini(path):
    """{section: {key: value}}, both in the file's order, names folded to lower case."""
    sections = {}
    current = None
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip()
            if not line or line[0] in ";#":
                continue
            if line[0] == "[":
                current = sections.setdefault(line[1:line.index("]")].strip().lower(), {})
                continue
            key, value = line.split("=", 1)
            value = value.strip()
            if value[:1] in ('"', "'"):
                value = value[1:value.index(value[0], 1)]
            else:
                value = value.split(";")[0].split("#")[0].strip()
            current[key.strip().lower()] = value
    return sections


def number(text):
    text = text.strip()
    factor = 1.0
    if text.endswith("%"):
        return float(text[:-1].strip().replace("_", "")) / 100
    if text[-1] in SUFFIX:
        factor = SUFFIX[text[-1]]
        text = text[:-1]
    return float(text.replace("_", "")) * factor


def split_number(text):
    """The number at the front of a text, and what follows it."""
    end = 0
    while end < len(text) and (text[end] in "+-.0123456789_" or
                               (text[end] in "eE" and end + 1 < len(text) and text[end + 1] in "+-0123456789")):
        end += 1
    if end < len(text) and text[end] in "kMG%" and not text[end + 1:end + 2].isalpha():
        end += 1
    return number(text[:end]), text[end:].strip()


def best_guess(text):
    """A number, share or distribution at the front of a text: its best guess, and what follows (currency, period)."""
    for name in ("uniform", "triangular", "pert", "normal"):
        if text.lower().startswith(name):
            inside, rest = text[text.index("(") + 1:].split(")", 1)
            values = [number(part) for part in inside.split(",")]
            guess = {"uniform": lambda v: (v[0] + v[1]) / 2, "triangular": lambda v: v[1], "pert": lambda v: v[1],
                     "normal": lambda v: v[0]}[name](values)
            return guess, rest.strip()
    low, rest = split_number(text)
    if rest.lower().startswith("to "):
        high, rest = split_number(rest[3:].strip())
        return (math.sqrt(low * high) if low > 0 and high > 0 else (low + high) / 2), rest
    return low, rest


def yes(text):
    return text.strip().lower() in ("yes", "true", "1", "on")


class Money:
    """An amount in the plan's currency, and the period it is for (None: the key's default)."""

    def __init__(self, text, plan):
        self.amount, rest = best_guess(text)
        self.period = None
        if rest.lower().endswith("once"):
            self.period, rest = "once", rest[:-4].strip()
        elif "/" in rest:
            rest, period = rest.split("/", 1)
            self.period = " ".join(period.split()).lower()
        currency = rest.strip().upper()
        if currency and currency != plan.currency:
            self.amount *= plan.fx[currency]


class Plan:
    def __init__(self, path):
        self.ini = read_ini(path)
        self.currency = self.text("plan", "currency", "EUR").upper()
        self.fx = {key.upper(): best_guess(value)[0] for key, value in self.ini.get("fx", {}).items() if key != "date"}
        self.horizon = int(float(self.text("plan", "horizon", "36")))
        self.rate = self.value("plan", "discount_rate", 0.10)
        self.yearly = self.text("plan", "convention", "monthly").lower() == "yearly"
        self.on_cost = self.value("plan", "on_cost", 0.0)
        self.requests_per_day = self.value("demand", "requests_per_day", 0.0)
        self.peak_factor = self.value("demand", "peak_factor", 1.0)
        self.growth = self.value("demand", "growth", 0.0)
        self.annual_revenue = self.money("business", "annual_revenue", 0.0)
        self.self_hosted_discount = self.value("hosting", "self_hosted_discount", 0.40)
        self.options = self.ids("option")
        self.per_year = self.value("incidents", "per_year", 0.0)

    def ids(self, kind):
        return [name.split(".", 1)[1] for name in self.ini if name.startswith(kind + ".")]

    def text(self, section, key, default=None, option=None):
        keys = self.ini.get(section, {})
        if option is not None and key + "." + option in keys:
            return keys[key + "." + option]
        return keys.get(key, default)

    def value(self, section, key, default, option=None):
        text = self.text(section, key, None, option)
        return default if text is None else best_guess(text)[0]

    def money(self, section, key, default, option=None):
        text = self.text(section, key, None, option)
        return default if text is None else Money(text, self).amount

    def moment(self, section, key, default, option, launch):
        text = self.text(section, key, default, option).strip().lower()
        if text == "never":
            return math.inf
        for word, base in (("start", 0.0), ("launch", launch)):
            if text.startswith(word):
                rest = text[len(word):].replace(" ", "")
                return base + (number(rest) if rest else 0.0)
        return number(text)

    def enabled(self, section, option):
        return yes(self.text(section, "enabled", "yes", option))

    def time_to_market(self, option):
        return self.value("option." + option, "time_to_market", 0.0)

    def hosting(self, option, component):
        section = "option." + option
        return self.text(section, "hosting." + component, self.text(section, "hosting", "managed")).lower()

    def demand(self, t):
        return (1 + self.growth) ** t


# ------------------------------------------------------------------------------------------------------- one option's months


TOLERANCE = 1e-9


def whole(moment, rounded):
    """math.floor or math.ceil of a moment; what is within 1e-9 of a whole month is that month."""
    return round(moment) if abs(moment - round(moment)) <= TOLERANCE else rounded(moment)


def active(t, begin, end):
    """The part of month t between two moments."""
    return max(0.0, min(t + 1, end) - max(t, begin))


def item_price(plan, section, option):
    """(amount, period): what one unit of an item costs under an option."""
    kind, item = section.split(".", 1)
    key = "salary" if kind == "team" else "price"
    text = plan.text(section, key, None, option)
    factor = 1.0
    if text is None:
        managed = plan.text(section, "managed_price", None, option)
        own = plan.text(section, "self_hosted_price", None, option)
        discount = plan.self_hosted_discount
        if plan.hosting(option, plan.text(section, "component", item)) == "managed":
            text, factor = (managed, 1.0) if managed is not None else (own, 1 / (1 - discount))
        else:
            text, factor = (own, 1.0) if own is not None else (managed, 1 - discount)
    money = Money(text, plan)
    amount = money.amount * factor * (1 + plan.value(section, "risk_adjustment", 0.0, option))
    if kind == "team":
        amount *= 1 + plan.on_cost
    return amount, money.period or DEFAULT_PERIOD[kind]


def item_months(plan, section, option, launch):
    """Two lists over the months: what runs in month t, what falls once at its start."""
    kind = section.split(".", 1)[0]
    running, once = [0.0] * plan.horizon, [0.0] * plan.horizon
    if not plan.enabled(section, option):
        return running, once
    amount, period = item_price(plan, section, option)
    quantity = plan.value(section, "fte" if kind == "team" else "quantity", 1.0, option)
    escalation = plan.value(section, "escalation", 0.0, option)
    elasticity = plan.value(section, "elasticity", 0.0, option)
    capacity = plan.value(section, "capacity", None, option)
    begin = plan.moment(section, "from", DEFAULT_FROM[kind], option, launch)
    end = plan.moment(section, "until", "never", option, launch)
    if period == "once":
        t = whole(begin, math.floor)
        if 0 <= t < plan.horizon:
            once[t] = amount * quantity * (1 + escalation) ** (t / 12)
        return running, once
    for t in range(plan.horizon):
        if capacity is not None:
            peak = plan.requests_per_day / 86400 * plan.peak_factor * plan.demand(t + 1)
            units = max(quantity, math.ceil(peak / capacity - 1e-9))
        else:
            units = quantity * plan.demand(t) ** elasticity
        a_month = {"hour": 730.0, "day": DAYS_A_MONTH, "month": 1.0, "year": 1 / 12,
                   "million requests": plan.requests_per_day * plan.demand(t) * DAYS_A_MONTH / 1e6}[period]
        running[t] = amount * a_month * units * active(t, begin, end) * (1 + escalation) ** (t / 12)
    return running, once


def benefit_months(plan, section, option, launch):
    months = [0.0] * plan.horizon
    if not plan.enabled(section, option):
        return months
    if plan.text(section, "annual_value", None, option) is not None:
        yearly = plan.money(section, "annual_value", 0.0, option)
    else:
        yearly = (plan.annual_revenue * plan.value(section, "influenced_share", 1.0, option) *
                  plan.value(section, "lift", 0.0, option))
    decay = plan.value(section, "decay", 0.0, option)
    n = plan.value(section, "retrain_every", 1.0, option)
    freshness = 1.0 if decay == 0 else (1 - (1 - decay) ** n) / (n * decay)
    yearly *= (plan.value(section, "margin", 1.0, option) * freshness *
               (1 - plan.value(section, "risk_adjustment", 0.0, option)))
    begin = plan.moment(section, "from", "launch", option, launch)
    end = plan.moment(section, "until", "never", option, launch)
    ramp = plan.value(section, "ramp", 0.0, option)
    elasticity = plan.value(section, "elasticity", 0.0, option)
    escalation = plan.value(section, "escalation", 0.0, option)

    def effect_so_far(x):
        x = min(x, end)
        if x <= begin:
            return 0.0
        if x < begin + ramp:
            return (x - begin) ** 2 / (2 * ramp)
        return x - begin - ramp / 2

    for t in range(plan.horizon):
        months[t] = (yearly / 12 * plan.demand(t) ** elasticity * (1 + escalation) ** (t / 12) *
                     (effect_so_far(t + 1) - effect_so_far(t)))
    return months


class Projection:
    """The months of one option: what runs and what falls once, by kind."""

    def __init__(self, plan, option, launch=None):
        self.plan, self.option = plan, option
        self.launch = plan.time_to_market(option) if launch is None else launch
        months = range(plan.horizon)
        self.items = {}
        for section in plan.ini:
            if section.split(".", 1)[0] in COST_SECTIONS and "." in section:
                self.items[section] = item_months(plan, section, option, self.launch)
        self.running = {kind: [0.0] * plan.horizon for kind in COST_SECTIONS}
        self.once = {kind: [0.0] * plan.horizon for kind in COST_SECTIONS}
        for section, (running, once) in self.items.items():
            kind = section.split(".", 1)[0]
            for t in months:
                self.running[kind][t] += running[t]
                self.once[kind][t] += once[t]
        self.benefit = [0.0] * plan.horizon
        for name in plan.ids("benefit"):
            for t, amount in enumerate(benefit_months(plan, "benefit." + name, option, self.launch)):
                self.benefit[t] += amount
        self.lost_revenue = [0.0] * plan.horizon
        self.lost_benefit = [0.0] * plan.horizon
        for name in plan.ids("incident"):
            self.add_incident("incident." + name, name)
        self.spend = [sum(self.running[kind][t] for kind in COST_SECTIONS) for t in months]
        self.spend_once = [sum(self.once[kind][t] for kind in COST_SECTIONS) for t in months]
        self.net = [self.benefit[t] - self.lost_revenue[t] - self.lost_benefit[t] - self.spend[t] for t in months]
        self.epsilon = TOLERANCE * math.fsum(self.spend + self.spend_once + self.benefit + self.lost_revenue + self.lost_benefit)

    def add_incident(self, section, name):
        plan, option = self.plan, self.option
        if not plan.enabled(section, option):
            return
        of_benefit = plan.text(section, "of", "revenue", option).lower() == "benefit"
        a_month = (plan.per_year * plan.value(section, "share", 0.0, option) / 12 *
                   plan.value(section, "exposed", 1.0, option) * plan.value(section, "loss", 0.0, option) *
                   plan.value(section, "duration", 0.0, option))
        for t in range(plan.horizon):
            if of_benefit:
                stake = self.benefit[t] * 12 / 365
            else:
                stake = (plan.annual_revenue / 365 * plan.value(section, "margin", 1.0, option) *
                         active(t, self.launch, math.inf))
            (self.lost_benefit if of_benefit else self.lost_revenue)[t] += a_month * stake * self.uncaught(name, t)

    def uncaught(self, incident, t):
        """What the controls of an incident leave of its loss in month t."""
        plan, option = self.plan, self.option
        left = 1.0
        for name in plan.ids("monitoring"):
            section = "monitoring." + name
            covers = [part.strip().lower() for part in plan.text(section, "covers", "", option).split(",")]
            if incident in covers and plan.enabled(section, option):
                begin = plan.moment(section, "from", "launch", option, self.launch)
                end = plan.moment(section, "until", "never", option, self.launch)
                left *= 1 - plan.value(section, "cuts", 0.0, option) * active(t, begin, end)
        return left


# ---------------------------------------------------------------------------------------------------------------- cash flow


def year_of(t):
    return t // 12 + 1


def discount_once(plan, t):
    """Of what falls at instant t, at the start of month t."""
    if plan.yearly:
        return 1.0 if t == 0 else (1 + plan.rate) ** -year_of(t)
    return (1 + plan.rate) ** (-t / 12)


def discount_month(plan, t):
    """Of what runs in month t and falls at instant t + 1."""
    return (1 + plan.rate) ** (-year_of(t) if plan.yearly else -(t + 1) / 12)


def present_value(plan, running, once=None):
    total = [running[t] * discount_month(plan, t) for t in range(plan.horizon)]
    if once is not None:
        total += [once[t] * discount_once(plan, t) for t in range(plan.horizon)]
    return math.fsum(total)


def corners(running, once):
    """The running total: (instant, total) at the start, after every once-cost and at every month's end."""
    total, points = 0.0, [(0.0, 0.0)]
    for t, amount in enumerate(running):
        total -= once[t]
        points.append((float(t), total))
        total += amount
        points.append((float(t + 1), total))
    return points


def payback(points, epsilon):
    """((first, status), (lasting, status)) of a running total; a total above -epsilon counts as zero."""
    climbs = []
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        if y0 < -epsilon <= y1:
            climbs.append(min(x1, x0 + (x1 - x0) * (0 - y0) / (y1 - y0)))
    if all(y >= -epsilon for _, y in points):
        return (0.0, "self_funding"), (0.0, "self_funding")
    never = (None, "not_within_horizon")
    first = (climbs[0], "reached") if climbs else never
    return first, ((climbs[-1], "reached") if points[-1][1] >= -epsilon else never)


# ------------------------------------------------------------------------------------------------------------ rate of return


def sign_changes(coefficients):
    signs = [c > 0 for c in coefficients if c != 0]
    return sum(a != b for a, b in zip(signs, signs[1:]))


def shift_by_one(p):
    """p(x + 1)."""
    p = list(p)
    for i in range(len(p) - 1):
        for j in range(len(p) - 2, i - 1, -1):
            p[j] += p[j + 1]
    return p


def roots_in_unit(p):
    """Isolating intervals [low, high] within (0, 1) of an integer polynomial's roots there: bisection by Descartes' rule (Vincent,
    Collins, Akritas). An interval that still shows two changes of sign at 2^-48 holds what to us is a multiple root, of even or odd count."""
    found, work = [], [(p, Fraction(0), 0)]
    while work:
        p, low, depth = work.pop()
        width = Fraction(1, 2 ** depth)
        changes = sign_changes(shift_by_one(p[::-1]))  # (x + 1)^n p(1 / (x + 1))
        if changes == 0:
            continue
        if changes == 1 or depth >= 48:
            found.append((low, low + width))
            continue
        n = len(p) - 1
        left = [c << (n - i) for i, c in enumerate(p)]  # 2^n p(x / 2)
        right = shift_by_one(left)
        if right[0] == 0:  # a root right in the middle
            found.append((low + width / 2, low + width / 2))
            while right[0] == 0:
                right = right[1:]
        work.append((left, low, depth + 1))
        work.append((right, low + width / 2, depth + 1))
    return found


def refine(p, low, high):
    """The root in an isolating interval, to 80 bits."""
    def sign(x):
        total = Fraction(0)
        for c in reversed(p):
            total = total * x + c
        return (total > 0) - (total < 0)
    at_low = sign(low)
    if low == high or at_low == 0:
        # The low end is a root of its own; the one meant lies inside.
        if low == high:
            return low
        step = (high - low) / 2 ** 60
        low += step
        at_low = sign(low)
    for _ in range(80):
        middle = (low + high) / 2
        at_middle = sign(middle)
        if at_middle == 0:
            return middle
        if at_middle == at_low:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def rates(flows):
    """Every rate a period above -1 at which the flows' present value is zero, ascending."""
    scale = max((abs(f) for f in flows), default=0.0)
    flows = [f if abs(f) > 1e-14 * scale else 0.0 for f in flows]
    exact = [Fraction(f) for f in flows]
    common = math.lcm(*(f.denominator for f in exact))
    p = [int(f * common) for f in exact]
    while p and p[-1] == 0:
        p.pop()
    while p and p[0] == 0:
        p.pop(0)
    # In v = 1/(1 + i): roots within (0, 1) are rates above 0; those of the reversed polynomial, in 1 + i, rates below 0.
    result = [1 / refine(p, *interval) - 1 for interval in roots_in_unit(p)]
    backwards = p[::-1]
    result += [refine(backwards, *interval) - 1 for interval in roots_in_unit(backwards)]
    if sum(p) == 0:
        result.append(Fraction(0))
    return sorted(float(rate) for rate in result)


def irr(plan, projection):
    """(value, status, all rates a year)."""
    if plan.yearly:
        flows = [0.0] * (year_of(plan.horizon - 1) + 1)
        for t in range(plan.horizon):
            flows[0 if t == 0 else year_of(t)] -= projection.spend_once[t]
            flows[year_of(t)] += projection.net[t]
    else:
        flows = [0.0] * (plan.horizon + 1)
        for t in range(plan.horizon):
            flows[t] -= projection.spend_once[t]
            flows[t + 1] += projection.net[t]
    flows = [f if abs(f) > projection.epsilon else 0.0 for f in flows]
    if not any(f < 0 for f in flows):
        return None, "no_outflow", []
    if not any(f > 0 for f in flows):
        return None, "no_inflow", []
    found = [rate if plan.yearly else (1 + rate) ** 12 - 1 for rate in rates(flows)]
    if not found:
        return None, "no_real_root", []
    if len(found) > 1:
        return None, "multiple", found
    return found[0], "unique", found


# ------------------------------------------------------------------------------------------------------------------ figures


def neutral_scale(plan, best):
    """The k of the outcome `neutral`, from the option of best npv."""
    months = range(min(int(plan.value("outcome", "neutral_payback", 24.0)), plan.horizon))
    effect = math.fsum(best.benefit[t] - best.lost_benefit[t] for t in months)
    burden = math.fsum(best.spend[t] + best.spend_once[t] + best.lost_revenue[t] for t in months)
    return 1.0 if effect <= 0 else min(1.0, burden / effect)


def ratio(a, b, status="undefined"):
    return (None, status) if b == 0 else (a / b, "ok")


def option_figures(plan, p, scale):
    """{figure: (value or None, status)} of a projection."""
    months = range(plan.horizon)
    f = {"time_to_market": (p.launch, "ok")}
    for kind in COST_SECTIONS:
        f["cost_" + kind] = (math.fsum(p.running[kind] + p.once[kind]), "ok")
    total_cost = math.fsum(p.spend + p.spend_once)
    total_benefit = math.fsum(p.benefit)
    lost = math.fsum(p.lost_revenue + p.lost_benefit)
    net_value = total_benefit - lost - total_cost
    pv_cost = present_value(plan, p.spend, p.spend_once)
    pv_effect = present_value(plan, p.benefit) - present_value(plan, p.lost_benefit)
    pv_lost_revenue = present_value(plan, p.lost_revenue)
    pv_benefit = pv_effect - pv_lost_revenue
    f["total_cost"] = (total_cost, "ok")
    f["total_benefit"] = (total_benefit, "ok")
    f["incident_loss"] = (lost, "ok")
    f["net_value"] = (net_value, "ok")
    f["npv"] = (pv_benefit - pv_cost, "ok")
    f["pv_cost"] = (pv_cost, "ok")
    f["pv_benefit"] = (pv_benefit, "ok")
    f["roi"] = ratio(net_value, total_cost)
    f["roi_discounted"] = ratio(pv_benefit - pv_cost, pv_cost)
    points = corners(p.net, p.spend_once)
    f["payback"], f["payback_lasting"] = payback(points, p.epsilon)
    f["discounted_payback"], f["discounted_payback_lasting"] = payback(
        corners([p.net[t] * discount_month(plan, t) for t in months],
                [p.spend_once[t] * discount_once(plan, t) for t in months]), p.epsilon)
    f["irr"] = irr(plan, p)[:2]
    lowest = min(y for _, y in points)
    below = lowest < -p.epsilon
    f["peak_funding"] = (-lowest if below else 0.0, "ok")
    f["peak_funding_month"] = (next(x for x, y in points if y <= lowest + p.epsilon) if below else 0.0, "ok")
    first = whole(p.launch, math.ceil)
    f["monthly_cost_at_launch"] = (p.spend[first], "ok") if first < plan.horizon else (None, "not_launched")
    f["monthly_cost_at_end"] = (p.spend[-1], "ok")
    served = [plan.requests_per_day * plan.demand(t) * DAYS_A_MONTH * active(t, p.launch, math.inf) for t in months]
    per_1000 = ratio(total_cost, math.fsum(served), "no_requests")
    f["cost_per_1000_requests"] = (per_1000[0] and per_1000[0] * 1000, per_1000[1])
    per_1000 = ratio(p.spend[-1], served[-1], "no_requests")
    f["run_cost_per_1000_requests"] = (per_1000[0] and per_1000[0] * 1000, per_1000[1])
    f["breakeven_benefit"] = (((pv_cost + pv_lost_revenue) / pv_effect, "ok") if pv_effect > 0
                              else (None, "no_benefit"))
    if scale is None:
        f["neutral_scale"] = f["outcome_npv"] = (None, "no_outcome")
        return f
    stop = min(int(plan.value("outcome", "stop_month", 12.0)), plan.horizon)
    keep = [1.0 if t < stop else 0.0 for t in months]
    stopped = -present_value(plan, [keep[t] * p.spend[t] for t in months], [keep[t] * p.spend_once[t] for t in months])
    npv = {"success": f["npv"][0], "neutral": scale * pv_effect - pv_lost_revenue - pv_cost, "stopped": stopped}
    weight = {name: plan.value("outcome", name, 0.0) for name in npv}
    f["neutral_scale"] = (scale, "ok")
    f["outcome_npv"] = (sum(weight[name] * npv[name] for name in npv) / sum(weight.values()), "ok")
    return f


def best_option(plan, projections):
    """The projection of highest npv, the first of those that are equal to within the larger epsilon of two."""
    npv = [present_value(plan, p.net, [-x for x in p.spend_once]) for p in projections]
    best = 0
    for i in range(1, len(npv)):
        if npv[i] - npv[best] > max(projections[i].epsilon, projections[best].epsilon):
            best = i
    return projections[best]


def evaluate(plan):
    """[(option, projection, figures)] in the file's order."""
    projections = [Projection(plan, option) for option in plan.options]
    scale = None
    if "outcome" in plan.ini:
        scale = neutral_scale(plan, best_option(plan, projections))
    return [(p.option, p, option_figures(plan, p, scale)) for p in projections]


def cashflow_rows(plan, p):
    """One list a month, from 1: infra, team, monitoring, other, benefit, incident_loss, net, cumulative, discounted and cumulative."""
    cumulative = discounted_cumulative = 0.0
    for t in range(plan.horizon):
        net = p.net[t] - p.spend_once[t]
        discounted = p.net[t] * discount_month(plan, t) - p.spend_once[t] * discount_once(plan, t)
        cumulative += net
        discounted_cumulative += discounted
        yield ([t + 1] + [p.running[kind][t] + p.once[kind][t] for kind in COST_SECTIONS] +
               [p.benefit[t], p.lost_revenue[t] + p.lost_benefit[t], net, cumulative, discounted, discounted_cumulative])


# --------------------------------------------------------------------------------------------------------------------- path


def at_instant(plan, instant):
    """The discount factor of a path: by the month, whatever the convention."""
    return (1 + plan.rate) ** (-instant / 12)


def month_value(plan, p, t):
    """What month t of a projection is worth today, on a path."""
    return p.net[t] * at_instant(plan, t + 1) - p.spend_once[t] * at_instant(plan, t)


def move_cost(plan, a, b, m):
    """Present value of what a move from projection a to b at instant m costs, beyond the months themselves."""
    moves = "." + a.option + "." + b.option
    cost = plan.money("migration", "cost" + moves, plan.money("migration", "cost", 0.0))
    overlap = plan.value("migration", "overlap" + moves, plan.value("migration", "overlap", 1.0))
    once = cost
    for section in a.items:
        once += max(0.0, sum(b.items[section][1][:m]) - sum(a.items[section][1][:m]))
    total = once * at_instant(plan, m)
    for t in range(m - whole(plan.time_to_market(b.option), math.ceil), m):
        for section in a.items:
            if section.startswith("team."):
                total += max(0.0, b.items[section][0][t] - a.items[section][0][t]) * at_instant(plan, t + 1)
    for t in range(m, plan.horizon):
        total += a.running["infra"][t] * active(t, m, m + overlap) * at_instant(plan, t + 1)
    return total


def best_path(plan, first):
    """(npv, what staying comes to, [(option, instant), ...]) of the best path that begins with an option: dynamic programming, backwards."""
    launch = plan.time_to_market(first)
    projections = [Projection(plan, option, launch) for option in plan.options]
    count, horizon = len(projections), plan.horizon
    ahead, choice = [0.0] * count, {}
    own = [Projection(plan, option, plan.time_to_market(option)).epsilon for option in plan.options]
    epsilon = {(i, j): max(own[i], own[j]) for i in range(count) for j in range(count)}
    for t in range(horizon - 1, -1, -1):
        value = [month_value(plan, p, t) + ahead[i] for i, p in enumerate(projections)]
        if t == 0:
            ahead = value
            break
        ahead = list(value)
        for i, a in enumerate(projections):
            for j, b in enumerate(projections):
                if i == j or t < whole(launch, math.ceil) or t < whole(plan.time_to_market(b.option), math.ceil):
                    continue
                moved = value[j] - move_cost(plan, a, b, t)
                if moved > ahead[i] + epsilon[choice.get((t, i), i), j]:
                    ahead[i], choice[t, i] = moved, j
    start = plan.options.index(first)
    at, moves = start, [(first, 0)]
    for t in range(1, horizon):
        if (t, at) in choice:
            at = choice[t, at]
            moves.append((plan.options[at], t))
    staying = math.fsum(month_value(plan, projections[start], t) for t in range(horizon))
    return ahead[start], staying, moves


def path_npv(plan, moves):
    """npv of a path that is given: [(option, instant), ...], the first at 0."""
    launch = plan.time_to_market(moves[0][0])
    projections = {option: Projection(plan, option, launch) for option, _ in moves}
    total = 0.0
    for (option, begin), (_, end) in zip(moves, moves[1:] + [(None, plan.horizon)]):
        p = projections[option]
        total += sum(month_value(plan, p, t) for t in range(begin, end))
    for (a, _), (b, m) in zip(moves, moves[1:]):
        total -= move_cost(plan, projections[a], projections[b], m)
    return total


def main(arguments):
    if len(arguments) < 2 or arguments[0] not in ("figures", "cashflow", "path"):
        sys.exit(__doc__)
    out = csv.writer(sys.stdout, lineterminator="\n")
    headers = {"figures": ["profile", "option", "figure", "value", "status"],
               "cashflow": ["profile", "option", "month"] + list(COST_SECTIONS) +
                           ["benefit", "incident_loss", "net", "cumulative", "discounted", "discounted_cumulative"],
               "path": ["profile", "first", "npv", "staying", "moves"]}
    out.writerow(headers[arguments[0]])
    for path in arguments[1:]:
        plan = Plan(path)
        if arguments[0] == "path":
            for option in plan.options:
                npv, staying, moves = best_path(plan, option)
                out.writerow([path, option, repr(npv), repr(staying), " ".join("%s@%d" % move for move in moves)])
            continue
        for option, projection, figures in evaluate(plan):
            if arguments[0] == "figures":
                for figure, (value, status) in figures.items():
                    out.writerow([path, option, figure, "" if value is None else repr(value), status])
            else:
                for row in cashflow_rows(plan, projection):
                    out.writerow([path, option] + [row[0]] + [repr(x) for x in row[1:]])


if __name__ == "__main__":
    main(sys.argv[1:])
