package io.foretoken.hardware.operator;

import io.foretoken.hardware.catalog.GpuSpec;
import java.util.Optional;

/**
 * Collectives among the GPUs of a box.
 *
 * <pre>
 * t = a0 + a1*(n-1) + V/(Blink*e_n) + D*(1-exp(-V/V0))
 * V = 2(n-1)/n*bytes for all-reduce, (n-1)/n*bytes for all-gather and reduce-scatter
 * </pre>
 *
 * <p>Boards on PCIe: what the tables show of more than two GPUs is that of a machine in which they
 * reach each other through its host. Where they do so directly, more GPUs take what two take for
 * the same volume, and the fixed part of their own number, if that is the faster.
 *
 * <p>Blink is the scale-up link per GPU and direction (the PCIe rate for boards). The engine takes
 * its own all-reduce for short messages and the library's for long ones: the faster of the two.
 * Where the GPU was measured, the time is drawn through what the measurements show beyond the form
 * at their sizes, see {@link NodeCurve}. Median error on sizes left out of the fit 3 to 8 % for the
 * form, 1 to 4 % so corrected.
 */
public final class Collectives {
  private static final int MOST_GPUS = 1024;
  private static final int LEAST_BYTES = 1 << 14;
  private static final int MOST_BYTES = 1 << 28;

  private final Kind fusedAllReduce;
  private final Kind allReduce;
  private final Kind allGather;
  private final Kind reduceScatter;

  /** By number of GPUs; immutable entries, so a race at worst computes one twice. */
  private final LowerHull[] evenAllReduces = new LowerHull[MOST_GPUS + 1];

  /** Collectives by the forms alone. */
  public Collectives(CollectiveFamily coefficients, GpuSpec gpu) {
    this(coefficients, Corrections.NONE, gpu, false);
  }

  /**
   * Collectives of a GPU, with what was measured beyond the forms.
   *
   * @param peerAccess whether boards on PCIe reach each other directly; nothing to GPUs with
   *     another link
   */
  public Collectives(
      CollectiveFamily coefficients, Corrections measured, GpuSpec gpu, boolean peerAccess) {
    double link = gpu.scaleUpGbPerSecondPerDirection() * 1e3;
    boolean peers = peerAccess && gpu.scaleUpIsPcie();
    fusedAllReduce =
        new Kind(coefficients.fusedAllReduce(), measured.of("fused_all_reduce"), 2, link, peers);
    allReduce = new Kind(coefficients.allReduce(), measured.of("all_reduce"), 2, link, peers);
    allGather = new Kind(coefficients.allGather(), measured.of("all_gather"), 1, link, peers);
    reduceScatter =
        new Kind(coefficients.reduceScatter(), measured.of("reduce_scatter"), 1, link, peers);
  }

  /** Packed time of an all-reduce of {@code bytes} over {@code gpus}; nothing on one GPU. */
  public long allReduce(double bytes, int gpus) {
    if (gpus == 1) {
      return OperatorTime.ZERO;
    }
    return OperatorTime.of(allReduceMicros(bytes, gpus), OperatorTime.COMMUNICATION);
  }

  /**
   * Packed time of an all-reduce by an engine whose own kernels do messages of all sizes, so that
   * the steps between the measured engine's kernels are not in it: the measured times drawn through
   * the {@linkplain LowerHull points below which none lies}, from {@value #LEAST_BYTES} bytes to
   * {@value #MOST_BYTES}.
   */
  public long evenAllReduce(double bytes, int gpus) {
    if (gpus == 1) {
      return OperatorTime.ZERO;
    }
    double measured = allReduceMicros(bytes, gpus);
    if (bytes <= LEAST_BYTES || bytes >= MOST_BYTES) {
      return OperatorTime.of(measured, OperatorTime.COMMUNICATION);
    }
    int group = Math.min(gpus, MOST_GPUS);
    LowerHull hull = evenAllReduces[group];
    if (hull == null) {
      hull = evenAllReduce(group);
      evenAllReduces[group] = hull;
    }
    return OperatorTime.of(Math.min(measured, hull.at(bytes)), OperatorTime.COMMUNICATION);
  }

  private LowerHull evenAllReduce(int gpus) {
    int sizes = Integer.numberOfTrailingZeros(MOST_BYTES / LEAST_BYTES) + 1;
    double[] bytes = new double[sizes];
    double[] micros = new double[sizes];
    for (int i = 0; i < sizes; i++) {
      bytes[i] = (double) LEAST_BYTES * (1 << i);
      micros[i] = allReduceMicros(bytes[i], gpus);
    }
    return new LowerHull(bytes, micros);
  }

  private double allReduceMicros(double bytes, int gpus) {
    return Math.min(fusedAllReduce.micros(bytes, gpus), allReduce.micros(bytes, gpus));
  }

  /** Packed time of gathering {@code bytes} (all ranks together) on every rank. */
  public long allGather(double bytes, int gpus) {
    return libraryCall(allGather, bytes, gpus);
  }

  /** Packed time of reducing {@code bytes} (all ranks together) to a part per rank. */
  public long reduceScatter(double bytes, int gpus) {
    return libraryCall(reduceScatter, bytes, gpus);
  }

  private static long libraryCall(Kind kind, double bytes, int gpus) {
    return gpus == 1
        ? OperatorTime.ZERO
        : OperatorTime.of(kind.micros(bytes, gpus), OperatorTime.COMMUNICATION);
  }

  /** One kind of collective. */
  private static final class Kind {
    private static final int BYTES_AXIS = 1;
    private static final int PAIR = 2;

    /**
     * Every doubling of the GPUs leaves 85 % of the rate: more of the ring crosses between switches
     * and sockets. Fitted to the throughput of Llama-3.1-70B and Mixtral-8x7B that NVIDIA publishes
     * for 4 and 8 L40S (TensorRT-LLM 0.17), the workloads of the fit's half.
     */
    private static final double LOG2_LOSS = 0.2345;

    private final CollectiveCoefficients c;
    private final CorrectionGrid grid;
    private final double passes;
    private final double linkBytesPerMicro;
    private final boolean peers;

    /** By number of GPUs; immutable entries, so a race at worst computes one twice. */
    private final NodeCurve[] curves = new NodeCurve[MOST_GPUS + 1];

    Kind(
        CollectiveCoefficients coefficients,
        Optional<CorrectionGrid> measured,
        double passes,
        double linkBytesPerMicro,
        boolean peers) {
      c = coefficients;
      grid = measured.orElse(null);
      this.passes = passes;
      this.linkBytesPerMicro = linkBytesPerMicro;
      this.peers = peers;
    }

    double micros(double bytes, int gpus) {
      double measured = measured(bytes, gpus);
      if (!peers || gpus <= PAIR) {
        return measured;
      }
      double rate = StrictMath.pow(gpus / (double) PAIR, -LOG2_LOSS);
      double ofPair = measured(volume(bytes, gpus) / (volume(1, PAIR) * rate), PAIR);
      return Math.min(measured, ofPair + c.perPeerUs() * (gpus - PAIR));
    }

    private double measured(double bytes, int gpus) {
      double form = form(bytes, gpus);
      if (grid == null || bytes <= 0) {
        return form;
      }
      int group = Math.min(gpus, MOST_GPUS);
      NodeCurve curve = curves[group];
      if (curve == null) {
        curve =
            new NodeCurve(
                grid.nodes(BYTES_AXIS),
                x -> form(x, group),
                x -> grid.logAt(group, x),
                x -> roof(x, group),
                true);
        curves[group] = curve;
      }
      return Math.max(roof(bytes, gpus), curve.at(bytes, form));
    }

    private double volume(double bytes, int gpus) {
      return passes * (gpus - 1) / gpus * bytes;
    }

    private double roof(double bytes, int gpus) {
      return volume(bytes, gpus) / linkBytesPerMicro;
    }

    private double form(double bytes, int gpus) {
      double volume = volume(bytes, gpus);
      double micros =
          c.baseUs() + c.perPeerUs() * (gpus - 1) + volume / (linkBytesPerMicro * c.share(gpus));
      if (c.slowStartUs() > 0) {
        micros -= c.slowStartUs() * StrictMath.expm1(-volume / (c.slowStartMb() * 1e6));
      }
      return micros;
    }
  }
}
