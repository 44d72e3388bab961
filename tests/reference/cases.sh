#!/bin/bash
# The reference implementation gives the figures of the golden cases, and of those that the program cannot read yet (cases/), so that it
# may speak as the third opinion elsewhere.
set -u
python3 "$ROOT/tests/reference/compare.py" cases "$ROOT/tests/golden"
golden=$?
python3 "$ROOT/tests/reference/compare.py" cases "$ROOT/tests/reference/cases" && exit $golden
