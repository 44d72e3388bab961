#!/bin/bash
# The simulation beside numpy, in one run: milliseconds, the fastest of rounds that take turns, and how many times numpy's they are.
set -u
cd "$ROOT" || exit 1
plan=tests/golden/uncertain.ini
rounds=${ROUNDS:-5}
for python in python3 /usr/bin/python3 ''; do
	[ -z "$python" ] || ! "$python" -c 'import numpy' 2>/dev/null || break
done
if [ -z "$python" ]; then
	echo 'skip - the simulation beside numpy # python3-numpy'
	"$BUILD/bench/risk_times" "$plan"
	exit
fi
for ((i = 0; i < rounds; i++)); do
	echo "numpy $(OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 "$python" tests/bench/risk_numpy.py --repeat 3)"
	"$BUILD/bench/risk_times" "$plan" $([ $i = 0 ] && echo all || echo short)
done | awk '
$1 == "numpy" { ms = 1000 * $2; if (!numpy || ms < numpy) numpy = ms; next }
!($1 in wall) { names[++n] = $1; wall[$1] = $2; processor[$1] = $3; next }
$2 < wall[$1] { wall[$1] = $2 }
$3 < processor[$1] { processor[$1] = $3 }
function line(text, name, wanted) {
	printf "%-58s %9.2f ms %8.1f times %s\n", text, wall[name], numpy / wall[name], wanted
}
END {
	printf "%-58s %9.2f ms\n", "numpy, 100,000 trials, one thread", numpy
	line("100,000 trials, one thread", "study_1", "(20 wanted)")
	line("100,000 trials, two threads", "study_2", "(40 wanted)")
	line(wall["sobol_points"] " Sobol points: P50 as good, one thread", "same_error_1", "(200 wanted)")
	line(wall["sobol_points"] " Sobol points: P50 as good, two threads", "same_error_2", "")
	line("an edit to percentiles, 16,384 Sobol points, one thread", "edit_1", "(150 wanted)")
	line("an edit to percentiles, 16,384 Sobol points, two threads", "edit_2", "")
	for (i = 1; i <= n; i++)
		if (names[i] ~ /^(trials|months|items)_/)
			printf "%-58s %9.2f ms\n", names[i], wall[names[i]]
}'
