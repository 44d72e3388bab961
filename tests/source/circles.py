#!/usr/bin/env python3
"""Proves from the object files that no two files of src/ call each other, straight or round about.

A file uses another when it refers to a symbol that the other defines. Each circle (a strongly connected component of more than one
file) is listed with the symbols by which its files use each other.

Usage: tests/source/circles.py FOLDER   (of the object files)
"""
import glob
import os
import subprocess
import sys


def uses_of(folder):
    """What each file refers to in which other: {file: {other: {symbol, ...}}}."""
    paths = sorted(glob.glob(folder + "/**/*.o", recursive=True))
    lines = subprocess.run(["nm", "-A", "-g", "-P", *paths], check=True, capture_output=True, text=True).stdout if paths else ""
    defined, wanted = {}, []
    for line in lines.splitlines():
        path, symbol = line.split(": ", 1)
        file = os.path.relpath(path, folder).removesuffix(".o")
        name, kind = symbol.split()[:2]
        if kind in "Uvw":
            wanted.append((file, name))
        else:
            defined[name] = file
    uses = {os.path.relpath(path, folder).removesuffix(".o"): {} for path in paths}
    for file, name in wanted:
        if defined.get(name, file) != file:
            uses[file].setdefault(defined[name], set()).add(name)
    return uses


def circles_of(uses):
    """The strongly connected components of more than one file, the largest first (Tarjan)."""
    number, low, stack, found = {}, {}, [], []

    def visit(file):
        number[file] = low[file] = len(number)
        stack.append(file)
        for other in sorted(uses[file]):
            if other not in number:
                visit(other)
            if other in stack:
                low[file] = min(low[file], low[other])
        if low[file] == number[file]:
            at = stack.index(file)
            if len(stack) - at > 1:
                found.append(sorted(stack[at:]))
            del stack[at:]

    sys.setrecursionlimit(10 * len(uses) + 1000)
    for file in sorted(uses):
        if file not in number:
            visit(file)
    return sorted(found, key=len, reverse=True)


def main():
    uses = uses_of(sys.argv[1])
    circles = circles_of(uses)
    if uses and not circles:
        print("ok - no two of %d files call each other, straight or round about" % len(uses))
    for circle in circles:
        print("not ok - %d files call each other: %s" % (len(circle), " ".join(circle)))
        for file in circle:
            for other in sorted(set(uses[file]) & set(circle)):
                print("    %s -> %s: %s" % (file, other, " ".join(sorted(uses[file][other]))))


main()
