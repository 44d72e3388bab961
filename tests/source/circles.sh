#!/bin/bash
# No two files of src/ call each other, straight or round about: proved from the object files.
exec python3 "$ROOT/tests/source/circles.py" "$BUILD/obj/src"
