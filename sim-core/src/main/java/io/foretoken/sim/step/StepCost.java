package io.foretoken.sim.step;

/**
 * What one engine step costs, filled by a {@link StepTimeModel}. All times in nanoseconds.
 *
 * <p>Device time of a step is a chain of pipeline stages: {@code end[s] = max(end[s] of the step
 * before, end[s-1] + hop) + stage[s]}, and the last stage adds {@link #lastStageExtraNanos} (logits
 * and sampling).
 */
public final class StepCost {
  /** Time that the engine's host thread needs for the step. */
  public long hostNanos;

  /** Device time per pipeline stage. */
  public final long[] stageNanos;

  /** Device time on the last stage after its layers. */
  public long lastStageExtraNanos;

  /** Time of handing activations from one stage to the next. */
  public long hopNanos;

  /** What most of the device time (or the host, where it is longer) goes to. */
  public Limit limit = Limit.NONE;

  /** Floating-point operations of the model (2 per multiply-add) over all GPUs of the replica. */
  public double flops;

  /** Bytes of weights and KV cache read from HBM over all GPUs of the replica. */
  public double hbmBytes;

  public StepCost(int stages) {
    stageNanos = new long[stages];
  }

  /** Device time of a step that meets an idle device: all stages, hops and the last stage's end. */
  public long deviceNanos() {
    long sum = lastStageExtraNanos + hopNanos * (stageNanos.length - 1);
    for (long stage : stageNanos) {
      sum += stage;
    }
    return sum;
  }
}
