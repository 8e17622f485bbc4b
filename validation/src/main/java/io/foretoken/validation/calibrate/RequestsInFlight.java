package io.foretoken.validation.calibrate;

import io.foretoken.validation.measured.BatchLoad;
import io.foretoken.validation.measured.ClosedLoad;
import io.foretoken.validation.measured.ExactLoad;
import io.foretoken.validation.measured.Load;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.measured.StagedLoad;
import java.util.Arrays;

/**
 * How high the load of a run was: requests in flight in the mean, by Little's law of what was
 * measured. The one measure that open and closed loops, lists of requests and mere figures share.
 */
final class RequestsInFlight {
  private static final double NANOS = 1e9;

  private RequestsInFlight() {}

  /** Of all its replicas together; infinite where nothing says how long requests took. */
  static double of(CalibrationRun run) {
    Load load = run.run().load();
    if (load instanceof ClosedLoad closed) {
      return closed.concurrency();
    }
    if (load instanceof BatchLoad batch) {
      return batch.requests();
    }
    if (load instanceof StagedLoad staged) {
      double seconds = staged.stages().stream().mapToDouble(StagedLoad.Stage::seconds).sum();
      return capped(staged.maxInFlight(), staged.requests() / seconds * e2eSeconds(run.run()));
    }
    ExactLoad exact = (ExactLoad) load;
    double e2e = run.hasRequests() ? e2eSeconds(run.times()) : e2eSeconds(run.run());
    long last = exact.arrivalNanos()[exact.arrivalNanos().length - 1];
    double inFlight = last == 0 ? exact.requests() : exact.requests() / (last / NANOS) * e2e;
    return capped(exact.maxInFlight(), Math.min((double) exact.requests(), inFlight));
  }

  private static double capped(int limit, double inFlight) {
    return limit > 0 ? Math.min(limit, inFlight) : inFlight;
  }

  private static double e2eSeconds(RequestTimes times) {
    return Arrays.stream(times.e2eNanos()).filter(nanos -> nanos >= 0).average().orElseThrow()
        / NANOS;
  }

  private static double e2eSeconds(MeasuredRun run) {
    Double e2e = run.figures().getOrDefault(Metric.E2E_MEAN, run.figures().get(Metric.E2E_P50));
    if (e2e != null) {
      return e2e;
    }
    Double ttft = run.figures().getOrDefault(Metric.TTFT_MEAN, run.figures().get(Metric.TTFT_P50));
    Double tpot = run.figures().getOrDefault(Metric.TPOT_MEAN, run.figures().get(Metric.TPOT_P50));
    return ttft == null || tpot == null
        ? Double.POSITIVE_INFINITY
        : ttft + tpot * (run.load().typicalOutput() - 1);
  }
}
