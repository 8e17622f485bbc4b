package io.foretoken.validation.fit;

import io.foretoken.hardware.operator.CorrectionAxis;
import io.foretoken.hardware.operator.CorrectionGrid;
import io.foretoken.hardware.operator.CorrectionTable;
import io.foretoken.hardware.operator.DeviceRates;
import io.foretoken.hardware.operator.PrefillAttentionCoefficients;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.util.FastMath;

/** Fits the prefill attention of one GPU and format of the KV cache. */
final class PrefillFit {
  private static final int ROWS = 6000;
  private static final double OUTLIER = 0.1;
  private static final double LEFT_OUT = 0.2;
  private static final int MOST_DIM = 256;

  private static final CorrectionAxis BATCH = CorrectionAxis.of("prompts", 1, 4, 16, 64, 256);
  private static final CorrectionAxis TOKENS =
      CorrectionAxis.of("tokens", 16, 64, 256, 512, 1024, 2048, 4096, 8192, 16_384);
  private static final List<CorrectionAxis> FULL =
      List.of(
          CorrectionAxis.of("head_dim", 64, 128, 192, 256),
          CorrectionAxis.of("heads", 1, 2, 4, 8, 16, 32, 64),
          CorrectionAxis.of("heads_per_kv_head", 1, 4, 16),
          BATCH,
          TOKENS);
  private static final List<CorrectionAxis> WINDOWED =
      List.of(
          CorrectionAxis.of("head_dim", 64, 128, 256),
          CorrectionAxis.of("heads", 1, 4, 16, 64),
          CorrectionAxis.of("heads_per_kv_head", 1, 8),
          BATCH,
          TOKENS);

  private final PrefillForm form;
  private final List<PrefillPoint> points;

  PrefillFit(DeviceRates device, int kvBytes, List<PrefillPoint> points) {
    form = new PrefillForm(device, kvBytes);
    this.points = points.stream().filter(p -> p.dim() <= MOST_DIM && p.tokens() > 1).toList();
  }

  private static boolean isLeftOut(PrefillPoint point) {
    return Draw.uniform(5, point.heads(), point.kvHeads(), point.dim()) < LEFT_OUT;
  }

  private double[] search(List<PrefillPoint> from) {
    List<PrefillPoint> full = from.stream().filter(p -> p.window() == 0).toList();
    double share = (double) ROWS / full.size();
    List<PrefillPoint> some =
        full.stream()
            .filter(
                p ->
                    Draw.uniform(6, p.heads(), p.kvHeads(), p.dim(), p.batch(), p.tokens()) < share)
            .toList();
    double[] weight = new double[some.size()];
    double[] measured = new double[some.size()];
    for (int i = 0; i < weight.length; i++) {
      PrefillPoint p = some.get(i);
      weight[i] = p.batch() > 64 ? 0.3 : 1;
      measured[i] = p.micros();
    }
    return RobustFit.fit(
            PrefillForm.parameters(),
            (c, out) -> {
              for (int i = 0; i < out.length; i++) {
                out[i] = form.micros(c, some.get(i));
              }
            },
            measured,
            weight,
            OUTLIER)
        .values();
  }

  private CorrectionTable correction(
      double[] c, List<PrefillPoint> from, List<CorrectionAxis> axes) {
    GridAverage average = new GridAverage(axes, new boolean[axes.size()]);
    for (PrefillPoint p : from) {
      average.add(FastMath.log(p.micros() / form.micros(c, p)), at(p));
    }
    return CorrectionTable.of(axes, average.logs());
  }

  private static double[] at(PrefillPoint p) {
    return new double[] {
      p.dim(), p.heads(), (double) p.heads() / p.kvHeads(), p.batch(), p.tokens()
    };
  }

  private static boolean isWindowed(PrefillPoint p) {
    return p.window() > 0 && p.window() <= DecodeFit.WIDE_WINDOW;
  }

  /** What a fit says of calls without a window, having not seen some of them, corrected; us. */
  ToDoubleFunction<PrefillPoint> without(Predicate<PrefillPoint> unseen) {
    List<PrefillPoint> fitted =
        points.stream().filter(p -> !isWindowed(p)).filter(unseen.negate()).toList();
    double[] c = search(fitted);
    CorrectionGrid grid = correction(c, fitted, FULL).grid();
    return p -> form.micros(c, p) * FastMath.exp(grid.logAt(at(p)));
  }

  /**
   * Fits.
   *
   * @param family name of the family, such as {@code prefill attention bf16}
   */
  Result fit(String family) {
    List<PrefillPoint> fitted = points.stream().filter(p -> !isLeftOut(p)).toList();
    double[] c = search(fitted);
    double[] shipped = search(points);
    Predicate<PrefillPoint> full = p -> !isWindowed(p);
    return new Result(
        part(family, c, shipped, full, FULL),
        part(family + " window", c, shipped, full.negate(), WINDOWED));
  }

  private Fitted<PrefillAttentionCoefficients> part(
      String family,
      double[] c,
      double[] shipped,
      Predicate<PrefillPoint> which,
      List<CorrectionAxis> axes) {
    List<PrefillPoint> all = points.stream().filter(which).toList();
    if (all.isEmpty()) {
      return null;
    }
    CorrectionGrid grid =
        correction(c, all.stream().filter(p -> !isLeftOut(p)).toList(), axes).grid();
    List<PrefillPoint> scored = all.stream().filter(PrefillFit::isLeftOut).toList();
    List<Region> regions = new ArrayList<>();
    for (int dim : new int[] {64, 128, 192, 256}) {
      regions.add(region("d " + dim, c, grid, scored, p -> p.dim() == dim));
    }
    regions.add(region("below 1k tokens", c, grid, scored, p -> p.tokens() < 1024));
    regions.add(
        region("1k-8k tokens", c, grid, scored, p -> p.tokens() >= 1024 && p.tokens() <= 8192));
    return new Fitted<>(
        family,
        PrefillForm.coefficients(shipped),
        Optional.of(correction(shipped, all, axes)),
        region("all", c, grid, scored, p -> true),
        regions);
  }

  private Region region(
      String name,
      double[] c,
      CorrectionGrid grid,
      List<PrefillPoint> left,
      Predicate<PrefillPoint> which) {
    List<PrefillPoint> part = left.stream().filter(which).toList();
    double[] measured = part.stream().mapToDouble(PrefillPoint::micros).toArray();
    double[] plain = part.stream().mapToDouble(p -> form.micros(c, p)).toArray();
    double[] corrected = plain.clone();
    for (int i = 0; i < corrected.length; i++) {
      corrected[i] *= FastMath.exp(grid.logAt(at(part.get(i))));
    }
    return new Region(name, Errors.of(plain, measured), Errors.of(corrected, measured));
  }

  /**
   * Both parts of the fit.
   *
   * @param full layers without a window
   * @param windowed layers with one; null where none were measured. The coefficients are the same
   */
  record Result(
      Fitted<PrefillAttentionCoefficients> full, Fitted<PrefillAttentionCoefficients> windowed) {}
}
