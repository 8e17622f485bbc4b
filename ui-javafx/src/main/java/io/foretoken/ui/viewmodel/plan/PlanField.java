package io.foretoken.ui.viewmodel.plan;

import java.util.List;
import java.util.Optional;

/**
 * A field of the Plan screen: a value of the scenario that can be changed there.
 *
 * @param key which one it is, the same whatever the scenario
 * @param label above it
 * @param path of its value in the scenario
 * @param value without its unit; empty where the scenario does not say it
 * @param unit shown after the value; may be empty
 * @param placeholder what holds without a value
 * @param choices to pick from; empty for a text
 * @param isOpen whether it can be set here: not where the scenario says it in another way
 * @param problem what is wrong with it, if anything
 */
public record PlanField(
    Key key,
    String label,
    String path,
    String value,
    String unit,
    String placeholder,
    List<String> choices,
    boolean isOpen,
    Optional<String> problem) {
  /** The fields, in their order. */
  public enum Key {
    PEAK,
    SPREAD,
    TTFT,
    TPOT,
    HEADROOM,
    BUDGET,
    WEIGHTS,
    TENSOR,
    BATCH,
    UPTIME
  }

  /** Keeps a copy. */
  public PlanField {
    choices = List.copyOf(choices);
  }
}
