package io.foretoken.scenario.resolve;

import io.foretoken.hardware.step.CompiledStepTime;
import io.foretoken.hardware.step.StepPlan;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The step times of the plans that were asked for last, with all that they have looked up so far:
 * points of a sweep that differ in their load alone share them. Safe for several threads.
 */
final class CompiledPlans {
  private static final int MOST = 64;

  private final Map<StepPlan, CompiledStepTime> latest = new LinkedHashMap<>(2 * MOST, 0.75f, true);

  /**
   * The step times of a plan.
   *
   * @throws io.foretoken.hardware.step.NotServableException as {@link CompiledStepTime#compile}
   */
  synchronized CompiledStepTime of(StepPlan plan) {
    CompiledStepTime known = latest.get(plan);
    if (known == null) {
      known = CompiledStepTime.compile(plan);
      latest.put(plan, known);
      if (latest.size() > MOST) {
        latest.remove(latest.keySet().iterator().next());
      }
    }
    return known;
  }
}
