#!/bin/bash
# docs/scale.md: a study spread by GNU parallel gives the rows of the whole, byte for byte.
. "$ROOT/tests/cli/lib.bash"
if ! parallel --version 2>/dev/null | grep -q 'GNU parallel'; then
	echo 'skip - scenarios spread by GNU parallel # parallel'
	exit
fi
{
	echo name,benefit.ctr.ramp,demand.growth
	for i in $(seq 1 23); do echo "case $i,$((i % 7 + 1)),$((i % 5))%"; done
} >cases.csv
exits 0 'the whole study' risk "$golden/uncertain.ini" --scenarios cases.csv --trials 2000 -q -f csv
mv out whole
parallel --pipe -N 5 --header : -k "$BREAKEVEN" risk "$golden/uncertain.ini" --scenarios - --trials 2000 --threads 1 -q -f csv \
	<cases.csv >pieces.csv 2>err
is 'five pieces' "$(grep -c '^profile,scenario,' pieces.csv)" 5
awk 'NR == 1 || !/^profile,scenario,/' pieces.csv >joined
same 'are the whole' joined whole
finish
