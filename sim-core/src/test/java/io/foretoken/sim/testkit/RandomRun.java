package io.foretoken.sim.testkit;

import io.foretoken.sim.metrics.MeasureWindow;
import io.foretoken.sim.replica.EngineFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A small run drawn from a seed: one to three replicas, every knob of the engine, few slots, blocks
 * and tokens, requests in bursts. About half are short of blocks, half stop some requests before
 * their declared limit.
 */
public final class RandomRun {
  private final long seed;
  private final List<Ask> asks = new ArrayList<>();
  private final boolean closed;
  private final int clients;
  private final long think;
  private final long meanStep;

  private RandomRun(long seed) {
    this.seed = seed;
    SplittableRandom random = new SplittableRandom(seed);
    closed = random.nextInt(3) == 0;
    clients = 1 + random.nextInt(8);
    think = random.nextInt(2) * random.nextLong(5000);
    meanStep = 1200;
    int count = 1 + random.nextInt(40);
    long at = 0;
    for (int request = 0; request < count; request++) {
      at += random.nextInt(3) == 0 ? 0 : random.nextLong(4 * meanStep);
      int output = 1 + random.nextInt(12);
      int max = random.nextBoolean() ? output : output + random.nextInt(6);
      asks.add(new Ask(at, 1 + random.nextInt(60), output, max));
    }
  }

  /** The run of a seed. */
  public static RandomRun of(long seed) {
    return new RandomRun(seed);
  }

  /** The requests, in the order of their arrival. */
  public List<Ask> asks() {
    return List.copyOf(asks);
  }

  /** Whether the times of requests depend on answers. */
  public boolean isClosed() {
    return closed;
  }

  /** The deployment with the requests of this run. */
  public Bench on(EngineFactory engine) {
    return on(engine, asks);
  }

  /** The deployment with other requests, for what-if questions about one of them. */
  public Bench on(EngineFactory engine, List<Ask> requests) {
    SplittableRandom random = new SplittableRandom(~seed);
    int blockSize = pick(random, 1, 4, 16);
    int longest = 60 + 18;
    int forOne = longest / blockSize + 1;
    boolean tight = random.nextBoolean();
    int[] blocks = new int[random.nextInt(4) == 0 ? 2 : 1];
    for (int group = 0; group < blocks.length; group++) {
      blocks[group] = tight ? forOne + random.nextInt(forOne) : 20 * forOne;
    }
    boolean chunked = random.nextInt(4) > 0;
    Bench bench =
        Bench.of(engine)
            .replicas(
                pick(random, 1, 1, 2, 3),
                random.nextBoolean() ? "round-robin" : "least-outstanding")
            .maxNumSeqs(pick(random, 1, 2, 4, 16))
            .budget(chunked ? pick(random, 5, 16, 64, 1000) : 80 + random.nextInt(80))
            .chunkedPrefill(chunked)
            .longPrefillTokenThreshold(random.nextInt(3) == 0 ? 1 + random.nextInt(20) : 0)
            .async(random.nextBoolean())
            .wholeSequenceAdmission(random.nextBoolean())
            .maxModelLen(random.nextInt(5) == 0 ? 55 : 1000)
            .usableBlocks(blockSize, blocks)
            .rtt(random.nextInt(2) * 2L * random.nextInt(1000))
            .ingest(
                random.nextInt(2) * random.nextLong(3000),
                random.nextInt(2) * random.nextLong(500),
                pick(random, 1, 2))
            .bucket(1 + random.nextInt(3000))
            .stepTime(
                new FixedStepTime(
                    pick(random, 0, 100, 1000),
                    pick(random, 0, 1, 7),
                    random.nextInt(3),
                    pick(random, 0, 0, 500, 2000)));
    if (random.nextInt(4) == 0) {
      bench.window(MeasureWindow.steady(random.nextInt(10_000), 10_000 + random.nextInt(30_000)));
    }
    bench.prefixCaching(random.nextInt(3) == 0);
    return closed ? bench.source(new ClosedLoop(clients, think, requests)) : bench.send(requests);
  }

  private static int pick(SplittableRandom random, int... values) {
    return values[random.nextInt(values.length)];
  }
}
