package io.foretoken.hardware.catalog;

import io.foretoken.hardware.model.ModelShape;
import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Range;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A model as a catalogue file writes it. */
@Doc("The dimensions of one model's text tower.")
public record ModelRow(
    @Doc("Lower-case name that finds it.") String id,
    @Doc("Other names that find it.") @Default("[]") List<String> aliases,
    @Doc("Names of checkpoints of this shape in another number format, and that format.")
        @Default("{}")
        Map<String, Precision> checkpoints,
    @Doc("Transformer blocks.") @Range(min = 1) int layers,
    @Doc("Width of the residual stream.") @Range(min = 1) int hidden,
    @Doc("Rows of the embedding.") @Range(min = 1) int vocab,
    @Doc("Whether the LM head is the input embedding.") @Default("false") boolean tiedEmbeddings,
    Attention attention,
    @Doc("How many layers attend to what; default: all to the whole context.")
        Optional<LayerKinds> layerKinds,
    @Doc("Dense feed-forward layers.") Mlp mlp,
    @Doc("Layers with experts.") Optional<Moe> moe,
    @Doc(
            "Whether its generation_config.json has top_k or top_p, which engines take for requests"
                + " that name no sampling.")
        @Default("false")
        boolean truncatedSampling,
    @Doc("Longest sequence, tokens.") @Range(min = 1) int maxContext,
    @Doc("Format of the published weights.") Precision nativePrecision,
    @Doc("What only some architectures have.") @Default("{}") Extras extras,
    @Doc("Parameters as the vendor states them.") Optional<Published> published,
    @Default("medium") Confidence confidence,
    @Doc("When the figures were collected.") String asOf,
    @Doc("Where the figures stand.") String source,
    @Default("\"\"") String notes) {

  /** Formats of weights. */
  enum Precision {
    BF16,
    FP16,
    FP8,
    FP8_BLOCK,
    INT8,
    INT4,
    NVFP4,
    MXFP4;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Which weights ship in the native format. */
  enum Quantized {
    ALL,
    EXPERTS
  }

  /** Attention heads. */
  @Doc("Attention heads.")
  public record Attention(
      @Range(min = 1) int heads,
      @Doc("Default: as many as heads.") @Range(min = 1) OptionalInt kvHeads,
      @Doc("Elements per query and key head.") @Range(min = 1) int headDim,
      @Doc("Elements per value head; default: head_dim.") @Range(min = 1) OptionalInt valueDim,
      @Doc("Biases on queries, keys and values.") @Default("false") boolean qkvBias,
      Optional<Mla> mla) {}

  /** Latent attention. */
  @Doc("Multi-head latent attention; head_dim is nope + rope.")
  public record Mla(
      @Doc("0 where the query projection is a single matrix.") @Default("0") @Range(min = 0)
          int qLoraRank,
      @Range(min = 1) int kvLoraRank,
      @Range(min = 1) int nope,
      @Range(min = 1) int rope) {}

  /** Layers per kind of attention. */
  @Doc("Layers per kind of attention.")
  public record LayerKinds(
      @Default("0") @Range(min = 0) int full,
      @Default("0") @Range(min = 0) int window,
      @Default("0") @Range(min = 0) int linear,
      @Default("0") @Range(min = 0) int sparse,
      @Doc("Length of the window.") @Default("0") @Range(min = 0) int windowTokens,
      @Doc("Chunks that do not see one another, rather than a window that slides.")
          @Default("false")
          boolean chunked) {}

  /** Dense feed-forward layers. */
  @Doc("Dense feed-forward layers.")
  public record Mlp(
      @Doc("Default: those without experts.") @Range(min = 0) OptionalInt layers,
      @Default("0") @Range(min = 0) int intermediate,
      @Doc("Three matrices rather than two.") @Default("true") boolean gated) {}

  /** Layers with experts. */
  @Doc("Layers with experts.")
  public record Moe(
      @Doc("Default: all.") @Range(min = 1) OptionalInt layers,
      @Range(min = 1) int experts,
      @Doc("Experts that a token visits.") @Range(min = 1) int topK,
      @Doc("Width of one expert.") @Range(min = 1) int intermediate,
      @Doc("Total width of the shared experts.") @Default("0") @Range(min = 0)
          int sharedIntermediate,
      @Default("true") boolean gated,
      @Doc("Served tokens are known to reach all experts about equally.") @Default("false")
          boolean evenRouting) {}

  /** What only some architectures have. */
  @Doc("What only some architectures have.")
  public record Extras(
      @Doc("Biases on every projection.") @Default("false") boolean biases,
      @Doc("Rows of a learned position table.") @Default("0") @Range(min = 0) int positionRows,
      @Doc("Attention output is gated.") @Default("false") boolean outputGate,
      @Doc("Weights of a linear layer's mixer.") @Default("0") @Range(min = 0)
          long linearLayerWeights,
      @Doc("Weights of a sparse layer's indexer.") @Default("0") @Range(min = 0)
          long sparseLayerWeights,
      @Doc("Key-value heads of window layers, where they differ.") @Default("0") @Range(min = 0)
          int windowKvHeads,
      @Doc("Width of the experts' input, where it differs.") @Default("0") @Range(min = 0)
          int expertInput,
      @Doc("Which weights ship in native_precision.") @Default("all") Quantized quantized) {}

  /** Parameters as the vendor states them. */
  @Doc("Parameters as the vendor states them, 10^9.")
  public record Published(
      @Range(min = 0, aboveMin = true) OptionalDouble totalB,
      @Doc("Per token.") @Range(min = 0, aboveMin = true) OptionalDouble activeB) {}

  ModelEntry entry() {
    Map<String, String> formats = new LinkedHashMap<>();
    checkpoints.forEach((name, precision) -> formats.put(name, precision.word()));
    return new ModelEntry(
        shape(),
        aliases,
        formats,
        truncatedSampling,
        published.map(Published::totalB).orElse(OptionalDouble.empty()),
        published.map(Published::activeB).orElse(OptionalDouble.empty()),
        confidence.word(),
        asOf,
        source,
        notes);
  }

  private ModelShape shape() {
    Optional<ModelShape.Moe> experts =
        moe.map(
            row ->
                new ModelShape.Moe(
                    row.layers().orElse(layers),
                    row.experts(),
                    row.topK(),
                    row.intermediate(),
                    row.sharedIntermediate(),
                    row.gated(),
                    row.evenRouting()));
    int withoutExperts = layers - experts.map(ModelShape.Moe::layers).orElse(0);
    return new ModelShape(
        id,
        layers,
        hidden,
        vocab,
        tiedEmbeddings,
        new ModelShape.Attention(
            attention.heads(),
            attention.kvHeads().orElse(attention.heads()),
            attention.headDim(),
            attention.valueDim().orElse(attention.headDim()),
            attention.qkvBias(),
            attention
                .mla()
                .map(m -> new ModelShape.Mla(m.qLoraRank(), m.kvLoraRank(), m.nope(), m.rope()))),
        layerKinds
            .map(
                k ->
                    new ModelShape.LayerKinds(
                        k.full(),
                        k.window(),
                        k.linear(),
                        k.sparse(),
                        k.windowTokens(),
                        k.chunked()))
            .orElse(new ModelShape.LayerKinds(layers, 0, 0, 0, 0)),
        new ModelShape.DenseMlp(
            mlp.layers().orElse(withoutExperts), mlp.intermediate(), mlp.gated()),
        experts,
        maxContext,
        nativePrecision.word(),
        new ModelShape.Extras(
            extras.biases(),
            extras.positionRows(),
            extras.outputGate(),
            extras.linearLayerWeights(),
            extras.sparseLayerWeights(),
            extras.windowKvHeads(),
            extras.expertInput(),
            extras.quantized() == Quantized.EXPERTS ? "experts" : "all"));
  }
}
