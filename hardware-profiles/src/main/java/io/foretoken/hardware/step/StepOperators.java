package io.foretoken.hardware.step;

import io.foretoken.hardware.catalog.GpuSpec;
import io.foretoken.hardware.engine.KernelScales;
import io.foretoken.hardware.model.ModelShape;
import io.foretoken.hardware.operator.Collectives;
import io.foretoken.hardware.operator.Corrections;
import io.foretoken.hardware.operator.DecodeAttention;
import io.foretoken.hardware.operator.DeviceRates;
import io.foretoken.hardware.operator.Elementwise;
import io.foretoken.hardware.operator.Gemm;
import io.foretoken.hardware.operator.LogitsAndSampling;
import io.foretoken.hardware.operator.MlaAttention;
import io.foretoken.hardware.operator.MoeLayer;
import io.foretoken.hardware.operator.OperatorCoefficients;
import io.foretoken.hardware.operator.OperatorTime;
import io.foretoken.hardware.operator.PrefillAttention;
import io.foretoken.hardware.operator.Routing;
import io.foretoken.hardware.operator.WeightFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/** The operators of one rank of a plan: what they are, how often a step runs them. */
final class StepOperators {
  private static final int ACTIVATION_BYTES = 2;
  private static final int ROWS_OF_A_TILE = 16;
  private static final int MOST_TILES_MORE = 4;

  private final StepPlan plan;
  private final ShardedModel shard;
  private final ModelShape model;
  private final GpuSpec gpu;
  private final OperatorCoefficients coefficients;
  private final Corrections measured;
  private final DeviceRates device;
  private final KernelScales scales;
  private final Collectives collectives;
  private final double factor;

  /** What every token of a rank passes, once or more per layer. */
  final List<TokenOperator> perToken = new ArrayList<>();

  /** Routed experts, by the tokens of all ranks. */
  final List<TokenOperator> experts = new ArrayList<>();

  /** Exchange of tokens among data-parallel ranks, by the padded tokens of all ranks. */
  final List<TokenOperator> exchange = new ArrayList<>();

  /** What follows the last layer, by the rows that sample. */
  final List<TokenOperator> perSample = new ArrayList<>();

  /** Attention kernels; null where the model has no such layers. */
  DecodeAttention fullDecode;

  DecodeAttention windowDecode;
  PrefillAttention fullPrefill;
  PrefillAttention windowPrefill;
  MlaAttention latent;

  StepOperators(StepPlan plan, ShardedModel shard) {
    this.plan = plan;
    this.shard = shard;
    model = plan.model();
    gpu = plan.gpu();
    coefficients = plan.coefficients();
    measured = coefficients.measured();
    device = DeviceRates.of(gpu, coefficients);
    scales = plan.engine().kernels();
    collectives =
        new Collectives(coefficients.collectives(), measured, gpu, plan.switches().peerAccess());
    factor = coefficients.deviceFactor();
    addAttention();
    addDenseMlp();
    addExperts();
    addSmallKernels();
    addAllReduces();
    addAfterLastLayer();
  }

  private void addAttention() {
    ModelShape.Attention attention = model.attention();
    WeightFormat format = plan.precision().weights().ofDenseLayers(model);
    int kvBytes = plan.precision().kvCache().bytesPerElement();
    if (attention.mla().isPresent()) {
      addLatentAttention(attention, format, kvBytes);
      return;
    }
    addGemm("qkv projection", shard.attentionLayers(), shard.qkvWidth(), model.hidden(), format);
    int outputWidth = shard.heads() * attention.valueDim();
    addGemm("output projection", shard.attentionLayers(), model.hidden(), outputWidth, format);
    if (shard.fullLayers() > 0) {
      fullDecode = decode(attention, kvBytes, false);
      fullPrefill = prefill(attention, kvBytes, 0);
    }
    if (shard.windowLayers() > 0) {
      windowDecode = decode(attention, kvBytes, true);
      windowPrefill = prefill(attention, kvBytes, model.layerKinds().windowTokens());
    }
  }

  private DecodeAttention decode(ModelShape.Attention attention, int kvBytes, boolean windowed) {
    return new DecodeAttention(
        coefficients.decodeAttention().of(plan.precision().kvCache()),
        measured.decode(
            plan.precision().kvCache(), windowed ? model.layerKinds().windowTokens() : 0),
        device,
        shard.heads(),
        shard.kvHeads(),
        attention.headDim(),
        kvBytes,
        windowed,
        factor * scales.decodeAttention(gpu));
  }

  private PrefillAttention prefill(ModelShape.Attention attention, int kvBytes, int window) {
    return new PrefillAttention(
        coefficients.prefillAttention().of(plan.precision().kvCache()),
        measured.prefill(plan.precision().kvCache(), window),
        coefficients.decodeAttention().of(plan.precision().kvCache()).memoryLoss(),
        device,
        shard.heads(),
        shard.kvHeads(),
        attention.headDim(),
        kvBytes,
        window,
        factor * scales.prefillAttention());
  }

  private void addLatentAttention(
      ModelShape.Attention attention, WeightFormat format, int kvBytes) {
    ModelShape.Mla mla = attention.mla().orElseThrow();
    latent =
        new MlaAttention(
            coefficients.mla().of(format, gpu),
            device,
            shard.attentionWeights(),
            format.bytesPerWeight(),
            format.tflops(gpu) * 1e6,
            model.hidden(),
            shard.heads(),
            attention.headDim(),
            attention.valueDim(),
            mla.qLoraRank(),
            mla.kvLoraRank(),
            mla.rope(),
            kvBytes);
    double weights = shard.attentionWeights();
    double bytes = weights * format.bytesPerWeight();
    MlaAttention block = latent;
    perToken.add(
        new TokenOperator(
            "latent attention projections",
            shard.attentionLayers(),
            tokens -> OperatorTime.scaled(block.projections(tokens), factor),
            2 * fullAttentionWeights(),
            tokens -> bytes));
  }

  /** Attention weights of one layer of the whole model, each counted once. */
  private double fullAttentionWeights() {
    return new ShardedModel(model, Parallelism.NONE).attentionWeights();
  }

  private void addDenseMlp() {
    WeightFormat format = plan.precision().weights().ofDenseLayers(model);
    int layers = model.dense().layers();
    if (layers > 0) {
      addMlp("MLP", layers, shard.denseMatrices() - 1, shard.denseWidth(), format);
    }
    if (shard.sharedWidth() > 0) {
      int up = model.moe().orElseThrow().gated() ? 2 : 1;
      addMlp("shared experts", shard.moeLayers(), up, shard.sharedWidth(), format);
    }
  }

  private void addMlp(String name, int layers, int ups, int width, WeightFormat format) {
    addGemm(name + " up", layers, (double) ups * width, model.hidden(), format);
    addGemm(name + " down", layers, model.hidden(), width, format);
  }

  private void addExperts() {
    if (model.moe().isEmpty()) {
      return;
    }
    ModelShape.Moe moe = model.moe().get();
    WeightFormat format = plan.precision().weights();
    boolean widens =
        format == WeightFormat.MXFP4 && scales.experts().widensMxfp4() && gpu.fp4Tflops().isEmpty();
    WeightFormat kernel = widens ? WeightFormat.INT4 : format;
    addReplicatedGemm("router", moe.layers(), moe.experts());
    MoeLayer layer =
        new MoeLayer(
            coefficients.moe().of(kernel, gpu),
            measured.moe(kernel, model.hidden(), moe.intermediate(), moe.experts(), moe.topK()),
            moe.evenRouting() ? Routing.EVEN : plan.switches().routing(),
            device,
            format.tflops(gpu) * 1e6,
            format,
            moe.experts(),
            moe.topK(),
            model.hidden(),
            moe.intermediate(),
            moe.gated(),
            plan.parallelism().expert(),
            plan.parallelism().expertTensor(),
            scales.experts().compute());
    experts.add(
        new TokenOperator(
            "experts",
            moe.layers(),
            slowed(
                layer::time,
                factor * scales.experts().of(kernel),
                layer.flopsPerToken(moe.intermediate())
                    / (plan.parallelism().tensor() * plan.parallelism().data()),
                format,
                layer::weightBytes),
            layer.flopsPerToken(moe.intermediate()),
            layer::weightBytes));
    int data = plan.parallelism().data();
    if (data > 1) {
      double hiddenBytes = (double) ACTIVATION_BYTES * model.hidden();
      double routerBytes = (double) ACTIVATION_BYTES * moe.experts();
      double scale = scales.expertCommunication();
      addExchange(
          "gather tokens", moe.layers(), t -> collectives.allGather(t * hiddenBytes, data), scale);
      addExchange(
          "gather router logits",
          moe.layers(),
          t -> collectives.allGather(t * routerBytes, data),
          scale);
      addExchange(
          "scatter tokens",
          moe.layers(),
          t -> collectives.reduceScatter(t * hiddenBytes, data),
          scale);
    }
  }

  private void addExchange(String name, int layers, IntToLongFunction time, double scale) {
    exchange.add(
        new TokenOperator(
            name,
            layers,
            tokens -> OperatorTime.scaled(time.applyAsLong(tokens), scale),
            0,
            tokens -> 0));
  }

  private void addSmallKernels() {
    int layers = Math.max(model.layers(), shard.attentionLayers());
    ModelShape.Attention attention = model.attention();
    double attentionWidth =
        attention.mla().isPresent()
            ? 0
            : (shard.heads() + 2.0 * shard.kvHeads()) * attention.headDim();
    double denseShare = (double) model.dense().layers() / layers;
    Elementwise kernels =
        new Elementwise(
            coefficients.elementwise(),
            device,
            smallKernels(),
            scales.elementwiseBytes(),
            model.hidden(),
            attentionWidth,
            denseShare * shard.denseWidth());
    double bytes = 2 * shard.normWeights() / layers;
    perToken.add(
        new TokenOperator(
            "norms, rotary embedding, activation",
            layers,
            tokens -> OperatorTime.scaled(kernels.time(tokens), factor),
            0,
            tokens -> bytes));
  }

  private void addAllReduces() {
    int tensor = plan.parallelism().tensor();
    if (tensor == 1) {
      return;
    }
    int count = shard.attentionLayers() + model.dense().layers() + shard.moeLayers();
    double bytesPerToken = (double) ACTIVATION_BYTES * model.hidden();
    perToken.add(
        new TokenOperator(
            "all-reduce",
            count,
            tokens ->
                OperatorTime.scaled(
                    allReduce(tokens * bytesPerToken, tensor),
                    scales.allReduce(tokens * bytesPerToken, tensor)),
            0,
            tokens -> 0));
  }

  private long allReduce(double bytes, int gpus) {
    return scales.evenAllReduce()
        ? collectives.evenAllReduce(bytes, gpus)
        : collectives.allReduce(bytes, gpus);
  }

  private void addAfterLastLayer() {
    int tensor = plan.parallelism().tensor();
    int vocab = shard.vocab();
    Gemm head = gemm(WeightFormat.BF16, vocab, model.hidden());
    double headBytes = 2 * shard.embeddingWeights();
    perSample.add(
        new TokenOperator(
            "LM head",
            1,
            rows -> rows == 0 ? 0 : OperatorTime.scaled(head.time(rows), factor),
            2.0 * model.vocab() * model.hidden(),
            rows -> rows == 0 ? 0 : headBytes));
    if (tensor > 1) {
      double bytesPerRow = (double) ACTIVATION_BYTES * vocab * tensor;
      perSample.add(
          new TokenOperator(
              "gather logits",
              1,
              rows -> rows == 0 ? 0 : collectives.allGather(rows * bytesPerRow, tensor),
              0,
              rows -> 0));
    }
    LogitsAndSampling sampling =
        new LogitsAndSampling(coefficients.elementwise(), device, model.vocab());
    perSample.add(
        new TokenOperator(
            "sampling", 1, rows -> OperatorTime.scaled(sampling.time(rows), factor), 0, rows -> 0));
    double truncation = factor * plan.engine().device().truncationUs(model.vocab());
    if (truncation > 0) {
      long time = OperatorTime.of(truncation, OperatorTime.FLOOR);
      perSample.add(
          new TokenOperator("top-k, top-p", 1, rows -> rows == 0 ? 0 : time, 0, rows -> 0));
    }
  }

  private Gemm gemm(WeightFormat format, double n, double k) {
    return new Gemm(
        coefficients.gemm().of(format, gpu),
        format.isNative(gpu) ? measured.gemm(format) : Optional.empty(),
        device,
        format.tflops(gpu) * 1e6,
        format,
        scales.gemmCompute(),
        n,
        k);
  }

  private void addGemm(String name, int layers, double n, double k, WeightFormat format) {
    addGemm(name, layers, n, k, format, plan.parallelism().tensor());
  }

  /** A 16-bit product that every tensor rank repeats. */
  private void addReplicatedGemm(String name, int layers, double n) {
    addGemm(name, layers, n, model.hidden(), WeightFormat.BF16, 1);
  }

  private void addGemm(
      String name, int layers, double n, double k, WeightFormat format, int shares) {
    Gemm product = gemm(format, n, k);
    double bytes = n * k * format.bytesPerWeight();
    perToken.add(
        new TokenOperator(
            name,
            layers,
            slowed(
                scales.gemmPads() ? padded(product::time) : product::time,
                factor * scales.gemm(format),
                2 * n * k,
                format,
                tokens -> bytes),
            2 * n * k * shares,
            tokens -> bytes));
  }

  /** The fastest of so many rows and of a few more. */
  private static IntToLongFunction padded(IntToLongFunction time) {
    return tokens -> {
      long best = time.applyAsLong(tokens);
      int tiles = tokens / ROWS_OF_A_TILE;
      for (int tile = tiles + 1; tokens > 0 && tile <= tiles + MOST_TILES_MORE; tile++) {
        long other = time.applyAsLong(tile * ROWS_OF_A_TILE);
        best = OperatorTime.picos(other) < OperatorTime.picos(best) ? other : best;
      }
      return best;
    };
  }

  /** Small kernels of the mean layer. */
  private double smallKernels() {
    double expertShare = model.moe().map(moe -> (double) moe.layers() / model.layers()).orElse(0.0);
    double latent = model.attention().mla().isPresent() ? scales.latentKernels() : 0;
    return scales.elementwiseKernels() + expertShare * scales.experts().smallKernels() + latent;
  }

  /**
   * An operator on this device in this engine: never faster than the arithmetic and the weights of
   * one GPU allow, whatever the factor.
   */
  private IntToLongFunction slowed(
      IntToLongFunction time,
      double slowdown,
      double flopsPerToken,
      WeightFormat format,
      IntToDoubleFunction weightBytes) {
    if (slowdown >= 1) {
      return tokens -> OperatorTime.scaled(time.applyAsLong(tokens), slowdown);
    }
    double computePerToken = flopsPerToken / (format.tflops(gpu) * 1e6);
    return tokens -> {
      long scaled = OperatorTime.scaled(time.applyAsLong(tokens), slowdown);
      double compute = computePerToken * tokens;
      double memory = weightBytes.applyAsDouble(tokens) / device.bytesPerMicro();
      long roof = OperatorTime.ofLargest(Math.max(compute, memory), compute, memory, 0);
      return OperatorTime.picos(scaled) > OperatorTime.picos(roof) ? scaled : roof;
    };
  }
}
