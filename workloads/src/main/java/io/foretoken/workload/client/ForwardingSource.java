package io.foretoken.workload.client;

import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSource;

/** A source on top of another, which learns everything that becomes of its requests. */
abstract class ForwardingSource implements RequestSource {
  final RequestSource source;

  ForwardingSource(RequestSource source) {
    this.source = source;
  }

  @Override
  public long peekTime() {
    return source.peekTime();
  }

  @Override
  public void next(RequestDraft out) {
    source.next(out);
  }

  @Override
  public boolean reacts() {
    return source.reacts();
  }

  @Override
  public void onFinished(long index, long nowNanos) {
    source.onFinished(index, nowNanos);
  }

  @Override
  public void onRefused(long index, long nowNanos) {
    source.onRefused(index, nowNanos);
  }

  @Override
  public void onRejected(long index, long nowNanos) {
    source.onRejected(index, nowNanos);
  }

  @Override
  public void onCancelled(long index, long nowNanos) {
    source.onCancelled(index, nowNanos);
  }

  @Override
  public void onTimeout(long index, long nowNanos) {
    source.onTimeout(index, nowNanos);
  }
}
