package io.foretoken.hardware.memory;

import io.foretoken.sim.kv.AttentionSpan;

/**
 * The KV cache of the layers of one kind of attention on one rank.
 *
 * @param name {@code full} or {@code window}
 * @param layers layers of the kind
 * @param span which tokens of a sequence the layers need
 * @param bytesPerToken bytes per token on one GPU, over the layers
 * @param blocks blocks of the pool, the engine's own reserved block included
 */
public record KvGroupPlan(
    String name, int layers, AttentionSpan span, long bytesPerToken, int blocks) {
  /** Tokens that a sequence keeps, 0 for all. */
  public int windowTokens() {
    return span.tokens();
  }
}
