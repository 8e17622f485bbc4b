package io.foretoken.validation.fit;

import io.foretoken.hardware.operator.CorrectionAxis;
import io.foretoken.hardware.operator.CorrectionGrid;
import io.foretoken.hardware.operator.CorrectionTable;
import io.foretoken.hardware.operator.GemmCoefficients;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.FastMath;

/** Fits the products of one GPU and number format. */
final class GemmFit {
  private static final int LEAST_SIDE = 512;
  private static final int MOST_ROWS = 16_384;
  private static final int ROWS = 6000;
  private static final double OUTLIER = 0.08;
  private static final double LEFT_OUT = 0.2;

  /**
   * All measured n from 512 on: whole waves of tiles depend on it, as m 1024/1025 at n 5120 shows.
   * Routers and small heads stay 16-bit, so narrower products matter there only.
   */
  private static final int[] WIDTHS = {
    512, 768, 1024, 1536, 2048, 2560, 3072, 3584, 4096, 5120, 6144, 7168, 8192, 10_240, 12_288,
    16_384, 65_536
  };

  private static final CorrectionAxis N = CorrectionAxis.of("n", WIDTHS);
  private static final CorrectionAxis NARROW_N =
      CorrectionAxis.of(
          "n", IntStream.concat(IntStream.of(128, 256), IntStream.of(WIDTHS)).toArray());

  /** Along k the rest of the form is smooth. */
  private static final CorrectionAxis K =
      CorrectionAxis.of("k", 512, 1024, 2048, 4096, 8192, 16_384, 65_536);

  /** Measured rows that are kept: all tile edges that engines see, a part of the smallest. */
  private static final int[] M = {
    1, 2, 4, 8, 12, 16, 17, 32, 33, 48, 49, 64, 65, 80, 81, 96, 97, 112, 113, 128, 129, 160, 161,
    192, 193, 224, 225, 256, 257, 384, 512, 513, 768, 769, 1024, 1025, 1280, 1281, 1536, 1537, 1792,
    1793, 2048, 2049, 2560, 2561, 3072, 3073, 3584, 3585, 4096, 4097, 8192, 16_384, 32_768
  };

  private final GemmForm form;
  private final List<GemmPoint> points;

  GemmFit(GemmForm form, List<GemmPoint> points) {
    this.form = form;
    this.points = points;
  }

  /** Whether a pair of n and k is left out of the fit whose error is told. */
  static boolean isLeftOut(GemmPoint point) {
    return Draw.uniform(1, point.n(), point.k()) < LEFT_OUT;
  }

  /** Coefficients from all points of a list. */
  double[] coefficients(Collection<GemmPoint> from) {
    List<GemmPoint> eligible =
        from.stream()
            .filter(p -> p.n() >= LEAST_SIDE && p.k() >= LEAST_SIDE && p.m() <= MOST_ROWS)
            .toList();
    double share = (double) ROWS / eligible.size();
    List<GemmPoint> some =
        eligible.stream().filter(p -> Draw.uniform(2, p.m(), p.n(), p.k()) < share).toList();
    Map<Integer, Double> mass = new TreeMap<>();
    for (GemmPoint point : some) {
      mass.merge(octave(point.m()), emphasis(point), Double::sum);
    }
    double[] weight = new double[some.size()];
    double[] measured = new double[some.size()];
    for (int i = 0; i < weight.length; i++) {
      GemmPoint point = some.get(i);
      weight[i] = emphasis(point) / mass.get(octave(point.m()));
      measured[i] = point.micros();
    }
    return RobustFit.fit(
            form.parameters(),
            (c, out) -> {
              for (int i = 0; i < out.length; i++) {
                GemmPoint point = some.get(i);
                out[i] = form.micros(c, point.m(), point.n(), point.k());
              }
            },
            measured,
            weight,
            OUTLIER)
        .values();
  }

  private static int octave(int m) {
    return 32 - Integer.numberOfLeadingZeros(m);
  }

  private static double emphasis(GemmPoint point) {
    return point.n() >= 1024 && point.k() >= 1024 && point.k() <= 16_384 ? 4 : 1;
  }

  /** What the form leaves over, at every measured m and the coarse nodes of n and k. */
  CorrectionTable correction(double[] c, Collection<GemmPoint> from) {
    TreeSet<Integer> measured = new TreeSet<>();
    from.forEach(point -> measured.add(point.m()));
    CorrectionAxis axis =
        CorrectionAxis.of("m", IntStream.of(M).filter(measured::contains).toArray());
    CorrectionAxis n = form.isSixteenBit() ? NARROW_N : N;
    GridAverage average = new GridAverage(List.of(n, K, axis), new boolean[] {false, false, true});
    for (GemmPoint point : smoothed(from)) {
      double log = FastMath.log(point.micros() / form.micros(c, point.m(), point.n(), point.k()));
      average.add(log, point.n(), point.k(), point.m());
    }
    return CorrectionTable.of(List.of(n, K, axis), average.logs());
  }

  /** Decode-size products at the median of five neighbouring m: single ones are bimodal. */
  static List<GemmPoint> smoothed(Collection<GemmPoint> from) {
    Map<Long, List<GemmPoint>> byPair = new TreeMap<>();
    for (GemmPoint point : from) {
      byPair
          .computeIfAbsent(((long) point.n() << 32) | point.k(), x -> new ArrayList<>())
          .add(point);
    }
    List<GemmPoint> smooth = new ArrayList<>();
    for (List<GemmPoint> pair : byPair.values()) {
      pair.sort((a, b) -> Integer.compare(a.m(), b.m()));
      for (int i = 0; i < pair.size(); i++) {
        GemmPoint at = pair.get(i);
        if (at.m() > 64 || pair.size() < 40) {
          smooth.add(at);
          continue;
        }
        double[] near =
            pair.subList(Math.max(0, i - 2), Math.min(pair.size(), i + 3)).stream()
                .mapToDouble(GemmPoint::micros)
                .toArray();
        smooth.add(new GemmPoint(at.m(), at.n(), at.k(), Errors.quantile(near, 0.5)));
      }
    }
    return smooth;
  }

  private double[] predict(double[] c, CorrectionGrid grid, List<GemmPoint> at) {
    double[] predicted = new double[at.size()];
    for (int i = 0; i < predicted.length; i++) {
      GemmPoint p = at.get(i);
      double log = grid == null ? 0 : grid.logAt(p.n(), p.k(), p.m());
      predicted[i] = form.micros(c, p.m(), p.n(), p.k()) * FastMath.exp(log);
    }
    return predicted;
  }

  /** Fits twice: without the shapes left out, for the error, and with them, for what ships. */
  Fitted<GemmCoefficients> fit(String family) {
    List<GemmPoint> fitted = points.stream().filter(p -> !isLeftOut(p)).toList();
    List<GemmPoint> left = points.stream().filter(p -> isLeftOut(p) && isScored(p)).toList();
    double[] c = coefficients(fitted);
    CorrectionGrid grid = correction(c, fitted).grid();
    List<Region> regions = new ArrayList<>();
    regions.add(region("m 1-64", c, grid, left, 1, 64));
    regions.add(region("m 65-511", c, grid, left, 65, 511));
    regions.add(region("m 512-8192", c, grid, left, 512, 8192));
    Region all = region("all", c, grid, left, 1, MOST_ROWS);
    double[] shipped = coefficients(points);
    return new Fitted<>(
        family, form.coefficients(shipped), Optional.of(correction(shipped, points)), all, regions);
  }

  /** What a fit says that has not seen some of the points, corrected; us. */
  ToDoubleFunction<GemmPoint> without(Predicate<GemmPoint> unseen) {
    List<GemmPoint> fitted = points.stream().filter(unseen.negate()).toList();
    double[] c = coefficients(fitted);
    CorrectionGrid grid = correction(c, fitted).grid();
    return p -> predict(c, grid, List.of(p))[0];
  }

  /** The table itself between its points, at the median of neighbouring m where that is small. */
  ToDoubleFunction<GemmPoint> table() {
    double[] c = coefficients(points);
    List<CorrectionAxis> axes =
        List.of(axis("n", GemmPoint::n), axis("k", GemmPoint::k), axis("m", GemmPoint::m));
    GridAverage average = new GridAverage(axes, new boolean[] {true, true, true});
    for (GemmPoint p : smoothed(points)) {
      average.add(
          FastMath.log(p.micros() / form.micros(c, p.m(), p.n(), p.k())), p.n(), p.k(), p.m());
    }
    CorrectionGrid grid = CorrectionTable.of(axes, average.logs()).grid();
    return p -> predict(c, grid, List.of(p))[0];
  }

  private CorrectionAxis axis(String name, ToIntFunction<GemmPoint> of) {
    return CorrectionAxis.of(name, points.stream().mapToInt(of).distinct().sorted().toArray());
  }

  private static boolean isScored(GemmPoint point) {
    return point.n() >= 1024 && point.k() >= 1024 && point.k() <= 16_384 && point.m() <= MOST_ROWS;
  }

  private Region region(
      String name, double[] c, CorrectionGrid grid, List<GemmPoint> points, int from, int to) {
    List<GemmPoint> part = points.stream().filter(p -> p.m() >= from && p.m() <= to).toList();
    double[] measured = part.stream().mapToDouble(GemmPoint::micros).toArray();
    return new Region(
        name,
        Errors.of(predict(c, null, part), measured),
        Errors.of(predict(c, grid, part), measured));
  }
}
