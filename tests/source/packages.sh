#!/bin/bash
# Every package that is installed, and every library that is linked, is accounted for in docs/dependencies.md.
set -u
while read -r _ package; do
	known=no
	for name in ${package//|/ }; do
		# libclang-rt-14-dev stands there as libclang-rt.
		stem=$(sed -E 's/-[0-9]+-dev$//' <<<"$name")
		grep -qw -- "$stem" "$ROOT/docs/dependencies.md" && known=yes
	done
	if [ $known = yes ]; then echo "ok - $package"; else echo "not ok - $package is not in docs/dependencies.md"; fi
done < <(grep -E '^[a-z]+[[:space:]]' "$ROOT/.tools/packages")
# What is linked is named there, too.
for library in $(sed -n 's/^LIBS := //p' "$ROOT/Makefile"); do
	name=${library#-l}
	case $name in
	m | pthread) continue ;;
	ncursesw | iniparser | csv | md | jansson | xlsxwriter) ;;
	*) echo "not ok - $library is linked, and this script does not know its package" ;;
	esac
	if grep -qiE "(lib)?${name%w}" "$ROOT/docs/dependencies.md"; then echo "ok - $library"; else echo "not ok - $library is not in docs/dependencies.md"; fi
done
