"""Profiles for model.py: docs/profile.md in plain Python. What is read is trusted: what is wrong with a file is the program's to say."""

import math
import re

DAYS_A_MONTH = 365 / 12
SUFFIX = {"k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9}
SIGNS = {"€": "EUR", "$": "USD", "£": "GBP"}
# Periods of time, in months' prices a period's; and short for them.
PERIODS = {"hour": 730.0, "day": DAYS_A_MONTH, "month": 1.0, "year": 1 / 12}
SHORT = {"h": "hour", "mo": "month", "yr": "year"}
# What a price by use counts, and how many of them it is for.
COUNTED = {"requests": "requests", "input tokens": "input-tokens", "cached tokens": "cached-tokens", "output tokens": "output-tokens",
           "tokens": "tokens"}
LOTS = {"1000": 1e3, "million": 1e6, "M": 1e6}
DATE = re.compile(r"(\d{4})-(\d{2})$")


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
    if end < len(text) and text[end] in "kKMG%" and not text[end + 1:end + 2].isalpha():
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


class Shares:
    """A share for each year of the plan; the last one holds on."""

    def __init__(self, text):
        self.shares = [number(part) for part in text.split(",")]

    def of_month(self, t):
        return self.shares[min(t // 12, len(self.shares) - 1)]


class Money:
    """An amount in the plan's currency, and what it is for.

    period: hour, day, month, year, once, use, or None (the key's default). Of use: what is counted, and how many of them.
    """

    def __init__(self, text, plan):
        currency = ""
        for sign, code in SIGNS.items():
            if sign in text:
                currency, text = code, text.replace(sign, "").strip()
        self.amount, rest = best_guess(text)
        self.period = self.counted = self.lot = None
        if rest.lower().endswith("once"):
            self.period, rest = "once", rest[:-4].strip()
        elif "/" in rest:
            rest, period = rest.split("/", 1)
            self.read_period(" ".join(period.split()))
        currency = rest.strip().upper() or currency
        if currency and currency != plan.currency:
            self.amount *= plan.fx[currency]

    def read_period(self, text):
        period = SHORT.get(text.lower(), text.lower())
        if period in PERIODS:
            self.period = period
            return
        self.period = "use"
        if period == "request":
            self.counted, self.lot = "requests", 1.0
            return
        lot, counted = text.split(" ", 1)
        self.counted, self.lot = COUNTED[counted.lower()], LOTS.get(lot) or LOTS[lot.lower()]


class Plan:
    def __init__(self, path):
        self.ini = read_ini(path)
        self.currency = self.text("plan", "currency", "EUR").upper()
        self.fx = {key.upper(): best_guess(value)[0] for key, value in self.ini.get("fx", {}).items() if key != "date"}
        self.start = DATE.match(self.text("plan", "start", ""))
        self.horizon = int(self.value("plan", "horizon", 36.0))
        self.rate = self.value("plan", "discount_rate", 0.10)
        self.yearly = self.text("plan", "convention", "monthly").lower() == "yearly"
        self.steps = self.text("plan", "escalation_steps", "monthly").lower() == "yearly"
        self.on_cost = self.value("plan", "on_cost", 0.0)
        self.read_demand()
        self.annual_revenue = self.yearly_money("business", "annual_revenue", 0.0)
        self.self_hosted_discount = self.value("hosting", "self_hosted_discount", 0.40)
        self.options = self.ids("option")
        self.baseline = self.text("plan", "baseline", self.options[0]).lower()
        self.per_year = self.value("incidents", "per_year", 0.0)

    def read_demand(self):
        self.requests_per_day = self.value("demand", "requests_per_day", 0.0)
        self.peak_factor = self.value("demand", "peak_factor", 1.0)
        self.growth = self.value("demand", "growth", 0.0)
        self.demand_by_year = self.shares("demand")
        # How many a request takes.
        self.takes = {kind + "-tokens": self.value("demand", kind + "_tokens", 0.0) for kind in ("input", "cached", "output")}
        self.takes["tokens"] = sum(self.takes.values())
        self.takes["requests"] = 1.0

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

    def yearly_money(self, section, key, default, option=None):
        """Money whose period is a year unless it says another."""
        text = self.text(section, key, None, option)
        if text is None:
            return default
        money = Money(text, self)
        return money.amount if money.period in (None, "year") else money.amount * PERIODS[money.period] * 12

    def shares(self, section):
        return Shares(self.text(section, "by_year", "100%"))

    def moment(self, section, key, default, option, launch):
        text = self.text(section, key, default, option).strip().lower()
        if text == "never":
            return math.inf
        date = DATE.match(text)
        if date:
            year, month = (int(date[i]) - int(self.start[i]) for i in (1, 2))
            return 12.0 * year + month
        for word, base in (("start", 0.0), ("launch", launch)):
            if text.startswith(word):
                rest = text[len(word):].replace(" ", "")
                return base + (split_number(rest)[0] if rest else 0.0)
        return split_number(text)[0]

    def enabled(self, section, option):
        return yes(self.text(section, "enabled", "yes", option))

    def time_to_market(self, option):
        return self.value("option." + option, "time_to_market", 0.0)

    def hosting(self, option, component):
        section = "option." + option
        return self.text(section, "hosting." + component, self.text(section, "hosting", "managed")).lower()

    def demand(self, t):
        """Of month t, as a multiple of requests_per_day."""
        return self.demand_by_year.of_month(t) * (1 + self.growth) ** t

    def requests(self, t):
        """Of the whole month t."""
        return self.requests_per_day * self.demand(t) * DAYS_A_MONTH

    def peak(self, t):
        """The most requests a second of month t."""
        return (self.requests_per_day / 86400 * self.peak_factor * self.demand_by_year.of_month(t) *
                max((1 + self.growth) ** t, (1 + self.growth) ** (t + 1)))

    def escalation(self, rate, t):
        return (1 + rate) ** (t // 12 if self.steps else t / 12)
