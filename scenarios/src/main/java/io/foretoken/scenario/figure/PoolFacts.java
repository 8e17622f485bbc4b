package io.foretoken.scenario.figure;

import io.foretoken.hardware.operator.Provenance;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the figures of a pool need to know about it.
 *
 * @param pool name of the pool
 * @param gpu catalogue id of its GPU
 * @param replicas engine instances
 * @param gpusPerReplica GPUs of one instance
 * @param peakFlopsPerSecond dense peak of one GPU at the precision in which the weights compute
 * @param memoryBytesPerSecond memory bandwidth of one GPU
 * @param kvBlocksPerReplica KV blocks that sequences of one instance can hold, all ranks and groups
 * @param offloadBlocksPerReplica KV blocks of one instance that the memory behind the GPU's holds
 * @param blockSize tokens per block
 * @param maxNumSeqs most sequences in one instance's running lists
 * @param provenance how far the step times can be trusted: calibrated, fitted or estimated
 * @param knobs what limits batches, under the engine's own names
 * @param settings settings that step times depend on in steps, by their paths in a scenario; a
 *     calibration holds for those it was made with
 * @param basis what the predictions for the pool stand on
 * @param calibration the calibration of its profile, if it has one
 */
public record PoolFacts(
    String pool,
    String gpu,
    int replicas,
    int gpusPerReplica,
    double peakFlopsPerSecond,
    double memoryBytesPerSecond,
    long kvBlocksPerReplica,
    long offloadBlocksPerReplica,
    int blockSize,
    int maxNumSeqs,
    String provenance,
    BatchKnobs knobs,
    Map<String, String> settings,
    Basis basis,
    Optional<PoolCalibration> calibration) {
  /** Keeps a copy. */
  public PoolFacts {
    settings = Map.copyOf(settings);
  }

  /** GPUs of the pool. */
  public int gpus() {
    return replicas * gpusPerReplica;
  }

  /**
   * The same after a run: {@code calibrated} where the run is like those that the profile was
   * calibrated on.
   */
  PoolFacts after(PoolCalibration judged) {
    return new PoolFacts(
        pool,
        gpu,
        replicas,
        gpusPerReplica,
        peakFlopsPerSecond,
        memoryBytesPerSecond,
        kvBlocksPerReplica,
        offloadBlocksPerReplica,
        blockSize,
        maxNumSeqs,
        judged.isInside() ? Provenance.CALIBRATED.name().toLowerCase(Locale.ROOT) : provenance,
        knobs,
        settings,
        basis,
        Optional.of(judged));
  }
}
