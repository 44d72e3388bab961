#!/usr/bin/env python3
"""Finds, in what xgettext extracted, texts that no translator can work with: pieces of sentences.

A text may not begin or end with a blank (it is glued to another), and holds a letter besides its printf directives.

Usage: tests/lint/texts.py FILE.pot
"""
import ast
import re
import sys

DIRECTIVE = re.compile(r"%(\d+\$)?[-+ #0']*(\*|\d+)?(\.(\*|\d+)?)?(hh|h|ll|l|z|j|t|L)?[diouxXeEfFgGaAcspn%]")


def texts_of(path):
    """(place, text) of each text, both of its numbers where it has a plural."""
    place, text, open_text = "", None, False
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("#: "):
                place = place or line[3:].split()[0]
            elif re.match(r"msgid(_plural)? ", line):
                if text is not None:
                    yield place, text
                text, open_text = ast.literal_eval(line.split(" ", 1)[1]), True
            elif line.startswith('"') and open_text:
                text += ast.literal_eval(line)
            elif line.startswith("msgstr"):
                open_text = False
            elif not line:
                if text:
                    yield place, text
                place, text, open_text = "", None, False
    if text:
        yield place, text


def main():
    count, bad = 0, []
    for place, text in texts_of(sys.argv[1]):
        if not place:  # the header
            continue
        count += 1
        if text != text.strip(" \t"):
            bad.append("%s: begins or ends with a blank: %r" % (place, text))
        if not any(c.isalpha() for c in DIRECTIVE.sub("", text)):
            bad.append("%s: holds no letter: %r" % (place, text))
    if not count:
        bad.append("no text at all")
    print("\n    ".join(["%s - %d texts for translators" % ("not ok" if bad else "ok", count)] + bad))


main()
