#!/usr/bin/env bash
# Measures what Spark costs beside the simulations: for each WORKERSxCORES a standalone master and
# workers are started here, and tasks that wait go there and back (MeasureOverhead). The cores need
# not be there, since nothing computes. A minute or two for each. Then what a point costs the thread
# that makes points and takes results (MeasurePoints), into a file beside the first.
#
#   sweep-spark/src/test/shell/measure-overhead.sh OUT.csv [WORKERSxCORES...]
set -eu
out=$(realpath "${1:?where the figures go, such as overhead.csv}")
shift
[ "$#" -gt 0 ] || set -- 2x1 2x64 8x16
cd "$(dirname "${BASH_SOURCE[0]}")/../../../.."
# shellcheck source=SCRIPTDIR/standalone.sh
. sweep-spark/src/test/shell/standalone.sh
mvn -q -B -Dquick -Pspark -pl cli,sweep-spark -am -DskipTests package
work=$(mktemp -d)
trap 'stop_standalone; rm -rf "$work"' EXIT
rm -f "$out"
# Copies, so that a build meanwhile does not change what runs.
cp -r sweep-spark/target/test-classes "$work/tests"
classes=$work/tests:
for module in sweep-spark scenarios workloads hardware-profiles input sim-core; do
  cp -r "$module/target/classes" "$work/$module"
  classes=$classes$work/$module:
done
for cluster; do
  workers=${cluster%x*} cores=${cluster#*x}
  start_standalone "$work/$cluster" "$workers" "$cores"
  java -cp "$classes$SPARK_HOME/jars/*" io.foretoken.spark.MeasureOverhead \
    "$master" $((workers * cores)) "$out" "$classes"
  stop_standalone
done
column -s, -t "$out"
points=${out%.csv}-points.csv
java -cp "$classes$SPARK_HOME/jars/*" io.foretoken.spark.MeasurePoints "$points"
column -s, -t "$points"
