package io.foretoken.scenario.plan.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Labels that no other one matches; they come in ascending order of cost. */
final class Frontier {
  private final boolean hasPlenty;

  /** Without supplies: the best capacity without the largest replica, by capacity. */
  private final TreeMap<Long, Long> stairs = new TreeMap<>();

  private final List<Label> labels = new ArrayList<>();

  /**
   * @param hasPlenty whether no supply is limited
   */
  Frontier(boolean hasPlenty) {
    this.hasPlenty = hasPlenty;
  }

  /** Adds a label unless one that came before matches it. */
  boolean add(Label label) {
    if (!hasPlenty) {
      for (Label other : labels) {
        if (other.matches(label)) {
          return false;
        }
      }
      labels.add(label);
      return true;
    }
    // The stairs descend: with more capacity comes less without the largest.
    Map.Entry<Long, Long> larger = stairs.ceilingEntry(label.capacity);
    if (larger != null && larger.getValue() >= label.without()) {
      return false;
    }
    Map.Entry<Long, Long> smaller = stairs.floorEntry(label.capacity);
    while (smaller != null && smaller.getValue() <= label.without()) {
      stairs.remove(smaller.getKey());
      smaller = stairs.lowerEntry(label.capacity);
    }
    stairs.put(label.capacity, label.without());
    return true;
  }
}
