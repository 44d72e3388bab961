#!/bin/bash
# In make check-all: on random profiles, and on those that ship, the program reports what the reference implementation works out. RANDOM_PROFILES: how many.
set -u
python3 "$ROOT/tests/reference/compare.py" program "$ROOT"/profiles/*.ini
shipped=$?
python3 "$ROOT/tests/reference/compare.py" random "${RANDOM_PROFILES:-300}" "${RANDOM_SEED:-1}" && exit $shipped
