# shellcheck shell=bash
# What the scripts that test on a cluster share; sourced from the root of the repository. Sets work,
# a folder that goes with the script, and limit_seconds, after which every check fails.

limit_seconds=${FORETOKEN_SPARK_TEST_SECONDS:-420}
# shellcheck source=SCRIPTDIR/standalone.sh
. sweep-spark/src/test/shell/standalone.sh
work=$(mktemp -d)
children=()
trap 'stop_standalone; kill "${children[@]}" 2>/dev/null; rm -rf "$work"' EXIT

fail() {
  printf 'FAILED  %s\n' "$1"
  for log in "$work"/*.log; do
    echo "-- $log"
    tail -n 15 "$log"
  done
  exit 1
}
ok() { printf 'ok      %3d s  %s\n' "$SECONDS" "$1"; }
# Fails when the script's time is over.
run() {
  local left=$((limit_seconds - SECONDS))
  [ "$left" -gt 0 ] || fail 'out of time'
  timeout --kill-after=5 "$left" "$@"
}
# A command that has to succeed, its output in NAME.log.
must() { # name, then the command
  local name=$1
  shift
  run "$@" >"$work/$name.log" 2>&1 || fail "$name: exit status $?"
}
same() { # what, FOLDER, FOLDER, files
  local what=$1 one=$2 other=$3 file
  shift 3
  for file; do
    cmp "$one/$file" "$other/$file" || fail "$what: another $file"
  done
  ok "$what: the same bytes"
}
# What a command says and how it ends: exit status, text, name, then the command.
says() {
  local status=$1 text=$2 name=$3 found
  shift 3
  run "$@" >"$work/$name.log" 2>&1
  found=$?
  [ "$found" = "$status" ] || fail "$name: exit status $found"
  grep -qF -e "$text" "$work/$name.log" || fail "$name: '$text' is not said"
  ! grep -qE '^[[:space:]]+at [a-z].*\(' "$work/$name.log" || fail "$name: a stack trace"
  ok "$name: said"
}
# Points that a folder of results keeps.
journalled() { # FOLDER
  local lines
  lines=$(grep -c '"key"' "$1/journal.jsonl" 2>/dev/null)
  echo "${lines:-0}"
}
# The module and Spark, fetched and built on the first demand; the script ends where they cannot be.
need_spark() {
  run ./foretoken sweep "$work/none.yaml" --runner spark >"$work/build.log" 2>&1
  [ -e sweep-spark/target/launcher/current ] && return 0
  if grep -qE 'Could not (transfer|resolve)|Unknown host|offline mode' sweep-spark/target/launcher/build.log; then
    echo 'skipped: Spark cannot be fetched here'
    exit 0
  fi
  fail 'Spark is built'
}
# Executors of this script's cluster: its workers have their folders below the script's.
executors() {
  local process
  pgrep -f "CoarseGrainedExecutorBackend.*--worker-url spark://Worker@127.0.0." |
    while read -r process; do
      case $(readlink "/proc/$process/cwd") in "$work"/*) echo "$process" ;; esac
    done
}
an_executor() { # PID of the sweep that starts it
  local found
  for _ in $(seq 300); do
    found=$(executors | head -n 1)
    [ -n "$found" ] && echo "$found" && return
    kill -0 "$1" 2>/dev/null || return
    sleep 0.1
  done
}
# Waits until so many points are kept in a folder and the sweep, a process group, still goes on.
until_journalled() { # FOLDER, points, PID
  for _ in $(seq 600); do
    [ "$(journalled "$1")" -lt "$2" ] || return 0
    kill -0 "$3" 2>/dev/null || fail "the sweep ended with $(journalled "$1") points"
    sleep 0.1
  done
  fail "no $2 points in a minute"
}
# Starts a sweep in a process group of its own, as a terminal would: name, FOLDER, options. Sets sweep.
begin() {
  local name=$1 folder=$2
  shift 2
  # Executors of a sweep before this one may take a while to end.
  for _ in $(seq 300); do
    [ -n "$(executors)" ] || break
    sleep 0.1
  done
  set -m
  env --default-signal=INT ./foretoken sweep "$work/sweep.yaml" "${spark[@]}" --out "$folder" "$@" \
    >"$work/$name.log" 2>&1 </dev/null &
  sweep=$!
  set +m
  children+=("$sweep")
}
# A small, quick sweep of points of a tenth of a second: $work/sweep.yaml, rates as a YAML list.
write_sweep() { # rates
  cat >"$work/sweep.yaml" <<YAML
name: cluster
model: llama-3.1-8b
fleet: [{pool: main, gpu: h100, engine: {name: vllm}}]
workload: {arrivals: {process: poisson, rate: 10/s}, input_tokens: 300, output_tokens: 60}
slo: {ttft: {p99: 500ms}, tpot: {p99: 40ms}}
stop: {duration: 1500s, warmup: 60s}
sweep:
  fleet.main.engine.batching.max_num_seqs: 1..64*2
  workload.arrivals.rate: [$1]
YAML
}
cluster_options() {
  spark=(--runner spark --spark-master "$master" --spark-conf spark.executor.memory=512m
    --spark-conf spark.ui.enabled=false)
}
