#!/bin/bash
# Every format says the same; CSV is safe to open; the locale changes nothing in it.
. "$ROOT/tests/cli/lib.bash"
reco=$golden/recommendation-engine.ini

for arguments in 'report' 'report --wide' 'cashflow' 'cashflow --by year' 'cashflow --lines' 'cashflow --by year --lines' 'check'; do
	run $arguments "$reco" "$golden/edges.ini" -f csv
	mv out a.csv
	run $arguments "$reco" "$golden/edges.ini" -f json
	mv out a.json
	python3 - "${arguments%% *}" <<'END'
import csv, json, sys
rows = list(csv.reader(open("a.csv", newline="")))
said = json.load(open("a.json"), parse_constant=lambda word: sys.exit("no JSON: " + word))
assert said["schema"] == "breakeven/1" and said["command"] == sys.argv[1] and said["made_by"]["version"]
header, rows = rows[0], rows[1:]
assert len(rows) == len(said["rows"]) > 0, (len(rows), len(said["rows"]))
for cells, row in zip(rows, said["rows"]):
    assert list(row) == header and len(cells) == len(header), (list(row), header)
    for name, cell in zip(header, cells):
        value = row[name]
        if isinstance(value, (int, float)):
            assert float(cell) == value, (name, cell, value)
        else:
            assert cell.lstrip("'") == (value or "").lstrip("'"), (name, cell, value)
END
	report "$arguments: JSON and CSV say the same, bit by bit"
	is "$arguments: lines end in CR LF" "$(grep -c -v $'\r$' a.csv)" 0
done

run report "$reco" -f csv
is 'the header of report' "$(head -1 out)" $'profile,option,figure,value,unit,status,currency\r'
run cashflow "$reco" -f csv
is 'the header of cashflow' "$(head -1 out)" \
	$'profile,option,month,date,infra,team,monitoring,other,benefit,incident_loss,net,cumulative,discounted,discounted_cumulative,currency\r'
is 'its first row has month and date' "$(sed -n 2p out | cut -d, -f2-4)" managed,1,2025-06
run cashflow "$golden/edges.ini" -f csv
is 'no date where the plan has no start' "$(sed -n 2p out | cut -d, -f2-4)" never,1,
run check "$reco" -f csv
is 'the header of check' "$(head -1 out)" $'profile,severity,line,rule,message\r'
run report "$golden/roots.ini" -f csv
is 'several rates have no one value' "$(grep two,irr, out | cut -d, -f2- | tr -d '\r')" two,irr,,share/year,multiple,
run report "$golden/roots.ini"
says 'people see them all' 'Two?.*10 %|two.*10 %|10 % or 20 %|several rates: ' out
run report "$golden/edges.ini"
says 'no payback is said in words' 'Never pays back, Payback: not within 24 months, 168.8 k(\$|USD) short' out

run cashflow "$golden/yearly-convention.ini" --by year -f csv
is 'the board has its columns' "$(cut -d, -f3 out | tr '\n' ' ' | tr -d '\r')" 'period initial year_1 year_2 year_3 total present_value '
run cashflow "$golden/growth.ini" -f md
is 'a plan is a heading, its options are below it' "$(grep -c '^# ' out):$(grep -c '^## ' out):$(grep -c '^### ' out)" 1:3:0
run cashflow "$golden/growth.ini" --by year -f csv --set plan.horizon=120 --option managed
is 'as many as there are years, ten at most' "$(cut -d, -f3 out | tr '\n' ' ' | tr -d '\r')" \
	"period initial $(printf 'year_%d ' {1..10})total present_value "
run cashflow "$golden/growth.ini" --by year -f csv --set plan.horizon=13 --option managed
is 'a year begun is a year' "$(cut -d, -f3 out | tr '\n' ' ' | tr -d '\r')" 'period initial year_1 year_2 total present_value '
run report "$golden/yearly-convention.ini" -f csv
npv=$(grep ',npv,' out | cut -d, -f4)
run cashflow "$golden/yearly-convention.ini" --by year -f csv
is 'whose present value is the npv' "$(python3 -c "print(abs($(grep present_value out | cut -d, -f10) / $npv - 1) < 1e-12)")" True

# Amounts name their currency, in the last column; nothing else has one.
cat >euro.ini <<'END'
[plan]
name = one
currency = EUR
horizon = 12
[fx]
USD = 0.9
[option.a]
[option.b]
[team.ops]
fte.a = 0
fte.b = 1
salary = 60k
[other.x]
price.a = uniform(10, 12)
price.b = 5 USD/month
[benefit.y]
annual_value = 240
END
sed -e 's/^currency.*/currency = CHF/' euro.ini >franc.ini
for arguments in 'report' 'report --wide' 'cashflow' 'cashflow --by year' 'risk --trials 100' 'drivers --trials 100' \
	'solve -g npv=0 --all' 'sweep --over team.ops.fte.b=1' 'path' 'crossover' 'controls'; do
	exits 0 "$arguments of two currencies" $arguments euro.ini franc.ini -f csv
	mv out both.csv
	run $arguments euro.ini franc.ini -f json
	python3 - <<'END'
import csv, json
header, *rows = csv.reader(open("both.csv", newline=""))
assert header[-1] == "currency" and header.count("currency") == 1, header
assert all(list(row) == header for row in json.load(open("out"))["rows"])
money = {"irr": False, "payback": False, "npv": True, "probability": False, "tornado_p10": True, "sobol_first": False,
         "evppi": True, "total_cost": True, "run_cost_per_1000_requests": True, "roi": False}
for cells in rows:
    row = dict(zip(header, cells))
    own = "EUR" if row["profile"] == "euro.ini" else "CHF"
    name = row.get("figure") or row.get("measure")
    expected = money.get(name) if name else "option_a" not in row
    if "input" in row and "low" in row:
        expected = any(word in row["input"].split(".") for word in ("price", "salary", "annual_value"))
        own = "USD" if row["input"] == "other.x.price.b" else own
    if expected is not None:
        assert row["currency"] == (own if expected else ""), row
END
	report "$arguments: its currency"
done
run compare euro.ini euro.ini --set plan.horizon=24 -f csv
is 'compare: money alone has one' "$(grep -c '^npv,.*,EUR' out)/$(tr -d '\r' <out | grep -c '^irr,.*,$')" 2/2
run sweep euro.ini --over 'other.x.price.b=5 USD/month,6 EUR/month' --figure payback -f csv
is 'a swept amount is in the currency it is given in' "$(sed 's/.*,//' out | tr -d '\r' | sort | uniq -c | tr -s ' \n' ' ')" ' 2 EUR 2 USD 1 currency '
run keys -f csv
is 'keys has none' "$(head -1 out | grep -c currency)" 0

# Profiles of one name go by their files' names as well.
name=$(sed -n 's/^name = //p' "$reco")
mkdir -p old
cp "$reco" a.ini && cp "$reco" b.ini && cp "$reco" old/b.ini
for arguments in 'report' 'cashflow' 'check' 'risk --trials 100' 'drivers --trials 100' 'solve -g npv=0 -i benefit.ctr.lift' \
	'sweep --over plan.horizon=12' 'path' 'crossover' 'controls'; do
	for format in text md; do
		run $arguments a.ini b.ini -f $format
		is "$arguments -f $format: each with its file" "$(grep -cE "^(# )?$name \((a|b).ini\)" out)" 2
	done
	run $arguments a.ini b.ini -f csv
	is "$arguments -f csv: each by its path" "$(cut -d, -f1 out | sort -u | tr '\n' ' ')" 'a.ini b.ini profile '
done
run report a.ini b.ini -f md
says 'the matrix has them in its head' "^.   . $name \(a.ini\) . $name \(b.ini\) .\$" out
run report b.ini old/b.ini -f md
says 'files of one name go by their paths' "^.   . $name \(b.ini\) . $name \(old/b.ini\) .\$" out
run compare a.ini b.ini
says 'compare names both' "^$name \(b.ini\), against $name \(a.ini\)\$" out
printf 'name,plan.name\nr,New\n' >renamed.csv
run report a.ini b.ini --scenarios renamed.csv -f md
says 'a name that a scenario gives is shared' '^# New \(b.ini\): r$' out
run report a.ini "$golden/growth.ini" -f md
is 'a name of its own stands alone' "$(grep -c "^# $name\$" out)" 1

# Numbers are the shortest that read back.
for arguments in 'report' 'cashflow' 'risk --trials 100'; do
	for format in csv json; do
		run $arguments "$reco" -f $format
		python3 - <<'END'
import re
numbers = re.findall(r'(?<=[,:])-?[0-9]+(?:\.[0-9]+)?(?:e[+-][0-9]+)?(?=[,}\r])', open("out", newline="").read())
assert len(numbers) > 50
def digits(text):
    return text.lstrip("-").split("e")[0].replace(".", "").strip("0")
wrong = [n for n in numbers if digits(n) != digits(repr(float(n)))]
assert not wrong, wrong[:5]
END
		report "$arguments -f $format: no digit too many"
	done
done

# A French spreadsheet.
run report "$reco" -f csv
mv out plain.csv
exits 0 'a French spreadsheet' report "$reco" -f csv --csv-dialect excel-fr
python3 - <<'END'
import csv
text = open("out", encoding="utf-8", newline="").read()
assert text.startswith("\ufeff")
french = list(csv.reader(text[1:].splitlines(), delimiter=";"))
plain = list(csv.reader(open("plain.csv", newline="")))
assert [[c.replace(".", ",") if i == 3 else c for i, c in enumerate(row)] for row in plain] == french
END
report 'gets semicolons, decimal commas and a byte order mark'

# What a spreadsheet would run.
cp "$reco" '=1+1.ini'
run report '=1+1.ini' -f csv
is 'a text that is a formula is none' "$(sed -n 2p out | cut -d, -f1)" "'=1+1.ini"
run report '=1+1.ini' -f csv --raw
is 'unless asked for' "$(sed -n 2p out | cut -d, -f1)" '=1+1.ini'
run report "$golden/edges.ini" -f csv
is 'a negative number is no text' "$(grep -c ",'-" out)" 0

# Every output but CSV says what made it.
for format in text json md; do
	run report "$reco" -f $format --set plan.horizon=24
	says "$format names the program" 'breakeven.*[0-9]+\.[0-9]+' out
	says "$format names the profile's hash" "$(sha256sum "$reco" | cut -c1-12)" out
	says "$format names what was set" 'plan.horizon=24' out
done
run report mvp
says 'a shipped profile is named as one' 'profile mvp \(shipped\), sha256 [0-9a-f]{12}' out

# Joiners within words and emoji, and soft hyphens, are text like any other; what turns the reading direction is not.
joiners=$ROOT/tests/cli/joiners.ini
run report "$joiners" --set 'option.b.label=👩‍💻 dev'
for word in 'می‌خواهم' '👩‍💻 dev'; do
	says "$word in text" "$word" out
done
# The column ends where its rule does.
[ -z "$utf8" ] || is 'an emoji takes its columns once' "$(grep -m1 '👩‍💻 dev' out | sed 's/می‌خواهم/1234567/; s/👩‍💻/12/' | wc -m)" "$(grep -m2 '^──' out | tail -1 | wc -m)"
for format in md json csv; do
	run report "$joiners" --set 'option.a.label=soft­hyphen' -f $format
	is "$format shows no character in their place" "$(grep -c '�' out)" 0
done
run report "$joiners" --set 'option.b.label=a‮b‍'
says 'an override and a joiner at the end of a word are shown as such' 'a�b�' out

# No locale changes a figure.
for locale in C fr_FR.UTF-8 tr_TR.UTF-8 de_DE.UTF-8; do
	if [ "$locale" != C ] && ! locale -a 2>/dev/null | grep -qi "^${locale%.UTF-8}.utf-\?8"; then
		echo "skip - CSV in $locale # locales-all"
		continue
	fi
	LC_ALL=$locale "$BREAKEVEN" report "$reco" --set benefit.ctr.lift=12.5% -f csv >"$locale.csv" 2>err
	LC_ALL=$locale "$BREAKEVEN" cashflow "$reco" --set benefit.ctr.lift=12.5% -f json >"$locale.json" 2>err
	same "CSV in $locale" C.csv "$locale.csv"
	same "JSON in $locale" C.json "$locale.json"
done
finish
