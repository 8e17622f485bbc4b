package io.foretoken.hardware.memory;

import io.foretoken.hardware.model.ModelShape;
import io.foretoken.hardware.step.ShardedModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides bytes for the KV cache into pools by kind of attention.
 *
 * <p>A model of one kind has one pool. With full and windowed layers, the window pool gets what
 * {@code max_num_seqs} sequences keep at most (their window and a block), but never holds more
 * tokens than the full pool, since no sequence keeps more tokens in a window than in all.
 */
final class KvDivision {
  private KvDivision() {}

  /** The pools that {@code bytes} allow, full attention first; blocks may be 0. */
  static List<KvGroupPlan> pools(MemoryRequest request, long bytes) {
    ShardedModel shard = new ShardedModel(request.model(), request.parallelism());
    ModelShape.LayerKinds kinds = request.model().layerKinds();
    long perLayer =
        (long) shard.cachedElementsPerLayer() * request.precision().kvCache().bytesPerElement();
    long available = Math.max(0, bytes);
    long fullBlock = perLayer * kinds.full() * request.blockSize();
    long windowBlock = perLayer * kinds.window() * request.blockSize();
    List<KvGroupPlan> pools = new ArrayList<>();
    if (windowBlock == 0) {
      if (fullBlock > 0) {
        pools.add(full(kinds, perLayer, available / fullBlock));
      }
      return pools;
    }
    if (fullBlock == 0) {
      pools.add(window(kinds, perLayer, available / windowBlock));
      return pools;
    }
    long even = available / (fullBlock + windowBlock);
    long windowBlocks = Math.min(even, blocksOfWindows(request));
    pools.add(full(kinds, perLayer, (available - windowBlocks * windowBlock) / fullBlock));
    pools.add(window(kinds, perLayer, windowBlocks));
    return pools;
  }

  /** Bytes that one sequence of {@code tokens} needs, in whole blocks. */
  static long bytesOfSequence(MemoryRequest request, int tokens) {
    long bytes = 0;
    for (KvGroupPlan pool : pools(request, 0)) {
      int kept = pool.windowTokens() == 0 ? tokens : Math.min(tokens, pool.windowTokens());
      long blocks = (kept + request.blockSize() - 1L) / request.blockSize();
      bytes += Math.max(1, blocks) * request.blockSize() * pool.bytesPerToken();
    }
    return bytes;
  }

  private static long blocksOfWindows(MemoryRequest request) {
    int window = request.model().layerKinds().windowTokens();
    long perSequence = (window + request.blockSize() - 1L) / request.blockSize() + 1;
    return request.maxNumSeqs() * perSequence;
  }

  private static KvGroupPlan full(ModelShape.LayerKinds kinds, long perLayer, long blocks) {
    return new KvGroupPlan("full", kinds.full(), 0, perLayer * kinds.full(), clamp(blocks));
  }

  private static KvGroupPlan window(ModelShape.LayerKinds kinds, long perLayer, long blocks) {
    return new KvGroupPlan(
        "window", kinds.window(), kinds.windowTokens(), perLayer * kinds.window(), clamp(blocks));
  }

  private static int clamp(long blocks) {
    return (int) Math.min(Integer.MAX_VALUE, blocks);
  }
}
