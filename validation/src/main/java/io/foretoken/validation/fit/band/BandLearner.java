package io.foretoken.validation.fit.band;

import io.foretoken.scenario.expected.ErrorBands;
import io.foretoken.scenario.expected.ErrorCell;
import io.foretoken.scenario.expected.ErrorQuantity;
import io.foretoken.scenario.expected.LoadRegion;
import io.foretoken.scenario.expected.MeasuredGround;
import io.foretoken.scenario.expected.Widening;
import io.foretoken.validation.measured.Metric;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** From runs to bands. */
final class BandLearner {
  /** Share of runs that a band is to hold. */
  static final double COVERAGE = 0.9;

  /** Fewest runs, and workloads among them, of a cell. */
  static final int FEWEST_RUNS = 20;

  static final int FEWEST_WORKLOADS = 5;

  private static final MathContext DIGITS = new MathContext(4);
  private static final double STEP = 0.05;

  private BandLearner() {}

  private record Sample(String workload, double error) {}

  /** The error of a figure, null where it was not measured or does not apply. */
  static Double error(BandRun run, ErrorQuantity quantity) {
    boolean isOffered = run.signs().openLoop() && run.signs().keepsUp();
    return switch (quantity) {
      case THROUGHPUT -> isOffered ? null : run.errors().get(metric(quantity));
      case OFFERED_THROUGHPUT -> isOffered ? run.errors().get(metric(quantity)) : null;
      default -> run.errors().get(metric(quantity));
    };
  }

  /** The measured figure of a quantity. */
  private static Metric metric(ErrorQuantity quantity) {
    return switch (quantity) {
      case TTFT_MEAN -> Metric.TTFT_MEAN;
      case TTFT_P90 -> Metric.TTFT_P90;
      case TTFT_P99 -> Metric.TTFT_P99;
      case TPOT_MEAN -> Metric.TPOT_MEAN;
      case E2E_MEAN -> Metric.E2E_MEAN;
      case E2E_P99 -> Metric.E2E_P99;
      case THROUGHPUT, OFFERED_THROUGHPUT -> Metric.OUTPUT_THROUGHPUT;
    };
  }

  /** The cells of runs, those of most in common last for each figure; runs seen do not count. */
  static List<ErrorCell> cells(List<BandRun> runs) {
    Map<String, List<Sample>> samples = new TreeMap<>();
    for (BandRun run : runs) {
      for (ErrorQuantity quantity : ErrorQuantity.values()) {
        Double error = error(run, quantity);
        if (error != null && counts(run, quantity)) {
          for (String key : chain(quantity, run)) {
            samples
                .computeIfAbsent(key, none -> new ArrayList<>())
                .add(new Sample(run.workload(), error));
          }
        }
      }
    }
    List<ErrorCell> cells = new ArrayList<>();
    samples.forEach((key, some) -> cell(key, some).ifPresent(cells::add));
    return List.copyOf(cells);
  }

  /** Arrivals set the offered throughput: no constant can be fitted to it. */
  private static boolean counts(BandRun run, ErrorQuantity quantity) {
    return !run.seen() || quantity == ErrorQuantity.OFFERED_THROUGHPUT;
  }

  private static Set<String> chain(ErrorQuantity quantity, BandRun run) {
    return new LinkedHashSet<>(
        ErrorBands.chain(quantity, run.basis(), LoadRegion.of(run.signs()), run.stated()));
  }

  private static Optional<ErrorCell> cell(String key, List<Sample> samples) {
    int workloads = (int) samples.stream().map(Sample::workload).distinct().count();
    String[] part = key.split("\\|", -1);
    boolean isRoot = part[2].isEmpty();
    if (samples.size() < FEWEST_RUNS || (workloads < FEWEST_WORKLOADS && !isRoot)) {
      return Optional.empty();
    }
    double[] errors = samples.stream().mapToDouble(Sample::error).sorted().toArray();
    double tail = (1 - COVERAGE) / 2;
    double[] percent =
        Arrays.stream(errors).map(error -> 100 * Math.abs(StrictMath.exp(-error) - 1)).toArray();
    return Optional.of(
        new ErrorCell(
            part[0],
            optional(part[1]),
            optional(part[2]),
            optional(part[3]),
            optional(part[4]),
            optional(part[5]),
            errors.length,
            workloads,
            rounded(Quantiles.median(percent)),
            rounded(StrictMath.exp(Quantiles.lower(errors, tail))),
            rounded(StrictMath.exp(Quantiles.upper(errors, tail)))));
  }

  private static Optional<String> optional(String part) {
    return part.isEmpty() ? Optional.empty() : Optional.of(part);
  }

  private static double rounded(double value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }

  /** What the runs are of, seen ones included. */
  static MeasuredGround ground(List<BandRun> runs) {
    Set<String> engines = new TreeSet<>();
    Set<String> families = new TreeSet<>();
    for (BandRun run : runs) {
      engines.add(run.basis().engine());
      engines.add(run.basis().engine() + " " + run.basis().version());
      families.add(run.basis().family());
    }
    return new MeasuredGround(List.copyOf(engines), List.copyOf(families));
  }

  /** By how much bands have to be wider for runs of which all of the kind were left out. */
  static Widening widening(List<BandRun> runs) {
    return new Widening(
        factor(runs, run -> run.basis().gpu()),
        factor(runs, run -> run.basis().engine()),
        factor(runs, run -> run.basis().engine() + " " + run.basis().version()),
        factor(runs, run -> run.basis().family()));
  }

  private static double factor(List<BandRun> runs, Function<BandRun, String> kind) {
    Set<String> kinds = new TreeSet<>();
    runs.forEach(run -> kinds.add(kind.apply(run)));
    List<Double> needed = new ArrayList<>();
    for (String left : kinds) {
      List<BandRun> rest = runs.stream().filter(run -> !kind.apply(run).equals(left)).toList();
      ErrorBands bands = new ErrorBands(cells(rest), ground(runs), Widening.NONE);
      for (BandRun run : runs) {
        if (kind.apply(run).equals(left) && !run.seen()) {
          needed.addAll(needed(run, bands));
        }
      }
    }
    double tail = 1 - COVERAGE;
    if (needed.size() < Quantiles.fewest(tail)) {
      return 1;
    }
    double[] sorted = needed.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return Math.max(1, Math.ceil(Quantiles.upper(sorted, tail) / STEP) / (1 / STEP));
  }

  /** How many times as wide each band would have to be to hold the run. */
  private static List<Double> needed(BandRun run, ErrorBands bands) {
    List<Double> needed = new ArrayList<>();
    for (ErrorQuantity quantity : ErrorQuantity.values()) {
      Double error = error(run, quantity);
      if (error != null) {
        bands
            .cell(quantity, run.basis(), LoadRegion.of(run.signs()), run.stated())
            .ifPresent(
                cell -> {
                  double low = StrictMath.log(cell.low());
                  double high = StrictMath.log(cell.high());
                  needed.add(Math.abs(error - (low + high) / 2) / ((high - low) / 2));
                });
      }
    }
    return needed;
  }
}
