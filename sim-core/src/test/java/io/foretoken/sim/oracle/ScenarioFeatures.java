package io.foretoken.sim.oracle;

import io.foretoken.sim.batch.FcfsQueue;
import io.foretoken.sim.batch.SglangOptions;
import io.foretoken.sim.batch.TrtllmOptions;
import io.foretoken.sim.kv.AttentionSpan;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.request.WaitCause;
import java.util.List;
import java.util.Map;

/** What a scenario exercises, counted over all of them. */
final class ScenarioFeatures {
  /** Some prompt was held back so that others would start with it. */
  static final String TOGETHER = "ranks start prompts together";

  static final List<String> ALL =
      List.of(
          "async",
          "sync",
          "open loop",
          "closed loop",
          "open loop that reacts",
          "several replicas",
          "preemption",
          "waits for slots",
          "waits for KV",
          "waits for budget",
          "natural stop",
          "wasted row",
          "refused",
          "cut off",
          "chunked prefill off",
          "long prompt threshold",
          "whole-sequence admission",
          "several KV groups",
          "pipeline stages",
          "steps without time",
          "budget below the running list",
          "several API servers",
          "round trip",
          "steady window",
          "preempted in a natural stop's scenario",
          "prefix hit",
          "prefix hit after preemption",
          "hit on an earlier answer",
          "prompt tokens cost ingest",
          "chunks cost time",
          "stream interval",
          "chunks merge",
          "timeouts",
          "timeouts while running",
          "timeouts and preemption",
          "ranks in lockstep",
          "independent ranks",
          "sliding window",
          "chunked attention",
          "hybrid groups",
          "shared pool",
          "offload",
          "loads",
          "loads and preemption",
          "loads and clients that give up",
          "loads in several ranks",
          "shared pool, prefix hits and preemption",
          "window sums",
          "chunk sums",
          "preemption with spans",
          "ranks and preemption",
          "policy vllm-v0",
          "policy vllm-v1",
          "policy trtllm-guaranteed-no-evict",
          "policy trtllm-max-utilization",
          "policy sglang",
          "preemption by vllm-v0",
          "preemption by vllm-v1",
          "preemption by trtllm-max-utilization",
          "preemption by sglang",
          "KV holds back trtllm-guaranteed-no-evict",
          "KV holds back sglang",
          "held back to start together",
          TOGETHER,
          "mixed chunks",
          "receive interval",
          "order priority changes the run",
          "order shortest-prompt-first changes the run",
          "order earliest-deadline changes the run",
          "order longest-prefix-match changes the run",
          "order fair changes the run",
          "order and preemption",
          "rejected",
          "rejected in a chunk station's scenario",
          "rejected while running ahead",
          "cancelled",
          "cancelled while running",
          "retry after a timeout",
          "retry after a rejection",
          "retry that finishes",
          "every attempt fails");

  private ScenarioFeatures() {}

  static void count(OracleScenario scenario, Observation run, Map<String, Integer> into) {
    RunResult result = run.result();
    boolean natural = scenario.asks().stream().anyMatch(ask -> ask.limit() > ask.output());
    hit(into, "async", scenario.engine().asyncScheduling());
    hit(into, "sync", !scenario.engine().asyncScheduling());
    hit(into, "open loop", scenario.concurrency() == 0 && !scenario.reacts());
    hit(into, "open loop that reacts", scenario.concurrency() == 0 && scenario.reacts());
    hit(into, "closed loop", scenario.concurrency() > 0);
    hit(into, "several replicas", scenario.replicas() > 1);
    hit(into, "preemption", run.preemptions() > 0);
    hit(into, "preempted in a natural stop's scenario", run.preemptions() > 0 && natural);
    boolean hits = result.replicas().stream().anyMatch(meter -> meter.cachedTokens() > 0);
    hit(into, "prefix hit", hits);
    hit(into, "prefix hit after preemption", hits && run.preemptions() > 0);
    hit(
        into,
        "hit on an earlier answer",
        hits && scenario.asks().stream().anyMatch(ask -> ask.turnOf() >= 0));
    boolean costs = scenario.api().streamNanosPerChunk() > 0;
    long timedOut = result.counts().timedOut();
    hit(into, "prompt tokens cost ingest", scenario.api().ingestPicosPerToken() > 0);
    hit(into, "chunks cost time", costs);
    hit(into, "stream interval", scenario.api().streamInterval() > 1);
    hit(into, "chunks merge", costs && scenario.api().streamInterval() == 1 && merges(result));
    hit(into, "timeouts", timedOut > 0);
    hit(into, "timeouts while running", run.timedOutRunning() > 0);
    hit(into, "timeouts and preemption", timedOut > 0 && run.preemptions() > 0);
    boolean preempts = run.preemptions() > 0;
    String policy = scenario.engine().policy().policy();
    hit(into, "policy " + policy, true);
    hit(into, "preemption by " + policy, preempts);
    hit(into, "KV holds back " + policy, result.split().wait(WaitCause.KV) > 0);
    hit(into, "held back to start together", result.split().wait(WaitCause.DELAY) > 0);
    if (scenario.engine().policy() instanceof SglangOptions options) {
      hit(into, "mixed chunks", options.enableMixedChunk());
      hit(into, "receive interval", options.schedulerRecvInterval() > 1);
    }
    boolean ranks = scenario.dataParallel() > 1;
    hit(
        into,
        TOGETHER,
        ranks
            && scenario.lockstep()
            && scenario.engine().policy() instanceof TrtllmOptions options
            && options.attentionDp().enableBalance()
            && result.split().wait(WaitCause.DELAY) > 0);
    List<AttentionSpan> spans = scenario.engine().spans();
    boolean spanned = spans.stream().anyMatch(span -> !span.isFull());
    hit(into, "ranks in lockstep", ranks && scenario.lockstep());
    hit(into, "independent ranks", ranks && !scenario.lockstep());
    hit(into, "ranks and preemption", ranks && preempts);
    hit(into, "sliding window", has(spans, AttentionSpan.Kind.SLIDING));
    hit(into, "chunked attention", has(spans, AttentionSpan.Kind.CHUNKED));
    hit(into, "hybrid groups", spanned && has(spans, AttentionSpan.Kind.FULL));
    boolean shares = scenario.engine().kv().isShared();
    boolean loads = result.replicas().stream().anyMatch(meter -> meter.loadedTokens() > 0);
    hit(into, "offload", scenario.engine().kv().offload().exists());
    hit(into, "loads", loads);
    hit(into, "loads and preemption", loads && preempts);
    hit(
        into,
        "loads and clients that give up",
        loads && timedOut + result.counts().cancelled() > 0);
    hit(into, "loads in several ranks", loads && ranks);
    hit(into, "shared pool", shares);
    hit(into, "shared pool, prefix hits and preemption", shares && hits && preempts);
    hit(into, "preemption with spans", spanned && preempts);
    hit(into, "window sums", !scenario.stepTime().windows().isEmpty());
    hit(into, "chunk sums", has(scenario.stepTime().windows(), AttentionSpan.Kind.CHUNKED));
    countClients(scenario, run, into);
    hit(into, "waits for slots", result.split().wait(WaitCause.SLOTS) > 0);
    hit(into, "waits for KV", result.split().wait(WaitCause.KV) > 0);
    hit(into, "waits for budget", result.split().wait(WaitCause.BUDGET) > 0);
    hit(into, "natural stop", natural);
    hit(into, "wasted row", natural && wastes(result));
    hit(into, "refused", result.counts().refused() > 0);
    hit(into, "cut off", result.counts().unfinished() > 0);
    hit(into, "chunked prefill off", !scenario.engine().chunkedPrefill());
    hit(into, "long prompt threshold", scenario.engine().longPrefillTokenThreshold() > 0);
    hit(into, "whole-sequence admission", scenario.engine().wholeSequenceAdmission());
    hit(into, "several KV groups", scenario.engine().kvBlocks().length > 1);
    hit(into, "pipeline stages", scenario.stepTime().stages() > 1);
    hit(into, "steps without time", scenario.stepTime().unit() == 0);
    hit(into, "several API servers", scenario.api().servers() > 1);
    hit(into, "round trip", scenario.api().rttNanos() > 0);
    hit(into, "steady window", scenario.warmupNanos() > 0);
    hit(
        into,
        "budget below the running list",
        result.replicas().stream()
            .anyMatch(meter -> meter.running.peak() > scenario.engine().maxNumBatchedTokens()));
  }

  private static void countClients(
      OracleScenario scenario, Observation run, Map<String, Integer> into) {
    RunResult.Counts counts = run.result().counts();
    boolean ordered = !scenario.engine().queue().order().equals(FcfsQueue.NAME);
    hit(into, "order and preemption", ordered && run.preemptions() > 0);
    hit(into, "rejected", counts.rejected() > 0);
    hit(
        into,
        "rejected in a chunk station's scenario",
        counts.rejected() > 0 && scenario.api().streamNanosPerChunk() > 0);
    hit(
        into,
        "rejected while running ahead",
        counts.rejected() > 0 && !scenario.reacts() && scenario.dataParallel() == 1);
    hit(into, "cancelled", counts.cancelled() > 0);
    hit(into, "cancelled while running", run.has("CANCELLED", "out [1-9]"));
    boolean retries = counts.attempts() > counts.sent();
    hit(into, "retry after a timeout", retries && counts.timedOut() > 0);
    hit(into, "retry after a rejection", retries && counts.rejected() > 0);
    hit(into, "retry that finishes", run.has("FINISHED", "attempts ([2-9])"));
    hit(into, "every attempt fails", run.has("(TIMED_OUT|REJECTED)", "attempts ([2-9])"));
  }

  /** Fewer gaps than tokens after the first ones, over a whole run without timeouts and cuts. */
  private static boolean merges(RunResult result) {
    RunResult.Counts counts = result.counts();
    long gaps = result.gaps().total();
    return result.window().whole()
        && counts.sent() == counts.finished()
        && gaps < result.outputTokens() - counts.finished();
  }

  /** Decode rows that made no token, over a whole uncut run. */
  private static boolean wastes(RunResult result) {
    long decode = 0;
    long made = 0;
    for (ReplicaMeter meter : result.replicas()) {
      decode += meter.decodeTokens();
      made += meter.outputTokens();
    }
    return result.window().whole() && decode + result.counts().finished() > made;
  }

  private static boolean has(List<AttentionSpan> spans, AttentionSpan.Kind kind) {
    return spans.stream().anyMatch(span -> span.kind() == kind);
  }

  private static void hit(Map<String, Integer> into, String feature, boolean isHit) {
    if (isHit) {
      into.merge(feature, 1, Integer::sum);
    }
  }
}
