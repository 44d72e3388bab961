#!/usr/bin/env python3
"""The model a second time: docs/model.md in plain Python, sharing no code with the program.

    model.py figures PROFILE...    option,figure,value,status of every option (with a profile column)
    model.py cashflow PROFILE...   the months
    model.py path PROFILE          the best path for each first option

Written from the documents alone, for clarity and not for speed: each figure is worked out month by month from its definition,
at the best guess of every input. reading.py reads the profiles, roots.py finds the rates of return. The tests hold the program to it.
"""

import csv
import itertools
import math
import sys

from reading import PERIODS, Money, Plan, best_guess, read_ini  # noqa: F401  (some for those who import this)
from roots import rates

COST_SECTIONS = ("infra", "team", "monitoring", "other")
DEFAULT_PERIOD = {"infra": "month", "team": "year", "monitoring": "month", "other": "month"}
DEFAULT_FROM = {"infra": "launch", "team": "start", "monitoring": "launch", "other": "launch"}

# ------------------------------------------------------------------------------------------------------- one option's months


TOLERANCE = 1e-9


def whole(moment, rounded):
    """math.floor or math.ceil of a moment; what is within 1e-9 of a whole month is that month."""
    return round(moment) if abs(moment - round(moment)) <= TOLERANCE else rounded(moment)


def active(t, begin, end):
    """The part of month t between two moments."""
    return max(0.0, min(t + 1, end) - max(t, begin))


def item_price(plan, section, option):
    """What one unit of an item costs under an option, as Money."""
    kind, item = section.split(".", 1)
    text = plan.text(section, "salary" if kind == "team" else "price", None, option)
    factor = 1.0
    if text is None:
        managed = plan.text(section, "managed_price", None, option)
        own = plan.text(section, "self_hosted_price", None, option)
        discount = plan.self_hosted_discount
        if plan.hosting(option, plan.text(section, "component", item)) == "managed":
            text, factor = (managed, 1.0) if managed is not None else (own, 1 / (1 - discount))
        else:
            text, factor = (own, 1.0) if own is not None else (managed, 1 - discount)
    price = Money(text, plan)
    price.amount *= factor * (1 + plan.value(section, "risk_adjustment", 0.0, option))
    if kind == "team":
        price.amount *= 1 + plan.on_cost
    price.period = price.period or DEFAULT_PERIOD[kind]
    return price


def price_a_month(plan, price, t):
    """Of one unit, in month t."""
    if price.period == "use":
        return price.amount * plan.requests(t) * plan.takes[price.counted] / price.lot
    return price.amount * PERIODS[price.period]


def committed_units(plan, section, option):
    """(units, what one costs a month) that are paid whatever the quantity is."""
    units = plan.value(section, "committed", 0.0, option)
    text = plan.text(section, "committed_price", None, option)
    if units == 0 or text is None:
        return 0.0, 0.0
    price = Money(text, plan)
    return units, price.amount * PERIODS[price.period or "month"] * (1 + plan.value(section, "risk_adjustment", 0.0, option))


def item_quantity(plan, section, option, t):
    """Units of an item in month t."""
    quantity = plan.value(section, "fte" if section.startswith("team.") else "quantity", 1.0, option)
    capacity = plan.value(section, "capacity", None, option)
    if capacity is None:
        elasticity = plan.value(section, "elasticity", 0.0, option)
        return quantity * plan.demand(t) ** elasticity if elasticity != 0 else quantity
    load = plan.peak(t) * plan.takes[plan.text(section, "capacity_of", "requests", option).lower()]
    needed = math.ceil(load / (capacity * plan.value(section, "utilisation", 1.0, option)) - 1e-9)
    return max(quantity, needed + plan.value(section, "spare", 0.0, option))


def item_months(plan, section, option, launch):
    """Two lists over the months: what runs in month t, what falls once at its start."""
    kind = section.split(".", 1)[0]
    running, once = [0.0] * plan.horizon, [0.0] * plan.horizon
    if not plan.enabled(section, option):
        return running, once
    price = item_price(plan, section, option)
    escalation = plan.value(section, "escalation", 0.0, option)
    begin = plan.moment(section, "from", DEFAULT_FROM[kind], option, launch)
    if price.period == "once":
        t = whole(begin, math.floor)
        if 0 <= t < plan.horizon:
            quantity = plan.value(section, "fte" if kind == "team" else "quantity", 1.0, option)
            once[t] = price.amount * quantity * plan.escalation(escalation, t)
        return running, once
    end = plan.moment(section, "until", "never", option, launch)
    committed, committed_price = committed_units(plan, section, option)
    by_year = plan.shares(section)
    for t in range(plan.horizon):
        beyond = max(0.0, item_quantity(plan, section, option, t) - committed)
        running[t] = ((price_a_month(plan, price, t) * beyond + committed_price * committed) * active(t, begin, end) *
                      plan.escalation(escalation, t) * by_year.of_month(t))
    return running, once


def yearly_benefit(plan, section, option):
    """(what a benefit earns a year in full effect, its elasticity unless it says one): annual_value, or a value for each unit, or a
    share of revenue."""
    if plan.text(section, "annual_value", None, option) is not None:
        return plan.yearly_money(section, "annual_value", 0.0, option), 0.0
    influenced = plan.value(section, "influenced_share", 1.0, option)
    if plan.text(section, "unit_value", None, option) is not None:
        units = plan.value(section, "units", None, option)
        value = plan.money(section, "unit_value", 0.0, option) * influenced * plan.value(section, "lift", 1.0, option)
        return (value * plan.requests_per_day * 365, 1.0) if units is None else (value * units, 0.0)
    return plan.annual_revenue * influenced * plan.value(section, "lift", 0.0, option), 0.0


def benefit_months(plan, section, option, launch):
    """Three lists over the months: what is earned in month t, what comes in once at its start, what retraining costs in it."""
    earned, once, retraining = ([0.0] * plan.horizon for _ in range(3))
    if not plan.enabled(section, option):
        return earned, once, retraining
    kept = plan.value(section, "margin", 1.0, option) * (1 - plan.value(section, "risk_adjustment", 0.0, option))
    escalation = plan.value(section, "escalation", 0.0, option)
    begin = plan.moment(section, "from", "launch", option, launch)
    if plan.text(section, "once_value", None, option) is not None:
        t = whole(begin, math.floor)
        if 0 <= t < plan.horizon:
            once[t] = plan.money(section, "once_value", 0.0, option) * kept * plan.escalation(escalation, t)
        return earned, once, retraining
    yearly, elasticity = yearly_benefit(plan, section, option)
    elasticity = plan.value(section, "elasticity", elasticity, option)
    decay = plan.value(section, "decay", 0.0, option)
    n = plan.value(section, "retrain_every", 1.0, option)
    freshness = 1.0 if decay == 0 else (1 - (1 - decay) ** n) / (n * decay)
    end = plan.moment(section, "until", "never", option, launch)
    ramp = plan.value(section, "ramp", 0.0, option)
    by_year = plan.shares(section)

    def effect_so_far(x):
        x = min(x, end)
        if x <= begin:
            return 0.0
        if x < begin + ramp:
            return (x - begin) ** 2 / (2 * ramp)
        return x - begin - ramp / 2

    retrain_cost = plan.money(section, "retrain_cost", 0.0, option)
    for t in range(plan.horizon):
        drawn = plan.demand(t) ** elasticity if elasticity != 0 else 1.0
        earned[t] = (yearly * kept * freshness / 12 * drawn * plan.escalation(escalation, t) *
                     (effect_so_far(t + 1) - effect_so_far(t)) * by_year.of_month(t))
        retraining[t] = retrain_cost / n * active(t, begin, end)
    return earned, once, retraining


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
        # Of each item, the sum of what falls once before month t.
        self.once_before = {section: list(itertools.accumulate(once, initial=0.0)) for section, (_, once) in self.items.items()}
        self.running = {kind: [0.0] * plan.horizon for kind in COST_SECTIONS}
        self.once = {kind: [0.0] * plan.horizon for kind in COST_SECTIONS}
        for section, (running, once) in self.items.items():
            kind = section.split(".", 1)[0]
            for t in months:
                self.running[kind][t] += running[t]
                self.once[kind][t] += once[t]
        self.benefit = [0.0] * plan.horizon
        self.benefit_once = [0.0] * plan.horizon
        for name in plan.ids("benefit"):
            for t, amounts in enumerate(zip(*benefit_months(plan, "benefit." + name, option, self.launch))):
                self.benefit[t] += amounts[0]
                self.benefit_once[t] += amounts[1]
                self.running["infra"][t] += amounts[2]
        self.lost_revenue = [0.0] * plan.horizon
        self.lost_benefit = [0.0] * plan.horizon
        for name in plan.ids("incident"):
            self.add_incident("incident." + name, name)
        self.spend = [sum(self.running[kind][t] for kind in COST_SECTIONS) for t in months]
        self.spend_once = [sum(self.once[kind][t] for kind in COST_SECTIONS) for t in months]
        self.net = [self.benefit[t] - self.lost_revenue[t] - self.lost_benefit[t] - self.spend[t] for t in months]
        self.net_once = [self.benefit_once[t] - self.spend_once[t] for t in months]
        self.epsilon = TOLERANCE * math.fsum(self.spend + self.spend_once + self.benefit + self.benefit_once +
                                             self.lost_revenue + self.lost_benefit)

    def add_incident(self, section, name):
        plan, option = self.plan, self.option
        if not plan.enabled(section, option):
            return
        of_benefit = plan.text(section, "of", "revenue", option).lower() == "benefit"
        incidents_a_month = plan.per_year * plan.value(section, "share", 0.0, option) / 12
        a_month = (incidents_a_month * plan.value(section, "exposed", 1.0, option) * plan.value(section, "loss", 0.0, option) *
                   plan.value(section, "duration", 0.0, option))
        cost = plan.money(section, "cost", 0.0, option)
        for t in range(plan.horizon):
            launched, uncaught = active(t, self.launch, math.inf), self.uncaught(name, t)
            if of_benefit:
                stake = self.benefit[t] * 12 / 365
            else:
                stake = (plan.annual_revenue / 365 * plan.value(section, "margin", 1.0, option) *
                         launched)
            (self.lost_benefit if of_benefit else self.lost_revenue)[t] += a_month * stake * uncaught
            self.lost_revenue[t] += incidents_a_month * cost * launched * uncaught

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
    """The running total: (instant, total) at the start, after what falls once at an instant and at every month's end."""
    total, points = 0.0, [(0.0, 0.0)]
    for t, amount in enumerate(running):
        total += once[t]
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


def irr(plan, net, once, epsilon):
    """(value, status, all rates a year) of what runs in each month and what falls once at its start."""
    flows = [0.0] * ((year_of(plan.horizon - 1) if plan.yearly else plan.horizon) + 1)
    for t in range(plan.horizon):
        if plan.yearly:
            flows[0 if t == 0 else year_of(t)] += once[t]
            flows[year_of(t)] += net[t]
        else:
            flows[t] += once[t]
            flows[t + 1] += net[t]
    flows = [f if abs(f) > epsilon else 0.0 for f in flows]
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
    effect = math.fsum(best.benefit[t] + best.benefit_once[t] - best.lost_benefit[t] for t in months)
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
    total_benefit = math.fsum(p.benefit + p.benefit_once)
    lost = math.fsum(p.lost_revenue + p.lost_benefit)
    net_value = total_benefit - lost - total_cost
    pv_cost = present_value(plan, p.spend, p.spend_once)
    pv_effect = present_value(plan, p.benefit, p.benefit_once) - present_value(plan, p.lost_benefit)
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
    points = corners(p.net, p.net_once)
    f["payback"], f["payback_lasting"] = payback(points, p.epsilon)
    f["discounted_payback"], f["discounted_payback_lasting"] = payback(
        corners([p.net[t] * discount_month(plan, t) for t in months],
                [p.net_once[t] * discount_once(plan, t) for t in months]), p.epsilon)
    f["irr"] = irr(plan, p.net, p.net_once, p.epsilon)[:2]
    lowest = min(y for _, y in points)
    below = lowest < -p.epsilon
    f["peak_funding"] = (-lowest if below else 0.0, "ok")
    f["peak_funding_month"] = (next(x for x, y in points if y <= lowest + p.epsilon) if below else 0.0, "ok")
    first = whole(p.launch, math.ceil)
    f["monthly_cost_at_launch"] = (p.spend[first], "ok") if first < plan.horizon else (None, "not_launched")
    f["monthly_cost_at_end"] = (p.spend[-1], "ok")
    served = [plan.requests(t) * active(t, p.launch, math.inf) for t in months]
    for unit, lot, taken in (("1000_requests", 1e3, 1.0), ("million_tokens", 1e6, plan.takes["tokens"])):
        status = "no_" + unit.split("_")[1]
        f["cost_per_" + unit] = ratio(total_cost, math.fsum(served) * taken / lot, status)
        f["run_cost_per_" + unit] = ratio(p.spend[-1], served[-1] * taken / lot, status)
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


def incremental_figures(plan, p, base, figures, of_base):
    """Those of an option against the baseline."""
    names = ("incremental_net_value", "incremental_npv", "incremental_payback", "incremental_irr")
    if p is base:
        return dict.fromkeys(names, (None, "is_baseline"))
    net, once = less(p.net, base.net), less(p.net_once, base.net_once)
    epsilon = max(p.epsilon, base.epsilon)
    values = [(figures[name][0] - of_base[name][0], "ok") for name in ("net_value", "npv")]
    return dict(zip(names, values + [payback(corners(net, once), epsilon)[1], irr(plan, net, once, epsilon)[:2]]))


def less(a, b):
    return [x - y for x, y in zip(a, b)]


def best_option(plan, projections):
    """The projection of highest npv, the first of those that are equal to within the larger epsilon of two."""
    npv = [present_value(plan, p.net, p.net_once) for p in projections]
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
    figures = [option_figures(plan, p, scale) for p in projections]
    base = plan.options.index(plan.baseline)
    for p, f in zip(projections, figures):
        f.update(incremental_figures(plan, p, projections[base], f, figures[base]))
    return [(p.option, p, f) for p, f in zip(projections, figures)]


def cashflow_rows(plan, p):
    """One list a month, from 1: infra, team, monitoring, other, benefit, incident_loss, net, cumulative, discounted and cumulative."""
    cumulative = discounted_cumulative = 0.0
    for t in range(plan.horizon):
        net = p.net[t] + p.net_once[t]
        discounted = p.net[t] * discount_month(plan, t) + p.net_once[t] * discount_once(plan, t)
        cumulative += net
        discounted_cumulative += discounted
        yield ([t + 1] + [p.running[kind][t] + p.once[kind][t] for kind in COST_SECTIONS] +
               [p.benefit[t] + p.benefit_once[t], p.lost_revenue[t] + p.lost_benefit[t], net, cumulative, discounted, discounted_cumulative])


# --------------------------------------------------------------------------------------------------------------------- path


def at_instant(plan, instant):
    """The discount factor of a path: by the month, whatever the convention."""
    return (1 + plan.rate) ** (-instant / 12)


def month_value(plan, p, t):
    """What month t of a projection is worth today, on a path."""
    return p.net[t] * at_instant(plan, t + 1) + p.net_once[t] * at_instant(plan, t)


def move_cost(plan, a, b, m):
    """Present value of what a move from projection a to b at instant m costs, beyond the months themselves."""
    moves = "." + a.option + "." + b.option
    cost = plan.money("migration", "cost" + moves, plan.money("migration", "cost", 0.0))
    overlap = plan.value("migration", "overlap" + moves, plan.value("migration", "overlap", 1.0))
    once = cost
    for section in a.items:
        once += max(0.0, b.once_before[section][m] - a.once_before[section][m])
    total = once * at_instant(plan, m)
    for t in range(m - whole(plan.time_to_market(b.option), math.ceil), m):
        for section in a.items:
            if section.startswith("team."):
                total += max(0.0, b.items[section][0][t] - a.items[section][0][t]) * at_instant(plan, t + 1)
    for t in range(m, min(plan.horizon, m + math.ceil(overlap))):
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
