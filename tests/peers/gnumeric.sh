#!/bin/bash
# NPV and IRR beside a spreadsheet's.
set -u
command -v ssconvert >/dev/null || { echo "skip - NPV and IRR beside a spreadsheet's # gnumeric"; exit; }
exec python3 "$ROOT/tests/peers/gnumeric.py"
