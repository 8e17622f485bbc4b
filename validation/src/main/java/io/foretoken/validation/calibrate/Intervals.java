package io.foretoken.validation.calibrate;

import io.foretoken.validation.fit.PriorFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * What the fit leaves open, by bootstrap: blocks of requests are drawn anew, the simulator's own
 * error and the prior's centre too, and the constants follow by the slopes at the optimum. The
 * scatter of such draws is that of the constants given data and prior.
 */
final class Intervals {
  private final double[][] draws;

  private Intervals(double[][] draws) {
    this.draws = draws;
  }

  /**
   * Draws.
   *
   * @param noise of every target, with the number of its siblings
   * @param wider factor on noise and model error: how much further off the runs are than these say
   */
  static Intervals draw(
      RunFit fit,
      PriorFit.Found found,
      RealMatrix covariance,
      PriorFit.Given given,
      List<Noise> noise,
      double wider,
      CalibrationOptions options) {
    Random random = new Random(options.seed());
    double[][] draws = new double[options.draws()][];
    for (int draw = 0; draw < draws.length; draw++) {
      double[] errors = changes(fit, noise, wider, options, random);
      draws[draw] = moved(found, covariance, given, errors, random);
    }
    return new Intervals(draws);
  }

  private static double[] changes(
      RunFit fit, List<Noise> noise, double wider, CalibrationOptions options, Random random) {
    List<int[]> drawn = new ArrayList<>();
    for (int run = 0; run < fit.runs().size(); run++) {
      int[] counts = new int[Noise.BLOCKS];
      for (int i = 0; i < Noise.BLOCKS; i++) {
        counts[random.nextInt(Noise.BLOCKS)]++;
      }
      drawn.add(counts);
    }
    Map<String, Double> shared = new HashMap<>();
    double[] changes = new double[noise.size()];
    for (int i = 0; i < changes.length; i++) {
      Target target = fit.targets().get(i);
      double model =
          shared.computeIfAbsent(RunFit.family(target), family -> random.nextGaussian())
              * RunFit.modelError(target, options);
      changes[i] = wider * (noise.get(i).change(drawn.get(target.run()), random) + model);
    }
    return changes;
  }

  /** The constants where the errors change: one linear step. */
  private static double[] moved(
      PriorFit.Found found,
      RealMatrix covariance,
      PriorFit.Given given,
      double[] changes,
      Random random) {
    double[] x = found.x();
    double[] pull = new double[x.length];
    for (int p = 0; p < x.length; p++) {
      double spread = given.spreads()[p];
      pull[p] = random.nextGaussian() / spread;
      for (int i = 0; i < changes.length; i++) {
        double weight = given.weights()[i];
        double far = found.errors()[i] / given.scales()[i];
        double term =
            weight * weight / Math.sqrt(1 + far * far) * found.slopes()[p][i] * changes[i];
        pull[p] += Double.isNaN(term) ? 0 : term;
      }
    }
    double[] move = covariance.operate(pull);
    double[] there = new double[x.length];
    for (int p = 0; p < x.length; p++) {
      there[p] = Math.min(given.highs()[p], Math.max(given.lows()[p], x[p] + move[p]));
    }
    return there;
  }

  /** A quantile of a parameter. */
  double quantile(int parameter, double share) {
    double[] sorted = Arrays.stream(draws).mapToDouble(draw -> draw[parameter]).sorted().toArray();
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
