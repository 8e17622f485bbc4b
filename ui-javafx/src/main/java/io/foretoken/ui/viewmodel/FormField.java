package io.foretoken.ui.viewmodel;

import java.util.List;
import java.util.Optional;

/**
 * A field of the scenario's form as it stands.
 *
 * @param key which field it is, the same whatever the scenario
 * @param label above it
 * @param path of its value in the scenario
 * @param value without its unit; empty where the scenario leaves it to a default
 * @param unit written after the value, and shown; may be empty
 * @param placeholder what holds without a value
 * @param facts below it; may be empty
 * @param choices to pick from; empty for a text
 * @param isOpen whether it can be set here: not where the scenario says it in another way
 * @param problem what is wrong with it, if anything
 */
public record FormField(
    Key key,
    String label,
    String path,
    String value,
    String unit,
    String placeholder,
    String facts,
    List<Choices.Choice> choices,
    boolean isOpen,
    Optional<String> problem) {
  /** The fields, in their order. */
  public enum Key {
    MODEL,
    GPU,
    REPLICAS,
    TENSOR,
    ENGINE,
    BATCH_LIMIT,
    RATE,
    INPUT,
    OUTPUT,
    SLO_TTFT,
    SLO_TPOT,
    PRICE
  }
}
