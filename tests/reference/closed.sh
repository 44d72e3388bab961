#!/bin/bash
# The reference gives the figures of plans worked out by hand.
exec python3 "$ROOT/tests/reference/closed.py"
