#!/usr/bin/env bash
# A sweep on a real standalone cluster: a master and two workers, started here. Its files must equal
# the local runner's, also where the driver is killed, the sweep interrupted and an executor killed
# with speculation on. Builds what it needs; where Spark's 230 MB cannot be
# fetched it says so and is skipped.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../../../.." || exit 1
limit_seconds=${FORETOKEN_SPARK_TEST_SECONDS:-280}
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

cat >"$work/sweep.yaml" <<'YAML'
name: cluster
model: llama-3.1-8b
fleet: [{pool: main, gpu: h100, engine: {name: vllm}}]
workload: {arrivals: {process: poisson, rate: 10/s}, input_tokens: 300, output_tokens: 60}
slo: {ttft: {p99: 500ms}, tpot: {p99: 40ms}}
stop: {duration: 1500s, warmup: 60s}
sweep:
  fleet.main.engine.batching.max_num_seqs: 1..64*2
  workload.arrivals.rate: [4/s, 5/s, 6/s, 7/s, 8/s, 9/s, 10/s, 11/s, 12/s, 13/s]
YAML
run ./foretoken sweep "$work/sweep.yaml" --out "$work/local" >"$work/local.log" 2>&1 ||
  fail 'the local sweep'
ok 'the local runner'

if ! run ./foretoken sweep "$work/sweep.yaml" --runner spark --out "$work/threads" >"$work/threads.log" 2>&1; then
  if grep -qE 'Could not (transfer|resolve)|Unknown host|offline mode' sweep-spark/target/launcher/build.log; then
    echo 'skipped: Spark cannot be fetched here'
    exit 0
  fi
  fail 'a sweep on local[*]'
fi
same 'local[*]' "$work/local" "$work/threads" points.csv points.jsonl report.html

run ./foretoken validate --suite vllm-experiments --out "$work/measured" >"$work/validate.log" 2>&1 &&
  run ./foretoken validate --suite vllm-experiments --runner spark --out "$work/measured-spark" \
    >"$work/validate-spark.log" 2>&1 || fail 'validate'
same validate "$work/measured" "$work/measured-spark" \
  runs.csv validation.json errors.csv worst.csv skipped.csv report.html

start_standalone "$work" 2 || fail 'two workers register'
ok 'a master has two workers'
spark=(--runner spark --spark-master "$master" --spark-conf spark.executor.memory=512m
  --spark-conf spark.ui.enabled=false)

# Executors of this cluster: its workers have their folders below this script's.
executors() {
  local process
  pgrep -f "CoarseGrainedExecutorBackend.*--worker-url spark://Worker@127.0.0.1:" |
    while read -r process; do
      case $(readlink "/proc/$process/cwd") in "$work"/*) echo "$process" ;; esac
    done
}
journalled() {
  local lines
  lines=$(grep -c '"key"' "$work/cluster/journal.jsonl" 2>/dev/null)
  echo "${lines:-0}"
}
# Waits until so many points are in the journal and the sweep, a process group, still goes on.
until_journalled() {
  for _ in $(seq 600); do
    [ "$(journalled)" -lt "$1" ] || return 0
    kill -0 "$2" 2>/dev/null || fail "the sweep ended with $(journalled) points"
    sleep 0.1
  done
  fail "no $1 points in a minute"
}
begin() { # name, options: a sweep in a process group of its own, as a terminal would start it
  local name=$1
  shift
  set -m
  env --default-signal=INT ./foretoken sweep "$work/sweep.yaml" "${spark[@]}" --out "$work/cluster" "$@" \
    >"$work/$name.log" 2>&1 </dev/null &
  sweep=$!
  set +m
  children+=("$sweep")
}

begin killed
until_journalled 5 "$sweep"
kill -9 -- "-$sweep"
wait "$sweep" 2>/dev/null
[ ! -e "$work/cluster/points.csv" ] || fail 'a killed driver has published results'
ok "a driver is killed, $(journalled) points are kept"

kept=$(journalled)
begin interrupted --resume
until_journalled $((kept + 5)) "$sweep"
kill -INT -- "-$sweep"
wait "$sweep"
status=$?
[ "$status" = 130 ] || fail "a sweep that is interrupted ends with $status"
[ "$(journalled)" -lt 70 ] || fail 'the sweep was done when it was interrupted'
ok "a sweep is interrupted, $(journalled) points are kept"

begin resumed --resume --spark-conf spark.speculation=true
victim=''
for _ in $(seq 300); do
  victim=$(executors | head -n 1)
  [ -n "$victim" ] && break
  kill -0 "$sweep" 2>/dev/null || break
  sleep 0.1
done
[ -n "$victim" ] || fail 'the sweep starts an executor'
until_journalled $(($(journalled) + 1)) "$sweep"
kill -9 "$victim" || fail 'an executor is killed'
kill -0 "$sweep" 2>/dev/null || fail 'the sweep is still going on when an executor is killed'
ok 'an executor is killed in the middle'
wait "$sweep" || fail 'the sweep on the cluster'
same 'driver killed, interrupted, executor killed, speculation' \
  "$work/local" "$work/cluster" points.csv points.jsonl report.html

says 2 'spark://127.0.0.1:1 does not answer' 'a master that is not there' \
  ./foretoken sweep "$work/sweep.yaml" --runner spark --spark-master spark://127.0.0.1:1 \
  --spark-timeout 5 --out "$work/none"
