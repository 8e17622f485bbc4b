package io.foretoken.sim.metrics;

import java.util.ArrayList;
import java.util.List;
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

  List<RunResult.Group> results(long now) {
    return meters.isEmpty()
        ? List.of(total.result(now))
        : meters.stream().map(meter -> meter.result(now)).toList();
  }
}
