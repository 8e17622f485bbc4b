package io.foretoken.sim.check;

import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.replica.Engine;
import io.foretoken.sim.replica.EngineFactory;
import io.foretoken.sim.replica.NaiveEngine;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.time.EventKind;

/** Stands before an engine; subclasses mislay things. */
class TamperedEngine implements Engine {
  final Engine engine;
  final RequestTable requests;

  TamperedEngine(Engine engine, RequestTable requests) {
    this.engine = engine;
    this.requests = requests;
  }

  /** Makes the engine before. */
  @FunctionalInterface
  interface Tampering {
    TamperedEngine before(Engine engine, RequestTable requests);
  }

  /** Engines with such a one before each. */
  static EngineFactory engines(Tampering tampering) {
    return (replica, deployment, requests, host, meter) ->
        tampering.before(new NaiveEngine(replica, deployment, requests, host, meter), requests);
  }

  @Override
  public String refusal(int inputTokens, int maxTokens) {
    return engine.refusal(inputTokens, maxTokens);
  }

  @Override
  public void arrive(int request, long atNanos) {
    engine.arrive(request, atNanos);
  }

  @Override
  public void abort(int request, long atNanos) {
    engine.abort(request, atNanos);
  }

  @Override
  public void settleRequest(int request, long now) {
    engine.settleRequest(request, now);
  }

  @Override
  public void wake(EventKind kind, long now) {
    engine.wake(kind, now);
  }

  @Override
  public void settle(long now) {
    engine.settle(now);
  }

  @Override
  public ReplicaMeter meter() {
    return engine.meter();
  }

  @Override
  public void checkInvariants() {
    engine.checkInvariants();
  }

  @Override
  public int held() {
    return engine.held();
  }
}
