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

  /** Why it was refused or rejected; empty otherwise. */
  public String reason = "";

  public int inputTokens;

  /** Tokens generated (fewer than asked for when it did not finish). */
  public int outputTokens;

  /** Prompt tokens found in the prefix cache at the first admission. */
  public int cachedTokens;

  public int preemptions;

  /** When it was preempted last, or -1. */
  public long preemptedNanos;

  /** When it was scheduled again after that, or -1. */
  public long resumedNanos;

  /** Times it was sent, at least 1; what follows of tokens and times is of the last attempt. */
  public int attempts;

  public long intendedNanos;

  /** When it was sent first. */
  public long sentNanos;

  /** First token at the client, or -1. */
  public long firstTokenNanos;

  /** Last token (or the refusal) at the client, or -1. */
  public long finishedNanos;

  /** From first sending until the last attempt was sent. */
  public long retryNanos;

  /** Last attempt sent until in the engine's waiting queue. */
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
