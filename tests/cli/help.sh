#!/bin/bash
# help: of all commands and of each; its paragraphs fill their lines, and its examples work.
. "$ROOT/tests/cli/lib.bash"

exits 0 'help of a command' help cashflow
mv out help
exits 0 'by an option' cashflow --help
same 'is the same' help out
exits 2 'help of what is none' help reprot
says 'and the nearest is offered' "did you mean 'report'"
exits 0 'help of all' help
commands=$(sed -n '/^report /,/^help /s/ .*//p' out)
is 'lists the commands' "$(echo "$commands" | wc -l)" 18

# The names that the examples speak of.
cp "$golden/recommendation-engine.ini" reco.ini
sed 's/^lift = .*/lift = 15%/' reco.ini >reco-2.ini
printf 'name,benefit.ctr.lift\na,18%%\nb,12%%\n' >cases.csv
breakeven() {
	"$BREAKEVEN" "$@" >/dev/null </dev/null
}
for command in $commands; do
	exits 0 "help $command" help "$command"
	# A line that ends although the next word would have fitted in 100 columns was broken by hand.
	is 'fills its lines' "$(awk '$1 == "breakeven" { next } /^$/ { before = "" } /^ *-/ { exit }
		before != "" && length(before " " $1) <= 100 { print before } { before = $0 }' out)" ''
	[ "$command" = completion ] && continue # its examples go to where the shells look
	few && continue                         # the examples do what the other scripts do
	grep "^breakeven $command" out | tail -n +2 >examples
	while read -r example; do
		eval "$example" 2>err || [ "$command" = check ]
		report "$example"
	done <examples
done
finish
