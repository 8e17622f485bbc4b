package io.foretoken.sim.batch;

/** Decides when waiting requests become a batch that runs as a whole, and how many of them. */
public interface BatchRule {
  /**
   * Looks at the queue of an engine that runs nothing.
   *
   * @param waiting requests in the queue, at least 1
   * @param oldestNanos how long the oldest of them has been there
   * @return how many, from the head of the queue, become a batch now; 0 to wait for more. Positive
   *     once the oldest has waited for {@link #delayNanos}.
   */
  int take(int waiting, long oldestNanos);

  /** How long the oldest request waits for others before the engine runs what is there. */
  long delayNanos();
}
