#!/bin/sh
# Fuzzes every parser that meets the outside, one after the other.
#
#   bench/fuzz.sh [seconds for each target, default 120] [part of a target's name]...
#
# With names only the targets that hold one of them: bench/fuzz.sh 600 Datagram Header. A finding fails the run and
# lies beside the seeds, in src/test/resources of its module, from then on a test of every build. What reaches new
# code is kept in .cifuzz-corpus of the module for the next run.
set -eu
seconds=${1:-120}
[ $# -eq 0 ] || shift
cd "$(dirname "$0")/.."

targets='collectors/sflow DatagramFuzzTest#decodesOrRefuses
collectors/sflow HeaderFuzzTest#keepsItsInvariants
collectors/sflow CaptureFuzzTest#readsOrRefuses
collectors/inventory InventoryReaderFuzzTest#readsOrNamesTheLine
collectors/inventory DomainXmlFuzzTest#readsOrRefuses
collectors/blkio CgroupFuzzTest#readsOrCounts
collectors/pagehash MappingFuzzTest#readsOrCounts
collectors/runtime QemuCommandLineFuzzTest#readsOrLeavesOut
collectors/runtime CollectorHttpFuzzTest#answersTheNextOne
schemas CodecFuzzTest#decodesOrRefuses
schemas CodecFuzzTest#hashesAscendOrAreRefused
jobs/mapping FlowMappingFuzzTest#bothWaysAgree
app PlannerFilesFuzzTest#readsOrSaysWhyNot'

wanted() {
  target=$1
  shift
  [ $# -gt 0 ] || return 0
  for part; do
    case $target in *"$part"*) return 0 ;; esac
  done
  return 1
}

failed=''
while read -r module target; do
  wanted "$target" "$@" || continue
  echo "$target for $seconds s"
  JAZZER_FUZZ=1 JAZZER_MAX_DURATION="${seconds}s" nice -n 19 ./mvnw ${MVN_ARGS:-} -o -q -pl "$module" -am test \
    -Djacoco.skip=true -Dspotless.check.skip=true -Dtest="$target" -Dsurefire.failIfNoSpecifiedTests=false \
    </dev/null || failed="$failed $target"
done <<END
$targets
END
[ -z "$failed" ] || { echo "found something:$failed"; exit 1; }
