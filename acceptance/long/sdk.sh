#!/usr/bin/env bash
# Runs the unmodified ICON SDKs against the dev node and against a gateway in front of it, and
# compares what they saw. Installs them, pinned, under target/; needs node, npm and python3.
set -euo pipefail

HERE=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
HOUSE=$(cd -P "$HERE/../.." && pwd)
cd "$HOUSE"
# shellcheck source=../../scripts/jdk.sh
source scripts/jdk.sh
use_jdk
use_maven

for tool in node npm python3; do
  if ! command -v "$tool" >/dev/null; then
    echo "$tool is not installed"
    exit 77
  fi
done

STAGE=$HOUSE/target/sdk
mkdir -p "$STAGE"
cp -R "$HERE/sdk/." "$STAGE/"
(cd "$STAGE/js" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
[[ -x $STAGE/python/venv/bin/python ]] || python3 -m venv "$STAGE/python/venv"
"$STAGE/python/venv/bin/pip" install --quiet --disable-pip-version-check -r "$STAGE/python/requirements.txt"
maven -q -f "$STAGE/java/pom.xml" dependency:build-classpath -Dmdep.outputFile="$STAGE/java/classpath"

maven integration-test -pl acceptance -am -Dtest=SdkTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dheadgate.skip.unit=true -Dheadgate.skip.architecture=true -Dheadgate.sdk="$STAGE"
