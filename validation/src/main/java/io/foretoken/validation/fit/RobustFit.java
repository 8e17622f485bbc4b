package io.foretoken.validation.fit;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.exception.TooManyIterationsException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresFactory;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresProblem;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.fitting.leastsquares.MultivariateJacobianFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.FastMath;
import org.apache.commons.math3.util.Pair;

/**
 * Non-linear least squares of {@code ln(predicted / measured)} under a loss that grows linearly for
 * outliers: {@code 2 s^2 (sqrt(1 + (r/s)^2) - 1)}, by Levenberg-Marquardt on the signed root of the
 * loss, which is smooth. Derivatives are forward differences.
 */
final class RobustFit {
  private static final double STEP = 1e-5;
  private static final int ITERATIONS = 60;
  private static final double TOLERANCE = 1e-7;

  /** Predictions for all rows at once, in microseconds. */
  interface Form {
    void micros(double[] parameters, double[] predicted);
  }

  /**
   * What a fit found.
   *
   * @param values one per parameter
   * @param loss the sum that was made small
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Result(double[] values, double loss) {}

  private final List<Parameter> parameters;
  private final int[] free;
  private final Form form;
  private final double[] logMeasured;
  private final double[] rootWeight;
  private final double scale;
  private final double[] predicted;

  private RobustFit(
      List<Parameter> parameters, Form form, double[] measured, double[] weight, double scale) {
    this.parameters = parameters;
    this.form = form;
    this.scale = scale;
    logMeasured = new double[measured.length];
    rootWeight = new double[measured.length];
    double sum = 0;
    for (double w : weight) {
      sum += w;
    }
    for (int i = 0; i < measured.length; i++) {
      logMeasured[i] = FastMath.log(measured[i]);
      rootWeight[i] = FastMath.sqrt(weight[i] / sum);
    }
    predicted = new double[measured.length];
    List<Integer> moving = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      if (!parameters.get(i).isFixed()) {
        moving.add(i);
      }
    }
    free = moving.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * Fits.
   *
   * @param measured microseconds, one per row of the form
   * @param weight of the rows, any scale
   * @param scale log error from which a row counts as an outlier
   */
  static Result fit(
      List<Parameter> parameters, Form form, double[] measured, double[] weight, double scale) {
    return new RobustFit(parameters, form, measured, weight, scale).run();
  }

  private Result run() {
    double[] start = new double[free.length];
    for (int i = 0; i < free.length; i++) {
      start[i] = parameters.get(free[i]).free();
    }
    double[][] best = {start};
    double[] least = {Double.POSITIVE_INFINITY};
    MultivariateJacobianFunction model =
        point -> {
          double[] at = point.toArray();
          RealVector value = new ArrayRealVector(residuals(at), false);
          double loss = value.dotProduct(value);
          if (loss < least[0]) {
            least[0] = loss;
            best[0] = at;
          }
          return new Pair<>(value, new Array2DRowRealMatrix(jacobian(at, value), false));
        };
    LeastSquaresProblem problem =
        LeastSquaresFactory.create(
            model,
            new ArrayRealVector(logMeasured.length),
            new ArrayRealVector(start),
            null,
            ITERATIONS,
            ITERATIONS);
    try {
      new LevenbergMarquardtOptimizer()
          .withCostRelativeTolerance(TOLERANCE)
          .withParameterRelativeTolerance(TOLERANCE)
          .optimize(problem);
    } catch (TooManyEvaluationsException | TooManyIterationsException e) {
      // The best point so far stands: the last iterations change the fourth digit.
    }
    return new Result(values(best[0]), least[0]);
  }

  private double[] values(double[] at) {
    double[] values = new double[parameters.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = parameters.get(i).start();
    }
    for (int i = 0; i < free.length; i++) {
      values[free[i]] = parameters.get(free[i]).at(at[i]);
    }
    return values;
  }

  private double[] residuals(double[] at) {
    form.micros(values(at), predicted);
    double[] residuals = new double[predicted.length];
    for (int i = 0; i < residuals.length; i++) {
      double error = (FastMath.log(predicted[i]) - logMeasured[i]) / scale;
      double loss = FastMath.sqrt(2 * (FastMath.sqrt(1 + error * error) - 1));
      residuals[i] = rootWeight[i] * (error < 0 ? -loss : loss);
    }
    return residuals;
  }

  private double[][] jacobian(double[] at, RealVector value) {
    double[][] jacobian = new double[predicted.length][free.length];
    for (int j = 0; j < free.length; j++) {
      double[] moved = at.clone();
      moved[j] += STEP;
      double[] there = residuals(moved);
      for (int i = 0; i < there.length; i++) {
        jacobian[i][j] = (there[i] - value.getEntry(i)) / STEP;
      }
    }
    return jacobian;
  }
}
