package io.foretoken.scenario.reproduce;

import java.util.List;
import java.util.Optional;

/**
 * An engine's own metrics, as Prometheus has them.
 *
 * <p>Sources: vllm-project/vllm loggers.py@005a810b; SGLang's production metrics page and
 * sgl-project/sglang@004813e1; NVIDIA/TensorRT-LLM metrics/collector.py@050f80de.
 *
 * @param ttft histogram, seconds
 * @param tpot histogram, seconds
 * @param tpotOfGaps whether that is of gaps between tokens, pooled, rather than of requests
 * @param e2e histogram, seconds
 * @param waiting gauge
 * @param kvShare gauge, 0 to 1
 * @param finished counter of requests
 * @param preemptions counter; empty without one
 * @param notes what it takes to have them, a line each
 */
record EngineMetrics(
    String ttft,
    String tpot,
    boolean tpotOfGaps,
    String e2e,
    String waiting,
    String kvShare,
    String finished,
    Optional<String> preemptions,
    List<String> notes) {

  /** Of an engine; empty for one that has none. */
  static Optional<EngineMetrics> of(String engine) {
    return Optional.ofNullable(
        switch (engine) {
          case "vllm" ->
              new EngineMetrics(
                  "vllm:time_to_first_token_seconds",
                  "vllm:request_time_per_output_token_seconds",
                  false,
                  "vllm:e2e_request_latency_seconds",
                  "vllm:num_requests_waiting",
                  "vllm:kv_cache_usage_perc",
                  "vllm:request_success_total",
                  Optional.of("vllm:num_preemptions_total"),
                  List.of(
                      "vLLM serves them at /metrics. Older versions have"
                          + " vllm:time_per_output_token_seconds for TPOT, of gaps."));
          case "sglang" ->
              new EngineMetrics(
                  "sglang:time_to_first_token_seconds",
                  "sglang:inter_token_latency_seconds",
                  true,
                  "sglang:e2e_request_latency_seconds",
                  "sglang:num_queue_reqs",
                  "sglang:token_usage",
                  "sglang:num_requests_total",
                  Optional.empty(),
                  List.of("SGLang serves them at /metrics with --enable-metrics."));
          case "tensorrt-llm" ->
              new EngineMetrics(
                  "trtllm_time_to_first_token_seconds",
                  "trtllm_time_per_output_token_seconds",
                  false,
                  "trtllm_e2e_request_latency_seconds",
                  "trtllm_num_requests_waiting",
                  "trtllm_kv_cache_utilization",
                  "trtllm_request_success_total",
                  Optional.empty(),
                  List.of(
                      "TensorRT-LLM serves them at /prometheus/metrics with return_perf_metrics:"
                          + " true in its options file."));
          default -> null;
        });
  }
}
