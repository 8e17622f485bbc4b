package io.foretoken.hardware.step;

import io.foretoken.hardware.model.ModelShape;
import io.foretoken.hardware.operator.Precision;
import io.foretoken.hardware.operator.WeightFormat;

/**
 * The part of a model that one GPU holds. KV heads are replicated when there are fewer than tensor
 * ranks, latents of MLA always; the vocabulary is padded to a multiple of 64 and of the ranks.
 */
public final class ShardedModel {
  private static final int VOCAB_GRAIN = 64;

  private final ModelShape model;
  private final Parallelism parallelism;

  /** A division that {@link Divisions#refusals} has nothing against. */
  public ShardedModel(ModelShape model, Parallelism parallelism) {
    this.model = model;
    this.parallelism = parallelism;
  }

  public ModelShape model() {
    return model;
  }

  public Parallelism parallelism() {
    return parallelism;
  }

  /** Query heads. */
  public int heads() {
    return model.attention().heads() / parallelism.tensor();
  }

  /** KV heads, at least 1. */
  public int kvHeads() {
    return Math.max(1, model.attention().kvHeads() / parallelism.tensor());
  }

  /** Layers that attend to the whole context. */
  public int fullLayers() {
    return model.layerKinds().full();
  }

  /** Layers with a sliding window. */
  public int windowLayers() {
    return model.layerKinds().window();
  }

  public int attentionLayers() {
    return fullLayers() + windowLayers();
  }

  /** Matrices of a dense MLP. */
  public int denseMatrices() {
    return model.dense().gated() ? 3 : 2;
  }

  /** Width of the dense MLP. */
  public int denseWidth() {
    return model.dense().intermediate() / parallelism.tensor();
  }

  /** Width of the shared experts, 0 without. */
  public int sharedWidth() {
    return model.moe().map(moe -> moe.sharedIntermediate() / parallelism.tensor()).orElse(0);
  }

  /** Rows of the embedding and of the LM head. */
  public int vocab() {
    int padded = (model.vocab() + VOCAB_GRAIN - 1) / VOCAB_GRAIN * VOCAB_GRAIN;
    return (padded + parallelism.tensor() - 1) / parallelism.tensor();
  }

  /** Output width of the fused query, key and value projection, an output gate included. */
  public int qkvWidth() {
    ModelShape.Attention attention = model.attention();
    int queries = heads() * attention.headDim() * (model.extras().outputGate() ? 2 : 1);
    return queries + kvHeads() * (attention.headDim() + attention.valueDim());
  }

  /** Weights of one layer's attention, elements. */
  public double attentionWeights() {
    ModelShape.Attention attention = model.attention();
    double hidden = model.hidden();
    double output = (double) heads() * attention.valueDim() * hidden;
    if (attention.mla().isEmpty()) {
      return hidden * qkvWidth() + output;
    }
    ModelShape.Mla mla = attention.mla().get();
    double queries = (double) heads() * attention.headDim();
    double query = mla.qLoraRank() > 0 ? (hidden + queries) * mla.qLoraRank() : hidden * queries;
    double latent = hidden * (mla.kvLoraRank() + mla.rope());
    double expand = (double) mla.kvLoraRank() * heads() * (mla.nope() + attention.valueDim());
    return query + latent + expand + output;
  }

  /** Weights of one dense MLP, elements. */
  public double denseMlpWeights() {
    return (double) denseMatrices() * model.hidden() * denseWidth();
  }

  /** Weights of one layer's shared experts, elements. */
  public double sharedExpertWeights() {
    int matrices = model.moe().map(moe -> moe.gated() ? 3 : 2).orElse(0);
    return (double) matrices * model.hidden() * sharedWidth();
  }

  /** Weights of one layer's routed experts, elements. */
  public double routedExpertWeights() {
    return model
        .moe()
        .map(
            moe ->
                (moe.gated() ? 3.0 : 2.0)
                    * model.hidden()
                    * moe.intermediate()
                    / parallelism.expertTensor()
                    * moe.experts()
                    / parallelism.expert())
        .orElse(0.0);
  }

  /** Weights of one layer's router, elements. */
  public double routerWeights() {
    return model.moe().map(moe -> (double) model.hidden() * moe.experts()).orElse(0.0);
  }

  /** Layers with experts. */
  public int moeLayers() {
    return model.moe().map(ModelShape.Moe::layers).orElse(0);
  }

  /** Norms and biases of the whole model that every token passes, elements. */
  public double normWeights() {
    ModelShape.Attention attention = model.attention();
    boolean biases = model.extras().biases();
    double hidden = model.hidden();
    int mixers = attentionLayers();
    int mlps = model.dense().layers() + moeLayers();
    double norms = (mixers + mlps + 1) * hidden * (biases ? 2 : 1);
    double perMixer = (attention.qkvBias() ? qkvWidth() : 0) + (biases ? hidden : 0);
    perMixer += attention.mla().map(mla -> mla.qLoraRank() + mla.kvLoraRank()).orElse(0);
    double perMlp = biases ? (denseMatrices() - 1.0) * denseWidth() + hidden : 0;
    double routers = biases ? model.moe().map(ModelShape.Moe::experts).orElse(0) : 0;
    return norms + mixers * perMixer + model.dense().layers() * perMlp + moeLayers() * routers;
  }

  /** Biases of the routed experts of one layer, elements. */
  public double expertBiases() {
    if (!model.extras().biases() || model.moe().isEmpty()) {
      return 0;
    }
    ModelShape.Moe moe = model.moe().get();
    double width = (double) moe.intermediate() / parallelism.expertTensor();
    double perExpert = (moe.gated() ? 2 : 1) * width + model.hidden();
    return perExpert * moe.experts() / parallelism.expert();
  }

  /** Input embedding, elements. */
  public double embeddingWeights() {
    return (double) vocab() * model.hidden();
  }

  /** Bytes of all weights that one GPU holds. */
  public double weightBytes(Precision precision) {
    WeightFormat format = precision.weights();
    double dense = format.ofDenseLayers(model).bytesPerWeight();
    double linear =
        attentionLayers() * attentionWeights()
            + model.dense().layers() * denseMlpWeights()
            + moeLayers() * sharedExpertWeights();
    double embeddings = embeddingWeights() * (model.tiedEmbeddings() ? 1 : 2);
    double positions = (double) model.extras().positionRows() * model.hidden();
    return linear * dense
        + moeLayers() * routedExpertWeights() * format.bytesPerWeight()
        + 2 * (embeddings + positions + normWeights())
        + 2 * moeLayers() * (routerWeights() + expertBiases());
  }

  /** Cached elements per token of one layer. */
  public int cachedElementsPerLayer() {
    ModelShape.Attention attention = model.attention();
    return attention
        .mla()
        .map(mla -> mla.kvLoraRank() + mla.rope())
        .orElse(kvHeads() * (attention.headDim() + attention.valueDim()));
  }
}
