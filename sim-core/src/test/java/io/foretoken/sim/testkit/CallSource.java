package io.foretoken.sim.testkit;

import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSource;
import java.util.ArrayList;
import java.util.List;

/** Sends the listed requests, which are in order of time, and writes down what it hears. */
public final class CallSource implements RequestSource {
  private final List<Call> calls;
  private final List<String> heard = new ArrayList<>();
  private int next;

  public CallSource(List<Call> calls) {
    this.calls = List.copyOf(calls);
  }

  /** What the clients were told, such as "finished 0 at 1100". */
  public List<String> heard() {
    return List.copyOf(heard);
  }

  @Override
  public long peekTime() {
    return next < calls.size() ? calls.get(next).at() : NEVER;
  }

  @Override
  public void next(RequestDraft out) {
    Call call = calls.get(next);
    out.clear();
    out.index = next++;
    out.intendedNanos = call.at();
    out.sentNanos = call.at();
    out.inputTokens = call.input();
    out.outputTokens = call.output();
    out.maxTokens = call.output();
    out.tenant = call.tenant();
    out.classIndex = call.tenant();
    out.priority = call.priority();
    out.dueNanos = call.due();
    out.timeoutNanos = call.timeout();
    out.cancelNanos = call.cancel();
    out.retry = call.retry();
    if (call.prefix() > 0) {
      out.addSegment(call.prefix(), call.input());
    }
  }

  @Override
  public void onFinished(long index, long nowNanos) {
    heard.add("finished " + index + " at " + nowNanos);
  }

  @Override
  public void onRefused(long index, long nowNanos) {
    heard.add("refused " + index + " at " + nowNanos);
  }

  @Override
  public void onTimeout(long index, long nowNanos) {
    heard.add("timed out " + index + " at " + nowNanos);
  }

  @Override
  public void onRejected(long index, long nowNanos) {
    heard.add("rejected " + index + " at " + nowNanos);
  }

  @Override
  public void onCancelled(long index, long nowNanos) {
    heard.add("cancelled " + index + " at " + nowNanos);
  }

  @Override
  public boolean reacts() {
    return false;
  }
}
