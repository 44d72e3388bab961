#!/bin/bash
# Where every number comes from: the text is read back and computed, down to lines of the profile; the same in JSON and CSV.
. "$ROOT/tests/cli/lib.bash"
reco=$golden/recommendation-engine.ini
header=profile,option,node,parent,label,formula,value,unit,file,line,source,currency

# computes WHAT PROFILE ARGUMENT... -- FIGURE...: every equation and line of what why says of the figures, with all their levels.
computes() {
	local what=$1 profile=$2 arguments=() figure files=()
	shift 2
	while [ "$1" != -- ]; do
		arguments+=("$1")
		shift
	done
	shift
	for figure; do
		files+=("$figure.out")
		"$BREAKEVEN" why "$profile" "$figure" --all ${arguments[@]+"${arguments[@]}"} >"$figure.out" 2>err </dev/null || break
	done
	if python3 "$ROOT/tests/cli/why.py" "$profile" "${files[@]}" >said; then
		echo "ok - $what: $(tail -1 said) equations and lines"
	else
		echo "not ok - $what"
		failures=$((${failures:-0} + 1))
	fi
	grep '^    ' said
	rm -f -- "${files[@]}"
}

figures=(npv payback irr outcome_npv)
computes 'the golden plan' "$reco" -- "${figures[@]}"
computes 'in ASCII' "$golden/edges.ini" --ascii -- "${figures[@]}" cost_per_1000_requests
computes 'in Markdown' "$golden/incidents.ini" -f md -- npv
if ! few; then
	for plan in edges exact growth incidents moments roots rounding uncertain yearly-convention; do
		computes "$plan" "$golden/$plan.ini" -- "${figures[@]}" discounted_payback_lasting peak_funding cost_per_1000_requests \
			run_cost_per_1000_requests breakeven_benefit monthly_cost_at_launch
	done
	computes 'a shipped plan' "$ROOT/profiles/enterprise.ini" -- npv payback
	if locale -a 2>/dev/null | grep -qix 'fr_FR\.utf-\?8'; then
		LC_ALL=fr_FR.UTF-8 LANGUAGE=en computes 'in a French locale' "$golden/moments.ini" -- "${figures[@]}"
	else
		echo 'skip - in a French locale # locales-all'
	fi
fi

# ---- What may be asked for

cat >plan.ini <<'END'
[plan]
horizon = 12
discount_rate = 12%
[fx]
USD = 0.9
[demand]
requests_per_day = uniform(1M, 3M)
[option.one]
time_to_market = 2
hosting = managed
[option.two]
[infra.serving]
source = the invoice of May
managed_price = 300 USD/month
self_hosted_price = pert(100, 200, 400)/month
quantity = 2
[team.ops]
salary = 60k to 90k
fte = 0.5
[benefit.value]
annual_value = normal(200k, 10k)
END
run why plan.ini one.infra.serving@8 --all -f csv
same 'the header, and the number itself first' <(head -2 out | tr -d '\r' | cut -d, -f1-7) - <<END
${header%,unit*}
plan.ini,one,infra.serving@8,,serving,infra.serving.price_a_month * infra.serving.quantity * infra.serving.active@8,540
END
is 'the whole header' "$(head -1 out)" "$header"$'\r'
says 'a line of the profile' '^plan.ini,one,infra.serving.managed_price,infra.serving.price_a_month,managed_price,,300,USD/month,plan.ini,14,the invoice of May,USD' out
says 'a choice in words' '^plan.ini,one,option.one.hosting,.*,hosting,managed,,,plan.ini,10,' out
run why plan.ini one.infra.serving@8 --all
says 'text names the line beside the number' 'infra\.serving\.managed_price +300 USD/month  plan\.ini:14$' out
says 'and the choice that led to it' 'option\.one\.hosting +managed  plan\.ini:10$' out
says 'and its source' 'source of \[infra.serving\]: the invoice of May$' out
run why plan.ini two.infra.serving@8 --all
says 'a default says so' 'option\.two\.hosting +managed  default$' out
run why plan.ini two.infra.serving@8 --all --set option.two.hosting=self-hosted --set infra.serving.quantity=3
says '--set says so' 'infra\.serving\.quantity +3  --set$' out
says 'of a choice too' 'option\.two\.hosting +self-hosted  --set$' out
says 'which value stands for an uncertain input' 'the most likely of pert\(100, 200, 400\)$' out
for input in demand.requests_per_day:'the middle of uniform\(1M, 3M\)' team.ops.salary:'the median of 60k to 90k' \
	benefit.value.annual_value:'the mean of normal\(200k, 10k\)'; do
	run why plan.ini "one.${input%%:*}"
	says "that of ${input%%:*}" "${input#*:}" out
done
printf 'name,infra.serving.quantity,option.one.time_to_market\nmany,7,\nlate,,3\n' >cases.csv
run why plan.ini one.infra.serving@8 --all --scenarios cases.csv
says "a scenario's cell says so" 'infra\.serving\.quantity +7  cases\.csv:2$' out
says 'where the cell is empty it is the line of the profile' 'infra\.serving\.quantity +2  plan\.ini:16$' out
run why plan.ini one.infra.serving@8 --scenarios cases.csv -f csv
is 'a row names its scenario' "$(grep -c '^plan.ini,\(many\|late\),one,infra.serving@8,,' out)" 2

# ---- How much of it

depths() { # DEPTH
	"$BREAKEVEN" why plan.ini one.npv --depth "$1" -f csv | wc -l
}
is 'no level below' "$(depths 0)" 2
is 'one level' "$(depths 1)" 4
run why plan.ini one.npv -f csv
is 'which is what it does by itself' "$(wc -l <out)" 4
"$BREAKEVEN" why plan.ini one.npv --all -f csv >all
"$BREAKEVEN" why plan.ini one.npv --depth 100 -f csv >deep
same '--all is as deep as it goes' all deep
[ "$(depths 2)" -gt 4 ] && [ "$(depths 3)" -gt "$(depths 2)" ] && [ "$(wc -l <all)" -gt "$(depths 3)" ]
report 'each level adds to the one above'
exits 2 'no level above' why plan.ini npv --depth -1
run why plan.ini npv --depth 0 -f csv
is 'every option by itself' "$(cut -d, -f2 out | tail -n +2 | tr '\n' ' ')" 'one two '
run why plan.ini npv --depth 0 -f csv --option two
is 'the one that is asked for' "$(cut -d, -f2 out | tail -n +2 | tr '\n' ' ')" 'two '

"$BREAKEVEN" why plan.ini npv --depth 4 -f csv >a.csv
"$BREAKEVEN" why plan.ini npv --depth 4 -f json >a.json
python3 - <<'END'
import csv, json
rows = list(csv.DictReader(open("a.csv", newline="")))
told, depths = [], []
def tell(row, parent, depth):
    children = row.pop("children", [])
    assert row["parent"] == parent, row
    told.append(row)
    depths.append(depth)
    for child in children:
        tell(child, row["node"], depth + 1)
for row in json.load(open("a.json"))["rows"]:
    tell(row, None, 0)
assert len(rows) == len(told) > 20 and max(depths) == 4 and depths.count(0) == 2, (len(rows), len(told), depths)
for cells, row in zip(rows, told):
    assert list(cells) == list(row), (cells, row)
    for name, cell in cells.items():
        same = float(cell) == row[name] if isinstance(row[name], (int, float)) else cell.lstrip("'") == (row[name] or "").lstrip("'")
        assert same, (name, cell, row[name])
END
report 'JSON is a tree, whose nodes are the rows of CSV'

# ---- What is no name

refuses() { # NAME PATTERN
	exits 2 "'$1' is refused" why plan.ini "$1"
	says "'$1': what would be right" "$2"
	is "'$1': nothing is printed" "$(cat out)" ''
}
refuses nvp "did you mean 'npv'\?"
refuses one.nvp "did you mean 'npv'\?"
refuses infra.servin@8 "did you mean 'infra.serving'\?"
refuses benefit.value.annual_valeu "did you mean 'benefit.value.annual_value'\?"
refuses onne.payback "did you mean 'one.payback'\?"
refuses xyzzy 'write npv, net@8'
refuses net@13 'the months of the plan are 1 to 12'
refuses net@0 'net@8'
refuses net@ 'net@8'
refuses net@1.5 'net@8'
refuses npv@8 'a figure is of no month'
exits 2 'a figure is needed' why plan.ini

# ---- What has no value

# explains WHAT FIGURE STATUS REASON: of option a of none.ini.
explains() {
	run why none.ini "a.$2" --all
	says "$1: the status" "$3" out
	tr -s ' \n' ' ' <out >joined
	says "$1: the reason" "$4" joined
	run why none.ini "a.$2" -f json --depth 0
	says "$1: no value" "\"node\":\"$2\",.*\"value\":null,\"unit\"" out
}
begin='[plan]\nhorizon = 12\n[option.a]\ntime_to_market = 2\n'
cost='[other.c]\nprice = 100/month\nfrom = start\n'
benefit='[benefit.b]\nannual_value = 3000\n'
printf '%b' "$begin$cost" >none.ini
explains 'never pays back' payback 'not within the horizon' 'what it lacks|it lacks then.*short@12 .* 1.?200.*cumulative@1 '
explains 'nothing comes in' irr 'no flow is ever above zero' 'no flow is above 0.*flow_after'
explains 'no requests' cost_per_1000_requests 'no requests served' 'total_cost / requests .*no requests are served'
explains 'no benefit' breakeven_benefit 'no benefit to scale' 'nothing to divide by'
explains 'no outcome' outcome_npv 'no outcome section' 'the plan has no section \[outcome\]'
printf '%b' "$begin$benefit" >none.ini
explains 'nothing is paid' irr 'no flow is ever below zero' 'no flow is below 0.*flow_after'
explains 'over zero' roi 'undefined: over zero' 'nothing to divide by.*total_cost Total cost 0 '
printf '[plan]\nhorizon = 12\n[option.a]\ntime_to_market = 12\n%b' "$cost" >none.ini
explains 'not launched' monthly_cost_at_launch 'not launched within the horizon' 'no whole month is left.*time_to_market 12 months none.ini:4.*horizon 12 months'
printf '[plan]\nhorizon = 12\n[option.a]\n%b[benefit.harm]\nannual_value = -12k\nfrom = 3\n' "$cost" >none.ini
run why none.ini a.peak_funding
says 'a benefit that harms does not make a loss of nothing' '^peak_funding .* 10.?200 ' out
printf '[plan]\nhorizon = 12\n[option.a]\n[other.c]\nprice = 1e18/month\nquantity = 150\nfrom = start\nuntil = 1\n' >none.ini
run why none.ini a.total_cost
says 'an exponent keeps its zeros' '^total_cost .* 1\.5e\+20 ' out
cp "$golden/roots.ini" roots.ini
run why roots.ini two.irr --all
says 'several rates' 'IRR +several rates' out
is 'each of them' "$(grep -c '^  irr_root' out)" 2
is 'each leaves no NPV' "$(grep -c '^    npv_at_irr_root\.[12]  NPV at this rate  *0\(\.00\)\? ' out)" 2
finish
