package io.foretoken.hardware.operator;

import java.util.List;

/**
 * A {@link CorrectionTable} for look-ups: linear between nodes in the logarithms of the
 * coordinates, constant beyond the first and the last. Used when operators are compiled, not in a
 * step; there what it says is kept by the operator.
 */
public final class CorrectionGrid {
  private final List<String> names;
  private final double[][] nodes;
  private final double[][] logNodes;
  private final int[] stride;
  private final byte[] values;

  CorrectionGrid(List<CorrectionAxis> axes, byte[] values) {
    this.values = values;
    names = axes.stream().map(CorrectionAxis::name).toList();
    nodes = new double[axes.size()][];
    logNodes = new double[axes.size()][];
    stride = new int[axes.size()];
    int step = 1;
    for (int d = axes.size() - 1; d >= 0; d--) {
      stride[d] = step;
      step *= axes.get(d).at().size();
      nodes[d] = axes.get(d).at().stream().mapToDouble(Double::doubleValue).toArray();
      logNodes[d] = new double[nodes[d].length];
      for (int i = 0; i < nodes[d].length; i++) {
        logNodes[d][i] = Log2Table.of(nodes[d][i]);
      }
    }
  }

  /** Names of the axes. */
  public List<String> names() {
    return names;
  }

  /** Nodes of an axis. */
  public double[] nodes(int axis) {
    return nodes[axis].clone();
  }

  /**
   * ln(measured / form) at a point.
   *
   * @param at one positive coordinate per axis
   */
  public double logAt(double... at) {
    if (at.length != nodes.length) {
      throw new IllegalArgumentException(at.length + " coordinates for " + nodes.length + " axes");
    }
    int[] low = new int[at.length];
    double[] share = new double[at.length];
    for (int d = 0; d < at.length; d++) {
      double[] axis = logNodes[d];
      double x = Log2Table.of(at[d]);
      int i = 0;
      while (i + 2 < axis.length && x >= axis[i + 1]) {
        i++;
      }
      low[d] = i;
      share[d] =
          axis.length == 1 ? 0 : Math.max(0, Math.min(1, (x - axis[i]) / (axis[i + 1] - axis[i])));
    }
    double sum = 0;
    for (int corner = 0; corner < 1 << at.length; corner++) {
      double weight = 1;
      int index = 0;
      for (int d = 0; d < at.length; d++) {
        int up = corner >> d & 1;
        weight *= up == 1 ? share[d] : 1 - share[d];
        index += (low[d] + up) * stride[d];
      }
      if (weight > 0) {
        sum += weight * values[index];
      }
    }
    return sum * CorrectionTable.STEP;
  }
}
