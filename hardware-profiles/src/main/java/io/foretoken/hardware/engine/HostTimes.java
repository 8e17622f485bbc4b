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
 * @param exposedUs per step where scheduling is synchronous, while the GPU has nothing to do, us
 * @param scales how much slower or faster the hosts are that some GPUs come with, API server
 *     included
 */
public record HostTimes(
    @Range(min = 0) double stepUs,
    @Range(min = 0) double layerUs,
    @Range(min = 0) double sequenceUs,
    @Range(min = 0) @Default("0") double exposedUs,
    @Default("[]") List<Scale> scales) {

  /**
   * The hosts of some GPUs.
   *
   * @param gpus ids of the catalogue
   * @param factor on all times of the host, on launches and on the API server
   */
  public record Scale(List<String> gpus, @Range(min = 0, aboveMin = true) double factor) {

    /** Keeps a copy. */
    public Scale {
      gpus = List.copyOf(gpus);
    }
  }

  /** Keeps a copy. */
  public HostTimes {
    scales = List.copyOf(scales);
  }

  /** The factor for a GPU; 1 where nothing is said of it. */
  public double scaleOf(GpuSpec gpu) {
    return scales.stream()
        .filter(scale -> scale.gpus().contains(gpu.id()))
        .mapToDouble(Scale::factor)
        .findFirst()
        .orElse(1);
  }
}
