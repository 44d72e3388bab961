#!/bin/bash
# Options wherever they stand, however they are spelt.
. "$ROOT/tests/cli/lib.bash"
reco=$golden/recommendation-engine.ini

run report "$reco" -f csv --option hybrid
mv out expected
variant() {
	local what=$1
	shift
	exits 0 "$what" "$@"
	same "$what: the same" out expected
}
variant 'before the operand' report -f csv --option hybrid "$reco"
variant 'before the command' -f csv --option hybrid report "$reco"
variant 'on both sides' report -f csv "$reco" --option hybrid
variant 'with =' report --format=csv "$reco" --option=hybrid
variant 'attached' report -fcsv "$reco" --option=hybrid
variant 'cut short' report --form csv "$reco" --opt hybrid
variant 'the last of two' report -f text -f csv "$reco" --option hybrid
variant 'letters together' report -qfcsv "$reco" --option hybrid
cp "$reco" ./-x.ini
exits 0 'an operand behind --' report -f csv --option hybrid -- -x.ini
is 'keeps its dash, and a spreadsheet does not run it' "$(tail -1 out | cut -d, -f1)" "'-x.ini"
exits 2 'a name cut too short' report "$reco" --s plan.horizon=3
exits 2 'a letter that is none' report "$reco" -x
exits 2 'two mistakes at once' report "$reco" --nope --formt=csv
is 'are both told' "$(grep -c 'error:' err)" 2

# --set: the same grammar and checks as the file.
exits 0 'a value set' report "$reco" -f csv --set plan.horizon=12 --set benefit.ctr.lift=12%
sed -e 's/^horizon = 36/horizon = 12/' -e 's/^lift = 18%/lift = 12%/' "$reco" >changed.ini
mv out set
run report changed.ini -f csv
is 'is as if the file said so' "$(cut -d, -f2- set | sha256sum)" "$(cut -d, -f2- out | sha256sum)"
exits 0 'a value set for one option' report "$reco" -f csv --set team.devops.fte.hybrid=3
exits 2 'a value out of range' report "$reco" --set plan.horizon=121
says 'is told with the range' '^--set: error: plan.horizon: .*1 to 120'
exits 2 'an unknown key' report "$reco" --set plan.horizen=12
says 'is told with the nearest' "did you mean 'horizon'"
exits 2 'an unknown section' report "$reco" --set team.devop.fte=1
exits 2 'no assignment' report "$reco" --set plan.horizon
exits 2 'mistakes in two of them' report "$reco" --set plan.horizon=0 --set plan.discount_rate=fast
is 'are both told' "$(grep -c 'error:' err)" 2

# What is said depends on what was asked.
exits 0 'quiet' report "$reco" -q
is 'is quiet' "$(wc -c <err)" 0
exits 0 'colours when they are asked for' report "$reco" --color always
says 'are there' $'\x1b\\[' out
exits 0 'no colours where output is no terminal' report "$reco"
is 'none is there' "$(grep -c $'\x1b' out)" 0
exits 0 'ASCII alone' report "$reco" --ascii
is 'is ASCII alone' "$(LC_ALL=C grep -c '[^ -~]' out)" 0
LC_ALL=C run report "$reco"
is 'text in a locale that knows no UTF-8 is ASCII, too' "$(LC_ALL=C grep -c '[^ -~]' out)" 0
finish
