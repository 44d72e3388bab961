#!/bin/bash
# cashflow --lines: a line for each item, benefit and incident. (That lines add up: tests/golden/lines.py.)
. "$ROOT/tests/cli/lib.bash"
yearly=$golden/yearly-convention.ini

cat >plan.ini <<'PLAN'
[plan]
horizon = 14
[business]
annual_revenue = 1M
[option.a]
[option.b]
time_to_market = 14
[infra.serving]
label = Model serving
price = 100
[infra.idle]
price = 0
[infra.off]
price = 100
enabled.a = no
enabled.b = no
[team.ops]
fte = 1
salary = 12k
[other.setup]
price = 500 once
from = start
[other.move]
price = 300 once
from = 12
[benefit.gain]
annual_value = 24k
[incidents]
per_year = 3
[incident.drift]
share = 100%
loss = 10%
duration = 1
PLAN

exits 0 'lines by year' cashflow plan.ini --by year --lines -f csv --set plan.discount_rate=0%
is 'their columns' "$(head -1 out)" $'profile,option,line,period,value,currency\r'
is 'items stand above the sum of their column; what is off or 0 does not' \
	"$(grep ',a,.*,total,' out | cut -d, -f3 | tr '\n' ' ')" \
	'infra.serving infra team.ops team monitoring other.setup other.move other benefit.gain benefit incident.drift incident_loss net '
is 'an option has lines of its own' "$(grep ',b,.*,total,' out | cut -d, -f3 | tr '\n' ' ')" \
	'infra team.ops team monitoring other.setup other.move other benefit incident_loss net '
is 'periods' "$(grep ',a,infra.serving,' out | cut -d, -f4 | tr '\n' ' ')" 'initial year_1 year_2 total present_value '
line() { grep ",a,$1," out | cut -d, -f5 | tr '\n' ' '; }
is 'a cost by the month' "$(line infra.serving)" '0 1200 200 1400 1400 '
is 'what falls at the very start is initial' "$(line other.setup)" '500 0 0 500 500 '
is 'what falls once later is in its year' "$(line other.move)" '0 0 300 300 300 '
is 'the sum of a column' "$(line other)" '500 0 300 800 800 '

exits 0 'lines by month' cashflow plan.ini --lines -f csv --option a --set plan.discount_rate=0%
is 'periods are the months' "$(grep ',a,other.setup,' out | cut -d, -f4 | tr '\n' ' ')" "$(echo {1..14} total present_value) "
is 'what falls once is in the month that it falls in' "$(line other.setup | cut -d' ' -f1-2) $(line other.move | cut -d' ' -f12-14)" '500 0 0 300 0'
exits 2 'lines by month for people' cashflow plan.ini --lines
says 'say what to write' 'error: --lines: a table of months by line is too wide to read: add --by year, or -f csv$'
exits 2 'in Markdown too' cashflow plan.ini --lines -f md

exits 0 'lines by year for people' cashflow plan.ini --by year --lines --option a
says 'labels, else ids' '^Model serving +0.0 +1.2 +0.2 +1.4 ' out
says 'groups are the columns of the cash flow' '^Other costs$' out
is 'one without lines is left out' "$(grep -c '^Monitoring' out)" 0
exits 0 'lines in Markdown' cashflow plan.ini --by year --lines --option a -f md
says 'sums stand out' '^\| \*\*Total\*\* \| \*\*0.5\*\* \| \*\*0.0\*\* \| \*\*0.3\*\* \|' out

printf 'name,infra.serving.price\nlow,50\nhigh,200\n' >s.csv
exits 0 'lines of scenarios' cashflow plan.ini --by year --lines -f csv --scenarios s.csv --option a
is 'each has its own' "$(grep ',infra.serving,total,' out | cut -d, -f2,6)" $'low,700\nhigh,2800'

run report "$yearly" -f csv
npv=$(grep ',npv,' out | cut -d, -f4)
run cashflow "$yearly" --by year --lines -f csv
is 'present values are those of the convention' \
	"$(python3 -c "print(abs($(grep ',net,present_value,' out | cut -d, -f5) / $npv - 1) < 1e-12)")" True
finish
