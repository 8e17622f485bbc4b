#!/usr/bin/env bash
# What can go wrong on a cluster, on a real standalone one: a master that does not answer, executors
# with another build, a file that only the driver has, a task that needs more memory than executors
# have, and Spark's own spark-submit. Each is a message, and finished points are kept.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../../../.." || exit 1
# shellcheck source=SCRIPTDIR/checks.sh
. sweep-spark/src/test/shell/checks.sh
write_sweep '4/s, 5/s'
need_spark
must local ./foretoken sweep "$work/sweep.yaml" --out "$work/local"
says 2 'spark://127.0.0.1:1 does not answer' 'a master that is not there' \
  ./foretoken sweep "$work/sweep.yaml" --runner spark --spark-master spark://127.0.0.1:1 \
  --spark-timeout 5 --out "$work/none"

start_standalone "$work" 2 || fail 'two workers register'
ok 'a master has two workers'
cluster_options

# Executors that come with jars of their own, one of them with a resource more.
mkdir "$work/other" "$work/more"
cp cli/target/app/lib/{sim-core,input,hardware-profiles,workloads,scenarios,validation}-*.jar \
  sweep-spark/target/app/lib/sweep-spark.jar "$work/other/"
echo another >"$work/more/another-build"
jar uf "$work"/other/sim-core-*.jar -C "$work/more" another-build
says 2 'has another build of this program' 'executors with another build' \
  ./foretoken sweep "$work/sweep.yaml" "${spark[@]}" --out "$work/built" \
  --spark-conf "spark.executor.extraClassPath=$work/other/*"
[ ! -e "$work/built/points.csv" ] || fail 'results of another build are published'

# Where a process is, is another folder for every process: only the driver finds the trace there.
mkdir "$work/driver"
printf 'arrival_s,input_tokens,output_tokens\n' >"$work/driver/requests.csv"
seq 0 0.1 200 | sed 's/$/,300,60/' >>"$work/driver/requests.csv"
cat >"$work/driver/trace.yaml" <<'YAML'
name: trace
model: llama-3.1-8b
fleet: [{pool: main, gpu: h100, engine: {name: vllm}}]
workload: {trace: {file: /proc/self/cwd/requests.csv}}
sweep:
  fleet.main.engine.batching.max_num_seqs: 1..64*2
YAML
launcher=$PWD/foretoken
cd "$work/driver" || exit 1
must trace "$launcher" sweep trace.yaml --out "$work/trace"
must trace-cluster "$launcher" sweep trace.yaml "${spark[@]}" --out "$work/trace-cluster"
cd - >/dev/null || exit 1
same 'a file that only the driver has' "$work/trace" "$work/trace-cluster" points.csv points.jsonl

# A point with a small trace, then one with 40 MB of it, which executors of 240 MB do not hold. Spark
# keeps 300 MB of an executor for itself unless told not to.
seq 0 0.001 3000 | sed 's/$/,1,1/' | sed '1i arrival_s,input_tokens,output_tokens' >"$work/driver/long.csv"
sed '/^sweep:/,$d; s#/proc/self/cwd/##' "$work/driver/trace.yaml" >"$work/driver/memory.yaml"
cat >>"$work/driver/memory.yaml" <<'YAML'
sweep:
  workload.trace.file: [requests.csv, long.csv]
YAML
small=(--spark-conf spark.testing.reservedMemory=0 --spark-conf spark.task.maxFailures=1)
says 2 'executors may lack memory: --spark-conf spark.executor.memory=4g; then continue with --resume' \
  'a task that is too large for executors' \
  ./foretoken sweep "$work/driver/memory.yaml" "${spark[@]}" "${small[@]}" --out "$work/memory" \
  --spark-conf spark.executor.memory=240m
[ "$(journalled "$work/memory")" = 1 ] || fail "$(journalled "$work/memory") points are kept instead of 1"
[ ! -e "$work/memory/points.csv" ] || fail 'a sweep that failed has published results'
ok 'the finished point is kept'

# Less than Spark itself needs: executors end as they start, and Spark starts others for ever.
says 2 'executors came and went without a result' 'executors that only end' \
  ./foretoken sweep "$work/sweep.yaml" "${spark[@]}" "${small[@]}" --out "$work/ended" \
  --spark-conf spark.executor.memory=160m

# Spark's own way to start an application; bin/spark-submit runs this class.
must submitted java -cp "$SPARK_HOME/jars/*" org.apache.spark.deploy.SparkSubmit \
  --master "$master" --deploy-mode client --executor-memory 512m \
  --jars "$(ls cli/target/app/lib/*.jar sweep-spark/target/app/lib/sweep-spark.jar | paste -sd,)" \
  --class io.foretoken.cli.Main cli/target/app/foretoken.jar \
  sweep "$work/sweep.yaml" --runner spark --out "$work/submitted"
same spark-submit "$work/local" "$work/submitted" points.csv points.jsonl report.html
