#!/bin/bash
# In make check-all: many more round plans than tests/reference/round.sh has.
exec python3 "$ROOT/tests/reference/round.py" "${ROUND_PLANS:-2000}" 1001
