package io.foretoken.hardware.operator;

import io.foretoken.hardware.catalog.GpuSpec;

/**
 * Collectives among the GPUs of a box.
 *
 * <pre>
 * t = a0 + a1*(n-1) + V/(Blink*e_n) + D*(1-exp(-V/V0))
 * V = 2(n-1)/n*bytes for all-reduce, (n-1)/n*bytes for all-gather and reduce-scatter
 * </pre>
 *
 * <p>Blink is the scale-up link per GPU and direction (the PCIe rate for boards). The engine takes
 * its own all-reduce for short messages and the library's for long ones: the faster of the two.
 * Median error 3 to 7 %.
 */
public final class Collectives {
  private final CollectiveFamily c;
  private final double linkBytesPerMicro;

  public Collectives(CollectiveFamily coefficients, GpuSpec gpu) {
    this.c = coefficients;
    this.linkBytesPerMicro = gpu.scaleUpGbPerSecondPerDirection() * 1e3;
  }

  /** Packed time of an all-reduce of {@code bytes} over {@code gpus}; nothing on one GPU. */
  public long allReduce(double bytes, int gpus) {
    if (gpus == 1) {
      return OperatorTime.ZERO;
    }
    double volume = 2.0 * (gpus - 1) / gpus * bytes;
    double micros =
        Math.min(micros(c.fusedAllReduce(), volume, gpus), micros(c.allReduce(), volume, gpus));
    return OperatorTime.of(micros, OperatorTime.COMMUNICATION);
  }

  /** Packed time of gathering {@code bytes} (all ranks together) on every rank. */
  public long allGather(double bytes, int gpus) {
    return libraryCall(c.allGather(), bytes, gpus);
  }

  /** Packed time of reducing {@code bytes} (all ranks together) to a part per rank. */
  public long reduceScatter(double bytes, int gpus) {
    return libraryCall(c.reduceScatter(), bytes, gpus);
  }

  private long libraryCall(CollectiveCoefficients kind, double bytes, int gpus) {
    if (gpus == 1) {
      return OperatorTime.ZERO;
    }
    return OperatorTime.of(
        micros(kind, (gpus - 1.0) / gpus * bytes, gpus), OperatorTime.COMMUNICATION);
  }

  private double micros(CollectiveCoefficients k, double volume, int gpus) {
    double micros =
        k.baseUs() + k.perPeerUs() * (gpus - 1) + volume / (linkBytesPerMicro * k.share(gpus));
    if (k.slowStartUs() > 0) {
      micros -= k.slowStartUs() * StrictMath.expm1(-volume / (k.slowStartMb() * 1e6));
    }
    return micros;
  }
}
