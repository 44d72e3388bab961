"""Holds the column `formula` of the table of figures in docs/model.md to what `figures -f csv` says.

Usage: formulas.py FIGURES.csv MODEL.md   UPDATE=1 writes the column anew. Prints what differs; exit 1 then.
"""

import csv
import os
import re
import sys

HEADER = "| id | formula | "


def main():
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        formulas = {row["figure"]: row["formula"] for row in csv.DictReader(file)}
    with open(sys.argv[2], encoding="utf-8") as file:
        lines = file.read().split("\n")
    start = next(i for i, line in enumerate(lines) if line.startswith(HEADER)) + 2
    said, wrong = [], []
    for i in range(start, len(lines)):
        row = re.fullmatch(r"\| `(\w+)` \| (?:`([^`]*)` )?(\|.*)", lines[i])
        if not row:
            break
        said.append(row[1])
        formula = formulas.get(row[1])
        if row[2] != formula:
            wrong.append("%s is `%s`, not `%s`" % (row[1], formula, row[2]))
            lines[i] = "| `%s` | `%s` %s" % (row[1], formula, row[3])
    if said != list(formulas):
        print("the rows are not those of the figures, in their order: %s" % " ".join(said))
        sys.exit(1)
    if os.environ.get("UPDATE"):
        with open(sys.argv[2], "w", encoding="utf-8") as file:
            file.write("\n".join(lines))
    elif wrong:
        print("\n".join(wrong))
        sys.exit(1)


main()
