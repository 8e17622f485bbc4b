package io.foretoken.hardware.model;

import io.foretoken.hardware.model.ModelShape.Attention;

/**
 * Elements of KV cache that one token of context holds, over all layers of one replica. Times the
 * bytes per element gives the cache's bytes; tensor parallelism divides heads, not latents.
 *
 * <p>Example: Llama 3.1 8B caches 32 layers x 8 heads x (128 + 128) = 65,536 elements a token;
 * DeepSeek-V3 61 x (512 + 64) = 35,136.
 *
 * @param growing elements per token of the whole context
 * @param window elements per token of the last {@code windowTokens} tokens
 */
public record CachedElements(long growing, long window) {

  /**
   * Counts the cached elements of {@code shape}. Layers with learned sparse attention cache like
   * full ones; what their indexer caches in addition is not counted. Linear layers cache nothing
   * that grows.
   */
  public static CachedElements of(ModelShape shape) {
    Attention attention = shape.attention();
    int otherHeads = shape.extras().windowKvHeads();
    return new CachedElements(
        (shape.layerKinds().full() + (long) shape.layerKinds().sparse())
            * perLayer(attention, attention.kvHeads()),
        shape.layerKinds().window()
            * perLayer(attention, otherHeads > 0 ? otherHeads : attention.kvHeads()));
  }

  private static long perLayer(Attention attention, int kvHeads) {
    return attention
        .mla()
        .map(mla -> (long) mla.kvLoraRank() + mla.rope())
        .orElse((long) kvHeads * (attention.headDim() + attention.valueDim()));
  }
}
