#!/bin/bash
# What the program says of the golden cases, word for word: NAME.COMMAND.EXTENSION is what `COMMAND NAME.ini` prints in that
# format. UPDATE=1 writes them anew (ROOT and BREAKEVEN set): look at the difference before you commit it.
. "$ROOT/tests/cli/lib.bash"
cp "$golden"/*.ini .
# The goldens have signs beyond ASCII, which a locale without them does not get (tests/cli/options.sh looks at that).
[ "$(locale charmap)" = UTF-8 ] || export LC_ALL=C.UTF-8

# said ARGUMENTS GOLDEN: numbers in JSON may differ in their last digits from one machine's libm to another's.
said() {
	run $1
	if [ "${UPDATE:-}" ]; then
		cp out "$golden/$2"
	elif [ "${2##*.}" = json ]; then
		python3 - "$golden/$2" <<'END'
import json, math, sys
def same(a, b):
    if isinstance(a, dict):
        return isinstance(b, dict) and list(a) == list(b) and all(same(a[k], b[k]) for k in a)
    if isinstance(a, list):
        return isinstance(b, list) and len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, float) or isinstance(b, float):
        return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)
    return a == b
a, b = json.load(open("out")), json.load(open(sys.argv[1]))
a["made_by"]["version"] = b["made_by"]["version"] = ""
sys.exit(not same(a, b))
END
		report "$2"
	else
		sed 's/^made by breakeven .*/made by breakeven/' out >plain
		sed 's/^made by breakeven .*/made by breakeven/' "$golden/$2" >expected
		same "$2" plain expected
	fi
}

for name in recommendation-engine edges roots yearly-convention; do
	said "report $name.ini" $name.report.txt
	said "report $name.ini -f md" $name.report.md
	said "report $name.ini -f json" $name.report.json
	said "cashflow $name.ini" $name.cashflow.txt
	said "cashflow $name.ini --by year" $name.years.txt
	said "cashflow $name.ini --by year -f md" $name.years.md
	said "cashflow $name.ini --by year --lines" $name.lines.txt
done
said 'report edges.ini growth.ini recommendation-engine.ini' matrix.report.txt
said 'report edges.ini growth.ini recommendation-engine.ini -f md' matrix.report.md
said 'report growth.ini --ascii --set plan.currency=CHF --option managed' growth.ascii.txt
printf 'name,benefit.ctr.lift\nlow,9%%\nhigh,24%%\n' >s.csv
said 'report recommendation-engine.ini --scenarios s.csv' scenarios.report.txt
finish
