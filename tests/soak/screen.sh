#!/bin/bash
# The monkeys for long: a million events and ten thousand sizes on a session held to its mirror, a million bytes at a terminal.
set -u
make -s -C "$ROOT" build/unit/test_monkey || exit 1
cd "$ROOT" || exit 1
MONKEY_EVENTS=${MONKEY_EVENTS:-1000000} MONKEY_RESIZES=${MONKEY_RESIZES:-10000} build/unit/test_monkey
cd - >/dev/null || exit 1
MONKEY_BYTES=${MONKEY_BYTES:-1000000} MONKEY_RESIZES=${MONKEY_RESIZES:-10000} "$ROOT/tests/tui/monkey.sh"
