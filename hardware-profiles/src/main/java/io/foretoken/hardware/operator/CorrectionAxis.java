package io.foretoken.hardware.operator;

import java.util.List;

/**
 * One axis of a {@link CorrectionTable}.
 *
 * @param name what is counted along it
 * @param at its nodes, positive and rising
 */
public record CorrectionAxis(String name, List<Double> at) {

  /** Refuses nodes that do not rise from above 0. */
  public CorrectionAxis {
    at = List.copyOf(at);
    double last = 0;
    for (double node : at) {
      if (!(node > last)) {
        throw new IllegalArgumentException(
            "the nodes of axis " + name + " must be above 0, rising");
      }
      last = node;
    }
    if (at.isEmpty()) {
      throw new IllegalArgumentException("axis " + name + " has no nodes");
    }
  }

  /** An axis of whole numbers. */
  public static CorrectionAxis of(String name, int... at) {
    return new CorrectionAxis(name, java.util.Arrays.stream(at).asDoubleStream().boxed().toList());
  }
}
