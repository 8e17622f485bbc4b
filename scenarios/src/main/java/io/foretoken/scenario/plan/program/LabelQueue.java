package io.foretoken.scenario.plan.program;

import java.util.PriorityQueue;

/** Labels to look at, in {@link Label#order}. */
final class LabelQueue {
  private final PriorityQueue<Label> queue = new PriorityQueue<>(Label::order);

  void add(Label label) {
    queue.add(label);
  }

  Label poll() {
    return queue.poll();
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }
}
