package io.foretoken.hardware.engine;

import io.foretoken.hardware.catalog.GpuSpec;
import io.foretoken.input.bind.Range;
import java.util.List;

/**
 * What differs between GPUs in an engine's profile.
 *
 * @param gpus ids of the catalogue
 * @param factor on the figure that the list belongs to
 */
public record GpuScale(List<String> gpus, @Range(min = 0, aboveMin = true) double factor) {

  /** Keeps a copy. */
  public GpuScale {
    gpus = List.copyOf(gpus);
  }

  /** The factor for a GPU; 1 where nothing is said of it. */
  static double of(List<GpuScale> scales, GpuSpec gpu) {
    return scales.stream()
        .filter(scale -> scale.gpus().contains(gpu.id()))
        .mapToDouble(GpuScale::factor)
        .findFirst()
        .orElse(1);
  }
}
