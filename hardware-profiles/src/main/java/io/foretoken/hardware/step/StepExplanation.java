package io.foretoken.hardware.step;

import io.foretoken.sim.step.Limit;
import java.util.List;

/**
 * Where the time of one step goes, of the rank that takes longest.
 *
 * @param rows device time by operator, in the order in which a layer runs them
 * @param stageNanos device time of the layers, as {@code cost} gives it
 * @param lastStageExtraNanos device time after them
 * @param hostNanos time of the host thread
 * @param limit what most of the time goes to
 */
public record StepExplanation(
    List<Row> rows, long stageNanos, long lastStageExtraNanos, long hostNanos, Limit limit) {

  /**
   * One operator.
   *
   * @param name what people call it
   * @param count how often the step runs it
   * @param nanos device time of all its runs
   * @param flops operations of all its runs, over all GPUs of the replica
   * @param hbmBytes bytes of weights and KV cache that they read, likewise
   * @param limit what limits it
   * @param lastStage whether it follows the last layer
   */
  public record Row(
      String name,
      int count,
      double nanos,
      double flops,
      double hbmBytes,
      Limit limit,
      boolean lastStage) {}

  /** Keeps a copy of the rows. */
  public StepExplanation {
    rows = List.copyOf(rows);
  }
}
