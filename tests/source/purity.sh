#!/bin/bash
# model/, risk/ and decide/ are pure arithmetic: proved from the object files.
exec python3 "$ROOT/tests/source/purity.py" "$BUILD/obj/src"
