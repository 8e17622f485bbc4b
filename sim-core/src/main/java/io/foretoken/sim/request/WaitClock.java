package io.foretoken.sim.request;

/**
 * How long a waiting queue has been held up by which cause since the start of the run. The wait of
 * a sequence by cause is the difference of two readings, so it costs nothing while the sequence
 * waits.
 */
public final class WaitClock {
  private static final WaitCause[] CAUSES = WaitCause.values();

  private final long[] total = new long[WaitCause.count()];
  private WaitCause current = WaitCause.STEP;
  private long since;

  /** A scheduling decision has been taken; until the next one the queue waits for {@code cause}. */
  public void decided(long now, WaitCause cause) {
    total[current.ordinal()] += now - since;
    since = now;
    current = cause;
  }

  /** The request enters the queue. */
  public void enter(RequestTable requests, int slot, long now) {
    for (WaitCause cause : CAUSES) {
      requests.addWait(slot, cause, -reading(cause, now));
    }
  }

  /** The request leaves the queue for its first step. */
  public void leave(RequestTable requests, int slot, long now) {
    for (WaitCause cause : CAUSES) {
      requests.addWait(slot, cause, reading(cause, now));
    }
  }

  /** What holds the queue up now. */
  public WaitCause current() {
    return current;
  }

  /** Time held up by a cause until {@code now}, ns. */
  public long reading(WaitCause cause, long now) {
    return total[cause.ordinal()] + (cause == current ? now - since : 0);
  }
}
