#!/bin/bash
# The derivations of 500 random plans, computed once more.
exec python3 "$ROOT/tests/reference/why.py" "${WHY_PLANS:-500}" 1001
