#!/bin/bash
# An interrupt: what is done is said, and how much that is; where nothing is, that nothing is written. Never an end without a word.
. "$ROOT/tests/cli/lib.bash"
uncertain=$golden/uncertain.ini reco=$golden/recommendation-engine.ini

# The signal is sent when the program is surely at it: valgrind takes its time.
TIMEFORMAT=%U
beginning=$({ time "$BREAKEVEN" risk "$uncertain" --trials 1 >/dev/null; } 2>&1)
# begin SECONDS ARGUMENT...: starts a command, $pid, and waits until it has had so much more time than a beginning takes.
begin() {
	local ticks
	ticks=$(awk "BEGIN { print int((${beginning/,/.} + ${1/,/.}) * $(getconf CLK_TCK)) }")
	shift
	"$BREAKEVEN" "$@" >out 2>err &
	pid=$!
	until [ "$(cut -d' ' -f14 "/proc/$pid/stat" 2>/dev/null || echo 1000000)" -gt "$ticks" ]; do
		sleep 0.02
	done
}
# ends SIGNAL WHAT: sends it; the exit code is 128 + its number.
ends() {
	kill -"$1" $pid
	wait $pid
	is "$2" $? $((128 + $(kill -l "$1")))
}

begin 0.3 risk "$uncertain" --trials 10000000 -f csv
ends INT 'interrupted'
says 'how far it came is told' 'interrupted: these are the first [0-9]+ of 10000000 trials'
is 'what is done is all there' "$(wc -l <out)" 115
for signal in INT TERM; do
	begin 0.3 risk "$uncertain" --trials 10000000 -o part.csv --stamp
	ends $signal "interrupted by SIG$signal, with a file to write"
	says 'that nothing is written is told' '^part.csv: error: interrupted: nothing is written'
	is 'and nothing else' "$(wc -l <err)" 1
	is 'nor is anything there' "$(find . -name '*part*' -o -name '.breakeven-*')" ''
done

# The first scenario of every command that takes its time: nothing is done yet.
ended() { # SECONDS WHAT ARGUMENT...
	local signal=INT
	for format in text csv; do
		begin "$1" "${@:3}" -f $format
		ends $signal "$2 interrupted in its first scenario, $format"
		is 'says that nothing is written' "$(cat err)" 'breakeven: error: interrupted: nothing is written'
		is 'which is so' "$(wc -c <out)" 0
		signal=TERM
	done
	begin "$1" "${@:3}" -o part.csv
	ends $signal 'with a file to write'
	is 'the file is named' "$(cat err)" 'part.csv: error: interrupted: nothing is written'
	is 'and not there' "$(find . -name '*part*' -o -name '.breakeven-*')" ''
}
ended 0.3 drivers drivers "$uncertain" --trials 10000000
ended 0.3 check check "$uncertain" --trials 10000000 --require 'p(npv > 0) > 50%'
ended 0.3 solve solve "$uncertain" --trials 10000000 -g 'p(npv > 0) >= 50%' -i benefit.ctr.lift
ended 0.1 sweep sweep "$reco" --over plan.horizon=21..120:1 --over hosting.self_hosted_discount=0%..99.9%:0.1%
ended 0.1 compare compare scale-up enterprise --set plan.horizon=120

# Later ones: the scenarios that are answered are written.
printf 'name,plan.horizon\na,60\nb,89\n' >two.csv
awk 'BEGIN { print "name,plan.horizon"; for (i = 0; i < 40; i++) printf "s%d,%d\n", i, 60 + i % 30 }' >rows.csv
later() { # ARGUMENT...
	local two
	two=$({ time "$BREAKEVEN" "$@" --scenarios two.csv >/dev/null; } 2>&1)
	begin "$two" "$@" --scenarios rows.csv -f csv
	ends INT "$1 interrupted in a later scenario"
	says 'how many are answered is told' '^breakeven: warning: interrupted: these are the first [0-9]+ of 40 scenarios'
	is 'these are written' "$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i ~ /^scenario/) at = i } NR > 1 { name[$at] } END { print length(name) }' out)" \
		"$(grep -o 'first [0-9]*' err | cut -d' ' -f2)"
}
# Few rows: reading all of them takes less than answering one.
later check "$uncertain" --trials 10000 --require 'p(npv > 1G) < 50%'
later solve "$uncertain" --trials 4000 -g 'p(npv > 0) >= 50%' -i benefit.ctr.lift
later sweep "$reco" --over demand.growth=0%..9%:0.5% --over plan.horizon=21..60:1
begin 0.1 compare scale-up enterprise mvp --scenarios rows.csv -f csv
ends INT 'compare interrupted'
says 'how many comparisons there are is told' '^breakeven: (warning: interrupted: (this is|these are) the first [0-9]+ comparisons?|error: interrupted: nothing is written)'

# In the midst of writing, where nobody reads.
mkfifo full
exec 3<>full
"$BREAKEVEN" sweep "$reco" --over plan.horizon=21..120:1 -f csv >full 2>err &
pid=$! still=0
until [ $still = 10 ]; do
	grep -q '^State:.S' /proc/$pid/status && still=$((still + 1)) || still=0
	sleep 0.02
done
ends INT 'interrupted while it writes'
is 'says that the rest is missing' "$(cat err)" 'breakeven: error: interrupted: what is written is not whole'
finish
