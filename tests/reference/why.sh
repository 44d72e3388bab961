#!/bin/bash
# Derivations of random plans, computed once more. WHY_PLANS: how many.
few=12
[ "${TEST_EFFORT:-}" != few ] || few=3
exec python3 "$ROOT/tests/reference/why.py" "${WHY_PLANS:-$few}"
