#!/bin/bash
# Proves from the includes that the folders of src/ use each other in one direction only:
# base <- plan <- model <- {risk, decide} <- report <- {cli, tui} <- main.
# Usage: tests/source/arrows.sh [SRC]
set -u
src=${1:-$ROOT/src}

# What each folder may include besides itself.
declare -A may=(
	[base]=''
	[plan]='base'
	[model]='base plan'
	[risk]='base plan model'
	[decide]='base plan model'
	[report]='base plan model risk decide'
	[cli]='base plan model risk decide report'
	[tui]='base plan model risk decide report'
	[.]='base plan model risk decide report cli tui'
)

# "FILE:LINE: FOLDER includes WHAT" for each include against the arrows.
violations() {
	local file folder line target
	while IFS=: read -r file line target; do
		folder=${file%/*}
		[ "$folder" != "$file" ] || folder=.
		target=$(sed -E 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*["<]([^">]*)[">].*/\1/' <<<"$target")
		case $target in
		*..*) echo "$file:$line: '$target' leaves its folder" ;;
		*/*)
			[ -d "$src/${target%%/*}" ] || continue # the system's
			[ "${target%%/*}" = "$folder" ] || grep -qw -- "${target%%/*}" <<<"${may[$folder]-}" ||
				echo "$file:$line: $folder may not include '$target'"
			;;
		*) [ ! -e "$src/$folder/$target" ] || echo "$file:$line: '$target' is to be included as \"$folder/$target\"" ;;
		esac
	done < <(cd "$src" && grep -nE '^[[:space:]]*#[[:space:]]*include' -r --include='*.[ch]' . | sed 's|^\./||')
}

# One line for each folder, so that each is counted.
found=$(violations)
for folder in "${!may[@]}"; do
	of_folder=$(grep -E "^${folder/#./[^/]*}(/[^:]*)?:" <<<"$found")
	if [ "$folder" = . ]; then of_folder=$(grep -E '^[^/:]*:' <<<"$found"); fi
	name=${folder/#./main}
	if [ -z "$of_folder" ]; then
		echo "ok - includes of $name"
	else
		echo "not ok - includes of $name"
		echo "$of_folder"
	fi
done
unknown=$(cd "$src" && for folder in */; do [ -n "${may[${folder%/}]+x}" ] || echo "${folder%/}"; done)
[ -z "$unknown" ] || echo "not ok - folders without arrows: $unknown"
# The screen alone may speak curses, and in one file.
curses=$(cd "$src" && grep -lE '^[[:space:]]*#[[:space:]]*include[[:space:]]*<.*curses' -r . | sed 's|^\./||')
case $curses in
'' | tui/*)
	if [ "$(wc -w <<<"$curses")" -le 1 ]; then echo "ok - one file speaks curses"; else echo "not ok - these speak curses:" $curses; fi
	;;
*) echo "not ok - these speak curses:" $curses ;;
esac
