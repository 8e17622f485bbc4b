package io.foretoken.validation.calibrate;

import io.foretoken.validation.benchmark.BenchmarkRequests;
import io.foretoken.validation.benchmark.BenchmarkRun;
import io.foretoken.validation.benchmark.ConvertedRun;

/** Takes users' benchmark runs for a calibration. */
final class BenchmarkTimes {
  private static final double NANOS = 1e9;

  private BenchmarkTimes() {}

  /**
   * A benchmark run, request by request where its file lists them.
   *
   * @param converted the same run as one that can be replayed
   */
  static CalibrationRun of(BenchmarkRun run, ConvertedRun converted) {
    int[] order = converted.order();
    if (run.requests().isEmpty() || order.length == 0) {
      return CalibrationRun.ofFigures(converted.run());
    }
    RequestTimes times = times(run.requests().get(), order);
    boolean any = false;
    for (int i = 0; i < order.length && !any; i++) {
      any = times.knows(i);
    }
    return any
        ? new CalibrationRun(converted.run(), times)
        : CalibrationRun.ofFigures(converted.run());
  }

  private static RequestTimes times(BenchmarkRequests requests, int[] order) {
    RequestTimes times = RequestTimes.unknown(order.length);
    for (int i = 0; i < order.length; i++) {
      int request = order[i];
      if (Double.isFinite(requests.ttft(request)) && Double.isFinite(requests.e2e(request))) {
        times.ttftNanos()[i] = Math.round(requests.ttft(request) * NANOS);
        times.e2eNanos()[i] = Math.round(requests.e2e(request) * NANOS);
      }
    }
    return times;
  }
}
