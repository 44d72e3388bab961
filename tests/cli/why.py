"""Reads the text of `breakeven why` back, and computes every equation that it prints.

    why.py PROFILE OUTPUT...    prints what is wrong; last, how many equations and lines were held to what they say

An equation gives the number beside it to within half of its last digit; what stands in it are the numbers beside the names in it; an input's
number, unit and guess are those of the line of the profile that it names.
"""

import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.environ["ROOT"], "tests", "reference"))

import model  # noqa: E402
from equation import TOKEN, Equation, half_digit, number  # noqa: E402

# "infra.serving  Model serving      3 132 €", "infra.serving.price   300 USD/month  plan.ini:82"
HEAD = re.compile(r"(?P<indent> *)(?P<id>[a-zA-Z0-9][\w.@-]*)(?P<label>  [^\s\d-].*?)?(?: +(?P<value>-?[\d\u202f ]*\d(?:\.\d+)?(?:e[+-]?\d+)?%?)"
                  r"(?: (?P<unit>[^\s\d][^\s:]*(?: requests)?))?)?(?:  (?P<place>\S+:\d+|--set|default))?$")
# An equation is broken before one of these.
SIGNS = ("+ ", "- ", "× ", "x ", "/ ", "^ ")
GUESSES = {"uniform": "the middle of", "triangular": "the most likely of", "pert": "the most likely of", "normal": "the mean of"}


class Node:
    def __init__(self, match):
        self.indent, self.id, self.place, self.unit = len(match["indent"]), match["id"], match["place"], match["unit"]
        value = match["value"]
        self.value = None if value is None else value.strip()
        self.equations, self.words, self.again = [], "", False

    def add(self, line):
        """A line below the name: an equation, or more of one, or words."""
        text = line.strip()
        if text.startswith("= "):
            self.equations.append(text[2:])
        elif self.equations and not self.words and line.startswith(" " * (self.indent + 3)) and text[:2] in SIGNS:
            self.equations[-1] += " " + text
        else:
            self.words = (self.words + " " + text).strip()


def nodes_of(path):
    """Node after node of each option, which is a list of its own."""
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    options, node = [], None
    for before, line in zip([""] + lines, lines):
        match = HEAD.match(line)
        indent = len(line) - len(line.lstrip())
        if not line.strip() or line.startswith(("made by ", "profile ", "scenarios ", "```", "#")):
            node = None
        elif node is None:
            if match is None or not (before and not before.startswith(" ")):
                node = None
                continue
            options.append([])
            node = Node(match)
            options[-1].append(node)
        elif line.strip().startswith("= ") or indent > node.indent + 2 and line.strip()[:2] in SIGNS:
            node.add(line)
        elif match is not None and (match["value"] or match["place"]) and not node_is_cut(node, line):
            node = Node(match)
            options[-1].append(node)
        else:
            node.add(line)
    return options


def node_is_cut(node, line):
    """Whether the line goes on with the words of the node before."""
    return bool(node.words) and len(line) - len(line.lstrip()) == node.indent + 2 and "   " not in line.strip() and "  " not in line.strip()


class Reading:
    def __init__(self, profile):
        self.wrong, self.equations, self.lines = [], 0, 0
        self.profile = os.path.basename(profile)
        with open(profile, encoding="utf-8") as file:
            self.text = file.read().split("\n")

    def fail(self, text, *arguments):
        self.wrong.append(text % arguments)

    def option(self, nodes):
        values, told = {}, set()
        for node in nodes:
            node.again = node.id in told # its words and equations are above
            told.add(node.id)
            if values.setdefault(node.id, node.value) != node.value:
                self.fail("%s is %s, and elsewhere %s", node.id, node.value, values[node.id])
        for node in nodes:
            self.compute(node, values)
            if node.place and node.place.startswith(self.profile + ":"):
                self.stated(node)

    def compute(self, node, values):
        if node.value is None or not node.equations:
            return
        if len(node.equations) > 2:
            self.fail("%s has %d equations", node.id, len(node.equations))
            return
        is_literal = not re.search("[a-z]", node.equations[0].replace("ceil", "").replace("max", "").replace("min", ""))
        if len(node.equations) == 1 and not is_literal:
            # One name alone: what it is is printed below.
            other = values.get(node.equations[0])
            if other is not None and not abs(number(other) - number(node.value)) <= half_digit(other) + half_digit(node.value):
                self.fail("%s is %s, and %s is %s", node.id, node.value, node.equations[0], other)
            return
        try:
            value = Equation(node.equations[-1]).value
        except ValueError as error:
            self.fail("%s = %s: %s", node.id, node.equations[-1], error)
            return
        if not abs(value - number(node.value)) <= half_digit(node.value) * (1 + 1e-9):
            self.fail("%s = %s is %r, not %s", node.id, node.equations[-1], value, node.value)
        if len(node.equations) == 2:
            self.operands(node, values)
        self.equations += 1

    def operands(self, node, values):
        """The numbers of the second equation are those of the names in the first."""
        words, shown = node.equations
        if "sum(" in words:
            # A long sum: its months as a range, numbers that are alike counted.
            words = re.sub(r"sum\((\S+)@(\d+)\.\.(\d+)\)",
                           lambda m: " + ".join("%s@%d" % (m[1], month) for month in range(int(m[2]), int(m[3]) + 1)), words)
            shown = " + ".join(" + ".join([m[2]] * int(m[1])) if (m := re.fullmatch(r"(\d+) [×x] (.*)", piece)) else piece
                               for piece in shown.split(" + "))
        names = [m for m in tokens(words)]
        numbers = [m for m in tokens(shown)]
        if len(names) != len(numbers):
            self.fail("%s: %s and %s are not alike", node.id, *node.equations)
            return
        for name, shown in zip(names, numbers):
            if values.get(name) is None:
                continue
            # A number below 0 has brackets, which are no part of it.
            a, b = abs(number(values[name])), abs(number(shown))
            if not abs(a - b) <= half_digit(values[name]) * (1 + 1e-9) + half_digit(shown):
                self.fail("%s: %s is %s, and in the equation %s", node.id, name, values[name], shown)

    def stated(self, node):
        line = self.text[int(node.place.rpartition(":")[2]) - 1]
        key, _, text = line.partition("=")
        key, text = key.strip().lower(), re.split("[;#]", text)[0].strip().strip('"')
        if not ("." + node.id.lower()).endswith("." + key):
            self.fail("%s is not stated by %s: %s", node.id, node.place, line)
            return
        self.lines += 1
        if node.value is None: # a word
            return
        moment = re.match(r"(start|launch)\s*\+?\s*(.*)$", text)
        guess, rest = model.best_guess((moment.group(2) or "0") if moment else text)
        if not abs(number(node.value) - guess) <= 1e-9 * abs(guess) and not abs(number(node.value) - guess) <= half_digit(node.value):
            self.fail("%s is %s, and %s states %s", node.id, node.value, node.place, text)
        for word in rest.replace("/", " / ").split():
            if word not in ("/", "once") and word not in (node.unit or ""):
                self.fail("%s is in %s, and %s states %s", node.id, node.unit, node.place, text)
        if node.again:
            return
        kind = re.match("[a-z]+(?=\\()", text)
        guess = GUESSES[kind.group()] if kind else "the median of" if re.search(r"\sto\s", text) else ""
        if guess not in node.words or ("the m" in node.words and not guess and node.words.startswith("the m")):
            self.fail("%s stands for %s: '%s'", node.id, text, node.words)


def tokens(text):
    """Names and numbers in their order."""
    at, found = 0, []
    while True:
        match = TOKEN.match(text, at)
        if match is None:
            return found
        at = match.end()
        if match.lastgroup != "sign" and match.group(match.lastgroup) not in ("min", "max", "ceil", "x"):
            found.append(match.group(match.lastgroup))


def main(profile, outputs):
    reading = Reading(profile)
    for output in outputs:
        options = nodes_of(output)
        if not options:
            reading.fail("%s has no nodes", output)
        for nodes in options:
            reading.option(nodes)
    for text in reading.wrong[:10]:
        print("    " + text)
    print(reading.equations, reading.lines)
    sys.exit(bool(reading.wrong))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
