package io.foretoken.validation.trace;

import io.foretoken.sim.request.Outcome;
import io.foretoken.sim.request.RequestRow;
import io.foretoken.sim.request.RequestSink;
import java.util.Arrays;

/** Notes when each request of a load was sent and answered in the simulation. */
final class PredictedRequests implements RequestSink {
  private static final double NANOS_PER_SECOND = 1e9;

  private final double[] sent;
  private final double[] ttft;
  private final double[] e2e;
  private final int[] output;
  private long refused;
  private String refusal = "";

  PredictedRequests(int count) {
    sent = unknown(count);
    ttft = unknown(count);
    e2e = unknown(count);
    output = new int[count];
  }

  private static double[] unknown(int count) {
    double[] values = new double[count];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  @Override
  public void accept(RequestRow row) {
    if (row.outcome == Outcome.REFUSED) {
      refused++;
      refusal = refusal.isEmpty() ? row.reason : refusal;
    } else if (row.outcome == Outcome.FINISHED && row.index < sent.length) {
      int index = (int) row.index;
      sent[index] = row.sentNanos / NANOS_PER_SECOND;
      ttft[index] = (row.firstTokenNanos - row.sentNanos) / NANOS_PER_SECOND;
      e2e[index] = (row.finishedNanos - row.sentNanos) / NANOS_PER_SECOND;
      output[index] = row.outputTokens;
    }
  }

  double sent(int index) {
    return sent[index];
  }

  double ttft(int index) {
    return ttft[index];
  }

  double e2e(int index) {
    return e2e[index];
  }

  double tpot(int index) {
    return output[index] > 1 ? (e2e[index] - ttft[index]) / (output[index] - 1) : Double.NaN;
  }

  /** Requests that the simulated engine refused. */
  long refused() {
    return refused;
  }

  /** Why the first of them was. */
  String refusal() {
    return refusal;
  }
}
