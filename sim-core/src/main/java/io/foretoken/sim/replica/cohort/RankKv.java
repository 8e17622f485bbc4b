package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.kv.AttentionSpan;
import io.foretoken.sim.kv.BlockPool;
import io.foretoken.sim.kv.BlockRuns;
import io.foretoken.sim.kv.KvGroup;
import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.request.SequenceTable;
import java.util.ArrayList;
import java.util.List;

/**
 * The KV groups of a rank: what holds in one must hold in all. Groups with full attention cache
 * what their blocks contain; the others keep what their span needs, in a pool of their own or lent
 * from the first group's.
 */
final class RankKv {
  private final SequenceTable sequences;
  private final boolean caches;
  private final int block;
  private final KvGroup[] groups;
  private final SpanKv[] spanned;

  /** Pages of the first group's pool for one block in each of the groups that take from it. */
  private final int pagesPerBlock;

  /** The group, if there is but one. */
  private final KvGroup lone;

  private final long tokens;

  private final RankContent content;

  RankKv(EngineConfig config, RequestTable requests, SequenceTable sequences) {
    this.sequences = sequences;
    block = config.blockSize();
    List<KvGroup> full = new ArrayList<>();
    List<SpanKv> partial = new ArrayList<>();
    for (int group = 0; group < config.kvBlocks().length; group++) {
      AttentionSpan span = config.spans().get(group);
      int blocks = config.kvBlocks()[group];
      if (span.isFull()) {
        full.add(new KvGroup(block, blocks));
      } else {
        int step = config.maxNumBatchedTokens();
        partial.add(
            config.kv().isShared()
                ? SpanKv.within(span, block, full.get(0), config.kv().pages().get(group), step)
                : SpanKv.apart(span, block, blocks, step));
      }
    }
    groups = full.toArray(KvGroup[]::new);
    spanned = partial.toArray(SpanKv[]::new);
    caches = config.prefixCaching() && groups.length > 0;
    content = new RankContent(config, requests, sequences, caches);
    int pages = 1;
    for (SpanKv group : spanned) {
      pages += group.isLent() ? group.pages() : 0;
    }
    pagesPerBlock = pages;
    lone = groups.length == 1 && spanned.length == 0 ? groups[0] : null;
    tokens = leastTokens();
  }

  /** Tokens of one sequence that the smallest group can hold. */
  long tokens() {
    return tokens;
  }

  private long leastTokens() {
    if (pagesPerBlock > 1) {
      return (long) longest() * block;
    }
    long least = Long.MAX_VALUE;
    for (KvGroup group : groups) {
      least = Math.min(least, (long) group.capacity() * block);
    }
    for (SpanKv group : spanned) {
      least = Math.min(least, group.tokens());
    }
    return least;
  }

  /** Blocks of the longest sequence that finds room in a pool that all groups share. */
  private int longest() {
    int fits = groups[0].capacity() / pagesPerBlock;
    int tooMany = groups[0].capacity() + 1;
    while (tooMany - fits > 1) {
      int middle = (fits + tooMany) >>> 1;
      if (middle + lentMost(middle) <= groups[0].capacity()) {
        fits = middle;
      } else {
        tooMany = middle;
      }
    }
    return fits;
  }

  /** Pages lent at most to a sequence of so many blocks. */
  private long lentMost(int all) {
    long pages = 0;
    for (SpanKv group : spanned) {
      pages += group.isLent() ? (long) group.pages() * group.most(all) : 0;
    }
    return pages;
  }

  /** Blocks that every group surely has. */
  int free() {
    if (lone != null) {
      return lone.free();
    }
    int least = Integer.MAX_VALUE;
    for (KvGroup group : groups) {
      least = Math.min(least, group.free());
    }
    for (SpanKv group : spanned) {
      least = Math.min(least, group.free());
    }
    return least / pagesPerBlock;
  }

  /** To be called when a decision ends, and before content is looked up. */
  void settleLoans() {
    if (pagesPerBlock > 1) {
      groups[0].settleLoans();
    }
  }

  /** Begins a recount of the blocks held. */
  KvRecount recount() {
    return new KvRecount(groups, spanned, block);
  }

  /** Blocks held, summed over groups. */
  long used() {
    if (lone != null) {
      return lone.used();
    }
    long sum = 0;
    for (KvGroup group : groups) {
      sum += group.used();
    }
    for (SpanKv group : spanned) {
      sum += group.isLent() ? 0 : group.used();
    }
    return sum;
  }

  /** Schedules all rows of a cohort; there must be enough for what they need. */
  void takeForRows(DecodeCohort cohort) {
    int due = cohort.blocksDue();
    if (lone != null) {
      lone.take(due);
      return;
    }
    if (due > 0) {
      for (KvGroup group : groups) {
        group.take(due);
      }
    }
    for (int span = 0; span < spanned.length; span++) {
      spanned[span].take(due - cohort.spans()[span].blocksDue());
    }
  }

  /** Whether rows in decode may give blocks back. */
  boolean givesBackInDecode() {
    return spanned.length > 0;
  }

  /** Whether scheduling the rows of a cohort changes the number of blocks held. */
  boolean changes(DecodeCohort cohort) {
    return cohort.blocksDue() > 0 || spanned.length > 0;
  }

  /**
   * One row in decode is scheduled: it takes a block when it has filled its last, and gives back
   * what its spans have passed.
   *
   * @param before tokens computed when it was scheduled last
   * @return whether there was room; if not, nothing has changed
   */
  boolean takeForRow(int computed, int before) {
    int more = BlockPool.beyondFull(computed, block) == 0 ? 1 : 0;
    if (!spansHaveRoom(computed, before, computed + 1)) {
      return false;
    }
    int lent = lentMore(computed, before, computed + 1);
    for (KvGroup group : groups) {
      if (group.free() < more + lent) {
        return false;
      }
    }
    if (more > 0) {
      for (KvGroup group : groups) {
        group.take(more);
      }
    }
    takeSpans(computed, before, computed + 1);
    return true;
  }

  /** Whether pools of spanned groups have room for a sequence that grows to {@code tokens}. */
  private boolean spansHaveRoom(int computed, int before, int tokens) {
    for (SpanKv group : spanned) {
      if (!group.isLent()
          && group.held(computed, tokens) - group.held(before, computed) > group.free()) {
        return false;
      }
    }
    return true;
  }

  /** Pages that spanned groups take out of the first group's pool for it. */
  private int lentMore(int computed, int before, int tokens) {
    int pages = 0;
    for (SpanKv group : spanned) {
      if (group.isLent()) {
        pages += group.pages() * (group.held(computed, tokens) - group.held(before, computed));
      }
    }
    return pages;
  }

  private void takeSpans(int computed, int before, int tokens) {
    for (SpanKv group : spanned) {
      group.take(group.held(computed, tokens) - group.held(before, computed));
    }
  }

  /** Tokens at the head of a waiting sequence that every group has cached; not its last token. */
  int cachedTokens(int sequence) {
    if (!content.isNamed(sequence)) {
      return 0;
    }
    settleLoans();
    BlockRuns runs = content.of(sequence);
    int most = BlockPool.filledBy(sequences.length(sequence) - 1, block);
    if (lone != null) {
      return lone.cached(runs, most) * block;
    }
    for (KvGroup group : groups) {
      most = group.cached(runs, most);
    }
    return most * block;
  }

  /**
   * Whether a waiting sequence finds room.
   *
   * @param cached tokens that the cache supplies
   * @param tokens tokens that it is to have blocks for in its first step, the cached ones included
   * @param whole whether all its tokens must find room
   * @param spare share of the blocks of each group with full attention that must stay free
   */
  boolean fits(int sequence, int cached, int tokens, boolean whole, double spare) {
    if (lone != null && !whole) {
      return hasRoom(
          sequence, 0, fullBlocks(sequence, tokens), BlockPool.blocksFor(tokens, block), 0, spare);
    }
    int length = sequences.length(sequence);
    int all = BlockPool.blocksFor(length, block);
    int lent = 0;
    for (SpanKv group : spanned) {
      int held = group.held(cached, tokens);
      if (group.isLent()) {
        lent += group.pages() * held;
      } else if ((whole ? group.most(all) : held) > group.free()) {
        return false;
      }
    }
    // a block that is cached must be held twice while it fills, so the first step may need more
    return (!whole
            || hasRoom(sequence, 0, fullBlocks(sequence, length), all, (int) lentMost(all), spare))
        && hasRoom(
            sequence,
            0,
            fullBlocks(sequence, tokens),
            BlockPool.blocksFor(tokens, block),
            lent,
            spare);
  }

  /** A sequence enters the running list: it may take blocks up to the end that it declared. */
  void reserve(int sequence) {
    if (spanned.length > 0) {
      reserve(end(sequence), 1);
    }
  }

  /** It leaves the running list. */
  void reserveNoMore(int sequence) {
    if (spanned.length > 0) {
      reserve(end(sequence), -1);
    }
  }

  private void reserve(int end, int sign) {
    int all = BlockPool.blocksFor(end, block);
    for (SpanKv group : spanned) {
      group.reserved += (long) sign * group.reservation(all);
    }
  }

  /** Tokens that a sequence may come to store: nobody stores the last one that it may generate. */
  private int end(int sequence) {
    return sequences.length(sequence) - sequences.sampled(sequence) + sequences.limit(sequence) - 1;
  }

  /** Blocks of one group with full attention that a sequence may take in all. */
  int blocksAtEnd(int sequence) {
    return BlockPool.blocksFor(end(sequence), block);
  }

  /** Blocks of one group with full attention that a sequence by itself may still take. */
  int blocksToEnd(int sequence) {
    boolean mayHoldTwice = caches && !sequences.isDecoding(sequence);
    return blocksAtEnd(sequence)
        - BlockPool.blocksFor(sequences.computed(sequence), block)
        + (mayHoldTwice ? 1 : 0);
  }

  /**
   * Whether a waiting sequence finds room up to its end.
   *
   * @param others blocks of one group with full attention that the running ones may still take
   */
  boolean fitsToEnd(int sequence, long others) {
    int all = blocksAtEnd(sequence);
    long wanted = others + all + (caches ? 1 : 0);
    for (SpanKv group : spanned) {
      long reserved = group.reserved + group.reservation(all);
      if (group.isLent()) {
        wanted += group.pages() * reserved;
      } else if (group.reserved > 0 && reserved + group.ofSteps() > group.capacity()) {
        return false; // one by itself always fits: others are refused when they come
      }
    }
    for (KvGroup group : groups) {
      if (wanted - group.lent() > group.free()) {
        return false;
      }
    }
    return true;
  }

  /** Gives a sequence that holds nothing blocks for its first step; it must have {@link #fits}. */
  void begin(int sequence, int cached, int tokens) {
    int full = fullBlocks(sequence, tokens);
    int total = BlockPool.blocksFor(tokens, block);
    BlockRuns runs = content.ofNamed(sequence);
    if (lone != null) {
      lone.extend(runs, sequence, 0, full, total);
      return;
    }
    for (KvGroup group : groups) {
      group.extend(runs, sequence, 0, full, total);
    }
    for (SpanKv group : spanned) {
      group.take(group.held(cached, tokens));
    }
  }

  /**
   * Extends a running sequence that computes prompt tokens.
   *
   * @param tokens tokens it is to have blocks for
   * @return whether there was room; if not, nothing has changed
   */
  boolean tryExtend(int sequence, int tokens) {
    int computed = sequences.computed(sequence);
    int held = BlockPool.blocksFor(computed, block);
    int full = fullBlocks(sequence, tokens);
    int total = BlockPool.blocksFor(tokens, block);
    int before = sequences.computedBefore(sequence);
    if (!spansHaveRoom(computed, before, tokens)
        || !hasRoom(sequence, held, full, total, lentMore(computed, before, tokens), 0)) {
      return false;
    }
    BlockRuns runs = content.ofNamed(sequence);
    for (KvGroup group : groups) {
      group.extend(runs, sequence, held, full, total);
    }
    takeSpans(computed, before, tokens);
    return true;
  }

  /** Whether a sequence that extends to so many tokens would find blocks of its own cached. */
  boolean meetsCached(int sequence, int tokens) {
    if (!content.isNamed(sequence)) {
      return false;
    }
    BlockRuns runs = content.of(sequence);
    for (KvGroup group : groups) {
      if (group.meetsCached(runs, sequence, fullBlocks(sequence, tokens))) {
        return true;
      }
    }
    return false;
  }

  /** What the full blocks of a sequence contain; valid until another sequence is looked at. */
  BlockRuns content(int sequence) {
    return content.of(sequence);
  }

  /** Whether there is room for blocks of a waiting sequence, those before {@code from} cached. */
  boolean fitsLoad(int sequence, int from, int to) {
    return hasRoom(sequence, 0, from, to, 0, 0);
  }

  /** Sets blocks of a waiting sequence aside for content that is on its way. */
  void beginLoad(int sequence, int from, int to) {
    BlockRuns runs = content.of(sequence);
    for (KvGroup group : groups) {
      group.extend(runs, sequence, 0, from, to);
    }
  }

  /** The content has arrived: the blocks are free and cached. */
  void endLoad(int sequence, int blocks) {
    BlockRuns runs = content.of(sequence);
    for (KvGroup group : groups) {
      group.release(runs, sequence, blocks, blocks);
    }
  }

  /** The content is not waited for any more. */
  void dropLoad(int sequence, int from, int blocks) {
    BlockRuns runs = content.of(sequence);
    for (KvGroup group : groups) {
      group.release(runs, sequence, blocks, from);
    }
  }

  /** Gives back all blocks of a sequence, whose table entry says how many tokens it has. */
  void release(int sequence) {
    release(sequence, content.isNamed(sequence));
  }

  /** The same for one that will be back. */
  void releasePreempted(int sequence) {
    release(sequence, caches);
  }

  private void release(int sequence, boolean keepsContent) {
    int computed = sequences.computed(sequence);
    int held = BlockPool.blocksFor(computed, block);
    for (KvGroup group : groups) {
      if (keepsContent) {
        int full = BlockPool.filledBy(computed, block);
        group.release(content.of(sequence), sequence, held, full);
      } else {
        group.release(held);
      }
    }
    for (SpanKv group : spanned) {
      group.take(-group.held(sequences.computedBefore(sequence), computed));
    }
  }

  /** Blocks that a sequence needs for more tokens, beside those that it has. */
  int blocksMore(int computed, int tokens) {
    return BlockPool.blocksFor((long) computed + tokens, block)
        - BlockPool.blocksFor(computed, block);
  }

  private boolean hasRoom(
      int sequence, int heldBlocks, int full, int total, int lent, double spare) {
    BlockRuns runs = content.ofNamed(sequence);
    if (lone != null) {
      return lone.needed(runs, sequence, heldBlocks, full, total) + lent
          <= lone.free() - (int) (spare * lone.capacity());
    }
    for (KvGroup group : groups) {
      if (group.needed(runs, sequence, heldBlocks, full, total) + lent
          > group.free() - (int) (spare * group.capacity())) {
        return false;
      }
    }
    return true;
  }

  private int fullBlocks(int sequence, int tokens) {
    return content.isNamed(sequence) ? BlockPool.filledBy(tokens, block) : 0;
  }
}
