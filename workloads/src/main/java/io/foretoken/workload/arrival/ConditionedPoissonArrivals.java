package io.foretoken.workload.arrival;

import io.foretoken.sim.random.Purpose;
import io.foretoken.workload.random.StreamRandom;
import java.util.List;

/**
 * A Poisson process conditioned on its count, stage after stage: a stage of rate r and duration D
 * has exactly floor(r x D) arrivals, with exponential gaps rescaled so that they fill it. The last
 * arrival of a stage is at its end; the others are order statistics of uniform times. This is what
 * inference-perf's "constant" load does ({@code ConstantLoadTimer}).
 *
 * @param stages in order, at least one
 */
public record ConditionedPoissonArrivals(List<Stage> stages) implements ArrivalProcess {
  /** Refuses an empty list. */
  public ConditionedPoissonArrivals {
    stages = List.copyOf(stages);
    if (stages.isEmpty()) {
      throw new IllegalArgumentException("at least one stage is needed");
    }
  }

  /** Arrivals of all stages together. */
  public long requests() {
    return stages.stream().mapToLong(Stage::requests).sum();
  }

  @Override
  public boolean endsByItself() {
    return true;
  }

  @Override
  public ArrivalStream start(StreamRandom random) {
    return new Stream(random, stages);
  }

  /** Draws every gap twice, once for the stage's sum and once to yield it: no memory is needed. */
  private static final class Stream implements ArrivalStream {
    private final StreamRandom random;
    private final List<Stage> stages;
    private int stage = -1;
    private long stageStartNanos;
    private long stageEndNanos;
    private long firstIndex;
    private long index;
    private long endIndex;
    private double gapSum;
    private double scaleNanos;

    Stream(StreamRandom random, List<Stage> stages) {
      this.random = random;
      this.stages = stages;
    }

    @Override
    public long next() {
      while (index == endIndex) {
        if (stage + 1 == stages.size()) {
          return END;
        }
        enter(++stage);
      }
      gapSum += gap(index++);
      // The last gap ends the stage exactly, whatever the rounding of the sum.
      return index == endIndex
          ? stageEndNanos
          : Math.min(stageEndNanos, stageStartNanos + Math.round(gapSum * scaleNanos));
    }

    private void enter(int number) {
      Stage entered = stages.get(number);
      stageStartNanos = stageEndNanos;
      stageEndNanos = Math.addExact(stageStartNanos, entered.durationNanos());
      firstIndex = endIndex;
      endIndex = firstIndex + entered.requests();
      double sum = 0;
      for (long i = firstIndex; i < endIndex; i++) {
        sum += gap(i);
      }
      scaleNanos = sum > 0 ? entered.durationNanos() / sum : 0;
      gapSum = 0;
    }

    private double gap(long i) {
      return random.exponential(Purpose.ARRIVAL_TIME, i, 0);
    }
  }
}
