package io.foretoken.scenario.figure;

import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.request.WaitCause;
import io.foretoken.sim.step.Limit;

/**
 * What holds a run back.
 *
 * <p>Where requests wait in the engines' queues for more than a tenth of the mean time to first
 * token, it is what they wait for (slots, KV blocks, token budget, a batch that runs, or the delay
 * until one begins). Otherwise it is what most of the steps' time goes to; with devices busy less
 * than a tenth of the time, nothing.
 *
 * @param limit the limit
 * @param share share of the mean time to first token spent waiting for it, or of the steps' time
 */
public record RunLimit(Limit limit, double share) {
  private static final double WAIT_SHARE = 0.1;
  private static final double IDLE_BUSY = 0.1;

  static RunLimit of(RunResult result, PoolFigures pool) {
    RunResult.TtftSplit split = result.split();
    double all = split.ingestNanos() + split.prefillNanos() + split.streamNanos();
    for (WaitCause cause : WaitCause.values()) {
      all += split.wait(cause);
    }
    WaitCause worst = worstWait(split);
    double share = all > 0 ? split.wait(worst) / all : 0;
    if (share > WAIT_SHARE) {
      return new RunLimit(limitOf(worst), share);
    }
    if (pool.busy() < IDLE_BUSY) {
      return new RunLimit(Limit.NONE, 1 - pool.busy());
    }
    Limit main = pool.mainStepLimit();
    return new RunLimit(main, pool.timeByLimit().getOrDefault(main, 0.0));
  }

  /** What requests wait for longest, the running step apart. */
  static WaitCause worstWait(RunResult.TtftSplit split) {
    WaitCause worst = WaitCause.SLOTS;
    for (WaitCause cause : WaitCause.values()) {
      if (cause != WaitCause.STEP && split.wait(cause) > split.wait(worst)) {
        worst = cause;
      }
    }
    return worst;
  }

  static Limit limitOf(WaitCause cause) {
    return switch (cause) {
      case SLOTS -> Limit.MAX_NUM_SEQS;
      case KV -> Limit.KV_CAPACITY;
      case BUDGET -> Limit.TOKEN_BUDGET;
      case BATCH -> Limit.RUNNING_BATCH;
      case DELAY -> Limit.QUEUE_DELAY;
      case STEP -> Limit.NONE;
    };
  }
}
