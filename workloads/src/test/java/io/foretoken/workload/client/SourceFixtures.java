package io.foretoken.workload.client;

import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.request.RequestSource;
import io.foretoken.workload.arrival.ArrivalProcess;
import io.foretoken.workload.arrival.PoissonArrivals;
import io.foretoken.workload.content.DrawnContent;
import io.foretoken.workload.content.IndependentLengths;
import io.foretoken.workload.content.PromptSharing;
import io.foretoken.workload.content.RequestContent;
import io.foretoken.workload.content.RequestLabels;
import io.foretoken.workload.length.LengthDistribution;
import io.foretoken.workload.length.UniformLength;
import io.foretoken.workload.random.StreamRandom;

/** Sources that the client tests share. */
final class SourceFixtures {
  static final long SECOND = 1_000_000_000L;

  private SourceFixtures() {}

  static StreamRandom seed(long seed) {
    return new StreamRandom(KeyedRandom.of(seed, 0), 0);
  }

  static RequestContent content(LengthDistribution input, LengthDistribution output) {
    return new DrawnContent(
        new IndependentLengths(input.compile(), output.compile()),
        0,
        PromptSharing.NONE,
        RequestLabels.NONE);
  }

  static RequestContent content() {
    return content(new UniformLength(10, 1_000), new UniformLength(1, 500));
  }

  static RequestSource poisson(double rate, long seed) {
    return new OpenLoopSource(new PoissonArrivals(rate), content(), seed(seed));
  }

  /** Arrivals at the given nanoseconds. */
  static RequestSource at(long... nanos) {
    ArrivalProcess process =
        random -> {
          int[] next = {0};
          return () -> next[0] < nanos.length ? nanos[next[0]++] : RequestSource.NEVER;
        };
    return new OpenLoopSource(process, content(), seed(1));
  }
}
