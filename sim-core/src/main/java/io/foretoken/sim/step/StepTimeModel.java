package io.foretoken.sim.step;

import io.foretoken.sim.kv.AttentionSpan;
import java.util.List;

/**
 * How long an engine step takes. The only thing that the engine knows about hardware and model.
 *
 * <p>Implementations allocate nothing, are deterministic (same shape, same nanoseconds, on any JDK)
 * and never return a device time below what the bytes and operations of the shape need at the
 * device's peaks.
 */
public interface StepTimeModel {
  /**
   * Computes the cost of one step.
   *
   * @param ranks one shape per data-parallel rank that steps together; with shared experts
   *     attention costs the maximum over ranks and experts the sum
   * @param out filled completely
   */
  void cost(RankShape[] ranks, StepCost out);

  /**
   * Attention windows of the model, in the order of {@link RankShape#decodeWindowContext}; empty
   * for models with full attention only.
   */
  default List<AttentionSpan> windows() {
    return List.of();
  }

  /** Pipeline stages, the length of {@link StepCost#stageNanos}; at least 1. */
  int stages();
}
