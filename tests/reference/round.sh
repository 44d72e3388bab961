#!/bin/bash
# Round plans are met exactly. ROUND_PLANS: how many.
exec python3 "$ROOT/tests/reference/round.py" "${ROUND_PLANS:-300}"
