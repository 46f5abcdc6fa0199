#!/bin/sh
# Fuzzes the sFlow decoder and the packet header parser, one after the other.
#
#   bench/fuzz.sh [seconds for each target, default 600]
#
# A finding fails the run and lies beside the seeds, in src/test/resources of collectors/sflow, from then on a test
# of every build. What reaches new code is kept in collectors/sflow/.cifuzz-corpus for the next run.
set -eu
seconds=${1:-600}
cd "$(dirname "$0")/.."
for target in 'DatagramFuzzTest#decodesOrRefuses' 'HeaderFuzzTest#keepsItsInvariants'; do
  echo "$target for $seconds s"
  JAZZER_FUZZ=1 JAZZER_MAX_DURATION="${seconds}s" nice ./mvnw -o -q -pl collectors/sflow -am test \
    -Djacoco.skip=true -Dtest="$target" -Dsurefire.failIfNoSpecifiedTests=false
done
