#!/bin/bash
# The unit tests and the command line under valgrind: no read of what was never written, no leak.
set -u
command -v valgrind >/dev/null || { echo "skip - valgrind # valgrind"; exit; }
cd "$ROOT" || exit 1
# Threads take turns: one that waits for long holds back what is written in order, and an interrupt comes when all is done.
valgrind='valgrind -q --fair-sched=yes --leak-check=full --show-leak-kinds=definite,indirect --errors-for-leak-kinds=definite,indirect --error-exitcode=99 --child-silent-after-fork=yes'

# counted WHAT OUTPUT: each test that was run is one thing checked.
counted() {
	if [ "$3" = 0 ]; then
		grep -c '' <<<"$2" >/dev/null && grep '^passed' <<<"$2" | sed "s/^passed /ok - valgrind, /"
	else
		echo "not ok - $1 under valgrind"
		grep -vE '^passed' <<<"$2"
	fi
}

output=$(TEST_EFFORT=few TEST_WRAPPER=$valgrind TEST_TIMEOUT=900 tests/run -b "${BUILD#"$ROOT/"}" \
	$(find "${BUILD#"$ROOT/"}/unit" -type f -executable | sort) 2>&1)
counted "the unit tests" "$output" $?

# The program behind a script that runs it under valgrind.
mkdir -p build/valgrind
printf '#!/bin/bash\nexec %s "%s" "$@"\n' "$valgrind" "$BREAKEVEN" >build/valgrind/breakeven
chmod +x build/valgrind/breakeven
# Widths and shells' completions run the program dozens of times for what the unit tests show here, too; interrupts wait for what takes
# its time, and end the program where it stands.
scripts=$(find tests/cli -maxdepth 1 -name '*.sh' ! -name widths.sh ! -name completion.sh ! -name interrupt.sh -type f -executable 2>/dev/null | sort)
[ -n "$scripts" ] || exit 0
output=$(TEST_EFFORT=few TEST_TIMEOUT=900 tests/run -b build/valgrind $scripts 2>&1)
counted "the command line" "$output" $?
