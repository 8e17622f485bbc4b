package io.foretoken.sim.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/**
 * A meter for each number of a label, such as the classes of requests. While all requests have
 * number 0 there is none, and that of all requests says the same.
 */
final class LabelMeters {
  private final GroupMeter total;
  private final Supplier<TimeWeighted> inFlight;
  private final List<GroupMeter> meters = new ArrayList<>();

  /**
   * @param inFlight makes what counts the requests in flight of a number
   */
  LabelMeters(GroupMeter total, Supplier<TimeWeighted> inFlight) {
    this.total = total;
    this.inFlight = inFlight;
  }

  /** Sees to it that a number has a meter; to be called before {@code total} learns of it. */
  void expect(int number) {
    if (number > 0 && meters.isEmpty()) {
      meters.add(new GroupMeter(total));
    }
    while (number >= meters.size() && !meters.isEmpty()) {
      meters.add(new GroupMeter(inFlight.get()));
    }
  }

  /** Whether numbers have meters of their own. */
  boolean areKept() {
    return !meters.isEmpty();
  }

  GroupMeter at(int number) {
    return meters.get(number);
  }

  /**
   * What they have seen, by number.
   *
   * @param numberOf which number of this kind a pair of class and tenant has
   */
  List<RunResult.Group> results(long now, LabelGaps gaps, IntUnaryOperator numberOf) {
    if (meters.isEmpty()) {
      return List.of(total.result(now, gaps.total()));
    }
    GapCounts[] sums = gaps.sums(meters.size(), numberOf);
    List<RunResult.Group> results = new ArrayList<>();
    for (int number = 0; number < sums.length; number++) {
      results.add(meters.get(number).result(now, sums[number]));
    }
    return List.copyOf(results);
  }
}
