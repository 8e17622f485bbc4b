package io.foretoken.sim.check;

import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.replica.EngineFactory;
import io.foretoken.sim.replica.EngineHost;
import io.foretoken.sim.replica.NaiveEngine;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.time.EventKind;

/** Stands between an engine and its simulation; subclasses tell lies. */
class TamperedHost implements EngineHost {
  final EngineHost host;
  final RequestTable requests;
  final ReplicaMeter meter;

  TamperedHost(EngineHost host, RequestTable requests, ReplicaMeter meter) {
    this.host = host;
    this.requests = requests;
    this.meter = meter;
  }

  /** Makes the host between. */
  @FunctionalInterface
  interface Tampering {
    TamperedHost between(EngineHost host, RequestTable requests, ReplicaMeter meter);
  }

  /** Engines that report through such a host. */
  static EngineFactory engines(Tampering tampering) {
    return (replica, deployment, requests, host, meter) ->
        new NaiveEngine(
            replica, deployment, requests, tampering.between(host, requests, meter), meter);
  }

  @Override
  public void wakeAt(int replica, EventKind kind, long nanos) {
    host.wakeAt(replica, kind, nanos);
  }

  @Override
  public long horizonNanos() {
    return host.horizonNanos();
  }

  @Override
  public void firstToken(int request, long stepEnd, long sentNanos) {
    host.firstToken(request, stepEnd, sentNanos);
  }

  @Override
  public void finished(int request, long nanos, long sentNanos) {
    host.finished(request, nanos, sentNanos);
  }

  @Override
  public void rejected(int request, long nanos) {
    host.rejected(request, nanos);
  }

  @Override
  public void aborted(int request) {
    host.aborted(request);
  }

  @Override
  public void tokenGap(long stepEnd, long gapNanos, long count) {
    host.tokenGap(stepEnd, gapNanos, count);
  }

  @Override
  public void tokenGapOf(int label, long stepEnd, long gapNanos, long count) {
    host.tokenGapOf(label, stepEnd, gapNanos, count);
  }
}
