#!/bin/sh
# From a key to repainted figures, in milliseconds and in evaluations.
set -eu
cd "$ROOT"
"$BUILD/bench/bench_screen" profiles/recommendation-engine.ini
