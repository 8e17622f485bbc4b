package io.foretoken.hardware.memory;

/**
 * vLLM's rule: {@code gpu_memory_utilization} of CUDA's total is for everything, and the KV cache
 * gets what weights, the measured peak of activations, the runtime and (newer versions) the graphs
 * leave.
 */
final class VllmMemory implements MemoryRule {
  @Override
  public MemoryPlan divide(MemoryRequest request) {
    Footprint footprint = Footprint.of(request);
    long total = (long) (request.gpu().cudaTotalGib() * Footprint.GIB);
    long usable = (long) (total * request.fraction());
    long kvBytes = usable - footprint.weights() - footprint.reserve();
    return new PlanLines()
        .amount(request.gpu().name() + ": total for CUDA", (double) total)
        .amount(PlanLines.share(request), (double) usable)
        .amount(PlanLines.weights(request), -(double) footprint.weights())
        .amount(PlanLines.activations(request), -(double) footprint.activations())
        .amount("- runtime and graphs", -(double) (footprint.runtime() + footprint.graphs()))
        .plan(request, total, usable, footprint, kvBytes);
  }
}
