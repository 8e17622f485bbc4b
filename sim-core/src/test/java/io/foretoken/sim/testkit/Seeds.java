package io.foretoken.sim.testkit;

import java.util.stream.IntStream;

/** Seeds for laws; a failing case names its seed, and that seed alone brings it back. */
public final class Seeds {
  private Seeds() {}

  /** 0 to 99. */
  public static IntStream hundred() {
    return IntStream.range(0, 100);
  }

  /** 0 to 299. */
  public static IntStream threeHundred() {
    return IntStream.range(0, 300);
  }
}
