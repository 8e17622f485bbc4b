package io.foretoken.sim.testkit;

import io.foretoken.sim.replica.EngineFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The drawn runs of seeds 0, 1 ..., made once per engine, for laws that only look at them. */
public final class DrawnRuns {
  private static final Map<Class<?>, List<Ran>> BY_TEST = new HashMap<>();

  private DrawnRuns() {}

  /**
   * The runs of a class of tests.
   *
   * @param test whose engine it is
   */
  public static synchronized List<Ran> of(Class<?> test, EngineFactory engine, int runs) {
    List<Ran> made = BY_TEST.computeIfAbsent(test, key -> new ArrayList<>());
    for (int seed = made.size(); seed < runs; seed++) {
      try {
        made.add(RandomRun.of(seed).on(engine).run());
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    return made;
  }
}
