#!/bin/bash
# --scenarios: a row is what --set is; what is wrong is told by row and column, all of it at once.
. "$ROOT/tests/cli/lib.bash"
reco=$golden/recommendation-engine.ini

printf 'name,benefit.ctr.lift,team.devops.fte.hybrid\r\nlow,12%%,\r\n"high, with staff",24%%,2\r\nas is,,\r\n' >s.csv
exits 0 'three rows' report "$reco" --scenarios s.csv -f csv
is 'are answered, each for three options' "$(grep -c ',npv,' out)" 9
mv out rows
run report "$reco" -f csv --set benefit.ctr.lift=24% --set team.devops.fte.hybrid=2
is 'a row is what --set says' "$(grep ',"high, with staff",' rows | sed 's/^[^"]*"[^"]*",//' | sha256sum)" \
	"$(tail -n +2 out | sed 's/^[^,]*,//' | sha256sum)"
run report "$reco" -f csv --set benefit.ctr.lift=12%
is 'an empty cell leaves the value' "$(grep ',low,' rows | cut -d, -f3- | sha256sum)" "$(tail -n +2 out | cut -d, -f2- | sha256sum)"
run report "$reco" -f csv
is 'even behind a row that gave one' "$(grep ',as is,' rows | cut -d, -f3- | sha256sum)" "$(tail -n +2 out | cut -d, -f2- | sha256sum)"
is 'the rows are named' "$(grep -c "^$reco,low," rows)" 84
is 'in a column of their own' "$(head -1 rows | tr -d '\r')" profile,scenario,option,figure,value,unit,status,currency

(printf '\xef\xbb\xbf'; cat s.csv) >bom.csv
exits 0 'a byte order mark' report "$reco" --scenarios bom.csv -f csv
same 'changes nothing' out rows
tr -d '\r' <s.csv >lf.csv
exits 0 'line feeds alone' report "$reco" --scenarios lf.csv -f csv
same 'change nothing' out rows
"$BREAKEVEN" report "$reco" --scenarios - -f csv <s.csv >out 2>err
is 'rows from standard input' $? 0
same 'are the same' out rows
printf 'name,plan.horizon\na,12\nb,24\n' >two.csv
exits 0 'two profiles' report "$reco" "$golden/uncertain.ini" -f csv --scenarios two.csv
is 'are answered by each row' "$(grep -c ',npv,' out)" 12

# Every command has the column, from its shape alone: behind `profile`, else first.
printf 'name,plan.discount_rate\nlow,12%%\n' >low.csv
for arguments in 'report' 'report --wide' 'cashflow' 'cashflow --by year' 'check' 'risk --trials 100' 'drivers --trials 100' \
	'solve -g npv=0 -i benefit.ctr.lift' 'sweep --over plan.horizon=12' 'path' 'crossover' 'controls'; do
	run $arguments "$reco" --scenarios low.csv -f csv
	is "$arguments: profile and scenario" "$(cut -d, -f1,2 out | sort -u | tr '\n' ' ')" "$reco,low profile,scenario "
done
sed 's/^lift = .*/lift = 15%/' "$reco" >b.ini
run compare "$reco" b.ini --scenarios low.csv -f csv --figure npv
is 'compare: the scenario first' "$(cut -d, -f1-3 out | sort -u | tr '\n' ' ')" "low,$reco,b.ini scenario,profile_a,profile_b "

# Mistakes.
printf 'name,benefit.ctr.lift,plan.horizon\na,fast,12\nb,12%%,121\nc,12%%,12\n' >bad.csv
exits 2 'values that are wrong' report "$reco" --scenarios bad.csv -f csv
is 'say nothing on standard output' "$(wc -c <out)" 0
says 'by row and column' '^bad.csv:2:2: error: benefit.ctr.lift: '
says 'all at once' '^bad.csv:3:3: error: plan.horizon: .*1 to 120'
is 'and no more than they are' "$(wc -l <err)" 2
mistake() { # WHAT PATTERN CONTENT
	printf "$3" >m.csv
	exits 2 "$1" report "$reco" --scenarios m.csv -f csv
	says "$1: told" "$2"
}
mistake 'an unknown key' "^m.csv:1:2: error: benefit.ctr.lif: .*did you mean 'lift'" 'name,benefit.ctr.lif\na,1\n'
mistake 'an unknown section' '^m.csv:1:3: error: team.ops.fte: ' 'name,plan.horizon,team.ops.fte\na,1,2\n'
mistake 'no name of an input' '^m.csv:1:2: error: ' 'name,horizon\na,1\n'
mistake 'a key twice' '^m.csv:1:3: error: PLAN.horizon: is column 2 already' 'name,plan.horizon,PLAN.horizon\na,1,2\n'
mistake 'a column without a name' '^m.csv:1:3: error: ' 'name,plan.horizon,\na,1,2\n'
mistake 'a first column that is no name' "^m.csv:1:1: error: .*'name'" 'plan.horizon\n12\n'
mistake 'semicolons' '^m.csv:1:1: error: .*commas' 'name;plan.horizon\na;12\n'
mistake 'semicolons and quotes' '^m.csv:1:1: error: .*commas' 'name;"plan.horizon"\n"a";12\n'
mistake 'a short row' '^m.csv:3:1: error: the row has 1 cell, the first row has 2' 'name,plan.horizon\na,12\nb\n'
mistake 'a long row' '^m.csv:2:3: error: the row has 3 cells' 'name,plan.horizon\na,12,13\n'
mistake 'a name twice' "^m.csv:4:1: error: name: 'a' is the name of row 2 already" 'name,plan.horizon\na,12\nb,13\na,14\n'
mistake 'no name' '^m.csv:2:1: error: name: ' 'name,plan.horizon\n,12\n'
mistake 'a stray quote' '^m.csv:2:2: error: a quote' 'name,plan.horizon\na,1"2\n'
mistake 'an open quote' '^m.csv:[23]:2: error: a quote is not closed' 'name,plan.horizon\na,"12\n'
mistake 'an empty file' '^m.csv: error: is empty' ''
for content in 'name,plan.horizon\n' 'name,plan.horizon' '\xef\xbb\xbfname,plan.horizon\r\n\r\n\n'; do
	mistake 'a header alone' '^m.csv: error: has no scenarios; each is a row' "$content"
	is 'a header alone: one error' "$(wc -l <err)" 1
done
for arguments in 'cashflow' 'check --require bogus' 'risk' 'drivers' 'solve -g npv=0 --all' 'sweep --over plan.horizon=12' 'path' 'crossover' \
	'controls' "compare $reco"; do
	exits 2 "$arguments: a header alone" $arguments "$reco" --scenarios m.csv
	is "$arguments: says nothing on standard output, and one error" "$(wc -c <out)/$(wc -l <err)" 0/1
done
mistake 'bytes that are no UTF-8' '^m.csv: error: is not in UTF-8' 'name,plan.horizon\n\xff,12\n'
mistake 'a line end within a value' '^m.csv:2:2: error: ' 'name,plan.name\na,"two\nlines"\n'
printf 'name,plan.horizon\na\0,12\n' >m.csv
exits 2 'a NUL byte' report "$reco" --scenarios m.csv
exits 3 'a file that is not there' report "$reco" --scenarios nowhere.csv
# Rows that do not fit together are counted by the line they begin in.
printf 'name,plan.note,plan.horizon\na,x,12\n\n\nb,y,121\n' >m.csv
exits 2 'blank lines' report "$reco" --scenarios m.csv
says 'count' '^m.csv:5:3: error: plan.horizon'

# What a French spreadsheet saves: an error that says how it is read, and read so, as what this program writes itself.
french=$ROOT/tests/cli/french-excel.csv
exits 2 'a French spreadsheet' report "$reco" --scenarios "$french" -f csv
is 'is one error' "$(cat err)" \
	"$french:1:1: error: cells are separated by commas, not by semicolons; --csv-dialect excel-fr reads semicolons and decimal commas"
"$BREAKEVEN" report "$reco" --scenarios "$french" -f json --csv-dialect excel-fr >out 2>err
is 'is read in its dialect' $? 0
printf 'name,demand.growth,plan.horizon\r\nbas,1.5%%,24\r\nhaut,2%%,24\r\n' >plain.csv
rows='import json, sys; print([[r[k] for k in ("option", "figure", "value")] for r in json.load(open(sys.argv[1]))["rows"]])'
python3 -c "$rows" out >french.rows
run report "$reco" --scenarios plain.csv -f json
same 'as the same table in plain CSV' french.rows <(python3 -c "$rows" out)
exits 2 'plain CSV in the French dialect' report "$reco" --scenarios plain.csv --csv-dialect excel-fr
is 'is one error' "$(cat err)" 'plain.csv:1:1: error: cells are separated by semicolons in this dialect (excel-fr), not by commas'
# Only numbers have decimal commas; distributions keep the commas between their numbers, groups stay errors.
printf '\xef\xbb\xbfname;plan.name;benefit.ctr.lift;business.annual_revenue\r\na;1,5;pert(10%%, 18%%, 24%%);1200000,5\r\nb;"x;y";10,5%% to 20,5%%;1,2M EUR\r\n' >fr.csv
printf 'name,plan.name,benefit.ctr.lift,business.annual_revenue\r\na,"1,5","pert(10%%, 18%%, 24%%)",1200000.5\r\nb,x;y,10.5%% to 20.5%%,1.2M EUR\r\n' >plain.csv
run report "$reco" --scenarios plain.csv -f csv
mv out rows
"$BREAKEVEN" report "$reco" --scenarios fr.csv -f csv --csv-dialect excel-fr >out 2>err
is 'a French table' $? 0
same 'says what the plain one says' <(sed 's/^\xef\xbb\xbf//; s/;/,/g; s/\([0-9]\),\([0-9]\)/\1.\2/g' out) <(sed 's/;/,/g; s/\([0-9]\),\([0-9]\)/\1.\2/g' rows)
printf 'name;business.annual_revenue\na;1.234,5\nb;12 000,5\nc;85.000\n' >fr.csv
exits 2 'groups of thousands' report "$reco" --scenarios fr.csv --csv-dialect excel-fr
is 'are told, one by one' "$(cut -d: -f2,3,6- err | sed 's/ here.*//')" "2:2: '1.234,5' is written '1_234.5'
3:2: '12 000.5' is written '12_000.5'
4:2: '85.000' is ambiguous: write '85' or '85_000'"
for number in '12 000 000' $'12\xc2\xa0000\xc2\xa0000' $'12\xe2\x80\xaf000\xe2\x80\xaf000' $'12\xe2\x80\x89000\xe2\x80\x89000' \
	$'12\xe2\x80\x87000\xe2\x80\x87000' "12'000'000" 12.000.000; do
	exits 2 "$number" report "$reco" --set "business.annual_revenue=$number"
	is 'is one error' "$(cat err)" \
		"--set: error: business.annual_revenue: '$number' is written '12_000_000' here: the decimal mark is '.', and '_' may separate thousands"
done
exits 2 'a decimal comma' report "$reco" --set 'benefit.ctr.lift=18,5%'
says 'is told so' "'18,5%' is written '18.5%' here: the decimal mark is '\.'"

# Warnings: of what a row gives, and of what in the profile no longer has an effect; what the profile was warned of itself is said once, at
# its line in the file.
{
	sed -e 's/^lift = .*/lift = 10% to 20%/' -e 's/^USD = .*/USD = 0.8 to 0.9/' "$reco"
	printf '[correlation]\nbenefit.ctr.lift ~ plan.horizon = 0.5\nbenefit.ctr.lift ~ fx.usd = 0.5\n'
} >pair.ini
pairs=$(grep -n 'lift ~ plan' pair.ini | cut -d: -f1)
printf 'name,fx.usd,benefit.ctr.from,benefit.ctr.until\na,0.85,,\nb,,9,6\nc,0.86,,\n' >warned.csv
exits 0 'rows that are warned of' report pair.ini --scenarios warned.csv -f csv
says 'and the profile' "^pair.ini:$pairs:20: warning: .*: this has no effect: 'plan.horizon' is not uncertain"
is 'are told of what has no effect' "$(grep -Ec "^warned.csv:[24]: warning: correlation.benefit.ctr.lift ~ fx.usd: this has no effect: 'fx.USD' is not uncertain" err)" 2
says 'and of what was given' '^warned.csv:3:4: warning: benefit.ctr.until: '
is 'each once' "$(wc -l <err)" 4
run check pair.ini --scenarios warned.csv -f csv
is 'check has them by their row' "$(grep -c "^pair.ini,[ac],warning,[24],profile,.*'fx.USD' is not uncertain" out)" 2
exits 0 'a line more' report pair.ini --set infra.serving.from=start
says 'counts for none in the file' "^pair.ini:$pairs:20: warning: "
is 'and in what check finds' "$("$BREAKEVEN" check pair.ini --set infra.serving.from=start -f csv | cut -d, -f3 | sort | tr '\n' ' ')" \
	"$("$BREAKEVEN" check pair.ini -f csv | cut -d, -f3 | sort | tr '\n' ' ')"

# A section more, and in the next row none.
sed '/^\[outcome\]/,$d' "$reco" >short.ini
printf 'name,outcome.success\na,1\nb,\n' >more.csv
exits 0 'a section that the profile lacks' report short.ini --scenarios more.csv -f csv
grep '^short.ini,b,' out | cut -d, -f3- >rows
run report short.ini -f csv
tail -n +2 out | cut -d, -f2- >expected
same 'leaves nothing to the next row' rows expected
exits 2 'a section that makes no sense' report short.ini --set outcome.success=0
says 'is told where it came from' '^--set: error: outcome: success, neutral and stopped are all 0'

# Many rows: the 1,500th is as it would be alone, and the others leave nothing behind.
python3 - >many.csv <<'END'
print("name,benefit.ctr.lift,plan.discount_rate,infra.storage.price")
for i in range(1500):
    print("s%d,%s,%s,%s" % (i, "%d%%" % (5 + i % 20) if i % 3 else "", "%d%%" % (3 + i % 9) if i % 2 else "",
                            "%d USD/month" % (1000 + i) if i % 5 else ""))
END
exits 0 'many rows' report "$reco" --scenarios many.csv -f csv --option hybrid
is 'are all answered' "$(grep -c ',npv,' out)" 1500
for i in 0 1023 1024 1497 1499; do
	sed -n "1p;$((i + 2))p" many.csv >one.csv
	mv out all
	run report "$reco" --scenarios one.csv -f csv --option hybrid
	is "row $i of many is as it is alone" "$(tail -n +2 out | sha256sum)" "$(grep ",s$i," all | sha256sum)"
	mv all out
done
is 'in their order' "$(grep ',npv,' out | cut -d, -f2)" "$(seq -f s%.0f 0 1499)"
exits 0 'many rows as JSON' report "$reco" --scenarios many.csv -f json --option hybrid
is 'are one array' "$(python3 -c 'import json; print(sum(r["figure"] == "npv" for r in json.load(open("out"))["rows"]))')" 1500
sed -e 's/^s700,[^,]*/s700,fast/; s/^s1400,[^,]*/s1400,slow/; s/^s30,[^,]*/s30,never/' many.csv >bad.csv
exits 2 'three wrong rows among many' report "$reco" --scenarios bad.csv -f csv
is 'are told in their order' "$(grep -o '^bad.csv:[0-9]*:2' err | tr '\n' ' ')" 'bad.csv:32:2 bad.csv:702:2 bad.csv:1402:2 '
is 'and nothing is said of the others' "$(wc -c <out)" 0
# What is written as it comes.
exits 0 'many rows, a file and its stamp' report "$reco" --scenarios many.csv -o many.out.csv --stamp --option hybrid
run report "$reco" --scenarios many.csv -f csv --option hybrid
same 'are what goes to standard output' out many.out.csv
is 'the stamp has their hash' "$(python3 -c 'import json; print(json.load(open("many.out.csv.meta.json"))["sha256"])')" "$(sha256sum out | cut -d' ' -f1)"
"$BREAKEVEN" report "$reco" --scenarios many.csv -f csv 2>err | head -c 1000 >out
is 'a reader that leaves is no error' "${PIPESTATUS[0]}/$(wc -c <err)" 0/0
if [ -e /dev/full ]; then
	"$BREAKEVEN" report "$reco" --scenarios many.csv -f csv >/dev/full 2>err
	is 'so is a full disk' "$?/$(wc -l <err)" 3/1
fi
# Ctrl-C: what is done so far goes to standard output, whole rows of whole scenarios; of a file there is nothing.
awk 'BEGIN { print "name,plan.horizon"; for (i = 0; i < 10000; i++) printf "s%d,%d\n", i, 120 - i % 3 }' >long.csv
# nameless PID: it has written to a file of this directory that has no name. (The profile's text is in such a file, too, but of no directory.)
nameless() {
	local fd
	while IFS= read -r fd; do
		[ ! -s "$fd" ] || return 0
	done < <(find "/proc/$1/fd" -lname "$PWD/*(deleted)" 2>/dev/null)
	return 1
}
# interrupt FILE ARGUMENT...: starts it, waits until it has written to FILE or to a file without a name, interrupts it; $status.
interrupt() {
	local file=$1 pid
	shift
	"$BREAKEVEN" report "$reco" --scenarios long.csv --option hybrid "$@" >long.out 2>err &
	pid=$!
	until [ -s "$file" ] || nameless $pid || ! kill -0 $pid 2>/dev/null; do
		sleep 0.01
	done
	there=$(ls long.out.csv 2>/dev/null)
	kill -INT $pid
	wait $pid
	status=$?
}
interrupt long.out -f csv
is 'interrupted' $status 130
says 'how far it came is told' 'interrupted: these are the first [0-9]+ of 10000 scenarios'
is 'that is what is written' "$(wc -l <long.out)" $(($(grep -o 'first [0-9]*' err | cut -d' ' -f2) * 28 + 1))
interrupt .breakeven-* -o long.out.csv
is 'interrupted, with a file to write' $status 130
is 'a file is not there before it is whole' "$there" ''
says 'that nothing is written is told' '^long.out.csv: error: interrupted: nothing is written'
is 'and that is so' "$(find . -name 'long.out.csv' -o -name '.breakeven-*')" ''
exits 0 'many rows as text' report "$reco" --scenarios many.csv
says 'are a list' '^1500 plans' out
run report "$reco" --scenarios many.csv -f md
says 'under a heading of the first level' '^# 1500 plans$' out
finish
