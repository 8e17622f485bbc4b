package io.foretoken.sim.batch;

/**
 * What a {@link BatchPolicy} sees of a rank, and what it may do to it. Sequences are numbers;
 * running ones stand in a list in the order of their admission.
 */
public interface RankView {
  /** What {@link #scheduleAll} says when sequences have to be scheduled one by one. */
  int ONE_BY_ONE = -1;

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

  /** Sequences in the running list. */
  int runningCount();

  /** The sequence at a place in the running list. */
  int running(int place);

  /** The sequence next in the waiting queue, or {@link WaitingQueue#EMPTY}. */
  int peekWaiting();

  /** Tokens that could be computed for the sequence; 0 when its end is already scheduled. */
  int needed(int sequence);

  /** Tokens of a waiting sequence that the prefix cache would supply, in full blocks. */
  int cachedPrefix(int sequence);

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
}
