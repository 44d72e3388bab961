#!/bin/bash
# Every fuzz target reads its corpus without a complaint.
set -u
for source in "$ROOT"/tests/fuzz/fuzz_*.c; do
	[ -e "$source" ] || { echo "ok - no fuzz targets yet"; break; }
	target=$(basename "$source" .c)
	corpus=("$ROOT/tests/fuzz/${target#fuzz_}"/*)
	if [ ! -e "${corpus[0]}" ]; then
		echo "not ok - $target has no corpus in tests/fuzz/${target#fuzz_}"
	elif complaint=$("$BUILD/fuzz/$target" "${corpus[@]}" 2>&1); then
		echo "ok - $target, ${#corpus[@]} inputs"
	else
		printf 'not ok - %s\n%s\n' "$target" "$complaint"
	fi
done
