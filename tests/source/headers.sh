#!/bin/bash
# Each header of ours compiles alone, and twice over. Usage: tests/source/headers.sh [SRC]
#
# A header whose .c file begins with it is compiled alone wherever that file is compiled: the build proves it. Any other header gets
# a file here that includes it alone, and each folder a file that includes all its headers twice.
set -u
shopt -s nullglob
read -r -a compile <<<"${CC:-gcc}"
compile+=(-std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Wpedantic -Werror -I. -fsyntax-only)
cd "${1:-$ROOT/src}" || exit 1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

# The headers that are the first line of the .c file of their name, but for comments.
mapfile -t first < <(awk '
FNR == 1 { header = FILENAME; sub(/\.c$/, ".h", header); seen = comment = 0 }
seen { next }
comment || /^[ \t]*\/\*/ { comment = !/\*\/[ \t]*$/; next }
/^[ \t]*$/ { next }
{ seen = 1; if ($0 == "#include \"" header "\"") print header }' */*.c /dev/null)

declare -A unit # what is proved -> the file that proves it
for header in "${first[@]}"; do unit[$header]=; done
for header in */*.h; do
	if [ -z "${unit[$header]+built}" ]; then
		unit[$header]=$scratch/alone_${header//\//_}.c
		printf '#include "%s"\ntypedef int not_empty;\n' "$header" >"${unit[$header]}"
	fi
	unit[${header%/*} twice over]=$scratch/twice_${header%/*}.c
done
for folder in */; do
	headers=("$folder"*.h)
	[ ${#headers[@]} != 0 ] || continue
	{
		printf '#include "%s"\n' "${headers[@]}" "${headers[@]}"
		echo 'typedef int not_empty;'
	} >"$scratch/twice_${folder%/}.c"
done

# All at once; file by file only to tell which it is that fails.
all=$("${compile[@]}" "$scratch"/*.c 2>&1) && [ -z "$all" ] && unset compile
for what in "${!unit[@]}"; do
	if [ -z "${unit[$what]}" ] || [ -z "${compile[*]-}" ] || complaint=$("${compile[@]}" "${unit[$what]}" 2>&1); then
		echo "ok - $what"
	else
		printf 'not ok - %s\n%s\n' "$what" "$complaint"
	fi
done
