package io.foretoken.scenario.reproduce;

import io.foretoken.input.bind.Located;
import io.foretoken.scenario.spec.StopSpec;
import io.foretoken.workload.WorkloadOptions;
import io.foretoken.workload.arrival.ArrivalOptions;
import io.foretoken.workload.arrival.ThinkTime;
import io.foretoken.workload.length.LengthOptions;
import io.foretoken.workload.length.LengthTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A scenario's load in the terms that benchmark clients share.
 *
 * @param pattern how requests come
 * @param perSecond their mean rate; 0 without one
 * @param shape of gamma-distributed gaps; 1 for Poisson
 * @param concurrency requests in flight of a closed loop; 0 for none
 * @param maxInFlight most requests in flight that the client allows; 0 for no limit
 * @param requests how many to send
 * @param input prompt lengths
 * @param output answer lengths
 * @param groups groups of prompts that begin alike; 0 for none
 * @param groupTokens tokens that they begin with
 * @param unsaid what no client can be told, a sentence each
 */
record ClientLoad(
    Pattern pattern,
    double perSecond,
    double shape,
    long concurrency,
    int maxInFlight,
    long requests,
    Lengths input,
    Lengths output,
    int groups,
    int groupTokens,
    List<String> unsaid) {
  private static final long DEFAULT_REQUESTS = 1000;
  private static final double NANOS_PER_SECOND = 1e9;

  /** How requests come. */
  enum Pattern {
    CONSTANT,
    POISSON,
    GAMMA,
    CONCURRENT,
    ALL_AT_ONCE
  }

  /**
   * Lengths by what clients can be told of them.
   *
   * @param mean tokens
   * @param deviation their standard deviation
   * @param min shortest
   * @param max longest
   * @param uniform whether all between are as likely
   * @param words as the scenario has them
   */
  record Lengths(int mean, int deviation, int min, int max, boolean uniform, String words) {
    static Lengths of(LengthOptions options) {
      LengthTable table = options.distribution().compile();
      boolean isUniform = options instanceof LengthOptions.Uniform;
      return new Lengths(
          (int) Math.max(1, Math.round(table.mean())),
          (int) Math.round(table.standardDeviation()),
          table.min(),
          table.max(),
          isUniform,
          options.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    }

    /** Whether all are the same. */
    boolean fixed() {
      return min == max;
    }
  }

  /** Of a workload with arrivals and lengths of its own; empty for others. */
  static Optional<ClientLoad> of(WorkloadOptions workload, Optional<StopSpec> stop) {
    boolean isPlain =
        workload.arrivals().isPresent()
            && workload.inputTokens().isPresent()
            && workload.outputTokens().isPresent();
    return isPlain ? ofPlain(workload, stop) : Optional.empty();
  }

  private static Optional<ClientLoad> ofPlain(WorkloadOptions workload, Optional<StopSpec> stop) {
    List<String> unsaid = new ArrayList<>();
    Pattern pattern;
    double rate = 0;
    double shape = 1;
    long concurrency = 0;
    ArrivalOptions arrivals = workload.arrivals().orElseThrow();
    if (arrivals instanceof ArrivalOptions.Constant constant) {
      pattern = Pattern.CONSTANT;
      rate = constant.rate().perSecond();
    } else if (arrivals instanceof ArrivalOptions.Poisson poisson) {
      pattern = Pattern.POISSON;
      rate = poisson.rate().perSecond();
    } else if (arrivals instanceof ArrivalOptions.Gamma gamma) {
      pattern = Pattern.GAMMA;
      rate = gamma.rate().perSecond();
      shape = gamma.burstiness();
    } else if (arrivals instanceof ArrivalOptions.Concurrent concurrent) {
      pattern = Pattern.CONCURRENT;
      concurrency = concurrent.concurrency();
      if (!concurrent.thinkTime().thinkTime().equals(ThinkTime.NONE)) {
        unsaid.add("think time: clients of the tools send their next request at once");
      }
    } else if (arrivals instanceof ArrivalOptions.Throughput) {
      pattern = Pattern.ALL_AT_ONCE;
    } else {
      return Optional.empty();
    }
    workload.client().timeout().ifPresent(t -> unsaid.add("timeout: " + t));
    workload.client().retry().ifPresent(r -> unsaid.add("retries of clients"));
    workload.client().cancelAfter().ifPresent(c -> unsaid.add("cancelled requests"));
    workload
        .sharedPrefixes()
        .flatMap(p -> p.distinctPrompts().isPresent() ? Optional.of(p) : Optional.empty())
        .ifPresent(p -> unsaid.add("distinct_prompts: " + p.distinctPrompts().getAsInt()));
    return Optional.of(
        new ClientLoad(
            pattern,
            rate,
            shape,
            concurrency,
            workload.client().maxInFlight().orElse(0),
            requests(stop, rate),
            Lengths.of(workload.inputTokens().orElseThrow()),
            Lengths.of(workload.outputTokens().orElseThrow()),
            workload.sharedPrefixes().map(p -> p.groups().orElse(0)).orElse(0),
            workload.sharedPrefixes().map(p -> p.sharedTokens().orElse(0)).orElse(0),
            unsaid));
  }

  private static long requests(Optional<StopSpec> stop, double rate) {
    Optional<Long> stated = stop.flatMap(StopSpec::requests).map(Located::value);
    if (stated.isPresent()) {
      return stated.get();
    }
    double seconds =
        stop.flatMap(StopSpec::duration).map(d -> d.value().nanos() / NANOS_PER_SECOND).orElse(0.0);
    return rate > 0 && seconds > 0 ? Math.max(1, Math.round(rate * seconds)) : DEFAULT_REQUESTS;
  }
}
