package io.foretoken.sim.replica;

import io.foretoken.sim.batch.BatchPolicy;
import io.foretoken.sim.batch.KvView;
import io.foretoken.sim.batch.QueuedSequences;
import io.foretoken.sim.batch.RankView;
import io.foretoken.sim.batch.WaitingQueue;
import io.foretoken.sim.kv.AttentionSpan;
import io.foretoken.sim.kv.BlockPool;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.request.SequenceTable;
import io.foretoken.sim.request.WaitClock;
import java.util.ArrayList;
import java.util.List;

/** What a policy sees of a rank, read off its sequences one by one. */
abstract class RankReading implements RankView, KvView, QueuedSequences {
  final EngineConfig config;
  final RequestTable requests;
  final BatchPolicy policy;
  final SequenceTable sequences = new SequenceTable();
  final List<Integer> running = new ArrayList<>();
  final WaitingQueue waiting;
  final WaitClock waitClock = new WaitClock();
  final List<NaiveKvGroup> groups = new ArrayList<>();
  final List<NaiveSpanGroup> spanned = new ArrayList<>();
  final List<AttentionSpan> windows;

  /** The step that is being filled. */
  StepPlan plan = new StepPlan(0);

  /** When. */
  long now;

  RankReading(
      EngineConfig config, List<AttentionSpan> windows, RequestTable requests, BatchPolicy policy) {
    this.policy = policy;
    this.config = config;
    this.windows = windows;
    this.requests = requests;
    waiting = new NaiveQueue(config.queue().order(), this);
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
      int steady = group.steady(end(sequence));
      for (int other : running) {
        most += group.most(end(other));
        steady += group.steady(end(other));
      }
      if (group.isLent()) {
        wanted += group.lentMost(1) * most - group.lent();
      } else if (!running.isEmpty() && steady + group.ofSteps() > group.capacity()) {
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
  List<Long> contents(int sequence, int tokens) {
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

  int lentMost(int all) {
    return spanned.stream().mapToInt(group -> group.lentMost(all)).sum();
  }

  boolean hasBlocks(int sequence, int tokens, int lent, double spare) {
    for (NaiveKvGroup group : groups) {
      int total = BlockPool.blocksFor(tokens, config.blockSize());
      if (group.needed(sequence, contents(sequence, tokens), total) + lent
          > group.free() - (int) (spare * group.capacity())) {
        return false;
      }
    }
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

  int end(int sequence) {
    int request = sequences.request(sequence);
    return requests.inputTokens(request) + requests.maxTokens(request) - 1;
  }

  boolean spansHaveRoom(int sequence, int stored, int tokens) {
    return spanned.stream()
        .allMatch(group -> group.isLent() || group.hasRoom(sequence, stored, tokens));
  }

  int lentMore(int sequence, int stored, int tokens) {
    return spanned.stream()
        .mapToInt(group -> group.lentWith(sequence, stored, tokens) - group.lent())
        .sum();
  }
}
