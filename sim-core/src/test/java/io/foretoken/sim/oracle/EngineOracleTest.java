package io.foretoken.sim.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.sim.batch.FcfsQueue;
import io.foretoken.sim.replica.EngineFactory;
import io.foretoken.sim.replica.NaiveEngine;
import io.foretoken.sim.replica.cohort.CohortEngine;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** The fast engine equals the naive one in everything that can be observed. */
class EngineOracleTest {
  private static final int SCENARIOS = Integer.getInteger("oracle.scenarios", 700);
  private static final long FIRST_SEED = Long.getLong("oracle.seed", 1);

  private static final EngineFactory NAIVE = NaiveEngine::new;
  private static final EngineFactory LOOPING = looping(true);
  private static final EngineFactory STEPPING = looping(false);

  private static EngineFactory looping(boolean runsAhead) {
    return (replica, deployment, requests, host, meter) ->
        new CohortEngine(replica, deployment, requests, host, meter, runsAhead);
  }

  @Test
  void equalsTheNaiveEngineOnRandomScenarios() {
    Map<String, Integer> features = compare(SCENARIOS, ScenarioGenerator::draw);
    if (SCENARIOS >= 500) {
      assertThat(features.keySet()).containsAll(ScenarioFeatures.ALL);
    }
  }

  @Test
  void equalsTheNaiveEngineWhereRanksStartPromptsTogether() {
    Map<String, Integer> features = compare(SCENARIOS / 5, ScenarioGenerator::drawBalanced);
    if (SCENARIOS >= 500) {
      assertThat(features.get(ScenarioFeatures.TOGETHER)).isGreaterThan(SCENARIOS / 100);
    }
  }

  private static Map<String, Integer> compare(int scenarios, LongFunction<OracleScenario> draw) {
    Map<String, Integer> features = new TreeMap<>();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + scenarios; seed++) {
      OracleScenario scenario = draw.apply(seed);
      Observation naive = specified(scenario);
      String difference = difference(scenario, naive);
      if (!difference.isEmpty()) {
        OracleScenario smallest =
            ScenarioShrinker.shrink(scenario, smaller -> !difference(smaller).isEmpty());
        throw new AssertionError(
            "seed "
                + seed
                + ": "
                + difference
                + "\nsmallest: "
                + smallest
                + "\n"
                + difference(smallest));
      }
      ScenarioFeatures.count(scenario, naive, features);
      countOrder(scenario, naive, features);
    }
    System.out.println("oracle: " + scenarios + " scenarios " + features);
    return features;
  }

  /** Whether the order of the queue makes a difference. */
  private static void countOrder(
      OracleScenario scenario, Observation naive, Map<String, Integer> features) {
    String order = scenario.engine().queue().order();
    if (!order.equals(FcfsQueue.NAME)
        && !naive
            .lines()
            .equals(Observation.of(scenario.withOrder(FcfsQueue.NAME), NAIVE, false).lines())) {
      features.merge("order " + order + " changes the run", 1, Integer::sum);
    }
  }

  private static Observation specified(OracleScenario scenario) {
    try {
      return Observation.of(scenario, NAIVE, true);
    } catch (IllegalStateException e) {
      throw new AssertionError("the specification fails on " + scenario, e);
    }
  }

  private static String difference(OracleScenario scenario) {
    try {
      return difference(scenario, Observation.of(scenario, NAIVE, true));
    } catch (RuntimeException e) {
      return ""; // the specification itself does not run it
    }
  }

  private static String difference(OracleScenario scenario, Observation naive) {
    String stepping = difference(scenario, naive, STEPPING, true);
    return stepping.isEmpty()
        ? difference(scenario, naive, LOOPING, false)
        : "loop off: " + stepping;
  }

  private static String difference(
      OracleScenario scenario, Observation naive, EngineFactory engines, boolean checked) {
    Observation fast;
    try {
      fast = Observation.of(scenario, engines, checked);
    } catch (RuntimeException e) {
      return e + " at " + e.getStackTrace()[0] + " " + e.getStackTrace()[1];
    }
    for (int line = 0; line < Math.min(naive.lines().size(), fast.lines().size()); line++) {
      if (!naive.lines().get(line).equals(fast.lines().get(line))) {
        return "naive: " + tail(naive, fast, line) + "\nfast:  " + tail(fast, naive, line);
      }
    }
    return naive.lines().size() == fast.lines().size() ? "" : "one says more than the other";
  }

  /** The line from a little before the place where it begins to differ. */
  private static String tail(Observation of, Observation other, int line) {
    String text = of.lines().get(line);
    String against = other.lines().get(line);
    int at = 0;
    while (at < Math.min(text.length(), against.length())
        && text.charAt(at) == against.charAt(at)) {
      at++;
    }
    int from = Math.max(0, at - 60);
    String begin = from == 0 ? "" : text.substring(0, Math.min(from, 24)) + " ... ";
    return begin + text.substring(from, Math.min(text.length(), at + 200));
  }
}
