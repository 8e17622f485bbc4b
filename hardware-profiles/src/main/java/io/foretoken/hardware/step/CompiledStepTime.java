package io.foretoken.hardware.step;

import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.GraphRule;
import io.foretoken.hardware.model.ModelShape;
import io.foretoken.hardware.operator.DecodeAttention;
import io.foretoken.hardware.operator.MlaAttention;
import io.foretoken.hardware.operator.OperatorTime;
import io.foretoken.hardware.operator.PrefillAttention;
import io.foretoken.sim.kv.AttentionSpan;
import io.foretoken.sim.step.Limit;
import io.foretoken.sim.step.RankShape;
import io.foretoken.sim.step.StepCost;
import io.foretoken.sim.step.StepTimeModel;
import java.util.List;

/**
 * The step times of one deployment, compiled from a {@link StepPlan}. What depends on a number of
 * tokens only (matrix products, experts, small kernels, collectives, logits) is looked up in tables
 * that fill as they are used; attention is a closed form of rows and context.
 *
 * <p>Device time is the largest over data-parallel ranks of (their operators + attention), plus the
 * experts at the tokens of all ranks, plus the exchange of tokens at ranks x the padded tokens of
 * the fullest. An idle rank runs along with one token. Sums are picoseconds in {@code long},
 * rounded once to nanoseconds. Safe to share between threads and replicas; {@link #cost} allocates
 * nothing once its tables are filled.
 */
public final class CompiledStepTime implements StepTimeModel {
  private static final double PICOS_PER_MICRO = 1e6;
  private static final long PICOS_PER_NANO = 1000;

  final StepPlan plan;
  final ShardedModel shard;
  final TokenTable perToken;
  final TokenTable experts;
  final TokenTable exchange;
  final TokenTable perSample;
  final DecodeAttention fullDecode;
  final DecodeAttention windowDecode;
  final PrefillAttention fullPrefill;
  final PrefillAttention windowPrefill;
  final MlaAttention latent;
  final int fullLayers;
  final int windowLayers;

  private final boolean hasExperts;
  private final boolean exchanges;
  private final double latentFactor;
  private final int[] padded;
  private final int largestGraph;
  private final boolean graphsForPrompts;
  private final long piecewiseFloorPicos;
  private final long eagerFloorPicos;
  private final long stepPicos;
  private final long promptStepPicos;
  private final long sequencePicos;
  private final long hostStepNanos;
  private final long hostExposedNanos;
  private final long hostSequenceNanos;
  private final double decodeFlops;
  private final double prefillFlops;
  private final double kvBytesPerLayer;
  private final int tensor;
  private final int window;

  /** By rows; entries are immutable, so a race at worst computes one twice. */
  private final DecodeStep[] decodeSteps;

  private CompiledStepTime(StepPlan plan) {
    this.plan = plan;
    shard = new ShardedModel(plan.model(), plan.parallelism());
    StepOperators operators = new StepOperators(plan, shard);
    int most = Math.max(1, plan.maxNumBatchedTokens());
    perToken = new TokenTable(operators.perToken, most);
    experts = new TokenTable(operators.experts, most);
    exchange = new TokenTable(operators.exchange, 1);
    perSample = new TokenTable(operators.perSample, Math.max(1, plan.maxNumSeqs()));
    hasExperts = !operators.experts.isEmpty();
    exchanges = !operators.exchange.isEmpty();
    decodeSteps = new DecodeStep[exchanges ? 0 : Math.max(1, plan.maxNumSeqs()) + 1];
    fullDecode = operators.fullDecode;
    windowDecode = operators.windowDecode;
    fullPrefill = operators.fullPrefill;
    windowPrefill = operators.windowPrefill;
    latent = operators.latent;
    latentFactor = plan.coefficients().deviceFactor() * plan.engine().kernels().latentAttention();
    fullLayers = shard.fullLayers();
    windowLayers = shard.windowLayers();
    tensor = plan.parallelism().tensor();
    window = plan.model().layerKinds().windowTokens();
    kvBytesPerLayer =
        (double) shard.cachedElementsPerLayer() * plan.precision().kvCache().bytesPerElement();
    ModelShape.Attention attention = plan.model().attention();
    prefillFlops = 2.0 * attention.heads() * (attention.headDim() + attention.valueDim());
    decodeFlops =
        attention
            .mla()
            .map(mla -> 2.0 * attention.heads() * (2 * mla.kvLoraRank() + mla.rope()))
            .orElse(prefillFlops);
    EngineProfile engine = plan.engine();
    GraphRule graphs = engine.graphs();
    largestGraph = graphs.largest(plan.maxNumSeqs(), plan.maxNumBatchedTokens());
    graphsForPrompts = graphs.mode() == GraphRule.Mode.FULL_AND_PIECEWISE;
    padded = new int[largestGraph + 1];
    for (int tokens = 0; tokens <= largestGraph; tokens++) {
      padded[tokens] =
          plan.switches().graphPadding() ? GraphRule.padded(tokens, largestGraph) : tokens;
    }
    double host = engine.host().scaleOf(plan.gpu());
    double floors = plan.switches().launchFloors() ? host : 0;
    LayerLaunches launches = new LayerLaunches(plan.model());
    piecewiseFloorPicos = picos(floors * launches.ofAttention() * graphs.piecewiseLayerUs());
    eagerFloorPicos =
        picos(
            floors
                * (launches.ofStep() * graphs.eagerLayerUs()
                    + launches.expertLayers() * graphs.eagerExpertsUs()));
    stepPicos = picos(engine.device().stepUs());
    promptStepPicos = picos(engine.device().prefillStepUs());
    sequencePicos = picos(engine.device().sequenceUs());
    host = engine.host().scaleOf(plan.gpu(), plan.parallelism().tensor());
    hostStepNanos =
        nanos(
            picos(
                host * (engine.host().stepUs() + engine.host().layerUs() * plan.model().layers())));
    hostSequenceNanos = nanos(picos(host * engine.host().sequenceUs()));
    hostExposedNanos = nanos(picos(host * engine.host().exposedUs()));
  }

  /**
   * Compiles a plan.
   *
   * @throws NotServableException with every reason against it
   */
  public static CompiledStepTime compile(StepPlan plan) {
    List<Refusal> refusals = plan.refusals();
    if (!refusals.isEmpty()) {
      throw new NotServableException(refusals);
    }
    return new CompiledStepTime(plan);
  }

  /** Attention windows of the model, in the order of a shape's {@code decodeWindowContext}. */
  @Override
  public List<AttentionSpan> windows() {
    return windowLayers > 0 ? List.of(plan.model().layerKinds().windowSpan()) : List.of();
  }

  /** What the model was compiled from. */
  public StepPlan plan() {
    return plan;
  }

  @Override
  public int stages() {
    return 1;
  }

  @Override
  public void cost(RankShape[] ranks, StepCost out) {
    RankShape first = ranks[0];
    int rows = first.decodeRows;
    if (ranks.length == 1
        && first.chunkCount == 0
        && first.sampledRows == rows
        && rows > 0
        && rows < decodeSteps.length) {
      DecodeStep step = decodeSteps[rows];
      if (step == null) {
        step = DecodeStep.of(this, rows);
        decodeSteps[rows] = step;
      }
      costOfDecode(first, step, out);
    } else {
      costOfRanks(ranks, out);
    }
  }

  /** The cost of one rank's decode rows: attention, and the rest looked up. */
  private void costOfDecode(RankShape rank, DecodeStep step, StepCost out) {
    long[] byLimit = step.byLimit();
    long compute = byLimit[OperatorTime.COMPUTE];
    long memory = byLimit[OperatorTime.MEMORY];
    long floor = byLimit[OperatorTime.FLOOR];
    long stage = step.stagePicos();
    double layerTokens = 0;
    if (fullLayers > 0) {
      long time = fullAttention(rank);
      int code = OperatorTime.code(time);
      long attention = OperatorTime.picos(time) * fullLayers;
      stage += attention;
      compute += code == OperatorTime.COMPUTE ? attention : 0;
      memory += code == OperatorTime.MEMORY ? attention : 0;
      floor += code == OperatorTime.FLOOR ? attention : 0;
      layerTokens += fullLayers * (double) rank.decodeContext;
    }
    if (windowLayers > 0) {
      long time = windowDecode.time(rank.decodeRows, rank.decodeWindowContext[0]);
      int code = OperatorTime.code(time);
      long attention = OperatorTime.picos(time) * windowLayers;
      stage += attention;
      compute += code == OperatorTime.COMPUTE ? attention : 0;
      memory += code == OperatorTime.MEMORY ? attention : 0;
      floor += code == OperatorTime.FLOOR ? attention : 0;
      layerTokens += windowLayers * (double) rank.decodeWindowContext[0];
    }
    if (step.launchFloorPicos() > stage) {
      floor += step.launchFloorPicos() - stage;
      stage = step.launchFloorPicos();
    }
    long stageNanos = nanos(stage);
    out.stageNanos[0] = Math.max(stageNanos, step.launchNanos());
    out.lastStageExtraNanos = step.headNanos();
    out.hopNanos = 0;
    out.hostNanos = step.hostNanos();
    out.flops = step.flops() + layerTokens * decodeFlops;
    out.hbmBytes = step.weightBytes() + layerTokens * kvBytesPerLayer * tensor;
    out.limit =
        hostBinds(step.threadNanos(), stageNanos, step.headNanos())
            ? Limit.HOST
            : largest(compute, memory, floor, byLimit[OperatorTime.COMMUNICATION]);
  }

  /** The cost of any step; {@link #cost} takes a shorter way to the same for decode rows. */
  void costOfRanks(RankShape[] ranks, StepCost out) {
    long best = -1;
    long bestCompute = 0;
    long bestMemory = 0;
    long bestFloor = 0;
    long bestCommunication = 0;
    long launchFloor = 0;
    long queryTokens = 0;
    long expertTokens = 0;
    int widest = 0;
    int sampled = 0;
    int sequences = 0;
    boolean prompts = false;
    double flops = 0;
    double bytes = 0;
    for (RankShape rank : ranks) {
      int tokens = padded(Math.max(1, rank.queryTokens));
      TokenTable.Entries entries = perToken.with(tokens);
      long compute = entries.picos(tokens, OperatorTime.COMPUTE);
      long memory = entries.picos(tokens, OperatorTime.MEMORY);
      long floor = entries.picos(tokens, OperatorTime.FLOOR);
      long communication = entries.picos(tokens, OperatorTime.COMMUNICATION);
      if (fullLayers > 0) {
        long time = fullAttention(rank);
        int code = OperatorTime.code(time);
        long attention = OperatorTime.picos(time) * fullLayers;
        compute += code == OperatorTime.COMPUTE ? attention : 0;
        memory += code == OperatorTime.MEMORY ? attention : 0;
        floor += code == OperatorTime.FLOOR ? attention : 0;
      }
      if (windowLayers > 0) {
        long time = attention(windowDecode, windowPrefill, rank, rank.decodeWindowContext[0]);
        int code = OperatorTime.code(time);
        long attention = OperatorTime.picos(time) * windowLayers;
        compute += code == OperatorTime.COMPUTE ? attention : 0;
        memory += code == OperatorTime.MEMORY ? attention : 0;
        floor += code == OperatorTime.FLOOR ? attention : 0;
      }
      long total = compute + memory + floor + communication;
      if (total > best) {
        best = total;
        bestCompute = compute;
        bestMemory = memory;
        bestFloor = floor;
        bestCommunication = communication;
      }
      launchFloor = Math.max(launchFloor, launchFloorPicos(rank));
      queryTokens += rank.queryTokens;
      expertTokens += tokens;
      widest = Math.max(widest, tokens);
      sampled = Math.max(sampled, rank.sampledRows);
      sequences = Math.max(sequences, rank.decodeRows + rank.chunkCount);
      prompts |= rank.chunkCount > 0;
      flops +=
          perToken.flopsPerToken() * rank.queryTokens
              + perSample.flopsPerToken() * rank.sampledRows
              + attentionFlops(rank);
      bytes += entries.bytes(tokens) + kvBytes(rank);
    }
    if (queryTokens == 0) {
      idle(out);
      return;
    }
    if (hasExperts) {
      int tokens = (int) expertTokens;
      TokenTable.Entries entries = experts.with(tokens);
      bestCompute += entries.picos(tokens, OperatorTime.COMPUTE);
      bestMemory += entries.picos(tokens, OperatorTime.MEMORY);
      bestFloor += entries.picos(tokens, OperatorTime.FLOOR);
      bytes += entries.bytes(tokens) * ranks.length;
      flops += experts.flopsPerToken() * queryTokens;
      if (exchanges) {
        int paddedTokens = widest * ranks.length;
        TokenTable.Entries exchanged = exchange.with(paddedTokens);
        bestCommunication += exchanged.picos(paddedTokens, OperatorTime.COMMUNICATION);
      }
    }
    bestFloor += overheadPicos(prompts, sequences);
    TokenTable.Entries samples = perSample.with(sampled);
    bytes += samples.bytes(sampled) * ranks.length;
    long headCompute = samples.picos(sampled, OperatorTime.COMPUTE);
    long headMemory = samples.picos(sampled, OperatorTime.MEMORY);
    long headFloor = samples.picos(sampled, OperatorTime.FLOOR);
    long headCommunication = samples.picos(sampled, OperatorTime.COMMUNICATION);
    long stage = bestCompute + bestMemory + bestFloor + bestCommunication;
    long head = headCompute + headMemory + headFloor + headCommunication;
    if (launchFloor > stage) {
      bestFloor += launchFloor - stage;
      stage = launchFloor;
    }
    long stageNanos = nanos(stage);
    out.stageNanos[0] = Math.max(stageNanos, launchNanos(sequences));
    out.lastStageExtraNanos = nanos(head);
    out.hopNanos = 0;
    out.hostNanos = hostNanos(sequences);
    out.flops = flops;
    out.hbmBytes = bytes * tensor;
    out.limit =
        hostBinds(threadNanos(sequences), stageNanos, out.lastStageExtraNanos)
            ? Limit.HOST
            : largest(
                bestCompute + headCompute,
                bestMemory + headMemory,
                bestFloor + headFloor,
                bestCommunication + headCommunication);
  }

  /**
   * Where the time of a step goes. A separate way to the same sum: the operators one by one,
   * without the tables of {@link #cost}.
   */
  public StepExplanation explain(RankShape[] ranks) {
    return new StepExplainer(this).explain(ranks);
  }

  /** Packed time of one full-attention layer. */
  long fullAttention(RankShape rank) {
    return latent == null
        ? attention(fullDecode, fullPrefill, rank, rank.decodeContext)
        : latentAttention(rank);
  }

  /**
   * Packed time of one layer's attention. Decode rows and prompts of a step share one kernel call,
   * so its fixed cost is paid once.
   */
  static long attention(
      DecodeAttention decode, PrefillAttention prefill, RankShape rank, long context) {
    if (rank.chunkCount == 0) {
      return decode.time(rank.decodeRows, context);
    }
    long prompts = prefill.time(rank.chunkCount, rank.chunkNew, rank.chunkCached);
    if (rank.decodeRows == 0) {
      return prompts;
    }
    return OperatorTime.sum(
        prompts, decode.timeWithout(rank.decodeRows, context, prefill.fixedMicros()));
  }

  private long latentAttention(RankShape rank) {
    long decode = latent.decode(rank.decodeRows, rank.decodeContext);
    long prompts = latent.prefill(rank.chunkCount, rank.chunkNew, rank.chunkCached);
    return OperatorTime.scaled(OperatorTime.sum(prompts, decode), latentFactor);
  }

  /** Tokens that the layers run for a rank with {@code tokens} of its own. */
  int padded(int tokens) {
    return tokens <= largestGraph ? padded[tokens] : tokens;
  }

  /** Least device time of the layers of decode rows by launches, ps; none within a graph. */
  long decodeLaunchFloorPicos(int rows) {
    return rows <= largestGraph ? 0 : eagerFloorPicos;
  }

  /** Least device time of a rank's layers by the launches that no graph takes over, ps. */
  long launchFloorPicos(RankShape rank) {
    if (rank.chunkCount == 0) {
      return decodeLaunchFloorPicos(rank.queryTokens);
    }
    boolean recorded = rank.queryTokens <= largestGraph;
    return recorded && graphsForPrompts ? piecewiseFloorPicos : eagerFloorPicos;
  }

  /** Device time that belongs to no layer, ps. */
  long overheadPicos(boolean prompts, int sequences) {
    return stepPicos + (prompts ? promptStepPicos : 0) + sequencePicos * sequences;
  }

  /** Time of the host thread, ns. */
  long threadNanos(int sequences) {
    return hostStepNanos + hostSequenceNanos * sequences;
  }

  /** Whether the host thread decides how long a step lasts, whose device times are given. */
  boolean hostBinds(long thread, long stage, long head) {
    return thread > stage + (plan.asyncScheduling() ? head : 0);
  }

  /** Host time that must pass between two launches, or while the GPU waits, ns. */
  long hostNanos(int sequences) {
    return plan.asyncScheduling() ? threadNanos(sequences) : hostExposedNanos;
  }

  /** Least device time of a step whose launches do not run ahead of it, ns. */
  long launchNanos(int sequences) {
    return plan.asyncScheduling() ? 0 : threadNanos(sequences);
  }

  /** Operations of a rank's attention over its tensor-parallel group. */
  double attentionFlops(RankShape rank) {
    double stored = fullLayers * (double) rank.decodeContext;
    if (windowLayers > 0) {
      stored += windowLayers * (double) rank.decodeWindowContext[0];
    }
    double pairs = 0;
    for (int i = 0; i < rank.chunkCount; i++) {
      int fresh = rank.chunkNew[i];
      int cached = rank.chunkCached[i];
      pairs +=
          fullLayers * PrefillAttention.pairs(fresh, cached, 0)
              + windowLayers * PrefillAttention.pairs(fresh, cached, window);
    }
    return stored * decodeFlops + pairs * prefillFlops;
  }

  /** Bytes of KV cache that a rank's step reads on one GPU. */
  double kvBytes(RankShape rank) {
    double tokens = fullLayers * (double) rank.decodeContext;
    if (windowLayers > 0) {
      tokens += windowLayers * (double) rank.decodeWindowContext[0];
    }
    for (int i = 0; i < rank.chunkCount; i++) {
      int cached = rank.chunkCached[i];
      tokens += fullLayers * (double) cached + windowLayers * (double) Math.min(cached, window);
    }
    return tokens * kvBytesPerLayer;
  }

  private void idle(StepCost out) {
    out.stageNanos[0] = 0;
    out.lastStageExtraNanos = 0;
    out.hopNanos = 0;
    out.hostNanos = 0;
    out.flops = 0;
    out.hbmBytes = 0;
    out.limit = Limit.NONE;
  }

  /** The limit with the largest share; the earlier in the list of codes on a tie. */
  static Limit largest(long compute, long memory, long floor, long communication) {
    int code = memory > compute ? OperatorTime.MEMORY : OperatorTime.COMPUTE;
    long most = Math.max(compute, memory);
    if (floor > most) {
      code = OperatorTime.FLOOR;
      most = floor;
    }
    return OperatorTime.limitOf(communication > most ? OperatorTime.COMMUNICATION : code);
  }

  static long nanos(long picos) {
    return (picos + PICOS_PER_NANO / 2) / PICOS_PER_NANO;
  }

  private static long picos(double micros) {
    return Math.round(micros * PICOS_PER_MICRO);
  }
}
