#!/bin/bash
# why A B FIGURE: where two plans part, and what each difference contributes.
. "$ROOT/tests/cli/lib.bash"

cp "$golden/recommendation-engine.ini" a.ini
sed -e 's/^lift = .*/lift = 15%/' -e '/^\[other\.ci-cd\]/,/^$/d' a.ini >b.ini
cat >>b.ini <<'END'

[other.audit]
price = 20k EUR once
from = 3
END

exits 0 'two plans, as rows' why a.ini b.ini hybrid.npv -f csv
is 'their columns' "$(head -1 out)" $'profile_a,profile_b,option,node,label,a,b,contribution,unit,currency\r'
mv out npv.csv
run report a.ini b.ini -f csv --option hybrid
python3 - npv.csv out <<'END'
import csv, sys
rows, figures = (list(csv.DictReader(open(name, newline=""))) for name in sys.argv[1:])
npv = {row["profile"]: float(row["value"]) for row in figures if row["figure"] == "npv"}
whole, parts = rows[0], rows[1:]
near = lambda x, y: abs(x - y) <= 1e-9 * max(abs(x), abs(y), 1)
checks = {
    "the figure itself is first": whole["node"] == "npv" and near(float(whole["a"]), npv["a.ini"]) and near(float(whole["b"]), npv["b.ini"]),
    "its contribution is the difference": near(float(whole["contribution"]), npv["b.ini"] - npv["a.ini"]),
    "the contributions add up to it": near(sum(float(row["contribution"]) for row in parts), float(whole["contribution"])),
    "an input has its two values and its unit": [(r["a"], r["b"], r["unit"]) for r in parts if r["node"] == "benefit.ctr.lift"] == [("0.18", "0.15", "share")],
    "an item that one plan has comes to its amount": [r for r in parts if r["node"] == "other.audit" and (r["a"], r["b"], r["unit"]) == ("", "20000", "EUR")] != [],
    "what has no part in it is not there": all(float(r["contribution"]) != 0 for r in parts),
}
for what, holds in checks.items():
    print("ok -" if holds else "not ok -", what)
END
exits 0 'for people' why a.ini b.ini hybrid.npv
says 'the largest first' '^benefit\.ctr\.lift +.*15%' out
says 'an item that only one has' '^other\.audit +(—|-) +in it' out
says 'the whole below' '^NPV ' out
exits 0 'every option without a name' why a.ini b.ini payback -f csv
is 'each once' "$(tail -n +2 out | awk -F, '$4 == "payback" { print $3 }' | sort -u | wc -l)" 3
exits 0 'plans that differ in nothing' why a.ini a.ini hybrid.npv -f csv
is 'have the figure alone' "$(wc -l <out)" 2
exits 2 'a name that is no figure' why a.ini b.ini hybrid.npvv
says 'did you mean' "npvv: .*did you mean 'npv'\?" err
exits 2 'an option that neither has' why a.ini b.ini hybird.npv
says 'is told' "hybird.*did you mean 'hybrid'" err
sed 's/^currency = EUR/currency = USD/; s/^USD = .*/EUR = 1.1/' a.ini >usd.ini
exits 2 'amounts of two currencies' why a.ini usd.ini hybrid.npv
says 'have no difference' 'different currencies' err
finish
