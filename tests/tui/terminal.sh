#!/bin/bash
# The screen on a real terminal (tmux): keys, sizes, signals, and what is left of the terminal afterwards.
set -u
if ! command -v tmux >/dev/null; then
	echo 'skip - the screen on a terminal # tmux'
	echo '0 passed, 0 failed, 1 skipped'
	exit
fi
passed=0 failed=0
mux=(tmux -L "breakeven-$$" -f /dev/null)
trap '"${mux[@]}" kill-server 2>/dev/null' EXIT
unset TMUX

check() { # WHAT STATUS
	if [ "$2" = 0 ]; then
		passed=$((passed + 1)) && echo "ok - $1"
	else
		failed=$((failed + 1)) && printf 'not ok - %s\n%s\n' "$1" "$(screen)"
	fi
}
screen() { "${mux[@]}" capture-pane -t test -p 2>/dev/null; }
keys() { "${mux[@]}" send-keys -t test "$@"; }
# Waits until the screen shows a text (or, with `!`, no longer does).
shows() {
	local there=0 text=$1
	[ "$text" = '!' ] && there=1 && text=$2
	for _ in {1..150}; do
		screen | grep -qF -- "$text"
		[ $? = $there ] && return 0
		sleep 0.1
	done
	return 1
}
"${mux[@]}" new-session -d -s base 'sleep 1000' # the server stays when a test's session ends
# A command line in a fresh shell of its own, 100 × 30.
start() {
	"${mux[@]}" kill-session -t test 2>/dev/null
	"${mux[@]}" new-session -d -s test -x 100 -y 30 "env -u ENV PS1='ready> ' TERM=${TERMINAL:-tmux-256color} HISTFILE= bash --norc --noprofile"
	shows 'ready>' || return 1
	keys "$1" Enter
}

cp "$ROOT/tests/golden/recommendation-engine.ini" reco.ini
cp reco.ini before.ini

start "stty -g >modes-before; $BREAKEVEN reco.ini"
shows '[1 Overview]' && shows '5.5 mo' && shows 'Enter edit'
check 'opens' $?
keys Down Down Enter
keys -l '9%'
shows 'payback 5.5 → 9.8 months'
check 'figures follow what is typed' $?
keys Enter
shows '[+]' && shows '9.8 mo'
check 'keeps it' $?
"${mux[@]}" resize-window -t test -x 80 -y 24
shows '9.8 mo' && shows ! 'IRR' && shows '[+]'
check 'follows a new size' $?
"${mux[@]}" resize-window -t test -x 30 -y 5
shows '40x8 is needed'
check 'says what it needs' $?
"${mux[@]}" resize-window -t test -x 1 -y 1
sleep 0.3
"${mux[@]}" resize-window -t test -x 100 -y 30
shows 'best from' && shows '[+]'
check 'survives one cell' $?
keys C-z
shows 'Stopped'
check 'stops' $?
keys 'fg' Enter
shows '[1 Overview]' && shows '[+]'
check 'goes on' $?
keys q
shows 'has unsaved changes'
keys s
shows ! '[1 Overview]'
check 'asks, saves, leaves, gives the screen back' $?
keys 'echo status $?; stty -g >modes-after' Enter
shows 'status 0'
check 'all went well' $?
for _ in {1..50}; do [ -s modes-after ] && break; sleep 0.1; done
cmp -s modes-before modes-after
check 'gives the modes of the terminal back' $?
diff <(sed 's/^lift = 18%/lift = 9%/' before.ini) reco.ini >/dev/null
check 'has changed that value in the file alone' $?

# Signals: what is not saved is kept, the terminal is given back.
for signal in TERM HUP INT; do
	cp before.ini reco.ini
	rm -f pid modes-*
	start "stty -g >modes-before; (echo \$BASHPID >pid; exec $BREAKEVEN reco.ini); echo status \$?; stty -g >modes-after"
	shows '[1 Overview]'
	keys ':' 'set plan.horizon=47' Enter
	shows '47 months'
	kill "-$signal" "$(cat pid)"
	shows "status $((128 + $(kill -l "$signal")))"
	check "SIG$signal ends it" $?
	shows 'unsaved changes are kept'
	check "SIG$signal: says so" $?
	for _ in {1..50}; do [ -s modes-after ] && break; sleep 0.1; done
	cmp -s modes-before modes-after && cmp -s reco.ini before.ini
	check "SIG$signal: terminal and file are as they were" $?
	keys "$BREAKEVEN reco.ini" Enter
	shows 'unsaved changes of' && keys r && shows '47 months'
	check "SIG$signal: offered again" $?
	keys u q
	shows ! '[1 Overview]'
done

# A terminal that is gone: nothing hangs, nothing is lost.
cp before.ini reco.ini
start "echo \$\$ >pid; exec $BREAKEVEN reco.ini"
shows '[1 Overview]'
keys ':' 'set plan.horizon=46' Enter
shows '46 months'
"${mux[@]}" kill-session -t test
for _ in {1..50}; do kill -0 "$(cat pid)" 2>/dev/null || break; sleep 0.1; done
! kill -0 "$(cat pid)" 2>/dev/null && grep -q 'horizon = 46' "$XDG_STATE_HOME"/breakeven/*.ini
check 'a terminal that is closed ends it, and all is kept' $?
rm -rf "$XDG_STATE_HOME/breakeven"

# Pastes, escape sequences that mean nothing, bytes that are no text.
start "$BREAKEVEN reco.ini"
shows '[1 Overview]'
printf 'uniform(10%%,\n20%%)' | "${mux[@]}" load-buffer -
"${mux[@]}" paste-buffer -t test -p
shows 'can be pasted where'
check 'a paste does not act as keys' $?
keys ':' 'go benefit.ctr.lift' Enter Enter
"${mux[@]}" paste-buffer -t test -p
shows 'uniform, anywhere between 10% and 20%'
check 'a paste is typed where a value is' $?
keys Escape
shows ! 'anywhere between'
check 'Esc is taken at once' $?
keys -H 1b 5b 31 3b 37 7e 1b 4f 7a ff fe c3 28 e2 82
sleep 0.3
shows ! '[+]' && keys Down && shows 'influenced_share'
check 'unknown sequences and broken bytes do nothing' $?
keys -l 'é日'
shows 'does nothing here'
check 'other letters are letters' $?
keys q
shows ! '[1 Overview]'

# Colours.
start "$BREAKEVEN reco.ini"
shows '[1 Overview]'
"${mux[@]}" capture-pane -t test -p -e | grep -q $'\033\[[0-9;]*38;5;'
check 'has colours' $?
keys q
start "NO_COLOR=1 $BREAKEVEN reco.ini"
shows '[1 Overview]'
! "${mux[@]}" capture-pane -t test -p -e | grep -q $'\033\[[0-9;]*[34]8;5;'
check 'has none with NO_COLOR' $?
keys q
TERMINAL=vt100 start "$BREAKEVEN reco.ini"
shows '5.5 mo'
check 'works on a terminal without colours' $?
keys q
TERMINAL=linux start "$BREAKEVEN reco.ini"
shows '▄'
check 'draws with blocks on the Linux console' $?
keys q
start "LC_ALL=C $BREAKEVEN reco.ini"
shows '[1 Overview]' && ! screen | LC_ALL=C grep -q '[^ -~]'
check 'shows ASCII where the locale is not UTF-8' $?
keys q

# Pipes: read once, and without a file of their own. Ctrl-C ends the wait for one that nobody writes, before there is a screen and on it.
mkfifo fifo
start "$BREAKEVEN <(cat reco.ini)"
shows '[1 Overview]' && shows '/dev/fd/'
check 'a pipe is opened' $?
keys ':' 'set plan.horizon=45' Enter
shows '45 months'
keys C-s
shows 'save as: ' && shows 'plan.ini'
check 'saving it asks for a name' $?
keys Enter
shows 'saved plan.ini' && grep -q 'horizon = 45' plan.ini
check 'under which it is written' $?
keys ':' 'reload' Enter
shows 'reloaded from its file'
check 'and read again' $?
keys ':' 'open fifo' Enter
shows 'waiting for fifo to be written; Ctrl-C ends the wait'
check 'opening a pipe that nobody writes says what is waited for' $?
keys C-c
shows 'gave up waiting for it'
check 'Ctrl-C ends the wait' $?
keys ':' 'open fifo' Enter
shows 'waiting for fifo'
(sed 's/^horizon = .*/horizon = 44/' before.ini >fifo) &
shows '44 months'
check 'a writer that comes later is read' $?
keys ':' 'reload' Enter
shows 'can be read only once'
check 'but once' $?
keys 'q'
start "$BREAKEVEN fifo"
shows "waiting for 'fifo' to be written; Ctrl-C ends the wait"
check 'a start with a pipe that nobody writes says so' $?
keys C-c 'echo status $?' Enter
shows 'status 130'
check 'Ctrl-C ends it' $?

# Terminals that will not do.
for type in dumb nonsense ''; do
	start "TERM=$type $BREAKEVEN reco.ini; echo status \$?"
	shows 'status 3' && shows 'error: '
	check "TERM=$type is refused with a reason" $?
done

# The mouse.
start "$BREAKEVEN reco.ini"
shows '[1 Overview]'
keys -H 1b 5b 4d 20 29 27 1b 5b 4d 23 29 27 # on the third option, as terminals say it
shows 'INPUTS  Hybrid'
check 'a click chooses an option' $?
keys q

echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" = 0 ]
