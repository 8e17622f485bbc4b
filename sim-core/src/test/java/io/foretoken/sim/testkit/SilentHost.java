package io.foretoken.sim.testkit;

import io.foretoken.sim.replica.EngineHost;
import io.foretoken.sim.time.EventKind;

/** Hears of nothing, and never lets an engine run ahead. */
public final class SilentHost implements EngineHost {
  @Override
  public void wakeAt(int replica, EventKind kind, long nanos) {}

  @Override
  public long horizonNanos() {
    return 0;
  }

  @Override
  public void firstToken(int request, long stepEnd, long sentNanos) {}

  @Override
  public void finished(int request, long nanos, long sentNanos) {}

  @Override
  public void rejected(int request, long nanos) {}

  @Override
  public void aborted(int request) {}

  @Override
  public void tokenGap(long stepEnd, long gapNanos, long count) {}

  @Override
  public void tokenGapOf(int label, long stepEnd, long gapNanos, long count) {}
}
