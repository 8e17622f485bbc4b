package io.foretoken.hardware.model;

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
    String nativePrecision) {

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
   * @param window layers that attend to the last {@code windowTokens} tokens
   * @param linear layers with linear or state-space attention (not modelled)
   * @param sparse layers with learned sparse attention (not modelled)
   * @param windowTokens length of the sliding window, 0 when there is none
   */
  public record LayerKinds(int full, int window, int linear, int sparse, int windowTokens) {}

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
   */
  public record Moe(
      int layers, int experts, int topK, int intermediate, int sharedIntermediate, boolean gated) {}

  /** Names of the mechanisms of this model that are not modelled; empty when all are. */
  public List<String> notModelled() {
    return List.of(
            layerKinds.linear() > 0 ? "linear attention" : "",
            layerKinds.sparse() > 0 ? "sparse attention" : "")
        .stream()
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
