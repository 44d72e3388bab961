"""What comments of the source refer to is there: a heading of a page of docs/, a file of src/. Usage: references.py SRC DOCS"""
import pathlib
import re
import sys

COMMENT = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|(/\*.*?\*/)', re.S)
HEADING = re.compile(r'([\w-]+\.md), "([^"]+)"')
FILE = re.compile(r"\b((?:base|document|plan|model|risk|decide|answer|cli|tui)/[\w./-]+\.[ch])\b")


def comments(path):
    """Each comment as one line of text, with the number of its first line."""
    text = path.read_text(encoding="utf-8")
    for match in COMMENT.finditer(text):
        if match.group(1):
            yield text.count("\n", 0, match.start()) + 1, re.sub(r"\s*\n\s*\*?\s*", " ", match.group(1))


def missing(source, docs):
    headings = {page.name: re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.M) for page in docs.glob("*.md")}
    for path in sorted(source.rglob("*.[ch]")):
        for line, text in comments(path):
            for page, heading in HEADING.findall(text):
                if heading not in headings.get(page, ()):
                    yield f'{path}:{line}: {page} has no heading "{heading}"'
            for name in FILE.findall(text):
                if "NAME" not in name and not (source / name).exists():
                    yield f"{path}:{line}: there is no {name}"


def main():
    found = list(missing(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])))
    what = "what comments refer to is there"
    print("\n".join([f"not ok - {what}", *found] if found else [f"ok - {what}"]))


main()
