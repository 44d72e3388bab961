#!/bin/bash
# In make check-all: many more derivations than tests/reference/why.sh has; make soak computes those of 500 plans.
exec python3 "$ROOT/tests/reference/why.py" "${WHY_PLANS:-150}" 1001
