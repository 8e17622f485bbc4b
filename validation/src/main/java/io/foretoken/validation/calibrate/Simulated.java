package io.foretoken.validation.calibrate;

import io.foretoken.validation.measured.Metric;
import java.util.List;
import java.util.Map;

/**
 * What the simulator makes of a run, served several times over: a few milliseconds more or less
 * between arrivals change which requests share a step, and with that the latencies by more than
 * small changes of constants do.
 *
 * @param times of its requests, once for each time it was served; of a run whose requests are known
 * @param figures of the run as a whole
 * @param pressure how hard the engine was pressed
 */
record Simulated(List<RequestTimes> times, Map<Metric, Double> figures, Pressure pressure) {

  /**
   * How hard the engine was pressed.
   *
   * @param rate completions a second, of one replica
   * @param running mean sequences in the running list of one replica
   * @param peak most requests in flight, of one replica
   * @param slotShare mean share of the running list in use
   * @param kvPeak largest share of KV blocks held
   * @param waitShare share of the mean TTFT spent waiting for slots, KV blocks or a batch
   * @param keepsUp whether service kept up
   */
  record Pressure(
      double rate,
      double running,
      double peak,
      double slotShare,
      double kvPeak,
      double waitShare,
      boolean keepsUp) {}
}
