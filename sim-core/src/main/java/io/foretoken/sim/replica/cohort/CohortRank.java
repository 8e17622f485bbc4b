package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.batch.WaitingQueue;
import io.foretoken.sim.kv.AttentionSpan;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.replica.EngineHost;
import io.foretoken.sim.replica.api.ApiStation;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.request.SequenceTable;
import io.foretoken.sim.request.WaitCause;
import io.foretoken.sim.request.WaitClock;
import java.util.List;

/**
 * The life of the sequences of one rank outside its scheduling decisions: they come in, make tokens
 * when steps end, and leave.
 */
final class CohortRank {
  private static final int NONE = RunningList.NONE;

  private final int number;
  private final RankState state;
  private final RankDecision decision;
  private final TokenDelivery delivery;
  private final RequestTable requests;
  private final SequenceTable sequences;
  private final WaitingQueue waiting;
  private final WaitClock waitClock;
  private final RunningList running;
  private final RunningList loose;
  private final DecodeCohort cohort;
  private final RankKv kv;
  private final RankOffload offload;
  private final Finishers finishers = new Finishers();
  private final int mostTokens;
  private RankStep before;
  private long now;
  private long promptTokens;

  /**
   * @param number of the rank in its replica
   * @param mostTokens most tokens of a step
   * @param windows attention windows of the model
   * @param station the way of tokens to their clients, or null where they are there at once
   */
  CohortRank(
      int number,
      EngineConfig config,
      int mostTokens,
      List<AttentionSpan> windows,
      RequestTable requests,
      EngineHost host,
      ApiStation station,
      ReplicaMeter meter) {
    this.number = number;
    this.mostTokens = mostTokens;
    this.requests = requests;
    delivery = new TokenDelivery(requests, host, station, number);
    state = new RankState(config, windows, requests, delivery, meter);
    decision = new RankDecision(state);
    sequences = state.sequences;
    waiting = state.waiting;
    waitClock = state.waitClock;
    running = state.running;
    loose = state.loose;
    cohort = state.cohort;
    kv = state.kv;
    offload = state.offload;
  }

  /** How the next step is filled. */
  RankDecision decision() {
    return decision;
  }

  int runningCount() {
    return running.size();
  }

  /** Sequences that wait, for blocks on their way too. */
  int waitingCount() {
    return waiting.size() + offload.parked();
  }

  /** When blocks arrive that a sequence waits for. */
  long nextArrival() {
    return offload.nextArrival();
  }

  /** The step that was decided on ends at the given time. */
  void launched(long endNanos) {
    offload.launched(endNanos);
  }

  int held() {
    return sequences.live();
  }

  /** Prompt tokens of all requests that it holds. */
  long promptTokens() {
    return promptTokens;
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
    state.reserve(sequence);
    state.put(sequence, RankState.WAITING);
    requests.enqueued(request, nanos);
    requests.runsAs(request, number, sequence);
    waitClock.enter(requests, request, nanos);
    promptTokens += requests.inputTokens(request);
    state.tellServed();
    waiting.offer(sequence);
    state.isBlocked = false;
  }

  /**
   * Whether only the cohort runs, budget and blocks suffice for all its rows, and nothing waits or
   * what waits is held up as it was at the latest decision: since then nothing has left or come, so
   * there is no more room than there was.
   */
  boolean isPlain() {
    return loose.size() == 0
        && offload.parked() == 0
        && (waiting.size() == 0 || state.isBlocked)
        && cohort.rows() > 0
        && cohort.rows() <= mostTokens
        && cohort.blocksDue() <= kv.free();
  }

  /**
   * Whether the end of a step gives the rows of the cohort a token each, no last one, and no more.
   */
  boolean isQuiet(RankStep ending) {
    return ending.singles == 0
        && ending.cohortRows == ending.rows
        && ending.cohortRows > 0
        && !cohort.endsAny(ending.cohortStep);
  }

  /** What holds up those who wait while decisions are plain. */
  WaitCause plainCause() {
    return waiting.size() == 0 ? WaitCause.STEP : waitClock.current();
  }

  /** Such a step ends; says how many tokens it made. */
  int endQuietStep(RankStep ending, long nanos) {
    int made = ending.cohortRows - ending.wasted;
    delivery.cohortStepEnded(nanos);
    deliverRows(ending, made, nanos, cohort.lastEmission());
    cohort.ended(ending.cohortStep, nanos);
    return made;
  }

  /** Rows of the cohort have a token more. */
  private void deliverRows(RankStep ended, int count, long nanos, long previousEnd) {
    FreshRows fresh = cohort.fresh();
    if (delivery.isDirect()) {
      delivery.rows(count - fresh.rows(), nanos, previousEnd);
      for (int group = 0; group < fresh.groups(); group++) {
        delivery.rows(fresh.count(group), nanos, fresh.end(group));
      }
      if (ended.labels.labels() > 0) {
        deliverLabels(ended.labels, fresh, nanos, previousEnd);
      }
    }
    fresh.clear();
  }

  /** What {@link #deliverRows} does, for each label other than 0. */
  private void deliverLabels(LabelRows labels, FreshRows fresh, long nanos, long previousEnd) {
    for (int at = 0; at < labels.labels(); at++) {
      int label = labels.label(at);
      delivery.rowsOf(label, labels.rows(label) - fresh.rows(label), nanos, previousEnd);
    }
    for (int group = 0; group < fresh.groups(); group++) {
      if (fresh.label(group) > 0) {
        delivery.rowsOf(fresh.label(group), fresh.count(group), nanos, fresh.end(group));
      }
    }
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
    int alive = ended.cohortRows - ended.wasted;
    int made = alive;
    long previousEnd = cohort.lastEmission();
    boolean hasCohort = ended.cohortStep > 0;
    if (hasCohort) {
      delivery.cohortStepEnded(nanos);
      cohort.ended(ended.cohortStep, nanos);
      collectFinishers(ended.cohortStep);
    }
    for (int single = 0; single < ended.singles; single++) {
      int sequence = ended.sequences[single];
      boolean wasRow = ended.inCohort[single];
      alive -= wasRow ? 1 : 0;
      if (sequences.epoch(sequence) != ended.epochs[single]) {
        made -= wasRow ? 1 : 0;
        continue;
      }
      made += wasRow ? 0 : 1;
      long emittedBefore = sequences.lastEmission(sequence);
      boolean isLast = sequences.emit(sequence, nanos);
      if (wasRow) {
        delivery.rowThatLeft(sequences.request(sequence), emittedBefore, nanos);
      } else {
        boolean stays = state.isRow(sequence) || state.place(sequence) == RankState.ENDING;
        delivery.single(sequences.request(sequence), emittedBefore, stays, nanos);
        if (!hasCohort && isInComingStep(sequence)) {
          cohort.emittedAlone(sequence, nanos);
        }
      }
      if (isLast) {
        finishers.add(sequence, ended.admissions[single]);
      }
    }
    if (hasCohort) {
      deliverRows(ended, alive, nanos, previousEnd);
    }
    for (int index = 0; index < finishers.count(); index++) {
      finish(finishers.sequence(index));
    }
    return made;
  }

  /** Whether the sequence gets a token as a row of the cohort's next step to end. */
  private boolean isInComingStep(int sequence) {
    return state.isRow(sequence)
        || (state.place(sequence) == RankState.ENDING && cohort.isLinked(sequence));
  }

  private void collectFinishers(long cohortStep) {
    int sequence = cohort.firstInList(cohortStep);
    while (sequence != NONE) {
      int after = cohort.nextInList(sequence);
      if (cohort.finishStep(sequence) == cohortStep) {
        cohort.unlink(sequence);
        finishers.add(sequence, state.admission(sequence));
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
      waste(oldest, sequence);
    }
    leave(sequence);
    sequences.remove(sequence);
  }

  /** A step in flight makes no token of a row. */
  private void waste(RankStep step, int sequence) {
    step.wasted++;
    step.labels.remove(cohort.label(sequence));
  }

  private boolean isRowOf(RankStep step, int sequence) {
    if (state.place(sequence) == RankState.ENDING) {
      return cohort.isLinked(sequence)
          && cohort.wasIn(step.cohortStep, sequence)
          && step.cohortStep <= cohort.finishStep(sequence);
    }
    return state.isRow(sequence) && cohort.wasIn(step.cohortStep, sequence);
  }

  /**
   * A sequence leaves from wherever it stands; a step in flight that has it makes no token of it.
   */
  private void leave(int sequence) {
    promptTokens -= requests.inputTokens(sequences.request(sequence));
    requests.runsNoMore(sequences.request(sequence));
    state.isBlocked = false;
    if (state.place(sequence) == RankState.WAITING) {
      waiting.remove(sequence);
      return;
    }
    if (state.place(sequence) == RankState.PARKED) {
      offload.drop(sequence);
      return;
    }
    if (before != null && isRowOf(before, sequence)) {
      waste(before, sequence);
    }
    if (state.place(sequence) != RankState.ENDING) {
      state.blocksAtEnd -= kv.blocksAtEnd(sequence);
    }
    kv.reserveNoMore(sequence);
    if (state.place(sequence) == RankState.LOOSE) {
      loose.remove(sequence);
    } else if (isInComingStep(sequence)) {
      cohort.forgetFresh(sequence);
    }
    if (state.isRow(sequence)) {
      cohort.leave(sequence);
    }
    cohort.unlink(sequence);
    running.remove(sequence);
    offload.filled(sequence, sequences.computed(sequence), now);
    offload.launched(now);
    kv.release(sequence);
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
    if (state.isRow(sequence)) {
      cohort.settleEmitted(sequence);
    } else if (state.place(sequence) == RankState.ENDING) {
      cohort.settleEnding(sequence);
    }
    requests.emitted(sequences.request(sequence), sequences.emitted(sequence));
  }

  /** Blocks that sequences hold, summed over KV groups. */
  long blocksUsed() {
    return kv.used();
  }

  /** Recomputes every sum from the sequences one by one. */
  void checkInvariants() {
    RankRecount rows = new RankRecount(state.config.blockSize(), 0, 0, 0);
    KvRecount blocks = kv.recount();
    for (int sequence = running.head(); sequence != NONE; sequence = running.next(sequence)) {
      if (state.isRow(sequence)) {
        rows = rows.with(cohort.computed(sequence));
        blocks.add(sequence, cohort.computedBefore(sequence), cohort.computed(sequence));
      } else {
        blocks.add(sequence, sequences.computedBefore(sequence), sequences.computed(sequence));
      }
    }
    for (int place = 0; place < offload.parked(); place++) {
      blocks.addBlocks(offload.parked(place), offload.held(place));
    }
    rows.check(cohort);
    blocks.check();
    RankRecount.expect(
        "I2: running and waiting", running.size() + waitingCount(), sequences.live());
    if (running.size() > state.config.maxNumSeqs()) {
      throw new IllegalStateException(
          "I4: " + running.size() + " running, max_num_seqs " + state.config.maxNumSeqs());
    }
  }
}
