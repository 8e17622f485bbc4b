package io.foretoken.validation.calibrate.study;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineShelf;
import io.foretoken.sim.CancelToken;
import io.foretoken.validation.calibrate.CalibrationRun;
import io.foretoken.validation.calibrate.RequestTimes;
import io.foretoken.validation.measured.ExactLoad;
import io.foretoken.validation.measured.LatencyFigures;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.measured.Regime;
import io.foretoken.validation.measured.Setup;
import io.foretoken.validation.measured.Source;
import io.foretoken.validation.replay.Replay;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A run that was never measured: the simulator serves it with known constants, and latencies get
 * jitter.
 *
 * @param setup what serves
 * @param requests how many
 * @param rate arrivals a second, at random
 * @param input shortest and longest prompt, tokens; all between are as likely
 * @param output shortest and longest output
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record MadeUpRun(Setup setup, int requests, double rate, int[] input, int[] output) {
  private static final double NANOS = 1e9;

  /** The run, served with some constants. */
  public CalibrationRun serve(Catalog catalog, EngineProfile truth, Jitter jitter, long seed) {
    return serve(catalog, truth, jitter, seed, setup);
  }

  /**
   * The run as another setup served it than the one that it claims.
   *
   * @param served what really served
   */
  public CalibrationRun serve(
      Catalog catalog, EngineProfile truth, Jitter jitter, long seed, Setup served) {
    Random random = new Random(seed);
    ExactLoad load = load(random);
    RequestTimes times = new RequestTimes(new long[requests], new long[requests]);
    MeasuredRun blank = measured(served, load, Map.of(Metric.TPOT_MEAN, 1.0), seed);
    new Replay(catalog, new EngineShelf(List.of(truth)))
        .predict(
            List.of(blank),
            number ->
                row -> {
                  times.ttftNanos()[(int) row.index] = row.firstTokenNanos - row.sentNanos;
                  times.e2eNanos()[(int) row.index] = row.finishedNanos - row.sentNanos;
                },
            CancelToken.NEVER);
    for (int i = 0; i < requests; i++) {
      long decode = times.e2eNanos()[i] - times.ttftNanos()[i];
      times.ttftNanos()[i] = jitter.first(times.ttftNanos()[i], random);
      times.e2eNanos()[i] = times.ttftNanos()[i] + jitter.decode(decode, random);
    }
    return new CalibrationRun(measured(setup, load, figures(load, times), seed), times);
  }

  private ExactLoad load(Random random) {
    long[] arrivals = new long[requests];
    int[] inputs = new int[requests];
    int[] outputs = new int[requests];
    double at = 0;
    for (int i = 0; i < requests; i++) {
      arrivals[i] = Math.round(at * NANOS);
      inputs[i] = input[0] + random.nextInt(input[1] - input[0] + 1);
      outputs[i] = output[0] + random.nextInt(output[1] - output[0] + 1);
      at -= StrictMath.log(1 - random.nextDouble()) / rate;
    }
    return new ExactLoad(0, arrivals, inputs, outputs, new int[0]);
  }

  private MeasuredRun measured(Setup of, ExactLoad load, Map<Metric, Double> figures, long seed) {
    return new MeasuredRun(
        "made up",
        "rate-" + rate + "-seed-" + seed,
        of,
        load,
        figures,
        List.of(),
        Regime.STABLE,
        false,
        new Source("", "", ""),
        List.of());
  }

  private static Map<Metric, Double> figures(ExactLoad load, RequestTimes times) {
    int count = times.ttftNanos().length;
    long[] first = new long[count];
    long[] whole = new long[count];
    long[] token = new long[count];
    long end = 0;
    long tokens = 0;
    for (int i = 0; i < count; i++) {
      first[i] = times.ttftNanos()[i] * 1000;
      whole[i] = times.e2eNanos()[i] * 1000;
      token[i] = (whole[i] - first[i]) / Math.max(1, load.outputTokens()[i] - 1);
      end = Math.max(end, load.arrivalNanos()[i] + times.e2eNanos()[i]);
      tokens += load.outputTokens()[i];
    }
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    LatencyFigures.add(figures, Metric.Quantity.TTFT, first);
    LatencyFigures.add(figures, Metric.Quantity.E2E, whole);
    LatencyFigures.add(figures, Metric.Quantity.TPOT, token);
    figures.put(Metric.OUTPUT_THROUGHPUT, tokens / (end / NANOS));
    return figures;
  }
}
