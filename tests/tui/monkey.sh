#!/bin/bash
# A monkey at a real terminal (a pty): any bytes, pastes, broken sequences and sizes down to one cell. It must neither crash nor hang,
# end when told to, and leave the terminal as it was. MONKEY_BYTES, MONKEY_RESIZES and MONKEY_SEED say how long and how.
set -u
if ! command -v python3 >/dev/null; then
	echo 'skip - a monkey at a terminal # python3'
	echo '0 passed, 0 failed, 1 skipped'
	exit
fi
cp "$ROOT/tests/golden/recommendation-engine.ini" "$ROOT/tests/golden/growth.ini" .
exec python3 - "$BREAKEVEN" "${MONKEY_BYTES:-20000}" "${MONKEY_RESIZES:-500}" "${MONKEY_SEED:-1}" <<'PYTHON'
import errno, fcntl, os, pty, random, select, signal, struct, sys, termios, time

program, size, resizes, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
random.seed(seed)
HANG = 20  # seconds without an answer

PIECES = [b"\r", b"\r", b"\t", b"\x1b", b"\x1b[A", b"\x1b[B", b"\x1b[B", b"\x1b[C", b"\x1b[D", b"\x1b[5~", b"\x1b[6~", b"\x1b[H", b"\x1b[Z",
          b"\x1bOA", b"\x1bOB", b"\x1bOP", b"\x1b[1;5C", b"\x1b[200~uniform(1%,\r\n2%)\x1b[201~", b"\x1b[200~never ends", b"\x1b[201~", b"\x1b[",
          b"\x1b[1;", b"\x1b]0;title\x07", b"\x1b[M !!", b"\x1b[M#((", b"\x1b[<0;20;5M", b"\x1b[<65;20;5M", b"\xff", b"\xc3", b"\xe2\x82", b"\xf0\x9f",
          b"\xc3\xa9", b"\xe6\x97\xa5", b"\xf0\x9f\x98\x80", b"e\xcc\x81", b"\x00", b"\x1a", b"\x0c", b":set plan.horizon=24\r", b":undo\r",
          b"uuuu", b"UUUU", b"....", b",,,,", b"18%\r", b"pert(1%, 2%, 3%)\r", b"jjjj", b"kkkk", b"/sal\r", b"?", b"1", b"2", b"3", b"[", b"]", b"d", b"a", b"D"]


class Program:
    def __init__(self):
        ready, looked = os.pipe()  # the program begins when the terminal's modes have been looked at
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.read(ready, 1)
            os.dup2(os.open("said", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644), 2)
            os.environ["TERM"] = "xterm-256color"
            os.execv(program, [program, "recommendation-engine.ini", "growth.ini"])
        self.before = termios.tcgetattr(self.fd)
        os.write(looked, b".")
        os.close(looked)
        os.close(ready)
        self.output = b""
        self.status = None
        self.resize(100, 30)
        deadline = time.monotonic() + HANG  # until then, signals of the terminal are signals
        while b"Overview" not in self.output and time.monotonic() < deadline and self.read(0.05):
            pass

    def resize(self, width, height):
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def read(self, seconds):
        """Takes what it draws; False when it is gone."""
        ready, _, _ = select.select([self.fd], [], [], seconds)
        if ready:
            try:
                data = os.read(self.fd, 65536)
            except OSError as error:
                if error.errno != errno.EIO:
                    raise
                data = b""
            if not data:
                return False
            self.output = (self.output + data)[-262144:]
        return True

    def write(self, data):
        """False when it is gone. Fails when it takes nothing for too long."""
        start = time.monotonic()
        while data:
            _, writable, _ = select.select([], [self.fd], [], 0)
            if writable:
                try:
                    data = data[os.write(self.fd, data[:256]):]
                except OSError:
                    return False
                start = time.monotonic()
            if not self.read(0 if writable else 0.01):
                return False
            if time.monotonic() - start > HANG:
                os.kill(self.pid, signal.SIGSEGV)  # a sanitizer says where it was
                self.read(1)
                time.sleep(1)
                raise SystemExit("not ok - it took no input for %d s\n%s" % (HANG, open("said", errors="replace").read()))
        return True

    def wait(self):
        start = time.monotonic()
        while time.monotonic() - start < HANG:
            self.read(0.01)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
                # Once it has left (its handlers are gone), or while it is stopped, ^C and the like are the terminal's to make signals of.
                late = self.status in (-signal.SIGINT, -signal.SIGQUIT, -signal.SIGTSTP, 128 + signal.SIGINT, 128 + signal.SIGQUIT)
                if late:
                    self.status = 0
                return
        os.kill(self.pid, signal.SIGKILL)
        raise SystemExit("not ok - it does not end")

    def given_back(self):
        return b"\x1b[?1049l" in self.output and b"\x1b[?2004l" in self.output

    def end(self):
        """Leaves: out of whatever it is in, then the command. The status, and whether the terminal is as it was."""
        for _ in range(12):
            self.write(b"\x1b")
            deadline = time.monotonic() + 0.06  # a lone Esc is one only after a moment
            while time.monotonic() < deadline:
                if not self.read(0.02):
                    break
        self.write(b":quit!\r")
        self.wait()
        return self.status


def check(what, good, why=""):
    print("%s - %s%s" % ("ok" if good else "not ok", what, "" if good else "\n" + str(why)))
    return good


def main():
    running, starts, sent, resized, good = Program(), 1, 0, 0, True
    while sent < size or resized < resizes:
        piece = random.choice(PIECES) if random.random() < 0.7 else bytes(random.randrange(256) for _ in range(random.randrange(1, 6)))
        piece = piece.replace(b"\x13", b"\x14")  # ^S, when it comes after ^Z or q, stops the terminal itself: nobody is there to type ^Q
        alive = running.write(piece)
        sent += len(piece)
        if resized < resizes and random.random() < max(0.02, resizes * 4 / size):
            tiny = random.random() < 0.3
            running.resize(random.randrange(1, 12 if tiny else 160), random.randrange(1, 12 if tiny else 60))
            resized += 1
        if not alive:
            running.wait()
            if running.status != 0:
                break
            os.close(running.fd)
            running, starts = Program(), starts + 1
    if running.status is None:
        running.resize(100, 30)
        running.end()
    said = open("said", errors="replace").read()
    good &= check("%d bytes, %d sizes, started %d times: it ends well" % (sent, resized, starts), running.status == 0,
                  "status %s: %s" % (running.status, said[:3000]))
    good &= check("no complaint was made", "ERROR" not in said and "runtime error" not in said, said[:3000])
    try:
        after = termios.tcgetattr(running.fd)
        good &= check("the modes of the terminal are as they were", after[:4] == running.before[:4], (running.before, after))
    except termios.error:
        good &= check("the modes of the terminal are as they were", True)
    good &= check("the screen was given back", running.given_back(), running.output[-300:])
    print("%d passed, %d failed, 0 skipped" % (4 if good else 0, 0 if good else 1))
    sys.exit(0 if good else 1)


main()
PYTHON
