package io.foretoken.benchmarks;

import io.foretoken.sim.batch.SglangPolicy;
import io.foretoken.sim.batch.TrtllmGuaranteedNoEvictPolicy;
import io.foretoken.sim.batch.TrtllmMaxUtilizationPolicy;
import io.foretoken.sim.batch.VllmV0Policy;
import io.foretoken.sim.batch.VllmV1Policy;

/**
 * What is simulated: Llama-3.1-8B on H100s, prompts and outputs of 512 tokens on average, Poisson
 * arrivals, {@code max_num_seqs} 256, a budget of 2,048 tokens, prefix cache on.
 *
 * @param lognormal whether lengths are lognormal (mean 512, p99 2,000) rather than all 512
 * @param prompts distinct prompts that come in a cycle; 0 for prompts with nothing in common
 * @param kvSequences KV cache for so many sequences of 1,024 tokens; 0 for what the card holds
 * @param replicas engine instances
 * @param perSecond arrivals
 * @param policy batch policy
 */
public enum Load {
  FIXED("fixed lengths", false, 0, 0, 1, 14),
  LOGNORMAL("lognormal lengths", true, 0, 0, 1, 14),
  HOT_CACHE("100 prompts in a cycle", false, 100, 0, 1, 14),
  PREEMPTING("KV for 40 sequences", false, 0, 40, 1, 14),
  FLEET("64 replicas at 1,000/s", false, 0, 0, 64, 1000),
  SGLANG("SGLang, fixed", false, 0, 0, 1, 14, SglangPolicy.NAME),
  SGLANG_LOGNORMAL("SGLang, lognormal", true, 0, 0, 1, 14, SglangPolicy.NAME),
  NO_EVICT("TensorRT-LLM, no evict", true, 0, 0, 1, 14, TrtllmGuaranteedNoEvictPolicy.NAME),
  MAX_UTILIZATION("TensorRT-LLM, max util.", true, 0, 0, 1, 14, TrtllmMaxUtilizationPolicy.NAME),
  VLLM_V0("vLLM V0", true, 0, 0, 1, 14, VllmV0Policy.NAME);

  private static final int CARD_BLOCKS = 27_000;
  private static final int BLOCKS_PER_SEQUENCE = 64;

  final String words;
  final boolean lognormal;
  final int prompts;
  final int kvSequences;
  final int replicas;
  final double perSecond;
  final String policy;

  Load(
      String words,
      boolean lognormal,
      int prompts,
      int kvSequences,
      int replicas,
      double perSecond) {
    this(words, lognormal, prompts, kvSequences, replicas, perSecond, VllmV1Policy.NAME);
  }

  Load(
      String words,
      boolean lognormal,
      int prompts,
      int kvSequences,
      int replicas,
      double perSecond,
      String policy) {
    this.words = words;
    this.lognormal = lognormal;
    this.prompts = prompts;
    this.kvSequences = kvSequences;
    this.replicas = replicas;
    this.perSecond = perSecond;
    this.policy = policy;
  }

  /** KV blocks of a replica. */
  int blocks() {
    return kvSequences == 0 ? CARD_BLOCKS : kvSequences * BLOCKS_PER_SEQUENCE;
  }
}
