package io.foretoken.hardware.engine;

import io.foretoken.hardware.catalog.GpuSpec;
import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Range;
import java.util.List;

/**
 * Time of the engine's host thread per step. Where scheduling is asynchronous all of it is hidden
 * behind the GPU; where it is not, launches still run ahead of the GPU, so a step takes the longer
 * of the two, and what looks at the results of the step before is exposed.
 *
 * @param stepUs per step, us
 * @param layerUs per layer and step, us
 * @param sequenceUs per sequence and step, us
 * @param responseUs for what is handed to the server for one sequence, once for every {@code
 *     stream_interval} tokens, us
 * @param rankShare part by which every further tensor-parallel rank lengthens all of these: each
 *     rank runs the scheduler's loop in a process of its own on the same host, and a step waits for
 *     the slowest
 * @param exposedUs per step where scheduling is synchronous, while the GPU has nothing to do, us
 * @param inProcess factor on all of these and on launches where requests are handed to the engine
 *     within its own process: no thread that sends tokens to clients takes turns with it
 * @param scales how much slower or faster the hosts are that some GPUs come with: host thread,
 *     launches and API server alike
 */
public record HostTimes(
    @Range(min = 0) double stepUs,
    @Range(min = 0) double layerUs,
    @Range(min = 0) double sequenceUs,
    @Range(min = 0) @Default("0") double responseUs,
    @Range(min = 0) @Default("0") double rankShare,
    @Range(min = 0) @Default("0") double exposedUs,
    @Range(min = 0, aboveMin = true) @Default("1") double inProcess,
    @Default("[]") List<GpuScale> scales) {

  private static final int FEWEST_MEASURED = 10;

  /** Keeps a copy. */
  public HostTimes {
    scales = List.copyOf(scales);
  }

  /** The same where no server shares the thread and answers are handed over when complete. */
  HostTimes alone() {
    return new HostTimes(
        stepUs * inProcess,
        layerUs * inProcess,
        sequenceUs * inProcess,
        0,
        rankShare,
        exposedUs * inProcess,
        inProcess,
        scales);
  }

  /**
   * The same with the responses as a part of every step. Runs with 10 and 20 tokens per response
   * show a cost in proportion to their number; what more frequent ones cost has not been measured
   * and is not extrapolated: they count as one for every {@value #FEWEST_MEASURED} tokens.
   *
   * @param streamInterval tokens of a sequence per response, at least 1
   */
  HostTimes answeringEvery(int streamInterval) {
    return new HostTimes(
        stepUs,
        layerUs,
        sequenceUs + responseUs / Math.max(FEWEST_MEASURED, streamInterval),
        0,
        rankShare,
        exposedUs,
        inProcess,
        scales);
  }

  /** The factor for a GPU; 1 where nothing is said of it. */
  public double scaleOf(GpuSpec gpu) {
    return GpuScale.of(scales, gpu);
  }

  /**
   * The factor on the host thread of a deployment: the GPU's, and more for more ranks.
   *
   * @param tensor tensor-parallel ranks
   */
  public double scaleOf(GpuSpec gpu, int tensor) {
    return scaleOf(gpu) * (1 + rankShare * (tensor - 1));
  }
}
