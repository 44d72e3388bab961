#!/bin/bash
# compare, solve, sweep, crossover, path, controls.
. "$ROOT/tests/cli/lib.bash"
reco=$golden/recommendation-engine.ini

# path: the golden cases, in rank.
for case in path path-yearly; do
	exits 0 "path of $case" path "$golden/$case.ini" -f csv
	is "ranks and moves of $case" "$(tail -n +2 out | tr -d '\r' | cut -d, -f2,4)" \
		"$(awk '{ n++; moves = $8; for (i = 10; i <= NF; i += 2) moves = moves " " $i; print n "," moves }' "$golden/$case.path.txt")"
	is "npv of $case" "$(tail -n +2 out | cut -d, -f3 | LC_ALL=C xargs printf '%.6f\n')" "$(awk '{ print $3 }' "$golden/$case.path.txt")"
done
exits 0 'path in words' path "$golden/path.ini"
says 'names the moves and what they gain' 'managed, after 15 months hybrid: npv 2.*184.* more than staying' out
says 'tells what moving costs' '^managed to hybrid, in month 16 +40\.0 +0\.0 +33\.[78] +11\.1 +84\.9' out
exits 0 'path of one option' path "$golden/path.ini" --option hybrid
says 'no move is said so' 'hybrid is best throughout' out

# solve
exits 0 'solve' solve "$reco" --goal 'npv = 0' --input benefit.ctr.lift -f csv
is 'has its columns' "$(head -1 out | tr -d '\r')" profile,option,input,value,now,low,high,status,currency
is 'answers once an option' "$(grep -c ',reached' out)" 3
value=$(awk -F, '/,hybrid,/ { print $4 }' out)
exits 0 'the answer put into the plan' report "$reco" --set "benefit.ctr.lift=$value" -f csv
is 'meets the goal' "$(awk -F, '$2 == "hybrid" && $3 == "npv" { print ($4 < 0.01 && $4 > -0.01) }' out)" 1
exits 0 'a goal out of reach is a result' solve "$reco" --goal 'hybrid.payback <= 1' -i benefit.ctr.margin -f csv
says 'with a status and no value' ',benefit.ctr.margin,,1,0,1,outside_range' out
exits 0 'and in words' solve "$reco" --goal 'hybrid.payback <= 1' -i benefit.ctr.margin
says 'the range is named' 'no value of benefit.ctr.margin between 0% and 100% pays back within 1 month' out
exits 0 'what has no part in it' solve "$reco" --goal 'hybrid.payback <= 1' -i demand.users -f csv
says 'is impossible' ',demand.users,,.*,impossible' out
exits 0 'every input' solve "$reco" --goal 'hybrid.payback <= 8' --all
says 'those that need least change first' '^input +now +met with +change' out
exits 2 'no goal' solve "$reco"
says 'is told with an example' "--goal 'payback <= 12'"
exits 2 'neither inputs nor all' solve "$reco" --goal 'npv = 0'
exits 2 'an unknown input' solve "$reco" --goal 'npv = 0' -i benefit.ctr.lft
says 'the nearest is offered' "did you mean 'benefit.ctr.lift'"
exits 2 'a limit of the wrong kind' solve "$reco" --goal 'hybrid.irr >= 30' -i benefit.ctr.lift
says 'says what to write' "'irr' is a share: write 30%, or 3000%"
exits 2 'a goal of an option that is left out' solve "$reco" -g 'managed.payback <= 12' -i benefit.ctr.lift --option hybrid
says 'is told' "'managed.payback <= 12' is about an option that --option leaves out"
exits 2 'more goals than can stand together' solve "$reco" -g npv=1 -g npv=2 -g npv=3 -g npv=4 -g npv=5 -g npv=6 -g npv=7 -g npv=8 -g npv=9 --all
says 'how many may' '9 goals are too many to stand together; at most 8'

# A value beside its limit; a change from 0 in points.
exits 0 'a goal that is hardly met' solve "$reco" -g 'hybrid.payback <= 7.9' -i benefit.ctr.risk_adjustment
says 'tells the value from it' '^payback ≤ 7.9 months is met: now 7.88 months' out
says 'from 0 in points' 'benefit.ctr.risk_adjustment +0% .*\+[0-9.]+ points' out

# Levers.
printf '[plan]\nname = fleet\nhorizon = 12\ndiscount_rate = 0%%\n[demand]\nrequests_per_day = 4320000\n[option.a]\n%s\n%s\n' \
	"[infra.m]
price = 50k
capacity = 100" "[benefit.x]
annual_value = 1.9M" >fleet.ini
exits 0 'equality on a plateau' solve fleet.ini -g 'npv = 700k' -i demand.requests_per_day -f csv
is 'is met from its near end on' "$(tail -1 out | awk -F, '{ printf "%.0f", $4 / 1000 }')" 8640
exits 0 'a cut of demand' solve fleet.ini --set demand.requests_per_day=20M -g 'npv >= 700k' -i demand.requests_per_day -f csv
is 'is no lever' "$(tail -1 out | tr -d '\r' | cut -d, -f3,4,5,8)" demand.requests_per_day,,20000000,no_lever
exits 0 'in words' solve fleet.ini --set demand.requests_per_day=20M -g 'npv >= 700k' -i demand.requests_per_day
says 'why' 'demand.requests_per_day is no lever: it would take a cut in demand' out
exits 0 'with --all' solve fleet.ini --set demand.requests_per_day=20M -g 'npv >= 700k' --all -f csv
is 'it has no row' "$(grep -c demand.requests_per_day out)" 0

# Goals together, and probabilities.
exits 0 'two goals' solve "$reco" -g 'npv >= 2.5M' -g 'hybrid.payback <= 7' -i benefit.ctr.lift -f csv
is 'stand in each row' "$(tail -n +2 out | wc -l)" 3
lift=$(awk -F, '$2 == "managed" { print $4 }' out)
exits 0 'and both hold there' check "$reco" --set "benefit.ctr.lift=$lift" --require 'managed.npv >= 2.5M' --require 'hybrid.payback <= 7'
exits 1 'a little before, they do not' check "$reco" --set "benefit.ctr.lift=$(awk -v x="$lift" 'BEGIN { print x * 0.999 }')" \
	--require 'managed.npv >= 2.5M' --require 'hybrid.payback <= 7'
exits 0 'two goals in words' solve "$reco" -g 'npv >= 2.5M' -g 'hybrid.payback <= 7' -i benefit.ctr.lift
says 'are named together' '^npv ≥ 2.500 k€ and hybrid.payback ≤ 7 months do not hold together: now .* and 7.9' out
exits 0 'a goal from both sides' solve "$reco" -g 'npv >= 0' -g 'npv <= 0' -i benefit.ctr.lift -f csv
tail -n +2 out | tr -d '\r' >both
run solve "$reco" -g 'npv = 0' -i benefit.ctr.lift -f csv
is 'is the goal of equality' "$(cat both)" "$(tail -n +2 out | tr -d '\r')"
exits 0 'in words' solve "$reco" -g 'npv >= 0' -g 'npv <= 0' -i benefit.ctr.lift
says 'it is one value' '^benefit.ctr.lift  18%  = 6.335%' out
exits 0 'a goal that the range ends before' solve "$reco" -g 'npv <= -100M' -i benefit.ctr.lift
says 'comes nearest at a value of few digits' '^ *(nearest at )?-99.99%: -30.*481' out
uncertain=$golden/uncertain.ini draws='--trials 1000 --seed 3'
exits 0 'a probability' solve "$uncertain" -g 'p(hybrid.npv > 0) >= 40%' -i benefit.ctr.lift $draws
says 'with its seed' '^seed 3, 1000 trials' out
says 'says what the value of a distribution is' 'whole distribution is scaled to it' out
says 'restates the goal' '^p\(hybrid.npv > 0.00 €\) ≥ 40 % is not met: now [0-9.]+ %\.' out
exits 0 'in figures' solve "$uncertain" -g 'p(hybrid.npv > 0) >= 40%' -i benefit.ctr.influenced_share -i benefit.ctr.lift $draws -f csv
value=$(awk -F, '$3 == "benefit.ctr.influenced_share" { print $4 }' out)
lift=$(awk -F, '$3 == "benefit.ctr.lift" { print $4 }' out)
times() { awk -v x="$1" -v by="$2" 'BEGIN { printf "%.15g", x * by }'; }
# pert(1%, 6%, 9%), moved whole to the best guess $1
moved() { awk -v x="$1" 'BEGIN { printf "pert(%.12g, %.12g, %.12g)", x / 6, x, x * 1.5 }'; }
exits 0 'a number: the probability holds there' check "$uncertain" --set "benefit.ctr.influenced_share=$value" \
	--require 'p(hybrid.npv > 0) >= 40%' $draws
exits 1 'and not before' check "$uncertain" --set "benefit.ctr.influenced_share=$(times "$value" 0.999)" \
	--require 'p(hybrid.npv > 0) >= 40%' $draws
exits 0 'a distribution: the same' check "$uncertain" --set "benefit.ctr.lift=$(moved "$(times "$lift" 1.001)")" \
	--require 'p(hybrid.npv > 0) >= 40%' $draws
exits 1 'and not before, either' check "$uncertain" --set "benefit.ctr.lift=$(moved "$(times "$lift" 0.999)")" \
	--require 'p(hybrid.npv > 0) >= 40%' $draws
exits 0 'of any figure, with a figure' solve "$uncertain" -g 'p(hybrid.irr > 10%) >= 40%' -g 'npv > 0' -i benefit.ctr.lift \
	--trials 100 --option hybrid -f csv
is 'finds a place' "$(tail -1 out | tr -d '\r' | cut -d, -f8)" reached
exits 2 'an unknown figure' solve "$reco" --goal 'nvp = 0' -i benefit.ctr.lift

# sweep
exits 0 'sweep' sweep "$reco" --over benefit.ctr.lift=10%..20%:5% --figure npv -f csv
is 'has the key first' "$(head -1 out | tr -d '\r')" benefit.ctr.lift,option,figure,value,status,currency
is 'points times options' "$(tail -n +2 out | wc -l)" 9
run report "$reco" --set benefit.ctr.lift=15% -f csv
expected=$(awk -F, '$2 == "hybrid" && $3 == "npv" { printf "%.4f", $4 }' out)
run sweep "$reco" --over benefit.ctr.lift=10%..20%:5% --figure npv -f csv
is 'a point is the plan with that value' "$(awk -F, '$1 == 0.15 || $1 == 0.14999999999999999 { if ($2 == "hybrid") printf "%.4f", $4 }' out)" "$expected"
exits 0 'words and numbers, a grid' sweep "$reco" --over plan.convention=monthly,yearly --over demand.growth=0%,1% -f csv
is 'all its points' "$(tail -n +2 out | cut -d, -f1,2 | sort -u | wc -l)" 4
exits 0 'sweep in words' sweep "$reco" --over option.hybrid.time_to_market=2,4,6
says 'a row a value' '^ +6 +' out
exits 0 'over the horizon' sweep "$golden/edges.ini" --over demand.growth=0%,1% --over plan.horizon=6,12 --option never --figure payback
is 'each says its own' "$(grep -Eo 'not in [0-9]+ m' out | tr '\n' ,)" 'not in 6 m,not in 12 m,not in 6 m,not in 12 m,'
exits 2 'over the currency' sweep "$reco" --over plan.currency=EUR,GBP
says 'amounts would not compare' 'a table holds one currency'
exits 2 'a value out of range' sweep "$reco" --over benefit.ctr.margin=90%..110%:10%
says 'is refused as in a profile' 'benefit.ctr.margin'
exits 2 'no step' sweep "$reco" --over benefit.ctr.lift=10%..20%
exits 2 'nothing to sweep' sweep "$reco"
exits 2 'an unknown key' sweep "$reco" --over benefit.ctr.lft=1,2
says 'names it' 'lft'
{ cat "$golden/uncertain.ini"; printf '[correlation]\nbenefit.ctr.lift ~ demand.growth = 0.5\n'; } >pair.ini
exits 0 'an input that moves with another' sweep pair.ini --over benefit.ctr.lift=10%,20% --figure npv -f csv
mv out rows
run sweep "$golden/uncertain.ini" --over benefit.ctr.lift=10%,20% --figure npv -f csv
same 'is swept like any other' out rows

# crossover
printf '[demand]\nrequests_per_day = 200k\ngrowth = 10%%\n[option.managed]\n[option.own]\nhosting = self-hosted\n%s\n%s\n%s\n' \
	'[infra.serving]' 'managed_price = 300/million requests' 'self_hosted_price = 3650/month' >cross.ini
exits 0 'crossover' crossover cross.ini -f csv
is 'where they cost the same' "$(tail -n +2 out | tr -d '\r' | awk -F, '{ printf "%s,%s,%.3f,%s,%s", $2, $3, $4, $5, $6 }')" \
	managed,own,400000.000,9,a_then_b
exits 0 'in words' crossover cross.ini
says 'month and demand' 'From month 9 on, at 400 k requests a day, own costs less a month than managed' out
exits 0 'without growth' crossover cross.ini --set demand.growth=0%
says 'demand alone' 'Below 400 k requests a day managed costs less a month, above it own' out
exits 0 'one always dearer' crossover cross.ini --set infra.serving.self_hosted_price=0
says 'is said so' 'own costs less a month than managed at any demand' out
printf '[option.a]\n[option.b]\n[other.x]\nprice = 50\nprice.b = 20\nuntil.a = 6\n' >dry.ini
exits 0 'without requests' crossover dry.ini -f csv
is 'months alone' "$(tail -1 out | tr -d '\r')" dry.ini,a,b,,7,b_then_a,
exits 0 'and in words' crossover dry.ini
says 'no demand' 'From month 7 on a costs less a month than b' out
exits 0 'no month either' crossover dry.ini --set other.x.until.a=never
says 'in which it turns' 'b costs less than a in every month: 20.00 [^ ]+ against 50.00 [^ ]+ in the last one' out

# Machines beside an API: every stair on which the order turns.
printf '[plan]\nhorizon = 12\n[demand]\nrequests_per_day = 10M\n[option.api]\n[option.self]\n[infra.serving]\n%s\n%s\n%s\nquantity.self = 1\n' \
	'price.api = 30 /million requests' 'price.self = 3650' 'capacity.self = 47.98' >stairs.ini
exits 0 'stairs' crossover stairs.ini -f csv
is 'cross 55 times' "$(grep -c '_then_' out)" 55
cp stairs.ini endless.ini
printf '[other.fee]\nprice = 1000\nprice.self = 0\n' >>endless.ini
sed -i 's/47.98/46.2962962962963/' endless.ini
exits 0 'stairs without end' crossover endless.ini -f csv
is 'say where they were looked at' "$(tail -1 out | tr -d '\r' | cut -d, -f2-6)" api,self,10000000000,,more
exits 0 'in words' crossover endless.ini
says 'the first hundred' '4[^0-9]+899 more crossings, the last one at [0-9.]+ G requests a day \(-f csv names them\)' out
says 'and that there may be more' 'Above 10 G requests a day they may cross again and again' out
exits 0 'none, as far as one can see' crossover endless.ini --set other.fee.price=0
says 'is said so' 'Up to 10 G requests a day api costs no more a month than self; above it they may cross' out

# A month has one number: that of its row in the cash flow.
growth=$ROOT/profiles/growth.ini
exits 0 'the months of a plan' cashflow "$growth" -f csv --set demand.peak_factor=3
mv out months.csv
run_cost() { awk -F, -v o="$1" -v m="$2" '$2 == o && $3 == m { print $5 + $6 + $7 + $8 }' months.csv; }
exits 0 'a crossover within it' crossover "$growth" --option managed --option hybrid -f csv --set demand.peak_factor=3
month=$(awk -F, 'NR > 1 && $5 != "" { print $5; exit }' out)
is 'the one named is dearer the month before, and the other from that month on' \
	"$(echo "$(run_cost managed $((month - 1))) < $(run_cost hybrid $((month - 1))); $(run_cost managed "$month") > $(run_cost hybrid "$month")" | bc | xargs)" '1 1'
exits 0 'in words' crossover "$growth" --option managed --option hybrid --set demand.peak_factor=3
says 'with its date' "From month $month \($(awk -F, -v m="$month" '$3 == m { print $4; exit }' months.csv)\) on" out
exits 0 'what is found in a month' check "$growth" --set demand.peak_factor=3
spent=$(grep -o "'managed' spends [0-9 ]* EUR in month [0-9]* ([0-9-]*) in all" out | head -1)
month=${spent#*month } month=${month%% *}
is 'is what its row holds' "$(sed "s/.*spends //; s/ EUR.*//; s/ //g" <<<"$spent")" \
	"$(run_cost managed "$month" | LC_ALL=C xargs printf '%.0f')"
exits 0 'a move' path "$growth" -f csv --option managed
move=$(sed -n '2s/.* hybrid@\([0-9]*\).*/\1/p' out)
exits 0 'and its months' path "$growth" --option managed
says 'that have passed' "Fully managed, after $move months Hybrid" out
says 'and the first of the new option' "Fully managed to Hybrid, in month $((move + 1)) \(20[0-9]{2}-[0-9]{2}\)" out
exits 0 'by whole years' path "$golden/path-yearly.ini"
says 'it is discounted by the month all the same' 'discounted by the month, staying too' out

# controls
exits 0 'controls' controls "$golden/incidents.ini" -f csv
is 'has its columns' "$(head -1 out | tr -d '\r')" profile,option,item,npv_gain,loss_avoided,currency
exits 0 'none' controls "$golden/path.ini"
says 'is said so' 'No monitoring item covers an incident' out

# compare
exits 0 'a plan against itself' compare "$reco" "$reco"
says 'differs in nothing' 'The plans differ in nothing that affects a figure' out
cp "$reco" b.ini
sed -i 's/^lift = .*/lift = 15%/; s/^growth = .*/growth = 2%/; s/^fte = 2$/fte = 3/' b.ini
exits 0 'compare' compare "$reco" b.ini -f csv
is 'has its columns' "$(head -1 out | tr -d '\r')" figure,option,a,b,difference,input,contribution,currency
is 'contributions add up' "$(tail -n +2 out | tr -d '\r' | awk -F, '$1 == "npv" && $2 == "hybrid" {
	if ($6 == "") whole = $5; else sum += $7 } END { print (whole - sum < 0.001 && sum - whole < 0.001 && whole < 0) }')" 1
is 'of three inputs' "$(awk -F, '$1 == "npv" && $2 == "hybrid" && $6 != ""' out | wc -l)" 3
exits 0 'compare in words' compare "$reco" b.ini
says 'what was changed' '^benefit.ctr.lift +18% +15%' out
says 'what it contributes' '^all of it' out
sed 's/^growth = .*/growth = 2%/' "$reco" >c.ini
exits 0 'three plans' compare "$reco" b.ini c.ini -f csv --figure npv
is 'say which two' "$(head -1 out | cut -d, -f1,2)" profile_a,profile_b
sed 's/^currency = EUR/currency = GBP/' "$reco" >gbp.ini
exits 2 'two currencies' compare "$reco" gbp.ini
says 'have no difference' 'amounts in different currencies'
exits 2 'one plan alone' compare "$reco"

# All of them, in every format.
formats='text csv json md'
! few || formats='text json' # the documents, and the rows
for command in path controls crossover 'sweep --over demand.growth=0%,1%' 'solve -g npv=0 -i benefit.ctr.lift' "compare $reco"; do
	for format in $formats; do
		# shellcheck disable=SC2086
		exits 0 "${command%% *} as $format" $command "$reco" -f $format
		is 'says something, and nothing on stderr' "$(($(wc -c <out) > 40)) $(wc -c <err)" '1 0'
	done
done
finish
