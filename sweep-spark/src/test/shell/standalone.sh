# shellcheck shell=bash
# A standalone master and workers of Spark on this machine, for scripts that source this file from
# the root of the repository after Spark has been built (target/app/lib of sweep-spark is there).

standalone_children=()

# start_standalone FOLDER WORKERS [CORES]: sets master, the address. The artefacts bring no sbin: master and
# workers are classes, and a Spark home is a folder of links. Every worker has an address of its own, since
# Spark speculates on other machines only.
start_standalone() {
  local folder=$1 workers=$2 cores=${3:-1} port worker jar module
  mkdir -p "$folder/home/jars"
  ln -s "$PWD"/sweep-spark/target/app/lib/*.jar "$folder/home/jars/"
  for jar in "$PWD"/cli/target/app/lib/*.jar; do
    [ -e "$folder/home/jars/$(basename "$jar")" ] || ln -s "$jar" "$folder/home/jars/"
  done
  # Not the program's own jars: those have to reach the executors with the job.
  for module in sim-core input hardware-profiles workloads scenarios validation sweep-spark; do
    rm -f "$folder/home/jars/$module-"[0-9]*.jar "$folder/home/jars/$module.jar"
  done
  touch "$folder/home/RELEASE"
  export SPARK_HOME=$folder/home SPARK_LOCAL_IP=127.0.0.1 SPARK_SCALA_VERSION=2.13
  port=$((20000 + RANDOM % 20000))
  master=spark://127.0.0.1:$port
  java -cp "$SPARK_HOME/jars/*" org.apache.spark.deploy.master.Master \
    --host 127.0.0.1 --port "$port" --webui-port 0 >"$folder/master.log" 2>&1 &
  standalone_children+=($!)
  for worker in $(seq "$workers"); do
    java -cp "$SPARK_HOME/jars/*" org.apache.spark.deploy.worker.Worker "$master" \
      --host "127.0.0.$worker" --cores "$cores" --memory 1g --webui-port 0 --work-dir "$folder/worker$worker" \
      >"$folder/worker$worker.log" 2>&1 &
    standalone_children+=($!)
  done
  for _ in $(seq 120); do
    [ "$(grep -c 'Registering worker' "$folder/master.log")" = "$workers" ] && return 0
    sleep 0.25
  done
  return 1
}

stop_standalone() {
  [ "${#standalone_children[@]}" = 0 ] || kill "${standalone_children[@]}" 2>/dev/null
  standalone_children=()
}
