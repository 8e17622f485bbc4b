package io.foretoken.sim.batch;

import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.request.WaitCause;

/**
 * SGLang's scheduler, first come first served.
 *
 * <p>Prefill goes before decode. As long as prompts wait and there is room, a step is a prefill
 * batch: first the rest of the prompt that was cut off last, then waiting ones in order, up to
 * {@code chunked_prefill_size} tokens (the last is cut off there) and {@code max_prefill_tokens};
 * rows in decode wait, unless {@code enable_mixed_chunk} lets them join. Room is an estimate: a
 * prompt must fit into the free cache together with the tokens that it declares (at most 4,096) and
 * with {@link NewTokenRatio} of those that running requests declare. Once a prompt does not fit, or
 * {@code max_running_requests} run, nobody is looked at until somebody has left.
 *
 * <p>All other steps decode. If blocks are short, requests are retracted until they suffice: those
 * with the fewest tokens generated, among equals those with the longest prompt; they go to the end
 * of the queue, and the ratio rises.
 *
 * <p>With {@code scheduler_recv_interval} n the scheduler looks at what has come after every n-th
 * decode step, and after a prefill step or when it is idle.
 *
 * <p>Sources: the engine's documentation of its server arguments and the behaviour of its scheduler
 * in 0.4 and 0.5. Simplified: a request that can never fit is refused where SGLang cuts its output
 * short; the closer estimate for requests that ignore the end-of-sequence token without a radix
 * cache is not modelled; prompts are not put off to share a prefix within a batch.
 */
public final class SglangPolicy implements BatchPolicy {
  /** Name in the registry of policies. */
  public static final String NAME = "sglang";

  private static final long NEVER = -1;

  private final SglangOptions options;
  private final NewTokenRatio ratio;
  private final SglangPrefill prefill;
  private WaitCause fullBecauseOf = WaitCause.STEP;
  private int ranLast;
  private int sinceReceived;
  private boolean decodedLast;
  private long receivedAt = NEVER;

  /** A policy with its options. */
  public SglangPolicy(SglangOptions options) {
    this.options = options;
    ratio = new NewTokenRatio(options.scheduleConservativeness());
    prefill = new SglangPrefill(options);
  }

  @Override
  public WaitCause plan(RankView rank, EngineConfig config) {
    receive(rank);
    if (rank.runningCount() < ranLast) {
      fullBecauseOf = WaitCause.STEP; // somebody has left
    }
    WaitCause cause = step(rank, config);
    ranLast = rank.runningCount();
    return cause;
  }

  private void receive(RankView rank) {
    sinceReceived++;
    boolean isIdle = rank.runningCount() == 0;
    if (isIdle || !decodedLast || sinceReceived >= options.schedulerRecvInterval()) {
      sinceReceived = 0;
      receivedAt = rank.now();
    }
  }

  /** The next waiting sequence that the scheduler knows of. */
  private int next(RankView rank) {
    int sequence = rank.peekWaiting();
    return sequence == WaitingQueue.EMPTY || rank.cameAt(sequence) > receivedAt
        ? WaitingQueue.EMPTY
        : sequence;
  }

  private WaitCause step(RankView rank, EngineConfig config) {
    decodedLast = false;
    int cutOff = rank.prefilling();
    boolean mayAdmit = fullBecauseOf == WaitCause.STEP && next(rank) != WaitingQueue.EMPTY;
    if (cutOff == WaitingQueue.EMPTY && !mayAdmit) {
      return decode(rank);
    }
    double reserved = ratio.value() * rank.leftInDecode(SglangPrefill.MOST_DECLARED);
    int rows = options.enableMixedChunk() ? rank.scheduleDecodes() : 0;
    if (rows == RankView.ONE_BY_ONE) {
      return decode(rank);
    }
    prefill.begin(rank, config, rows, reserved);
    if (cutOff != WaitingQueue.EMPTY) {
      prefill.goOn(cutOff);
    }
    WaitCause cause = mayAdmit ? admit(rank, config) : heldUpBy(rank);
    if (prefill.isEmpty() && rows == 0) {
      return decode(rank);
    }
    if (prefill.isEmpty()) {
      decoded();
    }
    return cause;
  }

  private WaitCause admit(RankView rank, EngineConfig config) {
    WaitCause cause = WaitCause.STEP;
    while (next(rank) != WaitingQueue.EMPTY && cause == WaitCause.STEP) {
      boolean isFull = rank.runningCount() >= config.maxNumSeqs();
      cause = isFull ? WaitCause.SLOTS : prefill.admit(rank.peekWaiting());
    }
    if (cause == WaitCause.SLOTS || cause == WaitCause.KV) {
      fullBecauseOf = cause;
    }
    return cause;
  }

  /** What keeps those from being looked at that the scheduler knows of. */
  private WaitCause heldUpBy(RankView rank) {
    return next(rank) == WaitingQueue.EMPTY ? WaitCause.STEP : fullBecauseOf;
  }

  private void decoded() {
    decodedLast = true;
    ratio.decoded(1);
  }

  private WaitCause decode(RankView rank) {
    decodedLast = true;
    if (rank.scheduleDecodes() == RankView.ONE_BY_ONE && decodeInOrder(rank)) {
      fullBecauseOf = WaitCause.STEP;
      return WaitCause.KV;
    }
    ratio.decoded(1);
    return heldUpBy(rank);
  }

  /** Says whether somebody was retracted. */
  private boolean decodeInOrder(RankView rank) {
    int cutOff = rank.prefilling();
    int place = 0;
    boolean retracted = false;
    while (place < rank.runningCount()) {
      int sequence = rank.running(place);
      boolean runs = true;
      while (sequence != cutOff
          && rank.needed(sequence) > 0
          && runs
          && !rank.schedule(sequence, 1)) {
        int victim = shortest(rank);
        rank.retract(victim);
        retracted = true;
        runs = victim != place;
        place -= victim < place ? 1 : 0;
      }
      place += runs ? 1 : 0;
    }
    if (retracted) {
      raiseRatio(rank);
    }
    return retracted;
  }

  private void raiseRatio(RankView rank) {
    long generated = 0;
    long declared = 0;
    for (int place = 0; place < rank.runningCount(); place++) {
      int sequence = rank.running(place);
      generated += rank.generated(sequence);
      declared += rank.generated(sequence) + (long) rank.left(sequence);
    }
    ratio.retracted(rank.runningCount(), generated, declared);
  }

  /** Place of the sequence in decode to retract, or of the one whose prompt was cut off. */
  private static int shortest(RankView rank) {
    int cutOff = rank.prefilling();
    int cutOffAt = -1;
    int found = -1;
    int candidates = 0;
    for (int place = 0; place < rank.runningCount(); place++) {
      int sequence = rank.running(place);
      if (sequence == cutOff) {
        cutOffAt = place;
      } else if (rank.left(sequence) > 0) {
        candidates++;
        found = found < 0 || goesBefore(rank, sequence, rank.running(found)) ? place : found;
      }
    }
    return candidates == 1 && cutOffAt >= 0 ? cutOffAt : found;
  }

  /** Whether a sequence is retracted before one that stands ahead of it in the running list. */
  private static boolean goesBefore(RankView rank, int sequence, int other) {
    int generated = rank.generated(sequence);
    int generatedByOther = rank.generated(other);
    return generated != generatedByOther
        ? generated < generatedByOther
        : rank.length(sequence) - generated >= rank.length(other) - generatedByOther;
  }

  @Override
  public boolean runsAllDecodes() {
    return options.schedulerRecvInterval() == 1 && !options.enableMixedChunk();
  }

  @Override
  public void ranDecodes(long steps) {
    decodedLast = true;
    ratio.decoded(steps);
  }

  @Override
  public int mostTokens(EngineConfig config) {
    return Math.max(config.maxNumBatchedTokens(), config.maxNumSeqs());
  }

  @Override
  public String refusal(int inputTokens, int maxTokens, long kvTokens, EngineConfig config) {
    long inOneStep = config.chunkedPrefill() ? 0 : Refusals.atEnd(inputTokens, maxTokens);
    return Refusals.first(inputTokens, maxTokens, kvTokens, inOneStep, config);
  }
}
