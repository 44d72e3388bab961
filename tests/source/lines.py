"""Lines of the source are within 120 columns, a tab to the next multiple of 8; rows of tables are excepted. Usage: lines.py SRC

A row of a table is a line that begins within an initialiser: behind a `{` that follows a `=`.
"""
import pathlib
import re
import sys

MOST = 120
TOKEN = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|/\*.*?\*/|//[^\n]*|[{}\n]|[^\s{}"\'/]+|/', re.S)


def table_lines(text):
    """The numbers of the lines that begin within an initialiser."""
    line, before, inside, found = 1, "", [], set()
    for token in TOKEN.findall(text):
        if token == "{":
            inside.append(before.endswith("=") or (bool(inside) and inside[-1]))
        elif token == "}" and inside:
            inside.pop()
        if not token.startswith("/*") and token != "\n":
            before = token
        for _ in range(token.count("\n")):
            line += 1
            if inside and inside[-1]:
                found.add(line)
    return found


def long_lines(path):
    text = path.read_text(encoding="utf-8")
    tables = table_lines(text)
    for number, line in enumerate(text.split("\n"), 1):
        columns = len(line.expandtabs(8))
        if columns > MOST and number not in tables:
            yield f"{path}:{number}: {columns} columns"


def main():
    source = pathlib.Path(sys.argv[1])
    found = [line for path in sorted(source.rglob("*.[ch]")) for line in long_lines(path)]
    print("\n".join([f"not ok - lines within {MOST} columns", *found] if found else [f"ok - lines within {MOST} columns"]))


main()
