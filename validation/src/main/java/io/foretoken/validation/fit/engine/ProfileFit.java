package io.foretoken.validation.fit.engine;

import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.validation.measured.MeasuredRun;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * Robust least squares with the simulator in the loop: Gauss-Newton steps on finite differences,
 * figures that are far off counting less (weights {@code 1 / sqrt(1 + (error / scale)^2)}), every
 * parameter held by its prior. Nothing is drawn at random, so a fit can be repeated.
 */
final class ProfileFit {
  private static final double STEP = 0.08;
  private static final double ROBUST_SCALE = 0.08;
  private static final double LONGEST_MOVE = 0.7;
  private static final int HALVINGS = 3;

  private final List<ProfileParameter> parameters;
  private final List<EngineProfile> profiles;
  private final FitTarget target;
  private final BiPredicate<ProfileParameter, MeasuredRun> concerns;
  private final Consumer<String> log;
  private final double[] starts;

  /**
   * A fit that has not begun.
   *
   * @param concerns whether a parameter can move a run's figures
   */
  ProfileFit(
      List<ProfileParameter> parameters,
      List<EngineProfile> profiles,
      FitTarget target,
      BiPredicate<ProfileParameter, MeasuredRun> concerns,
      Consumer<String> log) {
    this.parameters = parameters;
    this.profiles = profiles;
    this.target = target;
    this.concerns = concerns;
    this.log = log;
    starts = parameters.stream().mapToDouble(parameter -> parameter.start(profiles)).toArray();
  }

  /**
   * A fitted constant.
   *
   * @param spread standard deviation of its logarithm after the fit; as wide as the prior's where
   *     the runs say nothing about it
   */
  record Fitted(ProfileParameter parameter, double start, double value, double spread) {}

  /** Fits, in at most so many steps. */
  List<Fitted> run(int most) throws InterruptedException {
    double[] x = new double[parameters.size()];
    double[] errors = target.errors(at(x));
    double loss = loss(x, errors);
    log.accept("loss " + loss);
    RealMatrix hessian = null;
    for (int round = 0; round < most; round++) {
      double[][] slopes = slopes(x, errors);
      hessian = hessian(errors, slopes);
      RealVector move =
          new CholeskyDecomposition(hessian).getSolver().solve(gradient(x, errors, slopes));
      double longest = move.getLInfNorm();
      if (longest > LONGEST_MOVE) {
        move.mapMultiplyToSelf(LONGEST_MOVE / longest);
      }
      double before = loss;
      for (int halving = 0; halving <= HALVINGS; halving++) {
        double[] tried = x.clone();
        for (int p = 0; p < tried.length; p++) {
          tried[p] -= move.getEntry(p) / (1 << halving);
        }
        double[] triedErrors = target.errors(at(tried));
        double triedLoss = loss(tried, triedErrors);
        if (triedLoss < loss) {
          x = tried;
          errors = triedErrors;
          loss = triedLoss;
          break;
        }
      }
      log.accept("round " + (round + 1) + ": loss " + loss + " " + values(x));
      if (before - loss < 1e-3 * before) {
        break;
      }
    }
    return fitted(x, hessian);
  }

  private List<Fitted> fitted(double[] x, RealMatrix hessian) {
    RealMatrix inverse =
        hessian == null ? null : new CholeskyDecomposition(hessian).getSolver().getInverse();
    List<Fitted> all = new ArrayList<>();
    for (int p = 0; p < x.length; p++) {
      ProfileParameter parameter = parameters.get(p);
      double spread =
          inverse == null
              ? parameter.spread()
              : Math.min(parameter.spread(), ROBUST_SCALE * Math.sqrt(inverse.getEntry(p, p)));
      all.add(new Fitted(parameter, starts[p], parameter.value(starts[p], x[p]), spread));
    }
    return all;
  }

  /** The profiles with the parameters at x. */
  List<EngineProfile> at(double[] x) {
    List<EngineProfile> moved = new ArrayList<>(profiles);
    for (int p = 0; p < x.length; p++) {
      ProfileParameter parameter = parameters.get(p);
      double value = parameter.value(starts[p], x[p]);
      moved.replaceAll(profile -> parameter.apply(profile, value));
    }
    return moved;
  }

  private String values(double[] x) {
    StringBuilder out = new StringBuilder();
    for (int p = 0; p < x.length; p++) {
      double value = parameters.get(p).value(starts[p], x[p]);
      out.append(parameters.get(p).path()).append('=').append((float) value).append(' ');
    }
    return out.toString();
  }

  /** How errors move with each parameter, by parameter and figure. */
  double[][] slopes(double[] x, double[] errors) throws InterruptedException {
    double[][] slopes = new double[x.length][];
    for (int p = 0; p < x.length; p++) {
      double[] moved = x.clone();
      moved[p] += STEP;
      ProfileParameter parameter = parameters.get(p);
      double[] there = target.errors(at(moved), errors, run -> concerns.test(parameter, run));
      for (int i = 0; i < there.length; i++) {
        there[i] = (there[i] - errors[i]) / STEP;
      }
      slopes[p] = there;
    }
    return slopes;
  }

  private double weight(int i, double error) {
    double own = target.figures().get(i).weight();
    double far = error / ROBUST_SCALE;
    return own * own / Math.sqrt(1 + far * far);
  }

  /** Sum of {@code weight^2 scale^2 (sqrt(1 + (e/scale)^2) - 1)} and the prior. */
  private double loss(double[] x, double[] errors) {
    double sum = 0;
    for (int i = 0; i < errors.length; i++) {
      if (!Double.isNaN(errors[i])) {
        double own = target.figures().get(i).weight();
        double far = errors[i] / ROBUST_SCALE;
        sum += own * own * 2 * ROBUST_SCALE * ROBUST_SCALE * (Math.sqrt(1 + far * far) - 1);
      }
    }
    for (int p = 0; p < x.length; p++) {
      sum += prior(p) * x[p] * x[p];
    }
    return sum;
  }

  /** The prior's weight, in the units of the loss. */
  private double prior(int p) {
    double spread = parameters.get(p).spread();
    return ROBUST_SCALE * ROBUST_SCALE / (spread * spread);
  }

  private RealVector gradient(double[] x, double[] errors, double[][] slopes) {
    double[] gradient = new double[x.length];
    for (int p = 0; p < x.length; p++) {
      gradient[p] = prior(p) * x[p];
      for (int i = 0; i < errors.length; i++) {
        double term = weight(i, errors[i]) * errors[i] * slopes[p][i];
        gradient[p] += Double.isNaN(term) ? 0 : term;
      }
    }
    return MatrixUtils.createRealVector(gradient);
  }

  private RealMatrix hessian(double[] errors, double[][] slopes) {
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
    return MatrixUtils.createRealMatrix(hessian);
  }
}
