#!/bin/sh
# Writes docs/licences.md: the libraries that are shipped, and their licences by their poms.
set -eu
cd "$(dirname "$0")/.."
# shellcheck disable=SC2086 # several options in one variable
./mvnw ${MVN_ARGS:-} -q -pl app -am -Dmaven.test.skip=true -Dspotless.check.skip=true -Djacoco.skip=true \
  package org.codehaus.mojo:license-maven-plugin:2.7.0:add-third-party \
  -Dlicense.skipAddThirdParty=false \
  -Dlicense.includedScopes=compile,runtime \
  -Dlicense.excludedGroups='io\.vputty' \
  -Dlicense.fileTemplate="$PWD/bench/licences.ftl" \
  -Dlicense.thirdPartyFilename=licences.md \
  -Dlicense.outputDirectory=target/licences
awk '/^$/ { next } /^What|^\| library/ { print "" } { print }' app/target/licences/licences.md >docs/licences.md
