package io.foretoken.validation.replay;

import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.request.RequestSource;
import io.foretoken.validation.measured.BatchLoad;
import io.foretoken.validation.measured.ClosedLoad;
import io.foretoken.validation.measured.ExactLoad;
import io.foretoken.validation.measured.Load;
import io.foretoken.validation.measured.StagedLoad;
import io.foretoken.workload.arrival.ArrivalProcess;
import io.foretoken.workload.arrival.ArrivalStream;
import io.foretoken.workload.arrival.ConditionedPoissonArrivals;
import io.foretoken.workload.arrival.Stage;
import io.foretoken.workload.arrival.ThinkTime;
import io.foretoken.workload.arrival.ThroughputArrivals;
import io.foretoken.workload.client.CappedSource;
import io.foretoken.workload.client.ClosedLoopSource;
import io.foretoken.workload.client.OpenLoopSource;
import io.foretoken.workload.client.StopRule;
import io.foretoken.workload.client.StoppedSource;
import io.foretoken.workload.content.RequestContent;
import io.foretoken.workload.random.StreamRandom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** The requests of a measured run, as its load generator sent them. */
final class ReplaySource {
  /** The benchmark draws lengths from this share of the nominal one, rounded down, to all of it. */
  private static final double LEAST_SHARE = 0.8;

  private static final int BENCHMARK_SEED = 0;
  private static final double NANOS_PER_SECOND = 1e9;

  private ReplaySource() {}

  /** A fresh source. */
  static RequestSource of(Load load, KeyedRandom runRandom) {
    StreamRandom random = new StreamRandom(runRandom, 0);
    if (load instanceof ExactLoad exact) {
      return exact(exact, random);
    }
    if (load instanceof StagedLoad staged) {
      return staged(staged, random);
    }
    if (load instanceof ClosedLoad closed) {
      return closed(closed, random);
    }
    BatchLoad batch = (BatchLoad) load;
    RequestContent content = same(batch.inputTokens(), batch.outputTokens());
    return new StoppedSource(
        new OpenLoopSource(new ThroughputArrivals(), content, random),
        StopRule.afterRequests(batch.requests()));
  }

  private static RequestSource exact(ExactLoad load, StreamRandom random) {
    RequestContent content =
        new ListedRequests(load.inputTokens(), load.outputTokens(), load.sharedTokens());
    return capped(
        new OpenLoopSource(listed(load.arrivalNanos()), content, random), load.maxInFlight());
  }

  private static ArrivalProcess listed(long[] nanos) {
    return random -> {
      AtomicInteger next = new AtomicInteger();
      return () -> next.get() < nanos.length ? nanos[next.getAndIncrement()] : ArrivalStream.END;
    };
  }

  private static RequestSource staged(StagedLoad load, StreamRandom random) {
    ArrivalProcess arrivals =
        new ConditionedPoissonArrivals(
            load.stages().stream()
                .map(
                    stage ->
                        new Stage(stage.rate(), Math.round(stage.seconds() * NANOS_PER_SECOND)))
                .toList());
    return capped(
        new OpenLoopSource(arrivals, new PooledPrompts(load), random), load.maxInFlight());
  }

  private static RequestSource capped(RequestSource source, int maxInFlight) {
    return maxInFlight > 0 ? new CappedSource(source, maxInFlight) : source;
  }

  private static RequestSource closed(ClosedLoad load, StreamRandom random) {
    return new StoppedSource(
        new ClosedLoopSource(load.concurrency(), ThinkTime.NONE, content(load), random),
        StopRule.afterRequests(load.requests()));
  }

  private static RequestContent content(ClosedLoad load) {
    if (!load.drawn()) {
      return same(load.inputTokens(), load.outputTokens());
    }
    int[][] lengths = benchmarkLengths(load);
    return new ListedRequests(lengths[0], lengths[1], new int[0]);
  }

  /** Prompt lengths of all requests, then output lengths, by one generator of seed 0. */
  static int[][] benchmarkLengths(ClosedLoad load) {
    NumpyRandom numpy = new NumpyRandom(BENCHMARK_SEED);
    int count = Math.toIntExact(load.requests());
    int[] input = numpy.integers(least(load.inputTokens()), load.inputTokens() + 1, count);
    int[] output = numpy.integers(least(load.outputTokens()), load.outputTokens() + 1, count);
    return new int[][] {input, output};
  }

  private static int least(int nominal) {
    return Math.max(1, (int) (LEAST_SHARE * nominal));
  }

  private static RequestContent same(int input, int output) {
    return (index, random, out) -> {
      out.inputTokens = input;
      out.outputTokens = output;
      out.maxTokens = output;
    };
  }

  /** Longest prompt plus output that can come up, tokens. */
  static int longest(Load load) {
    if (load instanceof ExactLoad exact) {
      int[] sums = new int[exact.inputTokens().length];
      Arrays.setAll(sums, i -> exact.inputTokens()[i] + exact.outputTokens()[i]);
      return Arrays.stream(sums).max().orElse(1);
    }
    if (load instanceof StagedLoad staged) {
      int longest = staged.prompts().stream().mapToInt(kind -> kind.max()).max().orElse(1);
      return longest + staged.outputTokens();
    }
    return load.typicalInput() + load.typicalOutput();
  }
}
