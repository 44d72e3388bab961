#!/bin/bash
# Each allocation of the whole program fails once, while it reads a plan and reports on it: it then does all it was to do
# all the same, or says that it could not and prints nothing. It never dies.
# FAULT_STEP: every how many-th allocation (1: all).
set -u
export LC_ALL=C # with other locales the C library takes memory of its own, and does without it
step=${FAULT_STEP:-1}
profile=$ROOT/profiles/mvp.ini

# The allocation of that number fails; prints what is wrong, if anything is.
with_fault() {
	local number=$1 status
	shift
	FAIL_MALLOC=$number LD_PRELOAD=$BUILD/fail_malloc.so timeout 20 "$BREAKEVEN" "$@" >"out.$number" 2>"err.$number" </dev/null
	status=$?
	case $status in
	0) cmp -s good "out.$number" || echo "allocation $number: another output, exit 0" ;;
	3)
		[ -s "err.$number" ] || echo "allocation $number: exit 3 without a word"
		[ ! -s "out.$number" ] || echo "allocation $number: exit 3, but something was printed"
		;;
	*) echo "allocation $number: exit $status: $(head -c 200 "err.$number")" ;;
	esac
	rm -f "out.$number" "err.$number"
}

survives() {
	local count number wrong
	if ! FAIL_MALLOC_COUNT=count LD_PRELOAD=$BUILD/fail_malloc.so "$BREAKEVEN" "$@" >good 2>/dev/null; then
		echo "not ok - breakeven $* works at all"
		return
	fi
	count=$(cat count)
	wrong=$(for ((number = 1; number <= count; number += step)); do with_fault "$number" "$@"; done 2>&1)
	# Beyond the last allocation there is none to fail: all is as it was.
	[ -z "$wrong" ] && wrong=$(with_fault $((count + 1000000)) "$@")
	if [ "$count" -lt 50 ]; then
		echo "not ok - breakeven $*: only $count allocations were seen"
	elif [ -n "$wrong" ]; then
		printf 'not ok - breakeven %s\n%s\n' "$*" "$(head -20 <<<"$wrong")"
	else
		echo "ok - breakeven $*, $count allocations"
	fi
}

survives report "$profile"
for format in csv json md; do
	survives report "$profile" -f $format
done
