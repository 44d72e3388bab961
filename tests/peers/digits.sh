#!/bin/bash
# The simulation's figures are the same to 12 digits in builds for other machines: AVX2 (under valgrind, which has no AVX-512), SSE2 (of
# the sanitizers, which has no kernels for newer processors) and no optimisation at all.
. "$ROOT/tests/cli/lib.bash"
study() { # PROGRAM...
	"$@" risk "$golden/uncertain.ini" --trials 5000 --seed 7 -f csv -q && "$@" drivers "$golden/uncertain.ini" --trials 1000 --seed 7 -f csv -q
}
agree() { # WHAT FILE
	python3 - expected "$2" <<'END'
import math, sys
def rows(path):
    return [line.strip().split(",") for line in open(path)]
def same(a, b):
    try:
        return math.isclose(float(a), float(b), rel_tol=1e-12, abs_tol=1e-12)
    except ValueError:
        return a == b
a, b = rows(sys.argv[1]), rows(sys.argv[2])
different = [(x, y) for x, y in zip(a, b) if len(x) != len(y) or not all(map(same, x, y))]
print(*different[:5], sep="\n")
sys.exit(len(a) < 50 or len(a) != len(b) or bool(different))
END
	report "$1"
}
study "$BREAKEVEN" >expected
if command -v valgrind >/dev/null; then
	study valgrind -q --tool=none "$BREAKEVEN" >avx2 2>err
	agree 'AVX2' avx2
else
	echo 'skip - AVX2 # valgrind'
fi
for flavour in asan plain; do
	(cd "$ROOT" && unset MAKEFLAGS MAKELEVEL && make -j"$(nproc)" FLAVOUR=$flavour >/dev/null 2>&1)
	study "$ROOT/build/$flavour/breakeven" >$flavour 2>err
	agree "$([ $flavour = plain ] && echo 'no optimisation' || echo SSE2)" $flavour
done
finish
