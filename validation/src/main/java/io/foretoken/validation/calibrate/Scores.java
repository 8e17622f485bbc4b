package io.foretoken.validation.calibrate;

import io.foretoken.sim.metrics.Distribution;
import io.foretoken.validation.measured.ExactLoad;
import io.foretoken.validation.measured.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Errors of the figures that people read, of runs as far as they are looked at. */
final class Scores {
  /** The figures that are scored. */
  static final List<Metric> METRICS =
      List.of(
          Metric.TTFT_MEAN,
          Metric.TTFT_P90,
          Metric.TPOT_MEAN,
          Metric.E2E_MEAN,
          Metric.OUTPUT_THROUGHPUT);

  private static final double NANOS_PER_SECOND = 1e9;

  private Scores() {}

  /** The errors of some runs, simulated before and after. */
  static List<ErrorLine> of(
      List<CalibrationRun> runs, List<Simulated> before, List<Simulated> after) {
    List<ErrorLine> lines = new ArrayList<>();
    for (Metric metric : METRICS) {
      double[] old = errors(metric, runs, before);
      double[] now = errors(metric, runs, after);
      if (now.length > 0) {
        lines.add(
            new ErrorLine(
                metric,
                now.length,
                median(percents(old)),
                median(percents(now)),
                Arrays.stream(percents(now)).max().orElse(0),
                Math.sqrt(Arrays.stream(now).map(e -> e * e).average().orElse(0))));
      }
    }
    return lines;
  }

  /** Every figure of every run, simulated before and after. */
  static List<Ratio> ratios(
      List<CalibrationRun> runs, List<Simulated> before, List<Simulated> after, boolean isHeld) {
    List<Ratio> ratios = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      for (Metric metric : METRICS) {
        double old = error(metric, runs.get(i), before.get(i));
        double now = error(metric, runs.get(i), after.get(i));
        if (!Double.isNaN(old) && !Double.isNaN(now)) {
          boolean isOfRequests = isOfRequests(metric, runs.get(i));
          double measured = measured(metric, runs.get(i)).get(metric);
          ratios.add(
              new Ratio(
                  runs.get(i).run().id(),
                  metric,
                  isOfRequests ? measured / NANOS_PER_SECOND : measured,
                  StrictMath.exp(old),
                  StrictMath.exp(now),
                  isHeld));
        }
      }
    }
    return ratios;
  }

  private static boolean isOfRequests(Metric metric, CalibrationRun run) {
    return run.hasRequests() && metric != Metric.OUTPUT_THROUGHPUT;
  }

  /** Of requests in nanoseconds, else in the units of {@link Metric}. */
  private static Map<Metric, Double> measured(Metric metric, CalibrationRun run) {
    return isOfRequests(metric, run) ? figures(run, run.times()) : run.run().figures();
  }

  /** Median absolute error of all figures, percent; NaN without any. */
  static double overall(List<CalibrationRun> runs, List<Simulated> simulated) {
    double[] all =
        METRICS.stream()
            .flatMapToDouble(metric -> Arrays.stream(percents(errors(metric, runs, simulated))))
            .toArray();
    return all.length == 0 ? Double.NaN : median(all);
  }

  /** ln(predicted / measured) of a figure, of the runs that have it. */
  private static double[] errors(
      Metric metric, List<CalibrationRun> runs, List<Simulated> simulated) {
    return IntStream.range(0, runs.size())
        .mapToDouble(i -> error(metric, runs.get(i), simulated.get(i)))
        .filter(error -> !Double.isNaN(error))
        .toArray();
  }

  private static double error(Metric metric, CalibrationRun run, Simulated simulated) {
    if (metric == Metric.OUTPUT_THROUGHPUT && !run.isWhole()) {
      return Double.NaN; // Of a part it is not known, only of the run.
    }
    Map<Metric, Double> measured = measured(metric, run);
    Map<Metric, Double> predicted = simulated.figures();
    if (isOfRequests(metric, run)) {
      predicted = mean(simulated.times().stream().map(times -> figures(run, times)).toList());
    }
    Double is = predicted.get(metric);
    Double was = measured.get(metric);
    boolean both = is != null && was != null && is > 0 && was > 0;
    return both ? StrictMath.log(is / was) : Double.NaN;
  }

  private static Map<Metric, Double> mean(List<Map<Metric, Double>> served) {
    Map<Metric, Double> mean = new EnumMap<>(Metric.class);
    served.forEach(
        figures ->
            figures.forEach(
                (metric, value) -> mean.merge(metric, value / served.size(), Double::sum)));
    return mean;
  }

  /** Figures of the requests that are looked at. */
  private static Map<Metric, Double> figures(CalibrationRun run, RequestTimes times) {
    ExactLoad load = (ExactLoad) run.run().load();
    int[] known =
        IntStream.range(0, load.inputTokens().length).filter(run.times()::knows).toArray();
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    long[] ttft = Arrays.stream(known).mapToLong(r -> times.ttftNanos()[r]).toArray();
    if (ttft.length == 0) {
      return figures;
    }
    Distribution first = Distribution.of(ttft);
    figures.put(Metric.TTFT_MEAN, first.mean());
    figures.put(Metric.TTFT_P90, first.percentile(90));
    figures.put(
        Metric.E2E_MEAN,
        Arrays.stream(known).mapToLong(r -> times.e2eNanos()[r]).average().orElse(0));
    Arrays.stream(known)
        .filter(r -> load.outputTokens()[r] > 1)
        .mapToDouble(r -> Target.latency(Metric.Quantity.TPOT, times, load.outputTokens(), r))
        .average()
        .ifPresent(mean -> figures.put(Metric.TPOT_MEAN, mean));
    return figures;
  }

  private static double[] percents(double[] logs) {
    return Arrays.stream(logs).map(e -> 100 * Math.abs(StrictMath.exp(e) - 1)).toArray();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
