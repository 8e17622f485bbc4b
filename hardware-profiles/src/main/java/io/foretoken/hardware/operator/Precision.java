package io.foretoken.hardware.operator;

/**
 * Number formats that a model is served in.
 *
 * @param weights format of the linear layers
 * @param kvCache format of the KV cache
 */
public record Precision(WeightFormat weights, KvCacheFormat kvCache) {
  public static final Precision BF16 = new Precision(WeightFormat.BF16, KvCacheFormat.BF16);
}
