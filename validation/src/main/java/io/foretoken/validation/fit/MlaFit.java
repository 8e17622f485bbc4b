package io.foretoken.validation.fit;

import io.foretoken.hardware.operator.DeviceRates;
import io.foretoken.hardware.operator.MlaCoefficients;
import io.foretoken.hardware.operator.WeightFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.commons.math3.util.FastMath;

/**
 * Fits the block with latent attention of one GPU. The measurements launch its kernels one by one;
 * that cost is fitted apart, by kind of step and format, and what ships is the cost within a graph,
 * which is not measured.
 */
final class MlaFit {
  private static final int ROWS = 4000;
  private static final double OUTLIER = 0.1;
  private static final double LAUNCH_IN_GRAPH_US = 12;
  private static final int EM = 0;
  private static final int ETA = 1;
  private static final int CB = 2;
  private static final int EK = 3;
  private static final int EA = 4;
  private static final int EP = 5;
  private static final int TT = 6;
  private static final int L2 = 7;
  private static final int LAUNCH = 8;

  /** Part of L2 that a cache may fill before it no longer stays. */
  private static final double USABLE_L2 = 0.8;

  private static final double HIDDEN = 7168;

  private final DeviceRates device;
  private final Function<WeightFormat, Double> flopsPerMicro;
  private final List<MlaPoint> points;
  private final List<String> launches;

  /**
   * A fit.
   *
   * @param flopsPerMicro dense peak of a format
   */
  MlaFit(DeviceRates device, Function<WeightFormat, Double> flopsPerMicro, List<MlaPoint> points) {
    this.device = device;
    this.flopsPerMicro = flopsPerMicro;
    this.points = points.stream().filter(p -> p.decode() || p.length() > 1).toList();
    launches = List.copyOf(new TreeSet<>(this.points.stream().map(MlaFit::launch).toList()));
  }

  private static String launch(MlaPoint p) {
    return (p.decode() ? "decode " : "prefill ") + p.format();
  }

  private static boolean isLeftOut(MlaPoint p) {
    return p.heads() == 8 || p.heads() == 32;
  }

  private List<Parameter> parameters() {
    List<Parameter> parameters =
        new ArrayList<>(
            List.of(
                new Parameter("em", 0.3, 0.02, 3),
                new Parameter("eta", 0.4, 0.01, 6),
                new Parameter("cb", 1, 0.02, 6),
                new Parameter("ek", 0.2, 0.01, 5),
                new Parameter("ea", 0.3, 0.005, 8),
                new Parameter("ep", 0.3, 0.005, 5),
                new Parameter("tt", 8, 0.05, 60),
                new Parameter("l2", 1, 0.01, 20)));
    for (String launch : launches) {
      parameters.add(new Parameter(launch, 50, 5, 400));
    }
    return parameters;
  }

  private static WeightFormat format(MlaPoint p) {
    return p.format().equals("bfloat16")
        ? WeightFormat.BF16
        : WeightFormat.of(p.format()).orElseThrow();
  }

  private double micros(double[] c, MlaPoint p) {
    double h = p.heads();
    WeightFormat format = format(p);
    double weights =
        HIDDEN * 1536 + HIDDEN * 576 + 1536 * h * 192 + 512 * h * 256 + h * 128 * HIDDEN;
    double tokens = (double) p.batch() * (p.decode() ? 1 : p.length());
    double bandwidth = device.bytesPerMicro();
    double flops = device.flopsPerMicro();
    double read = weights * format.bytesPerWeight() * (1 + c[EM]) / bandwidth;
    double multiplied = 2 * tokens * weights * (1 + c[ETA]) / flopsPerMicro.apply(format);
    double activation = c[CB] * 2 * tokens * (4 * HIDDEN + 1280 * h + 4224) / bandwidth;
    double memory;
    double compute;
    if (p.decode()) {
      double stored = (double) p.batch() * p.length();
      double bytes = stored * 576 * p.kvBytes();
      double inL2 = 1 / (1 + FastMath.pow(bytes / (USABLE_L2 * device.l2Bytes()), 6));
      memory = bytes * (1 + c[EK]) / bandwidth * (1 - inL2 + inL2 / (1 + c[L2]));
      compute = 2 * h * stored * 1088 * (1 + c[EA]) / flops;
    } else {
      memory = tokens * (576 * p.kvBytes() + 1280 * h) / bandwidth;
      compute = h * p.batch() * (double) p.length() * p.length() * 320 * (1 + c[EP]) / flops;
    }
    double pairs = c[TT] * p.batch() / device.multiprocessors() * FastMath.ceil(h / 64);
    return c[LAUNCH + launches.indexOf(launch(p))]
        + FastMath.sqrt(read * read + multiplied * multiplied)
        + activation
        + FastMath.sqrt(memory * memory + compute * compute)
        + pairs;
  }

  private double[] search(List<MlaPoint> from) {
    double share = (double) ROWS / from.size();
    List<MlaPoint> some =
        from.stream()
            .filter(
                p ->
                    Draw.uniform(
                            8,
                            p.heads(),
                            p.batch(),
                            p.length(),
                            p.kvBytes(),
                            p.format().length(),
                            p.decode() ? 1 : 0)
                        < share)
            .toList();
    double[] weight = new double[some.size()];
    Arrays.fill(weight, 1);
    return RobustFit.fit(
            parameters(),
            (c, out) -> {
              for (int i = 0; i < out.length; i++) {
                out[i] = micros(c, some.get(i));
              }
            },
            some.stream().mapToDouble(MlaPoint::micros).toArray(),
            weight,
            OUTLIER)
        .values();
  }

  /** Fits; the error is that of 8 and 32 heads, fitted without them. */
  Fitted<MlaCoefficients> fit(String family) {
    double[] c = search(points.stream().filter(p -> !isLeftOut(p)).toList());
    List<MlaPoint> left = points.stream().filter(MlaFit::isLeftOut).toList();
    List<Region> regions = new ArrayList<>();
    for (String launch : launches) {
      regions.add(region(launch, c, left.stream().filter(p -> launch(p).equals(launch)).toList()));
    }
    double[] shipped = search(points);
    return new Fitted<>(
        family,
        new MlaCoefficients(
            LAUNCH_IN_GRAPH_US,
            Digits.four(shipped[EM]),
            Digits.four(shipped[ETA]),
            Digits.four(shipped[CB]),
            Digits.four(shipped[EK]),
            Digits.four(shipped[EA]),
            Digits.four(shipped[EP]),
            Digits.four(shipped[TT])),
        Optional.empty(),
        region("all", c, left),
        regions);
  }

  private Region region(String name, double[] c, List<MlaPoint> part) {
    Errors errors =
        Errors.of(
            part.stream().mapToDouble(p -> micros(c, p)).toArray(),
            part.stream().mapToDouble(MlaPoint::micros).toArray());
    return new Region(name, errors, errors);
  }
}
