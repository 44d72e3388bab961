#!/bin/bash
# Files as the program writes them: links, directories of others, what a kill or an interrupt leaves.
. "$ROOT/tests/cli/lib.bash"
reco=$golden/recommendation-engine.ini

# Another user's link in a sticky directory, which the kernel follows for nobody else. Needs users to be.
as() { # USER COMMAND...
	TMPDIR=/tmp setpriv --reuid="$1" --regid="$1" --clear-groups "${@:2}" # the runner's own is closed to others
}
if [ "$(id -u)" != 0 ] || ! as 1001 true 2>/dev/null || [ "$(cat /proc/sys/fs/protected_symlinks 2>/dev/null)" != 1 ]; then
	echo "skip - another user's link in a sticky directory # not root, or fs.protected_symlinks is off"
else
	shared=$(mktemp -d /tmp/breakeven-shared.XXXXXX)
	mkdir "$shared/public" "$shared/victim"
	chmod 1777 "$shared/public"
	chmod 755 "$shared"
	chown 1001 "$shared/victim"
	cp "$reco" "$shared/plan.ini"
	chmod 644 "$shared/plan.ini"
	echo precious >"$shared/victim/profile"
	chown 1001 "$shared/victim/profile"
	as 1002 ln -s ../victim/profile "$shared/public/report.csv"
	as 1002 ln -s ../victim/new "$shared/public/new.csv"
	for name in report new; do
		as 1001 "$BREAKEVEN" report "$shared/plan.ini" -o "$shared/public/$name.csv" --force 2>err
		is "another user's link in a sticky directory is not followed ($name)" $? 3
		says 'and the reason told' "$name.csv: error: .*Permission denied"
	done
	is 'what it leads to stays' "$(cat "$shared/victim/profile")$(ls "$shared/victim")" 'preciousprofile'
	as 1001 ln -s ../victim/profile "$shared/public/own.csv"
	as 1001 "$BREAKEVEN" report "$shared/plan.ini" -o "$shared/public/own.csv" --force
	is 'an own link is' $? 0
	is 'and its target replaced' "$(head -c 8 "$shared/victim/profile")" 'profile,'
	rm -rf "$shared"
fi

# A directory that cannot be looked into is no directory without the file; nor one that cannot be written.
if [ "$(id -u)" = 0 ]; then
	plain() { as 65534 "$@"; }
else
	plain() { "$@"; }
fi
if ! plain true 2>/dev/null; then
	echo 'skip - directories that may not be written to # users to be'
else
	place=$(mktemp -d /tmp/breakeven-sealed.XXXXXX)
	mkdir "$place/sealed" "$place/dark"
	cp "$reco" "$place/plan.ini"
	chmod 644 "$place/plan.ini"
	chmod 755 "$place"
	chmod 555 "$place/sealed"
	chmod 600 "$place/dark"
	for directory in sealed dark; do
		plain "$BREAKEVEN" report "$place/plan.ini" -o "$place/$directory/out.csv" >out 2>err
		is "a directory that may not be written to ($directory)" $? 3
		says 'is told' 'out.csv: error: cannot be written: Permission denied'
	done
	rm -rf "$place"
fi

# A file with two names stays one file.
echo old >one.csv
ln one.csv two.csv
exits 0 'a file with two names is replaced' report "$reco" -o one.csv --force
same 'under both' one.csv two.csv
is 'and nothing else is there' "$(find . -maxdepth 1 -name '*breakeven*' | wc -l)" 0

# Names of files hold any bytes: what is written is UTF-8, and on a terminal nothing that it would act upon.
evil=$'a\e]0;owned\a\xc2\x9b2J\xe2\x80\xae.ini' broken=$'b\xff\xe9.ini'
cp "$reco" "$evil"
cp "$reco" "$broken"
cat >terminal.py <<'END'
import os, pty, sys
pid, fd = pty.fork()
if pid == 0:
    os.environ["TERM"] = "xterm-256color"
    os.execv(sys.argv[1], sys.argv[1:])
out = b""
while True:
    try:
        piece = os.read(fd, 65536)
    except OSError:
        break
    if not piece:
        break
    out += piece
status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
text = out.decode()
bad = sorted({hex(ord(c)) for c in text if (ord(c) < 32 and c not in "\t\r\n") or 0x7f <= ord(c) < 0xa0 or c == "\u202e"})
print(status, "".join(bad) or "clean", "seen" if "owned" in text else "not there")
END
for format in text csv json md; do
	is "$format on a terminal shows a name that holds escapes" \
		"$(python3 terminal.py "$BREAKEVEN" report "./$evil" -f "$format" --color never)" '0 clean seen'
	run report "./$broken" -f "$format"
	is "$format of a name that is not UTF-8 is UTF-8" "$(python3 -c 'print("b\ufffd\ufffd.ini" in open("out", "rb").read().decode())')" True
done
is 'a French spreadsheet on a terminal begins with its header' \
	"$(python3 - "$BREAKEVEN" "$reco" <<'END'
import os, pty, sys
pid, fd = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], [sys.argv[1], "report", sys.argv[2], "-f", "csv", "--csv-dialect", "excel-fr"])
print(os.read(fd, 7).decode())
while True:
    try:
        if not os.read(fd, 65536):
            break
    except OSError:
        break
END
)" profile
run report "./$evil" -f csv
is 'a file has the name as it is' "$(tail -n +2 out | head -c ${#evil} | head -c 8)" './'"${evil:0:6}"

# Signals: every command exits with 128 + the signal's number and a word, also while it waits for its input.
cat >signals.py <<'END'
import os, signal, subprocess, sys, time
program, other = sys.argv[1:]
commands = [["report", "-"], ["cashflow", "-"], ["check", "-"], ["risk", "-"], ["drivers", "-"], ["solve", "-", "-g", "npv = 0", "--all"],
            ["sweep", "-", "--over", "plan.horizon=12,24"], ["crossover", "-"], ["path", "-"], ["controls", "-"], ["compare", "-", other], ["-"]]

def waits(pid):
    """Sleeps, with the signals caught: it waits for the pipe."""
    with open(f"/proc/{pid}/status") as file:
        status = dict(line.rstrip("\n").split(":\t", 1) for line in file if ":\t" in line)
    mask = 1 << signal.SIGINT - 1 | 1 << signal.SIGTERM - 1 | 1 << signal.SIGHUP - 1
    return status["State"].startswith("S") and int(status["SigCgt"], 16) & mask == mask

for command in commands:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        child = subprocess.Popen([program] + command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                 preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL))
        end = time.time() + 10
        while not waits(child.pid) and child.poll() is None and time.time() < end:
            time.sleep(0.005)
        child.send_signal(number)
        code = child.wait(60)
        if code != 128 + number:
            sys.exit(f"{command}: {number.name} ends it with {code}")
        said = child.stderr.read().decode().strip()
        if said != "breakeven: error: interrupted: nothing is written":
            sys.exit(f"{command}: {number.name} ends it with '{said}'")
        child.stdin.close()
END
is 'a signal is the exit code of every command, and each says that nothing is written' "$(python3 signals.py "$BREAKEVEN" "$reco" 2>&1)" ''
# Who ignores a hang-up goes on.
(trap '' HUP; exec "$BREAKEVEN" report - -f csv >out 2>err) < <(sleep 0.5; cat "$reco") &
pid=$!
sleep 0.2
kill -HUP $pid
wait $pid
is 'a hang-up that is ignored ends nothing' "$?/$(wc -l <out)" 0/85
finish
