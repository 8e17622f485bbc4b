package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.batch.RankView;
import io.foretoken.sim.kv.OffloadOptions;
import io.foretoken.sim.kv.OffloadTier;
import io.foretoken.sim.request.SequenceTable;
import java.util.Arrays;

/**
 * The traffic between a rank's KV cache and the memory behind it.
 *
 * <p>Full blocks of a prompt are copied out after the step that computes them, those filled in
 * decode when the sequence gives its blocks back. A waiting sequence whose next blocks have copies
 * leaves the queue: blocks are set aside, filled, and left in the prefix cache, where the sequence
 * finds them when it is back at the head of the queue. While some of those copies are on their way
 * for another sequence, it waits for them too, without blocks of its own.
 */
final class RankOffload {
  private static final long NEVER = Long.MAX_VALUE;

  private final OffloadTier tier;
  private final RankKv kv;
  private final SequenceTable sequences;
  private final int block;
  private int[] stored = new int[64];
  private int[] parked = new int[16];
  private long[] ends = new long[16];
  private int[] begins = new int[16];
  private int[] fills = new int[16];
  private int count;

  RankOffload(OffloadOptions options, RankKv kv, SequenceTable sequences, int blockSize) {
    tier = options.exists() ? new OffloadTier(options) : null;
    this.kv = kv;
    this.sequences = sequences;
    block = blockSize;
  }

  /** Whether there is memory behind the cache. */
  boolean exists() {
    return tier != null;
  }

  /** Sequences that wait for blocks on their way. */
  int parked() {
    return count;
  }

  /** The parked sequence at a place. */
  int parked(int place) {
    return parked[place];
  }

  /** Blocks that the parked sequence at a place holds. */
  int held(int place) {
    return fills[place];
  }

  /** When the first blocks arrive. */
  long nextArrival() {
    long first = NEVER;
    for (int place = 0; place < count; place++) {
      first = Math.min(first, ends[place]);
    }
    return first;
  }

  /**
   * What becomes of a waiting sequence.
   *
   * @param cached tokens at its head that the cache has
   * @return as {@link RankView#load}; {@link #loadedTokens} says how much comes
   */
  int load(int sequence, int cached, long now) {
    if (tier == null) {
      return RankView.LOADS_NOTHING;
    }
    int from = cached / block;
    int most = (sequences.length(sequence) - 1) / block;
    int found = tier.lookUp(kv.content(sequence), from, most, now);
    if (found == 0) {
      return RankView.LOADS_NOTHING;
    }
    int to = from + found;
    long until = tier.loadingUntil(kv.content(sequence), from, to);
    if (until > now) {
      park(sequence, until, 0, 0);
      return RankView.LOADS;
    }
    if (!kv.fitsLoad(sequence, from, to)) {
      return RankView.NO_ROOM;
    }
    kv.beginLoad(sequence, from, to);
    park(sequence, tier.load(kv.content(sequence), from, to, now), from, to);
    return RankView.LOADS;
  }

  /** Tokens on their way for the sequence parked last. */
  int loadedTokens() {
    return (fills[count - 1] - begins[count - 1]) * block;
  }

  private void park(int sequence, long end, int from, int to) {
    if (count == parked.length) {
      parked = Arrays.copyOf(parked, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
      begins = Arrays.copyOf(begins, 2 * count);
      fills = Arrays.copyOf(fills, 2 * count);
    }
    parked[count] = sequence;
    ends[count] = end;
    begins[count] = from;
    fills[count] = to;
    count++;
  }

  /** The sequence parked last of those whose blocks have arrived leaves; -1 if there is none. */
  int pollArrived(long now) {
    for (int place = count - 1; place >= 0; place--) {
      if (ends[place] <= now) {
        int sequence = parked[place];
        if (fills[place] > 0) {
          kv.endLoad(sequence, fills[place]);
        }
        removeAt(place);
        return sequence;
      }
    }
    return -1;
  }

  /** A parked sequence leaves before its blocks have arrived. */
  void drop(int sequence) {
    for (int place = 0; place < count; place++) {
      if (parked[place] == sequence) {
        if (fills[place] > 0) {
          kv.dropLoad(sequence, begins[place], fills[place]);
        }
        removeAt(place);
        return;
      }
    }
  }

  private void removeAt(int place) {
    int after = count - place - 1;
    System.arraycopy(parked, place + 1, parked, place, after);
    System.arraycopy(ends, place + 1, ends, place, after);
    System.arraycopy(begins, place + 1, begins, place, after);
    System.arraycopy(fills, place + 1, fills, place, after);
    count--;
  }

  /** A sequence begins to compute. */
  void admitted(int sequence) {
    if (tier != null) {
      if (sequence >= stored.length) {
        stored = Arrays.copyOf(stored, Math.max(sequence + 1, 2 * stored.length));
      }
      stored[sequence] = 0;
    }
  }

  /** A sequence's blocks are full up to {@code computed} tokens, or will be after the next step. */
  void filled(int sequence, int computed, long now) {
    if (tier != null) {
      int full = computed / block;
      if (full > stored[sequence]
          && tier.reserve(kv.content(sequence), stored[sequence], full, now)) {
        stored[sequence] = full;
      }
    }
  }

  /** Copies asked for since the last call leave at the given time. */
  void launched(long nanos) {
    if (tier != null) {
      tier.launched(nanos);
    }
  }
}
