package io.foretoken.sim.replica;

import io.foretoken.sim.batch.BatchPolicy;
import io.foretoken.sim.kv.AttentionSpan;
import io.foretoken.sim.kv.BlockPool;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.request.RequestTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sequences and KV blocks of one rank, one sequence at a time: the readable specification of
 * what a policy's decisions do.
 */
final class Rank extends RankReading {
  /** A sequence whose blocks are on their way: the first are cached, the others set aside. */
  private record Parked(long end, int from, int to) {}

  private final ReplicaMeter meter;
  private final NaiveOffloadTier tier;
  private final Map<Integer, Parked> parked = new LinkedHashMap<>();
  private final Map<Integer, Integer> stored = new HashMap<>();
  private Set<Integer> scheduledLast = new HashSet<>();
  private Set<Integer> scheduledNow = new HashSet<>();

  Rank(
      EngineConfig config,
      List<AttentionSpan> windows,
      RequestTable requests,
      ReplicaMeter meter,
      BatchPolicy policy) {
    super(config, windows, requests, policy);
    tier = new NaiveOffloadTier(config.kv().offload());
    this.meter = meter;
    for (int group = 0; group < config.kvBlocks().length; group++) {
      AttentionSpan span = config.spans().get(group);
      int blocks = config.kvBlocks()[group];
      if (span.isFull()) {
        groups.add(new NaiveKvGroup(blocks));
      } else {
        spanned.add(
            new NaiveSpanGroup(
                span,
                config.blockSize(),
                blocks,
                config.kv().isShared() ? config.kv().pages().get(group) : 0,
                config.maxNumBatchedTokens()));
      }
    }
  }

  int waitingCount() {
    return waiting.size() + parked.size();
  }

  /** Prompt tokens of all that wait or run. */
  long promptTokens() {
    long sum = 0;
    for (int sequence = 0; sequence < sequences.slots(); sequence++) {
      sum += sequences.isLive(sequence) ? requests.inputTokens(sequences.request(sequence)) : 0;
    }
    return sum;
  }

  /** When blocks arrive that a sequence waits for. */
  long nextArrival() {
    return parked.values().stream().mapToLong(Parked::end).min().orElse(Long.MAX_VALUE);
  }

  /** The step decided on ends at the given time. */
  void launched(long endNanos) {
    tier.launched(endNanos);
  }

  /** Sequences whose blocks have arrived come back to the head of the queue. */
  private void takeArrived() {
    List<Integer> arrived = new ArrayList<>();
    parked.forEach(
        (sequence, its) -> {
          if (its.end <= now) {
            arrived.add(0, sequence);
          }
        });
    for (int sequence : arrived) {
      Parked its = parked.remove(sequence);
      release(sequence, its.to, its.to);
      waiting.pushFront(sequence);
    }
  }

  /** A sequence that does not run gives back blocks, the first of which have content. */
  private void release(int sequence, int held, int full) {
    if (held > 0) {
      for (NaiveKvGroup group : groups) {
        group.release(sequence, contents(sequence, full * config.blockSize()));
      }
    }
  }

  @Override
  public int load(int sequence, int cached) {
    if (!config.kv().offload().exists()) {
      return LOADS_NOTHING;
    }
    List<Long> contents = contents(sequence, sequences.length(sequence) - 1);
    int from = cached / config.blockSize();
    int found = tier.lookUp(contents, from, now);
    if (found == 0) {
      return LOADS_NOTHING;
    }
    int to = from + found;
    long until = tier.loadingUntil(contents.subList(from, to));
    if (until > now) {
      parked.put(sequence, new Parked(until, 0, 0));
      waiting.remove(sequence);
      return LOADS;
    }
    for (NaiveKvGroup group : groups) {
      if (group.needed(sequence, contents.subList(0, from), to) > group.free()) {
        return NO_ROOM;
      }
    }
    for (NaiveKvGroup group : groups) {
      group.extend(sequence, contents.subList(0, from), to);
    }
    parked.put(sequence, new Parked(tier.load(contents.subList(from, to), now), from, to));
    waiting.remove(sequence);
    meter.loaded(now, found * config.blockSize());
    return LOADS;
  }

  /** The sequence's full blocks, or those that will be full after this step, are copied. */
  private void copyFull(int sequence) {
    if (config.kv().offload().exists()) {
      List<Long> contents = contents(sequence, sequences.computed(sequence));
      int from = stored.get(sequence);
      if (contents.size() > from && tier.reserve(contents, from, now)) {
        stored.put(sequence, contents.size());
      }
    }
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
  }

  /** Begins a scheduling decision that fills the plan. */
  void begin(StepPlan empty, long nanos) {
    if (plan.shape.decodeRows > 0) {
      scheduledLast.clear(); // whoever was left out of it begins anew
    }
    scheduledLast.addAll(scheduledNow);
    scheduledNow = new HashSet<>();
    plan = empty;
    now = nanos;
    takeArrived();
    waiting.decide();
  }

  /** Ends a scheduling decision: whoever makes a token in the step has been served. */
  void end() {
    for (int row = 0; row < plan.rows(); row++) {
      if (plan.samples(row)) {
        waiting.onServed(tenant(plan.sequence(row)), 0, 1);
      }
    }
    if (!groups.isEmpty()) {
      groups.get(0).settleLoans();
    }
  }

  @Override
  public int scheduleDecodes() {
    List<Integer> rows = new ArrayList<>();
    int blocks = 0;
    for (int sequence : running) {
      if (sequences.isDecoding(sequence) && needed(sequence) > 0) {
        rows.add(sequence);
        blocks += sequences.computed(sequence) % config.blockSize() == 0 ? 1 : 0;
      }
    }
    if ((long) blocks * config.blockSize() > freeTokens()) {
      return ONE_BY_ONE;
    }
    rows.forEach(sequence -> schedule(sequence, 1));
    return rows.size();
  }

  /** A row in decode keeps the blocks that it fills to itself until it leaves. */
  private boolean takeForDecode(int sequence, int computed) {
    boolean takes = computed % config.blockSize() == 0;
    int needed = (takes ? 1 : 0) + lentMore(sequence, computed, computed + 1);
    for (NaiveKvGroup group : groups) {
      if (group.free() < needed) {
        return false;
      }
    }
    if (!spansHaveRoom(sequence, computed, computed + 1)) {
      return false;
    }
    for (NaiveKvGroup group : groups) {
      if (takes) {
        group.takeOne(sequence);
      }
    }
    scheduleSpans(sequence, computed, computed + 1);
    return true;
  }

  private void scheduleSpans(int sequence, int stored, int tokens) {
    spanned.forEach(group -> group.schedule(sequence, stored, tokens));
    countLoans();
  }

  private void countLoans() {
    if (config.kv().isShared()) {
      groups.get(0).lent(spanned.stream().mapToInt(NaiveSpanGroup::lent).sum());
    }
  }

  private boolean extend(int sequence, int stored, int tokens) {
    if (!hasBlocks(sequence, tokens, lentMore(sequence, stored, tokens), 0)
        || !spansHaveRoom(sequence, stored, tokens)) {
      return false;
    }
    for (NaiveKvGroup group : groups) {
      int total = BlockPool.blocksFor(tokens, config.blockSize());
      group.extend(sequence, contents(sequence, tokens), total);
    }
    scheduleSpans(sequence, stored, tokens);
    return true;
  }

  private void release(int sequence) {
    for (NaiveKvGroup group : groups) {
      group.release(sequence, contents(sequence, sequences.computed(sequence)));
    }
    spanned.forEach(group -> group.release(sequence));
    countLoans();
  }

  @Override
  public boolean schedule(int sequence, int tokens) {
    int before = sequences.computed(sequence);
    if (sequences.isDecoding(sequence)
        ? !takeForDecode(sequence, before)
        : !extend(sequence, before, before + tokens)) {
      return false;
    }
    int cached = sequences.computed(sequence);
    boolean decodes = sequences.isDecoding(sequence);
    boolean samples = sequences.schedule(sequence, tokens);
    if (decodes) {
      plan.shape.addDecode(1, cached);
      for (int window = 0; window < windows.size(); window++) {
        plan.shape.decodeWindowContext[window] += read(windows.get(window), cached);
      }
    } else {
      plan.shape.addChunk(tokens, cached, samples);
      plan.addPrefill(tokens);
      copyFull(sequence);
    }
    boolean isFresh = !decodes || !scheduledLast.contains(sequence);
    scheduledNow.add(sequence);
    int epoch = sequences.epoch(sequence);
    plan.add(sequence, epoch, samples, isFresh, decodes ? 0 : tokens, cached);
    return true;
  }

  @Override
  public boolean admit(int sequence, int cached, int tokens, boolean wholeSequence) {
    int length = sequences.length(sequence);
    int all = BlockPool.blocksFor(length, config.blockSize());
    if (!hasBlocks(sequence, cached + tokens, lentMore(sequence, cached, cached + tokens), 0)
        || (wholeSequence && !hasBlocks(sequence, length, lentMost(all), 0))) {
      return false;
    }
    for (NaiveSpanGroup group : spanned) {
      if (group.isLent()) {
        continue;
      }
      if (wholeSequence
          ? !group.hasRoomForWhole(length)
          : !group.hasRoom(sequence, cached, cached + tokens)) {
        return false;
      }
    }
    waiting.remove(sequence);
    running.add(sequence);
    sequences.running(sequence, true);
    stored.put(sequence, 0);
    int request = sequences.request(sequence);
    if (!requests.wasScheduled(request)) {
      waitClock.leave(requests, request, now);
      requests.scheduledFirst(request, now, cached);
      waiting.onServed(tenant(sequence), length - cached, 0);
    } else {
      requests.resumed(request, now);
    }
    meter.admitted(now, sequences.length(sequence), cached);
    sequences.startAt(sequence, cached);
    return schedule(sequence, tokens);
  }

  @Override
  public int preempt(int place) {
    int sequence = running.get(place);
    int tokens = takeBack(place);
    waiting.pushFront(sequence);
    return tokens;
  }

  @Override
  public int retract(int place) {
    int sequence = running.get(place);
    int tokens = takeBack(place);
    waiting.offer(sequence);
    return tokens;
  }

  private int takeBack(int place) {
    int sequence = running.remove(place);
    copyFull(sequence);
    release(sequence);
    boolean samples = plan.samplesFor(sequence);
    int tokens = plan.remove(sequence, windows);
    if (samples) {
      sequences.unsample(sequence);
    }
    scheduledNow.remove(sequence);
    sequences.preempt(sequence);
    requests.preempted(sequences.request(sequence), now);
    meter.preempted(now);
    return tokens;
  }

  /** The sequence of a request, or -1. */
  int sequenceOf(int request) {
    for (int sequence : running) {
      if (sequences.request(sequence) == request) {
        return sequence;
      }
    }
    for (int sequence = 0; sequence < sequences.slots(); sequence++) {
      if (sequences.isLive(sequence) && sequences.request(sequence) == request) {
        return sequence;
      }
    }
    return -1;
  }

  /** The sequence has made its last token and leaves, from wherever it stands. */
  void finish(int sequence, long nanos) {
    now = nanos;
    if (sequences.isRunning(sequence)) {
      running.remove((Integer) sequence);
      copyFull(sequence);
      tier.launched(nanos);
      release(sequence);
    } else if (parked.containsKey(sequence)) {
      Parked its = parked.remove(sequence);
      release(sequence, its.to, its.from);
    } else {
      waiting.remove(sequence);
    }
    sequences.remove(sequence);
    scheduledLast.remove(sequence);
    scheduledNow.remove(sequence);
  }

  /** Blocks in use, summed over groups. */
  long blocksUsed() {
    long used = 0;
    for (NaiveKvGroup group : groups) {
      used += group.used();
    }
    for (NaiveSpanGroup group : spanned) {
      used += group.isLent() ? 0 : group.used();
    }
    return used;
  }

  /** I2, I3, I4. */
  void checkInvariants() {
    for (int sequence : running) {
      int blocks = BlockPool.blocksFor(sequences.computed(sequence), config.blockSize());
      for (NaiveKvGroup group : groups) {
        if (group.heldBy(sequence) != blocks) {
          throw new IllegalStateException(
              "I3: " + group.heldBy(sequence) + " blocks held, " + blocks + " needed");
        }
      }
    }
    for (NaiveKvGroup group : groups) {
      List<Integer> holders = new ArrayList<>(running);
      holders.addAll(parked.keySet());
      group.checkInvariants(holders);
    }
    if (running.size() + waitingCount() != sequences.live()) {
      throw new IllegalStateException(
          "I2: %d running + %d waiting, but %d sequences"
              .formatted(running.size(), waiting.size(), sequences.live()));
    }
    if (running.size() > config.maxNumSeqs()) {
      throw new IllegalStateException(
          "I4: %d running, max_num_seqs %d".formatted(running.size(), config.maxNumSeqs()));
    }
  }
}
