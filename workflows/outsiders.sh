#!/bin/sh
# Builds what somebody outside would: a generated plug-in of every kind and the external example, from installed
# artifacts only. They are installed in a copy of the local Maven repository (links, no space), which is removed.
#
#   workflows/outsiders.sh                 sixteen kinds and the example: about 5 min of processor time
#   KINDS="cleaner" workflows/outsiders.sh
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
work=$(mktemp -d "$root/.outsiders.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
cp -al "$repository" "$work/repository" 2>/dev/null || cp -a "$repository" "$work/repository"
rm -rf "$work/repository/io/bluewake"
cd "$root"
mvn -q -B -ntp -o -Dquick -DskipTests -Dmaven.repo.local="$work/repository" install -am \
  -pl platform/plugin-parent,platform/archetype,api-bundles/api-testkit,platform/lib-math,platform/lib-codec
sh platform/archetype/try-kinds.sh -Dmaven.repo.local="$work/repository"
sh algorithm-plugins/example-external/build.sh -Dmaven.repo.local="$work/repository"
