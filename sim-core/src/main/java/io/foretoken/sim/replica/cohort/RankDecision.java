package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.request.WaitCause;
import io.foretoken.sim.request.WaitClock;

/** The scheduling decisions of a rank: what a batch policy does to it while one step is filled. */
final class RankDecision extends RankReading {
  private final ReplicaMeter meter;
  private final TokenDelivery delivery;
  private final WaitClock waitClock;
  private final RankOffload offload;
  private long decision;
  private long preemptedIn = -1;
  private long blocksForRows;
  private long allScheduledIn = -1;
  private RankStep before;

  RankDecision(RankState state) {
    super(state);
    meter = state.meter;
    delivery = state.delivery;
    waitClock = state.waitClock;
    offload = state.offload;
  }

  /**
   * Begins a scheduling decision.
   *
   * @param empty the step to fill
   * @param inFlight the step that is on its way, or null
   */
  void begin(RankStep empty, RankStep inFlight, long nanos) {
    step = empty;
    before = inFlight;
    now = nanos;
    order.forget();
    ahead.forget();
    blocksForRows = 0;
    decision++;
    state.tellServed();
    if (offload.parked() > 0) {
      takeArrived();
    }
    state.waiting.decide();
  }

  /** Sequences whose blocks have arrived are the first to be looked at, in the order they had. */
  private void takeArrived() {
    int sequence = offload.pollArrived(now);
    while (sequence != NONE) {
      state.put(sequence, RankState.WAITING);
      state.waiting.pushFront(sequence);
      state.isBlocked = false;
      sequence = offload.pollArrived(now);
    }
  }

  /**
   * Ends a scheduling decision: who is in decode after it joins the cohort. In a step that decodes
   * nothing the cohort rests as it is.
   *
   * @param cause what holds up those who wait
   */
  void end(WaitCause cause) {
    waitClock.decided(now, cause);
    state.isBlocked =
        cause.lasts()
            && loose.size() == 0
            && step.rows > 0
            && step.rows == cohort.rows()
            && preemptedIn != decision
            && (cause == WaitCause.SLOTS || state.waiting.isSteady())
            && (cause != WaitCause.KV || !kv.givesBackInDecode())
            && (cause == WaitCause.SLOTS || !offload.exists());
    if (step.cohortRows < cohort.rows() && step.shape.decodeRows > 0) {
      dropLeftOut();
    }
    if (step.cohortRows > 0) {
      advance();
    }
    for (int single = 0; single < step.singles; single++) {
      int sequence = step.sequences[single];
      loose.remove(sequence);
      if (state.served != null) {
        state.served.single(sequence);
      }
      if (sequences.sampled(sequence) >= sequences.limit(sequence)) {
        state.blocksAtEnd -= kv.blocksAtEnd(sequence);
        state.put(sequence, RankState.ENDING);
      } else {
        state.put(sequence, RankState.IN_COHORT);
        cohort.join(sequence);
      }
    }
    kv.settleLoans();
  }

  /** The step has all rows of the cohort. */
  private void advance() {
    cohort.advance();
    step.cohortStep = cohort.clock();
    if (cohort.labels().labels() > 0) {
      step.labels.copy(cohort.labels());
    }
    stopForeseen();
  }

  /** Rows that the decision did not reach become loose again. */
  private void dropLeftOut() {
    int looseBefore = NONE;
    for (int sequence = running.head(); sequence != NONE; sequence = running.next(sequence)) {
      if (state.place(sequence) == RankState.LOOSE) {
        looseBefore = sequence;
      } else if (state.isRow(sequence) && !state.wasScheduledIn(sequence, decision)) {
        leaveCohort(sequence);
        state.put(sequence, RankState.LOOSE);
        loose.insertAfter(looseBefore, sequence);
        looseBefore = sequence;
      }
    }
  }

  /** The rows whose declared limit this step reaches are not scheduled again. */
  private void stopForeseen() {
    long clock = cohort.clock();
    int sequence = cohort.firstInList(clock);
    while (sequence != NONE) {
      if (cohort.finishStep(sequence) == clock
          && sequences.output(sequence) == sequences.limit(sequence)) {
        cohort.settleEmitted(sequence);
        cohort.leave(sequence);
        state.blocksAtEnd -= kv.blocksAtEnd(sequence);
        state.put(sequence, RankState.ENDING);
        state.isBlocked = false;
      }
      sequence = cohort.nextInList(sequence);
    }
  }

  /** Takes a row out of the cohort; if the step in flight has it, its token will be looked for. */
  private void leaveCohort(int sequence) {
    cohort.forgetFresh(sequence);
    cohort.settleEmitted(sequence);
    cohort.leave(sequence);
    cohort.unlink(sequence);
    expectToken(sequence);
  }

  private void expectToken(int sequence) {
    if (before != null && cohort.wasIn(before.cohortStep, sequence)) {
      before.addSingle(sequence, sequences.epoch(sequence), state.admission(sequence), true);
      before.labels.remove(cohort.label(sequence));
    } else {
      delivery.leavesCohort(sequences.request(sequence));
    }
  }

  /** Decides on a plain step; says whether the number of blocks in use may have changed. */
  boolean planPlainStep(RankStep empty, long nanos) {
    empty.clear();
    step = empty;
    boolean changes = kv.changes(cohort);
    scheduleCohort();
    kv.settleLoans();
    advance();
    if (state.waiting.size() == 0 && waitClock.current() != WaitCause.STEP) {
      waitClock.decided(nanos, WaitCause.STEP);
    }
    return changes;
  }

  /** Schedules the rows of the cohort, and nothing else. */
  void scheduleCohort() {
    blocksForRows += cohort.blocksDue();
    kv.takeForRows(cohort);
    allScheduledIn = decision;
    int rows = cohort.rows();
    step.rows += rows;
    step.cohortRows = rows;
    step.shape.addDecode(rows, cohort.context());
    cohort.addWindows(step.shape);
  }

  @Override
  public int scheduleAll(int budget, int longest) {
    long tokens = cohort.rows();
    int blocks = cohort.blocksDue();
    for (int sequence = loose.head(); sequence != NONE; sequence = loose.next(sequence)) {
      int grant = Math.min(sequences.needed(sequence), longest);
      int computed = sequences.computed(sequence);
      if (!sequences.isDecoding(sequence) && kv.meetsCached(sequence, computed + grant)) {
        return ONE_BY_ONE;
      }
      tokens += grant;
      blocks += kv.blocksMore(computed, grant);
    }
    if (tokens > budget || blocks > kv.free()) {
      return ONE_BY_ONE;
    }
    if (cohort.rows() > 0) {
      scheduleCohort();
    }
    for (int sequence = loose.head(); sequence != NONE; sequence = loose.next(sequence)) {
      schedule(sequence, Math.min(sequences.needed(sequence), longest));
    }
    return (int) tokens;
  }

  @Override
  public int scheduleDecodes() {
    int rows = cohort.rows();
    int blocks = cohort.blocksDue();
    for (int sequence = loose.head(); sequence != NONE; sequence = loose.next(sequence)) {
      if (sequences.isDecoding(sequence)) {
        rows++;
        blocks += kv.blocksMore(sequences.computed(sequence), 1);
      }
    }
    if (blocks > kv.free()) {
      return ONE_BY_ONE;
    }
    if (cohort.rows() > 0) {
      scheduleCohort();
    }
    for (int sequence = loose.head(); sequence != NONE; sequence = loose.next(sequence)) {
      if (sequences.isDecoding(sequence)) {
        schedule(sequence, 1);
      }
    }
    return rows;
  }

  @Override
  public boolean fitsToEnd(int sequence) {
    long others = state.blocksAtEnd - cohort.blocksHeld() - blocksForRows;
    for (int single = loose.head(); single != NONE; single = loose.next(single)) {
      others += kv.blocksToEnd(single) - kv.blocksAtEnd(single);
    }
    return kv.fitsToEnd(sequence, others);
  }

  @Override
  public boolean schedule(int sequence, int tokens) {
    if (state.isRow(sequence)) {
      return scheduleRow(sequence);
    }
    int computed = sequences.computed(sequence);
    if (sequences.isDecoding(sequence)
        ? !kv.takeForRow(computed, sequences.computedBefore(sequence))
        : !kv.tryExtend(sequence, computed + tokens)) {
      return false;
    }
    scheduleLoose(sequence, tokens);
    return true;
  }

  /** A loose sequence has the blocks that it needs. */
  private void scheduleLoose(int sequence, int tokens) {
    int cached = sequences.computed(sequence);
    boolean decodes = sequences.isDecoding(sequence);
    boolean samples = sequences.schedule(sequence, tokens);
    if (decodes) {
      step.shape.addDecode(1, cached);
      cohort.addWindows(step.shape, cached);
    } else {
      step.addChunk(sequence, tokens, cached, samples);
      offload.filled(sequence, cached + tokens, now);
    }
    step.rows++;
    state.scheduledIn(sequence, decision);
    if (samples) {
      step.addSingle(sequence, sequences.epoch(sequence), state.admission(sequence), false);
    }
  }

  private boolean scheduleRow(int sequence) {
    int computed = cohort.computed(sequence);
    if (!kv.takeForRow(computed, cohort.computedBefore(sequence))) {
      return false;
    }
    state.scheduledIn(sequence, decision);
    blocksForRows += kv.blocksMore(computed, 1);
    step.rows++;
    step.cohortRows++;
    step.shape.addDecode(1, computed);
    cohort.addWindows(step.shape, computed);
    return true;
  }

  @Override
  public int load(int sequence, int cached) {
    int loads = offload.load(sequence, cached, now);
    if (loads == LOADS) {
      ahead.forget();
      state.waiting.remove(sequence);
      state.put(sequence, RankState.PARKED);
      meter.loaded(now, offload.loadedTokens());
    }
    return loads;
  }

  @Override
  public boolean admit(int sequence, int cached, int tokens, boolean wholeSequence) {
    if (!kv.fits(sequence, cached, cached + tokens, wholeSequence, 0)) {
      return false;
    }
    ahead.forget();
    state.waiting.remove(sequence);
    running.append(sequence);
    loose.append(sequence);
    state.put(sequence, RankState.LOOSE);
    state.admit(sequence);
    kv.reserve(sequence);
    state.blocksAtEnd += kv.blocksAtEnd(sequence);
    state.longestLimit = Math.max(state.longestLimit, sequences.limit(sequence));
    int request = sequences.request(sequence);
    if (!requests.wasScheduled(request)) {
      waitClock.leave(requests, request, now);
      requests.scheduledFirst(request, now, cached);
      if (state.served != null) {
        state.served.admitted(sequence, sequences.length(sequence) - cached);
      }
    } else {
      requests.resumed(request, now);
    }
    meter.admitted(now, sequences.length(sequence), cached);
    sequences.startAt(sequence, cached);
    kv.begin(sequence, cached, cached + tokens);
    offload.admitted(sequence);
    scheduleLoose(sequence, tokens);
    return true;
  }

  @Override
  public int preempt(int index) {
    int sequence = running(index);
    int tokens = takeBack(index);
    state.waiting.pushFront(sequence);
    return tokens;
  }

  @Override
  public int retract(int index) {
    int sequence = running(index);
    int tokens = takeBack(index);
    state.waiting.offer(sequence);
    return tokens;
  }

  private int takeBack(int index) {
    ahead.forget();
    int sequence = running(index);
    order.remove(index);
    preemptedIn = decision;
    boolean isRow = state.isRow(sequence);
    int tokens = 0;
    if (wasScheduled(sequence)) {
      tokens = isRow ? takeRowBack(sequence) : takeLooseBack(sequence);
    }
    takeFromRunning(sequence, isRow ? tokens : 0);
    state.put(sequence, RankState.WAITING);
    if (tokens > 0 && step.removeSingle(sequence)) {
      sequences.unsample(sequence);
    }
    sequences.preempt(sequence);
    requests.preempted(sequences.request(sequence), now);
    meter.preempted(now);
    return tokens;
  }

  /** Whether the step being filled has the sequence already. */
  private boolean wasScheduled(int sequence) {
    return state.wasScheduledIn(sequence, decision)
        || (allScheduledIn == decision && state.isRow(sequence));
  }

  private int takeRowBack(int sequence) {
    int computed = cohort.computed(sequence);
    step.rows--;
    step.cohortRows--;
    step.shape.removeDecode(computed);
    cohort.removeWindows(step.shape, computed);
    return 1;
  }

  private int takeLooseBack(int sequence) {
    int before = sequences.computedBefore(sequence);
    int tokens = sequences.computed(sequence) - before;
    step.rows--;
    int chunk = step.chunkOf(sequence);
    if (chunk == NONE) {
      step.shape.removeDecode(before);
      cohort.removeWindows(step.shape, before);
    } else {
      step.removeChunk(chunk, step.samples(sequence));
    }
    return tokens;
  }

  /**
   * @param taken blocks' tokens that the step being filled took for a row
   */
  private void takeFromRunning(int sequence, int taken) {
    if (state.place(sequence) != RankState.ENDING) {
      state.blocksAtEnd -= kv.blocksAtEnd(sequence);
    }
    kv.reserveNoMore(sequence);
    switch (state.place(sequence)) {
      case RankState.LOOSE -> loose.remove(sequence);
      case RankState.IN_COHORT -> {
        leaveCohort(sequence);
        if (taken > 0) {
          int computed = sequences.computed(sequence) + taken;
          sequences.scheduled(sequence, computed, sequences.sampled(sequence));
        }
      }
      case RankState.ENDING -> {
        if (cohort.isLinked(sequence)) {
          cohort.forgetFresh(sequence);
        }
        cohort.settleEnding(sequence);
        if (cohort.unlink(sequence)) {
          expectToken(sequence);
        }
      }
      default -> throw new IllegalStateException("sequence " + sequence + " is not running");
    }
    running.remove(sequence);
    offload.filled(sequence, sequences.computed(sequence), now);
    kv.releasePreempted(sequence);
  }
}
