#!/bin/bash
# Searches with libFuzzer for inputs that break a target, FUZZ_SECONDS for each; what it finds is left in build/fuzz.
set -u
seconds=${FUZZ_SECONDS:-20}
cd "$ROOT" || exit 1
probe=$TMPDIR/probe
echo '#include <stdint.h>
#include <stddef.h>
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) { return data && size ? 0 : 0; }' >"$probe.c"
if ! clang -fsanitize=fuzzer,address,undefined "$probe.c" -o "$probe" 2>/dev/null; then
	echo "skip - fuzzing # clang libclang-rt-14-dev libfuzzer-14-dev"
	exit
fi
targets=(tests/fuzz/fuzz_*.c)
[ -e "${targets[0]}" ] || { echo "ok - no fuzz targets yet"; exit; }
make -s -j"$(nproc)" FLAVOUR=fuzz replays >/dev/null || { echo "not ok - the fuzz targets build"; exit 1; }
for source in "${targets[@]}"; do
	target=$(basename "$source" .c)
	name=${target#fuzz_}
	found=build/fuzz/found/$name
	mkdir -p "$found"
	dictionary=()
	[ ! -e "tests/fuzz/$name.dict" ] || dictionary=("-dict=tests/fuzz/$name.dict")
	log=$TMPDIR/$name.log
	if "build/fuzz/fuzz/$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -artifact_prefix="build/fuzz/$name-" \
		"${dictionary[@]}" -print_final_stats=1 "$found" "tests/fuzz/$name" >"$log" 2>&1; then
		echo "ok - $target, $(awk '/number_of_executed_units/ { print $2 }' "$log") inputs in $seconds s"
	else
		echo "not ok - $target"
		tail -40 "$log"
	fi
done
