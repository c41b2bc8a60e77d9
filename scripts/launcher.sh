#!/usr/bin/env bash
# The launcher and its AOT cache: it is made by the build and used, and where it cannot be, nobody hears of it.
# Works on a copy of what ./headgate has built.
set -euo pipefail
export LC_ALL=C.UTF-8

HOUSE=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=scripts/jdk.sh
source "$HOUSE/scripts/jdk.sh"
unset HEADGATE_JAVA_OPTS JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
COPY=$(mktemp -d)
trap 'rm -rf "$COPY"' EXIT

fail() {
  printf 'FAILED %s\n' "$1"
  exit 1
}

# A house with the launcher, what it has built, and no source that is newer.
move_in() {
  local module build
  build=$(<"$HOUSE/target/launcher/current")
  for module in jsonrpc chain gateway devnode cli; do
    mkdir -p "$COPY/$module/src/main"
    touch "$COPY/$module/pom.xml"
  done
  cp -R "$HOUSE/headgate" "$HOUSE/scripts" "$HOUSE/pom.xml" "$COPY/"
  mkdir -p "$COPY/target/launcher"
  # With its times, which are part of what makes a cache fit.
  cp -Rp "$HOUSE/target/launcher/$build" "$COPY/target/launcher/"
  printf '%s\n' "$build" >"$COPY/target/launcher/current"
  JARS=$COPY/target/launcher/$build
}

# expect_quiet CASE [ENVIRONMENT...]: the version is one line of data, and nothing else is said.
expect_quiet() {
  local case=$1 code=0
  shift
  env "$@" "$COPY/headgate" version >"$COPY/out" 2>"$COPY/err" || code=$?
  ((code == 0)) || fail "$case: exit code $code: $(cat "$COPY/err")"
  [[ $(wc -l <"$COPY/out") -eq 1 && $(<"$COPY/out") == 'headgate '* ]] || fail "$case: it printed $(head -n 5 "$COPY/out")"
  [[ ! -s $COPY/err ]] || fail "$case: it said $(head -n 5 "$COPY/err")"
  printf 'ok %s\n' "$case"
}

# Succeeds where the JVM takes the command line's own classes from a cache, and not from the jars.
uses_cache() {
  local sources
  sources=$(HEADGATE_JAVA_OPTS="-Xlog:class+load ${1:-}" "$COPY/headgate" version)
  [[ $sources == *'headgate.cli.HeadgateCommand source: shared objects file'* ]]
}

# with_cache CASE COMMAND...: the same with another file in the cache's place, made by a command.
with_cache() {
  local case=$1
  shift
  cp -p "$JARS/headgate.aot" "$COPY/kept"
  rm "$JARS/headgate.aot"
  "$@"
  expect_quiet "$case"
  ! uses_cache || fail "$case: it was used all the same"
  rm -f "$JARS/headgate.aot"
  mv "$COPY/kept" "$JARS/headgate.aot"
}

empty() { : >"$JARS/headgate.aot"; }
garbage() { head -c 100000 "$JARS/$(basename "$JARS"/headgate-cli-*.jar)" >"$JARS/headgate.aot"; }
cut_off() { head -c 5000000 "$COPY/kept" >"$JARS/headgate.aot"; }

# The beginning of the file names the JVM that made it.
of_another_jdk() { LC_ALL=C sed 's/64-Bit Server VM/65-Bit Server VM/' "$COPY/kept" >"$JARS/headgate.aot"; }

use_jdk
"$HOUSE/headgate" version
move_in
[[ -s $JARS/headgate.aot ]] || fail "the build has made no AOT cache"
[[ -z $(find "$JARS" -name '*.part*') ]] || fail "the build has left something behind: $(ls "$JARS")"
uses_cache || fail "the cache is not used"
echo "ok the cache is used, where the build was moved too"

with_cache "without a cache" true
with_cache "with an empty one" empty
with_cache "with something else in its place" garbage
with_cache "with half of one" cut_off
with_cache "with one of another JDK" of_another_jdk

expect_quiet "with another collector" HEADGATE_JAVA_OPTS=-XX:+UseG1GC
expect_quiet "with a concurrent collector" HEADGATE_JAVA_OPTS=-XX:+UseZGC
expect_quiet "with a small heap" HEADGATE_JAVA_OPTS=-Xmx64m
uses_cache -Xmx64m || fail "with a small heap the cache is not used"
expect_quiet "with wide references" HEADGATE_JAVA_OPTS=-XX:-UseCompressedOops
expect_quiet "with large headers" HEADGATE_JAVA_OPTS=-XX:-UseCompactObjectHeaders
expect_quiet "with more modules" HEADGATE_JAVA_OPTS=--add-modules=java.sql
expect_quiet "with several options" "HEADGATE_JAVA_OPTS=-Xmx80m -ea -XX:TieredStopAtLevel=1"
expect_quiet "where the caller shares nothing" HEADGATE_JAVA_OPTS=-Xshare:off
expect_quiet "where the caller wants no cache" HEADGATE_JAVA_OPTS=-XX:AOTMode=off

cp "$HOUSE/pom.xml" "$COPY/more.txt"
(cd "$COPY" && "$JAVA_HOME/bin/jar" --create --file "$JARS/a-jar-more.jar" more.txt)
expect_quiet "with another class path"
! uses_cache || fail "with another class path the cache is used all the same"
