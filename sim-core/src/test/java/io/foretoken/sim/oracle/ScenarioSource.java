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
    out.tenant = ask.tenant();
    out.classIndex = ask.tenant() / 2;
    out.priority = ask.priority();
    out.dueNanos = ask.due();
    out.timeoutNanos = scenario.clients().timeoutOf(out.index);
    out.cancelNanos = scenario.clients().cancelOf(out.index);
    out.retry = scenario.clients().retry();
    addContent(ask, out);
  }

  private void addContent(Ask ask, RequestDraft out) {
    out.outputKey = ask.prefix() == -1 ? 0 : 5_000_000L + out.index;
    if (ask.turnOf() >= 0 && ask.turnOf() < out.index) {
      addTurn(ask, out);
    } else if (ask.prefix() == Ask.FIRST_TURN) {
      out.addSegment(3_000_000L + out.index, ask.input());
    } else if (ask.prefix() >= 0) {
      if (ask.prefixTokens() > 0) {
        out.addSegment(1_000_000L + ask.prefix(), ask.prefixTokens());
      }
      if (ask.input() > ask.prefixTokens()) {
        out.addSegment(2_000_000L + out.index, ask.input() - ask.prefixTokens());
      }
    }
  }

  /** The earlier request's prompt and answer, as far as the new prompt is long enough. */
  private void addTurn(Ask ask, RequestDraft out) {
    Ask earlier = scenario.asks().get(ask.turnOf());
    int left = ask.input();
    int first = Math.min(left, earlier.input());
    out.addSegment(3_000_000L + ask.turnOf(), first);
    left -= first;
    int second = Math.min(left, earlier.output());
    if (second > 0) {
      out.addSegment(5_000_000L + ask.turnOf(), second);
      left -= second;
    }
    if (left > 0) {
      out.addSegment(4_000_000L + out.index, left);
    }
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
