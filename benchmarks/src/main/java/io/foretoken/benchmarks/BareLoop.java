package io.foretoken.benchmarks;

import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSource;
import io.foretoken.sim.step.RankShape;
import io.foretoken.sim.step.StepCost;
import io.foretoken.sim.step.StepTimeModel;

/**
 * The measure for the engine: the same arrivals, lengths and step times, and nothing else. One
 * replica, synchronous, endless memory, no queues, no metrics, no events; sequences are counts in a
 * ring by the step in which they finish. What an engine can be compared with, not what it can be.
 */
final class BareLoop {
  private static final int RING = 8192;

  private BareLoop() {}

  /**
   * Simulates {@code requests} requests.
   *
   * @return the sum of their finish times, so that the work cannot be left out
   */
  static long run(RequestSource source, StepTimeModel stepTime, long requests) {
    RankShape[] shapes = {new RankShape(0)};
    RankShape shape = shapes[0];
    StepCost cost = new StepCost(stepTime.stages());
    RequestDraft draft = new RequestDraft();
    int[] finishing = new int[RING];
    long[] finishingContext = new long[RING];
    int[] joining = new int[64];
    int[] joiningInput = new int[64];
    long now = 0;
    long step = 0;
    int rows = 0;
    long context = 0;
    long done = 0;
    long sum = 0;
    while (done < requests) {
      if (rows == 0) {
        now = Math.max(now, source.peekTime());
      }
      shape.clear();
      shape.addDecode(rows, context);
      context += rows;
      int budget = StepTimes.BUDGET - rows;
      int joined = 0;
      while (source.peekTime() <= now && budget > 0 && joined < joining.length) {
        source.next(draft);
        budget -= draft.inputTokens;
        shape.addChunk(draft.inputTokens, 0, true);
        joining[joined] = draft.outputTokens;
        joiningInput[joined] = draft.inputTokens;
        joined++;
      }
      stepTime.cost(shapes, cost);
      now += cost.deviceNanos();
      int at = (int) (step & (RING - 1));
      rows -= finishing[at];
      context -= finishingContext[at];
      done += finishing[at];
      sum += now * finishing[at];
      finishing[at] = 0;
      finishingContext[at] = 0;
      for (int next = 0; next < joined; next++) {
        int last = (int) ((step + joining[next] - 1) & (RING - 1));
        if (joining[next] == 1) {
          done++;
          sum += now;
          continue;
        }
        rows++;
        context += joiningInput[next];
        finishing[last]++;
        finishingContext[last] += joiningInput[next] + joining[next] - 1;
      }
      step++;
    }
    return sum;
  }
}
