package io.foretoken.hardware.engine;

import io.foretoken.hardware.catalog.GpuSpec;
import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Range;
import java.util.List;

/**
 * Batching knobs where a scenario does not set them.
 *
 * @param policy batch policy that {@code continuous} means
 * @param asyncScheduling whether the next step is scheduled while one runs
 * @param wholeSequenceAdmission whether a request needs blocks for its whole current sequence
 * @param chunkedPrefill whether prompts are split over steps
 * @param prefixCaching whether full blocks are shared
 * @param blockSize tokens per KV block
 * @param streamInterval tokens per streamed chunk
 * @param limits limits by class of GPU, the first that fits; the last fits every GPU
 */
public record BatchingDefaults(
    String policy,
    boolean asyncScheduling,
    boolean wholeSequenceAdmission,
    boolean chunkedPrefill,
    boolean prefixCaching,
    @Range(min = 1) int blockSize,
    @Range(min = 1) int streamInterval,
    List<Limits> limits) {

  /**
   * Limits for a class of GPUs.
   *
   * @param minMemoryGib least visible memory of the class
   * @param exceptGpus beginnings of ids that do not belong to it
   * @param maxNumSeqs most sequences that run
   * @param maxNumBatchedTokens most tokens per step
   */
  public record Limits(
      @Range(min = 0) @Default("0") double minMemoryGib,
      @Default("[]") List<String> exceptGpus,
      @Range(min = 1) int maxNumSeqs,
      @Range(min = 1) int maxNumBatchedTokens) {

    boolean fits(GpuSpec gpu) {
      return gpu.visibleMemoryGib() >= minMemoryGib
          && exceptGpus.stream().noneMatch(gpu.id()::startsWith);
    }
  }

  /** The defaults need limits that fit every GPU. */
  public BatchingDefaults {
    if (limits.isEmpty()) {
      throw new IllegalArgumentException("limits has no entry; write one without min_memory_gib");
    }
  }

  /** Limits for {@code gpu}: the first class that it belongs to, or the last. */
  public Limits limitsFor(GpuSpec gpu) {
    for (Limits candidate : limits) {
      if (candidate.fits(gpu)) {
        return candidate;
      }
    }
    return limits.get(limits.size() - 1);
  }
}
