#!/bin/bash
# The whole program writes a file while a system call of it fails: it says so, exits 3, and leaves the directory as it was. And
# it is killed at one: what is there is the old file or the new.
set -u
if ! strace -o /dev/null true 2>/dev/null; then
	echo "skip - failing system calls of the whole program # strace"
	exit
fi
profile=$ROOT/profiles/mvp.ini
"$BREAKEVEN" report "$profile" -f csv >new || { echo "not ok - breakeven report works at all"; exit; }
mkdir there

# inject CALLS WHAT: runs the command in there/ with these calls on its files failing.
inject() {
	local calls=$1 what=$2
	(cd there && strace -f -o ../trace -e trace="$calls" -e inject="$calls:$what" "$BREAKEVEN" report "$profile" -o out.csv "${@:3}" \
		>../stdout 2>../stderr </dev/null)
}

# The injections in the trace.
injected() {
	grep -c 'INJECTED' trace
}

check() { # WHAT CONDITION
	if eval "$2"; then echo "ok - $1"; else printf 'not ok - %s\n%s\n%s\n' "$1" "$(ls -A there)" "$(cat stderr)"; fi
}

for fault in fsync:EIO fsync:ENOSPC ?link:EIO,linkat:EIO ?rename:EACCES,?renameat:EACCES,renameat2:EACCES; do
	calls=$(sed 's/:[A-Z]*//g' <<<"$fault")
	error=${fault##*:}
	rm -rf there && mkdir there
	inject "$calls" "error=$error:when=1"
	status=$?
	if [ "$(injected)" -gt 0 ]; then
		check "a new file, $calls fails with $error" '[ $status = 3 ] && [ -z "$(ls -A there)" ] && [ -s stderr ]'
	fi
	rm -rf there && mkdir there && echo old >there/out.csv
	inject "$calls" "error=$error:when=1" --force
	status=$?
	if [ "$(injected)" -gt 0 ]; then
		check "an old file, $calls fails with $error" \
			'[ $status = 3 ] && [ "$(ls -A there)" = out.csv ] && [ "$(cat there/out.csv)" = old ] && [ -s stderr ]'
	fi
done

# The disk is full at the first write, at the second, ...: into memory, into the file, onto the terminal.
for ((n = 1, kept = 0; n < 100; n++)); do
	rm -rf there && mkdir there && echo old >there/out.csv
	inject write "error=ENOSPC:when=$n" --force
	status=$?
	[ "$(injected)" -gt 0 ] || break
	[ $status != 0 ] && [ "$(cat there/out.csv)" = old ] && [ "$(ls -A there)" = out.csv ] && ((kept++))
done
check "the disk is full at any of $((n - 1)) writes" '[ $n -gt 2 ] && [ $kept = $((n - 1)) ] && cmp -s there/out.csv new'

# Killed at the n-th call that touches files, for every n until it ends of its own.
calls='openat,write,fsync,close,?rename,?renameat,renameat2,?link,linkat,?unlink,unlinkat'
old=0 now=0 torn=0
for ((n = 1; n < 400; n++)); do
	rm -rf there && mkdir there && echo old >there/out.csv
	inject "$calls" "signal=KILL:when=$n" --force 2>/dev/null
	status=$?
	if cmp -s there/out.csv new; then
		((now++))
	elif [ "$(cat there/out.csv)" = old ]; then
		((old++))
	else
		((torn++))
	fi
	[ $status != 0 ] || break
done
check "killed at each of $n calls, the file is the old one ($old times) or the new ($now times)" \
	'[ $torn = 0 ] && [ $old -gt 3 ] && [ $now -gt 1 ] && [ $n -lt 400 ]'
