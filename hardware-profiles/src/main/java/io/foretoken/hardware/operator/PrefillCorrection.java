package io.foretoken.hardware.operator;

/**
 * What was measured of prefill attention beyond its form, for one head shape. For each of a few
 * numbers of prompts the measured time as a function of the form's, straight between the lengths
 * measured; between two numbers of prompts the mean by their logarithm. So a call takes what
 * prompts take that the form says take as long, whether or not something is stored before, and
 * times rise as the form does. Allocates nothing when asked.
 *
 * <p>Axes of the grid: head_dim, heads, heads_per_kv_head, prompts, tokens.
 */
final class PrefillCorrection {
  private static final int PROMPTS_AXIS = 3;
  private static final int TOKENS_AXIS = 4;

  /** Time by the form of prompts of a length, us. */
  interface Form {
    double micros(int prompts, int tokens);
  }

  private final double[] prompts;
  private final double[] logPrompts;
  private final double[][] form;
  private final double[][] micros;

  PrefillCorrection(CorrectionGrid grid, int heads, int kvHeads, int headDim, Form formOf) {
    prompts = grid.nodes(PROMPTS_AXIS);
    double[] tokens = grid.nodes(TOKENS_AXIS);
    logPrompts = new double[prompts.length];
    form = new double[prompts.length][tokens.length];
    micros = new double[prompts.length][tokens.length];
    double shared = (double) heads / kvHeads;
    for (int p = 0; p < prompts.length; p++) {
      logPrompts[p] = Log2Table.of(prompts[p]);
      double[] logs = new double[tokens.length];
      for (int t = 0; t < tokens.length; t++) {
        form[p][t] = formOf.micros((int) prompts[p], (int) tokens[t]);
        double log = grid.logAt(headDim, heads, shared, prompts[p], tokens[t]);
        logs[t] = StrictMath.log(form[p][t]) + log;
      }
      NodeCurve.level(logs);
      for (int t = 0; t < tokens.length; t++) {
        micros[p][t] = StrictMath.exp(logs[t]);
      }
    }
  }

  /** The corrected time of a call of so many prompts that the form gives {@code formMicros}, us. */
  double micros(int count, double formMicros) {
    int last = prompts.length - 1;
    int low = 0;
    while (low < last && count >= prompts[low + 1]) {
      low++;
    }
    double below = along(low, formMicros);
    if (low == last || count <= prompts[low]) {
      return below;
    }
    double share =
        (Log2Table.of(count) - logPrompts[low]) / (logPrompts[low + 1] - logPrompts[low]);
    return below + share * (along(low + 1, formMicros) - below);
  }

  private double along(int p, double formMicros) {
    double[] f = form[p];
    double[] m = micros[p];
    int last = f.length - 1;
    if (formMicros <= f[0]) {
      return formMicros * (m[0] / f[0]);
    }
    if (formMicros >= f[last]) {
      return formMicros * (m[last] / f[last]);
    }
    int i = 0;
    while (formMicros >= f[i + 1]) {
      i++;
    }
    return m[i] + (formMicros - f[i]) / (f[i + 1] - f[i]) * (m[i + 1] - m[i]);
  }
}
