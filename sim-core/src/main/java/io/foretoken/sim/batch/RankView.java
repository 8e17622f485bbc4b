package io.foretoken.sim.batch;

/**
 * What a {@link BatchPolicy} sees of a rank, and what it may do to it. Sequences are numbers;
 * running ones stand in a list in the order of their admission.
 */
public interface RankView {
  /** What {@link #scheduleAll} says when sequences have to be scheduled one by one. */
  int ONE_BY_ONE = -1;

  /** When the decision is taken, ns. */
  long now();

  /**
   * Schedules every running sequence with all the tokens it needs, or at most {@code longest}, if
   * the budget and the KV blocks suffice for all of them: then their order does not matter and a
   * rank need not look at each.
   *
   * @return the tokens scheduled, or {@link #ONE_BY_ONE}, and then nothing has changed
   */
  default int scheduleAll(int budget, int longest) {
    return ONE_BY_ONE;
  }

  /**
   * Schedules a token for every running sequence in decode, if the cache surely has a block for
   * each that fills its last one.
   *
   * @return the sequences scheduled, or {@link #ONE_BY_ONE}, and then nothing has changed
   */
  int scheduleDecodes();

  /** Sequences in the running list. */
  int runningCount();

  /** The sequence at a place in the running list. */
  int running(int place);

  /** The sequence next in the waiting queue, or {@link WaitingQueue#EMPTY}. */
  int peekWaiting();

  /**
   * The sequence at a place in the waiting queue, the next one at 0; {@link WaitingQueue#EMPTY}
   * beyond the last.
   */
  int waiting(int place);

  /** When a sequence came to the rank, ns; a preemption does not change it. */
  long cameAt(int sequence);

  /** Tokens that could be computed for the sequence; 0 when its end is already scheduled. */
  int needed(int sequence);

  /** Tokens of the sequence that were known before this decision: prompt and {@link #generated}. */
  int length(int sequence);

  /** Tokens that the steps scheduled before this decision will have generated for the sequence. */
  int generated(int sequence);

  /** Tokens that may still be generated for the sequence, by the limit that it declared. */
  int left(int sequence);

  /**
   * The first sequence of the running list that is not in decode: part of its prompt, or of what a
   * preemption cost it, is still to compute. {@link WaitingQueue#EMPTY} if there is none.
   */
  int prefilling();

  /** The running sequences in decode: {@link #left} of each, but at most {@code most}, summed. */
  long leftInDecode(int most);

  /** The KV cache. */
  KvView kv();

  /** Tokens of a waiting sequence that the prefix cache would supply, in full blocks. */
  int cachedPrefix(int sequence);

  /** What {@link #load} says when nothing is to be loaded. */
  int LOADS_NOTHING = 0;

  /** What {@link #load} says when the sequence has left the queue until its blocks are there. */
  int LOADS = 1;

  /** What {@link #load} says when there are no KV blocks for what could be loaded. */
  int NO_ROOM = 2;

  /**
   * Loads KV blocks of the waiting sequence that is next from the memory behind the GPU's, if that
   * has any beyond those that are cached.
   *
   * @param cached what {@link #cachedPrefix} said
   * @return {@link #LOADS_NOTHING}, {@link #LOADS} or {@link #NO_ROOM}
   */
  default int load(int sequence, int cached) {
    return LOADS_NOTHING;
  }

  /**
   * Schedules tokens of a running sequence in this step.
   *
   * @return whether there were KV blocks for them; if not, nothing has changed
   */
  boolean schedule(int sequence, int tokens);

  /**
   * Admits the waiting sequence that is next, and schedules tokens of it in this step.
   *
   * @param cached what {@link #cachedPrefix} said
   * @param wholeSequence whether all its tokens must find room, not just those of this step
   * @return whether there was room; if not, nothing has changed
   */
  boolean admit(int sequence, int cached, int tokens, boolean wholeSequence);

  /**
   * The place in the running list of the sequence that is to lose its blocks when they run short,
   * see {@link WaitingQueue#victim}. It may have been scheduled in this step already.
   */
  default int victim() {
    return runningCount() - 1;
  }

  /**
   * Takes the blocks of the running sequence at a place and puts it back at the head of the waiting
   * queue. What the step has of it is taken back.
   *
   * @return tokens that were scheduled of it in this step, which the budget has again
   */
  int preempt(int place);

  /** As {@link #preempt}, but it goes to the end of the waiting queue. */
  int retract(int place);
}
