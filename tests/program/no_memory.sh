#!/bin/bash
# Each allocation of the whole program fails once, while it reads a plan and reports on it, and while it tells list prices: it then
# does all it was to do all the same, or says that it could not and prints nothing. It never dies. How: tests/program/fail_malloc.c.
set -u
export LC_ALL=C # with other locales the C library takes memory of its own, and does without it

survives() {
	local count
	if ! "$BREAKEVEN" "$@" >good 2>/dev/null; then
		echo "not ok - breakeven $* works at all"
		return
	fi
	FAIL_MALLOC_REPORT=report FAIL_MALLOC_GOOD=good LD_PRELOAD=$BUILD/fail_malloc.so "$BREAKEVEN" "$@" 1<>out 2>err
	if [ $? != 0 ] || ! cmp -s good out || [ -s err ]; then
		echo "not ok - breakeven $*: the run that goes on is not as it was"
	fi
	count=$(sed -n '$s/ allocations$//p' report)
	if [ "${count:-0}" -lt 50 ]; then
		echo "not ok - breakeven $*: only ${count:-0} allocations were seen"
	elif [ "$(grep -c '' report)" != 1 ]; then
		printf 'not ok - breakeven %s\n%s\n' "$*" "$(head -20 report)"
	else
		echo "ok - breakeven $*, $count allocations"
	fi
	rm -f good out err report
}

profile=$ROOT/profiles/mvp.ini
survives report "$profile"
for format in csv json md; do
	survives report "$profile" -f $format
done
survives prices o3
survives why "$profile" hybrid.npv --depth 2
survives why "$profile" hybrid.payback --depth 3 -f json
