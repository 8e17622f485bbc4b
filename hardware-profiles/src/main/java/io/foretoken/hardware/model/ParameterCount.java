package io.foretoken.hardware.model;

import io.foretoken.hardware.model.ModelShape.Attention;
import io.foretoken.hardware.model.ModelShape.DenseMlp;
import io.foretoken.hardware.model.ModelShape.Extras;
import io.foretoken.hardware.model.ModelShape.LayerKinds;
import io.foretoken.hardware.model.ModelShape.Mla;
import io.foretoken.hardware.model.ModelShape.Moe;

/**
 * The weights of a model by component, counted from its dimensions, in elements. Text tower only,
 * without layers for multi-token prediction. Left out because they are below 0.1 % of any model:
 * norms on heads, attention sinks, gates of shared experts, the second pair of norms of Gemma.
 *
 * <p>Example: Llama 3.1 8B has 32 x (4096 x (4096 + 2 x 1024) + 4096 x 4096) = 1.342 G elements of
 * attention, 32 x 3 x 4096 x 14336 = 5.637 G of MLP, 128256 x 4096 = 0.525 G of input embedding and
 * as many of LM head: 8.030 G in all.
 *
 * @param embeddings input embedding and learned positions
 * @param attention mixers of all layers, linear ones included
 * @param mlp dense feed-forward layers
 * @param experts routed experts, all of them
 * @param activeExperts routed experts that one token visits
 * @param sharedExperts experts that every token visits, and projections around the routed ones
 * @param router routing projections
 * @param norms normalisation weights
 * @param lmHead LM head, 0 when it is the input embedding
 */
public record ParameterCount(
    long embeddings,
    long attention,
    long mlp,
    long experts,
    long activeExperts,
    long sharedExperts,
    long router,
    long norms,
    long lmHead) {

  /** Counts the weights of {@code shape}. */
  public static ParameterCount of(ModelShape shape) {
    long hidden = shape.hidden();
    Extras extras = shape.extras();
    long expert = shape.moe().map(moe -> oneExpert(shape, moe)).orElse(0L);
    long moeLayers = shape.moe().map(Moe::layers).orElse(0);
    return new ParameterCount(
        (shape.vocab() + (long) extras.positionRows()) * hidden,
        attention(shape),
        mlp(shape.dense(), hidden, extras.biases()),
        moeLayers * shape.moe().map(Moe::experts).orElse(0) * expert,
        moeLayers * shape.moe().map(Moe::topK).orElse(0) * expert,
        moeLayers * shape.moe().map(moe -> besideExperts(shape, moe)).orElse(0L),
        moeLayers * shape.moe().map(Moe::experts).orElse(0) * (hidden + (extras.biases() ? 1 : 0)),
        norms(shape),
        shape.tiedEmbeddings() ? 0 : shape.vocab() * hidden);
  }

  /** Weights of the whole model. */
  public long total() {
    return embeddings + attention + mlp + experts + sharedExperts + router + norms + lmHead;
  }

  /** Weights that one token passes through, the input embedding counted whole. */
  public long active() {
    return total() - experts + activeExperts;
  }

  /**
   * Weights that a decode step of one sequence reads: {@link #active} without an input embedding of
   * which one row is looked up; a tied one is read whole as the LM head.
   */
  public long activePerStep() {
    return lmHead == 0 ? active() : active() - embeddings;
  }

  private static long attention(ModelShape shape) {
    LayerKinds kinds = shape.layerKinds();
    Attention attention = shape.attention();
    Extras extras = shape.extras();
    int windowKvHeads = extras.windowKvHeads() > 0 ? extras.windowKvHeads() : attention.kvHeads();
    long wide = layerAttention(shape, attention.kvHeads());
    return (kinds.full() + (long) kinds.sparse()) * wide
        + kinds.sparse() * extras.sparseLayerWeights()
        + kinds.window() * layerAttention(shape, windowKvHeads)
        + kinds.linear() * extras.linearLayerWeights();
  }

  private static long layerAttention(ModelShape shape, int kvHeads) {
    Attention attention = shape.attention();
    long hidden = shape.hidden();
    long heads = attention.heads();
    long output = heads * attention.valueDim() * hidden;
    if (attention.mla().isPresent()) {
      return latentAttention(attention, attention.mla().get(), hidden) + output;
    }
    long queries = heads * attention.headDim();
    long keysAndValues = (long) kvHeads * (attention.headDim() + attention.valueDim());
    long gate = shape.extras().outputGate() ? queries * hidden : 0;
    boolean biases = shape.extras().biases();
    long bias = (attention.qkvBias() ? queries + keysAndValues : 0) + (biases ? hidden : 0);
    return (queries + keysAndValues) * hidden + output + gate + bias;
  }

  private static long latentAttention(Attention attention, Mla mla, long hidden) {
    long heads = attention.heads();
    long queryWidth = heads * (mla.nope() + mla.rope());
    long queries =
        mla.qLoraRank() > 0 ? mla.qLoraRank() * (hidden + queryWidth) : hidden * queryWidth;
    long down = hidden * (mla.kvLoraRank() + mla.rope());
    long up = mla.kvLoraRank() * heads * (mla.nope() + attention.valueDim());
    return queries + down + up + mla.qLoraRank() + mla.kvLoraRank();
  }

  private static long mlp(DenseMlp dense, long hidden, boolean biases) {
    long bias = biases ? (dense.gated() ? 2L : 1L) * dense.intermediate() + hidden : 0;
    return dense.layers() * (matrices(dense.gated()) * dense.intermediate() * hidden + bias);
  }

  private static long oneExpert(ModelShape shape, Moe moe) {
    long input = expertInput(shape);
    long bias = shape.extras().biases() ? (moe.gated() ? 2L : 1L) * moe.intermediate() + input : 0;
    return matrices(moe.gated()) * moe.intermediate() * input + bias;
  }

  private static long besideExperts(ModelShape shape, Moe moe) {
    long hidden = shape.hidden();
    long input = expertInput(shape);
    long projections = input == hidden ? 0 : 2 * hidden * input;
    return matrices(moe.gated()) * moe.sharedIntermediate() * hidden + projections;
  }

  private static long expertInput(ModelShape shape) {
    int width = shape.extras().expertInput();
    return width > 0 ? width : shape.hidden();
  }

  private static long norms(ModelShape shape) {
    LayerKinds kinds = shape.layerKinds();
    long blocks =
        (long) kinds.full()
            + kinds.window()
            + kinds.linear()
            + kinds.sparse()
            + shape.dense().layers()
            + shape.moe().map(Moe::layers).orElse(0);
    return (blocks + 1) * shape.hidden() * (shape.extras().biases() ? 2 : 1);
  }

  private static long matrices(boolean gated) {
    return gated ? 3 : 2;
  }
}
