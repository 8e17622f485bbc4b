package io.foretoken.hardware.memory;

import io.foretoken.hardware.engine.MemoryDefaults;
import io.foretoken.hardware.model.ModelShape;
import io.foretoken.hardware.step.Parallelism;
import io.foretoken.hardware.step.ShardedModel;

/**
 * What one GPU holds besides the KV cache, in bytes.
 *
 * <p>Activations are the largest of a layer's tensors for a step of {@code maxNumBatchedTokens}
 * tokens (residual stream, input and output of the MLP or of the experts), of the sampler's logits
 * for {@code maxNumSeqs} rows, and of copies of the input embedding: the start-up measurement of
 * vLLM 0.15 and 0.19 comes out larger than the activations by about one embedding (found in twelve
 * published block counts, which this explains to 0.1 GiB; the reason is not established).
 *
 * @param weights weights
 * @param activations largest activations of a step
 * @param runtime runtime and communication buffers
 * @param graphs CUDA graphs
 */
record Footprint(long weights, long activations, long runtime, long graphs) {
  static final double GIB = 1024.0 * 1024 * 1024;

  private static final int ACTIVATION_BYTES = 2;

  /** Copies of the residual stream that live at once. */
  private static final int RESIDUALS = 4;

  /** 16-bit logits, 32-bit logits and probabilities. */
  private static final int SAMPLER_BYTES_PER_LOGIT = 10;

  /** Experts run in chunks of this many tokens. */
  private static final int EXPERT_CHUNK = 32_768;

  static Footprint of(MemoryRequest request) {
    ShardedModel shard = new ShardedModel(request.model(), request.parallelism());
    MemoryDefaults memory = request.engine().memory();
    double largest = Math.max(layerActivations(request, shard), samplerActivations(request));
    double embedding = memory.embeddingCopies() * ACTIVATION_BYTES * shard.embeddingWeights();
    double runtime = memory.runtimeGib() + (exchanges(request) ? memory.tensorParallelGib() : 0);
    return new Footprint(
        (long) Math.ceil(shard.weightBytes(request.precision())),
        (long) Math.max(largest, embedding),
        (long) (runtime * GIB),
        (long) (memory.graphGib() * GIB));
  }

  /** Whether GPUs exchange anything: data-parallel ranks of a dense model do not. */
  private static boolean exchanges(MemoryRequest request) {
    Parallelism division = request.parallelism();
    return division.gpus() > division.data()
        || (division.data() > 1 && request.model().moe().isPresent());
  }

  /** Everything but the weights. */
  long reserve() {
    return activations + runtime + graphs;
  }

  private static double layerActivations(MemoryRequest request, ShardedModel shard) {
    ModelShape model = request.model();
    double tokens = request.maxNumBatchedTokens();
    double attention = 2.0 * shard.qkvWidth();
    double dense =
        model.dense().layers() > 0 ? (double) shard.denseMatrices() * shard.denseWidth() : 0;
    double bytes = tokens * Math.max(attention, dense);
    if (model.moe().isPresent()) {
      ModelShape.Moe moe = model.moe().get();
      double width = (double) moe.intermediate() / request.parallelism().expertTensor();
      double perPair = Math.max((moe.gated() ? 2 : 1) * width, model.hidden()) + width;
      double pairs = Math.min(EXPERT_CHUNK, tokens * request.parallelism().data()) * moe.topK();
      bytes = Math.max(bytes, pairs * perPair / request.parallelism().expert());
    }
    return ACTIVATION_BYTES * (bytes + tokens * RESIDUALS * model.hidden());
  }

  private static double samplerActivations(MemoryRequest request) {
    double rows = Math.min(request.maxNumSeqs(), request.maxNumBatchedTokens());
    return SAMPLER_BYTES_PER_LOGIT * rows * request.model().vocab();
  }
}
