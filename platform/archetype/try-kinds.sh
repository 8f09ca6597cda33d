#!/bin/sh
# Generates a plug-in of every kind and builds it as its author would: offline, from installed artifacts.
# First, in the root of the repository: mvn install -DskipTests
# Arguments go to Maven, for example -Dmaven.repo.local=DIR; KINDS="cleaner source" restricts the kinds.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for kind in ${KINDS:-gain calibrator modifier extractor pixels cleaner parameterizer sensor pointing reconstructor statistics outliers coefficients source monitoring writer}; do
  mvn -q -B -o "$@" org.apache.maven.plugins:maven-archetype-plugin:3.3.1:generate \
    -DarchetypeGroupId=io.bluewake -DarchetypeArtifactId=archetype -DarchetypeVersion=0.1.0 \
    -Dkind="$kind" -Dname="my-$kind"
  (cd "my-$kind" && mvn -q -B -o "$@" verify)
  echo "$kind: builds and passes its contract"
done
