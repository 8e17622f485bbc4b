package io.foretoken.sim.batch;

/**
 * The options of a batch policy: a record of the policy's own, immutable and with equality, that an
 * engine's configuration carries. Knobs that every engine has (sequences, tokens per step, chunked
 * prefill) stand in the configuration itself.
 */
public interface PolicyOptions {
  /** Name of the policy in {@link BatchPolicies}, such as {@code vllm-v1}. */
  String policy();
}
