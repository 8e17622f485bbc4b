package io.foretoken.input.yaml;

import io.foretoken.input.problem.Origin;

/** A part of a YAML or JSON document that knows where it was written. Immutable. */
public sealed interface LocatedNode permits MapNode, ListNode, ScalarNode {
  /** Where the node begins; for an alias, where its anchor stands. */
  Origin origin();

  /** What the node is, in words for a message: {@code a map}, {@code a list}, {@code "abc"}. */
  String describe();

  /** Whether the node is an empty, unquoted scalar, {@code null} or {@code ~}. */
  default boolean isNull() {
    return false;
  }
}
