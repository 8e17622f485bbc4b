package io.foretoken.sim.oracle;

import io.foretoken.sim.CancelToken;
import io.foretoken.sim.ProgressListener;
import io.foretoken.sim.RunSettings;
import io.foretoken.sim.Simulation;
import io.foretoken.sim.metrics.GapHistogram;
import io.foretoken.sim.metrics.MeasureWindow;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.metrics.RequestColumns;
import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.metrics.TimeWeighted;
import io.foretoken.sim.replica.EngineFactory;
import io.foretoken.sim.request.Outcome;
import io.foretoken.sim.request.RequestRow;
import io.foretoken.sim.step.Limit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * Everything that can be observed of a run.
 *
 * @param lines the whole of it as text, one fact a line, exact to the last bit
 * @param result what the run returned
 * @param preemptions of all requests
 * @param timedOutRunning requests whose client gave up after their first token
 */
record Observation(List<String> lines, RunResult result, int preemptions, int timedOutRunning) {

  static Observation of(OracleScenario scenario, EngineFactory engines, boolean checked) {
    MeasureWindow window =
        scenario.warmupNanos() == 0
            ? MeasureWindow.WHOLE
            : MeasureWindow.steady(scenario.warmupNanos(), 4 * scenario.warmupNanos());
    RunSettings settings =
        new RunSettings(window, scenario.cutNanos(), scenario.bucketNanos(), checked);
    List<String> lines = new ArrayList<>();
    int[] preemptions = {0};
    int[] timedOutRunning = {0};
    RunResult result =
        new Simulation(scenario.deployment(), new ScenarioSource(scenario), settings, engines)
            .run(
                row -> {
                  lines.add(line(row));
                  preemptions[0] += row.preemptions;
                  if (row.outcome == Outcome.TIMED_OUT && row.outputTokens > 0) {
                    timedOutRunning[0]++;
                  }
                },
                ProgressListener.SILENT,
                CancelToken.NEVER);
    describe(result, lines);
    return new Observation(lines, result, preemptions[0], timedOutRunning[0]);
  }

  /** Whether a request ended in a way and has something else said of it; both are patterns. */
  boolean has(String outcome, String what) {
    Pattern pattern = Pattern.compile("request .* " + outcome + " .* " + what + "( .*|)");
    return lines.stream().anyMatch(line -> pattern.matcher(line).matches());
  }

  private static String line(RequestRow row) {
    return "request "
        + row.index
        + " replica "
        + row.replica
        + " "
        + row.outcome
        + " "
        + row.reason
        + " in "
        + row.inputTokens
        + " out "
        + row.outputTokens
        + " cached "
        + row.cachedTokens
        + " class "
        + row.classIndex
        + " tenant "
        + row.tenant
        + " attempts "
        + row.attempts
        + " retry "
        + row.retryNanos
        + " preempted "
        + row.preemptions
        + " from "
        + row.preemptedNanos
        + " until "
        + row.resumedNanos
        + " sent "
        + row.sentNanos
        + " first "
        + row.firstTokenNanos
        + " finished "
        + row.finishedNanos
        + " ingest "
        + row.ingestNanos
        + " wait "
        + Arrays.toString(row.waitNanos)
        + " prefill "
        + row.prefillNanos
        + " stream "
        + row.streamNanos
        + " measured "
        + row.measured;
  }

  private static void describe(RunResult result, List<String> lines) {
    lines.add("window " + result.startNanos() + " " + result.endNanos());
    lines.add(line(result.total()));
    result.classes().forEach(group -> lines.add("class " + line(group)));
    result.tenants().forEach(group -> lines.add("tenant " + line(group)));
    RequestColumns columns = result.measured();
    long hash = 0;
    for (int row = 0; row < columns.size(); row++) {
      hash =
          31 * (31 * (31 * hash + columns.ttft(row)) + columns.e2e(row))
              + 7 * columns.clientQueue(row)
              + 11 * (columns.classIndex(row) + 13L * columns.tenant(row))
              + columns.outputTokens(row);
    }
    lines.add("columns " + columns.size() + " " + hash);
    lines.add(
        "gaps" + line(GapHistogram.of(result.gaps())) + " max " + result.gaps().percentile(100));
    lines.add("in flight " + line(result.inFlight()));
    for (ReplicaMeter meter : result.replicas()) {
      lines.add("running " + line(meter.running));
      lines.add("waiting " + line(meter.waiting));
      lines.add("blocks " + line(meter.kvBlocks));
      lines.add(
          "steps "
              + meter.steps()
              + " rows "
              + meter.rowSum()
              + " peak "
              + meter.peakRows()
              + " device "
              + meter.deviceNanos()
              + " decode only "
              + meter.decodeOnlyNanos()
              + " prefill "
              + meter.prefillTokens()
              + " decode "
              + meter.decodeTokens()
              + " output "
              + meter.outputTokens()
              + " looked up "
              + meter.lookedUpTokens()
              + " cached "
              + meter.cachedTokens()
              + " loaded "
              + meter.loadedTokens()
              + " flops "
              + meter.flops()
              + " bytes "
              + meter.hbmBytes()
              + " preemptions "
              + meter.preemptions());
      StringBuilder limits = new StringBuilder("limits");
      for (Limit limit : Limit.values()) {
        limits.append(' ').append(meter.nanosBy(limit));
      }
      lines.add(limits.toString());
    }
  }

  private static String line(RunResult.Group group) {
    return group.counts()
        + " "
        + group.split()
        + " "
        + group.tokens()
        + " "
        + group.work()
        + " in flight "
        + line(group.inFlight())
        + " gaps"
        + line(GapHistogram.of(group.gaps()));
  }

  private static String line(Histogram gaps) {
    StringBuilder text = new StringBuilder();
    gaps.recordedValues()
        .forEach(
            value ->
                text.append(' ')
                    .append(value.getValueIteratedTo())
                    .append('x')
                    .append(value.getCountAtValueIteratedTo()));
    return text.toString();
  }

  private static String line(TimeWeighted quantity) {
    double[] areas = new double[quantity.buckets()];
    double sum = 0;
    for (int bucket = 0; bucket < areas.length; bucket++) {
      areas[bucket] = quantity.area(bucket);
      sum += areas[bucket];
    }
    return "area "
        + quantity.windowArea()
        + " peak "
        + quantity.peak()
        + " interval "
        + quantity.bucketNanos()
        + " of "
        + areas.length
        + " sum "
        + sum
        + " hash "
        + Arrays.hashCode(areas);
  }
}
