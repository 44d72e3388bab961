#!/bin/bash
# How many small faults in the source the quick tests notice: tests/peers/mutation.py.
# MUTATION_SECONDS (120) in all; MUTATION_SEED (1) chooses other faults.
exec python3 "$ROOT/tests/peers/mutation.py" "${MUTATION_SECONDS:-120}" "${MUTATION_SEED:-1}"
