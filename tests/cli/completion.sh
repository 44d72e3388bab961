#!/bin/bash
# Completion in the shells themselves, on a terminal (tmux): names with blanks and quotes, inputs of plans that are files and of those that ship.
. "$ROOT/tests/cli/lib.bash"
if ! command -v tmux >/dev/null; then
	echo 'skip - completion on a terminal # tmux'
	exit
fi
mux=(tmux -L "breakeven-completion-$$" -f /dev/null)
trap '"${mux[@]}" kill-server 2>/dev/null' EXIT
unset TMUX

# Where completion asks the program, it is the program; a completed line shows what it would have been given.
mkdir bin d
cat >bin/breakeven <<END
#!/bin/sh
[ "\$1" = completion ] && exec "$BREAKEVEN" "\$@"
echo "given \$(printf '<%s>' "\$@") end"
END
chmod +x bin/breakeven
cp "$golden/recommendation-engine.ini" 'd/my plan.ini'
cp "$golden/recommendation-engine.ini" "d/it's \"odd\".ini"
touch 'd/ca ses.csv' 'd/$(touch ran) x.ini'
mkdir 'd/sub dir'
touch 'd/sub dir/deep.ini'

screen() { "${mux[@]}" capture-pane -t test -p -J 2>/dev/null; }
keys() { "${mux[@]}" send-keys -t test "$@"; }
shows() {
	for _ in {1..50}; do
		screen | grep -qF -- "$1" && return
		sleep 0.1
	done
	return 1
}

# Presses Tab, and waits for what comes of it.
tab() {
	local before
	before=$(screen)
	keys Tab
	for _ in {1..40}; do
		[ "$(screen)" != "$before" ] && break
		sleep 0.05
	done
}

"${mux[@]}" new-session -d -s base 'sleep 1000' # the server stays when a shell's session ends
start() {
	local line
	"${mux[@]}" kill-session -t test 2>/dev/null
	"${mux[@]}" new-session -d -s test -x 200 -y 50 "env -u ENV -u ZDOTDIR PATH='$PWD/bin:$PATH' HISTFILE= PS1='ready> ' $1"
	shift
	for line; do
		keys -l "$line"
		keys Enter
	done
	keys -l 'echo re""ady now' # when the shell is
	keys Enter
	shows 'ready now'
}

# completes WHAT GIVEN WORD...: types the words, Tab behind each that ends in it; what the program is then given.
completes() {
	local what=$1 given=$2 typed
	shift 2
	for typed; do
		keys -l "${typed%TAB}"
		[ "$typed" = "${typed%TAB}" ] && continue
		tab
	done
	keys Enter
	if shows "given $given end"; then
		echo "ok - $shell: $what"
	else
		echo "not ok - $shell: $what: not $given"
		screen | sed '/^$/d' | tail -8 | sed 's/^/    /'
		failures=$((${failures:-0} + 1))
	fi
	keys -l clear
	keys Enter
	for _ in {1..100}; do
		screen | grep -qF 'given' || break
		sleep 0.05
	done
}

for shell in bash zsh fish; do
	if ! command -v $shell >/dev/null; then
		echo "skip - completion in $shell # $shell"
		continue
	fi
	case $shell in
	bash) start 'bash --norc --noprofile' 'source <(breakeven completion bash)' ;;
	zsh) start 'zsh -f' 'autoload -Uz compinit && compinit -u -D; source <(breakeven completion zsh); PS1="ready> "' ;;
	fish) start 'fish --no-config' 'source (breakeven completion fish | psub)' ;;
	esac
	completes 'a command' '<cashflow><mvp>' 'breakeven cashTAB' 'mvp'
	completes 'a name with a blank is one' '<report><d/my plan.ini>' 'breakeven report d/mTAB'
	completes 'a name with quotes' '<report><d/it'\''s "odd".ini>' 'breakeven report d/itTAB'
	completes 'a word that is quoted' '<report><d/my plan.ini>' 'breakeven report "d/mTAB'
	completes 'a name that looks like a command runs nothing' '<report><d/$(touch ran) x.ini>' 'breakeven report d/\$TAB'
	completes 'a directory with a blank' '<report><d/sub dir/deep.ini>' 'breakeven report d/suTAB' 'deTAB'
	completes 'a table of scenarios' '<report><mvp><--scenarios><d/ca ses.csv>' 'breakeven report mvp --scenarios d/caTAB'
	completes 'a table behind =' '<report><mvp><--scenarios=d/ca ses.csv>' 'breakeven report mvp --scenarios=d/caTAB'
	completes 'a file to write' '<report><mvp><-o><d/ca ses.csv>' 'breakeven report mvp -o d/caTAB'
	completes 'the input of a shipped plan' '<report><mvp><--set><tier.mvp.total=1>' 'breakeven report mvp --set tier.mvp.totTAB' '1'
	completes 'behind =' '<report><mvp><--set=tier.mvp.total=1>' 'breakeven report mvp --set=tier.mvp.totTAB' '1'
	completes 'the input of a file with a blank' '<report><d/my plan.ini><--set><team.devops.salary=1>' \
		'breakeven report d/my\ plan.ini --set team.devops.salTAB' '1'
	completes 'the input of a file in quotes' '<report><d/it'\''s "odd".ini><--set><team.devops.salary=1>' \
		'breakeven report "d/it'\''s \"odd\".ini" --set team.devops.salTAB' '1'
	completes 'the input of any plan' '<report><--set><plan.discount_rate=1>' 'breakeven report --set plan.discTAB' '1'
done
[ ! -e ran ]
report 'nothing in a name was run'

# The words that a plan may be among: no pipe is read, what is no plan is passed over.
mkfifo fifo
exits 0 'inputs of the first plan among the words' completion inputs -- report --set fifo d nowhere mvp
says 'are those of the plan' '^tier\.mvp\.total=$' out
exits 0 'inputs without a plan' completion inputs
says 'are those of any' '^plan\.discount_rate=$' out
exits 2 'two shells' completion bash zsh
finish
