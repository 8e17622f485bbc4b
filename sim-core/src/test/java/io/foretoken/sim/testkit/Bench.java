package io.foretoken.sim.testkit;

import io.foretoken.sim.CancelToken;
import io.foretoken.sim.ProgressListener;
import io.foretoken.sim.RunSettings;
import io.foretoken.sim.Simulation;
import io.foretoken.sim.batch.BatchPolicies;
import io.foretoken.sim.batch.PolicyOptions;
import io.foretoken.sim.batch.QueueOptions;
import io.foretoken.sim.batch.VllmV1Policy;
import io.foretoken.sim.kv.KvOptions;
import io.foretoken.sim.kv.OffloadOptions;
import io.foretoken.sim.metrics.MeasureWindow;
import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.replica.ApiConfig;
import io.foretoken.sim.replica.Deployment;
import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.replica.EngineFactory;
import io.foretoken.sim.request.RequestSource;
import io.foretoken.sim.route.RoundRobin;
import io.foretoken.sim.step.StepTimeModel;
import java.util.ArrayList;
import java.util.List;

/**
 * A deployment to run requests on, in checked mode. Starts as one replica without any limit that a
 * small test would meet: 16 sequences, 1000 tokens a step, 100,000 blocks of 16 tokens, synchronous
 * scheduling, step time 1000 ns + 1 ns per token, nothing between client and engine.
 */
public final class Bench {
  private final EngineFactory engine;
  private PolicyOptions policy = BatchPolicies.defaults(VllmV1Policy.NAME);
  private int replicas = 1;
  private int ranks = 1;
  private String router = RoundRobin.NAME;
  private int maxNumSeqs = 16;
  private int budget = 1000;
  private boolean chunked = true;
  private int threshold;
  private boolean async;
  private boolean whole;
  private boolean prefixCaching;
  private int maxModelLen = 1_000_000;
  private int blockSize = 16;
  private int[] kvBlocks = {100_001};
  private OffloadOptions offload = OffloadOptions.NONE;
  private ApiConfig api = new ApiConfig(0, 0, 0, 0, 1, 1);
  private StepTimeModel stepTime = FixedStepTime.of(1000, 1);
  private MeasureWindow window = MeasureWindow.WHOLE;
  private long cut = Long.MAX_VALUE;
  private long bucket = 1000;
  private boolean checked = true;
  private boolean logged = true;
  private final List<Ask> asks = new ArrayList<>();
  private RequestSource source;
  private QueueOptions queue = QueueOptions.FCFS;

  private Bench(EngineFactory engine) {
    this.engine = engine;
  }

  /** A bench for an engine. */
  public static Bench of(EngineFactory engine) {
    return new Bench(engine);
  }

  public Bench replicas(int count, String routerName) {
    replicas = count;
    router = routerName;
    return this;
  }

  /** Data-parallel ranks of a replica, which step together. */
  public Bench ranksInLockstep(int count) {
    ranks = count;
    return this;
  }

  /** A policy with its default options. */
  public Bench policy(String name) {
    return policy(BatchPolicies.defaults(name));
  }

  /** A policy; vllm-v1 at first. */
  public Bench policy(PolicyOptions options) {
    policy = options;
    return this;
  }

  public Bench maxNumSeqs(int sequences) {
    maxNumSeqs = sequences;
    return this;
  }

  /** Tokens per step. */
  public Bench budget(int tokens) {
    budget = tokens;
    return this;
  }

  public Bench chunkedPrefill(boolean on) {
    chunked = on;
    return this;
  }

  public Bench longPrefillTokenThreshold(int tokens) {
    threshold = tokens;
    return this;
  }

  public Bench async(boolean on) {
    async = on;
    return this;
  }

  public Bench wholeSequenceAdmission(boolean on) {
    whole = on;
    return this;
  }

  public Bench prefixCaching(boolean on) {
    prefixCaching = on;
    return this;
  }

  public Bench maxModelLen(int tokens) {
    maxModelLen = tokens;
    return this;
  }

  /** KV blocks that sequences can hold, per group; the pool has one more, which it reserves. */
  public Bench usableBlocks(int ofTokens, int... blocks) {
    blockSize = ofTokens;
    kvBlocks = new int[blocks.length];
    for (int group = 0; group < blocks.length; group++) {
      kvBlocks[group] = blocks[group] + 1;
    }
    return this;
  }

  /** How requests wait. */
  public Bench queue(QueueOptions options) {
    queue = options;
    return this;
  }

  /** Memory behind the KV cache of each rank. */
  public Bench offload(OffloadOptions options) {
    offload = options;
    return this;
  }

  public Bench rtt(long nanos) {
    api = new ApiConfig(nanos, api.latencyNanos(), api.ingestNanos(), 0, api.servers(), 1);
    return this;
  }

  /** API servers: a parallel latency, then a serial station each. */
  public Bench ingest(long latencyNanos, long stationNanos, int servers) {
    api = new ApiConfig(api.rttNanos(), latencyNanos, stationNanos, 0, servers, 1);
    return this;
  }

  public Bench stepTime(StepTimeModel model) {
    stepTime = model;
    return this;
  }

  public Bench window(MeasureWindow measured) {
    window = measured;
    return this;
  }

  public Bench cutAt(long nanos) {
    cut = nanos;
    return this;
  }

  /** First length of an interval of the time series. */
  public Bench bucket(long nanos) {
    bucket = nanos;
    return this;
  }

  /** Leaves out the checks after every event. */
  public Bench unchecked() {
    checked = false;
    return this;
  }

  /** Leaves out the checks and the log of steps, for long runs. */
  public Bench bare() {
    checked = false;
    logged = false;
    return this;
  }

  /** Adds a request whose declared limit is its true output. */
  public Bench send(long at, int input, int output) {
    return send(at, input, output, output);
  }

  /** Adds a request that will generate {@code output} of the {@code max} tokens it declares. */
  public Bench send(long at, int input, int output, int max) {
    asks.add(new Ask(at, input, output, max));
    return this;
  }

  public Bench send(List<Ask> more) {
    asks.addAll(more);
    return this;
  }

  /** Takes the requests from a source instead of those added. */
  public Bench source(RequestSource from) {
    source = from;
    return this;
  }

  /** The deployment as set so far. */
  public Deployment deployment() {
    EngineConfig config =
        new EngineConfig(
                policy,
                maxNumSeqs,
                budget,
                chunked,
                threshold,
                async,
                whole,
                prefixCaching,
                maxModelLen,
                blockSize,
                kvBlocks)
            .withQueue(queue)
            .withKv(KvOptions.APART.withOffload(offload));
    return new Deployment(replicas, ranks, ranks > 1, router, ranks, config, api, stepTime);
  }

  /** Runs everything to its end. */
  public Ran run() {
    return run(CancelToken.NEVER);
  }

  /** Runs until the token cancels. */
  public Ran run(CancelToken cancel) {
    StepTimeModel plain = stepTime;
    StepLog log = new StepLog(plain);
    stepTime = logged ? log : plain;
    Deployment deployment = deployment();
    stepTime = plain;
    RequestSource from = source == null ? new ListSource(asks) : source;
    RunSettings settings = new RunSettings(window, cut, bucket, checked);
    List<Answer> answers = new ArrayList<>();
    RunResult result =
        new Simulation(deployment, from, settings, engine)
            .run(row -> answers.add(Answer.of(row)), ProgressListener.SILENT, cancel);
    return new Ran(result, List.copyOf(answers), log.steps());
  }
}
