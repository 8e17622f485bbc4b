package io.foretoken.scenario.resolve;

import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.Problems;
import java.util.Optional;

/**
 * A knob that every engine has under a name of its own. The engine {@code generic} takes vLLM's
 * names.
 */
public enum EngineKnob {
  /** Most sequences that run at once. */
  SEQUENCES("batching", "max_num_seqs", "max_running_requests", "max_batch_size"),
  /** Most tokens of one step. */
  STEP_TOKENS("batching", "max_num_batched_tokens", "chunked_prefill_size", "max_num_tokens"),
  /** The engine's share of the memory, each with a meaning of its own. */
  MEMORY_SHARE(
      "memory", "gpu_memory_utilization", "mem_fraction_static", "free_gpu_memory_fraction"),
  /** Tokens per KV block. */
  BLOCK_SIZE("memory", "block_size", "page_size", "tokens_per_block"),
  /** Longest prompt plus output. */
  SEQUENCE_TOKENS("memory", "max_model_len", "context_length", "max_seq_len");

  private static final String SGLANG = "sglang";
  private static final String TENSORRT_LLM = "tensorrt-llm";

  private final String section;
  private final String vllm;
  private final String sglang;
  private final String tensorRtLlm;

  EngineKnob(String section, String vllm, String sglang, String tensorRtLlm) {
    this.section = section;
    this.vllm = vllm;
    this.sglang = sglang;
    this.tensorRtLlm = tensorRtLlm;
  }

  /**
   * The key below {@code engine} that an engine has for it, such as {@code batching.max_num_seqs}.
   */
  public String key(String engine) {
    return section + "." + name(engine);
  }

  /** The last part of it, such as {@code max_num_seqs}. */
  public String name(String engine) {
    return switch (engine) {
      case SGLANG -> sglang;
      case TENSORRT_LLM -> tensorRtLlm;
      default -> vllm;
    };
  }

  /**
   * The value under the engine's own name; a problem for each value under another engine's.
   *
   * @param engine name of the engine's profile
   * @param path the engine's place in the scenario
   */
  <T> Optional<Located<T>> value(
      String engine,
      String path,
      Optional<Located<T>> vllmValue,
      Optional<Located<T>> sglangValue,
      Optional<Located<T>> tensorRtLlmValue,
      Problems problems) {
    refuseUnless(name(engine).equals(vllm), "vLLM", vllm, engine, path, vllmValue, problems);
    refuseUnless(
        name(engine).equals(sglang), "SGLang", sglang, engine, path, sglangValue, problems);
    refuseUnless(
        name(engine).equals(tensorRtLlm),
        "TensorRT-LLM",
        tensorRtLlm,
        engine,
        path,
        tensorRtLlmValue,
        problems);
    return switch (engine) {
      case SGLANG -> sglangValue;
      case TENSORRT_LLM -> tensorRtLlmValue;
      default -> vllmValue;
    };
  }

  private <T> void refuseUnless(
      boolean own,
      String owner,
      String key,
      String engine,
      String path,
      Optional<Located<T>> written,
      Problems problems) {
    if (!own && written.isPresent()) {
      problems.add(
          written.get().origin(),
          path + "." + section + "." + key,
          key + " is a knob of " + owner + ", and the engine is " + engine,
          "for " + engine + " write " + name(engine));
    }
  }
}
