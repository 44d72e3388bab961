#!/bin/bash
# Installed elsewhere, with no source tree about, the program finds the plans that ship; and it can be taken away again.
set -u
flavour=${BUILD#"$ROOT/build"}
into=(FLAVOUR="${flavour#/}" PREFIX=/usr/local DESTDIR="$PWD/dest")
[ -z "$flavour" ] || into+=(WERROR=1) # as tests/check builds: nothing is compiled again
if ! make -C "$ROOT" install "${into[@]}" >log 2>&1; then
	echo "not ok - make install"
	cat log
	exit
fi
check() { # WHAT CONDITION
	if eval "$2"; then echo "ok - $1"; else printf 'not ok - %s\n' "$1"; fi
}
top=dest/usr/local
check "nothing was compiled again" '! grep -q "^  CC" log'
check "the program" '[ -x $top/bin/breakeven ]'
for profile in "$ROOT"/profiles/*.ini "$ROOT"/profiles/prices.csv; do
	check "profiles/$(basename "$profile")" 'cmp -s "$profile" $top/share/breakeven/profiles/$(basename "$profile")'
done
check "the licence" '[ -s $top/share/doc/breakeven/LICENSE ]'
check "nothing is writable by others" '[ -z "$(find dest -perm -o+w ! -type l)" ]'
mv dest moved
# shellcheck disable=SC2034 # the checks are evaluated
top=moved/usr/local
check "it runs from anywhere" '$top/bin/breakeven report mvp -f csv >out 2>err && grep -q ",npv," out'
"$BREAKEVEN" report mvp -f csv >expected
check "with the plans installed beside it" 'cut -d, -f2- out | cmp -s - <(cut -d, -f2- expected)'
check "and the list prices" '$top/bin/breakeven prices -f csv >out 2>err && cmp -s out "$ROOT/profiles/prices.csv"'
check "without operands, the tiers" '$top/bin/breakeven </dev/null >out 2>err && [ "$(wc -l <out)" -gt 20 ]'
mv moved dest
make -C "$ROOT" uninstall "${into[@]}" >log 2>&1
check "and is gone when uninstalled" '[ -z "$(find dest -type f)" ]'
