package io.foretoken.hardware.model;

import io.foretoken.sim.kv.AttentionSpan;
import java.util.List;
import java.util.Optional;

/**
 * The dimensions of a transformer that decide its memory and its operations (text tower only, no
 * multi-token-prediction layers). Lengths in elements, counts in layers.
 *
 * @param id the catalogue's lower-case id
 * @param layers transformer blocks
 * @param hidden width of the residual stream
 * @param vocab rows of the embedding and of the LM head
 * @param tiedEmbeddings whether the LM head reuses the input embedding's weights
 * @param attention shape of the attention of every layer
 * @param layerKinds how many layers have which kind of attention
 * @param dense width and kind of the dense MLP; its {@code layers} may be 0
 * @param moe the mixture of experts, if the model has one
 * @param maxContext longest sequence that the model accepts, tokens
 * @param nativePrecision weight format that the published checkpoint ships
 * @param extras what only some architectures have; {@link Extras#NONE} for most
 */
public record ModelShape(
    String id,
    int layers,
    int hidden,
    int vocab,
    boolean tiedEmbeddings,
    Attention attention,
    LayerKinds layerKinds,
    DenseMlp dense,
    Optional<Moe> moe,
    int maxContext,
    String nativePrecision,
    Extras extras) {

  /** A shape without extras. */
  public ModelShape(
      String id,
      int layers,
      int hidden,
      int vocab,
      boolean tiedEmbeddings,
      Attention attention,
      LayerKinds layerKinds,
      DenseMlp dense,
      Optional<Moe> moe,
      int maxContext,
      String nativePrecision) {
    this(
        id,
        layers,
        hidden,
        vocab,
        tiedEmbeddings,
        attention,
        layerKinds,
        dense,
        moe,
        maxContext,
        nativePrecision,
        Extras.NONE);
  }

  /**
   * Attention heads.
   *
   * @param heads query heads
   * @param kvHeads key-value heads (grouped-query when fewer than {@code heads})
   * @param headDim elements per query and key head; with MLA nope + rope
   * @param valueDim elements per value head
   * @param qkvBias whether the projections carry biases
   * @param mla latent attention's ranks, if it is latent
   */
  public record Attention(
      int heads, int kvHeads, int headDim, int valueDim, boolean qkvBias, Optional<Mla> mla) {}

  /**
   * Multi-head latent attention (DeepSeek). Cached per token and layer: {@code kvLoraRank + rope}
   * elements, replicated on every tensor-parallel rank.
   *
   * @param qLoraRank rank of the query projection, 0 when it is a single matrix
   */
  public record Mla(int qLoraRank, int kvLoraRank, int nope, int rope) {}

  /**
   * Layers per kind of attention; they sum to the layers that have a mixer.
   *
   * @param full layers that attend to the whole context
   * @param window layers that attend to {@code windowTokens} tokens
   * @param linear layers with linear or state-space attention (not modelled)
   * @param sparse layers with learned sparse attention (not modelled)
   * @param windowTokens length of the window, 0 when there is none
   * @param chunked whether a window layer's context is cut into chunks of that length, none of
   *     which sees another, rather than a window that slides
   */
  public record LayerKinds(
      int full, int window, int linear, int sparse, int windowTokens, boolean chunked) {
    /** Windows that slide. */
    public LayerKinds(int full, int window, int linear, int sparse, int windowTokens) {
      this(full, window, linear, sparse, windowTokens, false);
    }

    /** What the window layers need of a sequence; there must be such layers. */
    public AttentionSpan windowSpan() {
      return chunked ? AttentionSpan.chunked(windowTokens) : AttentionSpan.sliding(windowTokens);
    }
  }

  /**
   * Dense feed-forward layers.
   *
   * @param gated three matrices (gate, up, down) rather than two
   */
  public record DenseMlp(int layers, int intermediate, boolean gated) {}

  /**
   * Expert layers.
   *
   * @param layers layers with experts
   * @param experts routed experts per layer
   * @param topK experts that each token visits
   * @param intermediate width of one expert
   * @param sharedIntermediate total width of the shared experts, 0 without
   * @param evenRouting whether served tokens are known to reach all experts about equally
   */
  public record Moe(
      int layers,
      int experts,
      int topK,
      int intermediate,
      int sharedIntermediate,
      boolean gated,
      boolean evenRouting) {

    /** Experts of whose popularity nothing is known. */
    public Moe(
        int layers,
        int experts,
        int topK,
        int intermediate,
        int sharedIntermediate,
        boolean gated) {
      this(layers, experts, topK, intermediate, sharedIntermediate, gated, false);
    }
  }

  /**
   * What only some architectures have. Needed to count weights and cached elements; the mechanisms
   * among them that change the work of a step are named by {@link ModelShape#notModelled}.
   *
   * @param biases every projection carries a bias (attention output, MLP, experts, router)
   * @param positionRows rows of a learned position table, 0 without
   * @param outputGate attention output is gated by a projection as wide as the queries
   * @param linearLayerWeights weights of the mixer of one linear-attention layer
   * @param sparseLayerWeights weights of the indexer of one sparse-attention layer
   * @param windowKvHeads key-value heads of window layers where they differ, else 0
   * @param expertInput width of the experts' input where it is not {@code hidden}, else 0
   * @param quantized which weights ship in {@code nativePrecision}: "all", or "experts" where the
   *     rest ships in bf16
   */
  public record Extras(
      boolean biases,
      int positionRows,
      boolean outputGate,
      long linearLayerWeights,
      long sparseLayerWeights,
      int windowKvHeads,
      int expertInput,
      String quantized) {

    /** An architecture with none of this. */
    public static final Extras NONE = new Extras(false, 0, false, 0, 0, 0, 0, "all");
  }

  /** The same shape with other weights, such as a quantised checkpoint of the model. */
  public ModelShape withPrecision(String precision, String quantizedParts) {
    Extras other =
        new Extras(
            extras.biases,
            extras.positionRows,
            extras.outputGate,
            extras.linearLayerWeights,
            extras.sparseLayerWeights,
            extras.windowKvHeads,
            extras.expertInput,
            quantizedParts);
    return new ModelShape(
        id,
        layers,
        hidden,
        vocab,
        tiedEmbeddings,
        attention,
        layerKinds,
        dense,
        moe,
        maxContext,
        precision,
        other);
  }

  /** The same shape with a cache that keeps all tokens of all layers. */
  public ModelShape withWholeCache() {
    LayerKinds whole =
        new LayerKinds(
            layerKinds.full() + layerKinds.window(),
            0,
            layerKinds.linear(),
            layerKinds.sparse(),
            0);
    return new ModelShape(
        id,
        layers,
        hidden,
        vocab,
        tiedEmbeddings,
        attention,
        whole,
        dense,
        moe,
        maxContext,
        nativePrecision,
        extras);
  }

  /** Names of the mechanisms of this model that are not modelled; empty when all are. */
  public List<String> notModelled() {
    return List.of(
            layerKinds.linear() > 0 ? "linear attention" : "",
            layerKinds.sparse() > 0 ? "sparse attention" : "",
            extras.windowKvHeads() > 0 ? "key-value heads that differ between layers" : "",
            extras.expertInput() > 0 ? "experts of another width than the model" : "")
        .stream()
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
