#!/bin/sh
# AltAz <-> ICRS against Astropy on random cases, with the same IERS table.
#
#   workflows/sky.sh PYTHON [CASES [SEED]]
#
# PYTHON  an interpreter with astropy 8 and the astropy_iers_data that docs/sky.md names
# CASES   100000 if not given; Astropy takes about half a minute of CPU for them
set -eu
python=$1 cases=${2:-100000} seed=${3:-6}
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" platform/lib-math/src/test/python/sky_numbers.py random "$cases" "$seed" >"$work/cases"
mvn -o -q -pl platform/lib-math -am test -Dquick -Dtest=AstropyNumbersTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dbluewake.sky.cases="$work/cases"
cat "$work/cases.result"
