package io.foretoken.hardware.step;

import io.foretoken.hardware.operator.OperatorTime;

/**
 * All of a step of decode rows on one rank that does not depend on their context: what the tight
 * loop of an engine looks up once per row count. Immutable, so a reference to it may be shared
 * between threads without care. Times in picoseconds.
 *
 * @param byLimit time of layers and head by what limits it, see {@link OperatorTime}
 * @param stagePicos time of the layers
 * @param launchFloorPicos least time of the layers
 * @param headNanos time after the layers, ns
 * @param threadNanos time of the host thread, ns
 * @param hostNanos the part of it that the engine sees, ns
 * @param launchNanos least device time by launches that do not run ahead, ns
 * @param flops operations
 * @param weightBytes bytes of weights read on all GPUs
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
record DecodeStep(
    long[] byLimit,
    long stagePicos,
    long launchFloorPicos,
    long headNanos,
    long threadNanos,
    long hostNanos,
    long launchNanos,
    double flops,
    double weightBytes) {

  /** The step of {@code rows} rows, all of which sample. */
  static DecodeStep of(CompiledStepTime model, int rows) {
    int tokens = model.padded(rows);
    long[] byLimit = new long[OperatorTime.CODES];
    add(model.perToken.with(tokens), tokens, byLimit);
    add(model.experts.with(tokens), tokens, byLimit);
    byLimit[OperatorTime.FLOOR] += model.overheadPicos(false, rows);
    long stage = sum(byLimit);
    add(model.perSample.with(rows), rows, byLimit);
    double flops =
        (model.perToken.flopsPerToken()
                + model.perSample.flopsPerToken()
                + model.experts.flopsPerToken())
            * rows;
    double bytes =
        model.perToken.with(tokens).bytes(tokens)
            + model.experts.with(tokens).bytes(tokens)
            + model.perSample.with(rows).bytes(rows);
    return new DecodeStep(
        byLimit,
        stage,
        model.decodeLaunchFloorPicos(rows),
        CompiledStepTime.nanos(sum(byLimit) - stage),
        model.threadNanos(rows),
        model.hostNanos(rows),
        model.launchNanos(rows),
        flops,
        bytes * model.plan.parallelism().tensor());
  }

  private static void add(TokenTable.Entries entries, int tokens, long[] byLimit) {
    for (int code = 0; code < byLimit.length; code++) {
      byLimit[code] += entries.picos(tokens, code);
    }
  }

  private static long sum(long[] byLimit) {
    long sum = 0;
    for (long part : byLimit) {
      sum += part;
    }
    return sum;
  }
}
