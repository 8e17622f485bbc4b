package io.foretoken.sim.testkit;

import io.foretoken.sim.step.RankShape;
import io.foretoken.sim.step.StepCost;
import io.foretoken.sim.step.StepTimeModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Notes what each step contained, in the order in which steps were costed.
 *
 * <p>A step reads {@code "2d/21 + 5p@16 -> 3"}: 2 decode rows with 21 tokens stored between them, a
 * prompt chunk of 5 tokens after 16 computed ones, 3 tokens sampled.
 */
public final class StepLog implements StepTimeModel {
  private final StepTimeModel inner;
  private final List<String> steps = new ArrayList<>();

  public StepLog(StepTimeModel inner) {
    this.inner = inner;
  }

  /** The steps so far. */
  public List<String> steps() {
    return Collections.unmodifiableList(steps);
  }

  @Override
  public void cost(RankShape[] ranks, StepCost out) {
    for (RankShape rank : ranks) {
      steps.add(describe(rank));
    }
    inner.cost(ranks, out);
  }

  @Override
  public int stages() {
    return inner.stages();
  }

  private static String describe(RankShape shape) {
    List<String> parts = new ArrayList<>();
    if (shape.decodeRows > 0) {
      parts.add(shape.decodeRows + "d/" + shape.decodeContext);
    }
    for (int chunk = 0; chunk < shape.chunkCount; chunk++) {
      parts.add(shape.chunkNew[chunk] + "p@" + shape.chunkCached[chunk]);
    }
    return String.join(" + ", parts) + " -> " + shape.sampledRows;
  }
}
