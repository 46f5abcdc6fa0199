#!/bin/bash
# Builds the same sources twice, in two folders, time zones and languages, and compares the jars byte for byte.
#
#   bench/reproducible.sh [module, default app: everything that is shipped]
#
# What is built is the last commit. Ends with 1 if a jar differs, and names what is different inside.
set -euo pipefail
module=${1:-app}
home="$(cd "$(dirname "$0")/.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

build() { # folder, time zone, language, umask
  git clone --quiet --local --no-hardlinks "$home" "$work/$1"
  (
    umask "$4"
    cd "$work/$1"
    # shellcheck disable=SC2086 # several options in one variable
    TZ="$2" LC_ALL="$3" ./mvnw ${MVN_ARGS:-} --quiet -pl "$module" -am -Dmaven.test.skip=true \
      -Dspotless.check.skip=true -Djacoco.skip=true package
  )
}

jars() { # the jars that the build made, by their path
  (cd "$work/$1" && find . -path '*/target/*.jar' -not -path '*/target/lib/*' | sort)
}

build one UTC C 022
build another/way/down Asia/Kolkata de_DE.UTF-8 077

[ -n "$(jars one)" ] || { echo "no jar was built"; exit 1; }
diff <(jars one) <(jars another/way/down)
different=0
while read -r jar; do
  if ! cmp --silent "$work/one/$jar" "$work/another/way/down/$jar"; then
    different=1
    echo "differs: $jar"
    diff <(unzip -lv "$work/one/$jar") <(unzip -lv "$work/another/way/down/$jar") | head -20 || true
  fi
done < <(jars one)
[ "$different" -eq 0 ] || exit 1
echo "$(jars one | wc -l) jars of $module are the same, byte for byte, in two builds"
