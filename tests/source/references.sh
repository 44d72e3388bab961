#!/bin/bash
# Headings of docs/ and files of src/ that comments name exist.
exec python3 "$ROOT/tests/source/references.py" "${1:-$ROOT/src}" "${2:-$ROOT/docs}"
