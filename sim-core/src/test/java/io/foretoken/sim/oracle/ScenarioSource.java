package io.foretoken.sim.oracle;

import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSource;
import java.util.PriorityQueue;

/** The requests of a scenario, in an open loop or a closed one. */
final class ScenarioSource implements RequestSource {
  private final OracleScenario scenario;
  private final PriorityQueue<Long> sendTimes = new PriorityQueue<>();
  private int next;

  ScenarioSource(OracleScenario scenario) {
    this.scenario = scenario;
    for (int client = 0; client < scenario.concurrency(); client++) {
      sendTimes.add(0L);
    }
  }

  @Override
  public long peekTime() {
    if (next == scenario.asks().size()) {
      return NEVER;
    }
    if (scenario.concurrency() == 0) {
      return scenario.asks().get(next).at();
    }
    return sendTimes.isEmpty() ? NEVER : sendTimes.peek();
  }

  @Override
  public void next(RequestDraft out) {
    out.sentNanos = peekTime();
    if (scenario.concurrency() > 0) {
      sendTimes.remove();
    }
    Ask ask = scenario.asks().get(next);
    out.index = next++;
    out.intendedNanos = out.sentNanos;
    out.inputTokens = ask.input();
    out.outputTokens = ask.output();
    out.maxTokens = ask.limit();
  }

  @Override
  public boolean reacts() {
    return scenario.reacts();
  }

  @Override
  public void onFinished(long index, long nowNanos) {
    again(nowNanos);
  }

  @Override
  public void onRefused(long index, long nowNanos) {
    again(nowNanos);
  }

  @Override
  public void onTimeout(long index, long nowNanos) {
    again(nowNanos);
  }

  private void again(long now) {
    if (scenario.concurrency() > 0 && next < scenario.asks().size()) {
      sendTimes.add(now + scenario.asks().get(next).at());
    }
  }
}
