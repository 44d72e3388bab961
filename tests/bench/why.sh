#!/bin/bash
# `why` of one figure beside `report` of the same plan: processor time of a run, the fastest of rounds that take turns.
set -u
cd "$ROOT" || exit 1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
runs=${RUNS:-20}
python3 tests/bench/big_plan.py >"$scratch/big.ini" || exit 1

# timed NAME ARGUMENT...: the processor's seconds of so many runs, to NAME.times.
timed() {
	local name=$1 i TIMEFORMAT='%U %S'
	shift
	{
		time for ((i = 0; i < runs; i++)); do
			"$BREAKEVEN" "$@" >/dev/null 2>&1 || echo "$name failed"
		done
	} 2>>"$scratch/$name.times"
}
best() { awk -v runs="$runs" '{ s = $1 + $2; if (NR == 1 || s < b) b = s } END { print 1000 * b / runs }' "$scratch/$1.times"; }
line() { # TEXT OURS PEER WANTED
	awk -v text="$1" -v ours="$(best "$2")" -v peer="$(best "$3")" -v wanted="$4" \
		'BEGIN { printf "%-46s %9.2f ms, report %8.2f ms: %6.1f times%s\n", text, ours, peer, ours / peer, wanted }'
}

plan=profiles/recommendation-engine.ini
for ((round = 0; round < ${ROUNDS:-5}; round++)); do
	timed report-shipped report "$plan" -f csv
	timed why-shipped why "$plan" npv -f csv
	timed report-big report "$scratch/big.ini" -f csv
	timed why-big why "$scratch/big.ini" npv -f csv
done
line 'why npv, a shipped plan' why-shipped report-shipped ' (at most 3 wanted)'
line 'why npv, 12 options, 300 items, 120 months' why-big report-big ' (at most 3 wanted)'
timed all-shipped why "$plan" npv --all -f csv
line 'why npv --all, a shipped plan' all-shipped report-shipped ''
