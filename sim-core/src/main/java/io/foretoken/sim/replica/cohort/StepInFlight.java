package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.step.RankShape;
import io.foretoken.sim.step.StepCost;

/** A step of a replica between its decision and its end. */
final class StepInFlight {
  final RankStep[] ranks;
  final RankShape[] shapes;
  final StepCost cost;
  long endNanos;

  /** What the step adds to the time line: its device time or, where longer, its host time. */
  long occupiedNanos;

  StepInFlight(int ranks, int stages) {
    this.ranks = new RankStep[ranks];
    shapes = new RankShape[ranks];
    for (int rank = 0; rank < ranks; rank++) {
      this.ranks[rank] = new RankStep();
      shapes[rank] = this.ranks[rank].shape;
    }
    cost = new StepCost(stages);
  }
}
