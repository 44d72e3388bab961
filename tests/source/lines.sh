#!/bin/bash
# Lines of src/ are within 120 columns; rows of tables are excepted.
exec python3 "$ROOT/tests/source/lines.py" "${1:-$ROOT/src}"
