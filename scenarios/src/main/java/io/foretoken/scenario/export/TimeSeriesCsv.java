package io.foretoken.scenario.export;

import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.metrics.RunResult;
import java.io.IOException;
import java.io.Writer;
import java.util.function.ToDoubleFunction;

/**
 * {@code timeseries.csv}: time-weighted means over equal intervals of the run. The in-flight column
 * times the interval, summed, is the sum of all latencies (Little's law).
 */
public final class TimeSeriesCsv {
  static final String HEADER =
      "start_s,end_s,pool,in_flight,running,waiting,kv_blocks,output_tokens_per_s,"
          + "prefill_tokens_per_s";
  private static final int DECIMALS = 9;
  private static final double NANOS_PER_SECOND = 1e9;

  private TimeSeriesCsv() {}

  /**
   * Writes the content.
   *
   * @param endNanos end of the run, which ends the last interval
   */
  public static void write(Writer out, String pool, RunResult result, long endNanos)
      throws IOException {
    out.write(HEADER);
    out.write('\n');
    long width = result.inFlight().bucketNanos();
    for (int bucket = 0; bucket * width < endNanos; bucket++) {
      int at = bucket;
      long start = bucket * width;
      long end = Math.min(start + width, endNanos);
      double span = end - start;
      out.write(FixedDecimal.seconds(start) + ',' + FixedDecimal.seconds(end) + ',' + pool);
      write(out, result.inFlight().area(at) / span);
      write(out, sum(result, meter -> meter.running.area(at)) / span);
      write(out, sum(result, meter -> meter.waiting.area(at)) / span);
      write(out, sum(result, meter -> meter.kvBlocks.area(at)) / span);
      write(out, sum(result, meter -> meter.outputSeries.count(at)) * NANOS_PER_SECOND / span);
      write(out, sum(result, meter -> meter.prefillSeries.count(at)) * NANOS_PER_SECOND / span);
      out.write('\n');
    }
  }

  private static double sum(RunResult result, ToDoubleFunction<ReplicaMeter> of) {
    double sum = 0;
    for (ReplicaMeter meter : result.replicas()) {
      sum += of.applyAsDouble(meter);
    }
    return sum;
  }

  private static void write(Writer out, double value) throws IOException {
    out.write(',');
    out.write(FixedDecimal.of(value, DECIMALS));
  }
}
