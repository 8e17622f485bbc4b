package io.foretoken.validation.benchmark;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problem;
import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.validation.measured.BatchLoad;
import io.foretoken.validation.measured.ClosedLoad;
import io.foretoken.validation.measured.ExactLoad;
import io.foretoken.validation.measured.Load;
import io.foretoken.validation.measured.Regime;
import io.foretoken.validation.measured.StagedLoad;
import io.foretoken.workload.arrival.ArrivalStream;
import io.foretoken.workload.arrival.GammaArrivals;
import io.foretoken.workload.random.StreamRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The load of a benchmark run, to be sent again:
 *
 * <ul>
 *   <li>sends are known: requests come when they were sent. Where the client let no more than so
 *       many be in flight, and that many were, they come when they were due, under the same limit;
 *       a client without a rate of its own had them all due at once;
 *   <li>lengths are known, sends are not: a closed loop under the client's limit, or arrivals drawn
 *       at the rate;
 *   <li>means are known only: a closed loop, or a Poisson process, of requests of mean lengths.
 * </ul>
 */
final class LoadConversion {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final long SEED = 1;
  private static final int ROUNDS = 10;
  private static final double GROWTH = 1.5;
  private static final double LEAST_GROWTH = 8;

  private final BenchmarkRun run;
  private final StatedLoad stated;
  private final List<String> assumptions;
  private int[] order = {};

  LoadConversion(BenchmarkRun run, StatedLoad stated, List<String> assumptions) {
    this.run = run;
    this.stated = stated;
    this.assumptions = assumptions;
  }

  /**
   * The load.
   *
   * @throws BadInputException if too little is known of it
   */
  Load load() {
    if (run.requests().isEmpty()) {
      return ofMeans();
    }
    BenchmarkRequests requests = run.requests().get();
    if (requests.hasCachedTokens()) {
      noteCache(requests);
    } else if (stated.prefix().isStated()) {
      assumptions.add(SharedPrefixes.words(stated.prefix()));
    }
    return requests.hasArrivals() ? ofSends(requests) : ofLengths(requests);
  }

  private void noteCache(BenchmarkRequests requests) {
    if (IntStream.range(0, requests.size()).anyMatch(i -> requests.cachedTokens(i) > 0)) {
      assumptions.add(
          "what the server found in its prefix cache is taken as what prompts share with earlier"
              + " ones");
    }
  }

  /**
   * Number of each request of the load among the run's requests; empty where they are not listed.
   */
  int[] order() {
    return order.clone();
  }

  private ExactLoad ofSends(BenchmarkRequests requests) {
    int limit = stated.maxInFlight();
    boolean reached = limit > 0 && requests.peakInFlight() >= limit;
    if (!reached) {
      return exact(
          requests,
          0,
          IntStream.range(0, requests.size()).mapToDouble(requests::sentSeconds).toArray());
    }
    if (!stated.hasRate()) {
      return exact(requests, limit, new double[requests.size()]);
    }
    if (requests.hasDueTimes()) {
      return exact(
          requests,
          limit,
          IntStream.range(0, requests.size()).mapToDouble(requests::dueSeconds).toArray());
    }
    assumptions.add(
        "the client's limit of "
            + limit
            + " requests in flight was reached, and the file does not say when requests were due:"
            + " they are taken as due when they were sent");
    return exact(
        requests,
        limit,
        IntStream.range(0, requests.size()).mapToDouble(requests::sentSeconds).toArray());
  }

  private ExactLoad ofLengths(BenchmarkRequests requests) {
    if (stated.hasRate()) {
      double shape = stated.burstiness();
      boolean known = Double.isFinite(shape) && shape > 0;
      assumptions.add(
          "the file does not say when requests were sent: arrivals are drawn, "
              + (known && shape != 1 ? "gamma of shape " + shape : "Poisson")
              + " at "
              + stated.requestsPerSecond()
              + "/s");
      ArrivalStream arrivals =
          new GammaArrivals(stated.requestsPerSecond(), known ? shape : 1)
              .start(new StreamRandom(KeyedRandom.of(SEED, 0), 0));
      double[] seconds = new double[requests.size()];
      Arrays.setAll(seconds, i -> arrivals.next() / NANOS_PER_SECOND);
      return exact(requests, stated.maxInFlight(), seconds);
    }
    boolean allAtOnce = Double.isInfinite(stated.requestsPerSecond());
    if (stated.maxInFlight() == 0 && !allAtOnce) {
      throw notStated();
    }
    return exact(requests, stated.maxInFlight(), new double[requests.size()]);
  }

  private Load ofMeans() {
    long count = stated.requests() > 0 ? stated.requests() : run.counts().sent();
    boolean lengths = stated.inputTokens() >= 1 && stated.outputTokens() >= 1;
    if (!lengths) {
      throw new BadInputException(
          Problem.of(
              run.source().place(),
              "the file says neither the requests nor their mean lengths",
              "name the tool's file that does, or give --input and --output"));
    }
    int input = (int) Math.round(stated.inputTokens());
    int output = (int) Math.round(stated.outputTokens());
    if (stated.prefix().isStated()) {
      assumptions.add(SharedPrefixes.words(stated.prefix()));
    }
    if (stated.hasRate()) {
      assumptions.add("requests are not listed: Poisson arrivals, every length the mean");
      long requests = Math.max(1, count);
      return new StagedLoad(
          stated.maxInFlight(),
          0,
          List.of(new StagedLoad.Stage((int) requests, requests / stated.requestsPerSecond())),
          List.of(new StagedLoad.PromptKind(1, input, input, input)),
          output,
          0,
          stated.prefix().isStated() ? stated.prefix().count() : 0,
          Math.min(stated.prefix().tokens(), input - 1));
    }
    if (stated.maxInFlight() > 0) {
      if (!stated.drawn()) {
        assumptions.add("requests are not listed: every length the mean");
      }
      long requests = count > 0 ? count : (long) ROUNDS * stated.maxInFlight();
      if (stated.prefix().isStated()) {
        return alike(stated.maxInFlight(), requests, input, output);
      }
      return new ClosedLoad(stated.maxInFlight(), requests, input, output, stated.drawn());
    }
    if (Double.isInfinite(stated.requestsPerSecond()) && count > 0) {
      assumptions.add("requests are not listed: every length the mean");
      return stated.prefix().isStated()
          ? alike(0, count, input, output)
          : new BatchLoad(count, input, output);
    }
    throw notStated();
  }

  /** Requests of equal lengths, all due at once, whose prompts begin alike. */
  private ExactLoad alike(int limit, long requests, int input, int output) {
    int count = (int) Math.min(RequestCollector.MAX_REQUESTS, requests);
    int[] inputs = new int[count];
    int[] outputs = new int[count];
    Arrays.fill(inputs, input);
    Arrays.fill(outputs, output);
    return new ExactLoad(
        limit, new long[count], inputs, outputs, SharedPrefixes.of(stated.prefix(), count));
  }

  private BadInputException notStated() {
    return new BadInputException(
        Problem.of(
            run.source().place(),
            "the file says neither when requests were sent, nor at what rate, nor how many were in"
                + " flight",
            "give --rate, such as --rate 5/s, or --concurrency, such as --concurrency 32"));
  }

  private ExactLoad exact(BenchmarkRequests requests, int limit, double[] seconds) {
    int count = requests.size();
    order =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> seconds[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double first = seconds[order[0]];
    return new ExactLoad(
        limit,
        Arrays.stream(order)
            .mapToLong(i -> Math.round((seconds[i] - first) * NANOS_PER_SECOND))
            .toArray(),
        Arrays.stream(order).map(requests::inputTokens).toArray(),
        Arrays.stream(order).map(requests::outputTokens).toArray(),
        requests.hasCachedTokens()
            ? Arrays.stream(order).map(requests::cachedTokens).toArray()
            : SharedPrefixes.of(stated.prefix(), count));
  }

  /** Whether service kept up: more and more requests in flight while they come say that not. */
  static Regime regime(BenchmarkRun run, Load load) {
    if (!(load instanceof ExactLoad exact)
        || exact.arrivalNanos()[exact.arrivalNanos().length - 1] == 0) {
      return Regime.FINITE;
    }
    if (exact.maxInFlight() > 0) {
      return Regime.OVERLOADED;
    }
    BenchmarkRequests requests = run.requests().orElseThrow();
    int quarter = requests.size() / 4;
    if (!requests.hasArrivals() || quarter == 0) {
      return Regime.STABLE;
    }
    double early = inFlight(requests, quarter, 2 * quarter);
    double late = inFlight(requests, 3 * quarter, requests.size());
    return late > GROWTH * early && late > early + LEAST_GROWTH ? Regime.OVERLOADED : Regime.STABLE;
  }

  /** Mean requests in flight while those numbered [from, to) came, by Little's law. */
  private static double inFlight(BenchmarkRequests requests, int from, int to) {
    double seconds = requests.sentSeconds(to - 1) - requests.sentSeconds(from);
    double sum = IntStream.range(from, to).mapToDouble(requests::e2e).sum();
    return seconds > 0 ? sum / seconds : 0;
  }
}
