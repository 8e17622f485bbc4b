package io.foretoken.hardware.catalog;

import java.util.Locale;

/**
 * The link between a GPU and its host's memory. PCIe by the generation that the card's architecture
 * came with, 16 lanes, per direction (PCI-SIG: 16, 32, 64 GB/s for generations 3, 4, 5); NVLink-C2C
 * where a Grace CPU is the host (NVIDIA: 450 GB/s per direction, 225 GB/s for each of two GPUs).
 */
public final class HostLink {
  /** Share of the rate that large copies reach; a round figure, not measured. */
  private static final double ACHIEVED = 0.8;

  private static final double GENERATION_3 = 16;
  private static final double GENERATION_4 = 32;
  private static final double GENERATION_5 = 64;
  private static final double GRACE = 450;
  private static final int GPUS_PER_GRACE_BLACKWELL = 2;

  private HostLink() {}

  /** Rate of one GPU and direction, GB/s. */
  public static double gbPerSecond(GpuSpec gpu) {
    String id = gpu.id().toLowerCase(Locale.ROOT);
    if (id.startsWith("gh200")) {
      return GRACE;
    }
    if (id.startsWith("gb")) {
      return GRACE / GPUS_PER_GRACE_BLACKWELL;
    }
    if (gpu.scaleUpIsPcie() && gpu.scaleUpGbPerSecondPerDirection() > 0) {
      return gpu.scaleUpGbPerSecondPerDirection();
    }
    if (gpu.computeCapability() >= 9 || id.startsWith("mi3")) {
      return GENERATION_5;
    }
    return gpu.computeCapability() >= 8 || id.startsWith("mi2") ? GENERATION_4 : GENERATION_3;
  }

  /** What large copies reach of it, GB/s. */
  public static double achievedGbPerSecond(GpuSpec gpu) {
    return ACHIEVED * gbPerSecond(gpu);
  }
}
