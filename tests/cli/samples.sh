#!/bin/bash
# What README.md, docs/decisions.md and docs/prices.md show of the program is what it says: each line of a sample, in their order.
. "$ROOT/tests/cli/lib.bash"
ln -s "$ROOT/profiles" profiles
export LC_ALL=C.UTF-8 # documents are in UTF-8

# samples FILE: "COMMAND" and its lines, each sample a file of its own, 1, 2, …; prints how many.
samples() {
	python3 - "$1" <<'END'
import re, sys
text = open(sys.argv[1], encoding="utf-8").read()
found = [(m[1], m[2]) for m in re.finditer(r"`breakeven ([^`]*)`[^\n]*\):\n\n```\n(.*?)```", text, re.S)]
for m in re.finditer(r"^    \$ breakeven (.*)\n((?:    .*\n|\n)+)", text, re.M):
    if m[2].strip():
        found.append((m[1], re.sub(r"^    ", "", m[2], flags=re.M)))
for i, (command, lines) in enumerate(found):
    with open(str(i + 1), "w", encoding="utf-8") as file:
        file.write(command + "\n" + lines)
print(len(found))
END
}

documents='README.md docs/decisions.md docs/prices.md'
! few || documents=README.md
for document in $documents; do
	count=$(samples "$ROOT/$document")
	is "$document has samples" "$((count >= 4))" 1
	for i in $(seq "$count"); do
		command=$(head -1 "$i")
		eval "run $command"
		# Lines of the sample that do not come in the output behind the one before.
		missing=$(tail -n +2 "$i" | python3 -c '
import sys
said = iter(open("out", encoding="utf-8").read().splitlines())
for line in sys.stdin.read().splitlines():
    if line.strip() and line not in said:
        print(line)
        break')
		is "$document: breakeven $command" "$missing" ''
	done
done
finish
