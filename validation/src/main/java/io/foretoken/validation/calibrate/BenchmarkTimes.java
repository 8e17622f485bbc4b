package io.foretoken.validation.calibrate;

import io.foretoken.validation.benchmark.BenchmarkRequests;
import io.foretoken.validation.benchmark.BenchmarkRun;
import io.foretoken.validation.measured.ExactLoad;
import io.foretoken.validation.measured.MeasuredRun;

/** Takes users' benchmark runs for a calibration. */
public final class BenchmarkTimes {
  private static final double NANOS = 1e9;

  private BenchmarkTimes() {}

  /**
   * A benchmark run, request by request where its file lists them in the order of the load.
   *
   * @param measured the same run as one that can be replayed
   */
  public static CalibrationRun of(BenchmarkRun run, MeasuredRun measured) {
    return run.requests().isPresent() && measured.load() instanceof ExactLoad load
        ? of(run.requests().get(), load, measured)
        : CalibrationRun.ofFigures(measured);
  }

  private static CalibrationRun of(
      BenchmarkRequests requests, ExactLoad load, MeasuredRun measured) {
    RequestTimes times = RequestTimes.unknown(requests.size());
    boolean any = false;
    for (int i = 0; i < requests.size(); i++) {
      boolean same =
          requests.inputTokens(i) == load.inputTokens()[i]
              && requests.outputTokens(i) == load.outputTokens()[i];
      if (!same) {
        return CalibrationRun.ofFigures(measured);
      }
      if (Double.isFinite(requests.ttft(i)) && Double.isFinite(requests.e2e(i))) {
        times.ttftNanos()[i] = Math.round(requests.ttft(i) * NANOS);
        times.e2eNanos()[i] = Math.round(requests.e2e(i) * NANOS);
        any = true;
      }
    }
    return any ? new CalibrationRun(measured, times) : CalibrationRun.ofFigures(measured);
  }
}
