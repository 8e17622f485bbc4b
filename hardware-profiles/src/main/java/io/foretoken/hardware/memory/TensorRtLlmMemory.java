package io.foretoken.hardware.memory;

/**
 * TensorRT-LLM's rule: {@code free_gpu_memory_fraction} of what weights, activations, runtime and
 * graphs leave is for the KV cache.
 */
final class TensorRtLlmMemory implements MemoryRule {
  @Override
  public MemoryPlan divide(MemoryRequest request) {
    Footprint footprint = Footprint.of(request);
    long total = (long) (request.gpu().cudaTotalGib() * Footprint.GIB);
    long free = total - footprint.weights() - footprint.reserve();
    long kvBytes = free > 0 ? (long) (free * request.fraction()) : free;
    return new PlanLines()
        .amount(request.gpu().name() + ": total for CUDA", (double) total)
        .amount(PlanLines.weights(request), -(double) footprint.weights())
        .amount(PlanLines.activations(request), -(double) footprint.activations())
        .amount("- runtime and graphs", -(double) (footprint.runtime() + footprint.graphs()))
        .amount("= free", (double) free)
        .text(PlanLines.share(request))
        .plan(request, total, total, footprint, kvBytes);
  }
}
