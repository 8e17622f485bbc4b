package io.foretoken.scenario.resolve;

import io.foretoken.input.problem.Origin;

/**
 * A value for one key of a scenario.
 *
 * @param path the key, such as {@code fleet.main.replicas}
 * @param value YAML on one line
 * @param origin where the user wrote it
 * @param comment why it has this value, one line; may be empty
 */
public record Setting(String path, String value, Origin origin, String comment) {
  /** A setting that explains itself. */
  public Setting(String path, String value, Origin origin) {
    this(path, value, origin, "");
  }
}
