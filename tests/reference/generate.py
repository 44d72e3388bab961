#!/usr/bin/env python3
"""Writes a random valid profile: generate.py [--all-features] SEED [SEED...] -o DIRECTORY, or one to stdout.

Every section and key of docs/profile-keys.md turns up, every kind of value, per-option values, comments, quotes and odd spacing. The
same seed gives the same file. --all-features: with what the program cannot read or work out yet: use by the token, commitments, spares,
values by year, steps once a year, what comes in once, dates, long horizons, a baseline, signs of currencies; fleets of shrinking demand.
"""

import math
import os
import random
import sys

COMPONENTS = ["serving", "training", "store", "monitoring"]
ITEM_IDS = {"infra": ["gpu", "cache", "queue", "lake", "edge"], "team": ["ml", "data", "platform", "devops"],
            "monitoring": ["apm", "drift", "segments", "traces"], "other": ["licence", "audit", "setup"]}
INCIDENTS = ["drift", "latency", "bias"]
SIGNS = {"EUR": "€", "USD": "$", "GBP": "£"}
SHORT = {"hour": "h", "month": "mo", "year": "yr"}
TIMES = ["", "hour", "day", "month", "year"]
TOKENS = ["input tokens", "cached tokens", "output tokens", "tokens"]


class Profile:
    def __init__(self, seed, all_features=False):
        self.r = random.Random(seed)
        self.all = all_features
        self.lines = []
        self.uncertain = []
        self.section = ""

    # -- values

    def chance(self, p):
        return self.r.random() < p

    def pick(self, *choices):
        return self.r.choice(choices)

    def plain(self, x):
        if self.chance(0.1) and x >= 1e4:
            return self.pick("%.3fk" % (x / 1e3), "%.6fM" % (x / 1e6))
        text = "%.*g" % (self.r.randint(2, 6), x)
        return "%f" % float(text) if "e" in text and self.chance(0.5) else text

    def percent(self, x):
        return "%.*g%%" % (self.r.randint(2, 5), x * 100) if self.chance(0.7) else "%.*g" % (self.r.randint(2, 5), x)

    def spread(self, low, high, write, p=0.3, bounded=False):
        """A point between low and high, or a distribution within them; bounded: one whose draws stay within, as where the model divides."""
        if not self.chance(p):
            return write(self.r.uniform(low, high)), False
        a, b, c = sorted(self.r.uniform(low, high) for _ in range(3))
        a, b, c = (float("%.4g" % x) for x in (a, b, c))
        if not a < b < c:
            return write(b), False
        exact = lambda x: "%.17g" % x
        kind = self.r.randrange(3 if bounded else 5)
        if kind == 0:
            return "uniform(%s, %s)" % (exact(a), exact(c)), True
        if kind == 1:
            return "triangular(%s,%s,%s)" % (exact(a), exact(b), exact(c)), True
        if kind == 2:
            return "pert(%s, %s, %s)" % (exact(a), exact(b), exact(c)), True
        if kind == 3:
            return "normal(%s, %s)" % (exact(b), exact((c - a) / 10)), True
        return "%s to %s" % (exact(a), exact(c)), True

    # -- lines

    def begin(self, name, comment=None):
        if self.chance(0.5):
            self.lines.append("")
        if comment:
            self.lines.append("; " + comment)
        self.section = name
        self.lines.append("[%s]" % name)

    def put(self, key, value, uncertain=False):
        if uncertain and not isinstance(uncertain, str):
            self.uncertain.append("%s.%s" % (self.section, key))
        gap = self.pick("", " ", "  ")
        tail = self.pick("", "", "", " ; said twice", "   # a remark")
        if self.chance(0.05):
            value = '"%s"' % value
        self.lines.append("%s%s=%s%s%s" % (key, gap, gap, value, tail))

    def maybe(self, p, key, low, high, write=None, options=(), spread=0.3):
        """A number, now and then, for all options or one by one."""
        write = write or self.plain
        bounded = key in ("capacity", "utilisation", "retrain_every", "discount_rate", "self_hosted_discount")
        if self.chance(p):
            self.put(key, *self.spread(low, high, write, spread, bounded))
        for option in options:
            if self.chance(p * 0.3):
                self.put("%s.%s" % (key, option), *self.spread(low, high, write, spread, bounded))

    def date(self, months):
        """The beginning of a month, so many months after the plan's start."""
        months += self.start[0] * 12 + self.start[1] - 1
        return "%d-%02d" % (months // 12, months % 12 + 1)

    def moment(self, low, high):
        """A moment whose number of months, whatever it counts from, lies between two."""
        if self.start and self.all and self.chance(0.3) and math.ceil(low) <= math.floor(high):
            return self.date(self.r.randint(math.ceil(low), math.floor(high)))
        months = self.pick(self.plain(self.r.uniform(low, high)), str(int(self.r.uniform(low, high))))
        return self.pick("launch+", "launch + ", "") + months

    def span(self, p, options, until=True, at_once=False):
        """from and until; until is the later even where both count from the same. at_once: of what falls once."""
        if until and self.start and self.all and self.chance(0.04):
            self.put("from", self.date(-self.r.randint(12, 40)))
            self.put("until", self.date(-self.r.randint(0, 11)))
            return
        middle = self.horizon / 3
        for suffix, chance in [("", p)] + [("." + option, p / 5) for option in options]:
            if at_once and self.all and self.chance(2 * chance):
                self.put("from" + suffix, self.pick(*self.instants))
            elif self.chance(chance):
                self.put("from" + suffix, self.begin_moment(middle))
            if until and self.chance(chance):
                self.put("until" + suffix, self.pick("never", self.moment(middle + 1, self.horizon * 1.3 + 1)))

    def begin_moment(self, middle):
        if self.start and self.all and self.chance(0.3):
            return self.date(-self.r.randint(0, 30))
        return self.pick("start", "launch", self.moment(0, middle * 0.9))

    def by_year(self, p):
        """Shares, one for each year."""
        if not self.all or not self.chance(p):
            return
        count = self.pick(1, 2, 3, 4, self.r.randint(1, 20))
        self.put("by_year", ", ".join(self.pick("0%", "100%", *(self.share(self.r.uniform(0, 2)) for _ in range(4))) for _ in range(count)))

    def share(self, x):
        digits = self.r.randint(2, 5)
        return "%.*g" % (digits, x) if x < 0.9 and self.chance(0.3) else "%.*g%%" % (digits, x * 100) if x < 0.99 else "%.1f%%" % (x * 100)

    # -- sections

    def money(self, key, low, high, periods, suffix=""):
        """low and high are a month's; the period spoken of scales them. Returns the period."""
        period = self.pick(*periods)
        scale = {"": 12 if key.startswith("annual") else 1, "hour": 1 / 730, "day": 12 / 365, "month": 1, "year": 12, "once": 5,
                 "million requests": 0.02}.get(period) or self.use_scale(period)
        amount, uncertain = self.spread(low * scale, high * scale, self.plain)
        if self.chance(0.3):
            amount = self.with_currency(amount, self.pick(self.currency, *self.currencies), not uncertain)
        if self.all and self.chance(0.2):
            period = SHORT.get(period, period.replace("million", "M"))
        if period == "once":
            amount += " once"
        elif period:
            amount += self.pick("/", " / ") + period
        self.put(key + suffix, amount, uncertain)
        return period

    def with_currency(self, amount, currency, number):
        if self.all and number and currency in SIGNS and self.chance(0.5):
            return self.pick(SIGNS[currency] + amount, amount + SIGNS[currency], amount + " " + SIGNS[currency])
        return amount + " " + currency

    def use_scale(self, period):
        """Of a price by use: as if it were a month's, of the mean demand."""
        lot = {"request": 1, "1000": 1e3, "million": 1e6}[period.split(" ")[0]]
        return 0.005 * lot / 1e6 / (self.tokens if "tokens" in period else 1)

    def use_periods(self):
        if not self.requests:
            return []
        if not self.all:
            return ["million requests"]
        counted = ["requests"] + (TOKENS if self.tokens else [])
        return ["request"] + ["%s %s" % (lot, what) for lot in ("1000", "million") for what in counted]

    def price(self, key, kind, option, by_time):
        """by_time: not by use, nor once. Returns the period."""
        suffix = "." + option if option else ""
        if kind == "team":
            low, high, periods = 3e3, 14e3, ["year", "month", "day"]
        else:
            low, high, periods = 50, 8e3, list(TIMES)
            if not by_time:
                periods += ["once"] + (self.use_periods() if not self.all or self.chance(0.3) else [])
        return self.money(key, low, high, periods, suffix)

    def cost_item(self, kind, name):
        self.begin("%s.%s" % (kind, name))
        if self.chance(0.4):
            self.put("label", self.pick("Serving", "A label, with a comma", "Équipe données", "x"))
        for key in ("note", "source"):
            if self.chance(0.3):
                self.put(key, self.pick("the invoice of May", "assumption: nobody knows"))
        if kind in ("infra", "other", "monitoring") and self.chance(0.3):
            self.put("unit", "machine")
        capacity = kind in ("infra", "monitoring") and self.requests and self.fleets and self.chance(0.3)
        committed = self.all and kind != "team" and self.chance(0.4 if capacity else 0.15)
        periods = self.prices(kind, name, capacity or committed)
        self.maybe(0.5, "fte" if kind == "team" else "quantity", 0, 4, options=self.options)
        if capacity:
            self.capacity()
        else:
            self.maybe(0.3, "elasticity", 0, self.pick(1.5, 1.5, 3) if self.all else 1.5, options=self.options)
        if committed:
            self.maybe(1, "committed", 0.5, self.pick(3, 12), options=self.options)
            self.money("committed_price", 30, 2e3, TIMES)
            self.but_one_option("committed", "0")
        self.by_year(0.3)
        self.span(0.35, self.options, at_once="once" in periods)
        self.maybe(0.3, "escalation", -0.2, 0.2, self.percent, self.options)
        self.maybe(0.2, "risk_adjustment", 0, 0.5, self.percent, self.options)
        self.flag("enabled", 0.1)
        if kind == "monitoring" and self.incidents and self.chance(0.7):
            self.put("covers", self.pick(", ", ",").join(self.r.sample(self.incidents, self.r.randint(1, len(self.incidents)))))
            self.maybe(1, "cuts", 0, 1, self.percent, self.options)

    def prices(self, kind, name, by_time):
        """Writes the prices of an item; returns their periods."""
        keys = ["salary"] if kind == "team" else ["price"]
        if kind in ("infra", "monitoring") and self.chance(0.5):
            if name not in COMPONENTS and self.chance(0.6):
                self.put("component", self.pick(*COMPONENTS))
            keys = self.pick(["managed_price"], ["self_hosted_price"], ["managed_price", "self_hosted_price"])
        periods = [self.price(key, kind, None, by_time) for key in keys]
        return periods + [self.price(self.pick(*keys), kind, option, by_time) for option in self.options if self.chance(0.12)]

    def capacity(self):
        """What one unit serves a second, and how it is planned to."""
        of = self.pick("requests", *(name.replace(" ", "-") for name in TOKENS)) if self.all and self.tokens else "requests"
        most = 400 * (self.tokens if of != "requests" else 1)
        self.maybe(1, "capacity", most / 80, most, options=self.options)
        if not self.all:
            return
        if of != "requests" or self.chance(0.2):
            self.put("capacity_of", of)
        self.maybe(0.5, "utilisation", 0.2, 1, self.percent, self.options)
        self.maybe(0.4, "spare", 0, 3, lambda x: str(round(x)), self.options)

    def but_one_option(self, key, value):
        """One option's own value, where it has none yet."""
        key += "." + self.pick(*self.options)
        section = self.lines[max(i for i, line in enumerate(self.lines) if line == "[%s]" % self.section):]
        if self.chance(0.3) and not any(line.split("=")[0].strip() == key for line in section):
            self.put(key, value)

    def flag(self, key, p):
        if self.chance(p):
            self.put(key, self.pick("yes", "no"))
        for option in self.options:
            if self.chance(p * 0.5):
                self.put("%s.%s" % (key, option), self.pick("yes", "no"))

    def benefit(self, name):
        self.begin("benefit." + name)
        if self.chance(0.4):
            self.put("label", "What it earns")
        if self.chance(0.4):
            self.put("metric", "click-through rate")
        if self.chance(0.3):
            self.put("source", "an experiment")
        if self.all and self.chance(0.25):
            return self.once_benefit()
        self.benefit_form()
        self.maybe(0.5, "margin", 0.2, 1, self.percent, self.options)
        self.maybe(0.6, "ramp", 0, 12, options=self.options)
        self.span(0.3, self.options)
        self.maybe(0.3, "elasticity", 0, 1.5, options=self.options)
        self.maybe(0.3, "escalation", -0.1, 0.1, self.percent, self.options)
        self.retraining()
        self.by_year(0.35)
        self.maybe(0.2, "risk_adjustment", 0, 0.4, self.percent, self.options)
        self.flag("enabled", 0.08)

    def benefit_form(self):
        """One form for all options, now and then one for each."""
        forms = ["annual_value"] + (["lift"] if self.revenue else []) + (["unit_value", "unit_value"] if self.all else [])
        if self.all and self.chance(0.15):
            for option in self.options:
                self.write_form(self.pick(*forms), "." + option)
            return
        form = self.pick(*forms)
        self.write_form(form, "")
        for option in self.options:
            if self.chance(0.15):
                self.write_form(form, "." + option)
        if form != "annual_value":
            self.maybe(0.7, "influenced_share", 0.1, 1, self.percent, self.options)

    def write_form(self, form, suffix):
        low, high = 5e3 * self.wealth, 40e3 * self.wealth
        if form == "annual_value":
            self.money(form, low, high, TIMES if self.all else ["", "year"], suffix)
        elif form == "lift":
            self.put("lift" + suffix, *self.spread(0.01, 0.2, self.percent))
        else:
            units = 2.5e7 * 365 if self.requests else 1
            if not self.requests or self.chance(0.5):
                units = 10 ** self.r.uniform(2, 6)
                self.put("units" + suffix, *self.spread(units * 0.7, units * 1.4, self.plain))
            self.money(form, low * 12 / units, high * 12 / units, [""], suffix)
            if self.chance(0.4):
                self.put("lift" + suffix, *self.spread(0.01, 0.9, self.percent))

    def retraining(self):
        decays, costs = self.chance(0.3), self.all and self.chance(0.2)
        if decays:
            self.maybe(1, "decay", 0, 0.2, self.percent, self.options)
        if costs:
            self.money("retrain_cost", 100, 3e3, ["", "once"])
            self.but_one_option("retrain_cost", "0")
        if decays or costs:
            self.maybe(1, "retrain_every", 1, 9, options=self.options)

    def once_benefit(self):
        self.money("once_value", 1e3 * self.wealth, 30e3 * self.wealth, ["", "once"])
        for option in self.options:
            if self.chance(0.15):
                self.money("once_value", 1e3 * self.wealth, 30e3 * self.wealth, ["", "once"], "." + option)
        self.maybe(0.4, "margin", 0.2, 1, self.percent, self.options)
        self.span(0.4, self.options, until=False, at_once=True)
        self.maybe(0.3, "escalation", -0.1, 0.1, self.percent, self.options)
        self.maybe(0.2, "risk_adjustment", 0, 0.4, self.percent, self.options)
        self.flag("enabled", 0.08)

    def incident(self, name):
        self.begin("incident." + name)
        if self.chance(0.4):
            self.put("label", "What breaks")
        self.maybe(0.95, "share", 0, 0.33, self.percent, self.options)
        of_benefit = not self.revenue or self.chance(0.4)
        if of_benefit or self.chance(0.3):
            self.put("of", "benefit" if of_benefit else "revenue")
        self.maybe(0.95, "loss", 0, 1, self.percent, self.options)
        self.maybe(0.4, "exposed", 0, 1, self.percent, self.options)
        if not of_benefit:
            self.maybe(0.4, "margin", 0.1, 1, self.percent, self.options)
        self.maybe(0.95, "duration", 0, 40, options=self.options)
        if self.all and self.chance(0.4):
            self.money("cost", 100, 2e3 * self.wealth, ["", "once"])
            self.but_one_option("cost", "0")
        self.flag("enabled", 0.08)

    def build(self):
        r = self.r
        self.currency = self.pick("EUR", "USD", "CHF")
        self.currencies = r.sample([c for c in ("EUR", "USD", "CHF", "GBP") if c != self.currency], r.randint(0, 2))
        self.horizon = self.pick(1, 2, 7, 12, 13, 24, 36, 36, 48, 60, 120)
        if self.all and self.chance(0.2):
            self.horizon = self.pick(25, 121, 180, 239, 240)
        self.requests = self.chance(0.75)
        self.revenue = self.chance(0.75)
        self.options = r.sample(["managed", "self-hosted", "hybrid", "b2"], r.randint(1, 4))
        self.incidents = r.sample(INCIDENTS, r.randint(0, 3))
        self.wealth = math.exp(r.uniform(2, 6) if self.all else r.uniform(0, 4))
        self.start = (2025, r.randint(1, 12)) if self.chance(0.8 if self.all else 0.5) else None
        self.instants = [str(r.randint(0, self.horizon)) for _ in range(2)]
        self.tokens = 0
        shrinks = self.chance(0.3)
        self.fleets = self.all or not shrinks
        most = r.randint(1, 4)

        self.begin("plan", "a random plan")
        self.put("name", "Random")
        self.put("currency", self.currency)
        if self.start:
            self.put("start", self.date(0))
        if self.horizon != 36 or self.chance(0.5):
            self.put("horizon", str(self.horizon))
        self.maybe(0.7, "discount_rate", 0, 0.3, self.percent)
        if self.chance(0.5):
            self.put("convention", self.pick("monthly", "yearly"))
        self.maybe(0.4, "on_cost", 0, 0.5, self.percent)
        if self.all and self.chance(0.4):
            self.put("escalation_steps", self.pick("monthly", "yearly", "yearly"))
        baseline = self.pick(*self.options)
        if self.all and self.chance(0.6):
            self.put("baseline", baseline)
        if self.chance(0.2):
            self.put("note", "nothing to add")
        if self.currencies:
            self.begin("fx")
            for currency in self.currencies:
                self.put(self.pick(currency, currency.lower()), *self.spread(0.5, 2, self.plain, bounded=True))
            if self.chance(0.5):
                self.put("date", "2025-06-13")
        self.begin("demand")
        self.maybe(0.5, "users", 1e3, 1e8)
        if self.requests:
            self.maybe(1, "requests_per_day", 1e4, 5e7)
        self.maybe(0.6, "peak_factor", 1, 6)
        fastest = 0.12 if self.horizon <= 120 else 0.02
        self.maybe(0.7, "growth", -0.1 if shrinks else 0, -0.001 if shrinks else fastest, self.percent)
        if self.all:
            self.by_year(0.5)
            if self.requests and self.chance(0.7):
                self.request_tokens()
        if self.revenue:
            self.begin("business")
            self.money("annual_revenue", 1e5 * self.wealth, 2e6 * self.wealth, ["", "year"])
        if self.chance(0.5):
            self.begin("hosting")
            self.maybe(1, "self_hosted_discount", 0.05, 0.7, self.percent)
        placed = []
        at = len(self.lines)
        items = []
        for kind, names in ITEM_IDS.items():
            names = names + COMPONENTS[:2] if kind == "infra" else names
            items += [(kind, name) for name in r.sample(names, r.randint(0 if kind != "infra" else 1, min(most, len(names))))]
        r.shuffle(items)
        for kind, name in items:
            self.cost_item(kind, name)
            section = self.lines[max(i for i, l in enumerate(self.lines) if l == "[%s.%s]" % (kind, name)):]
            component = [l.split("=")[1].split(";")[0].split("#")[0].strip(' "') for l in section if l.startswith("component")]
            placed.append(component[0] if component else name)
        tail, self.lines = self.lines[at:], self.lines[:at]
        for option in self.options:
            self.begin("option." + option)
            if self.chance(0.6):
                self.put("label", option.title())
            if self.all and option == baseline and self.chance(0.2):
                self.put("time_to_market", self.plain(self.horizon + 2.5))
            else:
                self.maybe(0.9, "time_to_market", 0, min(self.horizon * 1.1, 14))
            if self.chance(0.7):
                self.put("hosting", self.pick("managed", "self-hosted"))
            for component in sorted(set(placed)):
                if self.chance(0.25):
                    self.put("hosting." + component, self.pick("managed", "self-hosted"))
        self.lines += tail
        for name in r.sample(["ctr", "basket", "savings", "churn"], self.pick(0, 1, 1, 2, 3)):
            self.benefit(name)
        if self.incidents or self.chance(0.3):
            self.begin("incidents")
            self.maybe(1, "per_year", 0, 12)
        for name in self.incidents:
            self.incident(name)
        if self.chance(0.5):
            self.begin("outcome")
            for key in ("success", "neutral", "stopped"):
                self.put(key, *self.spread(0.5, 5, self.plain))
            if self.chance(0.6):
                self.put("stop_month", str(r.randint(1, self.pick(30, 240) if self.all else 30)))
            if self.chance(0.6):
                self.put("neutral_payback", str(r.randint(1, self.pick(40, 240) if self.all else 40)))
        if self.chance(0.5):
            self.migration()
        if len(self.uncertain) >= 2 and self.chance(0.4):
            self.begin("correlation")
            a, b = r.sample(self.uncertain, 2)
            self.lines.append("%s ~ %s = %.2f" % (a, b, r.uniform(-0.9, 0.9)))
        if self.chance(0.3):
            self.guidance()
        if self.chance(0.3):
            self.begin("tier.mvp")
            for key, high in (("users_max", 1e5), ("infra", 1e4), ("tools", 1e3), ("salaries", 5e4), ("total", 8e4)):
                self.maybe(0.7, key, high / 10, high, spread=0)
            self.put("people_min", "1")
            self.put("people_max", "4")
        if self.chance(0.3):
            self.begin("alert.down")
            self.put("level", self.pick("critical", "warning", "info"))
            self.put("label", "serving down")
            self.lines.append('expr = "sum(up) == 0"')
            self.put("for", "5m")
            self.put("channel", "pagerduty")
            if self.incidents:
                self.put("incident", self.incidents[0])
        return "\n".join(self.lines) + self.pick("\n", "", "\n\n")

    def request_tokens(self):
        """What a request takes; self.tokens: about how many of a kind."""
        self.tokens = 10 ** self.r.uniform(1, 4)
        for kind in ("input", "cached", "output"):
            self.maybe(0.8, kind + "_tokens", self.tokens / 3, self.tokens * 2)

    def migration(self):
        self.begin("migration")
        if self.chance(0.7):
            self.money("cost", 2e3, 2e4, ["once"])
        if self.chance(0.7):
            self.put("overlap", self.pick("0", "1", "3", "2.5"))
        if len(self.options) > 1:
            a, b = self.r.sample(self.options, 2)
            self.money("cost.%s.%s" % (a, b), 2e3, 2e4, ["once"])
            self.put("overlap.%s.%s" % (b, a), self.pick("0", "2", "0.75"))

    def guidance(self):
        self.begin("guidance")
        for key, low, high in (("managed_requests_per_day", 1e5, 1e7), ("self_hosted_requests_per_day", 1e7, 1e9),
                               ("scientists_per_engineer", 1, 5), ("p95_latency", 20, 500), ("freshness_hours", 1, 48)):
            self.maybe(0.7, key, low, high, spread=0)
        for key, low, high in (("managed_team", 2, 9), ("alerts", 3, 20), ("payback", 6, 30), ("neutral_payback", 12, 40)):
            self.put(key, str(self.r.randint(low, high)))
        self.maybe(0.7, "drift_score", 0.05, 0.4, spread=0)


def main(arguments):
    all_features = "--all-features" in arguments
    arguments = [a for a in arguments if a != "--all-features"]
    if "-o" in arguments:
        directory = arguments[arguments.index("-o") + 1]
        for seed in (a for a in arguments if a.isdigit()):
            with open(os.path.join(directory, "random-%s.ini" % seed), "w", encoding="utf-8") as file:
                file.write(Profile(int(seed), all_features).build())
    elif len(arguments) == 1:
        sys.stdout.write(Profile(int(arguments[0]), all_features).build())
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
