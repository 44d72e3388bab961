#!/bin/bash
# The reference and its random plans agree with themselves. REFERENCE_PLANS: how many.
exec python3 "$ROOT/tests/reference/plans.py" "${REFERENCE_PLANS:-40}"
