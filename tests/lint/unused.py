#!/usr/bin/env python3
"""Finds from the object files any function that is not static and that nothing but tests uses.

A function is used when another file of the program refers to it, or when its own file names it more than where it is defined.

Usage: tests/lint/unused.py FOLDER SOURCE   (of the object files, and of what they were made from)
"""
import glob
import os
import re
import subprocess
import sys


def main():
    folder, source = sys.argv[1:]
    paths = [path for path in sorted(glob.glob(folder + "/**/*.o", recursive=True))
             if os.path.exists(os.path.join(source, os.path.relpath(path, folder).removesuffix(".o") + ".c"))]
    lines = subprocess.run(["nm", "-A", "-g", "-P", *paths], check=True, capture_output=True, text=True).stdout if paths else ""
    defined, wanted = {}, set()
    for line in lines.splitlines():
        path, symbol = line.split(": ", 1)
        name, kind = symbol.split()[:2]
        if kind in "Uvw":
            wanted.add(name)
        elif kind == "T":
            defined[name] = os.path.relpath(path, folder).removesuffix(".o") + ".c"
    unused = []
    for name, file in sorted(defined.items(), key=lambda item: (item[1], item[0])):
        if name in wanted or name == "main":
            continue
        with open(os.path.join(source, file), encoding="utf-8") as text:
            if len(re.findall(r"\b%s\b" % name, text.read())) < 2:
                unused.append("%s: %s" % (file, name))
    if not defined:
        unused.append("no object files in " + folder)
    print("\n    ".join(["%s - %d functions, each used by the program" % ("not ok" if unused else "ok", len(defined))] + unused))


main()
