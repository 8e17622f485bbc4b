package io.foretoken.sim.oracle;

import io.foretoken.sim.replica.ApiConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing scenario smaller as long as it fails. */
final class ScenarioShrinker {
  private static final int MOST_TRIES = 3000;

  private ScenarioShrinker() {}

  static OracleScenario shrink(OracleScenario failing, Predicate<OracleScenario> fails) {
    OracleScenario smallest = failing;
    int tries = 0;
    boolean shrank = true;
    while (shrank && tries < MOST_TRIES) {
      shrank = false;
      for (OracleScenario candidate : smallerOnes(smallest)) {
        if (++tries > MOST_TRIES) {
          break;
        }
        if (fails.test(candidate)) {
          smallest = candidate;
          shrank = true;
          break;
        }
      }
    }
    return smallest;
  }

  private static List<OracleScenario> smallerOnes(OracleScenario scenario) {
    List<OracleScenario> smaller = new ArrayList<>();
    List<Ask> asks = scenario.asks();
    for (int length = asks.size() / 2; length >= 1; length /= 2) {
      for (int from = 0; from + length <= asks.size(); from += length) {
        List<Ask> fewer = new ArrayList<>(asks.subList(0, from));
        fewer.addAll(asks.subList(from + length, asks.size()));
        smaller.add(scenario.withAsks(fewer));
      }
    }
    if (scenario.replicas() > 1) {
      smaller.add(scenario.withReplicas(1));
    }
    if (scenario.dataParallel() > 1) {
      smaller.add(scenario.withRanks(1));
    }
    ApiConfig none = new ApiConfig(0, 0, 0, 0, 1, 1);
    if (!scenario.api().equals(none)) {
      smaller.add(scenario.withApi(none));
    }
    if (scenario.cutNanos() != Long.MAX_VALUE || scenario.warmupNanos() != 0) {
      smaller.add(scenario.uncut());
    }
    if (!scenario.clients().equals(Clients.PATIENT)) {
      smaller.add(scenario.patient());
    }
    for (int index = 0; index < asks.size(); index++) {
      Ask ask = asks.get(index);
      if (ask.input() > 1) {
        smaller.add(replaced(scenario, index, ask.withInput(ask.input() / 2)));
      }
      if (ask.output() > 1) {
        smaller.add(replaced(scenario, index, ask.withOutput(ask.output() / 2)));
      }
    }
    return smaller;
  }

  private static OracleScenario replaced(OracleScenario scenario, int index, Ask ask) {
    List<Ask> asks = new ArrayList<>(scenario.asks());
    asks.set(index, ask);
    return scenario.withAsks(asks);
  }
}
