#!/usr/bin/env bash
# A sweep on a real standalone cluster: a master and two workers, started here, one of whose
# executors is killed in the middle, with speculation on. Its files must equal the local runner's.
# Builds what it needs; where Spark's 230 MB cannot be fetched it says so and is skipped.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../../../.." || exit 1
limit_seconds=${FORETOKEN_SPARK_TEST_SECONDS:-280}
work=$(mktemp -d)
children=()
trap 'kill "${children[@]}" 2>/dev/null; rm -rf "$work"' EXIT

fail() {
  printf 'FAILED  %s\n' "$1"
  for log in "$work"/*.log; do
    echo "-- $log"
    tail -n 15 "$log"
  done
  exit 1
}
ok() { printf 'ok      %s\n' "$1"; }
# Fails when the script's time is over.
run() {
  local left=$((limit_seconds - SECONDS))
  [ "$left" -gt 0 ] || fail 'out of time'
  timeout --kill-after=5 "$left" "$@"
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
ok 'the local runner sweeps'

if ! run ./foretoken sweep "$work/sweep.yaml" --runner spark --spark-conf spark.ui.enabled=false \
  --out "$work/threads" >"$work/threads.log" 2>&1; then
  if grep -qE 'Could not (transfer|resolve)|Unknown host|offline mode' sweep-spark/target/launcher/build.log; then
    echo 'skipped: Spark cannot be fetched here'
    exit 0
  fi
  fail 'a sweep on local[*]'
fi
cmp "$work/local/points.csv" "$work/threads/points.csv" || fail 'local[*]: other points'
ok 'local[*] gives the same bytes'

run ./foretoken validate --suite vllm-experiments --out "$work/measured" >"$work/validate.log" 2>&1 &&
  run ./foretoken validate --suite vllm-experiments --runner spark --out "$work/measured-spark" \
    >"$work/validate-spark.log" 2>&1 || fail 'validate'
for file in runs.csv validation.json errors.csv worst.csv skipped.csv report.html; do
  cmp "$work/measured/$file" "$work/measured-spark/$file" || fail "validate: another $file"
done
ok 'validate gives the same bytes'

# The artefacts bring no sbin: master and workers are classes, a Spark home is a folder of links.
jars=$(dirname "$(find "$PWD/sweep-spark/target" -name 'spark-core_*.jar' | head -n 1)")
mkdir -p "$work/home/jars"
ln -s "$jars"/*.jar "$work/home/jars/"
# Not the program's own jars: those have to reach the executors with the job.
for jar in "$PWD"/cli/target/app/lib/*.jar; do
  [ -e "$work/home/jars/$(basename "$jar")" ] || ln -s "$jar" "$work/home/jars/"
done
for module in sim-core input hardware-profiles workloads scenarios validation sweep-spark; do
  rm -f "$work/home/jars/$module-"[0-9]*.jar "$work/home/jars/$module.jar"
done
touch "$work/home/RELEASE"
export SPARK_HOME=$work/home SPARK_LOCAL_IP=127.0.0.1 SPARK_SCALA_VERSION=2.13
port=$((20000 + RANDOM % 20000))
java -cp "$SPARK_HOME/jars/*" org.apache.spark.deploy.master.Master \
  --host 127.0.0.1 --port "$port" --webui-port 0 >"$work/master.log" 2>&1 &
children+=($!)
for worker in 1 2; do
  java -cp "$SPARK_HOME/jars/*" org.apache.spark.deploy.worker.Worker "spark://127.0.0.1:$port" \
    --host 127.0.0.1 --cores 1 --memory 1g --webui-port 0 --work-dir "$work/worker$worker" \
    >"$work/worker$worker.log" 2>&1 &
  children+=($!)
done
for _ in $(seq 60); do
  [ "$(grep -c 'Registering worker' "$work/master.log")" = 2 ] && break
  sleep 0.5
done
[ "$(grep -c 'Registering worker' "$work/master.log")" = 2 ] || fail 'two workers register'
ok 'a master has two workers'

run ./foretoken sweep "$work/sweep.yaml" --runner spark --spark-master "spark://127.0.0.1:$port" \
  --spark-conf spark.executor.memory=512m --spark-conf spark.speculation=true \
  --spark-conf spark.ui.enabled=false --out "$work/cluster" >"$work/cluster.log" 2>&1 &
sweep=$!
children+=("$sweep")
victim=''
for _ in $(seq 300); do
  # Its own cluster's: workers here have their folders below this script's.
  victim=$(pgrep -f "CoarseGrainedExecutorBackend.*--worker-url spark://Worker@127.0.0.1:" |
    while read -r process; do
      case $(readlink "/proc/$process/cwd") in "$work"/*) echo "$process" ;; esac
    done | head -n 1)
  [ -n "$victim" ] && break
  kill -0 "$sweep" 2>/dev/null || break
  sleep 0.2
done
[ -n "$victim" ] || fail 'the sweep starts an executor'
sleep 1
kill -0 "$sweep" 2>/dev/null || fail 'the sweep is still going on when an executor is killed'
kill -9 "$victim" || fail 'an executor is killed'
ok 'an executor is killed in the middle'
wait "$sweep" || fail 'the sweep on the cluster'
for file in points.csv points.jsonl report.html; do
  cmp "$work/local/$file" "$work/cluster/$file" || fail "the cluster's $file differs"
done
ok 'two executors, one lost: the same bytes'

if run ./foretoken sweep "$work/sweep.yaml" --runner spark --spark-master spark://127.0.0.1:1 \
  --spark-timeout 5 --out "$work/none" >"$work/none.log" 2>&1; then
  fail 'a master that is not there'
fi
grep -q 'spark://127.0.0.1:1' "$work/none.log" || fail 'a master that is not there is named'
ok 'a master that does not answer is named'
