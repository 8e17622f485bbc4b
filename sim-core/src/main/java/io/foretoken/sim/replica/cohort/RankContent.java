package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.kv.BlockRuns;
import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.request.SequenceTable;

/**
 * What the KV blocks of sequences contain, as far as anybody can make use of it.
 *
 * <p>A request whose prompt and answer are its own, and whose client sends it once, meets nothing
 * in the cache, and nobody meets it there, but for itself after a preemption. Until then its blocks
 * need no names: they are taken and given back as blocks of no known content, in the same order and
 * at the same times, and so every other sequence finds the same in the cache.
 */
final class RankContent {
  private final RequestTable requests;
  private final SequenceTable sequences;
  private final boolean caches;
  private final boolean leavesOut;
  private final BlockRuns runs;
  private int readSequence = -1;
  private int readEpoch;
  private int readGenerated;

  /**
   * @param caches whether blocks with content are kept
   */
  RankContent(EngineConfig config, RequestTable requests, SequenceTable sequences, boolean caches) {
    this.requests = requests;
    this.sequences = sequences;
    this.caches = caches;
    // a lender counts the blocks without content, and memory behind the cache keeps all content
    leavesOut = !config.kv().isShared() && !config.kv().offload().exists();
    runs = new BlockRuns(config.blockSize());
  }

  /** Whether the blocks of a sequence have names now. */
  boolean isNamed(int sequence) {
    return caches && !(leavesOut && requests.contents().isUnique(sequences.request(sequence)));
  }

  /** What the full blocks of a sequence contain; valid until another sequence is looked at. */
  BlockRuns of(int sequence) {
    int generated = sequences.sampled(sequence);
    int epoch = sequences.epoch(sequence);
    if (sequence != readSequence || epoch != readEpoch || generated != readGenerated) {
      readSequence = sequence;
      readEpoch = epoch;
      readGenerated = generated;
      read(sequences.request(sequence), generated);
    }
    return runs;
  }

  /** The same if they have names, and else whatever was read last. */
  BlockRuns ofNamed(int sequence) {
    return isNamed(sequence) ? of(sequence) : runs;
  }

  private void read(int request, int generated) {
    runs.clear();
    requests.contents().prompt(request, runs);
    if (generated > 0) {
      runs.add(requests.contents().outputKey(request), generated);
    }
  }
}
