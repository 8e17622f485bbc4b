package io.foretoken.scenario.sweep;

import io.foretoken.sim.request.Outcome;
import io.foretoken.sim.request.RequestRow;
import io.foretoken.sim.request.RequestSink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Times to first token in the order in which requests were meant to be sent. */
final class FirstTokens implements RequestSink {
  private final List<Sent> rows = new ArrayList<>();
  private boolean sorted;

  private record Sent(long intended, long index, long delay) {}

  @Override
  public void accept(RequestRow row) {
    if (row.outcome == Outcome.FINISHED) {
      rows.add(new Sent(row.intendedNanos, row.index, row.firstTokenNanos - row.intendedNanos));
    }
  }

  /** The times of requests meant to be sent before {@code end}. */
  double[] series(long end) {
    sort();
    return rows.stream().filter(row -> row.intended() < end).mapToDouble(Sent::delay).toArray();
  }

  /** When the request of that number in the series was meant to be sent, ns. */
  long intended(int at) {
    sort();
    return at == 0 || rows.isEmpty() ? 0 : rows.get(Math.min(at, rows.size() - 1)).intended();
  }

  private void sort() {
    if (!sorted) {
      rows.sort(Comparator.comparingLong(Sent::intended).thenComparingLong(Sent::index));
      sorted = true;
    }
  }
}
