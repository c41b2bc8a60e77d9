# shellcheck shell=bash
# Finds the JDK 25 and the Maven that ./headgate and ./verify need. Sourced, not run.
# A machine often has an older Java as its default and a newer one beside it, so PATH alone is not asked.

JDK_MAJOR_MIN=25
MAVEN_VERSION_MIN=3.8.7

die() {
  printf '%s: %s\n' "${0##*/}" "$1" >&2
  exit 1
}

# Prints the major version of the JDK in the folder $1; fails where there is no compiler or no version.
jdk_major() {
  local home=$1 line version
  [[ -x $home/bin/javac && -x $home/bin/java ]] || return 1
  line=''
  if [[ -r $home/release ]]; then
    line=$(grep -m1 '^JAVA_VERSION=' "$home/release" || true)
  fi
  [[ -n $line ]] || line=$("$home/bin/java" -version 2>&1 | grep -m1 'version "' || true)
  version=${line#*\"}
  version=${version%%[.\"+-]*}
  [[ $version =~ ^[0-9]+$ ]] || return 1
  printf '%s\n' "$version"
}

# Prints the folder of the javac that PATH finds, links resolved.
jdk_on_path() {
  local javac
  javac=$(command -v javac) || return 1
  javac=$(resolve_link "$javac")
  printf '%s\n' "${javac%/bin/javac}"
}

# Prints $1 with all symbolic links followed (readlink -f is not everywhere).
resolve_link() {
  local path=$1 target
  while [[ -L $path ]]; do
    target=$(readlink "$path")
    case $target in
      /*) path=$target ;;
      *) path=$(dirname "$path")/$target ;;
    esac
  done
  printf '%s/%s\n' "$(cd -P "$(dirname "$path")" && pwd)" "$(basename "$path")"
}

jdk_candidates() {
  jdk_on_path || true
  local folder
  for folder in /usr/lib/jvm/* /usr/local/openjdk* /opt/*jdk* /opt/java/* "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* /opt/homebrew/opt/openjdk* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    printf '%s\n' "$folder"
  done
}

# Exports JAVA_HOME: the caller's own where it is new enough, else the first JDK 25 found, else the first newer one.
use_jdk() {
  local home major newer=''
  if [[ -n ${JAVA_HOME:-} ]] && major=$(jdk_major "$JAVA_HOME") && ((major >= JDK_MAJOR_MIN)); then
    export JAVA_HOME
    return
  fi
  while IFS= read -r home; do
    major=$(jdk_major "$home") || continue
    if ((major == JDK_MAJOR_MIN)); then
      export JAVA_HOME=$home
      return
    fi
    if ((major > JDK_MAJOR_MIN)) && [[ -z $newer ]]; then newer=$home; fi
  done < <(jdk_candidates)
  [[ -n $newer ]] || die "no JDK $JDK_MAJOR_MIN found (looked at JAVA_HOME, PATH, /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks, /Library/Java).
Install one, for example the package temurin-25-jdk or openjdk-25-jdk, or set JAVA_HOME to its folder."
  export JAVA_HOME=$newer
}

# Prints "yes" where version $1 is at least $2, both as numbers with dots.
version_at_least() {
  [[ $(printf '%s\n%s\n' "$1" "$2" | sort -t. -k1,1n -k2,2n -k3,3n | head -n1) == "$2" ]]
}

# Checks Maven and sets what each call of it needs. Call after use_jdk.
use_maven() {
  local version
  command -v mvn >/dev/null || die "no Maven found on PATH. Install Maven $MAVEN_VERSION_MIN or newer, for example the package maven."
  version=$(mvn -version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p')
  if [[ -z $version ]] || ! version_at_least "$version" "$MAVEN_VERSION_MIN"; then
    die "Maven ${version:-of unknown version} is too old: $MAVEN_VERSION_MIN or newer is needed."
  fi
  # Only a newer JDK knows these two; they silence warnings about Maven's own libraries.
  export MAVEN_OPTS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}"
}

# Runs Maven without colour or questions; HEADGATE_MAVEN_REPO names another local repository.
maven() {
  mvn -B -Dstyle.color=never ${HEADGATE_MAVEN_REPO:+"-Dmaven.repo.local=$HEADGATE_MAVEN_REPO"} "$@"
}

# The same without its chatter and without the colour resets that it prints even when told not to use colour.
quiet_maven() {
  maven -q "$@" 2>&1 | sed $'s/\033\\[0m//g'
}
