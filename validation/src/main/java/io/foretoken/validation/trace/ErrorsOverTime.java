package io.foretoken.validation.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Predicted less measured over the time of a run: means over equal stretches of the measured clock.
 *
 * @param fromSeconds begin of the stretch
 * @param toSeconds its end
 * @param requests that were sent in it and have both values
 * @param measured their mean, seconds
 * @param predicted their mean, seconds
 */
public record ErrorsOverTime(
    double fromSeconds, double toSeconds, int requests, double measured, double predicted) {
  private static final int STRETCHES = 40;
  private static final int LEAST_REQUESTS_EACH = 5;

  /** Predicted over measured less one, percent. */
  public double errorPercent() {
    return 100 * (predicted - measured) / measured;
  }

  /** Of one latency; stretches in which no request was sent are left out. */
  public static List<ErrorsOverTime> of(
      List<TraceRequest> requests,
      ToDoubleFunction<TraceRequest> measured,
      ToDoubleFunction<TraceRequest> predicted) {
    List<TraceRequest> timed =
        requests.stream()
            .filter(r -> Double.isFinite(r.sentSeconds()))
            .filter(r -> measured.applyAsDouble(r) > 0)
            .filter(r -> Double.isFinite(predicted.applyAsDouble(r)))
            .toList();
    double end = timed.stream().mapToDouble(TraceRequest::sentSeconds).max().orElse(0);
    if (!(end > 0)) {
      return List.of();
    }
    int count = Math.max(1, Math.min(STRETCHES, timed.size() / LEAST_REQUESTS_EACH));
    double width = end / count;
    double[] sums = new double[count];
    double[] predictedSums = new double[count];
    int[] members = new int[count];
    for (TraceRequest request : timed) {
      int at = Math.min(count - 1, (int) (request.sentSeconds() / width));
      members[at]++;
      sums[at] += measured.applyAsDouble(request);
      predictedSums[at] += predicted.applyAsDouble(request);
    }
    List<ErrorsOverTime> errors = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      if (members[at] > 0) {
        errors.add(
            new ErrorsOverTime(
                at * width,
                (at + 1) * width,
                members[at],
                sums[at] / members[at],
                predictedSums[at] / members[at]));
      }
    }
    return List.copyOf(errors);
  }
}
