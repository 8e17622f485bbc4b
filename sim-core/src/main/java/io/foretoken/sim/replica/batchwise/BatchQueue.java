package io.foretoken.sim.replica.batchwise;

import io.foretoken.sim.batch.BatchRule;
import io.foretoken.sim.batch.FcfsQueue;
import io.foretoken.sim.batch.TableSequences;
import io.foretoken.sim.batch.WaitingQueue;
import io.foretoken.sim.batch.WaitingQueues;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.replica.Deployment;
import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.request.SequenceTable;
import io.foretoken.sim.request.WaitCause;
import io.foretoken.sim.request.WaitClock;
import java.util.Arrays;

/**
 * The requests that wait and those of the batch that runs, and the decision when the first become
 * the second: at every request that comes to an idle engine, at the end of a batch, and when the
 * rule's delay has passed.
 *
 * <p>A batch is as many requests from the head of the queue, in whatever order it has, as the rule
 * says, or as find room for their padded lengths in the KV cache. The rule knows nothing of memory.
 * Tenants are served a prompt when its batch begins, and an answer when it ends.
 */
final class BatchQueue {
  private static final long NEVER = Long.MAX_VALUE;

  private final EngineConfig config;
  private final BatchRule rule;
  private final RequestTable requests;
  private final ReplicaMeter meter;
  private final SequenceTable sequences = new SequenceTable();
  private final WaitingQueue waiting;

  /** The same sequences as in {@link #waiting}, by arrival: the oldest is first. */
  private final WaitingQueue byArrival = new FcfsQueue();

  private final WaitClock waitClock = new WaitClock();
  private final PaddedKv kv;
  private final RunningBatch batch;
  private int[] rowOf = new int[64];
  private long[] enqueuedAt = new long[64];
  private long decidesAt = NEVER;
  private long blocks;

  BatchQueue(Deployment deployment, BatchRule rule, RequestTable requests, ReplicaMeter meter) {
    config = deployment.engine();
    this.rule = rule;
    this.requests = requests;
    this.meter = meter;
    waiting =
        WaitingQueues.create(
            config.queue().order(), new TableSequences(requests, sequences, sequence -> 0));
    kv = new PaddedKv(config);
    batch = new RunningBatch(config, deployment.stepTime(), meter);
  }

  RunningBatch batch() {
    return batch;
  }

  /** When an idle engine decides again; never without a reason to. */
  long decidesAt() {
    return decidesAt;
  }

  /** Why a request can never be served; an empty string when it can. */
  String refusal(int inputTokens, int maxTokens) {
    long longest = (long) inputTokens + maxTokens;
    boolean isTooLong = longest > config.maxModelLen();
    if (!isTooLong && kv.fits(1, longest - 1)) {
      return "";
    }
    return "prompt of "
        + inputTokens
        + " + max_tokens "
        + maxTokens
        + (isTooLong
            ? " exceeds max_model_len " + config.maxModelLen()
            : " needs more than the " + kv.mostBelow(longest) + " tokens of KV cache");
  }

  void enqueue(int request, long nanos) {
    int sequence =
        sequences.add(
            request,
            requests.inputTokens(request),
            requests.outputTokens(request),
            requests.maxTokens(request));
    if (sequence >= rowOf.length) {
      rowOf = Arrays.copyOf(rowOf, Math.max(sequence + 1, 2 * rowOf.length));
      enqueuedAt = Arrays.copyOf(enqueuedAt, rowOf.length);
    }
    rowOf[sequence] = RunningBatch.NONE;
    enqueuedAt[sequence] = nanos;
    requests.enqueued(request, nanos);
    requests.runsAs(request, 0, sequence);
    waitClock.enter(requests, request, nanos);
    waiting.offer(sequence);
    byArrival.offer(sequence);
    meter.waiting.set(nanos, waiting.size());
    if (!batch.isRunning()) {
      decidesAt = Math.min(decidesAt, nanos);
    }
  }

  /** Decides whether a batch begins. */
  void decide(long now) {
    decidesAt = NEVER;
    if (waiting.size() == 0) {
      return;
    }
    waiting.decide();
    long oldest = enqueuedAt[byArrival.peek()];
    int take = rule.take(waiting.size(), now - oldest);
    if (take == 0) {
      waitClock.decided(now, WaitCause.DELAY);
      decidesAt = oldest + rule.delayNanos();
      if (decidesAt <= now) {
        throw new IllegalStateException(
            "I15: " + waiting.size() + " sequences wait for an engine that runs nothing");
      }
      return;
    }
    begin(take, now);
    report(now);
  }

  private void begin(int most, long now) {
    int prompt = 0;
    int limit = 0;
    while (batch.rows() < most) {
      int sequence = waiting.peek();
      int request = sequences.request(sequence);
      int longer = Math.max(prompt, requests.inputTokens(request));
      int larger = Math.max(limit, sequences.limit(sequence));
      if (!kv.fits(batch.rows() + 1, (long) longer + larger - 1)) {
        break;
      }
      prompt = longer;
      limit = larger;
      waiting.poll();
      byArrival.remove(sequence);
      waiting.onServed(requests.tenant(request), requests.inputTokens(request), 0);
      rowOf[sequence] = batch.add(sequence, sequences.output(sequence));
      waitClock.leave(requests, request, now);
      requests.scheduledFirst(request, now, 0);
    }
    blocks = kv.blocks(batch.rows(), (long) prompt + limit - 1);
    WaitCause shortOf = batch.rows() < most ? WaitCause.KV : WaitCause.SLOTS;
    waitClock.decided(now, waiting.size() == 0 ? WaitCause.BATCH : shortOf);
    batch.begin(prompt, now);
  }

  /**
   * A row's request has its last token.
   *
   * @return the request, or a negative number if its client has given up
   */
  int finish(int row) {
    int sequence = batch.sequence(row);
    if (sequence == RunningBatch.NONE) {
      return RunningBatch.NONE;
    }
    int request = sequences.request(sequence);
    int output = sequences.output(sequence);
    waiting.onServed(requests.tenant(request), 0, output);
    requests.emitted(request, output);
    requests.runsNoMore(request);
    sequences.remove(sequence);
    return request;
  }

  /** The batch is over, and the engine decides anew. */
  void batchEnded(long now) {
    batch.clear();
    blocks = 0;
    decidesAt = now;
    report(now);
  }

  /** The client of a sequence has given up: it leaves the queue, or runs along in its batch. */
  void giveUp(int sequence, long now) {
    requests.runsNoMore(sequences.request(sequence));
    if (rowOf[sequence] == RunningBatch.NONE) {
      waiting.remove(sequence);
      byArrival.remove(sequence);
      meter.waiting.set(now, waiting.size());
    } else {
      batch.giveUp(rowOf[sequence]);
    }
    sequences.remove(sequence);
  }

  private void report(long now) {
    meter.running.set(now, batch.rows());
    meter.waiting.set(now, waiting.size());
    meter.kvBlocks.set(now, blocks);
  }

  /** Writes what the batch keeps as counts into the request table. */
  void settle() {
    for (int row = 0; row < batch.rows(); row++) {
      if (batch.sequence(row) != RunningBatch.NONE) {
        settle(batch.sequence(row));
      }
    }
  }

  /** The same for one sequence. */
  void settle(int sequence) {
    if (rowOf[sequence] != RunningBatch.NONE) {
      requests.emitted(sequences.request(sequence), batch.made(rowOf[sequence]));
    }
  }

  /** Whether the queue takes no more. */
  boolean isFull() {
    int most = config.queue().mostWaiting();
    return most > 0 && waiting.size() >= most;
  }

  int held() {
    return sequences.live();
  }

  void checkInvariants() {
    int running = 0;
    int prompt = 0;
    int limit = 0;
    for (int row = 0; row < batch.rows(); row++) {
      int sequence = batch.sequence(row);
      if (sequence != RunningBatch.NONE) {
        running++;
        prompt = Math.max(prompt, requests.inputTokens(sequences.request(sequence)));
        limit = Math.max(limit, sequences.limit(sequence));
      }
    }
    if (running + waiting.size() != sequences.live() || byArrival.size() != waiting.size()) {
      throw new IllegalStateException(
          "I2: %d run and %d wait, of %d".formatted(running, waiting.size(), sequences.live()));
    }
    if (running > 0
        && (!kv.fits(batch.rows(), (long) prompt + limit - 1)
            || blocks < kv.blocks(batch.rows(), (long) prompt + limit - 1))) {
      throw new IllegalStateException(
          "I3: %d rows of %d + %d tokens hold %d blocks"
              .formatted(batch.rows(), prompt, limit, blocks));
    }
    if (batch.rows() > config.maxNumSeqs()) {
      throw new IllegalStateException(
          "I4: " + batch.rows() + " running, max_num_seqs " + config.maxNumSeqs());
    }
    batch.checkInvariants();
  }
}
