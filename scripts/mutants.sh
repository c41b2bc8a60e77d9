#!/usr/bin/env bash
# Plants the bugs of simulation/mutants, one at a time, in a copy of the files that they change. The seed in the first
# line of each patch has to break the rule that is named there, and to hold where nothing is planted.
# scripts/mutants.sh [NAME...]: all of them, or these.
# scripts/mutants.sh --find NAME...: looks for the first seed that finds each of these, whatever its first line says.
set -euo pipefail
export LC_ALL=C.UTF-8

HOUSE=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$HOUSE"
# shellcheck source=scripts/jdk.sh
source scripts/jdk.sh

WORK=$HOUSE/target/mutants
BUILT="$HOUSE/simulation/target/classes:$HOUSE/simulation/target/lib/*"
RUN_SECONDS_MAX=120
FIND_SEEDS_MAX=200
PROMISES=(1 2 3 4 5 6)
HEADING='^(.+\.) Promise ([0-9]+)[a-z]?, seed ([0-9]+), caught by: (.+)$'

passed=0
failed=0
held=' '   # seeds that hold where nothing is planted
broken=' ' # and those that do not
caught=' ' # promises that a bug breaks which was caught

# read_heading PATCH: sets promise, seed and rule from its first line.
read_heading() {
  local line
  IFS= read -r line <"$1"
  [[ $line =~ $HEADING ]] || die "$1 does not begin with what it breaks, the promise, the seed and the rule"
  promise=${BASH_REMATCH[2]}
  seed=${BASH_REMATCH[3]}
  rule=${BASH_REMATCH[4]}
}

# plant NAME: the classes with the bug, in target/mutants/NAME/classes.
plant() {
  local patch=$HOUSE/simulation/mutants/$1.patch copy=$WORK/$1 file
  local sources=()
  rm -rf "$copy"
  mkdir -p "$copy/classes"
  while IFS= read -r file; do
    mkdir -p "$copy/$(dirname "$file")"
    cp "$file" "$copy/$file"
    sources+=("$copy/$file")
  done < <(sed -n 's#^+++ b/##p' "$patch")
  # Git must not take the copy for a part of the repository that it lies in.
  (cd "$copy" && GIT_CEILING_DIRECTORIES=$WORK git apply "$patch") || return 1
  "$JAVA_HOME/bin/javac" -proc:none -nowarn -cp "$BUILT" -d "$copy/classes" "${sources[@]}"
}

# run_seed SEED LOG [FRONT]: whether it holds.
run_seed() {
  timeout "$RUN_SECONDS_MAX" simulation/run ${3:+--in-front "$3"} --seed "$1" >"$2" 2>&1
}

# holds SEED: whether it holds without a bug; each seed is run once.
holds() {
  if [[ "$held$broken" != *" $1 "* ]]; then
    if run_seed "$1" "$WORK/seed-$1.log"; then held+="$1 "; else broken+="$1 "; fi
  fi
  [[ $held == *" $1 "* ]]
}

# judge NAME: prints what became of it; false where it was not caught as its first line says.
judge() {
  local log=$WORK/$1.log
  if ! holds "$seed"; then
    echo "seed $seed breaks a rule without it, see target/mutants/seed-$seed.log"
  elif ! plant "$1" >"$log" 2>&1; then
    echo "could not be planted, see target/mutants/$1.log"
  elif run_seed "$seed" "$log" "$WORK/$1/classes"; then
    echo "NOT CAUGHT by seed $seed"
  elif ! grep -A1 -F 'BROKE A RULE' "$log" | grep -qF "$rule: "; then
    echo "not caught by \"$rule\", see target/mutants/$1.log"
  else
    echo "$rule"
    return 0
  fi
  return 1
}

try() {
  local promise seed rule what state=ok began=$SECONDS
  read_heading "simulation/mutants/$1.patch"
  # In this shell, not in one of its own: what is known of the seeds is kept.
  if judge "$1" >"$WORK/said"; then
    passed=$((passed + 1))
    caught+="$promise "
  else
    state=FAILED
    failed=$((failed + 1))
  fi
  what=$(<"$WORK/said")
  printf '%-24s %-8s %-5s %4s s  %-7s %s\n' "$1" "$promise" "$seed" "$((SECONDS - began))" "$state" "$what"
}

# breaks LOG: the rule that was broken in a run, nothing where none was.
breaks() {
  sed -n '/ BROKE A RULE, /{n;s/: .*//p;q;}' "$1"
}

# find_seed NAME: prints the first seed whose run breaks the rule of its first line with the bug, and no rule without it.
find_seed() {
  local promise seed rule tried log=$WORK/$1.log
  read_heading "simulation/mutants/$1.patch"
  if ! plant "$1" >"$log" 2>&1; then
    echo "$1 could not be planted, see target/mutants/$1.log"
    failed=$((failed + 1))
    return
  fi
  for ((tried = 1; tried <= FIND_SEEDS_MAX; tried++)); do
    if ! run_seed "$tried" "$log" "$WORK/$1/classes" && [[ $(breaks "$log") == "$rule" ]] && holds "$tried"; then
      echo "$1: seed $tried breaks \"$rule\""
      passed=$((passed + 1))
      return
    fi
  done
  echo "$1: none of the first $FIND_SEEDS_MAX seeds breaks \"$rule\""
  failed=$((failed + 1))
}

# Each of the first six promises has to be broken by a bug that is found.
judge_promises() {
  local promise
  for promise in "${PROMISES[@]}"; do
    if [[ $caught != *" $promise "* ]]; then
      failed=$((failed + 1))
      echo "no bug that breaks promise $promise was caught"
    fi
  done
}

for tool in git timeout; do
  command -v "$tool" >/dev/null || {
    echo "no $tool here"
    exit 77
  }
done
use_jdk
rm -rf "$WORK"
mkdir -p "$WORK"
simulation/run --build
if [[ ${1:-} == --find ]]; then
  shift
  (($# > 0)) || die "--find needs the name of a patch in simulation/mutants"
  for name in "$@"; do find_seed "$name"; done
  printf '\n%d found, %d not found\n' "$passed" "$failed"
  ((failed == 0))
  exit
fi
names=("$@")
if (($# == 0)); then
  for patch in simulation/mutants/*.patch; do names+=("$(basename "$patch" .patch)"); done
fi
printf '%-24s %-8s %-5s %6s  %-7s %s\n' mutant promise seed time result 'caught by'
for name in "${names[@]}"; do try "$name"; done
if (($# == 0)); then judge_promises; fi
printf '\n%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
