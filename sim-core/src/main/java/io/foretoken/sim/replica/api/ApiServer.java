package io.foretoken.sim.replica.api;

import java.util.Arrays;

/**
 * One API server: requests to take in, chunks to send. Of the chunks, those of requests that stay
 * in step with the others are counts in lanes; the others stand here one by one.
 */
final class ApiServer {
  static final byte JOINS = 1;
  static final byte FIRST = 2;
  static final byte LAST = 4;

  final Inbox ingests = new Inbox();
  final RankLanes[] lanes;
  long freeAt;

  /** Since when chunks are due, or {@link Long#MAX_VALUE}. */
  long dueSince = Long.MAX_VALUE;

  int singles;
  int[] requests = new int[16];
  byte[] marks = new byte[16];

  /** When the chunk before was sent, or -1. */
  long[] before = new long[16];

  /** End of the step that made the first token. */
  long[] stepEnds = new long[16];

  int finishing;
  int[] finishes = new int[16];

  ApiServer(int ranks, int interval) {
    lanes = new RankLanes[ranks];
    for (int rank = 0; rank < ranks; rank++) {
      lanes[rank] = new RankLanes(interval);
    }
  }

  int addSingle(int request, byte mark, long sentBefore, long stepEnd) {
    if (singles == requests.length) {
      requests = Arrays.copyOf(requests, 2 * singles);
      marks = Arrays.copyOf(marks, 2 * singles);
      before = Arrays.copyOf(before, 2 * singles);
      stepEnds = Arrays.copyOf(stepEnds, 2 * singles);
    }
    requests[singles] = request;
    marks[singles] = mark;
    before[singles] = sentBefore;
    stepEnds[singles] = stepEnd;
    return singles++;
  }

  void addFinish(int request) {
    if (finishing == finishes.length) {
      finishes = Arrays.copyOf(finishes, 2 * finishing);
    }
    finishes[finishing++] = request;
  }

  void removeFinish(int request) {
    int kept = 0;
    for (int at = 0; at < finishing; at++) {
      if (finishes[at] != request) {
        finishes[kept++] = finishes[at];
      }
    }
    finishing = kept;
  }

  /** Chunks due. */
  int due() {
    int sum = singles;
    for (RankLanes each : lanes) {
      sum += each.due();
    }
    return sum;
  }

  /** When the server can take up its next piece of work; never if it has none. */
  long nextStart() {
    return dueSince == Long.MAX_VALUE && ingests.size() == 0 ? Long.MAX_VALUE : freeAt;
  }
}
