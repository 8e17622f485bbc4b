package io.foretoken.hardware.memory;

/**
 * The KV cache of the layers of one kind of attention on one rank.
 *
 * @param name {@code full} or {@code window}
 * @param layers layers of the kind
 * @param windowTokens tokens that a sequence keeps, 0 for all
 * @param bytesPerToken bytes per token on one GPU, over the layers
 * @param blocks blocks of the pool, the engine's own reserved block included
 */
public record KvGroupPlan(
    String name, int layers, int windowTokens, long bytesPerToken, int blocks) {}
