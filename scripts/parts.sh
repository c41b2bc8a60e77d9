# shellcheck shell=bash
# The parts of ./verify: how each one runs, is timed and is counted. Sourced after jdk.sh, not run.

REPORTS=$HOUSE/target/verify
MODULES=(jsonrpc chain gateway devnode simulation cli fuzz)
SKIPPED=77 # what a script part returns where the tool it needs is missing

passed=0
failed=0
skipped=0
rows=()

millis() {
  if [[ -n ${EPOCHREALTIME:-} ]]; then
    local now=${EPOCHREALTIME/[.,]/}
    printf '%s\n' "${now%???}"
  else
    printf '%s000\n' "$(date +%s)"
  fi
}

# minutes_or N: prints how long a part is to go on: what --minutes says, else N.
minutes_or() {
  printf '%s\n' "${MINUTES:-$1}"
}

# row NAME MILLIS STATE NOTE: one line of the table at the end.
row() {
  rows+=("$(printf '%-22s %8s s   %-8s %s' "$1" "$(($2 / 1000)).$((($2 % 1000) / 100))" "$3" "$4")")
}

# Runs one part that is a script or a single command, and counts it as one.
run_script_part() {
  local name=$1 check=$2 log=$REPORTS/$1.log code=0 start
  printf -- '-- %s\n' "$name"
  mkdir -p "$(dirname "$log")"
  start=$(millis)
  # A subshell that stops at the first failing command, which a function called in a condition would not.
  set +e
  (
    set -e
    "$check"
  ) >"$log" 2>&1
  code=$?
  set -e
  local took=$(($(millis) - start))
  case $code in
    0)
      passed=$((passed + 1))
      row "$name" "$took" ok ""
      ;;
    "$SKIPPED")
      skipped=$((skipped + 1))
      printf 'SKIP %s: %s\n' "$name" "$(tail -n 1 "$log")"
      row "$name" "$took" skipped "$(tail -n 1 "$log")"
      ;;
    *)
      failed=$((failed + 1))
      tail -n 60 "$log"
      printf 'FAILED %s (whole log: %s)\n' "$name" "${log#"$HOUSE"/}"
      row "$name" "$took" FAILED "exit code $code"
      ;;
  esac
}

skip() {
  echo "$1"
  exit "$SKIPPED"
}

check_format() {
  quiet_maven spotless:check || {
    echo "To lay the files out: JAVA_HOME=$JAVA_HOME mvn spotless:apply"
    return 1
  }
}

check_scripts() {
  local scripts=(headgate verify simulation/run .ci/run deploy/image/{build,check,install} scripts/*.sh) script
  for script in acceptance/long/*.sh; do
    if [[ -e $script ]]; then scripts+=("$script"); fi
  done
  for script in "${scripts[@]}"; do bash -n "$script"; done
  command -v shellcheck >/dev/null || skip "no shellcheck here (./verify --install installs it)"
  shellcheck -x -P SCRIPTDIR:. "${scripts[@]}"
}

check_bench() {
  command -v gcc >/dev/null || skip "no gcc here (./verify --install installs it)"
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || skip "no Python 3.11 here (./verify --install installs it)"
  export PYTHONPYCACHEPREFIX=$HOUSE/target/bench/pycache
  local program
  for program in bench/run bench/start bench/growth; do
    [[ ! -e $program ]] || python3 -W error -m py_compile "$program"
  done
  (cd bench && python3 -W error -m unittest discover -s tests -t .)
}

check_simulation() {
  if [[ -n $MINUTES ]]; then ./simulation/run --minutes "$MINUTES"; else ./simulation/run --check; fi
}

check_demo() {
  ./headgate demo --seconds 8
}

check_launcher() {
  scripts/launcher.sh
}

check_image() {
  deploy/image/check
}

run_long_parts() {
  local script
  for script in acceptance/long/*.sh; do
    [[ -e $script ]] || continue
    run_script_part "long/$(basename "$script" .sh)" "./$script"
  done
}

# Its table is shown also where all is well.
run_mutants() {
  local before=$failed
  run_script_part mutants check_mutants
  if ((failed == before)); then cat "$REPORTS/mutants.log"; fi
}

check_mutants() {
  scripts/mutants.sh
}

# Its figures are shown also where it failed.
run_soak() {
  run_script_part soak check_soak
  local report=acceptance/target/soak/report.txt
  if [[ -e $report ]]; then cat "$report"; fi
  if [[ -e target/soak-simulation.log ]]; then tail -n 40 target/soak-simulation.log; fi
}

check_soak() {
  scripts/soak.sh "$(minutes_or 20)"
}

# Compile, unit, architecture and acceptance are one run of Maven, told apart afterwards by its log and its reports.
run_maven_parts() {
  local phase="" log=$REPORTS/maven.log code=0
  if wanted compile; then phase=test-compile; fi
  if wanted unit || wanted architecture; then phase="test"; fi
  if wanted acceptance || wanted fuzz; then phase=verify; fi
  [[ -n $phase ]] || return 0
  printf -- '-- maven %s\n' "$phase"
  exec 3>&1
  rm -rf ./*/target/surefire-reports acceptance/target/acceptance-reports fuzz/target/fuzz-reports fuzz/target/fuzz/report.txt
  # A failing test stops nothing here, so that one run shows all that fail; the reports are the judge.
  maven "$phase" --fail-at-end -Dmaven.test.failure.ignore=true \
    "-Dheadgate.skip.unit=$(unless_wanted unit)" \
    "-Dheadgate.skip.architecture=$(unless_wanted architecture)" \
    "-Dheadgate.skip.acceptance=$(unless_wanted acceptance)" \
    "-Dheadgate.skip.fuzz=$(unless_wanted fuzz)" "-Dheadgate.fuzz.minutes=$(fuzz_minutes)" 2>&1 | stamp_lines >"$log" || code=1
  time_goals "$log" >"$REPORTS/times"
  judge_compile "$log"
  if wanted unit; then judge_tests unit "${MODULES[@]/%//target/surefire-reports}"; fi
  if wanted architecture; then judge_tests architecture acceptance/target/surefire-reports; fi
  if wanted acceptance; then judge_tests acceptance acceptance/target/acceptance-reports; fi
  if wanted fuzz; then judge_fuzz; fi
  judge_maven "$log" "$code"
}

# 0 is the short form; as a part of the long check the fuzzer has ten minutes.
fuzz_minutes() {
  if wanted long; then minutes_or 10; else minutes_or 0; fi
}

judge_fuzz() {
  judge_tests fuzz fuzz/target/fuzz-reports
  local report=fuzz/target/fuzz/report.txt
  if [[ -e $report ]]; then cat "$report"; fi
}

unless_wanted() {
  if wanted "$1"; then echo false; else echo true; fi
}

# Puts the time in milliseconds before each line and shows which module is at which step.
stamp_lines() {
  local line
  while IFS= read -r line; do
    printf '%s %s\n' "$(millis)" "$line"
    if [[ $line =~ (compile|testCompile|test)\ \(.*\)\ @\ headgate-([a-z]+) ]]; then
      printf '   %s: %s\n' "${BASH_REMATCH[2]}" "${BASH_REMATCH[1]}" >&3
    fi
  done
}

# Prints "part milliseconds" lines: the time between the start of a goal and the next start belongs to that goal.
time_goals() {
  awk '
    function part_of(line) {
      if (line ~ /compiler(-plugin)?:[^ ]*(compile|testCompile) /) return "compile"
      if (line ~ /surefire(-plugin)?:[^ ]*test \(acceptance\)/) return "acceptance"
      if (line ~ /surefire(-plugin)?:[^ ]*test \(fuzz\)/) return "fuzz"
      if (line ~ /surefire(-plugin)?:[^ ]*test .*@ headgate-acceptance/) return "architecture"
      if (line ~ /surefire(-plugin)?:[^ ]*test /) return "unit"
      return "maven"
    }
    NR == 1 { since = $1; part = "maven" }
    / --- .* @ .* ---$/ || /Reactor Summary/ {
      took[part] += $1 - since; since = $1; part = part_of($0)
    }
    { last = $1 }
    END { took[part] += last - since; for (name in took) print name, took[name] }
  ' "$1"
}

time_of() {
  awk -v part="$1" '$1 == part { print $2; found = 1 } END { if (!found) print 0 }' "$REPORTS/times"
}

judge_compile() {
  if grep -Eq 'COMPILATION ERROR|Failed to execute goal .*compiler' "$1"; then
    failed=$((failed + 1))
    row compile "$(time_of compile)" FAILED "tests of the modules behind it were not run"
  else
    passed=$((passed + 1))
    row compile "$(time_of compile)" ok ""
  fi
}

# judge_tests PART FOLDER...: counts the tests in the reports; a part that has tests of which none ran has failed.
judge_tests() {
  local part=$1 reports tests bad without note
  shift
  reports=$(find "$@" -name 'TEST-*.xml' 2>/dev/null || true)
  read -r tests bad without < <(printf '%s\n' "$reports" | count_tests)
  show_skipped "$part" "$reports"
  passed=$((passed + tests - bad - without))
  failed=$((failed + bad))
  skipped=$((skipped + without))
  note="$tests tests"
  if ((tests == 0)) && [[ -n $(find "${@%/target/*}" -path '*/src/test/*Test.java' -print -quit) ]]; then
    failed=$((failed + 1))
    row "$part" "$(time_of "$part")" FAILED "no test was run"
  elif ((bad > 0)); then
    row "$part" "$(time_of "$part")" FAILED "$note, $bad failed"
  else
    row "$part" "$(time_of "$part")" ok "$note"
  fi
}

# Reads names of reports, prints "tests failed skipped" of them all.
count_tests() {
  local report
  while IFS= read -r report; do
    [[ -z $report ]] || grep -m1 -E '<testsuite [^>]*tests=' "$report"
  done | awk '
    function number(name,   found) {
      return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0 : 0
    }
    { tests += number("tests"); bad += number("errors") + number("failures"); without += number("skipped") }
    END { print tests + 0, bad + 0, without + 0 }
  '
}

# A skipped test says why, or it counts as a failure.
show_skipped() {
  local part=$1 report line
  while IFS= read -r report; do
    [[ -n $report ]] || continue
    while IFS= read -r line; do
      if [[ $line == *": " ]]; then
        failed=$((failed + 1))
        printf 'FAILED %s: skipped without a reason\n' "${line%: }"
      else
        printf 'SKIP %s\n' "$line"
      fi
    done < <(awk '
      /<testcase / { match($0, / name="[^"]*"/); name = substr($0, RSTART + 7, RLENGTH - 8)
                     match($0, / classname="[^"]*"/); class = substr($0, RSTART + 12, RLENGTH - 13) }
      /<skipped/   { reason = match($0, / message="[^"]*"/) ? substr($0, RSTART + 10, RLENGTH - 11) : ""
                     print class "." name ": " reason }' "$report")
  done <<<"$2"
}

# What failed beside compiler and tests: a plugin, a download, a test process that died.
judge_maven() {
  local log=$1 code=$2
  if ((code == 0)) && ! grep -Eq '^[0-9]+ \[ERROR\]' "$log"; then
    row maven "$(time_of maven)" ok "all its other steps"
    return
  fi
  # awk reads to the end: a reader that leaves early would end this script with a broken pipe.
  show_errors "$log" | awk 'NR <= 200'
  printf 'FAILED maven (whole log: %s)\n' "${log#"$HOUSE"/}"
  if ((failed == 0)); then failed=1; fi
  row maven "$(time_of maven)" FAILED "see above"
}

# Prints each error with the lines that belong to it, once, without stack frames and Maven's advice.
show_errors() {
  sed -E 's/^[0-9]+ //' "$1" | awk '
    # A compiler warning is an error here, but Maven prints it as a warning.
    /^\[ERROR\]/ || /^\[WARNING\] .*\.java:/ { on = 1 }
    /^\[INFO\]/ || /^\[WARNING\] [A-Z ]* *:/ { on = 0 }
    !on || seen[$0]++ || /^[ \t]*$/ || /^\tat / || /^\t?\.\.\./ { next }
    /\[Help|See .*(surefire-reports|acceptance-reports) for|^See dump files|e-run Maven|^\[ERROR\] *$|For more information|After correcting|mvn <args>/ { next }
    { print }
  '
}

print_summary() {
  printf '\n%-22s %10s   %-8s\n' part time result
  printf '%s\n' "${rows[@]}"
  printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  ((failed == 0)) || exit 1
}
