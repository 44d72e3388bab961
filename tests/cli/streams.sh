#!/bin/bash
# Streams and exit codes: data to standard output, everything else to standard error.
. "$ROOT/tests/cli/lib.bash"
reco=$golden/recommendation-engine.ini

exits 0 'a report is done' report "$reco"
is 'it says nothing on standard error' "$(wc -c <err)" 0
exits 0 'a plan that never pays back is a result' report "$golden/edges.ini"
exits 2 'an unknown command is a mistake of usage' reprot "$reco"
says 'and the nearest is offered' "did you mean 'report'"
is 'with nothing on standard output' "$(wc -c <out)" 0
exits 2 'an unknown option is a mistake of usage' report "$reco" --formt csv
says 'and the nearest is offered' "--formt: .*did you mean '--format'"
exits 2 'an option of another command is unknown' report "$reco" --by year
exits 2 'a format that is none' report "$reco" -f cvs
says 'and the nearest is offered' "did you mean 'csv'"
exits 2 'a missing operand' report
exits 2 'an operand too many' keys "$reco"
exits 2 'a missing value' report "$reco" -f
exits 2 'a value where none is taken' report "$reco" --force=yes
exits 2 'a word that is none' cashflow "$reco" --by week
exits 3 'a profile that is not there' report nowhere.ini
exits 3 'a profile that is a directory' report "$golden"
exits 3 'a shipped profile, nearly' report mpv
says 'and the nearest is offered' "did you mean the shipped profile 'mvp'"
printf '[plan]\nhorizen = 12\n[option.a]\n[demand]\ngrowth = fast\n' >bad.ini
exits 2 'an invalid profile' report bad.ini
says 'all of its problems are told' '^bad.ini:2:1: error: .*horizon'
says 'each with its place' '^bad.ini:5:10: error: '
exits 2 'several profiles, one of them invalid' report "$reco" bad.ini
is 'say nothing on standard output' "$(wc -c <out)" 0
exits 2 'an option that the plan has not' report "$reco" --option hybird
says 'and the nearest is offered' "did you mean 'hybrid'"

# What cannot be written.
"$BREAKEVEN" report "$reco" -f csv >/dev/full 2>err
is 'a full disk is told by the exit code' $? 3
says 'and in words' 'standard output'
# The reader is gone before the first byte.
mkfifo pipe
(exec 3<pipe; exec 3<&-) &
exec 4>pipe
wait
"$BREAKEVEN" report "$reco" -f csv >&4 2>err
is 'a reader that left is no error' "$?/$(wc -c <err)" 0/0
"$BREAKEVEN" init -o - >&4 2>err
is 'nor is it one to what is written as it is' "$?/$(wc -c <err)" 0/0
"$BREAKEVEN" check "$reco" --require 'payback <= 1' >&4 2>err
is 'an answer stays no' "$?/$(wc -c <err)" 1/0
exec 4>&-
for command in 'report mvp -f csv' 'cashflow mvp' 'keys' 'help' 'completion bash' 'check mvp'; do
	"$BREAKEVEN" $command 2>err | true
	is "$command | true" "${PIPESTATUS[0]}/$(wc -c <err)" 0/0
done
"$BREAKEVEN" report "$reco" >&- 2>err
is 'no standard output at all' $? 3

# Files.
exits 0 'a file by -o' report "$reco" -o out.csv
is 'leaves standard output alone' "$(wc -c <out)" 0
exits 0 'the same to standard output' report "$reco" -f csv
same 'has the same bytes' out out.csv
exits 3 'a file that is there is kept' report "$reco" -o out.csv
is 'as it was' "$(grep -c ,npv, out.csv)" 3
exits 0 'and replaced with --force' report "$reco" -o out.csv --force --option hybrid
is 'by what was asked for' "$(grep -c hybrid out.csv)" 28
exits 3 'a directory that is not there' report "$reco" -o nowhere/out.csv
exits 2 'an extension that tells no format' report "$reco" -o out.xyz
exits 0 'or -f does' report "$reco" -o out.xyz -f md
is 'no temporary is left' "$(find . -name '*.tmp*' -o -name '.*' -type f | wc -l)" 0

# The stamp beside a CSV file.
exits 0 'a CSV file and its stamp' report "$reco" -o s.csv --stamp --set plan.horizon=24
is 'the stamp has the hash of the profile' "$(python3 -c 'import json; print(json.load(open("s.csv.meta.json"))["made_by"]["profiles"][0]["sha256"])')" \
	"$(sha256sum "$reco" | cut -d' ' -f1)"
is 'and of the file' "$(python3 -c 'import json; print(json.load(open("s.csv.meta.json"))["sha256"])')" "$(sha256sum s.csv | cut -d' ' -f1)"
is 'and what was set' "$(python3 -c 'import json; print(json.load(open("s.csv.meta.json"))["made_by"]["set"])')" "['plan.horizon=24']"
exits 2 'no stamp beside standard output' report "$reco" -f csv --stamp
exits 2 'no stamp beside JSON, which has its own' report "$reco" -o s.json --stamp

# Standard input.
"$BREAKEVEN" report - -f csv <"$reco" >stdin.csv
is 'a profile from standard input' $? 0
is 'is called so' "$(cut -d, -f1 stdin.csv | sort -u | tr '\n' ' ')" 'profile stdin '
exits 2 'standard input twice' report - -
says 'is told' '^breakeven: error: -: standard input can be read once'
"$BREAKEVEN" report - --scenarios /dev/stdin < <(cat "$reco") >out 2>err
is 'nor under two names' $? 2
says 'is told so' '/dev/stdin: a pipe can be read once'

# Pipes: as profiles, as scenarios, without a command.
exits 0 'a file' report "$reco" -f csv
cut -d, -f2- out >expected
"$BREAKEVEN" report <(cat "$reco") -f csv 2>err | cut -d, -f2- >out
same 'a pipe is read as the file is' expected out
"$BREAKEVEN" <(cat "$reco") -f csv 2>err | cut -d, -f2- >out
same 'without a command' expected out
printf 'name,plan.horizon\na,12\nb,24\n' >two.csv
exits 0 'scenarios' report "$reco" --scenarios two.csv -f csv
"$BREAKEVEN" report <(cat "$reco") --scenarios <(cat two.csv) -f csv 2>err | cut -d, -f2- >piped
same 'are read from a pipe, beside a profile' <(cut -d, -f2- out) piped
"$BREAKEVEN" compare <(cat "$reco") <(sed 's/^lift = .*/lift = 15%/' "$reco") >out 2>err
is 'two pipes' $? 0
mkfifo fifo
(sleep 0.3; cat "$reco" >fifo) &
run report fifo -f csv
wait
is 'a FIFO whose writer comes later' "$status/$(tail -n +2 out | wc -l)" 0/$(wc -l <expected | awk '{ print $1 - 1 }')
(cat "$reco" >fifo) &
exits 2 'a FIFO twice' report fifo fifo
says 'is told' '^breakeven: error: fifo: a pipe can be read once'
cat fifo >/dev/null
exits 3 'a device that never ends' report /dev/zero
says 'is not read for ever' '^/dev/zero: error: is too large; at most 1048576 bytes'
exits 3 'nor as scenarios' report "$reco" --scenarios /dev/zero
says 'is not read for ever' '^/dev/zero: error: is too large; at most 1048576 bytes'
exits 2 'an empty device is an empty profile' report /dev/null
exits 3 'a directory' report .
says 'is told' '^\.: error: is a directory'
# A FIFO that nobody writes: an interrupt ends the wait, on a terminal it is said what is waited for.
timeout --preserve-status -s INT 1 "$BREAKEVEN" report fifo >out 2>err
is 'an interrupt ends the wait for a writer' $? 130
python3 - "$BREAKEVEN" fifo >out <<'END'
import os, pty, signal, sys, time
pid, terminal = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], [sys.argv[1], sys.argv[2]])
seen = b""
while b"written" not in seen:
    seen += os.read(terminal, 1000)
os.write(terminal, b"\x03")
_, status = os.waitpid(pid, 0)
print(seen.decode().strip(), os.waitstatus_to_exitcode(status))
END
is 'the screen says what it waits for, and Ctrl-C ends it' "$(cat out)" "breakeven: note: waiting for 'fifo' to be written; Ctrl-C ends the wait 130"

# Without a command, where output is no terminal.
exits 0 'no command and no profile' -f csv
is 'is about the shipped tiers' "$(cut -d, -f1 out | sort -u | tr '\n' ' ')" 'enterprise mvp profile scale-up '
exits 0 'no command, a profile' "$reco" -f csv
run report "$reco" -f csv
mv out a
run -f csv "$reco"
same 'is what report prints' a out
exits 0 'the version' --version
says 'is printed' '^breakeven [0-9]+\.[0-9]+' out

# The same input, the same bytes.
for format in text csv json md; do
	run report "$golden/uncertain.ini" "$golden/edges.ini" -f $format
	mv out once
	run report "$golden/uncertain.ini" "$golden/edges.ini" -f $format
	same "$format twice" once out
done
finish
