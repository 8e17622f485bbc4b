package io.foretoken.scenario.plan.program;

import java.util.Arrays;
import java.util.List;

/** A fleet that is being built. */
final class Label {
  final long cost;
  final long capacity;

  /** Capacity of its largest replica. */
  final long largest;

  /** GPUs used of each supply. */
  final int[] used;

  /** Replicas by offer. */
  final int[] counts;

  /** The label that it was made from, by one replica of an offer that was added in a step. */
  final Label before;

  final int offer;
  final int step;

  private Label(
      long cost,
      long capacity,
      long largest,
      int[] used,
      int[] counts,
      Label before,
      int offer,
      int step) {
    this.cost = cost;
    this.capacity = capacity;
    this.largest = largest;
    this.used = used;
    this.counts = counts;
    this.before = before;
    this.offer = offer;
    this.step = step;
  }

  /** No replica at all. */
  static Label empty(int offers, int supplies) {
    return new Label(0, 0, 0, new int[supplies], new int[offers], null, -1, -1);
  }

  /** With one more replica; null where there is no GPU left for it. */
  Label with(int index, int atStep, Offer more, List<Supply> supplies) {
    int[] using = used;
    for (int at = 0; at < supplies.size(); at++) {
      int gpus = supplies.get(at).used(more);
      if (gpus > 0) {
        using = using == used ? used.clone() : using;
        using[at] += gpus;
        if (using[at] > supplies.get(at).gpus()) {
          return null;
        }
      }
    }
    int[] with = counts.clone();
    with[index]++;
    return new Label(
        cost + more.cost().get(atStep),
        capacity + more.capacity(),
        Math.max(largest, more.capacity()),
        using,
        with,
        this,
        index,
        atStep);
  }

  /** Capacity without the largest replica. */
  long without() {
    return capacity - largest;
  }

  /** Whether whatever completes another label completes this one at no more cost. */
  boolean matches(Label other) {
    if (cost > other.cost || capacity < other.capacity || without() < other.without()) {
      return false;
    }
    for (int at = 0; at < used.length; at++) {
      if (used[at] > other.used[at]) {
        return false;
      }
    }
    return true;
  }

  /** Cheapest first; then more capacity; then more of the offers that come first. */
  static int order(Label a, Label b) {
    int byCost = Long.compare(a.cost, b.cost);
    if (byCost != 0) {
      return byCost;
    }
    int byCapacity = Long.compare(b.capacity, a.capacity);
    if (byCapacity != 0) {
      return byCapacity;
    }
    int byRest = Long.compare(b.without(), a.without());
    return byRest != 0 ? byRest : Arrays.compare(b.counts, a.counts);
  }
}
