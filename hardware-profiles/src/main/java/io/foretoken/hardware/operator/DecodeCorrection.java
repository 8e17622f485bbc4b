package io.foretoken.hardware.operator;

/**
 * What was measured of decode attention beyond its form, for one head shape: a curve over length at
 * each of a few row counts, and between two of them the share of the way that the form has gone. So
 * times rise with rows and with length, as the form does.
 *
 * <p>Axes of the grid: head_dim, kv_heads, heads_per_kv_head, rows, length.
 */
final class DecodeCorrection {
  private static final int ROWS_AXIS = 3;
  private static final int LENGTH_AXIS = 4;

  /** Time by the form of rows of a length, us. */
  interface Form {
    double micros(double rows, double length);
  }

  private final double[] rows;
  private final double[][] form;
  private final double[][] micros;

  /**
   * A correction.
   *
   * @param lengths at which it will be asked
   */
  DecodeCorrection(
      CorrectionGrid grid, int heads, int kvHeads, int headDim, double[] lengths, Form formOf) {
    rows = grid.nodes(ROWS_AXIS);
    double[] nodes = grid.nodes(LENGTH_AXIS);
    double shared = (double) heads / kvHeads;
    form = new double[rows.length][lengths.length];
    micros = new double[rows.length][lengths.length];
    for (int r = 0; r < rows.length; r++) {
      double count = rows[r];
      NodeCurve curve =
          new NodeCurve(
              nodes,
              length -> formOf.micros(count, length),
              length -> grid.logAt(headDim, kvHeads, shared, count, length),
              length -> 0,
              true);
      for (int i = 0; i < lengths.length; i++) {
        form[r][i] = formOf.micros(count, lengths[i]);
        micros[r][i] = curve.at(lengths[i], form[r][i]);
        if (r > 0) {
          micros[r][i] = Math.max(micros[r][i], micros[r - 1][i]);
        }
      }
    }
  }

  /**
   * The corrected time, us.
   *
   * @param at which of the lengths
   * @param formMicros what the form says of {@code count} rows of that length
   */
  double micros(int at, int count, double formMicros) {
    int last = rows.length - 1;
    if (count >= rows[last]) {
      return formMicros * (micros[last][at] / form[last][at]);
    }
    int low = 0;
    while (low + 2 <= last && count >= rows[low + 1]) {
      low++;
    }
    double rise = form[low + 1][at] - form[low][at];
    double share =
        rise > 1e-9 * form[low][at]
            ? (formMicros - form[low][at]) / rise
            : (count - rows[low]) / (rows[low + 1] - rows[low]);
    share = Math.max(0, Math.min(1, share));
    return micros[low][at] + share * (micros[low + 1][at] - micros[low][at]);
  }
}
