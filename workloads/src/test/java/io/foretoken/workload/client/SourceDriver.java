package io.foretoken.workload.client;

import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSource;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A server with room for everything, which holds each request for a given time: enough of a
 * simulation to drive a source by its contract. At equal times what ends comes before what is sent.
 */
final class SourceDriver {
  /** How long a request stays. */
  interface Service {
    long nanos(RequestDraft request);
  }

  record Sent(
      long index, long intended, long sent, int classIndex, int input, int output, int maxTokens) {}

  private record End(long nanos, long index) implements Comparable<End> {
    @Override
    public int compareTo(End other) {
      return nanos != other.nanos
          ? Long.compare(nanos, other.nanos)
          : Long.compare(index, other.index);
    }
  }

  private SourceDriver() {}

  /** Runs until the source has nothing more, or {@code limit} requests were sent. */
  static List<Sent> run(RequestSource source, Service service, int limit) {
    List<Sent> sent = new ArrayList<>();
    PriorityQueue<End> ends = new PriorityQueue<>();
    RequestDraft draft = new RequestDraft();
    while (sent.size() < limit) {
      long next = source.peekTime();
      if (!ends.isEmpty() && ends.peek().nanos() <= next) {
        End end = ends.poll();
        // Every way to end must free what the request held.
        switch ((int) (end.index() % 3)) {
          case 0 -> source.onFinished(end.index(), end.nanos());
          case 1 -> source.onRefused(end.index(), end.nanos());
          default -> source.onTimeout(end.index(), end.nanos());
        }
        continue;
      }
      if (next == RequestSource.NEVER) {
        return sent;
      }
      source.next(draft);
      if (draft.sentNanos != next) {
        throw new AssertionError("sent at " + draft.sentNanos + ", announced for " + next);
      }
      sent.add(
          new Sent(
              draft.index,
              draft.intendedNanos,
              draft.sentNanos,
              draft.classIndex,
              draft.inputTokens,
              draft.outputTokens,
              draft.maxTokens));
      ends.add(new End(next + service.nanos(draft), draft.index));
    }
    return sent;
  }
}
