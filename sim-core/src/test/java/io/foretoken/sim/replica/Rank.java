package io.foretoken.sim.replica;

import io.foretoken.sim.batch.FcfsQueue;
import io.foretoken.sim.batch.RankView;
import io.foretoken.sim.batch.WaitingQueue;
import io.foretoken.sim.kv.BlockPool;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.request.SequenceTable;
import io.foretoken.sim.request.WaitClock;
import java.util.ArrayList;
import java.util.List;

/**
 * The sequences and KV blocks of one rank, one sequence at a time: the readable specification of
 * what a policy's decisions do.
 */
final class Rank implements RankView {
  private final EngineConfig config;
  private final RequestTable requests;
  private final ReplicaMeter meter;
  private final SequenceTable sequences = new SequenceTable();
  private final List<Integer> running = new ArrayList<>();
  private final WaitingQueue waiting = new FcfsQueue();
  private final WaitClock waitClock = new WaitClock();
  private final BlockPool[] pools;
  private StepPlan plan = new StepPlan(1);
  private long now;

  Rank(EngineConfig config, RequestTable requests, ReplicaMeter meter) {
    this.config = config;
    this.requests = requests;
    this.meter = meter;
    pools = new BlockPool[config.kvBlocks().length];
    for (int group = 0; group < pools.length; group++) {
      pools[group] = new BlockPool(config.kvBlocks()[group]);
    }
  }

  SequenceTable sequences() {
    return sequences;
  }

  WaitClock waitClock() {
    return waitClock;
  }

  int waitingCount() {
    return waiting.size();
  }

  /** Tokens that the smallest KV group can hold. */
  long kvTokens() {
    long least = Long.MAX_VALUE;
    for (BlockPool pool : pools) {
      least = Math.min(least, (long) pool.capacity() * config.blockSize());
    }
    return least;
  }

  void enqueue(int request, long nanos) {
    int sequence =
        sequences.add(
            request,
            requests.inputTokens(request),
            requests.outputTokens(request),
            requests.maxTokens(request));
    requests.enqueued(request, nanos);
    waitClock.enter(requests, request, nanos);
    waiting.offer(sequence);
    meter.waiting.set(nanos, waiting.size());
  }

  /** Begins a scheduling decision that fills the plan. */
  void begin(StepPlan empty, long nanos) {
    plan = empty;
    now = nanos;
  }

  @Override
  public int runningCount() {
    return running.size();
  }

  @Override
  public int running(int place) {
    return running.get(place);
  }

  @Override
  public int peekWaiting() {
    return waiting.peek();
  }

  @Override
  public int needed(int sequence) {
    return sequences.needed(sequence);
  }

  @Override
  public int cachedPrefix(int sequence) {
    return 0;
  }

  @Override
  public boolean schedule(int sequence, int tokens) {
    int blocks =
        BlockPool.blocksFor((long) sequences.computed(sequence) + tokens, config.blockSize());
    int more = blocks - sequences.blocks(sequence);
    if (!tryTake(more)) {
      return false;
    }
    sequences.blocks(sequence, blocks);
    int cached = sequences.computed(sequence);
    boolean decodes = sequences.isDecoding(sequence);
    boolean samples = sequences.schedule(sequence, tokens);
    if (decodes) {
      plan.shape.addDecode(1, cached);
    } else {
      plan.shape.addChunk(tokens, cached, samples);
      plan.addPrefill(tokens);
    }
    plan.add(sequence, sequences.epoch(sequence), samples);
    return true;
  }

  @Override
  public boolean admit(int sequence, int cached, int tokens, boolean wholeSequence) {
    int all = BlockPool.blocksFor(sequences.length(sequence), config.blockSize());
    int first = BlockPool.blocksFor((long) cached + tokens, config.blockSize());
    if ((wholeSequence ? all : first) > freeBlocks()) {
      return false;
    }
    waiting.remove(sequence);
    running.add(sequence);
    sequences.running(sequence, true);
    int request = sequences.request(sequence);
    if (!requests.wasScheduled(request)) {
      waitClock.leave(requests, request, now);
      requests.scheduledFirst(request, now, cached);
    }
    return schedule(sequence, tokens);
  }

  @Override
  public void preempt(int place) {
    int sequence = running.remove(place);
    giveBack(sequences.blocks(sequence));
    sequences.preempt(sequence);
    requests.preempted(sequences.request(sequence));
    meter.preempted(now);
    waiting.pushFront(sequence);
  }

  /** The sequence has made its last token and leaves, from wherever it stands. */
  void finish(int sequence) {
    if (sequences.isRunning(sequence)) {
      running.remove((Integer) sequence);
      giveBack(sequences.blocks(sequence));
    } else {
      waiting.remove(sequence);
    }
    sequences.remove(sequence);
  }

  /** Tells the meter what stands where. */
  void report(long nanos) {
    meter.running.set(nanos, running.size());
    meter.waiting.set(nanos, waiting.size());
    long used = 0;
    for (BlockPool pool : pools) {
      used += pool.used();
    }
    meter.kvBlocks.set(nanos, used);
  }

  void checkInvariants() {
    long held = 0;
    for (int sequence : running) {
      held += sequences.blocks(sequence);
      long tokens = sequences.computed(sequence);
      if (BlockPool.blocksFor(tokens, config.blockSize()) != sequences.blocks(sequence)) {
        throw new IllegalStateException(
            "I3: " + tokens + " tokens in " + sequences.blocks(sequence) + " blocks");
      }
    }
    for (BlockPool pool : pools) {
      if (pool.used() != held) {
        throw new IllegalStateException(
            "I3: sequences hold " + held + " blocks, the pool says " + pool.used());
      }
    }
    if (running.size() + waiting.size() != sequences.live()) {
      throw new IllegalStateException(
          "I2: "
              + running.size()
              + " running + "
              + waiting.size()
              + " waiting, but "
              + sequences.live()
              + " sequences");
    }
    if (running.size() > config.maxNumSeqs()) {
      throw new IllegalStateException(
          "I4: " + running.size() + " running, max_num_seqs " + config.maxNumSeqs());
    }
  }

  private int freeBlocks() {
    int least = Integer.MAX_VALUE;
    for (BlockPool pool : pools) {
      least = Math.min(least, pool.free());
    }
    return least;
  }

  private boolean tryTake(int blocks) {
    if (blocks > freeBlocks()) {
      return false;
    }
    for (BlockPool pool : pools) {
      pool.tryTake(blocks);
    }
    return true;
  }

  private void giveBack(int blocks) {
    for (BlockPool pool : pools) {
      pool.giveBack(blocks);
    }
  }
}
