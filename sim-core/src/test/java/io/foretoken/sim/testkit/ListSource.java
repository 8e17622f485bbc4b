package io.foretoken.sim.testkit;

import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Sends the listed requests at their times, and writes down what it hears of them. */
public class ListSource implements RequestSource {
  private final List<Ask> asks;
  private final List<String> heard = new ArrayList<>();
  private int next;
  private long[] keys = {};

  /** Requests of equal time keep their order in the list; the index of a request is its rank. */
  public ListSource(List<Ask> asks) {
    this.asks = asks.stream().sorted(Comparator.comparingLong(Ask::at)).toList();
  }

  /** The same with prompts that are equal, as far as they go, where their keys are. */
  public ListSource(List<Ask> asks, long[] promptKeys) {
    this(asks);
    keys = promptKeys.clone();
  }

  /** What the clients were told, such as "finished 0 at 1100". */
  public List<String> heard() {
    return List.copyOf(heard);
  }

  @Override
  public long peekTime() {
    return next < asks.size() ? asks.get(next).at() : NEVER;
  }

  @Override
  public void next(RequestDraft out) {
    Ask ask = asks.get(next);
    out.clear();
    out.index = next++;
    out.intendedNanos = ask.at();
    out.sentNanos = ask.at();
    out.inputTokens = ask.input();
    out.outputTokens = ask.output();
    out.maxTokens = ask.max();
    if (keys.length > 0) {
      out.addSegment(keys[(int) out.index], ask.input());
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
  public boolean reacts() {
    return false;
  }
}
