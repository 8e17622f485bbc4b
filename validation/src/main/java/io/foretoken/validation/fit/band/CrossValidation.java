package io.foretoken.validation.fit.band;

import io.foretoken.scenario.expected.ErrorBand;
import io.foretoken.scenario.expected.ErrorBands;
import io.foretoken.scenario.expected.ErrorQuantity;
import io.foretoken.scenario.expected.LoadRegion;
import io.foretoken.scenario.expected.Widening;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How often bands hold for workloads that they were not learnt from: each workload's runs are
 * judged by bands learnt from all others.
 */
final class CrossValidation {
  /** Suites of fewer runs are pooled. */
  static final int FEWEST_RUNS = 20;

  /** The name of the pool of small suites. */
  static final String OTHERS = "others, pooled";

  /**
   * One figure of one run, judged.
   *
   * @param run the run
   * @param quantity the figure
   * @param band the band that others gave
   * @param error ln(measured / predicted)
   */
  record Judged(BandRun run, ErrorQuantity quantity, ErrorBand band, double error) {
    boolean holds() {
      return band.holds(StrictMath.exp(error));
    }

    /** Half of the distance between the band's ends, percent of the prediction. */
    double halfWidthPercent() {
      return 100 * (band.high() - band.low()) / 2;
    }

    double errorPercent() {
      return 100 * Math.abs(StrictMath.exp(-error) - 1);
    }
  }

  /**
   * Coverage of a group of judged figures.
   *
   * @param runs how many figures
   * @param workloads of how many workloads
   * @param covered share within the band
   * @param halfWidthPercent median of half the bands' widths
   * @param errorPercent median absolute error
   */
  record Row(
      int runs, int workloads, double covered, double halfWidthPercent, double errorPercent) {
    static Row of(List<Judged> judged) {
      return new Row(
          judged.size(),
          (int) judged.stream().map(each -> each.run().workload()).distinct().count(),
          judged.stream().filter(Judged::holds).count() / (double) judged.size(),
          Quantiles.median(judged.stream().mapToDouble(Judged::halfWidthPercent).toArray()),
          Quantiles.median(judged.stream().mapToDouble(Judged::errorPercent).toArray()));
    }
  }

  private CrossValidation() {}

  /** Judges every figure of every run that no constant was fitted to. */
  static List<Judged> judge(List<BandRun> runs, Widening widening) {
    Map<String, List<BandRun>> byWorkload = new TreeMap<>();
    for (BandRun run : runs) {
      if (!run.seen()) {
        byWorkload.computeIfAbsent(run.workload(), none -> new ArrayList<>()).add(run);
      }
    }
    List<Judged> judged = new ArrayList<>();
    byWorkload.forEach(
        (workload, some) -> {
          List<BandRun> rest = runs.stream().filter(r -> !r.workload().equals(workload)).toList();
          ErrorBands bands =
              new ErrorBands(BandLearner.cells(rest), BandLearner.ground(rest), widening);
          some.forEach(run -> judged.addAll(judge(run, bands)));
        });
    return List.copyOf(judged);
  }

  private static List<Judged> judge(BandRun run, ErrorBands bands) {
    List<Judged> judged = new ArrayList<>();
    for (ErrorQuantity quantity : ErrorQuantity.values()) {
      Double error = BandLearner.error(run, quantity);
      if (error != null) {
        Optional<ErrorBand> band =
            bands.band(quantity, run.basis(), LoadRegion.of(run.signs()), run.stated());
        band.ifPresent(some -> judged.add(new Judged(run, quantity, some, error)));
      }
    }
    return judged;
  }

  /** Coverage by a property of what was judged. */
  static Map<String, Row> by(List<Judged> judged, Function<Judged, String> property) {
    Map<String, List<Judged>> groups = new TreeMap<>();
    judged.forEach(
        each -> groups.computeIfAbsent(property.apply(each), none -> new ArrayList<>()).add(each));
    Map<String, Row> rows = new TreeMap<>();
    groups.forEach((name, some) -> rows.put(name, Row.of(some)));
    return rows;
  }

  /** The suites that stand for themselves, all figures together; the others pooled. */
  static Function<Judged, String> suites(List<Judged> judged) {
    Map<String, Long> runs = new TreeMap<>();
    judged.stream()
        .map(Judged::run)
        .distinct()
        .forEach(run -> runs.merge(run.suite(), 1L, Long::sum));
    return each -> runs.get(each.run().suite()) < FEWEST_RUNS ? OTHERS : each.run().suite();
  }
}
