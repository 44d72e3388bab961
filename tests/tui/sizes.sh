#!/bin/bash
# Terminals of any size, at the start and later: the program goes on, and takes the memory of a screen that could be one.
set -u
cat >sizes.py <<'END'
import fcntl, os, pty, resource, select, signal, struct, sys, termios, time

def play(program, first, then):
    """Opens the screen on a terminal of the first size, resizes it, leaves; the exit code."""
    pid, fd = pty.fork()
    if pid == 0:
        while os.read(0, 1) != b"\n": # until the size is set
            pass
        os.environ.update(TERM="xterm-256color")
        os.execv(program, [program, "mvp.ini"])
    resize(fd, first)
    os.write(fd, b"\n")
    drain(fd, 1)
    for size in then:
        resize(fd, size)
        drain(fd, 0.5)
    os.write(fd, b"q")
    end = time.time() + 60
    while time.time() < end:
        drain(fd, 0.1)
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return "hangs"

def resize(fd, size):
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))

def drain(fd, quiet):
    """Reads what is shown until nothing came for so long."""
    while select.select([fd], [], [], quiet)[0]:
        try:
            if not os.read(fd, 65536):
                return
        except OSError:
            return

program = sys.argv[1]
for first, then in [((30, 100), [(65535, 80), (24, 80)]), ((65535, 65535), [(30, 100)]), ((32768, 10), [(10, 32768), (5000, 5000), (0, 0)])]:
    code = play(program, first, then)
    print("ok" if code == 0 else "not ok", f"- {first[1]} x {first[0]}, then", ", ".join(f"{x} x {y}" for y, x in then), f": {code}")
most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
print("ok" if most < 400 or "asan" in program else "not ok", f"- takes at most 400 MiB: {most}")
END
cp "$ROOT/profiles/mvp.ini" mvp.ini
python3 sizes.py "$BREAKEVEN"
