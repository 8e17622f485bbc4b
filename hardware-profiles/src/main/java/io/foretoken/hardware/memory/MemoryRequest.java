package io.foretoken.hardware.memory;

import io.foretoken.hardware.catalog.GpuSpec;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.model.ModelShape;
import io.foretoken.hardware.operator.Precision;
import io.foretoken.hardware.step.Parallelism;

/**
 * What a memory plan depends on.
 *
 * @param fraction the engine's knob (see {@code MemoryDefaults.Rule#knob}), in (0, 1]
 * @param maxNumBatchedTokens tokens of one step
 * @param maxNumSeqs sequences that run
 * @param blockSize tokens per KV block
 * @param maxModelLen longest sequence that must fit, tokens; 0 for no such demand
 */
public record MemoryRequest(
    ModelShape model,
    Precision precision,
    Parallelism parallelism,
    GpuSpec gpu,
    EngineProfile engine,
    double fraction,
    int maxNumBatchedTokens,
    int maxNumSeqs,
    int blockSize,
    int maxModelLen) {

  /** A request with the engine's default knobs for the GPU. */
  public static MemoryRequest of(
      ModelShape model,
      Precision precision,
      Parallelism parallelism,
      GpuSpec gpu,
      EngineProfile engine) {
    return new MemoryRequest(
        model,
        precision,
        parallelism,
        gpu,
        engine,
        engine.memory().fraction(),
        engine.batching().limitsFor(gpu).maxNumBatchedTokens(),
        engine.batching().limitsFor(gpu).maxNumSeqs(),
        engine.batching().blockSize(),
        0);
  }
}
