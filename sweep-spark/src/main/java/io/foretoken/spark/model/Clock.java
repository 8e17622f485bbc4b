package io.foretoken.spark.model;

import java.util.PriorityQueue;

/** Time that goes from one thing that happens to the next; at the same time in order of asking. */
final class Clock {
  private record Event(double at, long number, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Double.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long asked;
  private double now;

  /** Nanoseconds since the beginning. */
  double now() {
    return now;
  }

  /** Has something happen, not before now. */
  void at(double nanos, Runnable action) {
    events.add(new Event(nanos, asked++, action));
  }

  /** Runs until nothing is left to happen. */
  void run() {
    for (Event event = events.poll(); event != null; event = events.poll()) {
      now = event.at();
      event.action().run();
    }
  }
}
