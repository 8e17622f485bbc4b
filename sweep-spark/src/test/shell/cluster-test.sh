#!/usr/bin/env bash
# Sweeps, capacities, plans and validations on a real standalone cluster: a master and two workers,
# started here. Their files must equal the local runner's, also where the driver is killed, a sweep
# interrupted, an executor killed, and another frozen with speculation on. Builds what it needs;
# where Spark's 230 MB cannot be fetched it says so and is skipped.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../../../.." || exit 1
# shellcheck source=SCRIPTDIR/checks.sh
. sweep-spark/src/test/shell/checks.sh
results=(points.csv points.jsonl report.html)

write_sweep '4/s, 5/s, 6/s, 7/s, 8/s, 9/s, 10/s, 11/s, 12/s, 13/s'
must local ./foretoken sweep "$work/sweep.yaml" --out "$work/local"
ok 'the local runner'
need_spark
must threads ./foretoken sweep "$work/sweep.yaml" --runner spark --out "$work/threads"
same 'local[*]' "$work/local" "$work/threads" "${results[@]}"

start_standalone "$work" 2 || fail 'two workers register'
ok 'a master has two workers'
cluster_options

begin killed "$work/cluster"
until_journalled "$work/cluster" 5 "$sweep"
kill -9 -- "-$sweep"
wait "$sweep" 2>/dev/null
[ ! -e "$work/cluster/points.csv" ] || fail 'a killed driver has published results'
kept=$(journalled "$work/cluster")
ok "a driver is killed, $kept points are kept"

begin interrupted "$work/cluster" --resume
until_journalled "$work/cluster" $((kept + 5)) "$sweep"
kill -INT -- "-$sweep"
wait "$sweep"
status=$?
[ "$status" = 130 ] || fail "a sweep that is interrupted ends with $status"
kept=$(journalled "$work/cluster")
[ "$kept" -lt 70 ] || fail 'the sweep was done when it was interrupted'
ok "a sweep is interrupted, $kept points are kept"

begin resumed "$work/cluster" --resume
victim=$(an_executor "$sweep")
[ -n "$victim" ] || fail 'the sweep starts an executor'
until_journalled "$work/cluster" $((kept + 1)) "$sweep"
kill -9 "$victim" || fail 'an executor is killed'
kill -0 "$sweep" 2>/dev/null || fail 'the sweep is still going on when an executor is killed'
ok 'an executor is killed in the middle'
wait "$sweep" || fail 'the sweep on the cluster'
same 'driver killed, interrupted, executor killed' "$work/local" "$work/cluster" "${results[@]}"

# Without speculation the points of an executor that stands still would be waited for until Spark
# gives it up, after two minutes.
begin frozen "$work/frozen" --spark-conf spark.speculation=true
victim=$(an_executor "$sweep")
[ -n "$victim" ] || fail 'the sweep starts an executor'
until_journalled "$work/frozen" 5 "$sweep"
kill -STOP "$victim" || fail 'an executor is frozen'
frozen_at=$SECONDS
for _ in $(seq 600); do
  kill -0 "$sweep" 2>/dev/null || break
  sleep 0.1
done
kill -0 "$sweep" 2>/dev/null && fail 'speculation does the points of an executor that stands still'
kill -9 "$victim" 2>/dev/null
wait "$sweep" || fail 'the sweep with speculation'
ok "an executor is frozen, speculation ends the sweep $((SECONDS - frozen_at)) s later"
same 'frozen executor, speculation' "$work/local" "$work/frozen" "${results[@]}"

cat >"$work/plan.yaml" <<'YAML'
name: cluster-plan
model: llama-3.1-8b
fleet: [{pool: main, gpu: h100, engine: {name: vllm}}]
workload: {arrivals: {process: poisson, rate: 10/s}, input_tokens: 300, output_tokens: 60}
slo: {ttft: {p99: 500ms}, tpot: {p99: 40ms}}
plan:
  forecast:
    peak: 60/s
    periods:
      - {name: day, days: mon-sun, hours: 8-20}
      - {name: night, days: mon-sun, hours: 20-8, share: 20%}
  candidates: {gpus: [h100, l40s]}
YAML
capacity=(./foretoken capacity "$work/plan.yaml" --precision 10%)
must capacity "${capacity[@]}" --out "$work/capacity"
must capacity-cluster "${capacity[@]}" "${spark[@]}" --out "$work/capacity-cluster"
same capacity "$work/capacity" "$work/capacity-cluster" capacity.json probes.csv

must plan ./foretoken plan "$work/plan.yaml" --out "$work/plan"
must plan-cluster ./foretoken plan "$work/plan.yaml" "${spark[@]}" --spark-conf spark.cores.max=1 \
  --out "$work/plan-cluster"
same 'plan, one executor' "$work/plan" "$work/plan-cluster" \
  plan.json plan.csv plan-candidates.csv report.html fleet.yaml serve.sh

measured=(./foretoken validate --suite vllm-experiments)
must validate "${measured[@]}" --out "$work/measured"
must validate-cluster "${measured[@]}" "${spark[@]}" --out "$work/measured-cluster"
same validate "$work/measured" "$work/measured-cluster" \
  runs.csv validation.json errors.csv worst.csv skipped.csv report.html
