#!/bin/bash
# prices: the catalogue of list prices, searched; files of one's own; and what check compares with.
. "$ROOT/tests/cli/lib.bash"
shipped=$ROOT/profiles/prices.csv
header=provider,item,region,term,unit,price,currency,from,until,source,checked

exits 0 'all of it' prices -f csv
same 'is the file that ships' out "$shipped"
exits 0 'words, whatever their case' prices G6E us-EAST-1 -f csv
is 'narrow it' "$(cut -d, -f2 out | tr -d '\r' | paste -sd' ')" 'item g6e.xlarge g6e.12xlarge'
exits 0 'nothing found is an answer' prices g6e west -f csv
is 'the header alone' "$(cat out)" "$header"$'\r'
exits 0 'in words' prices g6e west
says 'says so' "No list price matches 'g6e west'" out
exits 0 'a table' prices o3 output
says 'with when a price holds' 'o3 +40 +USD/million output tokens +to 2025-06-09 +2025-07-12 +1' out
says 'and its source' '^. 1: https://platform.openai.com/docs/pricing' out
exits 0 'Markdown' prices o3 output -f md
says 'has the rows' '^\| o3 \| 8 \| USD/million output tokens \| from 2025-06-10 \| 2025-07-12 \| 1 \|' out
exits 0 'JSON' prices o3 output -f json
is 'has the columns, null where there is nothing' "$(python3 -c '
import json
row = json.load(open("out"))["rows"][1]
print(",".join(row), row["region"], row["price"], row["until"])')" "$header None 8 None"

# Files of one's own.
printf '%s\nAWS,c5.2xlarge,us-east-1,on demand,hour,0.3,USD,,,contract 12,2026-03-01\n' "$header" >own.csv
exits 0 'a file of one'\''s own' prices c5.2xlarge --prices own.csv -f csv
is 'replaces what ships under the same key' "$(tail -n +2 out | tr -d '\r')" \
	'AWS,c5.2xlarge,us-east-1,on demand,hour,0.3,USD,,,contract 12,2026-03-01'
exits 0 'its rows' prices --prices own.csv -f csv
is 'come first, and are as many' "$(sed -n 2p out | cut -d, -f6) $(wc -l <out)" "0.3 $(wc -l <"$shipped")"
exits 0 'what it is made of' prices c5.2xlarge --prices own.csv
says 'is said' '^list prices own.csv, sha256 [0-9a-f]{12}$' out
exits 0 'in JSON, too' prices c5.2xlarge --prices own.csv -f json
says 'whole' '"prices": ?\{"path": ?"own.csv", ?"sha256": ?"[0-9a-f]{64}"' out
run prices c5.2xlarge --prices - -f csv
is 'standard input is empty here' "$status" 2
"$BREAKEVEN" prices c5.2xlarge --prices - -f csv <own.csv >out 2>err
is 'standard input' "$(sed -n 2p out | cut -d, -f6)" 0.3
exits 0 'a part of it in a French spreadsheet'\''s dialect' prices c5 -f csv --csv-dialect excel-fr -o french.csv
exits 0 'is read again' prices c5 --prices french.csv -f csv
is 'as it was' "$(sort out)" "$(run prices c5 -f csv; sort out)"

mkdir -p config/breakeven home/.config/breakeven
sed 's/0\.3,/0.31,/' own.csv >config/breakeven/prices.csv
sed 's/0\.3,/0.32,/' own.csv >home/.config/breakeven/prices.csv
price() { # WITH...: what c5.2xlarge costs
	env "$@" "$BREAKEVEN" prices c5.2xlarge -f csv ${given:+--prices "$given"} 2>err | sed -n 2p | cut -d, -f6
}
is 'the configuration has one' "$(price XDG_CONFIG_HOME="$PWD/config")" 0.31
is 'by default in ~/.config' "$(price -u XDG_CONFIG_HOME HOME="$PWD/home")" 0.32
is 'not where the path is relative' "$(price XDG_CONFIG_HOME=config HOME="$PWD/home")" 0.32
is 'nor without either' "$(price -u XDG_CONFIG_HOME -u HOME)" 0.34
is '--prices stands for it' "$(given=own.csv price XDG_CONFIG_HOME="$PWD/config")" 0.3

# What is wrong with a file.
refuse() { # FILE PATTERN
	printf '%b' "$1" >bad.csv
	exits 2 "bad: $2" prices --prices bad.csv
	says 'says where and what' "$2"
	is 'in one line' "$(wc -l <err)" 1
	is 'and nothing else' "$(wc -c <out)" 0
}
refuse 'provider,item,region,term,unit,pirce,currency,from,until,source,checked\n' "^bad.csv:1:6: error: .*'pirce'; did you mean 'price'"
refuse 'provider,item,region,term,unit,price,currency,from,source,checked\n' '^bad.csv:1:11: error: until: this column is missing'
refuse "$header\nA,b,,,hour,cheap,EUR,,,s,2026-01\n" "^bad.csv:2:6: error: price: 'cheap' is not a number"
refuse "$header\nA,b,,,hour,1,euro,,,s,2026-01\n" "^bad.csv:2:7: error: currency: 'euro' is not a currency: three letters"
refuse "$header\nA,b,,,hour,1,EUR,soon,,s,2026-01\n" "^bad.csv:2:8: error: from: 'soon' is not a date: YYYY-MM-DD"
refuse "$header\nA,b,,,hour,1,EUR,2026-02,2026-01,s,2026-01\n" "^bad.csv:2:9: error: until: '2026-01' is before from, '2026-02'"
exits 2 'check refuses it as well' check mvp --prices bad.csv
says 'and says why' '^bad.csv:2:9: error: until:'
exits 3 'a file that is not there' prices --prices none.csv
says 'is named' '^none.csv: error: '

# What check compares with.
cat >plan.ini <<'END'
[plan]
currency = USD
start = 2026-03
[option.a]
[infra.serving]
unit = c5.2xlarge
price = 300
END
finding() { # ARGUMENT...: what the audit says of the price
	run check plan.ini -f csv "$@"
	grep ,list-price, out | cut -d, -f2-
}
is 'check says how old the list price is' "$(finding)" 'warning,7,list-price,"item '\''serving'\'' pays 300 USD a month for c5.2xlarge, 0.411 an hour; the list price is 0.34 (us-east-1, on demand, checked 2025-06, 9 months before the plan starts): 248 a month, 248 for 1 instead of 300; a more expensive region explains it"'$'\r'
says 'and takes a file of one'\''s own' 'list price is 0.3 \(us-east-1, on demand, checked 2026-03-01\)' <(finding --prices own.csv)
run check plan.ini --prices own.csv
says 'which it names' '^list prices own.csv, sha256' out
printf '%s\nX,c5.2xlarge,paris,contract,hour,0.411,USD,,,contract,2026-03-01\n' "$header" >own.csv
is 'with a price of one'\''s own that is met nothing is found' "$(finding --prices own.csv)" ''
printf '%s\nX,c5.2xlarge,paris,,hour,0.2,USD,,,contract,2026-03-01\nX,c5.2xlarge,lyon,,hour,0.1,USD,,,contract,2026-03-01\n' "$header" >own.csv
says 'several prices are told, not guessed' 'note,7,.*has 2 prices, such as 0.2 USD \(paris\) and 0.1 USD \(lyon\): to compare it, name the region' <(finding --prices own.csv)

# A program without its catalogue. What stands for the program may be a script that runs it elsewhere: that finds its own.
if [ "$(head -c 4 "$BREAKEVEN" | tail -c 3)" = ELF ]; then
	mkdir -p bare/bin bare/share/breakeven/profiles
	cp "$BREAKEVEN" bare/bin/
	cp "$ROOT/profiles/mvp.ini" bare/share/breakeven/profiles/
	BREAKEVEN=$PWD/bare/bin/breakeven
	exits 0 'without its prices.csv' check plan.ini
	says 'check says so' 'warning: the installation has no prices.csv'
	is 'and finds nothing in prices' "$(finding)" ''
	exits 0 'prices, too' prices -f csv
	says 'says so' 'warning: the installation has no prices.csv'
else
	echo 'skip - a program without its catalogue # a program that can be copied'
fi
finish
