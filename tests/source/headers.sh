#!/bin/bash
# Each header of ours compiles alone, and twice over. Usage: tests/source/headers.sh [SRC]
set -u
src=${1:-$ROOT/src}
cd "$src" || exit 1
for header in */*.h; do
	printf '#include "%s"\n#include "%s"\ntypedef int not_empty;\n' "$header" "$header" >"${TMPDIR:-/tmp}/alone.c"
	if complaint=$("${CC:-gcc}" -std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Wpedantic -Werror -I. -fsyntax-only \
		"${TMPDIR:-/tmp}/alone.c" 2>&1); then
		echo "ok - $header"
	else
		echo "not ok - $header"
		echo "$complaint"
	fi
done
