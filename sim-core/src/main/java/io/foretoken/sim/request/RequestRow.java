package io.foretoken.sim.request;

/**
 * What is known of a request when it leaves the system: the row that a {@link RequestSink} gets.
 * The simulation owns one row and fills it again for every request; a sink copies what it keeps.
 * Times are nanoseconds since the start of the run; spans are nanoseconds; -1 means "never".
 */
public final class RequestRow {
  public long index;
  public int classIndex;
  public int tenant;
  public int replica;
  public Outcome outcome = Outcome.FINISHED;

  /** Why it was refused; empty unless {@link Outcome#REFUSED}. */
  public String reason = "";

  public int inputTokens;

  /** Tokens generated (fewer than asked for when it did not finish). */
  public int outputTokens;

  /** Prompt tokens found in the prefix cache at the first admission. */
  public int cachedTokens;

  public int preemptions;
  public long intendedNanos;
  public long sentNanos;

  /** First token at the client, or -1. */
  public long firstTokenNanos;

  /** Last token (or the refusal) at the client, or -1. */
  public long finishedNanos;

  /** Sent until in the engine's waiting queue. */
  public long ingestNanos;

  /** In the waiting queue until first scheduled, by {@link WaitCause} ordinal. */
  public final long[] waitNanos = new long[WaitCause.count()];

  /** First scheduled until the step that yields the first token has ended. */
  public long prefillNanos;

  /** End of that step until the token is at the client. */
  public long streamNanos;

  /** Whether the request counts for the figures of the window. */
  public boolean measured;
}
