package io.foretoken.sim.kv;

import java.util.Arrays;

/**
 * Copies of a rank's KV blocks in memory behind the GPU's, such as the host's. Blocks are known by
 * their content and all content before it. A block can be used when its copy has arrived; the
 * longest unused makes room for a new one, unless it is on its way in or out.
 *
 * <p>Transfers of one direction follow one another, each taking a latency and a time per block.
 * Copies that a step's decision asks for leave when the step has ended ({@link #launched}).
 *
 * <p>Source: vLLM's OffloadingConnector with its CPU tier and LRU manager (0.11 and later).
 */
public final class OffloadTier {
  private static final int NONE = -1;
  private static final long NEVER = Long.MAX_VALUE;
  private static final long SEED = 0x2545F4914F6CDD1DL;

  private final OffloadOptions options;
  private int[] heads = new int[128];
  private int[] chain = new int[64];
  private long[] contents = new long[64];
  private long[] readyAt = new long[64];
  private long[] busyUntil = new long[64];
  private int[] older = new int[64];
  private int[] newer = new int[64];
  private int oldest = NONE;
  private int newest = NONE;
  private int spare = NONE;
  private int used;
  private int size;
  private long[] wanted = new long[64];
  private long[] missing = new long[64];
  private int[] reserved = new int[64];
  private int reservedCount;
  private int[] jobEnds = new int[16];
  private int jobs;
  private long storesEnd;
  private long loadsEnd;
  private long storedBlocks;

  /** An empty tier. */
  public OffloadTier(OffloadOptions options) {
    this.options = options;
    Arrays.fill(heads, NONE);
  }

  /**
   * Blocks of a sequence from {@code from} on, without a gap and before {@code to}, whose copies
   * can be used now. All of its copies count as used.
   */
  public int lookUp(BlockRuns runs, int from, int to, long now) {
    read(runs, to);
    use(to);
    int block = from;
    while (block < to) {
      int entry = find(wanted[block]);
      if (entry == NONE || readyAt[entry] > now) {
        break;
      }
      block++;
    }
    return Math.max(0, block - from);
  }

  /** Until when some of the blocks are being copied to the GPU; a time that is past if none is. */
  public long loadingUntil(BlockRuns runs, int from, int to) {
    read(runs, to);
    long until = 0;
    for (int block = from; block < to; block++) {
      int entry = find(wanted[block]);
      until = entry == NONE ? until : Math.max(until, busyUntil[entry]);
    }
    return until;
  }

  /** Begins to copy blocks that can be used to the GPU; returns when they are there. */
  public long load(BlockRuns runs, int from, int to, long now) {
    read(runs, to);
    loadsEnd = endOf(loadsEnd, now, to - from);
    for (int block = from; block < to; block++) {
      busyUntil[find(wanted[block])] = loadsEnd;
    }
    return loadsEnd;
  }

  /**
   * Makes room for copies of those of a sequence's blocks that have none, in one transfer that is
   * yet to be launched.
   *
   * @return whether there is room; if not, nothing has changed
   */
  public boolean reserve(BlockRuns runs, int from, int to, long now) {
    read(runs, to);
    int count = 0;
    for (int block = from; block < to; block++) {
      if (find(wanted[block]) == NONE) {
        missing[count++] = wanted[block];
      }
    }
    if (count == 0) {
      return true;
    }
    int tooMany = count - options.blocks() + size;
    if (tooMany > 0 && !evict(tooMany, now)) {
      return false;
    }
    for (int block = 0; block < count; block++) {
      reserve(missing[block]);
    }
    if (jobs == jobEnds.length) {
      jobEnds = Arrays.copyOf(jobEnds, 2 * jobs);
    }
    jobEnds[jobs++] = reservedCount;
    storedBlocks += count;
    use(to);
    return true;
  }

  private void reserve(long content) {
    if (reservedCount == reserved.length) {
      reserved = Arrays.copyOf(reserved, 2 * reservedCount);
    }
    reserved[reservedCount++] = add(content);
  }

  /** Copies of the first blocks that were read count as used, the first block last. */
  private void use(int to) {
    for (int block = to - 1; block >= 0; block--) {
      int entry = find(wanted[block]);
      if (entry != NONE) {
        unlink(entry);
        link(entry);
      }
    }
  }

  /** The transfers reserved since the last call leave at the given time. */
  public void launched(long nanos) {
    int from = 0;
    for (int job = 0; job < jobs; job++) {
      storesEnd = endOf(storesEnd, nanos, jobEnds[job] - from);
      while (from < jobEnds[job]) {
        readyAt[reserved[from++]] = storesEnd;
      }
    }
    jobs = 0;
    reservedCount = 0;
  }

  /** Blocks copied to the tier since the start. */
  public long storedBlocks() {
    return storedBlocks;
  }

  /** Blocks that have room. */
  public int size() {
    return size;
  }

  private long endOf(long free, long now, int blocks) {
    return Math.max(free, now) + options.latencyNanos() + options.nanosPerBlock() * blocks;
  }

  /** What each of the first blocks contains, and behind what. */
  private void read(BlockRuns runs, int to) {
    if (to > wanted.length) {
      wanted = new long[Math.max(to, 2 * wanted.length)];
      missing = new long[wanted.length];
    }
    long hash = SEED;
    int run = 0;
    for (int block = 0; block < to; block++) {
      while (block >= runs.end(run)) {
        run++;
      }
      hash = mix(hash ^ runs.key(run));
      hash = mix(hash + runs.start(run, block));
      wanted[block] = hash;
    }
  }

  private boolean evict(int blocks, long now) {
    int possible = 0;
    for (int entry = oldest; entry != NONE && possible < blocks; entry = newer[entry]) {
      possible += isIdle(entry, now) ? 1 : 0;
    }
    if (possible < blocks) {
      return false;
    }
    int left = blocks;
    int entry = oldest;
    while (left > 0) {
      int next = newer[entry];
      if (isIdle(entry, now)) {
        remove(entry);
        left--;
      }
      entry = next;
    }
    return true;
  }

  private boolean isIdle(int entry, long now) {
    return readyAt[entry] <= now && busyUntil[entry] <= now;
  }

  private int find(long content) {
    int entry = heads[slot(content)];
    while (entry != NONE && contents[entry] != content) {
      entry = chain[entry];
    }
    return entry;
  }

  private int slot(long content) {
    return (int) (content >>> 32) & (heads.length - 1);
  }

  private int add(long content) {
    int entry = spare == NONE ? used++ : spare;
    if (entry == spare) {
      spare = chain[entry];
    }
    if (entry == contents.length) {
      grow();
    }
    contents[entry] = content;
    readyAt[entry] = NEVER;
    busyUntil[entry] = 0;
    int at = slot(content);
    chain[entry] = heads[at];
    heads[at] = entry;
    link(entry);
    size++;
    return entry;
  }

  private void remove(int entry) {
    int at = slot(contents[entry]);
    if (heads[at] == entry) {
      heads[at] = chain[entry];
    } else {
      int other = heads[at];
      while (chain[other] != entry) {
        other = chain[other];
      }
      chain[other] = chain[entry];
    }
    unlink(entry);
    chain[entry] = spare;
    spare = entry;
    size--;
  }

  private void grow() {
    int length = 2 * contents.length;
    chain = Arrays.copyOf(chain, length);
    contents = Arrays.copyOf(contents, length);
    readyAt = Arrays.copyOf(readyAt, length);
    busyUntil = Arrays.copyOf(busyUntil, length);
    older = Arrays.copyOf(older, length);
    newer = Arrays.copyOf(newer, length);
    heads = new int[2 * length];
    Arrays.fill(heads, NONE);
    for (int entry = oldest; entry != NONE; entry = newer[entry]) {
      int at = slot(contents[entry]);
      chain[entry] = heads[at];
      heads[at] = entry;
    }
  }

  /** The entry is the one used last. */
  private void link(int entry) {
    older[entry] = newest;
    newer[entry] = NONE;
    if (newest == NONE) {
      oldest = entry;
    } else {
      newer[newest] = entry;
    }
    newest = entry;
  }

  private void unlink(int entry) {
    int before = older[entry];
    int after = newer[entry];
    if (before == NONE) {
      oldest = after;
    } else {
      newer[before] = after;
    }
    if (after == NONE) {
      newest = before;
    } else {
      older[after] = before;
    }
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
