package io.foretoken.scenario.plan.program;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A fleet for a problem.
 *
 * @param offers those of the problem
 * @param counts replicas of each offer that run, by step
 * @param cost millionths of a dollar a week
 * @param least what no fleet costs less than, millionths of a dollar a week; the cost itself where
 *     the search was not cut off
 */
public record FleetSolution(List<Offer> offers, List<List<Integer>> counts, long cost, long least) {
  /** Whether no cheaper one exists. */
  public boolean proven() {
    return least >= cost;
  }

  /** By which share it is dearer than the cheapest at most; infinite where that is not known. */
  public double gap() {
    return proven() ? 0 : (double) cost / least - 1;
  }

  /** What the replicas of a step count for, millionths of a request/s. */
  public long capacity(int step) {
    long sum = 0;
    for (int at = 0; at < offers.size(); at++) {
      sum += counts.get(step).get(at) * offers.get(at).capacity();
    }
    return sum;
  }

  /** The capacity of its largest replica. */
  public long largest(int step) {
    long largest = 0;
    for (int at = 0; at < offers.size(); at++) {
      if (counts.get(step).get(at) > 0) {
        largest = Math.max(largest, offers.get(at).capacity());
      }
    }
    return largest;
  }

  /** Numbers of the candidates that it has any replica of, ascending. */
  public List<Integer> candidates() {
    int top = counts.size() - 1;
    return IntStream.range(0, offers.size())
        .filter(at -> counts.get(top).get(at) > 0)
        .map(at -> offers.get(at).candidate())
        .distinct()
        .sorted()
        .boxed()
        .toList();
  }
}
