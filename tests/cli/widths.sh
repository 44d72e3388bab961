#!/bin/bash
# Text keeps to the width of its terminal, and no table is told in parts where its headers and labels can wrap.
. "$ROOT/tests/cli/lib.bash"
export LC_ALL=C.UTF-8

# look WIDTH COMMAND...: what the program says on a terminal of that width, without colours, in the file out. Prints what is wrong with it: lines
# that are wider, but for the stamp's; and parts: tables without a heading whose first column is that of the table before, but no other is.
look() {
	python3 - "$BREAKEVEN" "$@" <<'PYTHON'
import fcntl, os, pty, struct, sys, termios, unicodedata
program, width, *arguments = sys.argv[1:]
width = int(width)
child, terminal = pty.fork()
if child == 0:
    fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # no progress among the lines
    os.execvp(program, [program, *arguments, "--color", "never"])
said = b""
while True:
    try:
        more = os.read(terminal, 65536)
    except OSError:
        break
    if not more:
        break
    said += more
os.waitpid(child, 0)
said = said.replace(b"\r\n", b"\n").decode()
with open("out", "w", encoding="utf-8") as file:
    file.write(said)

def columns(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)

lines = said.split("\nmade by ")[0].split("\n")
found = ["%d: %s" % (i + 1, line) for i, line in enumerate(lines) if columns(line) > width]
last = None
for i, line in enumerate(lines):
    if not line or set(line) != {"─"} or i < 2:
        continue
    start = max(k for k in range(-1, i) if k < 0 or not lines[k]) + 1
    headed = any(above[0] != " " for above in lines[start:i - 1])  # by a heading that stands upon it
    head = lines[i - 1].split("  ")[0]
    words = set(lines[i - 1][len(head):].split())
    if last and not headed and head and head == last[0] and not words & last[1]:
        found.append("in parts: " + lines[i - 1])
    last = head, words
print("\n".join(found[:3]), end="")
PYTHON
}

fits() { # WIDTH COMMAND...
	is "$*" "$(look "$@")" ''
}

plans='mvp enterprise growth recommendation-engine'
[ "${BUILD##*/}" != asan ] || plans=mvp # slow where every trial is instrumented, and the same there
for plan in $plans; do
	for width in 80 100; do
		few && [ $width = 100 ] && continue
		fits $width report $plan
		fits $width cashflow $plan
		fits $width cashflow $plan --by year
		fits $width risk $plan --trials 200
		fits $width solve $plan -g 'payback<=12' --all
	done
	fits 80 drivers $plan --trials 200
	fits 80 sweep $plan --over plan.horizon=12,36 --over plan.discount_rate=5%,10%
	fits 80 path $plan
	fits 80 crossover $plan
	fits 80 controls $plan
	fits 80 check $plan
done
fits 80 report mvp scale-up enterprise
fits 80 compare mvp scale-up --figure npv
few || fits 100 compare mvp scale-up --figure npv
fits 100 report mvp scale-up enterprise growth recommendation-engine
is 'five plans are one matrix' "$(grep -c '^  *MVP  *Scale-up  *Enterprise  *Growing product  *engine$' out)" 1
look 80 report mvp scale-up enterprise growth recommendation-engine >/dev/null
is 'in 80 columns, two of about as many' "$(grep -c '^ .*MVP  *Scale-up  *Enterprise$' out)/$(grep -c '^  *Growing product  *Recommendation engine$' out)" 1/1

fits 100 solve mvp -g 'payback <= 12' --all
is 'solve --all is one table an option' "$(grep -c '^input  *now  *met with  *change$' out)" 3
fits 80 cashflow mvp
is 'a column that can be spared goes first' "$(grep -c '^Left out to fit in 80 columns: Date (-f csv has all)$' out)" 3
fits 100 cashflow mvp
is 'and stays where there is room' "$(grep -c '^Month  Date  .*PV total$' out)" 3
finish
