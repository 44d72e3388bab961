#!/bin/bash
# The checks of this folder and the runner see what they are there to see: each is shown a violation, and something innocent.
set -u
mkdir -p src/base src/document src/plan src/model src/risk src/decide src/answer src/cli src/tui

# sees WHAT PATTERN OUTPUT: the output has the extended regular expression in a line "not ok" or in the lines behind it.
sees() {
	local line bad=
	while IFS= read -r line; do
		[[ $line != ok* ]] || bad=
		[[ $line != 'not ok'* ]] || bad=yes
		[ -z "$bad" ] || ! [[ $line =~ $2 ]] || { echo "ok - $1"; return; }
	done <<<"$3"
	printf 'not ok - %s\n%s\n' "$1" "${3//not ok/    not ok}"
}
# passes WHAT OUTPUT: the output has no such line, but an "ok".
passes() {
	if [[ $'\n'$2 == *$'\n'ok* && $'\n'$2 != *$'\n''not ok'* ]]; then echo "ok - $1"; else printf 'not ok - %s\n%s\n' "$1" "${2//not ok/    not ok}"; fi
}
# about NAME OUTPUT: the line of the output about that, and those behind it that are about nothing else.
about() {
	local line own=
	while IFS= read -r line; do
		[[ $line != ok* && $line != 'not ok'* ]] || own=
		[[ "$line " != *" - $1 "* ]] || own=yes
		[ -z "$own" ] || printf '%s\n' "$line"
	done <<<"$2"
}

arrow() { # FILE INCLUDE: adds to the file
	echo "#include $2" >>"src/$1"
}
for header in base/a document/a plan/a model/a risk/a decide/a answer/a cli/a tui/a; do echo >"src/$header.h"; done
passes "no arrows at all" "$("$ROOT/tests/source/arrows.sh" src)"
arrow base/x.c '<sys/stat.h>'
arrow risk/x.c '"model/a.h"'
arrow answer/x.c '"document/a.h"'
arrow main.c '"cli/a.h"'
arrow tui/x.c '<curses.h>'
passes "arrows the right way, the system's headers, one file that speaks curses" "$("$ROOT/tests/source/arrows.sh" src)"
arrow base/x.c '"plan/a.h"'
arrow risk/x.c '"decide/a.h"'
arrow document/x.c '"plan/a.h"'
arrow model/y.c '"document/a.h"'
arrow tui/x.h '"cli/a.h"'
arrow model/x.c '   "answer/a.h" '
arrow model/x.c '<answer/a.h>'
arrow model/x.c '"../answer/a.h"'
arrow model/x.c '"a.h"'
arrow tui/y.c '<curses.h>'
mkdir src/other src/plan/deep
arrow plan/deep/x.c '"model/a.h"'
said=$("$ROOT/tests/source/arrows.sh" src)
sees "an arrow the wrong way" "^base/x.c:2: base may not include 'plan/a.h'" "$said"
sees "an arrow between siblings" "^risk/x.c:2: risk may not include 'decide/a.h'" "$said"
sees "a document that knows plans" "^document/x.c:1: document may not include 'plan/a.h'" "$said"
sees "a model that makes documents" "^model/y.c:1: model may not include 'document/a.h'" "$said"
sees "an arrow between the two faces" "^tui/x.h:1: tui may not include 'cli/a.h'" "$said"
sees "an arrow with blanks" "^model/x.c:1: model may not include 'answer/a.h'" "$said"
sees "an arrow by angles" "^model/x.c:2: model may not include 'answer/a.h'" "$said"
sees "an include that climbs" "^model/x.c:3: .* leaves its folder" "$said"
sees "an include without its folder" '^model/x.c:4: .* to be included as "model/a.h"' "$said"
sees "an arrow from a folder within a folder" "^plan/deep/x.c:1: " "$said"
sees "curses in two files" "speak curses: .*tui/y.c" "$said"
sees "a folder without arrows" "without arrows: other" "$said"
rm -r src/*/x.* src/main.c src/tui/y.c src/model/y.c src/other src/plan/deep
arrow model/x.c '<ncursesw/curses.h>'
sees "curses outside the screen" "speak curses: model/x.c" "$("$ROOT/tests/source/arrows.sh" src)"
rm src/model/x.c

headers() { # what headers.sh says, with a compiler of two words
	CC="env ${CC:-gcc}" "$ROOT/tests/source/headers.sh" src
}
passes "headers that stand alone" "$(headers)"
echo 'size_t lost(void);' >src/base/a.h
sees "a header that needs another" "unknown type name" "$(about base/a.h "$(headers)")"
printf '/* A file\n * of ours. */\n\n#include "base/a.h"\n' >src/base/a.c
passes "where its own file begins with it, the build sees that" "$(about base/a.h "$(headers)")"
printf '#include <stddef.h>\n#include "base/a.h"\n' >src/base/a.c
sees "where its own file begins with another, the build does not" "unknown type name" "$(about base/a.h "$(headers)")"
rm src/base/a.c
echo 'struct twice { int x; };' >src/base/a.h
sees "a header without a guard" "redefinition" "$(about 'base twice over' "$(headers)")"

lines() { # what lines.sh says of files of one line each
	rm -f src/base/x.*
	printf '%s\n' "$2" >"src/base/x.$1"
	"$ROOT/tests/source/lines.sh" src
}
long=$(printf '%0121d' 0)
passes "a line of 120 columns, of more bytes" "$(lines c "/* ${long:7:-1}€ */")"
sees "a line of 121 columns" "x.c:1: 121 columns" "$(lines c "/* ${long:6} */")"
sees "a tab that makes it 121" "x.h:1: 121 columns" "$(lines h "x;"$'\t'"${long:8}")"
passes "a row of a table" "$(lines c "static const int table[] = {"$'\n'"{$long},"$'\n'"[A] = {\"}\", '}'}, /* } */"$'\n'"$long};")"
sees "a line behind a table" "x.c:3: 122 columns" "$(lines c "static const int table[] = {"$'\n'"1};"$'\n'"$long;")"
sees "a line of a function" "x.c:2: 121 columns" "$(lines c "int f(void) {"$'\n'"$long"$'\n'"}")"
rm -f src/base/x.*

mkdir docs
printf '# A page\n\n## A heading\n' >docs/page.md
printf '/*\n * docs/page.md, "A\n * heading"; base/a.h, cli/cmd_NAME.c */\nconst char *text = "page.md, \\"Lost\\"";\n' >src/base/x.c
passes "a heading and a file that are there" "$("$ROOT/tests/source/references.sh" src docs)"
printf '/* page.md,\n * "No heading" and base/lost.h */\n' >src/base/x.c
said=$("$ROOT/tests/source/references.sh" src docs)
sees "a heading that is not there" 'x.c:1: page.md has no heading "No heading"' "$said"
sees "a file that is not there" 'x.c:1: there is no base/lost.h' "$said"
rm -r docs src/base/x.c

# Files of a program, FOLDER_NAME.c, become object files, FOLDER/NAME.o, all at once.
objects() { # FOLDER
	local file name
	mkdir "$1.o"
	(cd "$1.o" && ${CC:-gcc} -O2 -ffunction-sections -fdata-sections -c ../"$1"/*.c) || return
	for file in "$1".o/*.o; do
		name=${file##*/}
		mkdir -p "$1.o/${name%%_*}"
		mv "$file" "$1.o/${name%%_*}/${name#*_}"
	done
}
mkdir pure
symbol() { # FOLDER_NAME CODE
	printf '%s\n' "$2" >"pure/$1.c"
}
symbol base_helper '#include <stdlib.h>
const char *helper(int x); const char *helper(int x) { return x ? getenv("HOME") : 0; }
int harmless(int x); int harmless(int x) { return x + 1; }'
symbol model_good '
#include <math.h>
#include <stdlib.h>
int harmless(int x);
static double a(double x) { return exp(x); }
static double b(double x) { return log(x); }
static double (*const table[])(double) = {a, b};
static const char *const names[] = {"a", "b"};
const char *name(int i); const char *name(int i) { return names[i]; }
double f(double x, int i); double f(double x, int i) { free(malloc(9)); return table[i](x) + harmless(i); }'
symbol model_clock '#include <time.h>
long f(void); long f(void) { return time(0); }'
symbol decide_output '#include <stdio.h>
void f(void); void f(void) { puts("x"); }'
symbol risk_environment 'const char *helper(int x);
const char *f(void); const char *f(void) { return helper(1); }'
symbol risk_table 'const char *helper(int x);
static const char *(*const table[])(int) = {0, helper};
const char *f(int i); const char *f(int i) { return table[i](1); }'
symbol risk_static '
int f(void); int f(void) { static int count; return ++count; }'
symbol decide_global 'int state = 3;'
symbol decide_thread '_Thread_local int state;'
symbol model_locale '#include <locale.h>
char f(void); char f(void) { return *localeconv()->decimal_point; }'
symbol risk_threads '#include <pthread.h>
void f(pthread_t t); void f(pthread_t t) { pthread_join(t, 0); }'
symbol model_threads '#include <pthread.h>
void f(pthread_t t); void f(pthread_t t) { pthread_join(t, 0); }'
objects pure
said=$(python3 "$ROOT/tests/source/purity.py" pure.o)
impure() { # WHAT FOLDER/NAME PATTERN
	sees "$1" "$3" "$(about "$2.o" "$said")"
}
passes "arithmetic, memory, constant tables" "$(about model/good.o "$said")"
impure "a clock" model/clock "calls time"
impure "output" decide/output "calls puts"
impure "the environment, by way of base/" risk/environment "helper calls getenv"
impure "the environment, by way of a table" risk/table "helper calls getenv"
impure "a static that changes" risk/static "may change .*count"
impure "a global that changes" decide/global "may change"
impure "a global of a thread" decide/thread "may change"
impure "the locale" model/locale "calls localeconv"
passes "threads in risk/" "$(about risk/threads.o "$said")"
impure "threads elsewhere" model/threads "calls pthread_join"

# Circles: one of two files, one of three by way of a table, and files beside them that are in none.
mkdir calls
calls() { # FOLDER_NAME CALLED...
	local name=$1 called body=0
	for called in "${@:2}"; do
		echo "int $called(void);"
		body+=" + $called()"
	done >"calls/$name.c"
	echo "int ${name#*_}(void); int ${name#*_}(void) { return $body; }" >>"calls/$name.c"
}
calls base_low
calls plan_middle low
calls cli_high low middle
calls base_ping pong low
calls base_pong ping
calls plan_first second low
calls plan_second third
calls plan_user first ping
echo 'int first(void); extern int (*const table[])(void); int (*const table[])(void) = {first};' >calls/plan_third.c
echo 'int third(void); int third(void) { return 0; }' >>calls/plan_third.c
objects calls
said=$(python3 "$ROOT/tests/source/circles.py" calls.o)
sees "a circle of two files" "^not ok - 2 files call each other: base/ping base/pong$" "$said"
sees "with what closes it" "^    base/pong -> base/ping: ping$" "$said"
sees "a circle of three files" "^not ok - 3 files call each other: plan/first plan/second plan/third$" "$said"
sees "that a table closes" "^    plan/third -> plan/first: first$" "$said"
if [[ $said != *low* && $said != *user* ]]; then echo "ok - and no other file"; else printf 'not ok - another file:\n%s\n' "$said"; fi
rm calls.o/base/p* calls.o/plan/[!m]*
passes "files without a circle" "$(python3 "$ROOT/tests/source/circles.py" calls.o)"

# The runner. ends WHAT RESULT-LINE TEST...: what it counts of the tests.
mkdir -p tree/tests
cp "$ROOT/tests/run" tree/tests
test_of() { # NAME SCRIPT
	printf '#!/bin/bash\n%s\n' "$2" >"tree/tests/$1.sh"
	chmod +x "tree/tests/$1.sh"
}
is_counted() { # WHAT COUNTS: the next line of the tally
	local line
	if read -r line <&3 && [ "$line" = "$2" ]; then echo "ok - $1"; else printf 'not ok - %s: "%s"\n' "$1" "$line"; fi
}
ends() { # WHAT RESULT-LINE OUTPUT
	if [ "${3##*$'\n'}" = "$2" ]; then echo "ok - $1"; else printf 'not ok - %s\n%s\n' "$1" "${3//not ok/    not ok}"; fi
}
test_of says 'echo "ok - a"; echo "not ok - b"; echo "ok"; echo "skip - c # peer"; echo "okay - no"'
test_of cmocka 'echo "[  PASSED  ] 12 test(s)."; echo "[  SKIPPED ] 3 test(s), listed below:"; echo "[  FAILED  ] 1 test(s), listed below:"; echo "[  FAILED  ] name"'
test_of silent 'true'
test_of dies 'echo "ok - a"; kill -9 $$'
test_of nonzero 'echo "ok - a"; exit 3'
test_of reads 'read -r line || echo "ok - none"'
test_of hangs 'echo "ok - a"; sleep 30'
said=$(JOBS=1 TEST_TIMEOUT=60 tree/tests/run -t "$PWD/tally" tests/{says,cmocka,silent,dies,nonzero,reads}.sh)
exec 3<tally
is_counted "counts what a script says" "2 1 1"
is_counted "counts what cmocka says" "12 1 3"
is_counted "a test that says nothing has failed" "0 1 0"
is_counted "a test that dies has failed" "1 1 0"
is_counted "a test that exits non-zero has failed" "1 1 0"
is_counted "a test has no input" "1 0 0"
exec 3<&-
ends "the counts are added up" "17 passed, 5 failed, 4 skipped" "$said"
ends "a test that hangs has failed" "1 passed, 1 failed, 0 skipped" "$(TEST_TIMEOUT=1 tree/tests/run tests/hangs.sh)"

# The installer, with a dpkg-query, an apt-get and a sudo of our own that say what they were asked.
mkdir bin
cat >bin/dpkg-query <<'STUB'
#!/bin/bash
for name; do :; done
case " $INSTALLED $(cat got 2>/dev/null) " in *" $name "*) echo installed ;; *) exit 1 ;; esac
STUB
cat >bin/apt-get <<'STUB'
#!/bin/bash
echo "apt-get $* ($DEBIAN_FRONTEND)" >>log
case " $* " in *" install "*) for name; do case $name in -*|install) ;; *) [ "$name" = "${BROKEN:-}" ] && exit 100; echo -n " $name" >>got ;; esac; done ;; esac
STUB
printf '#!/bin/bash\n[ "$2" = lib-new ]\n' >bin/apt-cache
printf '#!/bin/bash\necho "${FAKE_UID:-0}"\n' >bin/id
printf '#!/bin/bash\necho "sudo" >>log\nexec "$@"\n' >bin/sudo
chmod +x bin/*
mkdir .tools
cp "$ROOT/.tools/install" .tools
printf '# comment\nbuild\tcc\nbuild\tlib-old|lib-new\ntest\tharness\n' >.tools/packages
installs() { # WHAT EXIT LOG COMMAND...
	local what=$1 status=$2 expected=$3 output
	shift 3
	rm -f log got
	output=$(env PATH="$PWD/bin:$PATH" "$@" 2>&1)
	if [ $? = "$status" ] && [ "$(cat log 2>/dev/null)" = "$(printf "$expected")" ]; then
		echo "ok - $what"
	else
		printf 'not ok - %s\n    %s\n    log: %s\n' "$what" "$output" "$(cat log 2>/dev/null)"
	fi
}
update='apt-get -q=2 update (noninteractive)'
install='apt-get -q=2 install -y --no-install-recommends'
installs "all there: nothing is asked" 0 '' INSTALLED='cc lib-old' .tools/install build
installs "either name will do" 0 '' INSTALLED='cc lib-new harness' .tools/install build test
installs "what is missing, by the name it has here" 0 "$update\n$install lib-new (noninteractive)" INSTALLED='cc' .tools/install build
installs "all that is missing at once" 0 "$update\n$install cc lib-new harness (noninteractive)" INSTALLED='' .tools/install build test
installs "as somebody else, with sudo" 0 "sudo\n$update\nsudo\n$install harness (noninteractive)" FAKE_UID=7 INSTALLED='' .tools/install test
installs "one that cannot be had keeps no other away" 1 \
	"$update\n$install cc lib-new (noninteractive)\n$install cc (noninteractive)\n$install lib-new (noninteractive)" \
	INSTALLED='' BROKEN=cc .tools/install build
installs "INSTALL=no only says so" 1 '' INSTALL=no INSTALLED='' .tools/install build
rm bin/sudo
said=$(env PATH="$PWD/bin:/usr/bin:/bin" FAKE_UID=7 INSTALLED=cc .tools/install build 2>&1)
if command -v sudo >/dev/null; then
	echo "skip - without sudo it says what to do # sudo is here"
else
	case $said in *"missing (to build): lib-old|lib-new"*"apt-get install lib-old"*) echo "ok - without sudo it says what to do" ;; *) echo "not ok - $said" ;; esac
fi
