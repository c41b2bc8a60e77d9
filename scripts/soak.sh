#!/usr/bin/env bash
# The soak, for $1 minutes: a gateway process under mixed traffic and failures, and what it holds meanwhile; beside it the
# simulation goes on with fresh seeds.
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

SIMULATED=target/soak-simulation.log
rm -rf acceptance/target/soak
mkdir -p target

# Builds it too: later a second build would meet the first.
./simulation/run --seed 1

# Ten minutes more for its beginning and its end.
maven integration-test -pl acceptance -am -Dtest=SoakTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dheadgate.skip.unit=true -Dheadgate.skip.architecture=true \
  -Dheadgate.soak.minutes="$MINUTES" -Dheadgate.fork.seconds=$((MINUTES * 60 + 600)) &
soak=$!
trap 'kill "$soak" 2>/dev/null || true' EXIT

# The build before the soak writes files that the simulation runs from, so it begins once the gateway runs.
until [[ -e acceptance/target/soak/gateway.log ]] || ! kill -0 "$soak" 2>/dev/null; do sleep 1; done
simulated=0
if kill -0 "$soak" 2>/dev/null; then
  nice ./simulation/run --minutes "$MINUTES" >"$SIMULATED" 2>&1 || simulated=$?
  tail -n 40 "$SIMULATED"
fi

soaked=0
wait "$soak" || soaked=$?
trap - EXIT
((soaked == 0 && simulated == 0)) || die "the soak ended with $soaked, the simulation with $simulated"
