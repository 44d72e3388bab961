# What the tests of the command line share. They run in an empty directory with BREAKEVEN, ROOT and BUILD set (tests/run).
set -u
golden=$ROOT/tests/golden

# The locale under test is the program's: what looks at its answers counts and matches the same in all of them.
for tool in awk grep sed sort; do
	eval "$tool() { LC_ALL=C.UTF-8 command $tool \"\$@\"; }"
done
printf() { LC_ALL=C.UTF-8 builtin printf "$@"; }

# Whether a test is to do less: the same paths through the program, not each example (tests/check).
few() {
	[ "${TEST_EFFORT:-}" = few ]
}

# report WHAT: says whether the last command succeeded.
report() {
	if [ "$?" = 0 ]; then
		echo "ok - $1"
	else
		echo "not ok - $1"
		failures=$((${failures:-0} + 1))
	fi
}

# run ARGUMENT...: runs the program; $status, and the files out and err.
run() {
	"$BREAKEVEN" "$@" >out 2>err </dev/null
	status=$?
}

# exits STATUS WHAT ARGUMENT...: runs it; what it exits with.
exits() {
	local expected=$1 what=$2
	shift 2
	run "$@"
	if [ "$status" = "$expected" ]; then
		echo "ok - $what"
	else
		echo "not ok - $what: exit $status, not $expected"
		sed 's/^/    /' err
		failures=$((${failures:-0} + 1))
	fi
}

# What the program writes for a sign where the locale under test has ASCII alone; in a pattern, in $pattern.
utf8=$([ "$(locale charmap 2>/dev/null)" != UTF-8 ] || echo yes)
in_locale() {
	pattern=$1
	[ -z "$utf8" ] || return 0
	pattern=${pattern//≤/<=}
	pattern=${pattern//≥/>=}
	pattern=${pattern//±/\\+-}
	pattern=${pattern//€/EUR}
}

# says WHAT PATTERN [FILE]: a line of err (or FILE) matches the extended regular expression, its signs as the locale has them.
says() {
	local pattern
	in_locale "$2"
	if grep -Eq -- "$pattern" "${3:-err}"; then
		echo "ok - $1"
	else
		echo "not ok - $1: no line like '$pattern' in:"
		sed 's/^/    /' "${3:-err}" | head -20
		failures=$((${failures:-0} + 1))
	fi
}

# is WHAT ACTUAL EXPECTED
is() {
	if [ "$2" = "$3" ]; then
		echo "ok - $1"
	else
		printf 'not ok - %s: "%s", not "%s"\n' "$1" "$2" "$3"
		failures=$((${failures:-0} + 1))
	fi
}

# same WHAT FILE FILE
same() {
	if cmp -s "$2" "$3"; then
		echo "ok - $1"
	else
		echo "not ok - $1"
		diff "$2" "$3" | head -10 | sed 's/^/    /'
		failures=$((${failures:-0} + 1))
	fi
}

finish() {
	exit $((${failures:-0} > 0))
}
