#!/bin/bash
# Memory: a study of many scenarios takes what its table takes, and not what its answers would.
set -u
profile=$ROOT/profiles/recommendation-engine.ini

# kib_of ROWS: what the program takes at most, in KiB, and what it writes.
kib_of() {
	awk -v rows="$1" 'BEGIN { print "name,benefit.ctr.lift"; for (i = 0; i < rows; i++) printf "s%d,%d%%\n", i, 1 + i % 20 }' >rows.csv
	python3 - "$BREAKEVEN" report "$profile" --scenarios rows.csv -o out.csv --force <<'END'
import os, resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, os.path.getsize("out.csv") // 1024)
END
}

read -r few few_written < <(kib_of 200)
read -r many many_written < <(kib_of 20000)
# A thread that gets no processor for a while keeps back what the others have answered meanwhile.
if [ "$((many_written - few_written))" -gt 100000 ] && [ "$((many - few))" -lt "$((many_written / 3))" ]; then
	echo "ok - 20,000 scenarios take $((many - few)) KiB more than 200, and write $((many_written / 1024)) MiB"
else
	echo "not ok - 200 scenarios take $few KiB and write $few_written, 20,000 take $many and write $many_written"
fi
