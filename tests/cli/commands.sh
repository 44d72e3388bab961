#!/bin/bash
# check, init, keys, completion.
. "$ROOT/tests/cli/lib.bash"
reco=$golden/recommendation-engine.ini

# check: a profile that is clean, one that is not, conditions.
exits 0 'check' check "$reco" -f csv
says 'tells what the audit finds, with rule and line' '^[^,]*,warning,[0-9]+,[a-z-]+,' out
printf '[plan]\n' >none.ini
exits 2 'an invalid profile' check none.ini
exits 0 'a condition that holds' check "$reco" --require 'hybrid.payback <= 8'
exits 1 'one that does not' check "$reco" --require 'hybrid.payback <= 7.5'
says 'the condition is restated, and the value found told' "'hybrid.payback ≤ 7.5 months' does not hold: 7.9 months" out
exits 0 'one that hardly holds' check "$reco" --require 'hybrid.payback <= 7.9'
says 'is told to the digit that shows it' "'hybrid.payback ≤ 7.9 months' holds: 7.88 months" out
exits 1 'a limit near to the value' check "$reco" --require 'hybrid.payback <= 7.85' --ascii
says 'is on its side of it' "'hybrid.payback <= 7.85 months' does not hold: 7.9 months" out
exits 1 'a condition on every option' check "$reco" --require 'payback <= 8'
is 'names those that fail' "$(grep -c 'does not hold' out)" 1
exits 0 'numbers as profiles have them' check "$reco" --require 'npv > 2M' --require 'roi>=100%' --require 'irr > 30%'
exits 1 'one of several that fails' check "$reco" --require 'npv > 2M' --require 'npv > 3M'
# -q: in text what does not hold alone; rows stay.
exits 1 'quiet, one that fails' check "$golden/edges.ini" -q --require 'free.payback < 1' --require 'never.npv > 0'
says 'it is told' "never.npv > 0.* does not hold" out
is 'and nothing else' "$(grep -c '^- \|^ *•\|^ *\*' out)/$(grep -cE "holds: |Warnings|Notes" out)" 1/0
exits 0 'quiet, all hold' check "$golden/edges.ini" -q --require 'free.payback < 1'
is 'nothing is said' "$(wc -c <out)/$(wc -c <err)" 0/0
exits 0 'quiet, in Markdown' check "$golden/edges.ini" -q -f md
is 'nothing is said there' "$(wc -c <out)/$(wc -c <err)" 0/0
exits 0 'quiet, into a file' check "$golden/edges.ini" -q -o quiet.md
says 'the file is there all the same' '^.*made by' quiet.md
for format in csv json; do
	run check "$golden/edges.ini" -q -f $format --require 'free.payback < 1'
	mv out quiet.out
	run check "$golden/edges.ini" -f $format --require 'free.payback < 1'
	same "quiet, -f $format has all rows" out quiet.out
done
exits 1 'a figure without a value meets nothing' check "$golden/edges.ini" --require 'never.payback > 0'
says 'and says why' 'not within 24 months' out
exits 1 'nor the other way round' check "$golden/edges.ini" --require 'never.payback < 1000'
exits 0 'only the options asked for' check "$golden/edges.ini" --option free --require 'payback < 1'
exits 2 'an unknown figure' check "$reco" --require 'paybak < 1'
says 'and the nearest is offered' "did you mean 'payback'"
exits 2 'an unknown option' check "$reco" --require 'hybird.payback < 1'
exits 2 'no condition' check "$reco" --require 'payback'
exits 2 'two mistakes' check "$reco" --require 'payback' --require 'roy > 1'
is 'are both told' "$(grep -c error: err)" 2
refuse() { # CONDITION, WHAT TO WRITE
	exits 2 "the wrong kind: $1" check "$reco" --require "hybrid.$1"
	says "says what to write: $1" "$2"
}
refuse 'irr <= 15' "'irr' is a share: write 15%, or 1500% if that is meant"
refuse 'roi < 20' 'write 20%, or 2000%'
refuse 'breakeven_benefit <= 90' 'write 90%, or 9000%'
refuse 'roi > -1.5' 'write -1.5%, or -150%'
refuse 'npv > 50%' "'npv' is an amount of money, and 50% is a share"
refuse 'cost_per_1000_requests < 1%' 'write an amount'
refuse 'payback <= 1800%' "'payback' is a number of months"
exits 2 'a probability of the wrong kind' check "$golden/uncertain.ini" --require 'p(irr > 15) > 50%'
says 'says what to write, too' 'write 15%, or 1500%'
exits 0 'a share above 1 with its sign, and shares to 1 without' check "$reco" --require 'hybrid.irr <= 1500%' --require 'hybrid.roi > 0.5'
says 'are restated' "'hybrid.irr ≤ 1.500 %' holds: .*%" out
says 'in per cent' "'hybrid.roi > 50 %' holds: " out
exits 0 'a probability' check "$golden/uncertain.ini" --require 'p(managed.npv > 0) > 0' --trials 1000
exits 0 'a probability of any figure' check "$golden/uncertain.ini" --require 'p(hybrid.irr > 10%) > 8%' --require 'p(hybrid.npv > 0) > 8%' --trials 2000
is 'is that of the npv at that rate' "$(sed -n 's/.* holds: \(.*\) \[require\]/\1/p' out | uniq -c | sed 's/^ *//; s/ .*//')" 2
exits 1 'a probability of any figure that is too low' check "$golden/uncertain.ini" --require 'p(hybrid.peak_funding <= 500k) > 90%' --trials 1000
exits 0 'a probability of one option' check "$golden/uncertain.ini" --require 'p(managed.npv > 0) > 20%' --trials 1000
says 'names seed and trials' '^seed 42, 1000 trials' out
exits 1 'a probability that is too low' check "$golden/uncertain.ini" --require 'p(managed.npv > 0) > 60%' --trials 1000
says 'and restated' "'p\(managed.npv > 0.00 €\) > 60 %' does not hold: [0-9.]+ %" out
exits 2 'a probability that is none' check "$golden/uncertain.ini" --require 'p(npv > 0) > 60' --trials 1000
says 'is told with one' 'a share between 0 and 1, such as 80% or 0.8'
printf 'name,benefit.ctr.lift\na,18%%\nb,3%%\n' >s.csv
exits 1 'conditions on rows' check "$reco" --scenarios s.csv --require 'hybrid.npv > 0' -f csv
is 'tell which row fails' "$(grep ',error,' out | cut -d, -f1,2)" "$reco,b"

# init
exits 0 'a profile to start from' init
same 'is the shipped one' mvp.ini "$ROOT/profiles/mvp.ini"
exits 3 'a file that is there is kept' init mvp
echo mine >mvp.ini
exits 0 'and replaced with --force' init mvp --force
same 'by the shipped one' mvp.ini "$ROOT/profiles/mvp.ini"
exits 0 'another, under another name' init enterprise -o plan.ini
same 'is that one' plan.ini "$ROOT/profiles/enterprise.ini"
exits 0 'to standard output' init scale-up -o -
same 'as it is' out "$ROOT/profiles/scale-up.ini"
exits 2 'one that is not shipped' init enterprize
says 'the nearest is offered' "did you mean 'enterprise'"
says 'and all are listed' 'growth: Growing product'
for name in "$ROOT"/profiles/*.ini; do
	name=$(basename "$name" .ini)
	exits 0 "the shipped $name is valid, and reports" report "$name" -f csv
	is "without a word: $name" "$(wc -c <err)" 0
done

# keys
exits 0 'keys' keys
same 'are the page of the documents' out "$ROOT/docs/profile-keys.md"
exits 0 'all commands on a page' help --all -f md
same 'are a page of the documents' out "$ROOT/docs/commands.md"
exits 0 'keys as rows' keys -f csv
is 'each with nine columns' "$(python3 -c 'import csv; print({len(r) for r in csv.reader(open("out", newline=""))})')" '{9}'

# completion
for shell in bash zsh fish; do
	exits 0 "completion for $shell" completion $shell
	mv out "completion.$shell"
	for word in cashflow scenarios excel-fr require; do
		says "$shell knows $word" "$word" "completion.$shell"
	done
	if ! command -v $shell >/dev/null; then
		echo "skip - $shell reads it # $shell"
	elif [ $shell = fish ]; then
		fish --no-execute completion.fish 2>err
		report 'fish reads it'
	else
		$shell -n completion.$shell 2>err
		report "$shell reads it"
	fi
done
exits 2 'a shell that is none' completion bsh
says 'and the nearest is offered' "did you mean 'bash'"
# As bash would call it.
complete_bash() {
	PATH=$(dirname "$BREAKEVEN"):$PATH bash -c '
		. ./completion.bash
		compopt() { :; }
		COMP_WORDS=(breakeven "$@"); COMP_CWORD=$(($# - 0)); COMPREPLY=()
		_breakeven
		printf "%s\n" "${COMPREPLY[@]}"' bash "$@"
}
is 'bash completes commands' "$(complete_bash cash)" cashflow
is 'and options' "$(complete_bash report --wi)" --wide
is 'and words' "$(complete_bash cashflow --by y)" year
is 'and formats' "$(complete_bash report -f m)" md
is 'and inputs of the profile' "$(complete_bash report "$reco" --set team.devops.sal)" team.devops.salary=
is 'and inputs of any profile' "$(complete_bash report --set plan.discount)" plan.discount_rate=
finish
