"""Small plans whose figures are worked out by hand, for what the golden cases leave open.

    closed.py              model.py is held to them
    closed.py --program    and what $BREAKEVEN reports

Prints `ok - WHAT` or `not ok - WHAT` for each plan. Expected: {figure of option b, or of the only one: value or status}.
"""

import csv
import math
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

import model  # noqa: E402

# What it shows; [plan] beside `discount_rate = 0%`; the other sections; the figures.
PLANS = [
    ("a fleet of shrinking demand is sized by the month's beginning", "horizon = 2", """
[demand] requests_per_day = 864000; growth = -50%
[option.b]
[infra.fleet] price = 1; capacity = 1""", {"total_cost": 10 + 5}),
    ("a fleet of growing demand is sized by the month's end", "horizon = 2", """
[demand] requests_per_day = 864000; growth = 100%
[option.b]
[infra.fleet] price = 1; capacity = 1""", {"total_cost": 20 + 40}),
    ("spare units come on top of those needed, not of the least", "horizon = 1", """
[demand] requests_per_day = 864000; by_year = 50%, 100%; cached_tokens = 4
[option.b]
[infra.few] price = 1; capacity = 10; spare = 2; quantity = 2
[infra.many] price = 100; capacity = 10; capacity_of = cached-tokens; utilisation = 50%; spare = 1; quantity = 9""",
     {"total_cost": 3 + 900}),
    ("a commitment above the need is paid whole", "horizon = 13", """
[option.b]
[infra.level] price = 10; quantity = 1; committed = 4; committed_price = 36/year; escalation = 100%; risk_adjustment = 50%
[infra.half] price = 10; quantity = 6; committed = 4; committed_price = 3; until = 0.5""",
     {"total_cost": 12 * 1.5 * sum(2 ** (t / 12) for t in range(13)) + (20 + 12) / 2}),
    ("what began before the start goes on", "horizon = 6; start = 2025-01", """
[option.b] time_to_market = 2
[infra.run] price = 100; from = 2024-06; until = 2025-03
[benefit.ramps] annual_value = 1200; from = 2024-07; ramp = 12
[benefit.over] annual_value = 1200; from = 2023-01; until = 2025-01""",
     {"total_cost": 200, "total_benefit": 100 * (12 ** 2 - 6 ** 2) / 24}),
    ("what fell once before the start is past", "horizon = 6; start = 2025-01", """
[option.b]
[other.past] price = 100 once; from = 2024-12
[other.now] price = 10 once; from = 2025-01
[other.late] price = 100 once; from = 2025-07
[benefit.past] once_value = 100; from = 2024-01
[benefit.last] once_value = 7; from = 2025-06""", {"total_cost": 10, "total_benefit": 7}),
    ("a year's money may be said by another period", "horizon = 12", """
[business] annual_revenue = 1/day
[option.b]
[benefit.month] annual_value = 100/month
[benefit.hour] annual_value = 1/hour
[benefit.lift] lift = 10%""", {"total_benefit": 1200 + 8760 + 36.5}),
    ("prices that step fall once a year", "horizon = 25; escalation_steps = yearly", """
[option.b]
[infra.run] price = 100; escalation = -50%
[other.once] price = 8 once; from = 23; escalation = -50%""", {"total_cost": 1200 + 600 + 25 + 4}),
    ("twenty years are planned", "horizon = 240", """
[option.b]
[infra.run] price = 1; by_year = 100%, 0%, 50%""", {"total_cost": 12 + 18 * 6, "monthly_cost_at_end": 0.5}),
    ("what comes in once is discounted as what is paid once", "horizon = 24; convention = yearly; discount_rate = 10%", """
[option.b]
[benefit.start] once_value = 50; from = start
[benefit.second] once_value = 121; from = 12
[benefit.first] once_value = 11; from = 11""", {"npv": 50 + 100 + 10}),
    ("of what is paid and comes in at one instant the difference jumps", "horizon = 12", """
[option.b]
[other.paid] price = 100 once; from = start
[benefit.granted] once_value = 100; from = start""",
     {"payback": "self_funding", "peak_funding": 0, "irr": "no_outflow", "total_cost": 100}),
    ("no stake of an incident has what comes in once; its cost is cut, from launch on", "horizon = 12", """
[option.b] time_to_market = 1.5
[monitoring.watch] price = 0; covers = drift; cuts = 50%; from = 6
[benefit.grant] once_value = 1M
[incidents] per_year = 12
[incident.drift] share = 50%; of = benefit; loss = 100%; duration = 30; cost = 10""",
     {"incident_loss": 5 * 4.5 + 2.5 * 6}),
    ("a request takes tokens", "horizon = 12", """
[demand] requests_per_day = 1000; by_year = 50%; input_tokens = 1000; cached_tokens = 3000
[option.b] time_to_market = 6
[infra.read] price = 2/million input tokens; from = start
[infra.all] price = 0.001/1000 tokens
[infra.none] price = 7/million output tokens
[infra.asked] price = 0.5/request; quantity = 0.1""",
     {"total_cost": 182.5 * (2 + 2 + 25), "cost_per_million_tokens": 182.5 * 29 / (91.25 * 4),
      "run_cost_per_million_tokens": (1 + 2 + 25) / 2}),
    ("a stopped plan keeps nothing that came in", "horizon = 12", """
[option.b]
[other.paid] price = 30 once; from = start
[benefit.granted] once_value = 100; from = 1
[outcome] success = 0; neutral = 0; stopped = 1; stop_month = 4""", {"outcome_npv": -30}),
    ("a rate against the baseline goes by years where the plan does", "horizon = 24; convention = yearly; baseline = a", """
[option.a]
[option.b]
[other.bought] price = 100 once; from = start; enabled.a = no
[benefit.sold] once_value = 121; from = 12; enabled.a = no""", {"incremental_irr": 0.1, "incremental_payback": 12, "incremental_npv": 21}),
    ("a baseline that never launches is one", "horizon = 12; baseline = a", """
[option.a] time_to_market = 13
[option.b]
[infra.run] price = 1
[benefit.value] annual_value = 24""",
     {"incremental_net_value": 12, "incremental_payback": "self_funding", "incremental_irr": "no_outflow"}),
    ("zero is to within the larger turnover of the two", "horizon = 12; baseline = a", """
[option.a]
[option.b]
[infra.run] price = 50M; enabled.b = no
[benefit.run] annual_value = 600M; enabled.b = no
[other.outlay] price = 0.5 once; from = start; enabled.a = no
[benefit.value] annual_value = 1.2; enabled.a = no""",
     {"payback": 5, "incremental_payback": "self_funding", "incremental_irr": "no_outflow"}),
    ("what comes in once counts in the turnover that zero is measured by", "horizon = 24", """
[option.b]
[other.paid] price = 1000000001.5 once; from = start
[benefit.granted] once_value = 1G; from = start
[benefit.value] annual_value = 1.2; from = start""", {"payback": "self_funding"}),
    ("an overlap pays the retraining", "horizon = 4", """
[option.a]
[option.b]
[benefit.value] annual_value.a = 1200; annual_value.b = 12000; retrain_cost = 30; retrain_every = 3; retrain_cost.b = 0
[migration] overlap = 1""", {"path": 90 + 3 * 1000 - 10}),
    ("a move brings back nothing that came in once", "horizon = 4", """
[option.a]
[option.b]
[benefit.grant] once_value = 1M; from = start; enabled.a = no
[benefit.value] annual_value.a = 1200; annual_value.b = 12000
[benefit.later] once_value.a = 5; once_value.b = 7; from = 2""", {"path": 100 + 3 * 1000 + 7}),
]


def profile(plan, sections):
    """A section's line holds its keys, between semicolons."""
    lines = ["[plan]", "discount_rate = 0%"] if "discount_rate" not in plan else ["[plan]"]
    lines += plan.split("; ")
    for line in sections.strip().split("\n"):
        header, keys = line.split("]", 1)
        lines += [header + "]"] + [key for key in keys.strip().split("; ") if key]
    return "\n".join(lines) + "\n"


def of_model(path):
    plan = model.Plan(path)
    option, _, figures = model.evaluate(plan)[-1]
    said = {name: (value, status) for name, (value, status) in figures.items()}
    said["path"] = (model.best_path(plan, plan.options[0])[0], "ok")
    return said


def of_program(path):
    def rows(command):
        done = subprocess.run([os.environ["BREAKEVEN"], command, "-f", "csv", path], capture_output=True, text=True, encoding="utf-8")
        return list(csv.DictReader(done.stdout.splitlines()))
    said = {row["figure"]: (float(row["value"] or "nan"), row["status"]) for row in rows("report") if row["option"] == "b"}
    said["path"] = next(((float(row["npv"]), "ok") for row in rows("path") if row["moves"].startswith("a@0")), (math.nan, "none"))
    return said


def differences(said, expected):
    for name, answer in expected.items():
        value, status = said.get(name, (math.nan, "not there"))
        good = status == answer if isinstance(answer, str) else value is not None and abs(value - answer) <= 1e-9 * abs(answer)
        if not good:
            yield "%s is %s (%s), not %s" % (name, value, status, answer)


def main(arguments):
    sources = [("the reference", of_model)] + ([("the program", of_program)] if "--program" in arguments else [])
    good = True
    with tempfile.TemporaryDirectory() as directory:
        path = os.path.join(directory, "plan.ini")
        for what, plan, sections, expected in PLANS:
            with open(path, "w", encoding="utf-8") as file:
                file.write(profile(plan, sections))
            wrong = ["%s: %s" % (who, line) for who, source in sources for line in differences(source(path), expected)]
            print("%s - %s" % ("not ok" if wrong else "ok", what))
            for line in wrong:
                print("    " + line)
            good &= not wrong
    sys.exit(not good)


if __name__ == "__main__":
    main(sys.argv[1:])
