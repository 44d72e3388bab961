#!/bin/bash
# figures: the list of figures in every format; docs/model.md has its formulas.
. "$ROOT/tests/cli/lib.bash"

exits 0 'figures' figures
says 'in text: formulas with signs of their own' 'cost_per_1000_requests +total_cost / sum\(requests\) (×|x) 1000 +ok, no_requests, overflow' out
says 'what a status means' '^self_funding +yes +never below zero$' out
exits 0 'in ASCII' figures --ascii
says 'signs are those of the keyboard' 'roi +net_value / total_cost +ok, undefined, overflow' out
is 'nothing else is in it' "$(LC_ALL=C command grep -c '[^ -~]' out)" 0
exits 0 'in Markdown' figures -f md
says 'a row a figure' '^\| roi \| ROI \| share \| more \| net_value . total_cost \| ok, undefined, overflow \|$' out

exits 0 'as rows' figures -f csv
is 'their columns' "$(head -1 out)" $'figure,label,unit,better,formula,statuses\r'
says 'money is of no plan' '^cost_per_1000_requests,"Cost per 1,000 requests",money/1000 requests,less,' out
says 'statuses are apart by blanks' ',first_climb\(cumulative\),reached self_funding not_within_horizon overflow' out
says 'what is neither better nor worse' '^peak_funding_month,Peak funding after,months,,' out
mv out figures.csv
run report "$golden/edges.ini" --option free -f csv
is 'they are those of report' "$(cut -d, -f1 figures.csv | tail -n +2)" "$(tail -n +2 out | cut -d, -f3)"
run figures -f json
report 'as JSON'
python3 - <<'PYTHON'
import csv, json, sys
said = json.load(open("out"))["rows"]
rows = list(csv.DictReader(open("figures.csv", newline="")))
sys.exit([{k: v or "" for k, v in row.items()} for row in said] != rows)
PYTHON
report 'JSON says the same'

python3 "$ROOT/tests/cli/formulas.py" figures.csv "$ROOT/docs/model.md"
report 'docs/model.md has the formulas (UPDATE=1 writes them)'
finish
