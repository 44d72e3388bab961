#!/bin/bash
# The reference implementation gives the figures of the golden cases, so that it may speak as the third opinion elsewhere.
exec python3 "$ROOT/tests/reference/compare.py" cases "$ROOT/tests/golden"
