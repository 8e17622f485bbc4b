package io.foretoken.sim.testkit;

import io.foretoken.sim.step.Limit;
import io.foretoken.sim.step.RankShape;
import io.foretoken.sim.step.StepCost;
import io.foretoken.sim.step.StepTimeModel;

/**
 * An affine step time, for sums by hand: device = base + perToken x query tokens + perStored x
 * tokens stored for decode rows; host = a constant. All in nanoseconds.
 *
 * <p>Example: base 1000, perToken 1: a prompt of 100 tokens takes 1100 ns, a decode step of 3 rows
 * 1003 ns.
 */
public record FixedStepTime(long base, long perToken, long perStored, long host)
    implements StepTimeModel {

  /** Device time base + perToken x query tokens, no host time. */
  public static FixedStepTime of(long base, long perToken) {
    return new FixedStepTime(base, perToken, 0, 0);
  }

  /** The same device with a host that needs this long for every step. */
  public FixedStepTime withHost(long nanos) {
    return new FixedStepTime(base, perToken, perStored, nanos);
  }

  @Override
  public void cost(RankShape[] ranks, StepCost out) {
    long tokens = 0;
    long stored = 0;
    for (RankShape rank : ranks) {
      tokens += rank.queryTokens;
      stored += rank.decodeContext;
    }
    out.hostNanos = host;
    out.stageNanos[0] = base + perToken * tokens + perStored * stored;
    out.lastStageExtraNanos = 0;
    out.hopNanos = 0;
    out.limit = out.hostNanos > out.stageNanos[0] ? Limit.HOST : Limit.COMPUTE;
    out.flops = tokens;
    out.hbmBytes = stored;
  }

  @Override
  public int stages() {
    return 1;
  }
}
