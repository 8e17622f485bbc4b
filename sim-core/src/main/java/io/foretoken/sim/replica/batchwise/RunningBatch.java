package io.foretoken.sim.replica.batchwise;

import io.foretoken.sim.kv.AttentionSpan;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.step.RankShape;
import io.foretoken.sim.step.StepCost;
import io.foretoken.sim.step.StepTimeModel;
import java.util.Arrays;

/**
 * The batch that runs, and its step in flight. First its prompts are computed, every one padded to
 * the longest, in passes of as many whole prompts as the step's token budget holds, at least one.
 * Then all rows decode until the longest output is made; a row that has all its tokens runs along.
 *
 * <p>What is in a step is known when the batch begins, so a step touches no row: it evaluates the
 * step time and looks up how many rows still make tokens of their own.
 */
final class RunningBatch {
  static final long NEVER = Long.MAX_VALUE;
  static final int NONE = -1;
  private static final long LONG_AGO = Long.MIN_VALUE / 2;

  private final StepTimeModel stepTime;
  private final ReplicaMeter meter;
  private final boolean async;
  private final int budget;
  private final AttentionSpan[] windows;
  private final RankShape shape;
  private final RankShape[] shapes;
  private final StepCost cost;

  private int rows;
  private int[] sequences = new int[16];
  private int[] outputs = new int[16];
  private long[] firstEnds = new long[16];

  /** Output lengths of the rows whose clients still wait, ascending. */
  private int[] lengths = new int[16];

  private int lengthCount;
  private int lengthsMade;
  private int prompt;
  private int longest;
  private int prefilled;
  private int inPass;
  private int made;

  private long endNanos = NEVER;
  private long ready;
  private long lastLaunch = LONG_AGO;
  private long lastEnd = LONG_AGO;
  private long deviceNanos;

  RunningBatch(EngineConfig config, StepTimeModel stepTime, ReplicaMeter meter) {
    this.stepTime = stepTime;
    this.meter = meter;
    async = config.asyncScheduling();
    budget = config.maxNumBatchedTokens();
    windows = stepTime.windows().toArray(AttentionSpan[]::new);
    shape = new RankShape(windows.length);
    shapes = new RankShape[] {shape};
    cost = new StepCost(stepTime.stages());
  }

  /** End of the step in flight; never if no batch runs. */
  long endsAt() {
    return endNanos;
  }

  boolean isRunning() {
    return endNanos != NEVER;
  }

  /** Whether the clients of all rows have given up. */
  boolean isAbandoned() {
    return lengthCount == 0;
  }

  /** Rows of the batch, those that only run along too. */
  int rows() {
    return rows;
  }

  /** The sequence of a row, or {@link #NONE} if its client has given up. */
  int sequence(int row) {
    return sequences[row];
  }

  /** End of the step that computed a row's prompt. */
  long firstEnd(int row) {
    return firstEnds[row];
  }

  /** Tokens that a row has made. */
  int made(int row) {
    return row < prefilled ? Math.min(outputs[row], Math.max(1, made)) : 0;
  }

  /** Adds a row to the batch that is to begin; says which. */
  int add(int sequence, int output) {
    if (rows == sequences.length) {
      sequences = Arrays.copyOf(sequences, 2 * rows);
      outputs = Arrays.copyOf(outputs, 2 * rows);
      firstEnds = Arrays.copyOf(firstEnds, 2 * rows);
      lengths = Arrays.copyOf(lengths, 2 * rows);
    }
    sequences[rows] = sequence;
    outputs[rows] = output;
    lengths[rows] = output;
    return rows++;
  }

  /**
   * The batch begins.
   *
   * @param longestPrompt tokens to which every prompt is padded
   */
  void begin(int longestPrompt, long now) {
    prompt = longestPrompt;
    Arrays.sort(lengths, 0, rows);
    lengthCount = rows;
    lengthsMade = 0;
    longest = lengths[rows - 1];
    prefilled = 0;
    made = 0;
    ready = now;
    launchPass();
  }

  private void launchPass() {
    inPass = Math.min(rows - prefilled, Math.max(1, budget / prompt));
    shape.clear();
    for (int row = 0; row < inPass; row++) {
      shape.addChunk(prompt, 0, true);
    }
    launch();
  }

  private void firstDecode() {
    made = 1;
    countMade();
    shape.clear();
    shape.addDecode(rows, (long) rows * prompt);
    launchDecode();
  }

  private void launchDecode() {
    for (int window = 0; window < windows.length; window++) {
      shape.decodeWindowContext[window] = (long) rows * windows[window].read(prompt + made - 1);
    }
    launch();
  }

  /**
   * The host launches a step no earlier than its host time after it launched the one before
   * (asynchronous, one step ahead) or after that one ended; the device computes one after another.
   */
  private void launch() {
    stepTime.cost(shapes, cost);
    long launch = Math.max(ready, (async ? lastLaunch : lastEnd) + cost.hostNanos);
    deviceNanos = cost.deviceNanos();
    ready = Math.max(ready, lastEnd);
    endNanos = Math.max(lastEnd, launch) + deviceNanos;
    lastLaunch = launch;
  }

  /**
   * The step in flight ends, and the next begins.
   *
   * @return whether it was the last one of the batch
   */
  boolean stepEnd() {
    long now = endNanos;
    lastEnd = now;
    long occupied = Math.max(deviceNanos, cost.hostNanos);
    if (prefilled < rows) {
      int live = 0;
      for (int row = prefilled; row < prefilled + inPass; row++) {
        firstEnds[row] = now;
        live += sequences[row] == NONE ? 0 : 1;
      }
      meter.stepEnded(now, inPass, inPass * prompt, 0, live, deviceNanos, occupied, cost);
      prefilled += inPass;
      if (prefilled < rows) {
        launchPass();
      } else if (longest > 1) {
        firstDecode();
      } else {
        endNanos = NEVER;
      }
      return !isRunning();
    }
    meter.stepEnded(now, rows, 0, rows, lengthCount - lengthsMade, deviceNanos, occupied, cost);
    made++;
    countMade();
    if (made == longest) {
      endNanos = NEVER;
      return true;
    }
    shape.decodeContext += rows;
    launchDecode();
    return false;
  }

  private void countMade() {
    while (lengthsMade < lengthCount && lengths[lengthsMade] <= made) {
      lengthsMade++;
    }
  }

  /**
   * Runs steps that end before a time, except for the last one of the batch.
   *
   * @return steps that have ended
   */
  int runAhead(long horizon, int most) {
    int ran = 0;
    while (ran < most && endNanos < horizon && !isLast()) {
      stepEnd();
      ran++;
    }
    return ran;
  }

  private boolean isLast() {
    return longest == 1 ? prefilled + inPass == rows : made + 1 == longest;
  }

  /** The client of a row has given up; the row runs along to the end of the batch. */
  void giveUp(int row) {
    sequences[row] = NONE;
    int at = 0;
    while (lengths[at] != outputs[row]) {
      at++;
    }
    System.arraycopy(lengths, at + 1, lengths, at, lengthCount - at - 1);
    lengthCount--;
    if (outputs[row] <= made) {
      lengthsMade--;
    }
  }

  /** Empties the batch after its last step. */
  void clear() {
    rows = 0;
    prefilled = 0;
  }

  /** Recounts what is kept as sums. */
  void checkInvariants() {
    int waited = 0;
    int done = 0;
    for (int row = 0; row < rows; row++) {
      waited += sequences[row] == NONE ? 0 : 1;
      done += sequences[row] != NONE && outputs[row] <= made ? 1 : 0;
    }
    if (isRunning() && (waited != lengthCount || done != lengthsMade)) {
      throw new IllegalStateException(
          "I6: %d rows are waited for, %d of them done; the batch has %d and %d"
              .formatted(waited, done, lengthCount, lengthsMade));
    }
    if (isRunning() && (rows == 0 || shape.queryTokens == 0)) {
      throw new IllegalStateException("I7: a step of " + rows + " rows");
    }
  }
}
