package io.foretoken.benchmarks;

import io.foretoken.sim.batch.BatchPolicies;
import io.foretoken.sim.batch.DynamicOptions;
import io.foretoken.sim.batch.PolicyOptions;
import io.foretoken.sim.batch.RequestLevelOptions;
import io.foretoken.sim.batch.SglangPolicy;
import io.foretoken.sim.batch.StaticOptions;
import io.foretoken.sim.batch.TrtllmGuaranteedNoEvictPolicy;
import io.foretoken.sim.batch.TrtllmMaxUtilizationPolicy;
import io.foretoken.sim.batch.VllmV0Policy;
import io.foretoken.sim.batch.VllmV1Policy;
import java.util.List;

/**
 * What is simulated: Llama-3.1-8B on H100s, prompts and outputs of 512 tokens on average, Poisson
 * arrivals, {@code max_num_seqs} 256, a budget of 2,048 tokens, prefix cache on.
 */
@SuppressWarnings("ImmutableEnumChecker") // the options of a policy are records of numbers
public enum Load {
  FIXED("fixed lengths", false, 0, 0, 1, 14),
  LOGNORMAL("lognormal lengths", true, 0, 0, 1, 14),
  HOT_CACHE("100 prompts in a cycle", false, 100, 0, 1, 14),
  PREEMPTING("KV for 40 sequences", false, 0, 40, 1, 14),
  FLEET("64 replicas at 1,000/s", false, 0, 0, 64, 1000),
  SGLANG("SGLang, fixed", false, SglangPolicy.NAME),
  SGLANG_LOGNORMAL("SGLang, lognormal", true, SglangPolicy.NAME),
  NO_EVICT("TensorRT-LLM, no evict", true, TrtllmGuaranteedNoEvictPolicy.NAME),
  MAX_UTILIZATION("TensorRT-LLM, max util.", true, TrtllmMaxUtilizationPolicy.NAME),
  VLLM_V0("vLLM V0", true, VllmV0Policy.NAME),
  STATIC_256("static, 256 a batch", new StaticOptions(256, Load.MINUTE), 14),
  STATIC_64("static, 64 a batch", new StaticOptions(64, Load.MINUTE), 8),
  STATIC_16("static, 16 a batch", new StaticOptions(16, Load.MINUTE), 3),
  DYNAMIC_256("dynamic, 256 a batch", new DynamicOptions(List.of(256), Load.MINUTE), 14),
  DYNAMIC_ANY("dynamic, what is there", new DynamicOptions(List.of(), 0), 14),
  STATIC_LOGNORMAL("static, 64, lognormal", true, new StaticOptions(64, Load.MINUTE), 1.5),
  DYNAMIC_LOGNORMAL("dynamic, any, lognormal", true, new DynamicOptions(List.of(), 0), 3);

  private static final long MINUTE = 60_000_000_000L;
  private static final int CARD_BLOCKS = 27_000;
  private static final int BLOCKS_PER_SEQUENCE = 64;

  final String words;

  /** Whether lengths are lognormal (mean 512, p99 2,000) rather than all 512. */
  final boolean lognormal;

  /** Distinct prompts that come in a cycle; 0 for prompts with nothing in common. */
  final int prompts;

  /** KV cache for so many sequences of 1,024 tokens; 0 for what the card holds. */
  final int kvSequences;

  /** Engine instances. */
  final int replicas;

  /** Arrivals. */
  final double perSecond;

  /** How requests are batched. */
  final PolicyOptions policy;

  Load(String words, RequestLevelOptions policy, double perSecond) {
    this(words, false, policy, perSecond);
  }

  Load(String words, boolean lognormal, RequestLevelOptions policy, double perSecond) {
    this(words, lognormal, 0, 0, 1, perSecond, policy);
  }

  Load(String words, boolean lognormal, String policy) {
    this(words, lognormal, 0, 0, 1, 14, BatchPolicies.defaults(policy));
  }

  Load(
      String words,
      boolean lognormal,
      int prompts,
      int kvSequences,
      int replicas,
      double perSecond) {
    this(
        words,
        lognormal,
        prompts,
        kvSequences,
        replicas,
        perSecond,
        BatchPolicies.defaults(VllmV1Policy.NAME));
  }

  Load(
      String words,
      boolean lognormal,
      int prompts,
      int kvSequences,
      int replicas,
      double perSecond,
      PolicyOptions policy) {
    this.policy = policy;
    this.words = words;
    this.lognormal = lognormal;
    this.prompts = prompts;
    this.kvSequences = kvSequences;
    this.replicas = replicas;
    this.perSecond = perSecond;
  }

  /** KV blocks of a replica. */
  int blocks() {
    return kvSequences == 0 ? CARD_BLOCKS : kvSequences * BLOCKS_PER_SEQUENCE;
  }
}
