package io.foretoken.scenario.resolve;

import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.spec.AttentionDpSpec;
import io.foretoken.scenario.spec.BatchingSpec;
import io.foretoken.scenario.spec.EngineSpec;
import io.foretoken.scenario.spec.PoolSpec;
import io.foretoken.sim.batch.AttentionDpOptions;
import io.foretoken.sim.batch.PolicyOptions;
import io.foretoken.sim.batch.SglangOptions;
import io.foretoken.sim.batch.SglangPolicy;
import io.foretoken.sim.batch.TrtllmGuaranteedNoEvictPolicy;
import io.foretoken.sim.batch.TrtllmMaxUtilizationPolicy;
import io.foretoken.sim.batch.TrtllmOptions;
import io.foretoken.sim.batch.VllmV0Policy;
import java.util.List;
import java.util.Optional;

/** The knobs of policies that decide step by step. */
final class StepLevelKnobs {
  private static final String ATTENTION_DP = "attention_dp";
  private static final List<String> TRTLLM =
      List.of(TrtllmGuaranteedNoEvictPolicy.NAME, TrtllmMaxUtilizationPolicy.NAME);
  private static final List<String> SGLANG = List.of(SglangPolicy.NAME);

  static final List<PolicyKnob> ALL =
      List.of(
          new PolicyKnob("max_prefill_tokens", SGLANG, BatchingSpec::maxPrefillTokens),
          new PolicyKnob("enable_mixed_chunk", SGLANG, BatchingSpec::enableMixedChunk),
          new PolicyKnob(
              "schedule_conservativeness", SGLANG, BatchingSpec::scheduleConservativeness),
          new PolicyKnob("scheduler_recv_interval", SGLANG, BatchingSpec::schedulerRecvInterval),
          new PolicyKnob("batch_wait_timeout_iters", TRTLLM, BatchingSpec::batchWaitTimeoutIters),
          new PolicyKnob(
              "batch_wait_max_tokens_ratio", TRTLLM, BatchingSpec::batchWaitMaxTokensRatio),
          new PolicyKnob(ATTENTION_DP, TRTLLM, BatchingSpec::attentionDp));

  private StepLevelKnobs() {}

  /** The options as written, where the policy is one with options. */
  static Optional<PolicyOptions> options(String policy, BatchingSpec batching) {
    return switch (policy) {
      case SglangPolicy.NAME -> Optional.of(sglang(batching));
      case TrtllmGuaranteedNoEvictPolicy.NAME, TrtllmMaxUtilizationPolicy.NAME ->
          Optional.of(
              new TrtllmOptions(
                  policy,
                  value(batching.batchWaitTimeoutIters(), 0),
                  value(batching.batchWaitMaxTokensRatio(), 0.0),
                  attentionDp(batching)));
      default -> Optional.empty();
    };
  }

  private static AttentionDpOptions attentionDp(BatchingSpec batching) {
    return batching
        .attentionDp()
        .map(Located::value)
        .map(
            written ->
                new AttentionDpOptions(
                    written.enableBalance(), written.timeoutIters(), written.batchingWaitIters()))
        .orElse(AttentionDpOptions.DEFAULT);
  }

  /**
   * A problem if ranks are to start prompts together, and no ranks step together.
   *
   * @param hasExperts whether the model has experts, which ranks share
   * @param path the pool's place in the scenario
   */
  static void checkRanks(
      PoolSpec pool, PolicyOptions policy, boolean hasExperts, String path, Problems problems) {
    int ranks = pool.parallelism().map(written -> written.data().value()).orElse(1);
    Optional<Located<AttentionDpSpec>> written =
        pool.engine().flatMap(EngineSpec::batching).flatMap(BatchingSpec::attentionDp);
    if (written.isEmpty() || !TRTLLM.contains(policy.policy()) || (ranks > 1 && hasExperts)) {
      return;
    }
    problems.add(
        written.get().origin(),
        path + ".engine.batching." + ATTENTION_DP,
        ATTENTION_DP
            + " is for data-parallel ranks that step together, and "
            + (ranks > 1 ? "those of a model without experts do not" : "parallelism.data is 1"),
        ranks > 1 ? "leave it out" : "leave it out, or write parallelism: {data: 8}");
  }

  private static SglangOptions sglang(BatchingSpec batching) {
    SglangOptions defaults = SglangOptions.DEFAULT;
    return new SglangOptions(
        value(batching.maxPrefillTokens(), defaults.maxPrefillTokens()),
        value(batching.enableMixedChunk(), defaults.enableMixedChunk()),
        value(batching.scheduleConservativeness(), defaults.scheduleConservativeness()),
        value(batching.schedulerRecvInterval(), defaults.schedulerRecvInterval()));
  }

  /** Whether prompts are split over steps where neither scenario nor profile has a say in it. */
  static boolean splitsPrompts(PolicyOptions policy, boolean otherwise) {
    return !policy.policy().equals(VllmV0Policy.NAME) && otherwise;
  }

  /**
   * Most tokens of a step where the scenario does not say so.
   *
   * @param otherwise the engine's default
   * @param maxModelLen longest prompt plus output as written, if it is
   */
  static int stepTokens(
      PolicyOptions policy, boolean splitsPrompts, int otherwise, Optional<Integer> maxModelLen) {
    if (policy instanceof SglangOptions options && !splitsPrompts) {
      return Math.max(otherwise, options.maxPrefillTokens());
    }
    // V0 raises its budget to the longest prompt, which it must compute in one step
    return policy.policy().equals(VllmV0Policy.NAME)
        ? Math.max(otherwise, maxModelLen.orElse(0))
        : otherwise;
  }

  private static <T> T value(Optional<Located<T>> written, T otherwise) {
    return written.map(Located::value).orElse(otherwise);
  }
}
