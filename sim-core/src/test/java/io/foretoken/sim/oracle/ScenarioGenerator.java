package io.foretoken.sim.oracle;

import io.foretoken.sim.batch.AttentionDpOptions;
import io.foretoken.sim.batch.BatchPolicies;
import io.foretoken.sim.batch.FcfsQueue;
import io.foretoken.sim.batch.PolicyOptions;
import io.foretoken.sim.batch.QueueOptions;
import io.foretoken.sim.batch.SglangOptions;
import io.foretoken.sim.batch.TrtllmGuaranteedNoEvictPolicy;
import io.foretoken.sim.batch.TrtllmMaxUtilizationPolicy;
import io.foretoken.sim.batch.TrtllmOptions;
import io.foretoken.sim.batch.VllmV0Policy;
import io.foretoken.sim.batch.VllmV1Policy;
import io.foretoken.sim.batch.WaitingQueues;
import io.foretoken.sim.kv.AttentionSpan;
import io.foretoken.sim.kv.KvOptions;
import io.foretoken.sim.kv.OffloadOptions;
import io.foretoken.sim.replica.ApiConfig;
import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.request.RetryPolicy;
import io.foretoken.sim.route.LeastOutstanding;
import io.foretoken.sim.route.RoundRobin;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws scenarios that are small, mixed and often short of everything. */
final class ScenarioGenerator {
  private final SplittableRandom random;
  private final long seed;
  private final boolean balances;

  private ScenarioGenerator(long seed, boolean balances) {
    this.seed = seed;
    this.balances = balances;
    random = new SplittableRandom(seed);
  }

  static OracleScenario draw(long seed) {
    return new ScenarioGenerator(seed, false).draw();
  }

  /** Draws one of TensorRT-LLM with ranks that start prompts together. */
  static OracleScenario drawBalanced(long seed) {
    return new ScenarioGenerator(seed, true).draw();
  }

  private OracleScenario draw() {
    boolean crowded = random.nextInt(4) == 0; // few blocks, shared prompts, small chunks
    int block = pick(1, 2, 4, 7, 16);
    int longestInput = crowded ? pick(40, 100) : pick(5, 40, 200, 600);
    int longestOutput = pick(1, 6, 30, 120);
    int longest = longestInput + longestOutput;
    boolean tight = crowded || random.nextInt(2) == 0;
    int groups = crowded ? pick(1, 2) : pick(1, 1, 1, 2);
    int[] blocks = new int[groups];
    for (int group = 0; group < groups; group++) {
      int forOne = longest / block + 3;
      blocks[group] = tight ? forOne + random.nextInt(1 + forOne) : forOne * (4 + group);
      if (random.nextInt(8) == 0) {
        blocks[group] = Math.max(2, forOne / 2); // the longest are refused
      }
    }
    boolean chunked = random.nextInt(4) > 0;
    int budget =
        chunked
            ? crowded ? pick(12, 24, 48) : pick(3, 8, 32, 128, 512, 2048)
            : longest + random.nextInt(2 * longest);
    EngineConfig engine =
        new EngineConfig(
            policy(budget),
            crowded ? pick(4, 8, 16) : pick(1, 2, 4, 8, 16, 64),
            budget,
            chunked,
            random.nextInt(crowded ? 2 : 3) == 0 ? 1 + random.nextInt(crowded ? 12 : 40) : 0,
            random.nextBoolean(),
            random.nextBoolean(),
            crowded || random.nextInt(3) > 0,
            random.nextInt(6) == 0 ? longest - longest / 4 : 4 * longest,
            block,
            blocks,
            spans(groups, longest),
            KvOptions.APART,
            queue());
    engine = shared(engine);
    long unit = pick(0, 1, 1, 10, 1000);
    ScrambledStepTime stepTime =
        new ScrambledStepTime(
            pick(1, 1, 1, 2, 3), pick(0, 100, 5_000, 2_000_000), unit, windows(longest));
    long stepScale = Math.max(1, unit) * 3000 + stepTime.hostNanos();
    engine = offloading(engine, longest, stepScale);
    int concurrency = random.nextInt(3) == 0 ? 1 + random.nextInt(24) : 0;
    List<Ask> asks = asks(crowded, concurrency, stepScale, longestInput, longestOutput);
    boolean cut = random.nextInt(6) == 0;
    return new OracleScenario(
        seed,
        balances ? 1 : pick(1, 1, 1, 2, 3),
        balances ? pick(2, 2, 3, 4) : pick(1, 1, 1, 2, 3),
        balances || random.nextBoolean(),
        random.nextBoolean() ? LeastOutstanding.NAME : RoundRobin.NAME,
        engine,
        api(stepScale),
        stepTime,
        concurrency,
        concurrency > 0 || random.nextInt(3) == 0,
        cut ? stepScale * (1 + random.nextInt(200)) : Long.MAX_VALUE,
        random.nextInt(4) == 0 ? stepScale * (1 + random.nextInt(40)) : 0,
        1 + stepScale / (1 + random.nextInt(8)),
        clients(stepScale),
        asks);
  }

  private PolicyOptions policy(int budget) {
    return switch (balances ? pick(2, 3) : pick(0, 0, 0, 1, 2, 3, 4, 4)) {
      case 1 -> BatchPolicies.defaults(VllmV0Policy.NAME);
      case 2 -> trtllm(TrtllmGuaranteedNoEvictPolicy.NAME);
      case 3 -> trtllm(TrtllmMaxUtilizationPolicy.NAME);
      case 4 ->
          new SglangOptions(
              random.nextBoolean() ? 16384 : 1 + random.nextInt(2 * budget),
              random.nextInt(3) == 0,
              pick(1, 1, 3, 10) / 10.0,
              pick(1, 1, 2, 7));
      default -> BatchPolicies.defaults(VllmV1Policy.NAME);
    };
  }

  private PolicyOptions trtllm(String policy) {
    boolean waits = !random.nextBoolean();
    return new TrtllmOptions(
        policy, waits ? pick(1, 3, 20) : 0, waits ? pick(1, 5, 9) / 10.0 : 0, attentionDp());
  }

  private AttentionDpOptions attentionDp() {
    SplittableRandom own = new SplittableRandom(~seed);
    return !balances && own.nextInt(4) == 0
        ? AttentionDpOptions.DEFAULT
        : new AttentionDpOptions(
            true, own.nextInt(own.nextBoolean() ? 5 : 60), own.nextInt(3) * own.nextInt(4));
  }

  private Clients clients(long stepScale) {
    long timeout = random.nextInt(5) == 0 ? 1 + random.nextLong(stepScale * pick(2, 20, 100)) : 0;
    long cancel = random.nextInt(6) == 0 ? 1 + random.nextLong(stepScale * pick(2, 20, 100)) : 0;
    boolean retries = random.nextInt(3) == 0;
    long backoff = random.nextInt(3) == 0 ? 0 : random.nextLong(stepScale * 10);
    return new Clients(
        timeout,
        cancel,
        retries ? new RetryPolicy(pick(2, 3, 6), backoff, pick(1, 2)) : RetryPolicy.NONE);
  }

  /** Each order as often as the others, first come first served twice as often. */
  private QueueOptions queue() {
    List<String> orders = new ArrayList<>(WaitingQueues.names());
    orders.add(FcfsQueue.NAME);
    int most = random.nextInt(4) == 0 ? pick(1, 2, 5, 20) : 0;
    return new QueueOptions(orders.get(random.nextInt(orders.size())), most);
  }

  /** Sometimes lets hybrid groups share a pool. */
  private EngineConfig shared(EngineConfig engine) {
    List<AttentionSpan> spans = engine.spans();
    if (spans.size() != 2 || !spans.get(0).isFull() || spans.get(1).isFull()) {
      return engine;
    }
    if (random.nextInt(3) == 0) {
      return engine;
    }
    int pages = pick(1, 1, 2, 5);
    engine.kvBlocks()[0] += random.nextInt(engine.kvBlocks()[0] * pages);
    return engine.withKv(new KvOptions(List.of(1, pages)));
  }

  /** Sometimes keeps copies of blocks in memory behind the cache: little or much, slow or fast. */
  private EngineConfig offloading(EngineConfig engine, int longest, long stepScale) {
    boolean allFull = engine.spans().stream().allMatch(AttentionSpan::isFull);
    boolean loads = engine.policy().policy().equals(VllmV1Policy.NAME);
    if (!engine.prefixCaching() || !allFull || random.nextInt(8) < (loads ? 1 : 6)) {
      return engine;
    }
    int forOne = longest / engine.blockSize() + 1;
    if (loads && random.nextInt(4) > 0) {
      for (int group = 0; group < engine.kvBlocks().length; group++) {
        int scarce = forOne + 2 + random.nextInt(1 + forOne / 2); // so that content is lost
        engine.kvBlocks()[group] = Math.min(engine.kvBlocks()[group], scarce);
      }
    }
    OffloadOptions offload =
        new OffloadOptions(
            1 + random.nextInt(pick(2, 8, 40) * forOne),
            random.nextLong(stepScale * pick(1, 1, 10) + 1),
            random.nextLong(stepScale / pick(1, 10, 100) + 1));
    return engine.withKv(engine.kv().withOffload(offload));
  }

  private List<AttentionSpan> spans(int groups, int longest) {
    List<AttentionSpan> spans = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      int tokens = 1 + random.nextInt(longest);
      spans.add(
          switch (pick(0, 0, group == 0 ? 0 : 1, group == 0 ? 0 : 2, 1, 2)) {
            case 1 -> AttentionSpan.sliding(tokens);
            case 2 -> AttentionSpan.chunked(tokens);
            default -> AttentionSpan.FULL;
          });
    }
    return spans;
  }

  private List<AttentionSpan> windows(int longest) {
    List<AttentionSpan> windows = new ArrayList<>();
    for (int window = pick(0, 0, 1, 2); window > 0; window--) {
      int tokens = 1 + random.nextInt(longest);
      windows.add(
          random.nextInt(3) == 0 ? AttentionSpan.chunked(tokens) : AttentionSpan.sliding(tokens));
    }
    return windows;
  }

  private ApiConfig api(long stepScale) {
    if (random.nextInt(3) == 0) {
      return new ApiConfig(0, 0, 0, 0, 1, 1);
    }
    boolean streams = random.nextInt(3) == 0;
    return new ApiConfig(
        random.nextLong(stepScale) * 2,
        random.nextLong(3 * stepScale),
        random.nextLong(stepScale / 2 + 1),
        random.nextInt(3) == 0 ? random.nextLong(1000 * stepScale / 20 + 1) : 0,
        streams ? 1 + random.nextLong(stepScale / pick(1, 2, 8, 100) + 1) : 0,
        pick(1, 1, 2, 3),
        pick(1, 1, 1, 2, 3, 10));
  }

  private List<Ask> asks(
      boolean crowded, int concurrency, long stepScale, int longestInput, int longestOutput) {
    List<Ask> asks = new ArrayList<>();
    int count = 1 + random.nextInt(pick(8, 40, 120));
    boolean equal = random.nextInt(4) == 0;
    boolean naturalStops = random.nextBoolean();
    int spread = crowded ? pick(0, 1, 4) : pick(0, 1, 4, 30);
    int prefixes = crowded ? pick(1, 2, 4) : pick(0, 0, 1, 3, 10);
    boolean sameLength = crowded || random.nextBoolean();
    boolean hasTurns = random.nextInt(4) == 0;
    int tenants = pick(1, 2, 3, 9);
    int priorities = pick(1, 2, 5);
    long dues = pick(0, 1) * stepScale * 50;
    long at = 0;
    for (int index = 0; index < count; index++) {
      int input = equal ? longestInput : 1 + random.nextInt(longestInput);
      int output = equal ? longestOutput : 1 + random.nextInt(longestOutput);
      int limit = output;
      if (naturalStops && random.nextInt(3) > 0) {
        limit = Math.min(longestOutput, output + random.nextInt(5));
      }
      long gap = spread == 0 ? 0 : random.nextLong(stepScale * spread);
      at += gap;
      int prefix = prefixes == 0 ? -1 : random.nextInt(prefixes);
      int prefixTokens =
          sameLength ? Math.min(input, 1 + longestInput * 2 / 3) : random.nextInt(input + 1);
      int turnOf = -1;
      if (hasTurns) {
        prefix = Ask.FIRST_TURN;
        turnOf = index > 0 && random.nextBoolean() ? random.nextInt(index) : -1;
        turnOf = turnOf >= 0 && asks.get(turnOf).turnOf() >= 0 ? -1 : turnOf;
      }
      asks.add(
          new Ask(
              concurrency > 0 ? gap : at,
              input,
              output,
              limit,
              prefix,
              prefixTokens,
              turnOf,
              random.nextInt(tenants),
              random.nextInt(priorities) - 1,
              dues == 0 ? 0 : random.nextLong(dues)));
    }
    return asks;
  }

  private int pick(int... values) {
    return values[random.nextInt(values.length)];
  }
}
