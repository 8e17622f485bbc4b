package io.foretoken.hardware.engine;

import io.foretoken.input.bind.Range;

/**
 * How an engine divides the memory that CUDA reports as total.
 *
 * @param rule which engine's rule
 * @param fraction default of the rule's knob
 * @param runtimeGib what the runtime holds outside of tensors on one GPU, GiB
 * @param tensorParallelGib what communication buffers add with tensor parallelism, GiB
 * @param embeddingCopies input embeddings that the start-up measurement counts beside the weights
 * @param graphGib CUDA graphs, where the engine subtracts them, GiB
 */
public record MemoryDefaults(
    Rule rule,
    @Range(min = 0, aboveMin = true, max = 1) double fraction,
    @Range(min = 0) double runtimeGib,
    @Range(min = 0) double tensorParallelGib,
    @Range(min = 0) double embeddingCopies,
    @Range(min = 0) double graphGib) {

  /** Rules of dividing memory, each with the name of its knob. */
  public enum Rule {
    /** A share of the card for weights, activations and KV. */
    VLLM("gpu_memory_utilization"),
    /** A share of the card for weights and KV; the rest is for activations. */
    SGLANG("mem_fraction_static"),
    /** A share for KV of what weights and activations leave. */
    TENSORRT_LLM("free_gpu_memory_fraction"),
    /** As vLLM's. */
    GENERIC("gpu_memory_utilization");

    private final String knob;

    Rule(String knob) {
      this.knob = knob;
    }

    /** The engine's name for the fraction. */
    public String knob() {
      return knob;
    }
  }
}
