package io.foretoken.validation.fit;

import java.util.Arrays;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;

/**
 * Robust least squares under a prior and within bounds: Gauss-Newton steps on finite differences,
 * the linear problem of each step solved within the bounds by ojAlgo. What is made small is
 *
 * <pre>sum over errors of weight^2 2 scale^2 (sqrt(1 + (error / scale)^2) - 1)
 *   + sum over parameters of (x / spread)^2</pre>
 *
 * so a parameter that no error depends on stays at x = 0. Errors that are NaN do not count. Nothing
 * is drawn at random: a fit can be repeated.
 */
public final class PriorFit {
  private static final double LONGEST_MOVE = 0.7;
  private static final int HALVINGS = 3;
  private static final double ENOUGH = 1e-3;

  /** Information about a parameter, in units of the prior's, that is not worth a simulation. */
  private static final double NOTHING = 0.01;

  /** What is fitted: a vector of errors that depends on a vector of parameters. */
  public interface Model {
    /** The errors at a point. */
    double[] errors(double[] x) throws InterruptedException;

    /**
     * The errors at a point that differs from a known one in one parameter.
     *
     * @param known errors without the difference
     * @param parameter which one differs
     */
    double[] errors(double[] x, double[] known, int parameter) throws InterruptedException;
  }

  /** Told after every step. */
  @FunctionalInterface
  public interface Listener {
    /**
     * A step has been made.
     *
     * @param round number of the step, from 1
     */
    void step(int round, double[] x, double loss);
  }

  /**
   * What is known beforehand.
   *
   * @param weights one over the standard deviation of each error
   * @param scales from where on an error counts as far off
   * @param spreads standard deviation of each parameter before any error is looked at
   * @param lows smallest values of the parameters, at most 0
   * @param highs largest ones, at least 0
   * @param steps how far a parameter is moved to see what depends on it
   * @param chances variance of each error that is chance of one evaluation; slopes are taken back
   *     by what it makes of them, so that chance is not taken for information. 0 for an exact model
   * @param families number of the family of each error: slopes of a family are alike, and taken
   *     back towards each other first
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Given(
      double[] weights,
      double[] scales,
      double[] spreads,
      double[] lows,
      double[] highs,
      double[] steps,
      double[] chances,
      int[] families) {}

  /**
   * Where a fit ended.
   *
   * @param slopes of every error by parameter, from the last step that looked at them
   * @param inverse of the curvature of half the loss there: the covariance that is left
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Found(
      double[] x, double[] errors, double loss, double[][] slopes, RealMatrix inverse) {}

  private final Model model;
  private final Given given;

  /** A fit that has not begun. */
  public PriorFit(Model model, Given given) {
    this.model = model;
    this.given = given;
  }

  /** Fits from a point, in at most so many steps, of which there is at least one. */
  public Found run(double[] from, int most, Listener listener) throws InterruptedException {
    double[] x = from.clone();
    double[] errors = model.errors(x);
    double loss = loss(x, errors);
    listener.step(0, x, loss);
    double[][] slopes = null;
    for (int round = 1; round <= most; round++) {
      slopes = slopes(x, errors, slopes);
      double[] move = move(x, errors, slopes);
      double before = loss;
      for (int halving = 0; halving <= HALVINGS; halving++) {
        double[] tried = x.clone();
        for (int p = 0; p < tried.length; p++) {
          tried[p] += move[p] / (1 << halving);
        }
        double[] triedErrors = model.errors(tried);
        double triedLoss = loss(tried, triedErrors);
        if (triedLoss < loss) {
          x = tried;
          errors = triedErrors;
          loss = triedLoss;
          break;
        }
      }
      listener.step(round, x, loss);
      if (before - loss < ENOUGH * before) {
        break;
      }
    }
    return new Found(x, errors, loss, slopes, covariance(errors, slopes));
  }

  /** One more step with slopes that are known, without looking whether it was a good one. */
  public double[] step(double[] x, double[] errors, double[][] slopes) {
    double[] moved = x.clone();
    double[] move = move(x, errors, slopes);
    for (int p = 0; p < x.length; p++) {
      moved[p] += move[p];
    }
    return moved;
  }

  /** The same loss that the fit makes small. */
  public double loss(double[] x, double[] errors) {
    double sum = 0;
    for (int i = 0; i < errors.length; i++) {
      if (!Double.isNaN(errors[i])) {
        double own = given.weights()[i];
        double scale = given.scales()[i];
        double far = errors[i] / scale;
        sum += own * own * 2 * scale * scale * (Math.sqrt(1 + far * far) - 1);
      }
    }
    for (int p = 0; p < x.length; p++) {
      sum += prior(p) * x[p] * x[p];
    }
    return sum;
  }

  /** Covariance of the parameters that errors of these weights leave. */
  public RealMatrix covariance(double[] errors, double[][] slopes) {
    RealMatrix hessian = MatrixUtils.createRealMatrix(hessian(errors, slopes));
    return new CholeskyDecomposition(hessian).getSolver().getInverse();
  }

  /** The slopes; those of parameters that said nothing before are not looked at again. */
  private double[][] slopes(double[] x, double[] errors, double[][] before)
      throws InterruptedException {
    double[][] slopes = new double[x.length][];
    for (int p = 0; p < x.length; p++) {
      if (before != null && information(before[p], errors) * variance(p) < NOTHING) {
        slopes[p] = before[p];
        continue;
      }
      double step = x[p] + given.steps()[p] <= given.highs()[p] ? given.steps()[p] : 0;
      step = step == 0 && x[p] - given.steps()[p] >= given.lows()[p] ? -given.steps()[p] : step;
      double[] slope = new double[errors.length];
      if (step != 0) {
        double[] moved = x.clone();
        moved[p] += step;
        double[] there = model.errors(moved, errors, p);
        for (int i = 0; i < there.length; i++) {
          slope[i] = (there[i] - errors[i]) / step;
        }
        takeBack(slope, step, errors);
      }
      slopes[p] = slope;
    }
    return slopes;
  }

  /** Takes out of slopes the share of their squares that chance makes (James and Stein). */
  private void takeBack(double[] slope, double step, double[] errors) {
    int count = Arrays.stream(given.families()).max().orElse(-1) + 1;
    double[] weights = new double[count];
    double[] means = new double[count];
    double[] chances = new double[count];
    int[] sizes = new int[count];
    for (int i = 0; i < slope.length; i++) {
      double weight = weight(i, errors[i]);
      if (!Double.isNaN(weight * slope[i])) {
        int family = given.families()[i];
        weights[family] += weight;
        means[family] += weight * slope[i];
        chances[family] += weight * 2 * given.chances()[i] / (step * step);
        sizes[family]++;
      }
    }
    double[] scatters = new double[count];
    for (int family = 0; family < count; family++) {
      means[family] /= weights[family] > 0 ? weights[family] : 1;
    }
    for (int i = 0; i < slope.length; i++) {
      double off = slope[i] - means[given.families()[i]];
      double term = weight(i, errors[i]) * off * off;
      scatters[given.families()[i]] += Double.isNaN(term) ? 0 : term;
    }
    for (int i = 0; i < slope.length; i++) {
      int family = given.families()[i];
      double mean = means[family];
      double size = Math.max(1, sizes[family]);
      double square = weights[family] * mean * mean;
      double common = mean * kept(chances[family] / size, square);
      double own = kept(chances[family] * (1 - 1 / size), scatters[family]);
      slope[i] = common + own * (slope[i] - mean);
    }
  }

  private static double kept(double chance, double square) {
    return square > 0 ? Math.max(0, 1 - chance / square) : 0;
  }

  private double information(double[] slope, double[] errors) {
    double sum = 0;
    for (int i = 0; i < slope.length; i++) {
      double term = weight(i, errors[i]) * slope[i] * slope[i];
      sum += Double.isNaN(term) ? 0 : term;
    }
    return sum;
  }

  private double variance(int p) {
    return given.spreads()[p] * given.spreads()[p];
  }

  /** The step, no longer than is allowed, that ends within the bounds. */
  private double[] move(double[] x, double[] errors, double[][] slopes) {
    double[] gradient = gradient(x, errors, slopes);
    double[][] hessian = hessian(errors, slopes);
    double[] move =
        new CholeskyDecomposition(MatrixUtils.createRealMatrix(hessian))
            .getSolver()
            .solve(MatrixUtils.createRealVector(gradient))
            .mapMultiply(-1)
            .toArray();
    if (!isInside(x, move)) {
      move = bounded(x, gradient, hessian);
    }
    double longest = Arrays.stream(move).map(Math::abs).max().orElse(0);
    if (longest > LONGEST_MOVE) {
      for (int p = 0; p < move.length; p++) {
        move[p] *= LONGEST_MOVE / longest;
      }
    }
    return move;
  }

  private boolean isInside(double[] x, double[] move) {
    for (int p = 0; p < x.length; p++) {
      double there = x[p] + move[p];
      if (there < given.lows()[p] || there > given.highs()[p]) {
        return false;
      }
    }
    return true;
  }

  private double[] bounded(double[] x, double[] gradient, double[][] hessian) {
    ExpressionsBasedModel problem = new ExpressionsBasedModel();
    problem.options.progress(null);
    for (int p = 0; p < x.length; p++) {
      problem
          .newVariable("x" + p)
          .lower(Math.max(given.lows()[p] - x[p], -LONGEST_MOVE))
          .upper(Math.min(given.highs()[p] - x[p], LONGEST_MOVE));
    }
    Expression cost = problem.newExpression("cost").weight(1.0);
    for (int p = 0; p < x.length; p++) {
      cost.set(p, gradient[p]);
      for (int q = 0; q < x.length; q++) {
        cost.set(p, q, hessian[p][q] / 2);
      }
    }
    Optimisation.Result result = problem.minimise();
    double[] move = new double[x.length];
    for (int p = 0; p < x.length; p++) {
      double there = x[p] + result.doubleValue(p);
      move[p] = Math.min(given.highs()[p], Math.max(given.lows()[p], there)) - x[p];
    }
    return move;
  }

  private double prior(int p) {
    return 1 / variance(p);
  }

  private double weight(int i, double error) {
    double own = given.weights()[i];
    double far = error / given.scales()[i];
    return own * own / Math.sqrt(1 + far * far);
  }

  private double[] gradient(double[] x, double[] errors, double[][] slopes) {
    double[] gradient = new double[x.length];
    for (int p = 0; p < x.length; p++) {
      gradient[p] = prior(p) * x[p];
      for (int i = 0; i < errors.length; i++) {
        double term = weight(i, errors[i]) * errors[i] * slopes[p][i];
        gradient[p] += Double.isNaN(term) ? 0 : term;
      }
    }
    return gradient;
  }

  private double[][] hessian(double[] errors, double[][] slopes) {
    int n = slopes.length;
    double[][] hessian = new double[n][n];
    for (int p = 0; p < n; p++) {
      for (int q = 0; q <= p; q++) {
        double sum = p == q ? prior(p) : 0;
        for (int i = 0; i < errors.length; i++) {
          double term = weight(i, errors[i]) * slopes[p][i] * slopes[q][i];
          sum += Double.isNaN(term) ? 0 : term;
        }
        hessian[p][q] = sum;
        hessian[q][p] = sum;
      }
    }
    return hessian;
  }
}
