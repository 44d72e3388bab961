"""The reference alone, on random plans with all features: no program is asked.

    plans.py COUNT

Every key occurs; figures are numbers; at a rate of return the flows are worth nothing; a plan said in other words (months for dates, codes
for signs, a million for a thousand, one share more that says what holds on) has the same figures. Prints `ok - WHAT` or `not ok - WHAT`.
"""

import math
import os
import re
import sys
import tempfile

sys.dont_write_bytecode = True

import generate  # noqa: E402
import model  # noqa: E402
import reading  # noqa: E402

KEYS = """escalation_steps baseline by_year input_tokens cached_tokens output_tokens capacity_of utilisation spare committed committed_price
unit_value units once_value retrain_cost retrain_every cost requests_per_day capacity elasticity""".split()


class Words(model.Plan):
    """The plan in other words."""

    def text(self, section, key, default=None, option=None):
        text = super().text(section, key, default, option)
        if text is None or not isinstance(text, str) or section in ("fx", "alert.down"):
            return text
        if key == "by_year":
            return text + ", " + text.split(",")[-1]
        if key in ("from", "until"):
            return self.in_months(text)
        for sign, code in reading.SIGNS.items():
            if sign in text:
                text = self.behind_number(text.replace(sign, ""), code)
        text = re.sub(r"/ *h$", "/hour", re.sub(r"/ *mo$", "/month", re.sub(r"/ *yr$", "/year", text)))
        return self.by_million(text)

    def in_months(self, text):
        date = reading.DATE.match(text)
        if not date:
            return text
        months = [12 * int(match[1]) + int(match[2]) for match in (date, self.start)]
        return str(months[0] - months[1])

    @staticmethod
    def behind_number(text, code):
        number, rest = reading.split_number(text.strip())
        return "%r %s %s" % (number, code, rest)

    @staticmethod
    def by_million(text):
        parts = re.match(r"([0-9][^/]*)/ ?1000 (.*)$", text)
        if not parts or " to " in text:
            return text
        number, currency = reading.split_number(parts[1])
        return "%r %s/million %s" % (number * 1000, currency, parts[2])


class Check:
    def __init__(self, what):
        self.what, self.wrong, self.count = what, [], 0

    def hold(self, good, *words):
        self.count += 1
        if not good:
            self.wrong.append(" ".join(map(str, words)))

    def tell(self):
        self.hold(self.count, "nothing was compared")
        print("%s - %s (%d)" % ("not ok" if self.wrong else "ok", self.what, self.count))
        for line in self.wrong[:8]:
            print("    " + line)
        return not self.wrong


def worth(plan, p, base, rate):
    """(what the flows, less those of a baseline, are worth at a yearly rate; their sizes)"""
    flows = []
    for t in range(plan.horizon):
        year = t // 12 + 1
        once, net = (a[t] - (b[t] if base else 0.0) for a, b in ((p.net_once, base and base.net_once), (p.net, base and base.net)))
        flows.append(once * (1 + rate) ** -((0 if t == 0 else year) if plan.yearly else t / 12))
        flows.append(net * (1 + rate) ** -(year if plan.yearly else (t + 1) / 12))
    return math.fsum(flows), math.fsum(map(abs, flows))


def look(path, finite, zero, same):
    plan = model.Plan(path)
    evaluation = model.evaluate(plan)
    projections = {option: p for option, p, _ in evaluation}
    otherwise = {option: figures for option, _, figures in model.evaluate(Words(path))}
    for option, p, figures in evaluation:
        for name, (value, status) in figures.items():
            where = "%s, %s.%s:" % (os.path.basename(path), option, name)
            finite.hold(value is None or math.isfinite(value), where, value)
            other, status_other = otherwise[option][name]
            near = value == other or None not in (value, other) and math.isclose(value, other, rel_tol=1e-6, abs_tol=p.epsilon)
            same.hold(near and status == status_other, where, value, status, "and", other, status_other)
        for name, base in (("irr", None), ("incremental_irr", projections[plan.baseline])):
            if figures[name][0] is not None and figures[name][0] > -0.9:  # nearer to -100 % a double tells it badly
                total, size = worth(plan, p, base, figures[name][0])
                zero.hold(abs(total) <= 1e-6 * size, os.path.basename(path), option, name, total, "of", size)


def main(count):
    finite, zero, same = Check("figures are numbers"), Check("flows are worth nothing at their rate"), Check("other words, same figures")
    keys = Check("every key occurs")
    seen = set()
    with tempfile.TemporaryDirectory() as directory:
        for seed in range(1, count + 1):
            path = os.path.join(directory, "random-%d.ini" % seed)
            with open(path, "w", encoding="utf-8") as file:
                file.write(generate.Profile(seed, True).build())
            seen.update(key.split(".")[0] for section in model.read_ini(path).values() for key in section)
            look(path, finite, zero, same)
    for key in KEYS:
        keys.hold(key in seen, key, "is in no plan")
    sys.exit(not all([check.tell() for check in (keys, finite, zero, same)]))


if __name__ == "__main__":
    main(int(sys.argv[1]))
