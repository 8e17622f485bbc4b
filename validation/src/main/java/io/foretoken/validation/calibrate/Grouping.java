package io.foretoken.validation.calibrate;

import io.foretoken.validation.measured.ExactLoad;
import io.foretoken.validation.measured.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Divides the requests of a run into groups whose latencies say different things: short prompts and
 * long ones, requests that met few others and requests that met many. Only what was measured
 * decides, so that the groups stay the same while constants move.
 */
final class Grouping {
  /** A group of fewer says less than it costs in noise. */
  private static final int FEWEST = 15;

  private static final int PARTS = 3;

  /** Prompts whose ninth decile is less than this many times the first count as alike. */
  private static final double ALIKE = 1.3;

  private final int run;
  private final ExactLoad load;
  private final RequestTimes times;

  private Grouping(int run, CalibrationRun of) {
    this.run = run;
    load = (ExactLoad) of.run().load();
    times = of.times();
  }

  /** The targets of a run. */
  static List<Target> of(int run, CalibrationRun of) {
    return of.hasRequests() ? new Grouping(run, of).groups() : figures(run, of);
  }

  private static List<Target> figures(int run, CalibrationRun of) {
    Map<Metric, Double> figures = new EnumMap<>(of.run().figures());
    figures.keySet().retainAll(List.of(Metric.TTFT_MEAN, Metric.TPOT_MEAN));
    if (figures.size() < 2) {
      figures = new EnumMap<>(of.run().figures());
      figures
          .keySet()
          .retainAll(
              List.of(
                  Metric.TTFT_MEAN, Metric.TPOT_MEAN, Metric.E2E_MEAN, Metric.OUTPUT_THROUGHPUT));
    }
    List<Target> targets = new ArrayList<>();
    figures.forEach(
        (metric, value) -> {
          if (value > 0) {
            targets.add(new Target(run, metric.quantity(), metric, new int[0], value, ""));
          }
        });
    return targets;
  }

  private List<Target> groups() {
    int[] known = known();
    List<int[]> byLength = parts(known, request -> load.inputTokens()[request], ALIKE);
    double[] met = met();
    List<Target> targets = new ArrayList<>();
    for (int[] length : byLength) {
      for (int[] group : parts(length, request -> met[request], 1)) {
        String label = byLength.size() > 1 || group.length < length.length ? label(group, met) : "";
        add(targets, Metric.TTFT_MEAN, group, label);
        int[] streams =
            Arrays.stream(group).filter(request -> load.outputTokens()[request] > 1).toArray();
        add(targets, Metric.TPOT_MEAN, streams, label);
      }
    }
    return targets;
  }

  private void add(List<Target> targets, Metric metric, int[] group, String label) {
    if (group.length > 0) {
      targets.add(new Target(run, metric.quantity(), metric, group, 0, label));
    }
  }

  private String label(int[] group, double[] met) {
    double prompt =
        Arrays.stream(group).mapToDouble(r -> load.inputTokens()[r]).average().orElse(0);
    double others = Arrays.stream(group).mapToDouble(r -> met[r]).average().orElse(0);
    return "prompts of " + Math.round(prompt) + " tokens, " + Math.round(others) + " in flight";
  }

  private int[] known() {
    int[] all = new int[load.inputTokens().length];
    int count = 0;
    for (int request = 0; request < all.length; request++) {
      if (times.knows(request)) {
        all[count++] = request;
      }
    }
    return Arrays.copyOf(all, count);
  }

  /** Requests in flight when each was sent, as the measured latencies have it. */
  private double[] met() {
    long[] sent = sent();
    int count = sent.length;
    long[] begins = new long[count];
    long[] ends = new long[count];
    int known = 0;
    for (int request = 0; request < count; request++) {
      if (times.knows(request)) {
        begins[known] = sent[request];
        ends[known++] = sent[request] + times.e2eNanos()[request];
      }
    }
    begins = Arrays.copyOf(begins, known);
    ends = Arrays.copyOf(ends, known);
    Arrays.sort(begins);
    Arrays.sort(ends);
    double[] met = new double[count];
    for (int request = 0; request < count; request++) {
      int begun = upTo(begins, sent[request]) - (times.knows(request) ? 1 : 0);
      met[request] = begun - upTo(ends, sent[request]);
    }
    return met;
  }

  /** How many of ascending times are not after a moment. */
  private static int upTo(long[] sorted, long moment) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= moment) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * When each was sent: when it was due, or, where the client keeps only so many in flight, once
   * one of those ended. One whose end is not known holds no place.
   */
  private long[] sent() {
    long[] due = load.arrivalNanos();
    if (load.maxInFlight() == 0) {
      return due;
    }
    long[] sent = new long[due.length];
    PriorityQueue<Long> inFlight = new PriorityQueue<>();
    for (int request = 0; request < due.length; request++) {
      sent[request] = due[request];
      if (inFlight.size() == load.maxInFlight()) {
        sent[request] = Math.max(due[request], inFlight.remove());
      }
      if (times.knows(request)) {
        inFlight.add(sent[request] + times.e2eNanos()[request]);
      }
    }
    return sent;
  }

  /** What requests are told apart by. */
  private interface Key {
    double of(int request);
  }

  /** Up to three parts of about the same number, requests with the same key in the same part. */
  private static List<int[]> parts(int[] requests, Key key, double alike) {
    double[] sorted = Arrays.stream(requests).mapToDouble(key::of).sorted().toArray();
    int n = sorted.length;
    int parts = Math.min(PARTS, n / FEWEST);
    if (parts < 2 || sorted[n * 9 / 10] <= alike * sorted[n / 10]) {
      return List.of(requests);
    }
    List<int[]> found = new ArrayList<>();
    double from = Double.NEGATIVE_INFINITY;
    for (int part = 1; part <= parts; part++) {
      double low = from;
      double high = part == parts ? Double.POSITIVE_INFINITY : sorted[n * part / parts];
      int[] some =
          Arrays.stream(requests)
              .filter(request -> key.of(request) >= low && key.of(request) < high)
              .toArray();
      if (some.length > 0) {
        found.add(some);
      }
      from = high;
    }
    return found;
  }
}
