#!/bin/bash
# risk and drivers: their rows, the same whatever the threads, the options and the scenarios' company.
. "$ROOT/tests/cli/lib.bash"
uncertain=$golden/uncertain.ini

exits 0 'risk' risk "$uncertain" -f csv --trials 20000
is 'its columns' "$(head -1 out | tr -d '\r')" 'profile,option,figure,statistic,value,status,currency'
is 'its rows: 31 statistics and 7 probabilities for each option' "$(wc -l <out)" 115
is 'statistics in their order' "$(grep ',hybrid,npv,' out | cut -d, -f4 | paste -sd ' ')" 'mean sd se p5 p10 p25 p50 p75 p90 p95 es5'
is 'figures in their order' "$(grep ',hybrid,' out | cut -d, -f3 | uniq | paste -sd ' ')" 'npv payback net_value probability'
is 'probabilities' "$(grep ',hybrid,probability' out | cut -d, -f4 | paste -sd ' ')" \
	'payback<=12 payback<=18 payback<=24 payback_never npv<0 best first'
is 'a percentile beyond the horizon has no value' "$(grep ',hybrid,payback,p50,' out | cut -d, -f5- | tr -d '\r')" ',not_within_horizon,'
says 'a mean over those that pay back is partial' ',hybrid,payback,mean,[0-9.]+,partial' out
is 'one option is the best of each trial' \
	"$(grep ',best,' out | cut -d, -f5 | awk '{ s += $1 } END { printf "%.6f", s }')" 1.000000
mv out rows
for threads in 1 2 3; do
	run risk "$uncertain" -f csv --trials 20000 --threads $threads
	same "the same bits on $threads threads" out rows
done
run risk "$uncertain" -f csv --trials 20000 --option hybrid
is 'the same for one option alone' "$(tail -n +2 out | sha256sum)" "$(grep ',hybrid,' rows | sha256sum)"
run risk "$uncertain" -f csv --trials 20000 --seed 43
is 'other numbers from another seed' "$(cmp -s out rows && echo same)" ''
run risk "$uncertain" -f csv --trials 20000 --set team.ops.escalation='uniform(0%, 0.001%)'
is 'an input more changes little' "$(paste -d, <(grep ',npv,mean' rows) <(grep ',npv,mean' out) | tr -d '\r' |
	awk -F, '{ d = $5 - $12; if (d < 0) d = -d; if (d > 50) print }')" ''
printf 'name,benefit.ctr.lift\nas is,\nhalf,"pert(0.5%%, 3%%, 4.5%%)"\n' >s.csv
exits 0 'two scenarios' risk "$uncertain" -f csv --trials 20000 --scenarios s.csv
is 'a scenario is answered as it would be alone' "$(grep ',as is,' out | sed 's/,as is,/,/' | sha256sum)" "$(tail -n +2 rows | sha256sum)"

exits 0 'Sobol points' risk "$uncertain" -f csv --trials 16384 --sampling sobol
is 'agree with random ones' "$(paste -d, <(grep ',npv,p50' rows) <(grep ',npv,p50' out) | tr -d '\r' |
	awk -F, '{ d = $5 - $12; if (d < 0) d = -d; if (d > 9000) print }')" ''
exits 0 'outcomes' risk "$golden/incidents.ini" -f csv --outcome --trials 5000
mv out drawn
run risk "$golden/incidents.ini" -f csv --trials 5000
is 'drawn outcomes spread the npv' "$(grep -c ',npv,sd,0,ok' out):$(grep -c ',npv,sd,0,ok' drawn)" '1:0'
exits 0 'a single trial' risk "$uncertain" -f csv --trials 1
says 'has no deviation' ',hybrid,npv,sd,,undefined' out
run risk "$uncertain" --trials 1
says 'which people read as n/a' 'n/a' out
is 'and not as too large' "$(grep -c 'too large' out)" 0
exits 2 'no trial' risk "$uncertain" --trials 0
exits 2 'too many trials' risk "$uncertain" --trials 10000001
exits 2 'an unknown sampling' risk "$uncertain" --sampling halton
exits 2 'correlations that cannot hold' risk "$uncertain" --set 'correlation.benefit.ctr.lift ~ demand.growth=0.9' \
	--set 'correlation.benefit.ctr.lift ~ business.annual_revenue=0.9' --set 'correlation.demand.growth ~ business.annual_revenue=-0.9'
exits 0 'a correlation with an input that is certain' risk "$uncertain" --trials 3000 -f csv --set plan.discount_rate=10% \
	--set 'correlation.benefit.ctr.lift ~ plan.discount_rate=0.9' --set 'correlation.demand.growth ~ plan.discount_rate=0.9'
says 'is told' "warning: correlation.benefit.ctr.lift ~ plan.discount_rate: this has no effect: 'plan.discount_rate' is not uncertain"
mv out rows
run risk "$uncertain" --trials 3000 -f csv --set plan.discount_rate=10%
same 'changes nothing' out rows

exits 0 'for people' risk "$uncertain" --trials 5000 --set benefit.ctr.margin='normal(95%, 5%)'
says 'what was drawn is said' '5.000 trials of 13 uncertain inputs, seed 42' out
says 'held draws are told' 'benefit.ctr.margin: 1[4-8]\.?[0-9]* % of its draws lay outside .* and were held' out
says 'never is said' 'never' out
exits 0 'held draws in files' risk "$uncertain" --trials 5000 --set benefit.ctr.margin='normal(95%, 5%)' -f csv
is 'are a row of no option' "$(tail -1 out | tr -d '\r' | sed 's/0\.1[4-8][0-9]*/N/')" "$uncertain,,benefit.ctr.margin,held,N,ok,"
exits 0 'held draws in JSON' risk "$uncertain" --trials 5000 --set benefit.ctr.margin='normal(95%, 5%)' -f json
says 'are a row too' '"option": ?null, ?"figure": ?"benefit.ctr.margin", ?"statistic": ?"held", ?"value": ?0\.1' out

# A distribution that reaches where its field divides, however it comes into the plan.
cp "$golden/recommendation-engine.ini" reaches.ini
printf '[infra.more]\nprice = 1k\ncapacity = normal(4200, 1500)\n' >>reaches.ini
printf 'name,fx.USD\nweak,"normal(0.9, 0.4)"\n' >reaches.csv
for command in risk drivers; do
	exits 2 "$command of a capacity that reaches 0" $command reaches.ini --trials 100
	says 'is told where it stands' "reaches.ini:[0-9]+:12: error: infra.more.capacity: 0.26% of the draws of 'normal\\(4200, 1500\\)' are 0 or less"
	exits 2 "$command of a months between retrainings" $command "$uncertain" --set 'benefit.ctr.retrain_every=normal(3, 1)'
	says 'is told what would do' "write 'A to B' with A above 0, or pert\\(LOW, MODE, HIGH\\)"
	exits 2 "$command of a rate in a scenario" $command "$uncertain" --scenarios reaches.csv
	says 'is told the cell' 'reaches.csv:2:.*fx.usd: 1.2% of the draws'
done
exits 0 'a plan without uncertainty' risk "$golden/growth.ini" --trials 10
says 'is said to have none' 'Nothing in this plan is uncertain' out
# The option that is best most often, wherever it stands, and its probability alone.
marked() { # WHAT PROFILE ARGUMENT...
	run risk "${@:2}" --trials 500 -f md
	is "$1" "$(sed -n '/^| Probability/,/^$/p' out | awk -F ' *[|] *' '
		NR == 1 { for (i = 1; i <= NF; i++) name[i] = $i }
		{ for (i = 3; i < NF; i++) if ($i ~ /^[*][*]/) print $2 ": " name[i] }')" "$expected"
}
expected='managed: best option' marked 'the best option is marked, the first' "$uncertain"
expected='hybrid: best option' marked 'or the last' "$uncertain" --set benefit.ctr.lift.managed=0%
expected='self-hosted: best option' marked 'or one between' "$uncertain" --set team.ops.salary=0 --set benefit.ctr.lift.hybrid=0% --set benefit.ctr.lift.managed=0%
expected='' marked 'one option alone has no mark' "$uncertain" --option hybrid
run risk "$golden/incidents.ini" --outcome --trials 100
says 'outcomes are said to be drawn' 'Success, neutral and stopped are drawn' out
run risk "$uncertain" --outcome --trials 100
says 'or that there are none' 'The plan has no \[outcome\]: every trial is a success' out
exits 0 'JSON' risk "$uncertain" -f json --trials 100
is 'has the columns' "$(python3 -c 'import json; r = json.load(open("out"))["rows"][0]; print(" ".join(r))')" 'profile option figure statistic value status currency'

exits 0 'drivers' drivers "$uncertain" -f csv --trials 5000
is 'their columns' "$(head -1 out | tr -d '\r')" 'profile,option,input,measure,value,status,currency'
is 'six measures for each option and input, two for each input, and two' "$(wc -l <out)" $((1 + 3 * 13 * 6 + 13 * 2 + 2))
is 'measures in their order' "$(grep ',hybrid,benefit.ctr.lift,' out | cut -d, -f4 | paste -sd ' ')" \
	'tornado_p10 tornado_p90 sobol_first sobol_first_se sobol_total sobol_total_se'
says 'EVPI has no option and no input' '^[^,]*,,,evpi,[0-9.]+,ok,EUR.?$' out
says 'nor has its standard error' '^[^,]*,,,evpi_se,[0-9.]+,ok,EUR.?$' out
says 'EVPPI has no option' '^[^,]*,,benefit.ctr.lift,evppi,[0-9.]+,ok,EUR.?$' out
says 'nor has its standard error' '^[^,]*,,benefit.ctr.lift,evppi_se,[0-9.]+,ok,EUR.?$' out
says 'npv is money' ',hybrid,benefit.ctr.lift,tornado_p10,-?[0-9.]+,ok,EUR.?$' out
says 'a share is none' ',hybrid,benefit.ctr.lift,sobol_total_se,[0-9.]+,ok,.?$' out
mv out rows
run drivers "$uncertain" -f csv --trials 5000 --threads 1
same 'the same bits on one thread' out rows
run drivers "$uncertain" -f csv --trials 5000 --certain
is 'with those that are certain, the same rows and more' "$(grep -cvxF -f out rows) $(($(wc -l <out) > $(wc -l <rows)))" '0 1'
says 'they go a tenth either way' ',hybrid,team.ops.salary,tornado_minus10,-?[0-9.]+,ok,EUR.?$' out
exits 0 'a single trial' drivers "$uncertain" -f csv --trials 1
says 'has no standard error' ',,,evpi_se,,undefined,EUR.?$' out
exits 0 'correlated inputs' drivers "$uncertain" -f csv --trials 2000 --set 'correlation.benefit.ctr.lift ~ demand.growth=0.5'
says 'have no indices' ',hybrid,demand.growth,sobol_total,,correlated,.?$' out
says 'the others do' ',hybrid,benefit.ctr.ramp,sobol_total,[0-9.e-]+,ok,.?$' out
exits 0 'drivers for people' drivers "$uncertain" --option hybrid --trials 5000
says 'what settling is worth, and how sure that is' 'settling benefit.ctr.lift before deciding is worth at most [0-9.]+ ± [0-9.]+ ' out
says 'the widest comes first' 'benefit.ctr.lift' <(sed -n '/^Input/,$p' out | sed -n 3p)
says 'how good the shares are' 'accurate to ±[0-9.]+ % of the variance' out
for format in text md; do
	exits 0 "held draws in $format" drivers "$uncertain" --trials 5000 --set benefit.ctr.margin='normal(95%, 5%)' -f $format
	says 'are told' 'benefit.ctr.margin: 1[4-8]\.?[0-9]* % of its draws lay outside .* and were held' out
done
exits 0 'held draws in files' drivers "$uncertain" --trials 5000 --set benefit.ctr.margin='normal(95%, 5%)' -f csv
says 'are a row of no option' '^[^,]*,,benefit.ctr.margin,held,0.1[4-8][0-9]*,ok,.?$' out
says 'and a status of the end that is held' ',hybrid,benefit.ctr.margin,tornado_p90,-?[0-9.]+,held,EUR.?$' out
exits 0 'drivers of plain numbers' drivers "$golden/growth.ini" --trials 10
says 'say that nothing is uncertain' 'Nothing in this plan is uncertain' out
says 'and what decides' '^business.annual_revenue +187.6 +421.9 +234.4' out
exits 0 'drivers of plain numbers in files' drivers "$golden/growth.ini" --trials 10 -f csv
says 'have 10 % either way' ',managed,business.annual_revenue,tornado_plus10,[0-9.]+,ok,EUR.?$' out
says 'held to the range' ',managed,incident.drift.exposed,tornado_plus10,[0-9.]+,held,EUR.?$' out
is 'no moments, no horizon, nothing that is 0' "$(grep -cE ',(plan.horizon|infra.training.from|outcome.success),' out)" 0

# Demand decides whether a second machine is needed, in 1 trial in 11: beyond its P90.
printf '%s\n' '[plan]' 'horizon = 12' 'discount_rate = 0%' '[demand]' 'requests_per_day = uniform(4320000, 9072000)' '[option.a]' '[infra.m]' \
	'price = 50k' 'capacity = 100' '[benefit.x]' 'annual_value = uniform(900k, 1M)' >step.ini
exits 0 'a step beyond P90' drivers step.ini --trials 5000
is 'comes first: it has nearly all of the variance' "$(sed -n '/^Input/,$p' out | sed -n 3p | cut -d' ' -f1)" demand.requests_per_day
says 'is explained' 'demand.requests_per_day: the NPV is the same at its P10, its best guess and its P90' out
exits 0 'a step that is correlated' drivers step.ini --trials 5000 --set 'correlation.demand.requests_per_day ~ benefit.x.annual_value=0.5'
says 'is in the table' '^demand.requests_per_day +350.0 +350.0 +0.0 +n/a +n/a$' out
is 'nothing is said to be idle' "$(grep -c 'changes\? nothing' out)" 0
exits 0 'amounts beyond numbers' drivers step.ini --trials 2000 -f csv --set demand.growth='uniform(0%, 1000%)' --set plan.horizon=120 \
	--set infra.m.capacity=1e-200 --set 'correlation.demand.growth ~ benefit.x.annual_value=0.5'
is 'have a status' "$(tr -d '\r' <out | grep -E ',(evpi|evpi_se|sobol_first|evppi),' | cut -d, -f5,6 | sort -u | paste -sd ' ')" \
	',correlated ,overflow'
is 'and are not written' "$(grep -ciE 'nan|inf[,"]' out)" 0

exits 0 'some options' risk "$uncertain" --trials 500 --option hybrid --option self-hosted
is 'none is marked the best where others are not shown' "$(grep -c '\*' out)" 0
says 'and the text says among which they are compared' 'among all options of the plan, shown or not' out
says 'and what a mean payback is of' 'mean, ± and sd of a payback are over the trials that pay back' out
cat >held.ini <<'END'
[plan]
horizon = 12
[option.a]
[team.t]
salary = 60k
fte = normal(0.1, 0.2)
[benefit.b]
annual_value = 100k
END
exits 0 'a condition on draws that are held' check held.ini --require 'p(npv > 0) > 50%' -f csv
says 'tells them' ',warning,,held,team.t.fte: 30.9 % of its draws lay outside 0 or more and were held' out
exits 0 'a goal on draws that are held' solve held.ini -g 'p(npv > 0) >= 50%' -i benefit.b.margin --trials 2000
says 'tells them, too' 'team.t.fte: 31 % of its draws lay outside|team.t.fte: 30[.0-9]* % of its draws lay outside' out
finish
