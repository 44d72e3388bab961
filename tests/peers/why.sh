#!/bin/bash
# In make check-all: many more derivations than tests/reference/why.sh has.
exec python3 "$ROOT/tests/reference/why.py" "${WHY_PLANS:-500}" 1001
