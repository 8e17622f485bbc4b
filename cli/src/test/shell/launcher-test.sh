#!/usr/bin/env bash
# What ./foretoken promises, tried on a copy of this checkout.
# Needs java, mvn and a POSIX system; says which checks it left out and why. Takes about two minutes.
set -u

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../../.." && pwd -P)
work=$(mktemp -d "${TMPDIR:-/tmp}/foretoken-launcher-XXXXXX")
chmod 755 "$work"
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
copy="$work/checkout"
state="$copy/cli/target/launcher"
java_home=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
unset JAVA_HOME FORETOKEN_JAVA_OPTS
passed=0
failed=0

check() { # description, then a command that must succeed
  local what=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
    echo "ok      $what"
  else
    failed=$((failed + 1))
    echo "FAILED  $what"
    echo "        status $status; standard output, then standard error:"
    sed 's/^/        /' "$work/out" "$work/err"
  fi
}

left_out() {
  echo "LEFT OUT $1: $2"
}

run() { # runs it in the current folder; keeps its output and status
  "$@" >"$work/out" 2>"$work/err" </dev/null
  status=$?
}

out_has() { grep -qF -- "$1" "$work/out"; }
err_has() { grep -qF -- "$1" "$work/err"; }
err_is_empty() { [ ! -s "$work/err" ]; }
status_is() { [ "$status" -eq "$1" ]; }
version_shown() { status_is 0 && [ "$(cat "$work/out")" = "$version" ]; }
shown_without_a_word() { version_shown && err_is_empty; }
coloured() { grep -q $'\e\\[' "$work/out"; }
plain() { status_is 0 && ! coloured; }
builds() { version_shown && [ "$(wc -l <"$work/err")" -eq 1 ] && err_has "building" && err_has "done in"; }
says() { # status, then texts that standard error must have
  status_is "$1" || return 1
  shift
  for text in "$@"; do err_has "$text" || return 1; done
}

# A folder with links to every program but those named.
toolbox_without() {
  local box="$work/tools" program folder
  rm -rf "$box"
  mkdir "$box"
  for folder in /bin /usr/bin /usr/local/bin "$java_home/bin" "$(dirname "$(command -v mvn)")"; do
    for program in "$folder"/*; do
      [ -e "$box/${program##*/}" ] || ln -s "$program" "$box/${program##*/}" 2>/dev/null
    done
  done
  for program in "$@"; do rm -f "$box/$program"; done
  tools=$box
}

fake() { # path, text: a program that prints the text
  mkdir -p "$(dirname "$1")"
  printf '#!/bin/sh\ncat <<END\n%s\nEND\n' "$2" >"$1"
  chmod +x "$1"
}

mkdir "$copy"
sources() { # what a clone would have, or an unpacked archive of the sources
  if [ "$(git rev-parse --show-toplevel 2>/dev/null)" = "$root" ]; then
    git ls-files -z -co --exclude-standard
  else
    find . -name target -prune -o -type f -print0
  fi
}
(cd "$root" && sources | tar cf - --null --ignore-failed-read -T -) 2>/dev/null | tar xf - -C "$copy"
version="foretoken $(sed -n 's|^  <version>\(.*\)</version>|\1|p' "$root/pom.xml" | head -1)"
foretoken="$copy/foretoken"

echo "Before anything is built"
toolbox_without java
run env PATH="$tools" "$foretoken" --version
check "no java: says which package has it" says 3 "no java on the PATH" "apt-get install openjdk-17-jdk"
run env JAVA_HOME=/nowhere "$foretoken" --version
check "a wrong JAVA_HOME is named" says 3 "JAVA_HOME is /nowhere" "openjdk-17-jdk"
fake "$work/java11/bin/java" "    java.home = $work/java11
    java.specification.version = 11"
run env JAVA_HOME="$work/java11" "$foretoken" --version
check "a java that is too old is named" says 3 "is Java 11" "openjdk-17-jdk"
fake "$work/jre/bin/java" "    java.home = $work/jre
    java.specification.version = 17"
run env JAVA_HOME="$work/jre" "$foretoken" --version
check "a JRE is called one" says 3 "is a JRE" "openjdk-17-jdk"
toolbox_without mvn
run env PATH="$tools" "$foretoken" --version
check "no Maven: says which package has it" says 3 "no mvn on the PATH" "apt-get install maven"
fake "$tools/mvn" "Apache Maven 3.6.3 (cecedd343002696d0abb50b32b541b8a6ba2883f)"
run env PATH="$tools" "$foretoken" --version
check "a Maven that is too old is named" says 3 "mvn is Maven 3.6" "apt-get install maven"

as_nobody=
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
  as_nobody="setpriv --reuid=65534 --regid=65534 --clear-groups"
  # shellcheck disable=SC2086
  run $as_nobody "$foretoken" --version
  check "a read-only checkout that is not built is said to be one" says 3 "is read-only" "not been built"
else
  left_out "read-only checkout" "needs root and setpriv"
fi

echo "First use"
(
  # Own process group, as a shell gives it; the interrupt then reaches Maven too.
  set -m
  env --default-signal=INT "$foretoken" --version >"$work/out" 2>"$work/err" </dev/null &
  pid=$!
  for _ in $(seq 200); do
    [ -s "$state/build.log" ] && break
    sleep 0.05
  done
  kill -INT -- "-$pid"
  wait "$pid"
)
status=$?
check "Ctrl-C while building ends with 130" status_is 130
run "$foretoken" --version
check "the next run builds, in one line on standard error" builds
[ "$failed" -eq 0 ] || exit 1
before=$(cat "$state/current")
run "$foretoken" --version
check "a built program starts without a word" shown_without_a_word
check "and is not built again" [ "$before" = "$(cat "$state/current")" ]
check "with its archive of loaded classes" [ -f "$state/$before/foretoken.jsa" ]

# The least of several tries: a busy machine makes every start dearer, but not cheaper.
least=999999
for _ in $(seq 20); do
  [ "$least" -gt 500 ] || break
  TIMEFORMAT='%U %S'
  spent=$({ time "$foretoken" --version >/dev/null 2>&1; } 2>&1 | awk '{printf "%d", ($1 + $2) * 1000}')
  [ "$spent" -lt "$least" ] && least=$spent
done
# a figure to read, not a verdict: it depends on what else the machine does
echo "        starting took $least ms of CPU; the aim is 500"

echo "From anywhere"
mkdir -p "$work/else where/bin"
cd "$work/else where" || exit 1
run "../checkout/foretoken" --version
check "from another folder" shown_without_a_word
ln -s "../../checkout/foretoken" bin/relative
ln -s "$work/else where/bin/relative" bin/absolute
run bin/absolute --version
check "through a link to a link" shown_without_a_word
run env PATH="$work/else where/bin:$PATH" relative --version
check "through a link on the PATH" shown_without_a_word
ln -s "$copy" linked
run linked/foretoken --version
check "through a link to its folder" shown_without_a_word
run env FORETOKEN_JAVA_OPTS="-Xlog:os=info:file=seen.log" "$foretoken" --version
check "paths are relative to the user's folder, and FORETOKEN_JAVA_OPTS counts" [ -f seen.log ]
run env -u LANG -u LC_CTYPE LC_ALL=C "$foretoken" größe
check "arguments are UTF-8 in any locale" says 2 "größe"
run "$foretoken" --no-such-option
check "the exit status is the program's" says 2 "--no-such-option"
if command -v script >/dev/null; then
  run env -u NO_COLOR TERM=xterm script -qec "'$foretoken' --help" /dev/null
  check "help has colours on a terminal" coloured
  run env NO_COLOR=1 TERM=xterm script -qec "'$foretoken' --help" /dev/null
  check "but not with NO_COLOR" plain
else
  left_out "colours on a terminal" "needs script"
fi
run "$foretoken" --help
check "and not in a pipe" plain

mkdir results
(
  set -m
  env --default-signal=INT "$foretoken" run "$copy/scenarios/quickstart.yaml" --set stop.duration=1000h \
    --out results/run >"$work/out" 2>"$work/err" </dev/null &
  pid=$!
  for _ in $(seq 200); do
    [ -z "$(ls -A results)" ] || break
    sleep 0.05
  done
  ls -A results >seen
  kill -INT "$pid"
  wait "$pid"
)
status=$?
check "Ctrl-C in a run ends with 130" says 130 "interrupted"
nothing_left() { [ -s seen ] && [ -z "$(ls -A results)" ]; }
check "and leaves nothing of its results" nothing_left
cd "$work" || exit 1

echo "Sources change"
main="$copy/cli/src/main/java/io/foretoken/cli/Foretoken.java"
cp -p "$main" "$work/Foretoken.java"
sed -i.bak 's/"Predicts how/"Foretells how/' "$main" && rm "$main.bak"
run "$foretoken" --help
check "a changed source is built" says 0 "sources changed"
check "and the new program runs" out_has "Foretells how"
resources="$copy/input/src/main/resources"
mkdir -p "$resources"
in_jar() { "$java_home/bin/jar" tf "$state/$(cat "$state/current")"/lib/input-*.jar | grep -q gone-soon; }
not_in_jar() { status_is 0 && ! in_jar; }
echo gone-soon >"$resources/gone-soon.txt"
run "$foretoken" --version
check "a new resource is built" in_jar
rm "$resources/gone-soon.txt"
run "$foretoken" --version
check "a deleted one is noticed" builds
check "and is gone from the program" not_in_jar
echo "}" >>"$main"
run "$foretoken" --version
check "a build that fails shows why and where its log is" says 3 "Foretoken.java" "build failed" "$state/build.log"
cp -p "$work/Foretoken.java" "$main"
run "$foretoken" --help
check "and once mended it builds again" out_has "Predicts how"

echo "Two at once"
touch "$main"
(cd "$work" && "$foretoken" --version >"$work/out2" 2>"$work/err2" </dev/null) &
other=$!
run "$foretoken" --version
wait "$other"
other_status=$?
both_show_it() { version_shown && [ "$other_status" -eq 0 ] && [ "$(cat "$work/out2")" = "$version" ]; }
check "both start" both_show_it
check "and one of them builds" [ "$(cat "$work/err" "$work/err2" | grep -c building)" -eq 1 ]
toolbox_without flock
touch "$main"
mkdir "$state/lock.d"
echo 999999999 >"$state/lock.d/pid"
run env PATH="$tools" "$foretoken" --version
check "where there is no flock, a lock left behind does not hold" builds
before=$(cat "$state/current")
run "$foretoken" --version
check "another java is given an archive of its own" shown_without_a_word
check "and the program is not built for it" [ "$before" = "$(cat "$state/current")" ]
run env JAVA_HOME="$java_home" "$foretoken" --version

if [ -n "$as_nobody" ]; then
  echo "Read-only"
  # shellcheck disable=SC2086
  run $as_nobody "$foretoken" --version
  check "a built program runs from a read-only checkout, with any java" shown_without_a_word
  touch "$main"
  # shellcheck disable=SC2086
  run $as_nobody "$foretoken" --version
  check "also when its sources have changed, and says so" says 0 "is read-only: running"
fi

echo "Moved"
touch "$main"
run "$foretoken" --version
mv "$copy" "$work/check out"
foretoken="$work/check out/foretoken"
cd "$work/else where" || exit 1
run "$foretoken" --version
check "a checkout that was moved still runs as it was built" shown_without_a_word
touch "$work/check out/pom.xml"
run "../check out/foretoken" --version
check "and is built on a path with spaces" builds
run "../check out/foretoken" --version
check "and runs there" shown_without_a_word

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
