#!/bin/bash
# The lines of the cash flow add up to its columns, and their present values to the npv.
exec python3 "$ROOT/tests/golden/lines.py"
