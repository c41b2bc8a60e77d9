#!/usr/bin/env bash
# How long a gateway needs from the start of its process to its first answer, with the AOT cache and without, in turn.
# Its node is the gateway of a demo. scripts/first-answer.sh [ROUNDS]; sourced, it lends its functions.
set -euo pipefail
export LC_ALL=C.UTF-8

# now_millis: the time of day.
now_millis() {
  local now=${EPOCHREALTIME/[.,]/}
  printf '%s\n' "${now%???}"
}

# answered PORT: succeeds where a gateway answers a read with a result.
answered() {
  local body='{"jsonrpc":"2.0","id":1,"method":"icx_getTotalSupply"}' answer
  exec 7<>"/dev/tcp/127.0.0.1/$1" || return 1
  printf 'POST /api/v3 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s' "${#body}" "$body" >&7
  answer=$(timeout 5 cat <&7 || true)
  exec 7<&- 7>&-
  [[ $answer == *'"result"'* ]]
} 2>/dev/null

# await_answer PORT PID: returns once the gateway of that process answers; fails where it ends or takes a minute.
await_answer() {
  local end=$(($(now_millis) + 60000))
  until answered "$1"; do
    kill -0 "$2" 2>/dev/null || return 1
    (($(now_millis) < end)) || return 1
    sleep 0.005
  done
}

# start_demo FILE SECONDS: starts one, sets DEMO to its process and DEMO_URL to its gateway.
start_demo() {
  local end=$(($(now_millis) + 60000))
  "$HOUSE/headgate" demo --seconds "$2" >"$1" 2>&1 &
  DEMO=$!
  until DEMO_URL=$(grep -om1 'http://127.0.0.1:[0-9]*/api/v3' "$1"); do
    kill -0 "$DEMO" 2>/dev/null || return 1
    (($(now_millis) < end)) || return 1
    sleep 0.1
  done
}

# free_port: prints a port that nobody listens on.
free_port() {
  local port
  for port in $(seq 21000 29999 | shuf -n 50); do
    if ! (exec 6<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      printf '%s\n' "$port"
      return
    fi
  done
  return 1
}

# measure OPTIONS: prints the milliseconds of one start.
measure() {
  local port admin began gateway
  port=$(free_port)
  admin=$(free_port)
  began=$(now_millis)
  HEADGATE_JAVA_OPTS=$1 "$HOUSE/headgate" serve -c "$WORK/headgate.yaml" --listen "127.0.0.1:$port" \
    --admin "127.0.0.1:$admin" >"$WORK/gateway.log" 2>&1 &
  gateway=$!
  await_answer "$port" "$gateway" || {
    cat "$WORK/gateway.log" >&2
    return 1
  }
  printf '%s\n' $(($(now_millis) - began))
  kill "$gateway"
  wait "$gateway" || true
}

main() {
  local rounds=${1:-5} round
  HOUSE=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
  WORK=$(mktemp -d)
  DEMO=''
  trap 'if [[ -n $DEMO ]]; then kill "$DEMO" || true; fi; rm -rf "$WORK"' EXIT
  start_demo "$WORK/demo.log" 600 || {
    cat "$WORK/demo.log" >&2
    return 1
  }
  printf 'drain: {notice: 0s}\nchain: icon\nnodes: [%s]\n' "$DEMO_URL" >"$WORK/headgate.yaml"
  printf '%8s %12s %12s\n' round with without
  for ((round = 1; round <= rounds; round++)); do
    printf '%8d %9d ms %9d ms\n' "$round" "$(measure '')" "$(measure -XX:AOTMode=off)"
  done
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then main "$@"; fi
