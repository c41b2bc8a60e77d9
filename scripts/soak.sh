#!/usr/bin/env bash
# The soak, for $1 minutes: a gateway process under mixed traffic and failures, and what it holds meanwhile.
# The figures are in acceptance/target/soak/report.txt, also where it fails; docs/soak.md explains them.
set -euo pipefail

HOUSE=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$HOUSE"
# shellcheck source=jdk.sh
source scripts/jdk.sh
use_jdk
use_maven

MINUTES=${1:-20}
[[ $MINUTES =~ ^[1-9][0-9]{0,3}$ ]] || die "wants a whole number of minutes"

rm -rf acceptance/target/soak
# Ten minutes more for its beginning and its end.
maven integration-test -pl acceptance -am -Dtest=SoakTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dheadgate.skip.unit=true -Dheadgate.skip.architecture=true \
  -Dheadgate.soak.minutes="$MINUTES" -Dheadgate.fork.seconds=$((MINUTES * 60 + 600))
