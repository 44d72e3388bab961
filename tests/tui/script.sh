#!/bin/bash
# The screen as the program shows it, driven by scripts, without a terminal.
set -u
passed=0 failed=0
check() { # WHAT STATUS [OUTPUT]
	if [ "$2" = 0 ]; then
		passed=$((passed + 1)) && echo "ok - $1"
	else
		failed=$((failed + 1)) && printf 'not ok - %s\n%s\n' "$1" "${3:-}"
	fi
}

# play WHAT STATUS PROFILE...: plays standard input; the exit status and, when MESSAGE is set, what is said must be as wanted.
play() {
	local what=$1 wanted=$2 status output
	shift 2
	cat >keys.script
	output=$("$BREAKEVEN" --script keys.script "$@" 2>&1 </dev/null)
	status=$?
	[ "$status" = "$wanted" ] && [[ $output == *"${MESSAGE:-}"* ]]
	check "$what" $? "status $status: $output"
}

cp "$ROOT/tests/golden/recommendation-engine.ini" reco.ini
cp "$ROOT/tests/golden/growth.ini" growth.ini
cp reco.ini before.ini

play 'a value is typed, kept, undone, made again, saved' 0 reco.ini <<'KEYS'
expect "5.5 mo"
:go benefit.ctr.lift
enter
"9%"
expect "payback 5.5 → 9.8 months"
reject "[+]"
enter
expect "[+]"
u
reject "[+]"
U
^S
expect "saved reco.ini"
reject "[+]"
q
KEYS
diff <(sed 's/^lift = 18%/lift = 9%/' before.ini) reco.ini >difference
check 'only that value changed in the file' $? "$(cat difference)"
[ ! -e "$XDG_STATE_HOME/breakeven" ] || [ -z "$(ls "$XDG_STATE_HOME/breakeven")" ]
check 'nothing is left behind' $? "$(ls "$XDG_STATE_HOME/breakeven" 2>&1)"

MESSAGE='unsaved changes are kept' play 'a kill keeps what was not saved' 143 reco.ini <<'KEYS'
:set plan.horizon=48
kill
KEYS
play 'the next start offers it, and takes it' 0 reco.ini <<'KEYS'
expect "unsaved changes of"
r
expect "48 months"
expect "[+]"
^S
q
KEYS
grep -q '^horizon = 48' reco.ini
check 'what was restored was saved' $?
play 'and does not offer it again' 0 reco.ini <<'KEYS'
reject "unsaved changes of"
q
KEYS
cp before.ini reco.ini

MESSAGE='unsaved changes are kept' play 'a kill keeps those of a plan from a pipe, too' 143 <(cat reco.ini) <<'KEYS'
:set plan.horizon=48
kill
KEYS
play 'which are not those of another plan from a pipe' 0 <(cat growth.ini) <<'KEYS'
reject "unsaved changes of"
q
KEYS
play 'but offered with the same one' 0 <(cat reco.ini) <<'KEYS'
expect "unsaved changes of"
d
q
KEYS

cp "$ROOT/profiles/growth.ini" moves.ini
play 'months are counted from 1, and what lies between them is time passed' 0 moves.ini <<'KEYS'
resize 100x30
expect "after 23 mo"
reject "month 23"
expect "month 48"
3
expect "   1  2025-06"
q
KEYS

play 'sizes down to one cell, and no edit is lost' 0 reco.ini <<'KEYS'
:go benefit.ctr.lift
enter
"12%"
resize 40x10
expect "12%"
resize 39x8
expect "40x8 is needed"
resize 1x1
resize 2x200
resize 300x3
resize 80x24
expect "12%"
enter
expect "12"
expect "[+]"
:quit!
KEYS

play 'several profiles are a matrix that opens' 0 reco.ini growth.ini <<'KEYS'
expect "2 profiles"
right
enter
expect "growth.ini"
esc
expect "2 profiles"
q
KEYS

MESSAGE="keys.script:2: error: the screen does not show 'nowhere to be seen'" play 'what is expected and not there fails' 1 reco.ini <<'KEYS'
down
expect "nowhere to be seen"
KEYS
MESSAGE="keys.script:1: error: 'jump': no such key" play 'a script with an error is not played' 2 reco.ini <<'KEYS'
jump
KEYS
echo 'expect "recommendation engine"' >report
output=$("$BREAKEVEN" --script report reco.ini 2>&1 </dev/null)
[ $? = 1 ] && [[ $output == report:1:* ]]
check 'a script that is called like a command is a script' $? "$output"
MESSAGE='broken.ini:' play 'an invalid profile is told, and not opened' 2 broken.ini < <(printf '[plan]\nhorizon = never\n' >broken.ini; echo down)

LC_ALL=C play 'a locale that is not UTF-8 gets ASCII' 0 reco.ini <<'KEYS'
:save-display ascii.txt
KEYS
! LC_ALL=C grep -q '[^ -~]' ascii.txt && grep -q kEUR ascii.txt
check 'and nothing else' $? "$(cat ascii.txt)"

mkdir -p old && cp reco.ini old/reco.ini && cp reco.ini copy.ini
play 'profiles of one name go by their files as well' 0 reco.ini copy.ini <<'KEYS'
resize 100x30
expect "copy.ini"
expect "reco.ini"
resize 80x8
expect "copy.ini"
KEYS
play 'and files of one name by their paths' 0 reco.ini old/reco.ini <<'KEYS'
resize 100x30
expect "old/reco.ini"
right
enter
expect "old/reco.ini"
KEYS

cp reco.ini untouched.ini
chmod 444 reco.ini
play 'a profile that is not to be written is saved under another name' 0 reco.ini <<'KEYS'
:set plan.horizon=24
:write mine.ini
expect "saved mine.ini"
q
KEYS
cmp -s reco.ini untouched.ini && grep -q '^horizon = 24' mine.ini
check 'and stays as it was' $?

play 'a home directory is expanded' 0 reco.ini <<'KEYS'
:set plan.horizon=24
:write ~/at-home.ini
expect "at-home.ini"
:save-display ~/screen.txt
:
"open ~/at-ho"
tab
expect ":open ~/at-home.ini"
esc
q
KEYS
grep -q '^horizon = 24' "$HOME/at-home.ini" && [ -s "$HOME/screen.txt" ] && [ ! -e '~' ]
check 'wherever a file is named' $?

# Whoever is root may write everywhere.
plain=()
[ "$(id -u)" != 0 ] || plain=(setpriv --reuid=65534 --regid=65534 --clear-groups)
if ! "${plain[@]}" true 2>/dev/null; then
	echo 'skip - a plan in a directory that cannot be written # setpriv'
else
	place=$(mktemp -d /tmp/breakeven-sealed.XXXXXX)
	mkdir "$place/sealed"
	cp before.ini "$place/sealed/plan.ini"
	printf 'resize 100x30\n:set plan.horizon=24\n^S\nexpect "save as: plan.ini"\nesc\n:quit!\n' >"$place/keys"
	chmod 666 "$place/sealed/plan.ini"
	chmod 555 "$place/sealed"
	chmod 755 "$place"
	output=$(cd "$place" && HOME=$place XDG_STATE_HOME='' "${plain[@]}" "$BREAKEVEN" --script keys sealed/plan.ini 2>&1)
	check 'a plan in a directory that cannot be written is saved under a name that is asked for' $? "$output"
	rm -rf "$place"
fi

# A process of the same number is another one: in a container the next start has it again.
if ! unshare -p --fork --mount-proc true 2>/dev/null; then
	echo 'skip - copies of a process of the same number # not root'
else
	for number in 1 2; do
		printf 'l\n:set plan.horizon=4%s\nkill\n' "$number" >edit.script
		unshare -p --fork --mount-proc "$BREAKEVEN" --script edit.script reco.ini >/dev/null 2>&1
	done
	for number in 1 2; do
		printf 'expect "unsaved changes of"\nf\nq\n' >offered.script
		unshare -p --fork --mount-proc "$BREAKEVEN" --script offered.script reco.ini
		check "a process of the same number is offered what another left, and leaves it ($number)" $?
	done
fi

# What the manual shows; slow where every trial is instrumented, and the same there.
if [ "${BUILD##*/}" != asan ]; then
	"$ROOT/.tools/screen-manual" "$BREAKEVEN" >manual.md 2>output
	diff "$ROOT/docs/screen.md" manual.md >>output
	check 'docs/screen.md has the screens as they are (.tools/screen-manual writes it)' $? "$(head -40 output)"
fi

echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" = 0 ]
