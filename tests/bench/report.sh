#!/bin/bash
# `report` as a whole process, of one profile and of 1,000 scenarios, beside a Python script that works out three of its figures and beside
# a spreadsheet's recalculation of one: seconds, the fastest of rounds that take turns.
set -u
cd "$ROOT" || exit 1
plan=profiles/recommendation-engine.ini
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
awk 'BEGIN {
	srand(1)
	print "name,benefit.ctr.lift,demand.growth,plan.discount_rate,option.hybrid.time_to_market"
	for (i = 0; i < 1000; i++)
		printf "s%d,%.4f%%,%.4f%%,%.2f%%,%.2f\n", i, 1 + 8 * rand(), 5 * rand(), 5 + 10 * rand(), 2 + 5 * rand()
}' >"$scratch/cases.csv"

# A sheet of its options' cash flows, a row each, with its NPV and IRR.
"$BREAKEVEN" cashflow "$plan" -f csv | awk -F, '
NR > 1 { row[$2] = row[$2] sprintf("%s,", $11); months[$2]++ }
END {
	n = 0
	for (option in row)
		printf "%s=NPV(1.1^(1/12)-1;A%d:%s%d),=IRR(A%d:%s%d)\n", row[option], ++n, column(months[option]), n, n, column(months[option]), n
}
function column(i) { return i <= 26 ? sprintf("%c", 64 + i) : sprintf("%c%c", 64 + int((i - 1) / 26), 65 + (i - 1) % 26) }' >"$scratch/flows.csv"

# timed NAME COMMAND...: its output to NAME.out, its seconds to NAME.times.
timed() {
	local name=$1 begun=$EPOCHREALTIME
	shift
	"$@" >"$scratch/$name.out" 2>/dev/null || echo "$name failed"
	echo $((${EPOCHREALTIME/[.,]/} - ${begun/[.,]/})) >>"$scratch/$name.times"
}

for ((i = 0; i < ${ROUNDS:-5}; i++)); do
	timed ours-one "$BREAKEVEN" report "$plan" -f csv
	timed script-one python3 tests/bench/report.py "$plan"
	timed ours-all "$BREAKEVEN" report "$plan" --scenarios "$scratch/cases.csv" -f csv
	timed script-all python3 tests/bench/report.py "$plan" "$scratch/cases.csv"
	! command -v ssconvert >/dev/null || timed sheet ssconvert --recalc "$scratch/flows.csv" "$scratch/recalculated.csv"
done

# The same work: npv, payback and irr of every row. Of several rates of return the script has one.
python3 - "$scratch/ours-all.out" "$scratch/script-all.out" <<'END' || exit 1
import csv, math, sys
def plan(row):
    return row["profile"] + (":" + row["scenario"] if "scenario" in row else "")
def rows(path):
    return {(plan(r), r["option"], r["figure"]): (r["value"], r.get("status")) for r in csv.DictReader(open(path))}
ours, script = rows(sys.argv[1]), rows(sys.argv[2])
def same(key):
    value, status = ours.get(key, ("missing", ""))
    if status == "multiple" or value == script[key][0]:
        return True
    return "" not in (value, script[key][0]) and math.isclose(float(value), float(script[key][0]), rel_tol=1e-6)
wrong = [key for key in script if not same(key)]
print("the script's %d figures are the program's" % len(script) if script and not wrong else "they differ: %s" % wrong[:3])
sys.exit(bool(wrong) or not script)
END
best() { sort -n "$scratch/$1.times" | head -1; }
line() { # TEXT OURS PEER
	awk -v text="$1" -v ours="$(best "$2")" -v peer="$(best "$3")" \
		'BEGIN { printf "%-46s %9.1f ms, peer %9.1f ms: %6.1f times\n", text, ours / 1000, peer / 1000, peer / ours }'
}
line 'one profile, beside the script' ours-one script-one
line '1,000 scenarios, beside the script (50 wanted)' ours-all script-all
if [ -f "$scratch/sheet.times" ]; then
	line 'one profile, beside ssconvert' ours-one sheet
else
	echo 'skip - one profile beside ssconvert # gnumeric'
fi
