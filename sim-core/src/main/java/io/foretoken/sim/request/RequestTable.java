package io.foretoken.sim.request;

import java.util.Arrays;

/**
 * The requests in the system, as the client sees them: one slot per request, columns in primitive
 * arrays, slots reused once a request has left. What an engine runs for a request stands in its
 * {@link SequenceTable}.
 */
public final class RequestTable {
  private static final int NONE = -1;

  private long[] index = new long[0];
  private int[] classIndex = new int[0];
  private int[] tenant = new int[0];
  private int[] label = new int[0];
  private final LabelPairs labels = new LabelPairs();
  private int[] priority = new int[0];
  private int[] inputTokens = new int[0];
  private int[] outputTokens = new int[0];
  private int[] maxTokens = new int[0];
  private long[] deadline = new long[0];
  private long[] intended = new long[0];
  private long[] sent = new long[0];
  private int[] replica = new int[0];
  private long[] enqueued = new long[0];
  private long[] firstScheduled = new long[0];
  private long[] firstStepEnd = new long[0];
  private long[] firstToken = new long[0];
  private int[] emitted = new int[0];
  private int[] cachedTokens = new int[0];
  private final Pauses pauses = new Pauses();
  private long[] wait = new long[0];
  private Outcome[] outcome = new Outcome[0];
  private String[] reason = new String[0];
  private int[] rank = new int[0];
  private int[] sequence = new int[0];
  private boolean[] abandoned = new boolean[0];
  private final Contents contents = new Contents();
  private long[] timeout = new long[0];
  private long[] cancelAt = new long[0];
  private RetryPolicy[] retry = new RetryPolicy[0];
  private int[] attempt = new int[0];
  private long[] attemptSent = new long[0];
  private int[] epoch = new int[0];
  private int[] nextFree = new int[0];
  private int firstFree = NONE;
  private int live;

  /** Takes a slot for the request in the draft. */
  public int add(RequestDraft draft) {
    if (firstFree == NONE) {
      grow();
    }
    int slot = firstFree;
    firstFree = nextFree[slot];
    live++;
    index[slot] = draft.index;
    classIndex[slot] = draft.classIndex;
    tenant[slot] = draft.tenant;
    label[slot] = labels.numberOf(draft.classIndex, draft.tenant);
    priority[slot] = draft.priority;
    inputTokens[slot] = draft.inputTokens;
    outputTokens[slot] = draft.outputTokens;
    maxTokens[slot] = draft.maxTokens;
    deadline[slot] = draft.dueNanos > 0 ? draft.intendedNanos + draft.dueNanos : Long.MAX_VALUE;
    intended[slot] = draft.intendedNanos;
    sent[slot] = draft.sentNanos;
    timeout[slot] = draft.timeoutNanos;
    cancelAt[slot] = draft.cancelNanos > 0 ? draft.sentNanos + draft.cancelNanos : Long.MAX_VALUE;
    retry[slot] = draft.retry;
    attempt[slot] = 1;
    attemptSent[slot] = draft.sentNanos;
    pauses.begin(slot);
    begin(slot);
    contents.begin(slot, draft);
    return slot;
  }

  /** Nothing has happened to the attempt yet. */
  private void begin(int slot) {
    replica[slot] = NONE;
    enqueued[slot] = NONE;
    firstScheduled[slot] = NONE;
    firstStepEnd[slot] = NONE;
    firstToken[slot] = NONE;
    emitted[slot] = 0;
    cachedTokens[slot] = 0;
    Arrays.fill(wait, slot * WaitCause.count(), (slot + 1) * WaitCause.count(), 0);
    rank[slot] = NONE;
    sequence[slot] = NONE;
    abandoned[slot] = false;
    outcome[slot] = Outcome.UNFINISHED;
    reason[slot] = "";
    nextFree[slot] = slot;
  }

  /**
   * Takes a slot for the next attempt of the request in a slot, which an engine may still hold. It
   * is sent with {@link #sentAgain}.
   */
  public int again(int failed) {
    if (firstFree == NONE) {
      grow();
    }
    int slot = firstFree;
    firstFree = nextFree[slot];
    live++;
    index[slot] = index[failed];
    classIndex[slot] = classIndex[failed];
    tenant[slot] = tenant[failed];
    label[slot] = label[failed];
    priority[slot] = priority[failed];
    inputTokens[slot] = inputTokens[failed];
    outputTokens[slot] = outputTokens[failed];
    maxTokens[slot] = maxTokens[failed];
    deadline[slot] = deadline[failed];
    intended[slot] = intended[failed];
    sent[slot] = sent[failed];
    timeout[slot] = timeout[failed];
    cancelAt[slot] = cancelAt[failed];
    retry[slot] = retry[failed];
    attempt[slot] = attempt[failed];
    attemptSent[slot] = attemptSent[failed];
    pauses.again(failed, slot);
    contents.again(failed, slot);
    begin(slot);
    return slot;
  }

  /** The next attempt is sent. */
  public void sentAgain(int slot, long now) {
    attempt[slot]++;
    attemptSent[slot] = now;
  }

  /** Number of the latest attempt sent, from 1. */
  public int attempt(int slot) {
    return attempt[slot];
  }

  /** How long its client waits for an attempt, 0 for ever. */
  public long timeoutNanos(int slot) {
    return timeout[slot];
  }

  /** When the client wants no answer any more, or {@link Long#MAX_VALUE}. */
  public long cancelNanos(int slot) {
    return cancelAt[slot];
  }

  /** What the client does after an attempt that has failed. */
  public RetryPolicy retry(int slot) {
    return retry[slot];
  }

  /** Changes whenever the slot changes hands. */
  public int epoch(int slot) {
    return epoch[slot];
  }

  /** What prompts and answers consist of. */
  public Contents contents() {
    return contents;
  }

  /** Gives the slot back. */
  public void remove(int slot) {
    epoch[slot]++;
    nextFree[slot] = firstFree;
    firstFree = slot;
    live--;
  }

  /** Requests in the table. */
  public int live() {
    return live;
  }

  /** Slots ever in use at once; live ones are those with {@link #isLive}. */
  public int slots() {
    return index.length;
  }

  /** Whether a request holds the slot. */
  public boolean isLive(int slot) {
    return nextFree[slot] == slot;
  }

  public long index(int slot) {
    return index[slot];
  }

  public int classIndex(int slot) {
    return classIndex[slot];
  }

  public int tenant(int slot) {
    return tenant[slot];
  }

  /** Number of the pair of class and tenant, see {@link #labels}. */
  public int label(int slot) {
    return label[slot];
  }

  /** The pairs of class and tenant that requests have had. */
  public LabelPairs labels() {
    return labels;
  }

  public int priority(int slot) {
    return priority[slot];
  }

  /** When the answer is due, or {@link Long#MAX_VALUE}. */
  public long deadlineNanos(int slot) {
    return deadline[slot];
  }

  public int inputTokens(int slot) {
    return inputTokens[slot];
  }

  /** True output length; not for policies. */
  public int outputTokens(int slot) {
    return outputTokens[slot];
  }

  /** Declared limit on generated tokens. */
  public int maxTokens(int slot) {
    return maxTokens[slot];
  }

  public long intendedNanos(int slot) {
    return intended[slot];
  }

  public int replica(int slot) {
    return replica[slot];
  }

  public void routedTo(int slot, int toReplica) {
    replica[slot] = toReplica;
  }

  /** The request enters its engine's waiting queue for the first time. */
  public void enqueued(int slot, long now) {
    enqueued[slot] = now;
  }

  /** When the request entered an engine's waiting queue. */
  public long enqueuedNanos(int slot) {
    return enqueued[slot];
  }

  /** Whether the request has ever been in its engine's waiting queue. */
  public boolean wasEnqueued(int slot) {
    return enqueued[slot] != NONE;
  }

  /** The engine runs the request as a sequence of one of its ranks. */
  public void runsAs(int slot, int ofRank, int asSequence) {
    rank[slot] = ofRank;
    sequence[slot] = asSequence;
  }

  /** The engine no longer runs the request. */
  public void runsNoMore(int slot) {
    sequence[slot] = NONE;
  }

  /** Rank of {@link #sequence}. */
  public int rank(int slot) {
    return rank[slot];
  }

  /** The request's sequence in its rank, or -1 before and after. */
  public int sequence(int slot) {
    return sequence[slot];
  }

  /** The client has given up, and its row has been written; the server may not know yet. */
  public void abandon(int slot) {
    abandoned[slot] = true;
  }

  public boolean isAbandoned(int slot) {
    return abandoned[slot];
  }

  /**
   * The request is scheduled for the first time.
   *
   * @param cached prompt tokens found in the prefix cache
   */
  public void scheduledFirst(int slot, long now, int cached) {
    firstScheduled[slot] = now;
    cachedTokens[slot] = cached;
  }

  public boolean wasScheduled(int slot) {
    return firstScheduled[slot] != NONE;
  }

  /** Adds waiting time before the first scheduling by cause. */
  public void addWait(int slot, WaitCause cause, long nanos) {
    wait[slot * WaitCause.count() + cause.ordinal()] += nanos;
  }

  /**
   * The first output token is out.
   *
   * @param stepEnd end of the engine step that made it
   * @param atClient when the client has it
   */
  public void firstToken(int slot, long stepEnd, long atClient) {
    firstStepEnd[slot] = stepEnd;
    firstToken[slot] = atClient;
  }

  public boolean hasFirstToken(int slot) {
    return firstStepEnd[slot] != NONE;
  }

  /** Forgets a first token that comes too late for its client. */
  public void noFirstToken(int slot) {
    firstStepEnd[slot] = NONE;
    firstToken[slot] = NONE;
  }

  /** When the client has its first token, or -1. */
  public long firstTokenNanos(int slot) {
    return firstToken[slot];
  }

  public int emitted(int slot) {
    return emitted[slot];
  }

  public void emitted(int slot, int tokens) {
    emitted[slot] = tokens;
  }

  /** The request has lost its KV cache and waits again. */
  public void preempted(int slot, long now) {
    pauses.preempted(slot, now);
    contents.cached(slot);
  }

  /** The request is scheduled again after it was preempted. */
  public void resumed(int slot, long now) {
    pauses.resumed(slot, now);
  }

  public void outcome(int slot, Outcome what, String why) {
    outcome[slot] = what;
    reason[slot] = why;
  }

  public Outcome outcome(int slot) {
    return outcome[slot];
  }

  /**
   * Writes what is known of a request that leaves.
   *
   * @param finished when the client has the last token or the refusal, or -1
   */
  public void describe(int slot, long finished, boolean measured, RequestRow out) {
    out.index = index[slot];
    out.classIndex = classIndex[slot];
    out.tenant = tenant[slot];
    out.replica = replica[slot];
    out.outcome = outcome[slot];
    out.reason = reason[slot];
    out.inputTokens = inputTokens[slot];
    out.outputTokens = emitted[slot];
    out.cachedTokens = cachedTokens[slot];
    pauses.describe(slot, out);
    out.attempts = attempt[slot];
    out.intendedNanos = intended[slot];
    out.sentNanos = sent[slot];
    out.firstTokenNanos = firstToken[slot];
    out.finishedNanos = finished;
    out.retryNanos = attemptSent[slot] - sent[slot];
    out.ingestNanos = enqueued[slot] == NONE ? 0 : enqueued[slot] - attemptSent[slot];
    if (firstScheduled[slot] == NONE) {
      Arrays.fill(wait, slot * WaitCause.count(), (slot + 1) * WaitCause.count(), 0);
    }
    System.arraycopy(wait, slot * WaitCause.count(), out.waitNanos, 0, WaitCause.count());
    boolean hasToken = firstStepEnd[slot] != NONE;
    out.prefillNanos = hasToken ? firstStepEnd[slot] - firstScheduled[slot] : 0;
    out.streamNanos = hasToken ? firstToken[slot] - firstStepEnd[slot] : 0;
    out.measured = measured;
  }

  private void grow() {
    int from = index.length;
    int to = Math.max(256, 2 * from);
    index = Arrays.copyOf(index, to);
    classIndex = Arrays.copyOf(classIndex, to);
    tenant = Arrays.copyOf(tenant, to);
    label = Arrays.copyOf(label, to);
    priority = Arrays.copyOf(priority, to);
    inputTokens = Arrays.copyOf(inputTokens, to);
    outputTokens = Arrays.copyOf(outputTokens, to);
    maxTokens = Arrays.copyOf(maxTokens, to);
    deadline = Arrays.copyOf(deadline, to);
    intended = Arrays.copyOf(intended, to);
    sent = Arrays.copyOf(sent, to);
    replica = Arrays.copyOf(replica, to);
    enqueued = Arrays.copyOf(enqueued, to);
    firstScheduled = Arrays.copyOf(firstScheduled, to);
    firstStepEnd = Arrays.copyOf(firstStepEnd, to);
    firstToken = Arrays.copyOf(firstToken, to);
    emitted = Arrays.copyOf(emitted, to);
    cachedTokens = Arrays.copyOf(cachedTokens, to);
    pauses.grow(to);
    wait = Arrays.copyOf(wait, to * WaitCause.count());
    outcome = Arrays.copyOf(outcome, to);
    reason = Arrays.copyOf(reason, to);
    rank = Arrays.copyOf(rank, to);
    sequence = Arrays.copyOf(sequence, to);
    abandoned = Arrays.copyOf(abandoned, to);
    contents.grow(to);
    timeout = Arrays.copyOf(timeout, to);
    cancelAt = Arrays.copyOf(cancelAt, to);
    retry = Arrays.copyOf(retry, to);
    attempt = Arrays.copyOf(attempt, to);
    attemptSent = Arrays.copyOf(attemptSent, to);
    epoch = Arrays.copyOf(epoch, to);
    nextFree = Arrays.copyOf(nextFree, to);
    for (int slot = to - 1; slot >= from; slot--) {
      nextFree[slot] = firstFree;
      firstFree = slot;
    }
  }
}
