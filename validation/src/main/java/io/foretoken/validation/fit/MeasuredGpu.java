package io.foretoken.validation.fit;

import io.foretoken.hardware.catalog.GpuSpec;
import io.foretoken.hardware.operator.DeviceRates;
import io.foretoken.hardware.operator.FittedPeaks;
import java.util.List;

/**
 * A GPU that has tables.
 *
 * @param gpu its catalogue entry
 * @param peaks what its losses are relative to
 * @param engine what the tables were taken with
 */
record MeasuredGpu(GpuSpec gpu, FittedPeaks peaks, String engine) {
  /** Folders of tables, which are catalogue ids. */
  static final List<String> IDS =
      List.of(
          "a100-sxm-80gb",
          "b200-sxm",
          "gb200",
          "h100-sxm-80gb",
          "h200-sxm-141gb",
          "l40s",
          "rtx-pro-6000-server");

  /** The SMs of B200 and GB200, and caches that the catalogue does not have: vendors' figures. */
  static MeasuredGpu of(GpuSpec gpu) {
    boolean old = gpu.id().startsWith("a100");
    int processors = gpu.multiprocessors() > 0 ? gpu.multiprocessors() : 148;
    double cache =
        switch (gpu.id()) {
          case "l40s" -> 96;
          case "rtx-pro-6000-server" -> 128;
          case "b200-sxm", "gb200" -> 126;
          default -> gpu.l2Mib();
        };
    FittedPeaks peaks =
        new FittedPeaks(
            gpu.bf16Tflops(),
            gpu.fp8Tflops().orElse(0),
            gpu.fp4Tflops().orElse(0),
            gpu.memoryGbPerSecond(),
            processors,
            Double.isNaN(gpu.l2Mib()) ? cache : gpu.l2Mib());
    return new MeasuredGpu(gpu, peaks, old ? "vLLM 0.14.0" : "vLLM 0.24.0");
  }

  DeviceRates rates() {
    return new DeviceRates(
        peaks.bf16Tflops() * 1e6,
        peaks.memoryGbPerSecond() * 1e3,
        peaks.multiprocessors(),
        peaks.l2Mib() * 1024 * 1024);
  }

  /** Whether the tables are of an engine too old to be compared with the others'. */
  boolean isOldEngine() {
    return engine.equals("vLLM 0.14.0");
  }
}
