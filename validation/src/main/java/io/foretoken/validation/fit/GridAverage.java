package io.foretoken.validation.fit;

import io.foretoken.hardware.operator.CorrectionAxis;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * Averages scattered logarithms on the nodes of a grid: a point counts for the nodes around it by
 * its nearness in the logarithm of each coordinate; points far from a node's median count as much
 * as the nearest that is not. A node that no point is near takes its neighbours' value.
 */
final class GridAverage {
  private static final double FAR = 0.12;
  private static final double LEAST_WEIGHT = 1e-3;

  private final double[][] nodes;
  private final boolean[] exact;
  private final int[] stride;
  private final List<List<double[]>> near;

  /**
   * A grid without points.
   *
   * @param exact axes on which only points at the node itself count
   */
  GridAverage(List<CorrectionAxis> axes, boolean[] exact) {
    this.exact = exact.clone();
    nodes = new double[axes.size()][];
    stride = new int[axes.size()];
    int size = 1;
    for (int d = axes.size() - 1; d >= 0; d--) {
      stride[d] = size;
      nodes[d] = axes.get(d).at().stream().mapToDouble(FastMath::log).toArray();
      size *= nodes[d].length;
    }
    near = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      near.add(new ArrayList<>(4));
    }
  }

  /** Adds a point. */
  void add(double log, double... at) {
    int[] low = new int[at.length];
    double[] share = new double[at.length];
    for (int d = 0; d < at.length; d++) {
      double x = FastMath.log(at[d]);
      double[] axis = nodes[d];
      if (x < axis[0] - 1e-9 || x > axis[axis.length - 1] + 1e-9) {
        return;
      }
      int i = 0;
      while (i + 2 < axis.length && x >= axis[i + 1] - 1e-9) {
        i++;
      }
      low[d] = i;
      share[d] = axis.length == 1 ? 0 : (x - axis[i]) / (axis[i + 1] - axis[i]);
      if (exact[d] && share[d] > 1e-6 && share[d] < 1 - 1e-6) {
        return;
      }
    }
    for (int corner = 0; corner < 1 << at.length; corner++) {
      double w = 1;
      int index = 0;
      for (int d = 0; d < at.length; d++) {
        int up = corner >> d & 1;
        w *= up == 1 ? share[d] : 1 - share[d];
        index += (low[d] + up) * stride[d];
      }
      // Squared: a point in the middle of a cell says little about its corners.
      if (w * w > LEAST_WEIGHT) {
        near.get(index).add(new double[] {log, w * w});
      }
    }
  }

  /** The averages; unmeasured nodes are filled from their neighbours along the axes. */
  double[] logs() {
    double[] logs = new double[near.size()];
    boolean[] known = new boolean[logs.length];
    for (int i = 0; i < logs.length; i++) {
      known[i] = !near.get(i).isEmpty();
      logs[i] = known[i] ? average(near.get(i)) : 0;
    }
    fill(logs, known);
    return logs;
  }

  private static double average(List<double[]> points) {
    points.sort((a, b) -> Double.compare(a[0], b[0]));
    double half = points.stream().mapToDouble(p -> p[1]).sum() / 2;
    double median = 0;
    double below = 0;
    for (double[] point : points) {
      median = point[0];
      below += point[1];
      if (below >= half) {
        break;
      }
    }
    double sum = 0;
    for (double[] point : points) {
      sum += point[1] * FastMath.max(-FAR, FastMath.min(FAR, point[0] - median));
    }
    return median + sum / (2 * half);
  }

  private void fill(double[] logs, boolean[] known) {
    boolean grows = true;
    while (grows) {
      grows = false;
      boolean[] before = known.clone();
      for (int i = 0; i < logs.length; i++) {
        if (before[i]) {
          continue;
        }
        double near = 0;
        int count = 0;
        for (int d = 0; d < nodes.length; d++) {
          int at = i / stride[d] % nodes[d].length;
          if (at > 0 && before[i - stride[d]]) {
            near += logs[i - stride[d]];
            count++;
          }
          if (at + 1 < nodes[d].length && before[i + stride[d]]) {
            near += logs[i + stride[d]];
            count++;
          }
        }
        if (count > 0) {
          logs[i] = near / count;
          known[i] = true;
          grows = true;
        }
      }
    }
  }
}
