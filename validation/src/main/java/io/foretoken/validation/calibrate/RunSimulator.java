package io.foretoken.validation.calibrate;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineShelf;
import io.foretoken.scenario.expected.LoadSigns;
import io.foretoken.sim.CancelToken;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.measured.SkipKind;
import io.foretoken.validation.replay.EngineFigures;
import io.foretoken.validation.replay.Prediction;
import io.foretoken.validation.replay.Replay;
import io.foretoken.validation.table.UnusableRunException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Simulates runs with a profile, several at a time; to be closed. */
final class RunSimulator implements AutoCloseable {
  private final Catalog catalog;
  private final CancelToken cancel;
  private final ExecutorService pool;

  RunSimulator(Catalog catalog, int workers, CancelToken cancel) {
    this.catalog = catalog;
    this.cancel = cancel;
    pool =
        Executors.newFixedThreadPool(
            workers,
            task -> {
              Thread thread = new Thread(task, "calibrate");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Simulates all runs.
   *
   * @param times how often each run whose requests are known is served
   * @throws io.foretoken.validation.table.UnusableRunException if one cannot be simulated
   * @throws CancellationException when it was told to stop
   */
  List<Simulated> simulate(List<CalibrationRun> runs, EngineProfile profile, int times)
      throws InterruptedException {
    Replay replay = new Replay(catalog, new EngineShelf(List.of(profile)));
    List<Future<Simulated>> futures = new ArrayList<>();
    for (CalibrationRun run : runs) {
      futures.add(pool.submit(() -> serve(replay, run, run.hasRequests() ? times : 1)));
    }
    List<Simulated> all = new ArrayList<>();
    try {
      for (Future<Simulated> future : futures) {
        all.add(future.get());
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    }
    return all;
  }

  private Simulated serve(Replay replay, CalibrationRun run, int times) {
    List<MeasuredRun> served = new ArrayList<>();
    List<RequestTimes> latencies = new ArrayList<>();
    int requests = run.times().ttftNanos().length;
    for (int time = 0; time < times; time++) {
      served.add(time == 0 ? run.run() : ShiftedArrivals.of(run.run(), time));
      latencies.add(RequestTimes.unknown(requests));
    }
    List<Prediction> predictions =
        replay.predict(served, time -> latencies.get(time).sink(), cancel);
    if (cancel.isCancelled()) {
      throw new CancellationException();
    }
    throwIfUnserved(run.times(), latencies);
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    for (Prediction prediction : predictions) {
      prediction.figures().forEach((metric, x) -> figures.merge(metric, x / times, Double::sum));
    }
    return new Simulated(
        run.hasRequests() ? latencies : List.of(), figures, pressure(predictions.get(0)));
  }

  /** What was measured and is not simulated has no latency that could be compared. */
  private static void throwIfUnserved(RequestTimes measured, List<RequestTimes> latencies) {
    for (RequestTimes served : latencies) {
      long missing =
          IntStream.range(0, measured.ttftNanos().length)
              .filter(request -> measured.knows(request) && !served.knows(request))
              .count();
      if (missing > 0) {
        throw new UnusableRunException(
            SkipKind.REFUSED,
            missing
                + " measured requests are not served: in the simulation they time out or find the"
                + " queue full");
      }
    }
  }

  private static Simulated.Pressure pressure(Prediction prediction) {
    EngineFigures engines = prediction.engines();
    LoadSigns signs = engines.signs();
    int replicas = engines.replicas();
    return new Simulated.Pressure(
        engines.requestsPerSecond() / replicas,
        signs.running(),
        (double) engines.concurrencyPeak() / replicas,
        signs.slotShare(),
        signs.kvPeak(),
        signs.waitShare(),
        signs.keepsUp() && !prediction.overloaded());
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
