package io.foretoken.validation.fit.engine;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineShelf;
import io.foretoken.sim.CancelToken;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.replay.Prediction;
import io.foretoken.validation.replay.Replay;
import io.foretoken.validation.table.UnusableRunException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * What a fit looks at: logarithms of predicted over measured, of figures of runs. A figure counts
 * by its kind; the figures of a suite count together as the square root of their number.
 */
final class FitTarget {
  private static final Map<Metric, Double> WEIGHTS = new EnumMap<>(Metric.class);

  static {
    WEIGHTS.put(Metric.TPOT_MEAN, 1.0);
    WEIGHTS.put(Metric.TTFT_MEAN, 0.6);
    WEIGHTS.put(Metric.TTFT_P90, 0.2);
    WEIGHTS.put(Metric.E2E_MEAN, 1.0);
    WEIGHTS.put(Metric.OUTPUT_THROUGHPUT, 0.5);
  }

  /** One figure of one run. */
  record Figure(MeasuredRun run, Metric metric, double measured, double weight) {}

  private final Catalog catalog;
  private final List<MeasuredRun> runs;
  private final List<Figure> figures = new ArrayList<>();
  private final int workers;

  FitTarget(Catalog catalog, List<MeasuredRun> runs, int workers) {
    this.catalog = catalog;
    this.runs = List.copyOf(runs);
    this.workers = workers;
    for (MeasuredRun run : this.runs) {
      long ofSuite = this.runs.stream().filter(r -> r.suite().equals(run.suite())).count();
      for (Map.Entry<Metric, Double> weight : WEIGHTS.entrySet()) {
        Double measured = run.figures().get(weight.getKey());
        if (measured != null && measured > 0) {
          double share = weight.getValue() / Math.sqrt(Math.sqrt((double) ofSuite));
          figures.add(new Figure(run, weight.getKey(), measured, share));
        }
      }
    }
  }

  List<Figure> figures() {
    return figures;
  }

  /**
   * ln(predicted / measured) of every figure; NaN where a run gives none.
   *
   * @param profiles that take the place of those with their names and versions
   */
  double[] errors(List<EngineProfile> profiles) throws InterruptedException {
    double[] unknown = new double[figures.size()];
    Arrays.fill(unknown, Double.NaN);
    return errors(profiles, unknown, run -> true);
  }

  /**
   * The same where only some runs have changed.
   *
   * @param known errors of the others
   * @param changed runs to simulate again
   */
  double[] errors(List<EngineProfile> profiles, double[] known, Predicate<MeasuredRun> changed)
      throws InterruptedException {
    Replay replay = new Replay(catalog, new EngineShelf(profiles));
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      Map<String, Future<Map<Metric, Double>>> futures = new HashMap<>();
      for (MeasuredRun run : runs) {
        if (changed.test(run)) {
          futures.put(name(run), pool.submit(() -> predict(replay, run)));
        }
      }
      double[] errors = known.clone();
      for (int i = 0; i < errors.length; i++) {
        Figure figure = figures.get(i);
        if (futures.containsKey(name(figure.run()))) {
          Double value = futures.get(name(figure.run())).get().get(figure.metric());
          errors[i] = value == null ? Double.NaN : StrictMath.log(value / figure.measured());
        }
      }
      return errors;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static String name(MeasuredRun run) {
    return run.suite() + "/" + run.id();
  }

  private static Map<Metric, Double> predict(Replay replay, MeasuredRun run) {
    try {
      Prediction prediction = replay.predict(run, CancelToken.NEVER);
      return prediction.figures();
    } catch (UnusableRunException e) {
      return Map.of();
    }
  }
}
