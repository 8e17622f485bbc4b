package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.batch.FcfsQueue;
import io.foretoken.sim.batch.RankView;
import io.foretoken.sim.batch.WaitingQueue;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.replica.EngineHost;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.request.SequenceTable;
import io.foretoken.sim.request.WaitCause;
import io.foretoken.sim.request.WaitClock;
import java.util.Arrays;

/**
 * The sequences and KV blocks of one rank. A sequence stands in one of four places: it waits; it is
 * loose (running and scheduled by itself: prompt chunks, or in decode but left out of the latest
 * step); it is a row of the cohort; or it is ending (its last token is scheduled, nothing more is).
 */
final class CohortRank implements RankView {
  private static final int NONE = RunningList.NONE;
  private static final byte WAITING = 0;
  private static final byte LOOSE = 1;
  private static final byte IN_COHORT = 2;
  private static final byte ENDING = 3;

  private final int number;
  private final TokenDelivery delivery;
  private final EngineConfig config;
  private final int block;
  private final RequestTable requests;
  private final ReplicaMeter meter;
  private final SequenceTable sequences = new SequenceTable();
  private final WaitingQueue waiting = new FcfsQueue();
  private final WaitClock waitClock = new WaitClock();
  private final RunningList running = new RunningList();
  private final RunningList loose = new RunningList();
  private final DecodeCohort cohort;
  private final RankKv kv;
  private byte[] place = new byte[64];
  private long[] admission = new long[64];
  private long[] scheduledIn = new long[64];
  private long admissions;
  private final RunningOrder order = new RunningOrder(running);
  private long decision;
  private long preemptedIn = -1;
  private boolean isBlocked;
  private RankStep step = new RankStep();
  private RankStep before;
  private long now;
  private final Finishers finishers = new Finishers();

  /**
   * @param number of the rank in its replica
   * @param station the way of tokens to their clients, or null where they are there at once
   */
  CohortRank(
      int number,
      EngineConfig config,
      RequestTable requests,
      EngineHost host,
      ApiStation station,
      ReplicaMeter meter) {
    this.number = number;
    delivery = new TokenDelivery(host, station, number);
    this.config = config;
    this.requests = requests;
    this.meter = meter;
    block = config.blockSize();
    cohort = new DecodeCohort(sequences, block);
    kv = new RankKv(config, requests, sequences);
  }

  WaitClock waitClock() {
    return waitClock;
  }

  int waitingCount() {
    return waiting.size();
  }

  int held() {
    return sequences.live();
  }

  /** Tokens that the smallest KV group can hold. */
  long kvTokens() {
    return kv.tokens();
  }

  void enqueue(int request, long nanos) {
    int sequence =
        sequences.add(
            request,
            requests.inputTokens(request),
            requests.outputTokens(request),
            requests.maxTokens(request));
    reserve(sequence);
    place[sequence] = WAITING;
    requests.enqueued(request, nanos);
    requests.runsAs(request, number, sequence);
    waitClock.enter(requests, request, nanos);
    waiting.offer(sequence);
    isBlocked = false;
    meter.waiting.set(nanos, waiting.size());
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
    decision++;
  }

  /**
   * Ends a scheduling decision: who is in decode after it joins the cohort.
   *
   * @param cause what holds up those who wait
   */
  void end(WaitCause cause) {
    waitClock.decided(now, cause);
    isBlocked =
        cause != WaitCause.STEP
            && loose.size() == 0
            && step.rows > 0
            && step.rows == cohort.rows()
            && preemptedIn != decision;
    if (step.cohortRows < cohort.rows()) {
      dropLeftOut();
    }
    if (step.cohortRows > 0) {
      cohort.advance();
      step.cohortStep = cohort.clock();
      stopForeseen();
    }
    for (int single = 0; single < step.singles; single++) {
      int sequence = step.sequences[single];
      loose.remove(sequence);
      if (sequences.sampled(sequence) >= sequences.limit(sequence)) {
        place[sequence] = ENDING;
      } else {
        place[sequence] = IN_COHORT;
        cohort.join(sequence);
      }
    }
  }

  /** Rows that the decision did not reach become loose again. */
  private void dropLeftOut() {
    int looseBefore = NONE;
    for (int sequence = running.head(); sequence != NONE; sequence = running.next(sequence)) {
      if (place[sequence] == LOOSE) {
        looseBefore = sequence;
      } else if (place[sequence] == IN_COHORT && scheduledIn[sequence] != decision) {
        leaveCohort(sequence);
        place[sequence] = LOOSE;
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
        place[sequence] = ENDING;
        isBlocked = false;
      }
      sequence = cohort.nextInList(sequence);
    }
  }

  /** Takes a row out of the cohort; if the step in flight has it, its token will be looked for. */
  private void leaveCohort(int sequence) {
    cohort.settleEmitted(sequence);
    cohort.leave(sequence);
    cohort.unlink(sequence);
    expectToken(sequence);
  }

  private void expectToken(int sequence) {
    if (before != null && cohort.wasIn(before.cohortStep, sequence)) {
      before.addSingle(sequence, sequences.epoch(sequence), admission[sequence], true);
    } else {
      delivery.leavesCohort(sequences.request(sequence));
    }
  }

  /**
   * Whether only the cohort runs, budget and blocks suffice for all its rows, and nothing waits or
   * what waits is held up as it was at the latest decision: since then nothing has left or come, so
   * there is no more room than there was.
   */
  boolean isPlain() {
    return loose.size() == 0
        && (waiting.size() == 0 || isBlocked)
        && cohort.rows() > 0
        && cohort.rows() <= config.maxNumBatchedTokens()
        && cohort.blocksDue() <= kv.free();
  }

  /** Whether that holds, and a step that ends and the one to be decided on end no sequence. */
  boolean isPlain(RankStep ending) {
    return ending.singles == 0
        && ending.cohortRows == ending.rows
        && isPlain()
        && !cohort.endsAny(ending.cohortStep)
        && !cohort.endsAny(cohort.clock() + 1);
  }

  /** What holds up those who wait while decisions are plain. */
  WaitCause plainCause() {
    return waiting.size() == 0 ? WaitCause.STEP : waitClock.current();
  }

  /** A plain step ends; says how many tokens it made. */
  int endPlainStep(RankStep ending, long nanos) {
    int made = ending.cohortRows - ending.wasted;
    delivery.rows(made, nanos, cohort.lastEmission());
    cohort.ended(ending.cohortStep, nanos);
    return made;
  }

  /** Decides on a plain step. */
  void planPlainStep(RankStep empty, long nanos) {
    empty.clear();
    step = empty;
    int due = cohort.blocksDue();
    scheduleCohort();
    cohort.advance();
    empty.cohortStep = cohort.clock();
    if (waiting.size() == 0 && waitClock.current() != WaitCause.STEP) {
      waitClock.decided(nanos, WaitCause.STEP);
    }
    if (due > 0) {
      meter.kvBlocks.set(nanos, kv.used());
    }
  }

  /** Schedules the rows of the cohort, and nothing else. */
  void scheduleCohort() {
    int due = cohort.blocksDue();
    if (due > 0) {
      kv.take(due);
    }
    int rows = cohort.rows();
    step.rows += rows;
    step.cohortRows = rows;
    step.shape.addDecode(rows, cohort.context());
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
  public int runningCount() {
    return running.size();
  }

  @Override
  public int running(int index) {
    return order.at(index);
  }

  @Override
  public int peekWaiting() {
    return waiting.peek();
  }

  @Override
  public int needed(int sequence) {
    return place[sequence] == IN_COHORT ? 1 : sequences.needed(sequence);
  }

  @Override
  public int cachedPrefix(int sequence) {
    return kv.cachedTokens(sequence);
  }

  @Override
  public boolean schedule(int sequence, int tokens) {
    if (place[sequence] == IN_COHORT) {
      return scheduleRow(sequence);
    }
    int computed = sequences.computed(sequence);
    if (sequences.isDecoding(sequence)
        ? !kv.takeForRow(computed)
        : !kv.tryExtend(sequence, computed, computed + tokens)) {
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
    } else {
      step.shape.addChunk(tokens, cached, samples);
      step.prefillTokens += tokens;
    }
    step.rows++;
    if (samples) {
      step.addSingle(sequence, sequences.epoch(sequence), admission[sequence], false);
    }
  }

  private boolean scheduleRow(int sequence) {
    int computed = cohort.computed(sequence);
    if (!kv.takeForRow(computed)) {
      return false;
    }
    scheduledIn[sequence] = decision;
    step.rows++;
    step.cohortRows++;
    step.shape.addDecode(1, computed);
    return true;
  }

  @Override
  public boolean admit(int sequence, int cached, int tokens, boolean wholeSequence) {
    if (!kv.fits(sequence, wholeSequence ? sequences.length(sequence) : cached + tokens)) {
      return false;
    }
    waiting.remove(sequence);
    running.append(sequence);
    loose.append(sequence);
    place[sequence] = LOOSE;
    admission[sequence] = admissions++;
    int request = sequences.request(sequence);
    if (!requests.wasScheduled(request)) {
      waitClock.leave(requests, request, now);
      requests.scheduledFirst(request, now, cached);
    }
    meter.admitted(now, sequences.length(sequence), cached);
    sequences.startAt(sequence, cached);
    kv.begin(sequence, cached + tokens);
    scheduleLoose(sequence, tokens);
    return true;
  }

  @Override
  public void preempt(int index) {
    int sequence = running(index);
    order.remove(index);
    preemptedIn = decision;
    takeFromRunning(sequence);
    place[sequence] = WAITING;
    sequences.preempt(sequence);
    requests.preempted(sequences.request(sequence));
    meter.preempted(now);
    waiting.pushFront(sequence);
  }

  private void takeFromRunning(int sequence) {
    switch (place[sequence]) {
      case LOOSE -> loose.remove(sequence);
      case IN_COHORT -> leaveCohort(sequence);
      case ENDING -> {
        cohort.settleEnding(sequence);
        if (cohort.unlink(sequence)) {
          expectToken(sequence);
        }
      }
      default -> throw new IllegalStateException("sequence " + sequence + " is not running");
    }
    running.remove(sequence);
    kv.release(sequence, sequences.computed(sequence));
  }

  /**
   * A step has ended: its tokens are out.
   *
   * @param later the step that is still on its way, or null
   * @return the tokens made
   */
  int stepEnded(RankStep ended, RankStep later, long nanos) {
    before = later;
    now = nanos;
    finishers.clear();
    delivery.stepEnded(nanos);
    int alive = ended.cohortRows - ended.wasted;
    int alone = 0;
    long previousEnd = cohort.lastEmission();
    if (ended.cohortStep > 0) {
      cohort.ended(ended.cohortStep, nanos);
      collectFinishers(ended.cohortStep);
    } else {
      cohort.endedWithout(nanos);
    }
    for (int single = 0; single < ended.singles; single++) {
      int sequence = ended.sequences[single];
      boolean isGone = sequences.epoch(sequence) != ended.epochs[single];
      if (isGone) {
        alive -= ended.inCohort[single] ? 1 : 0;
        continue;
      }
      if (!ended.inCohort[single]) {
        alone++;
        boolean stays = place[sequence] == IN_COHORT || place[sequence] == ENDING;
        delivery.single(
            sequences.request(sequence), sequences.lastEmission(sequence), stays, nanos);
      } else {
        delivery.leavesCohort(sequences.request(sequence));
      }
      if (sequences.emit(sequence, nanos)) {
        finishers.add(sequence, ended.admissions[single]);
      }
    }
    delivery.rows(alive, nanos, previousEnd);
    for (int index = 0; index < finishers.count(); index++) {
      finish(finishers.sequence(index));
    }
    return alive + alone;
  }

  private void collectFinishers(long cohortStep) {
    int sequence = cohort.firstInList(cohortStep);
    while (sequence != NONE) {
      int after = cohort.nextInList(sequence);
      if (cohort.finishStep(sequence) == cohortStep) {
        cohort.unlink(sequence);
        finishers.add(sequence, admission[sequence]);
      }
      sequence = after;
    }
  }

  /** The sequence has made its last token. */
  private void finish(int sequence) {
    int request = sequences.request(sequence);
    leave(sequence);
    requests.emitted(request, sequences.output(sequence));
    sequences.remove(sequence);
    delivery.finished(request, now);
  }

  /**
   * Its client has given up on the sequence.
   *
   * @param oldest the steps in flight, or null
   */
  void abort(int sequence, RankStep oldest, RankStep latest, long nanos) {
    now = nanos;
    before = latest;
    if (oldest != null && oldest != latest && isRowOf(oldest, sequence)) {
      oldest.wasted++;
    }
    leave(sequence);
    sequences.remove(sequence);
  }

  private boolean isRowOf(RankStep step, int sequence) {
    if (place[sequence] == ENDING) {
      return cohort.isLinked(sequence)
          && cohort.wasIn(step.cohortStep, sequence)
          && step.cohortStep <= cohort.finishStep(sequence);
    }
    return place[sequence] == IN_COHORT && cohort.wasIn(step.cohortStep, sequence);
  }

  /**
   * A sequence leaves from wherever it stands; a step in flight that has it makes no token of it.
   */
  private void leave(int sequence) {
    requests.runsNoMore(sequences.request(sequence));
    isBlocked = false;
    if (place[sequence] == WAITING) {
      waiting.remove(sequence);
      return;
    }
    if (before != null && isRowOf(before, sequence)) {
      before.wasted++;
    }
    if (place[sequence] == LOOSE) {
      loose.remove(sequence);
    } else if (place[sequence] == IN_COHORT) {
      cohort.leave(sequence);
    }
    cohort.unlink(sequence);
    running.remove(sequence);
    kv.release(sequence, sequences.computed(sequence));
  }

  /** Writes what the cohort keeps as sums into the tables. */
  void settle() {
    for (int sequence = 0; sequence < sequences.slots(); sequence++) {
      if (sequences.isLive(sequence)) {
        settle(sequence);
      }
    }
  }

  /** The same for one sequence. */
  void settle(int sequence) {
    if (place[sequence] == IN_COHORT) {
      cohort.settleEmitted(sequence);
    } else if (place[sequence] == ENDING) {
      cohort.settleEnding(sequence);
    }
    requests.emitted(sequences.request(sequence), sequences.emitted(sequence));
  }

  /** Tells the meter what stands where. */
  void report(long nanos) {
    meter.running.set(nanos, running.size());
    meter.waiting.set(nanos, waiting.size());
    meter.kvBlocks.set(nanos, kv.used());
  }

  /** Recomputes every sum from the sequences one by one. */
  void checkInvariants() {
    RankRecount recount = new RankRecount(config, 0, 0, 0, 0);
    for (int sequence = running.head(); sequence != NONE; sequence = running.next(sequence)) {
      boolean isRow = place[sequence] == IN_COHORT;
      recount =
          recount.with(isRow ? cohort.computed(sequence) : sequences.computed(sequence), isRow);
    }
    recount.check(cohort, kv.used());
    RankRecount.expect(
        "I2: running and waiting", running.size() + waiting.size(), sequences.live());
    if (running.size() > config.maxNumSeqs()) {
      throw new IllegalStateException(
          "I4: " + running.size() + " running, max_num_seqs " + config.maxNumSeqs());
    }
  }

  private void reserve(int sequence) {
    if (sequence >= place.length) {
      int length = Math.max(sequence + 1, 2 * place.length);
      place = Arrays.copyOf(place, length);
      admission = Arrays.copyOf(admission, length);
      scheduledIn = Arrays.copyOf(scheduledIn, length);
    }
  }
}
