#!/bin/bash
# What is too large to compute has no value and a status, in every command and format; no inf or nan is printed, and the input to blame is named.
. "$ROOT/tests/cli/lib.bash"

cat >growth.ini <<'END'
[plan]
horizon = 120
[demand]
requests_per_day = 1000
growth = 1000%
[option.a]
[option.b]
[infra.x]
price = 10/month
price.b = 10/month
elasticity.a = 3
[benefit.y]
annual_value = 1M
END

exits 0 'a plan that overflows is reported' report growth.ini -f csv
says 'its figures have the status' ',a,npv,,EUR,overflow,EUR' out
says 'those of the other option their values' ',b,npv,6420576.8346[0-9]*,EUR,ok,EUR' out
says 'one diagnostic names the input' '^growth.ini:5:10: warning: demand.growth: .* option .a. are too large to compute$' err
is 'one' "$(grep -c 'too large' err)" 1
exits 0 'in text' report growth.ini
says 'the unit is that of what can be computed' 'NPV +k€ +too large +6.+421' out
says 'nothing is derived from what overflows' 'Net value +k€ +too large' out
printf 'name,demand.growth\nlow,1%%\nhigh,1000%%\nhigher,900%%\n' >rows.csv
exits 0 'scenarios that overflow' report growth.ini --scenarios rows.csv -f csv
is 'are told once' "$(grep -c 'too large' err)" 1
exits 0 'cash flow' cashflow growth.ini -f csv
says 'months that overflow are empty' ',a,120,,,0,0,0,83333[.0-9]*,0,,,,,EUR' out
exits 0 'trials' risk growth.ini --trials 100 -f csv
says 'no statistic leaves trials out' ',a,npv,mean,,overflow' out
says 'nor does a probability' ',a,probability,npv<0,,overflow' out
exits 1 'a condition on it fails' check growth.ini --require 'a.npv > 0'
for condition in 'p(a.npv < 0) <= 10%' 'p(a.payback <= 12) >= 90%' 'p(a.irr > 1%) <= 100%'; do
	exits 1 "so does a probability, whatever it is held to: $condition" check growth.ini --require "$condition" --trials 100
	says 'and says why' 'does not hold: too large to compute' out
done
exits 0 'solve for such a probability' solve growth.ini -g 'p(a.npv < 0) <= 10%' -i infra.x.price --trials 100
says 'is not met' 'is not met: now too large to compute' out

# every command on extreme values: `inf` and `nan` never reach people
clean() {
	! grep -aE '(^|[^a-z])(-?inf|nan)([^a-z]|$)' "$1"
}
commands=(report 'report -f md' 'report -f csv --wide' cashflow 'cashflow --by year' 'cashflow --by year --lines' 'cashflow --lines -f csv' 'cashflow -f csv' check 'risk --trials 200'
	'risk --trials 200 -f csv' 'risk --trials 200 --outcome' 'drivers --trials 200' 'drivers --trials 200 -f csv' path
	'path -f csv' crossover 'crossover -f csv' controls 'controls -f csv' 'solve -g npv>0 -i demand.growth'
	'sweep --over demand.growth=0%..1000%:500%')
turn=0
while read -r sets; do
	for command in "${commands[@]}"; do
		few && (((turn = (turn + 1) % 3) != 0)) && continue # a third of the pairs: every command, every setting
		run $command growth --option hybrid --option managed $(printf -- '--set %s ' $sets)
		[ $status -le 1 ] && clean out && clean err
		report "$command of $sets"
	done
	run compare growth growth $(printf -- '--set %s ' $sets)
	[ $status -le 1 ] && clean out && clean err
	report "compare of $sets"
done <<'END'
plan.horizon=120 demand.growth=1000% infra.store.elasticity=3
infra.serving.capacity.hybrid=1e-300
demand.requests_per_day=1e-300
plan.horizon=120 demand.requests_per_day=1e18 demand.growth=500% benefit.lift.elasticity=3
business.annual_revenue=1e18 plan.horizon=120 benefit.lift.elasticity=3 demand.growth=1000%
END
finish
