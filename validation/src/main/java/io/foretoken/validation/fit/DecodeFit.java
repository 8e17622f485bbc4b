package io.foretoken.validation.fit;

import io.foretoken.hardware.operator.CorrectionAxis;
import io.foretoken.hardware.operator.CorrectionGrid;
import io.foretoken.hardware.operator.CorrectionTable;
import io.foretoken.hardware.operator.DecodeAttentionCoefficients;
import io.foretoken.hardware.operator.DeviceRates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.util.FastMath;

/** Fits the decode attention of one GPU and format of the KV cache. */
final class DecodeFit {
  private static final int ROWS = 6000;
  private static final double OUTLIER = 0.1;
  private static final double LEFT_OUT = 0.2;
  private static final int MOST_DIM = 256;

  /** Windows above this are as good as none. */
  static final int WIDE_WINDOW = 4096;

  private static final CorrectionAxis KV_HEADS = CorrectionAxis.of("kv_heads", 1, 2, 4, 8);
  private static final CorrectionAxis BATCH = CorrectionAxis.of("rows", 1, 4, 16, 64, 256, 1024);
  private static final List<CorrectionAxis> FULL =
      List.of(
          CorrectionAxis.of("head_dim", 64, 128, 192, 256),
          KV_HEADS,
          CorrectionAxis.of("heads_per_kv_head", 1, 2, 4, 8, 16, 32),
          BATCH,
          CorrectionAxis.of(
              "length", 15, 127, 511, 1023, 2047, 4095, 8191, 16_383, 32_767, 131_071));
  private static final List<CorrectionAxis> WINDOWED =
      List.of(
          CorrectionAxis.of("head_dim", 64, 128, 256),
          KV_HEADS,
          CorrectionAxis.of("heads_per_kv_head", 1, 4, 16),
          BATCH,
          CorrectionAxis.of("length", 15, 63, 127, 128, 1023, 1024));

  private final DeviceRates device;
  private final int kvBytes;
  private final List<DecodePoint> points;

  DecodeFit(DeviceRates device, int kvBytes, List<DecodePoint> points) {
    this.device = device;
    this.kvBytes = kvBytes;
    this.points = points.stream().filter(p -> p.dim() <= MOST_DIM).toList();
  }

  private static boolean isLeftOut(DecodePoint point) {
    return Draw.uniform(3, point.heads(), point.kvHeads(), point.dim()) < LEFT_OUT;
  }

  private double[] search(DecodeForm form, List<DecodePoint> from) {
    List<DecodePoint> full = from.stream().filter(p -> p.window() == 0).toList();
    double share = (double) ROWS / full.size();
    List<DecodePoint> some =
        full.stream()
            .filter(
                p ->
                    Draw.uniform(4, p.heads(), p.kvHeads(), p.dim(), p.batch(), p.length()) < share)
            .toList();
    double[] weight = new double[some.size()];
    double[] measured = new double[some.size()];
    for (int i = 0; i < weight.length; i++) {
      DecodePoint p = some.get(i);
      weight[i] = isServing(p) ? 3 : 1;
      measured[i] = p.micros();
    }
    RobustFit.Form rows =
        (c, out) -> {
          for (int i = 0; i < out.length; i++) {
            out[i] = form.measured(c, some.get(i));
          }
        };
    return RobustFit.fit(form.parameters(), rows, measured, weight, OUTLIER).values();
  }

  /** Median error with windows, which a rule must explain too although they are not fitted. */
  private static double error(DecodeForm form, double[] c, List<DecodePoint> points) {
    return Errors.of(
            points.stream().mapToDouble(p -> form.measured(c, p)).toArray(),
            points.stream().mapToDouble(DecodePoint::micros).toArray())
        .median();
  }

  private static boolean isServing(DecodePoint p) {
    return p.batch() <= 512 && p.length() >= 255 && p.length() <= 33_000;
  }

  private static CorrectionTable correction(
      DecodeForm form, double[] c, List<DecodePoint> from, List<CorrectionAxis> axes) {
    GridAverage average = new GridAverage(axes, new boolean[axes.size()]);
    for (DecodePoint p : from) {
      average.add(FastMath.log(p.micros() / form.measured(c, p)), at(p));
    }
    return CorrectionTable.of(axes, average.logs());
  }

  private static double[] at(DecodePoint p) {
    return new double[] {
      p.dim(), p.kvHeads(), (double) p.heads() / p.kvHeads(), p.batch(), p.seen()
    };
  }

  private static boolean isWindowed(DecodePoint p) {
    return p.window() > 0 && p.window() <= WIDE_WINDOW;
  }

  /** Whether the kernel splits everything is not documented: the rule that explains more holds. */
  private Choice choose(List<DecodePoint> fitted) {
    DecodeForm always = new DecodeForm(device, kvBytes, true);
    DecodeForm sometimes = new DecodeForm(device, kvBytes, false);
    double[] one = search(always, fitted);
    double[] other = search(sometimes, fitted);
    return error(always, one, fitted) <= 1.02 * error(sometimes, other, fitted)
        ? new Choice(always, one)
        : new Choice(sometimes, other);
  }

  /** What a fit says of calls without a window, having not seen some of them, corrected; us. */
  ToDoubleFunction<DecodePoint> without(Predicate<DecodePoint> unseen) {
    List<DecodePoint> fitted =
        points.stream().filter(p -> !isWindowed(p)).filter(unseen.negate()).toList();
    Choice choice = choose(fitted);
    CorrectionGrid grid = correction(choice.form(), choice.c(), fitted, FULL).grid();
    return p -> choice.form().measured(choice.c(), p) * FastMath.exp(grid.logAt(at(p)));
  }

  /**
   * Fits.
   *
   * @param family name of the family, such as {@code decode attention bf16}
   */
  Result fit(String family) {
    List<DecodePoint> fitted = points.stream().filter(p -> !isLeftOut(p)).toList();
    Choice choice = choose(fitted);
    DecodeForm form = choice.form();
    double[] c = choice.c();
    List<DecodePoint> left = points.stream().filter(DecodeFit::isLeftOut).toList();
    Predicate<DecodePoint> full = p -> !isWindowed(p);
    double[] shipped = search(form, points);
    return new Result(
        part(family, form, c, shipped, fitted, left, full, FULL),
        part(family + " window", form, c, shipped, fitted, left, full.negate(), WINDOWED));
  }

  private Fitted<DecodeAttentionCoefficients> part(
      String family,
      DecodeForm form,
      double[] c,
      double[] shipped,
      List<DecodePoint> fitted,
      List<DecodePoint> left,
      Predicate<DecodePoint> which,
      List<CorrectionAxis> axes) {
    List<DecodePoint> all = points.stream().filter(which).toList();
    if (all.isEmpty()) {
      return null;
    }
    CorrectionGrid grid = correction(form, c, fitted.stream().filter(which).toList(), axes).grid();
    List<DecodePoint> scored = left.stream().filter(which).toList();
    List<Region> regions = new ArrayList<>();
    for (int dim : new int[] {64, 128, 192, 256}) {
      regions.add(region("d " + dim, form, c, grid, scored, p -> p.dim() == dim));
    }
    regions.add(region("serving", form, c, grid, scored, DecodeFit::isServing));
    return new Fitted<>(
        family,
        form.coefficients(shipped),
        Optional.of(correction(form, shipped, all, axes)),
        region("all", form, c, grid, scored, p -> true),
        regions);
  }

  private static Region region(
      String name,
      DecodeForm form,
      double[] c,
      CorrectionGrid grid,
      List<DecodePoint> left,
      Predicate<DecodePoint> which) {
    List<DecodePoint> part = left.stream().filter(which).toList();
    double[] measured = part.stream().mapToDouble(DecodePoint::micros).toArray();
    double[] plain = part.stream().mapToDouble(p -> form.measured(c, p)).toArray();
    double[] corrected = plain.clone();
    for (int i = 0; i < corrected.length; i++) {
      corrected[i] *= FastMath.exp(grid.logAt(at(part.get(i))));
    }
    return new Region(name, Errors.of(plain, measured), Errors.of(corrected, measured));
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Choice(DecodeForm form, double[] c) {}

  /**
   * Both parts of the fit.
   *
   * @param full layers without a window
   * @param windowed layers with one; null where none were measured. The coefficients are the same
   */
  record Result(
      Fitted<DecodeAttentionCoefficients> full, Fitted<DecodeAttentionCoefficients> windowed) {}
}
