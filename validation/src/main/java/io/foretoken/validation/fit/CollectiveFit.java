package io.foretoken.validation.fit;

import io.foretoken.hardware.operator.CollectiveCoefficients;
import io.foretoken.hardware.operator.CorrectionAxis;
import io.foretoken.hardware.operator.CorrectionGrid;
import io.foretoken.hardware.operator.CorrectionTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.util.FastMath;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;

/**
 * Fits one kind of collective of one GPU. At a given V0 the form is linear in its other numbers,
 * none of which may be negative and no link faster than its peak: least squares of the relative
 * error under those bounds, reweighted against outliers, for each V0 of a list.
 */
final class CollectiveFit {
  private static final double LEAST_BYTES = 4096;
  private static final double MOST_BYTES = 256.0 * 1024 * 1024;
  private static final double OUTLIER = 0.1;
  private static final int REWEIGHTINGS = 8;
  private static final int VARIABLES = 6;
  private static final double[] SCALES_MB = {
    0.05, 0.1, 0.2, 0.35, 0.6, 1, 1.7, 3, 5, 8, 12, 18, 25, 35, 50
  };

  private final double linkBytesPerMicro;
  private final double passes;
  private final List<CollectivePoint> points;
  private final List<Double> sizes;

  /**
   * A fit.
   *
   * @param linkBytesPerMicro peak of the scale-up link per GPU and direction
   * @param passes how often the message crosses it: 2 for all-reduce, 1 otherwise
   */
  CollectiveFit(double linkBytesPerMicro, double passes, List<CollectivePoint> points) {
    this.linkBytesPerMicro = linkBytesPerMicro;
    this.passes = passes;
    this.points = points;
    sizes = List.copyOf(new TreeSet<>(points.stream().map(CollectivePoint::bytes).toList()));
  }

  private double volume(CollectivePoint p) {
    return passes * (p.gpus() - 1) / p.gpus() * p.bytes();
  }

  /** What the linear numbers are multiplied by: a0, a1, D, and 1/e of 2, 4 and 8 GPUs. */
  private double[] columns(CollectivePoint p, double scaleMb) {
    double volume = volume(p);
    double link = volume / linkBytesPerMicro;
    return new double[] {
      1,
      p.gpus() - 1.0,
      -FastMath.expm1(-volume / (scaleMb * 1e6)),
      p.gpus() == 2 ? link : 0,
      p.gpus() == 4 ? link : 0,
      p.gpus() == 8 ? link : 0
    };
  }

  /** V0 in MB, then a0, a1, D, 1/e2, 1/e4, 1/e8. */
  private double[] search(List<CollectivePoint> from) {
    List<CollectivePoint> some =
        from.stream().filter(p -> p.bytes() >= LEAST_BYTES && p.bytes() <= MOST_BYTES).toList();
    double[] best = null;
    double least = Double.POSITIVE_INFINITY;
    for (double scale : SCALES_MB) {
      double[][] columns = new double[some.size()][];
      double[] weight = new double[some.size()];
      for (int i = 0; i < weight.length; i++) {
        columns[i] = columns(some.get(i), scale);
        weight[i] = 1;
      }
      double[] c = solve(columns, some, weight);
      double loss = 0;
      for (int round = 0; round < REWEIGHTINGS; round++) {
        loss = 0;
        for (int i = 0; i < weight.length; i++) {
          double error = FastMath.log(sum(columns[i], c) / some.get(i).micros());
          double root = FastMath.sqrt(1 + error * error / (OUTLIER * OUTLIER));
          // The relative error of a prediction far too low is small; its logarithm is not.
          double relative = sum(columns[i], c) / some.get(i).micros() - 1;
          double slope = FastMath.abs(relative) < 1e-9 ? 1 : error / relative;
          weight[i] = slope * slope / root;
          loss += root - 1;
        }
        c = solve(columns, some, weight);
      }
      if (loss < least) {
        least = loss;
        best = new double[] {scale, c[0], c[1], c[2], c[3], c[4], c[5]};
      }
    }
    return best;
  }

  private static double sum(double[] columns, double[] c) {
    double sum = 0;
    for (int j = 0; j < c.length; j++) {
      sum += columns[j] * c[j];
    }
    return sum;
  }

  private static double[] solve(double[][] columns, List<CollectivePoint> rows, double[] weight) {
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    for (int j = 0; j < VARIABLES; j++) {
      model.addVariable("x" + j).lower(j < 3 ? 0 : 1);
    }
    Expression error = model.addExpression("relative error").weight(1);
    for (int j = 0; j < VARIABLES; j++) {
      double linear = j >= 3 ? -1e-6 : 0;
      for (int k = 0; k < VARIABLES; k++) {
        double product = j == k && j >= 3 ? 1e-9 : 0;
        for (int i = 0; i < weight.length; i++) {
          double y = rows.get(i).micros();
          product += weight[i] * columns[i][j] * columns[i][k] / (y * y);
        }
        error.set(j, k, product);
      }
      for (int i = 0; i < weight.length; i++) {
        linear -= 2 * weight[i] * columns[i][j] / rows.get(i).micros();
      }
      error.set(j, linear);
    }
    Optimisation.Result result = model.minimise();
    double[] c = new double[VARIABLES];
    for (int j = 0; j < VARIABLES; j++) {
      c[j] = FastMath.max(j < 3 ? 0 : 1, result.doubleValue(j));
    }
    return c;
  }

  private double micros(double[] c, CollectivePoint p) {
    double[] columns = columns(p, c[0]);
    double sum = 0;
    for (int j = 0; j < VARIABLES; j++) {
      sum += columns[j] * c[j + 1];
    }
    return sum;
  }

  private CorrectionTable correction(double[] c, List<CollectivePoint> from) {
    int[] gpus = from.stream().mapToInt(CollectivePoint::gpus).distinct().sorted().toArray();
    List<CorrectionAxis> axes =
        List.of(
            CorrectionAxis.of("gpus", gpus),
            new CorrectionAxis(
                "bytes",
                List.copyOf(new TreeSet<>(from.stream().map(CollectivePoint::bytes).toList()))));
    GridAverage average = new GridAverage(axes, new boolean[] {true, true});
    for (CollectivePoint p : from) {
      average.add(FastMath.log(p.micros() / micros(c, p)), p.gpus(), p.bytes());
    }
    return CorrectionTable.of(axes, average.logs());
  }

  /** Fits; the error is that of every second size, fitted without them. */
  Fitted<CollectiveCoefficients> fit(String family) {
    IntPredicate odd = i -> i % 2 == 1;
    List<CollectivePoint> fitted = at(odd.negate());
    List<CollectivePoint> left = new ArrayList<>(at(odd));
    left.removeIf(p -> p.bytes() < LEAST_BYTES || p.bytes() > MOST_BYTES);
    double[] c = search(fitted);
    CorrectionGrid grid = correction(c, fitted).grid();
    List<Region> regions = new ArrayList<>();
    for (int gpus : new int[] {2, 4, 8}) {
      regions.add(
          region(gpus + " GPUs", c, grid, left.stream().filter(p -> p.gpus() == gpus).toList()));
    }
    double[] shipped = search(points);
    boolean four = points.stream().noneMatch(p -> p.gpus() == 8);
    CollectiveCoefficients coefficients =
        new CollectiveCoefficients(
            Digits.four(shipped[1]),
            Digits.four(shipped[2]),
            Digits.four(shipped[3]),
            shipped[0],
            Digits.share(1 / shipped[4]),
            Digits.share(1 / shipped[5]),
            Digits.share(1 / shipped[four ? 5 : 6]));
    return new Fitted<>(
        family,
        coefficients,
        Optional.of(correction(shipped, points)),
        region("all", c, grid, left),
        regions);
  }

  /** What a fit says that has seen every second size, corrected; us. */
  ToDoubleFunction<CollectivePoint> fromEverySecondSize() {
    List<CollectivePoint> fitted = at(i -> i % 2 == 0);
    double[] c = search(fitted);
    CorrectionGrid grid = correction(c, fitted).grid();
    return p -> micros(c, p) * FastMath.exp(grid.logAt(p.gpus(), p.bytes()));
  }

  /** The table itself between its sizes. */
  ToDoubleFunction<CollectivePoint> table() {
    double[] c = search(points);
    CorrectionGrid grid = correction(c, points).grid();
    return p -> micros(c, p) * FastMath.exp(grid.logAt(p.gpus(), p.bytes()));
  }

  private List<CollectivePoint> at(IntPredicate size) {
    return points.stream().filter(p -> size.test(sizes.indexOf(p.bytes()))).toList();
  }

  private Region region(String name, double[] c, CorrectionGrid grid, List<CollectivePoint> part) {
    double[] measured = part.stream().mapToDouble(CollectivePoint::micros).toArray();
    double[] plain = part.stream().mapToDouble(p -> micros(c, p)).toArray();
    double[] corrected =
        part.stream()
            .mapToDouble(p -> micros(c, p) * FastMath.exp(grid.logAt(p.gpus(), p.bytes())))
            .toArray();
    return new Region(name, Errors.of(plain, measured), Errors.of(corrected, measured));
  }
}
