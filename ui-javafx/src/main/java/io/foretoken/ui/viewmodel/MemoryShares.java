package io.foretoken.ui.viewmodel;

import io.foretoken.hardware.memory.MemoryPlan;
import java.util.function.IntToDoubleFunction;

/**
 * What the memory of one GPU goes to, GiB.
 *
 * @param total what CUDA reports
 * @param weights of the rank
 * @param reserve activations, runtime, communication buffers and graphs
 * @param kv the KV cache; 0 when nothing is left for it
 * @param free what the engine leaves to others
 * @param shortBy what is missing; 0 when the model fits
 * @param kvTokens tokens that the KV cache holds
 * @param sequences how many sequences of a length fit at once
 */
public record MemoryShares(
    double total,
    double weights,
    double reserve,
    double kv,
    double free,
    double shortBy,
    long kvTokens,
    IntToDoubleFunction sequences) {
  private static final double GIB = 1L << 30;

  static MemoryShares of(MemoryPlan plan) {
    return new MemoryShares(
        plan.totalBytes() / GIB,
        plan.weightBytes() / GIB,
        (plan.activationBytes() + plan.runtimeBytes()) / GIB,
        Math.max(0, plan.kvBytes()) / GIB,
        Math.max(
                0,
                plan.totalBytes()
                    - plan.weightBytes()
                    - plan.activationBytes()
                    - plan.runtimeBytes()
                    - Math.max(0, plan.kvBytes()))
            / GIB,
        plan.shortBytes() / GIB,
        plan.kvTokens(),
        plan::concurrencyFor);
  }

  /** Whether the model and its longest sequence fit. */
  public boolean fits() {
    return shortBy == 0;
  }
}
