package io.foretoken.sim.request;

import java.util.Arrays;

/** How often requests lost their KV cache on the way, and the last time between. */
final class Pauses {
  private static final int NEVER = -1;

  private int[] count = new int[0];
  private long[] from = new long[0];
  private long[] until = new long[0];

  /** A request begins in a slot. */
  void begin(int slot) {
    count[slot] = 0;
    from[slot] = NEVER;
    until[slot] = NEVER;
  }

  /** The next attempt of a request begins in another slot; preemptions count over attempts. */
  void again(int failed, int slot) {
    begin(slot);
    count[slot] = count[failed];
  }

  void preempted(int slot, long now) {
    count[slot]++;
    from[slot] = now;
    until[slot] = NEVER;
  }

  /** The request is scheduled again after it was preempted. */
  void resumed(int slot, long now) {
    until[slot] = now;
  }

  void describe(int slot, RequestRow out) {
    out.preemptions = count[slot];
    out.preemptedNanos = from[slot];
    out.resumedNanos = until[slot];
  }

  void grow(int to) {
    count = Arrays.copyOf(count, to);
    from = Arrays.copyOf(from, to);
    until = Arrays.copyOf(until, to);
  }
}
