#!/bin/bash
# The checks of this folder and the runner see what they are there to see: each is shown a violation, and something innocent.
set -u
mkdir -p src/base src/plan src/model src/risk src/decide src/report src/cli src/tui

# sees WHAT TEXT OUTPUT: the output has a line "not ok" with that text.
sees() {
	if grep -A3 '^not ok' <<<"$3" | grep -q -- "$2"; then echo "ok - $1"; else printf 'not ok - %s\n%s\n' "$1" "$3"; fi
}
# passes WHAT OUTPUT: the output has no such line, but an "ok".
passes() {
	if grep -q '^ok' <<<"$2" && ! grep -q '^not ok' <<<"$2"; then echo "ok - $1"; else printf 'not ok - %s\n%s\n' "$1" "$2"; fi
}

arrow() { # FILE INCLUDE: what arrows.sh says of it
	echo "#include $2" >"src/$1"
	"$ROOT/tests/source/arrows.sh" src
	rm "src/$1"
}
for header in base/a plan/a model/a risk/a decide/a report/a cli/a tui/a; do echo >"src/$header.h"; done
passes "no arrows at all" "$("$ROOT/tests/source/arrows.sh" src)"
passes "an arrow the right way" "$(arrow risk/x.c '"model/a.h"')"
passes "the system's headers" "$(arrow base/x.c '<sys/stat.h>')"
passes "main uses the commands" "$(arrow main.c '"cli/a.h"')"
sees "an arrow the wrong way" "base/x.c:1: base may not include 'plan/a.h'" "$(arrow base/x.c '"plan/a.h"')"
sees "an arrow between siblings" "risk/x.c:1: risk may not include 'decide/a.h'" "$(arrow risk/x.c '"decide/a.h"')"
sees "an arrow between the two faces" "tui/x.h:1: tui may not include 'cli/a.h'" "$(arrow tui/x.h '"cli/a.h"')"
sees "an arrow with blanks" "model/x.c:1" "$(arrow model/x.c '   "report/a.h" ')"
sees "an arrow by angles" "model/x.c:1" "$(arrow model/x.c '<report/a.h>')"
sees "an include that climbs" "leaves its folder" "$(arrow model/x.c '"../report/a.h"')"
sees "an include without its folder" 'to be included as "model/a.h"' "$(arrow model/x.c '"a.h"')"
sees "curses outside the screen" "model/x.c" "$(arrow model/x.c '<ncursesw/curses.h>')"
echo '#include <curses.h>' >src/tui/x.c
sees "curses in two files" "tui/y.c" "$(arrow tui/y.c '<curses.h>')"
rm src/tui/x.c
mkdir src/other
sees "a folder without arrows" "other" "$("$ROOT/tests/source/arrows.sh" src)"
rmdir src/other

passes "headers that stand alone" "$("$ROOT/tests/source/headers.sh" src)"
echo 'size_t lost(void);' >src/base/a.h
sees "a header that needs another" "unknown type name" "$("$ROOT/tests/source/headers.sh" src)"
echo 'struct twice { int x; };' >src/base/a.h
sees "a header without a guard" "redefinition" "$("$ROOT/tests/source/headers.sh" src)"

symbol() { # FOLDER CODE: what purity.py says of the code in that folder, beside a base/ that reads the environment
	mkdir -p "objects/$1" objects/base
	echo '#include <stdlib.h>
	const char *helper(int x); const char *helper(int x) { return x ? getenv("HOME") : 0; }
	int harmless(int x); int harmless(int x) { return x + 1; }' >base.c
	printf '%s\n' "$2" >x.c
	"${CC:-gcc}" -O2 -ffunction-sections -fdata-sections -c base.c -o objects/base/base.o &&
		"${CC:-gcc}" -O2 -ffunction-sections -fdata-sections -c x.c -o "objects/$1/x.o" &&
		python3 "$ROOT/tests/source/purity.py" objects
	rm -rf objects
}
passes "arithmetic, memory, constant tables" "$(symbol model '
#include <math.h>
#include <stdlib.h>
int harmless(int x);
static double a(double x) { return exp(x); }
static double b(double x) { return log(x); }
static double (*const table[])(double) = {a, b};
static const char *const names[] = {"a", "b"};
const char *name(int i); const char *name(int i) { return names[i]; }
double f(double x, int i); double f(double x, int i) { free(malloc(9)); return table[i](x) + harmless(i); }')"
sees "a clock" "calls time" "$(symbol model '#include <time.h>
long f(void); long f(void) { return time(0); }')"
sees "output" "calls puts" "$(symbol decide '#include <stdio.h>
void f(void); void f(void) { puts("x"); }')"
sees "the environment, by way of base/" "helper calls getenv" "$(symbol risk 'const char *helper(int x);
const char *f(void); const char *f(void) { return helper(1); }')"
sees "the environment, by way of a table" "helper calls getenv" "$(symbol risk 'const char *helper(int x);
static const char *(*const table[])(int) = {0, helper};
const char *f(int i); const char *f(int i) { return table[i](1); }')"
sees "a static that changes" "may change .*count" "$(symbol risk '
int f(void); int f(void) { static int count; return ++count; }')"
sees "a global that changes" "may change" "$(symbol decide 'int state = 3;')"
sees "a global of a thread" "may change" "$(symbol decide '_Thread_local int state;')"
sees "the locale" "calls localeconv" "$(symbol model '#include <locale.h>
char f(void); char f(void) { return *localeconv()->decimal_point; }')"
passes "threads in risk/" "$(symbol risk '#include <pthread.h>
void f(pthread_t t); void f(pthread_t t) { pthread_join(t, 0); }')"
sees "threads elsewhere" "calls pthread_join" "$(symbol model '#include <pthread.h>
void f(pthread_t t); void f(pthread_t t) { pthread_join(t, 0); }')"

# The runner: RESULT-LINE EXIT SCRIPT
runs() {
	local what=$1 expected=$2 output
	mkdir -p tree/tests
	cp "$ROOT/tests/run" tree/tests
	printf '#!/bin/bash\n%s\n' "$3" >tree/tests/x.sh
	chmod +x tree/tests/x.sh
	output=$(TEST_TIMEOUT=${4:-20} tree/tests/run tests/x.sh)
	if [ "$(tail -1 <<<"$output")" = "$expected" ]; then echo "ok - $what"; else printf 'not ok - %s\n%s\n' "$what" "${output//$'\n'/$'\n'    }"; fi
}
runs "counts what a script says" "2 passed, 1 failed, 1 skipped" 'echo "ok - a"; echo "not ok - b"; echo "ok"; echo "skip - c # peer"; echo "okay - no"'
runs "counts what cmocka says" "12 passed, 1 failed, 3 skipped" \
	'echo "[  PASSED  ] 12 test(s)."; echo "[  SKIPPED ] 3 test(s), listed below:"; echo "[  FAILED  ] 1 test(s), listed below:"; echo "[  FAILED  ] name"'
runs "a test that says nothing has failed" "0 passed, 1 failed, 0 skipped" 'true'
runs "a test that dies has failed" "1 passed, 1 failed, 0 skipped" 'echo "ok - a"; kill -9 $$'
runs "a test that exits non-zero has failed" "1 passed, 1 failed, 0 skipped" 'echo "ok - a"; exit 3'
runs "a test that hangs has failed" "1 passed, 1 failed, 0 skipped" 'echo "ok - a"; sleep 30' 1
runs "a test has no input" "1 passed, 0 failed, 0 skipped" 'read -r line || echo "ok - none"'

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
