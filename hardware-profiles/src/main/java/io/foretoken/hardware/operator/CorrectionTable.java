package io.foretoken.hardware.operator;

import java.util.Base64;
import java.util.List;

/**
 * What measurements show beyond a form, on a coarse grid: the logarithm of measured / form, as it
 * stands in a file.
 *
 * @param axes the grid's axes; the last one varies fastest
 * @param values one signed byte per node in Base64 (blanks are passed over), in hundredths of a
 *     logarithm: 5 is 5.1 % slower than the form
 */
public record CorrectionTable(List<CorrectionAxis> axes, String values) {
  /** Logarithm that one step of a value stands for. */
  static final double STEP = 0.01;

  /** Refuses values that are not as many as the axes have nodes. */
  public CorrectionTable {
    axes = List.copyOf(axes);
    int nodes = 1;
    for (CorrectionAxis axis : axes) {
      nodes *= axis.at().size();
    }
    values = solid(values);
    int found = count(values);
    if (found != nodes) {
      throw new IllegalArgumentException(
          "values of " + found + " nodes, but the axes have " + nodes);
    }
  }

  /**
   * A table of logarithms, rounded to hundredths.
   *
   * @param logs one per node, the last axis fastest
   */
  public static CorrectionTable of(List<CorrectionAxis> axes, double[] logs) {
    byte[] bytes = new byte[logs.length];
    for (int i = 0; i < logs.length; i++) {
      long steps = Math.round(logs[i] / STEP);
      bytes[i] = (byte) Math.max(-127, Math.min(127, steps));
    }
    return new CorrectionTable(axes, Base64.getEncoder().encodeToString(bytes));
  }

  /** The table, ready for look-ups. */
  public CorrectionGrid grid() {
    return new CorrectionGrid(axes, Base64.getDecoder().decode(values));
  }

  /** The text without the blanks that a folded line brings. */
  private static String solid(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ') {
        return text.replaceAll("\\s+", "");
      }
    }
    return text;
  }

  /** Bytes that the text stands for, without decoding it: three for four characters. */
  private static int count(String text) {
    int padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
    return text.length() / 4 * 3 - padding;
  }
}
