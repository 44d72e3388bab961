#!/usr/bin/env python3
"""Changes one operator or constant of the source at a time, and counts how many changes the quick tests notice.

    mutation.py SECONDS SEED

Works in copies of the tree and of the build, one for each processor. A change is noticed when a test fails; tests run until one does: first
the unit test named like the file, then those that include its header, the other unit tests that link it, goldens, and the command line's
tests, quickest first. A change that does not compile, or compiles to the same object, is not counted. The seed chooses the changes; how many are tried depends on the time.
Prints `ok - WHAT` whatever the share noticed is, and a line beginning with # for each change that was not noticed; `not ok - WHAT` if
the unchanged tree fails or no change could be tried. Environment: ROOT; BUILD, a build with its unit tests.
"""

import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

LEFT_OUT = {"cli", "tui"}  # folders of src/ that are not changed: their tests take long
SLOW = 1 / 20  # a test that takes more than this share of the processor time of all tests runs only for the files that it is about
FIRST_RUN = 1 / 12  # a test that takes more than this share of the time is left out
GRACE = 5  # seconds, besides ten times what a test took without a change: after that the change counts as noticed
MEMORY, FILE = 4 << 30, 256 << 20  # bytes that a changed program may take, and write to one file

SWAPS = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||", "||": "&&",
    "+": "-", "-": "+", "*": "/", "/": "*", "+=": "-=", "-=": "+=",
    "true": "false", "false": "true", "fmin": "fmax", "fmax": "fmin", "ceil": "floor", "floor": "ceil",
}
TOKEN = re.compile(
    r"""(?P<skip> /\*.*?\*/ | //[^\n]* | "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' | ^[ \t]*\#(?:\\\n|[^\n])* )
    | (?P<word> [A-Za-z_]\w* )
    | (?P<number> 0[xX][0-9a-fA-F]+ | \d+ (?:\.\d+)? (?:[eE][-+]?\d+)? )
    | (?P<operator> [-+*/<>=!&|^%~]+ )""",
    re.VERBOSE | re.DOTALL | re.MULTILINE)


class Broken(Exception):
    """The run says nothing about the tests."""


class Change:
    """Puts `after` in the place of text[begin:end] of a file."""

    def __init__(self, path, text, begin, end, after):
        self.path, self.begin, self.end = path, begin, end
        self.text, self.after = text, after

    def changed_text(self):
        return self.text[:self.begin] + self.after + self.text[self.end:]

    def __str__(self):
        line = self.text.count("\n", 0, self.begin) + 1
        first = max(self.text.rfind("\n", 0, self.begin) + 1, self.begin - 30)
        last = min(self.text.find("\n", self.end), self.end + 30)
        before, behind = self.text[first:self.begin].lstrip(), self.text[self.end:last].rstrip()
        return "%s:%d: %s%s%s → %s%s%s" % (self.path, line, before, self.text[self.begin:self.end], behind,
                                           before, self.after, behind)


def next_number(digits):
    """Another number of about the size; None for one in hexadecimal."""
    if digits.isdigit():
        return str(int(digits) + 1)
    first = re.search("[1-9]", digits)
    if digits[:2] in ("0x", "0X") or not first:
        return None
    digit = int(first.group())
    return digits[:first.start()] + str(digit + 1 if digit < 9 else 8) + digits[first.end():]


def is_data(line):
    """A row of a table of numbers, or an array's size."""
    return re.fullmatch(r"[\sxa-fA-F0-9.,{}+-]*", line) or re.match(r"\s*(\w+ )+\*?\w+\[\d+\]", line)


def changes_of(path, text):
    for token in TOKEN.finditer(text):
        begin, end, after = token.start(), token.end(), None
        spaced = text[begin - 1:begin].isspace() and text[end:end + 1].isspace()
        if token["word"]:
            after = SWAPS.get(token["word"])
        elif token["number"] and text[begin - 1:begin] != "-" and text[begin - 1:end + 1] != "{0}":
            after = next_number(token["number"])
        elif token["operator"] == "!":
            after = ""
        elif token["operator"] and spaced:  # a pointer's * and a sign stand next to what they are of
            after = SWAPS.get(token["operator"])
        line = text[text.rfind("\n", 0, begin) + 1:text.find("\n", end)]
        if after is not None and not is_data(line):
            yield Change(path, text, begin, end, after)


def all_changes(root):
    for source in sorted(root.glob("src/*/*.c")):
        if source.parent.name not in LEFT_OUT:
            yield from changes_of(source.relative_to(root), source.read_text(encoding="utf-8"))


def symbols(path):
    """What an object or program defines for others."""
    output = subprocess.run(["nm", "-g", "--defined-only", path], capture_output=True, text=True, check=True).stdout
    return {line.split()[-1] for line in output.splitlines() if line}


class Test:
    def __init__(self, root, build, path):
        self.path = path
        self.is_unit = path.parts[0] == "build"
        self.name = path.stem.replace("test_", "")
        self.target = str(path) if self.is_unit else "%s/breakeven" % build
        self.symbols = symbols(root / self.target)
        self.processor = self.wall = 0.0
        self.text = (root / "tests/unit" / (path.stem + ".c")).read_text(encoding="utf-8") if self.is_unit else ""

    def distance(self, source):
        """From a file of src/: 0 and 1 for a test that is about it."""
        if source.stem == self.name or source.stem.startswith(self.name + "_"):
            return 0
        header = source.relative_to("src").with_suffix(".h")
        return 1 if '#include "%s"' % header in self.text else 2 if self.is_unit else 3


def limit_resources():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE, FILE))


class Tree:
    """A copy of the source and of the build, to change."""

    def __init__(self, root, build, place):
        self.place, self.build = place, build
        self.environment = dict(os.environ, TMPDIR=str(place / "tmp"), JOBS="1")
        for name in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "ROOT", "BUILD", "BREAKEVEN"):
            self.environment.pop(name, None)
        subprocess.run(["cp", "-a"] + [str(p) for p in root.iterdir() if p.name not in (".git", "build")] + [str(place)], check=True)
        (place / build).parent.mkdir(parents=True, exist_ok=True)
        (place / "tmp").mkdir()
        if (root / build).is_dir():
            place.joinpath(build).mkdir()
            parts = [str(p) for p in (root / build).iterdir() if p.name in ("obj", "unit", "flags", "libbreakeven.a", "breakeven")]
            subprocess.run(["cp", "-a"] + parts + [str(place / build)], check=True)

    def make(self, *targets):
        """Whether it could be built. -o: objects are good whatever flags they were made with."""
        flavour = "" if self.build == Path("build") else self.build.name
        command = [os.environ.get("MAKE", "make"), "-s", "FLAVOUR=" + flavour, "-o", "%s/flags" % self.build] + list(targets)
        return subprocess.run(command, cwd=self.place, env=self.environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0

    def passes(self, test, seconds):
        """Whether the test does, and the processor's and the clock's seconds that it took."""
        environment = dict(self.environment, TEST_TIMEOUT="%.1f" % max(1, seconds))
        start = time.monotonic()
        child = subprocess.Popen(["tests/run", "-b", str(self.build), str(test.path)], cwd=self.place, env=environment,
                                 stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                 preexec_fn=limit_resources)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = status
        return status == 0, usage.ru_utime + usage.ru_stime, time.monotonic() - start

    def notices(self, change, tests, deadline):
        """True: a test failed. False: none did. None: the change does nothing, or time is up."""
        source, object_ = self.place / change.path, self.place / self.build / "obj" / change.path.with_suffix(".o")
        unchanged = object_.read_bytes()
        try:
            source.write_text(change.changed_text(), encoding="utf-8")
            if not self.make(str(object_.relative_to(self.place))) or object_.read_bytes() == unchanged:
                return None
            for test in tests:
                built = self.make(test.target)
                left = deadline - time.monotonic()
                if left < 1 or not built:
                    return None
                passed, _, _ = self.passes(test, min(left, GRACE + 10 * test.wall))
                if time.monotonic() >= deadline:
                    return None
                if not passed:
                    return True
            return False
        finally:
            source.write_text(change.text, encoding="utf-8")
            object_.write_bytes(unchanged)  # later than the source, so that it is not made again, but the library is


def in_parallel(trees, items, work):
    """work(tree, item) for each of them; the first exception ends it."""
    items, lock, errors = iter(items), threading.Lock(), []

    def worker(tree):
        try:
            while not errors:
                with lock:
                    item = next(items, None)
                if item is None:
                    return
                work(tree, item)
        except Exception as error:  # pylint: disable=broad-except
            errors.append(error)

    threads = [threading.Thread(target=worker, args=(tree,)) for tree in trees]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


def time_tests(trees, tests, most):
    """Runs them without a change. Returns those that take no more than so many seconds."""

    def measure(tree, test):
        passed, test.processor, test.wall = tree.passes(test, most)
        if not passed and test.wall < most:
            raise Broken("%s fails without a change" % test.path)

    in_parallel(trees, tests, measure)
    return [test for test in tests if test.wall < most]


def in_order(tests, change, defined):
    """The tests of a change, the most telling first."""
    slow = SLOW * sum(test.processor for test in tests)
    chosen = [test for test in tests if defined & test.symbols and (test.distance(change.path) < 2 or test.processor <= slow)]
    return sorted(chosen, key=lambda test: (test.distance(change.path), test.processor))


def find_tests(root, build):
    units = [p.relative_to(root) for p in (root / build / "unit").glob("test_*") if os.access(p, os.X_OK)]
    scripts = [p.relative_to(root) for folder in ("golden", "cli") for p in (root / "tests" / folder).glob("*.sh") if os.access(p, os.X_OK)]
    return [Test(root, build, path) for path in sorted(units) + sorted(scripts)]


def try_changes(trees, tests, changes, deadline):
    """Which were noticed and which not, in the order they were chosen in."""
    outcome = {}

    def attempt(tree, item):
        number, change = item
        if deadline - time.monotonic() < 2:
            return
        defined = symbols(tree.place / tree.build / "obj" / change.path.with_suffix(".o"))
        noticed = tree.notices(change, in_order(tests, change, defined), deadline)
        if noticed is not None:
            outcome[number] = (change, noticed)

    in_parallel(trees, enumerate(changes), attempt)
    return [outcome[number] for number in sorted(outcome)]


def run(root, build, place, seconds, seed):
    deadline = time.monotonic() + seconds
    trees = []
    for i in range(len(os.sched_getaffinity(0))):
        (place / str(i)).mkdir()
        trees.append(Tree(root, build, place / str(i)))
    for tree in trees:
        if not tree.make("all", "units"):
            raise Broken("the tree does not build")
    changes = list(all_changes(root))
    random.Random(seed).shuffle(changes)
    tests = find_tests(trees[0].place, build)
    tests = time_tests(trees, tests, seconds * FIRST_RUN)
    tried = try_changes(trees, tests, changes, deadline)
    if not tried:
        raise Broken("no change could be tried in %d s" % seconds)
    return tried


def main():
    seconds, seed = float(sys.argv[1]), int(sys.argv[2])
    root = Path(os.environ["ROOT"])
    build = Path(os.environ["BUILD"]).relative_to(root)
    try:
        with tempfile.TemporaryDirectory(prefix="mutation.") as place:
            tried = run(root, build, Path(place), seconds, seed)
    except (Broken, OSError, subprocess.SubprocessError) as error:
        print("not ok - mutation run: %s" % error)
        return 1
    noticed = sum(was for _, was in tried)
    share = "%d of %d changes noticed (%.0f %%), seed %d" % (noticed, len(tried), 100 * noticed / len(tried), seed)
    print("# " + share + (", not these:" if noticed < len(tried) else ""))
    for change, was in tried:
        if not was:
            print("# %s" % change)
    print("ok - mutation run: " + share)
    return 0


if __name__ == "__main__":
    sys.exit(main())
