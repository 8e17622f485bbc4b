package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.step.RankShape;
import io.foretoken.sim.step.StepCost;

/** A step of a replica between its decision and its end. */
final class StepInFlight {
  final RankStep[] ranks;
  final RankShape[] shapes;
  final StepCost cost;
  long endNanos;

  /** Time that the device computes for it. */
  long deviceNanos;

  /** What the step adds to the time line: its device time or, where longer, its host time. */
  long occupiedNanos;

  StepInFlight(int ranks, int windows, int stages) {
    this.ranks = new RankStep[ranks];
    shapes = new RankShape[ranks];
    for (int rank = 0; rank < ranks; rank++) {
      this.ranks[rank] = new RankStep(windows);
      shapes[rank] = this.ranks[rank].shape;
    }
    cost = new StepCost(stages);
  }

  /** I7: some rows and not too many, every row at least one token, all within the budget. */
  void checkInvariants(int budget, int maxRows) {
    int rows = 0;
    for (RankStep rank : ranks) {
      rows += rank.rows;
      int tokens = rank.shape.decodeRows;
      int least = 1;
      for (int chunk = 0; chunk < rank.shape.chunkCount; chunk++) {
        tokens += rank.shape.chunkNew[chunk];
        least = Math.min(least, rank.shape.chunkNew[chunk]);
      }
      if (rank.rows != rank.shape.decodeRows + rank.shape.chunkCount
          || rank.rows > maxRows
          || least < 1
          || tokens != rank.shape.queryTokens
          || tokens > budget) {
        throw new IllegalStateException(
            "I7: a step of %d rows and %d tokens, budget %d, shortest chunk %d"
                .formatted(rank.rows, rank.shape.queryTokens, budget, least));
      }
    }
    if (rows == 0) {
      throw new IllegalStateException("I7: a step without rows");
    }
  }
}
