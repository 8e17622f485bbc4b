package io.foretoken.validation.fit.engine;

import java.util.function.IntPredicate;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;

/**
 * The fit of {@link ProfileFit} on a simulator that is taken to be linear around the constants that
 * ship: errors at x are {@code errors + slopes * x}. Instead of simulations a refit takes
 * arithmetic, so that a fit may be repeated without some of its runs.
 *
 * @param errors logarithms of predicted over measured, NaN where there is none
 * @param slopes by parameter and figure
 * @param weights of figures
 * @param spreads of parameters, as wide as the prior lets them go from where they ship
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LinearFit(double[] errors, double[][] slopes, double[] weights, double[] spreads) {
  private static final double ROBUST_SCALE = 0.08;
  private static final int ROUNDS = 30;

  /** Parameters that fit the figures of a choice, from where they ship. */
  double[] solve(IntPredicate chosen) {
    int n = slopes.length;
    double[] x = new double[n];
    for (int round = 0; round < ROUNDS; round++) {
      double[][] hessian = new double[n][n];
      double[] gradient = new double[n];
      for (int p = 0; p < n; p++) {
        double prior = ROBUST_SCALE * ROBUST_SCALE / (spreads[p] * spreads[p]);
        hessian[p][p] = prior;
        gradient[p] = prior * x[p];
      }
      for (int i = 0; i < errors.length; i++) {
        double error = at(x, i);
        if (chosen.test(i) && !Double.isNaN(error)) {
          double far = error / ROBUST_SCALE;
          double weight = weights[i] * weights[i] / Math.sqrt(1 + far * far);
          for (int p = 0; p < n; p++) {
            gradient[p] += weight * error * slopes[p][i];
            for (int q = 0; q < n; q++) {
              hessian[p][q] += weight * (slopes[p][i] * slopes[q][i]);
            }
          }
        }
      }
      double[] move =
          new CholeskyDecomposition(MatrixUtils.createRealMatrix(hessian))
              .getSolver()
              .solve(MatrixUtils.createRealVector(gradient))
              .toArray();
      for (int p = 0; p < n; p++) {
        x[p] -= move[p];
      }
    }
    return x;
  }

  /** The error of a figure with parameters moved. */
  double at(double[] x, int figure) {
    double error = errors[figure];
    for (int p = 0; p < x.length; p++) {
      error += slopes[p][figure] * x[p];
    }
    return error;
  }
}
