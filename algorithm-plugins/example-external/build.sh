#!/bin/sh
# Builds the example as an outsider would: in a folder of its own, offline, from installed artifacts only.
# First, in the root of the repository: mvn install -DskipTests
# Arguments go to Maven, for example -Dmaven.repo.local=DIR. The bundle ends up in target/.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$here/pom.xml" "$here/src" "$work"
cd "$work"
mvn -q -B -o "$@" verify
mkdir -p "$here/target"
cp target/*.jar "$here/target/"
echo "built $here/target/$(cd target && echo *.jar)"
