#!/bin/bash
# The exact figures of the golden cases.
exec python3 "$ROOT/tests/golden/figures.py"
