package io.foretoken.sim.replica;

import io.foretoken.sim.batch.BatchPolicy;
import io.foretoken.sim.batch.KvView;
import io.foretoken.sim.batch.QueuedSequences;
import io.foretoken.sim.batch.RankView;
import io.foretoken.sim.batch.WaitingQueue;
import io.foretoken.sim.kv.AttentionSpan;
import io.foretoken.sim.kv.BlockPool;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.request.SequenceTable;
import io.foretoken.sim.request.WaitClock;
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
final class Rank implements RankView, KvView, QueuedSequences {
  /** A sequence whose blocks are on their way: the first are cached, the others set aside. */
  private record Parked(long end, int from, int to) {}

  private final EngineConfig config;
  private final RequestTable requests;
  private final ReplicaMeter meter;
  private final BatchPolicy policy;
  private final SequenceTable sequences = new SequenceTable();
  private final List<Integer> running = new ArrayList<>();
  private final WaitingQueue waiting;
  private final WaitClock waitClock = new WaitClock();
  private final List<NaiveKvGroup> groups = new ArrayList<>();
  private final List<NaiveSpanGroup> spanned = new ArrayList<>();
  private final List<AttentionSpan> windows;
  private final NaiveOffloadTier tier;
  private final Map<Integer, Parked> parked = new LinkedHashMap<>();
  private final Map<Integer, Integer> stored = new HashMap<>();
  private StepPlan plan = new StepPlan(0);
  private long now;
  private Set<Integer> scheduledLast = new HashSet<>();
  private Set<Integer> scheduledNow = new HashSet<>();

  Rank(
      EngineConfig config,
      List<AttentionSpan> windows,
      RequestTable requests,
      ReplicaMeter meter,
      BatchPolicy policy) {
    this.policy = policy;
    this.config = config;
    this.windows = windows;
    tier = new NaiveOffloadTier(config.kv().offload());
    this.requests = requests;
    this.meter = meter;
    waiting = new NaiveQueue(config.queue().order(), this);
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

  BatchPolicy policy() {
    return policy;
  }

  SequenceTable sequences() {
    return sequences;
  }

  WaitClock waitClock() {
    return waitClock;
  }

  int waitingCount() {
    return waiting.size() + parked.size();
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

  @Override
  public long capacityTokens() {
    if (config.kv().isShared()) {
      int all = 0;
      int capacity = groups.get(0).capacity();
      while (all + 1 + lentMost(all + 1) <= capacity) {
        all++;
      }
      return (long) all * config.blockSize();
    }
    long least = Long.MAX_VALUE;
    for (NaiveKvGroup group : groups) {
      least = Math.min(least, (long) group.capacity() * config.blockSize());
    }
    for (NaiveSpanGroup group : spanned) {
      least = Math.min(least, group.tokens());
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
  public int priority(int sequence) {
    return requests.priority(sequences.request(sequence));
  }

  @Override
  public int tenant(int sequence) {
    return requests.tenant(sequences.request(sequence));
  }

  @Override
  public int promptTokens(int sequence) {
    return requests.inputTokens(sequences.request(sequence));
  }

  @Override
  public long deadlineNanos(int sequence) {
    return requests.deadlineNanos(sequences.request(sequence));
  }

  @Override
  public int cachedTokens(int sequence) {
    return cachedPrefix(sequence);
  }

  @Override
  public int victim() {
    return waiting.victim(this);
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

  @Override
  public long now() {
    return now;
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
  public int waiting(int place) {
    List<Integer> ahead = new ArrayList<>();
    while (waiting.size() > 0 && ahead.size() <= place) {
      ahead.add(waiting.poll());
    }
    for (int back = ahead.size() - 1; back >= 0; back--) {
      waiting.putBack(ahead.get(back));
    }
    return place < ahead.size() ? ahead.get(place) : WaitingQueue.EMPTY;
  }

  @Override
  public long cameAt(int sequence) {
    return requests.enqueuedNanos(sequences.request(sequence));
  }

  @Override
  public int length(int sequence) {
    return requests.inputTokens(sequences.request(sequence)) + generated(sequence);
  }

  @Override
  public int generated(int sequence) {
    return sequences.sampled(sequence) - (plan.samplesFor(sequence) ? 1 : 0);
  }

  @Override
  public int left(int sequence) {
    return sequences.limit(sequence) - generated(sequence);
  }

  @Override
  public int prefilling() {
    for (int sequence : running) {
      if (!sequences.isDecoding(sequence)) {
        return sequence;
      }
    }
    return WaitingQueue.EMPTY;
  }

  @Override
  public long leftInDecode(int most) {
    long sum = 0;
    for (int sequence : running) {
      sum += sequences.isDecoding(sequence) ? Math.min(most, left(sequence)) : 0;
    }
    return sum;
  }

  @Override
  public KvView kv() {
    return this;
  }

  @Override
  public long freeTokens() {
    int least = Integer.MAX_VALUE;
    int pages = 1;
    for (NaiveKvGroup group : groups) {
      least = Math.min(least, group.free());
    }
    for (NaiveSpanGroup group : spanned) {
      least = group.isLent() ? least : Math.min(least, group.capacity() - group.used());
      pages += group.lentMost(1);
    }
    return (long) (least / pages) * config.blockSize();
  }

  @Override
  public boolean fits(int sequence, int cached, int tokens, double spare) {
    return hasBlocks(sequence, cached + tokens, lentMore(sequence, cached, cached + tokens), spare)
        && spansHaveRoom(sequence, cached, cached + tokens);
  }

  @Override
  public boolean fitsToEnd(int sequence) {
    int block = config.blockSize();
    int twice = config.prefixCaching() && !groups.isEmpty() ? 1 : 0;
    int wanted = BlockPool.blocksFor(end(sequence), block) + twice;
    for (int other : running) {
      wanted +=
          BlockPool.blocksFor(end(other), block)
              - BlockPool.blocksFor(sequences.computed(other), block)
              + (sequences.isDecoding(other) ? 0 : twice);
    }
    for (NaiveSpanGroup group : spanned) {
      int most = group.most(end(sequence));
      for (int other : running) {
        most += group.most(end(other));
      }
      if (group.isLent()) {
        wanted += group.lentMost(1) * most - group.lent();
      } else if (most > group.capacity()) {
        return false;
      }
    }
    for (NaiveKvGroup group : groups) {
      if (wanted > group.free()) {
        return false;
      }
    }
    return true;
  }

  private int end(int sequence) {
    int request = sequences.request(sequence);
    return requests.inputTokens(request) + requests.maxTokens(request) - 1;
  }

  @Override
  public int needed(int sequence) {
    return sequences.needed(sequence);
  }

  @Override
  public int cachedPrefix(int sequence) {
    if (!config.prefixCaching() || groups.isEmpty()) {
      return 0;
    }
    groups.get(0).settleLoans();
    int most = sequences.length(sequence) - 1;
    int found = Integer.MAX_VALUE;
    for (NaiveKvGroup group : groups) {
      found = Math.min(found, group.cached(contents(sequence, most)));
    }
    return found * config.blockSize();
  }

  /** What each full block among the first tokens of a sequence contains, and behind what. */
  private List<Long> contents(int sequence, int tokens) {
    List<Long> contents = new ArrayList<>();
    if (!config.prefixCaching()) {
      return contents;
    }
    List<Long> identities =
        TokenIdentity.of(requests, sequences.request(sequence), sequences.sampled(sequence));
    long hash = 17;
    for (int token = 0; token < tokens; token++) {
      hash = TokenIdentity.mix(hash, identities.get(token));
      if ((token + 1) % config.blockSize() == 0) {
        contents.add(hash);
      }
    }
    return contents;
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

  private boolean spansHaveRoom(int sequence, int stored, int tokens) {
    return spanned.stream()
        .allMatch(group -> group.isLent() || group.hasRoom(sequence, stored, tokens));
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

  private int lentMore(int sequence, int stored, int tokens) {
    return spanned.stream()
        .mapToInt(group -> group.lentWith(sequence, stored, tokens) - group.lent())
        .sum();
  }

  private int lentMost(int all) {
    return spanned.stream().mapToInt(group -> group.lentMost(all)).sum();
  }

  private boolean hasBlocks(int sequence, int tokens, int lent, double spare) {
    for (NaiveKvGroup group : groups) {
      int total = BlockPool.blocksFor(tokens, config.blockSize());
      if (group.needed(sequence, contents(sequence, tokens), total) + lent
          > group.free() - (int) (spare * group.capacity())) {
        return false;
      }
    }
    return true;
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

  /** Tokens of the stored ones that the next token of a sequence reads, counted one by one. */
  static int read(AttentionSpan window, int stored) {
    int read = 0;
    for (int token = 0; token < stored; token++) {
      boolean isRead =
          window.kind() == AttentionSpan.Kind.CHUNKED
              ? stored / window.tokens() == token / window.tokens()
              : stored - token <= window.tokens();
      read += isRead ? 1 : 0;
    }
    return read;
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
    requests.preempted(sequences.request(sequence));
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
