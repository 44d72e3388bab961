#!/bin/bash
# Static analysis: cppcheck, clang-tidy, shellcheck, the texts that xgettext extracts, functions that nothing uses; each tool that is missing
# is skipped.
set -u
cd "$ROOT" || exit 1
version=$(sed -n 's/^VERSION := //p' Makefile)
flags=(-D_POSIX_C_SOURCE=200809L -Isrc "-DBREAKEVEN_VERSION=\"$version\"" '-DBREAKEVEN_DATADIR="/usr/share/breakeven"')

report() { # WHAT STATUS OUTPUT
	if [ "$2" = 0 ]; then echo "ok - $1"; else printf 'not ok - %s\n%s\n' "$1" "$3"; fi
}

if command -v cppcheck >/dev/null; then
	output=$(cppcheck -q --std=c11 -j "$(nproc)" --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
		--suppressions-list=tests/lint/cppcheck.suppressions "${flags[@]}" src 2>&1)
	report cppcheck $? "$output"
else
	echo "skip - cppcheck # cppcheck"
fi
if command -v clang-tidy >/dev/null; then
	output=$(find src -name '*.c' -print0 | xargs -0 -n 4 -P "$(nproc)" sh -c \
		'clang-tidy --quiet --warnings-as-errors="*" "$@" -- -std=c11 '"$(printf "'%s' " "${flags[@]}")"' 2>/dev/null' sh)
	report clang-tidy $? "$output"
else
	echo "skip - clang-tidy # clang-tidy"
fi
if command -v shellcheck >/dev/null; then
	output=$(grep -rlE '^#!/bin/(ba)?sh' tests .tools .ci 2>/dev/null | xargs shellcheck -S warning -e SC2046,SC2154 2>&1)
	report shellcheck $? "$output"
else
	echo "skip - shellcheck # shellcheck"
fi
if command -v xgettext >/dev/null; then
	find src -name '*.c' -o -name '*.h' | LC_ALL=C sort |
		xgettext -f - -o "$BUILD/breakeven.pot" --from-code=UTF-8 -k_ -kN_ -kngettext:1,2 --package-name=breakeven --package-version="$version" &&
		python3 tests/lint/texts.py "$BUILD/breakeven.pot"
else
	echo "skip - texts for translators # gettext"
fi
python3 tests/lint/unused.py "$BUILD/obj/src" src
