package io.foretoken.hardware.memory;

import io.foretoken.hardware.model.ModelShape;
import io.foretoken.hardware.step.ShardedModel;
import io.foretoken.sim.kv.AttentionSpan;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides bytes for the KV cache into pools by kind of attention.
 *
 * <p>A model of one kind has one pool. With full and windowed layers, the window pool gets what
 * {@code max_num_seqs} sequences keep at most (their window and a block, and beside them what two
 * steps compute), but never holds more tokens than the full pool, since no sequence keeps more
 * tokens in a window than in all.
 *
 * <p>vLLM makes no such division: it cuts the cache into pages of as many layers as the smaller
 * kind has (of the larger, if that is less than a quarter larger), and a block of each kind takes
 * as many pages as it needs for its layers (its KV cache groups, vLLM 0.10 and later). It switches
 * that off for attention in chunks, and keeps all tokens of those layers as of the others.
 */
final class KvDivision {
  private KvDivision() {}

  /** The pools that {@code bytes} allow, full attention first; blocks may be 0. */
  static List<KvGroupPlan> pools(MemoryRequest request, long bytes) {
    ShardedModel shard = new ShardedModel(request.model(), request.parallelism());
    ModelShape.LayerKinds kinds = kinds(request);
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
    long windowBlocks = Math.min(even, blocksOfWindows(request) + blocksOfSteps(request));
    pools.add(full(kinds, perLayer, (available - windowBlocks * windowBlock) / fullBlock));
    pools.add(window(kinds, perLayer, windowBlocks));
    return pools;
  }

  /** Pages of the shared pool for one block of each group; empty where pools are apart. */
  static List<Integer> pages(MemoryRequest request) {
    ModelShape.LayerKinds kinds = kinds(request);
    boolean isHybrid = kinds.full() > 0 && kinds.window() > 0;
    int layers = layersOfPage(kinds);
    return isHybrid && sharesPool(request) && layers >= kinds.full()
        ? List.of(1, (kinds.window() + layers - 1) / layers)
        : List.of();
  }

  /** Pages that {@code bytes} make; 0 where pools are apart. */
  static int sharedBlocks(MemoryRequest request, long bytes) {
    if (pages(request).isEmpty()) {
      return 0;
    }
    ShardedModel shard = new ShardedModel(request.model(), request.parallelism());
    long page =
        (long) shard.cachedElementsPerLayer()
            * request.precision().kvCache().bytesPerElement()
            * layersOfPage(kinds(request))
            * request.blockSize();
    return clamp(Math.max(0, bytes) / page);
  }

  /** The layers by what their cache keeps. */
  private static ModelShape.LayerKinds kinds(MemoryRequest request) {
    ModelShape.LayerKinds kinds = request.model().layerKinds();
    return kinds.chunked() && sharesPool(request)
        ? new ModelShape.LayerKinds(
            kinds.full() + kinds.window(), 0, kinds.linear(), kinds.sparse(), 0)
        : kinds;
  }

  private static boolean sharesPool(MemoryRequest request) {
    return switch (request.engine().memory().rule()) {
      case VLLM, GENERIC -> true;
      case SGLANG, TENSORRT_LLM -> false;
    };
  }

  private static int layersOfPage(ModelShape.LayerKinds kinds) {
    int fewer = Math.min(kinds.full(), kinds.window());
    int more = Math.max(kinds.full(), kinds.window());
    return 4 * more < 5 * fewer ? more : fewer;
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
    int window = kinds(request).windowTokens();
    long perSequence = (window + request.blockSize() - 1L) / request.blockSize() + 1;
    return request.maxNumSeqs() * perSequence;
  }

  /**
   * What the prompts of a step hold beyond their windows until the step after it, and the block of
   * a pool that no sequence ever holds: engines keep it for padded rows.
   */
  private static long blocksOfSteps(MemoryRequest request) {
    long perStep = (request.maxNumBatchedTokens() + request.blockSize() - 1L) / request.blockSize();
    return sharesPool(request) ? 0 : 2 * perStep + 1;
  }

  private static KvGroupPlan full(ModelShape.LayerKinds kinds, long perLayer, long blocks) {
    return new KvGroupPlan(
        "full", kinds.full(), AttentionSpan.FULL, perLayer * kinds.full(), clamp(blocks));
  }

  private static KvGroupPlan window(ModelShape.LayerKinds kinds, long perLayer, long blocks) {
    return new KvGroupPlan(
        "window", kinds.window(), kinds.windowSpan(), perLayer * kinds.window(), clamp(blocks));
  }

  private static int clamp(long blocks) {
    return (int) Math.min(Integer.MAX_VALUE, blocks);
  }
}
