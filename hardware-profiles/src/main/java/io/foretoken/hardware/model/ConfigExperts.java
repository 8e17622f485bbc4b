package io.foretoken.hardware.model;

import io.foretoken.hardware.model.ModelShape.Moe;
import java.util.List;
import java.util.Optional;

/** Reads the experts of a {@code config.json}: how many, how wide, in which layers. */
final class ConfigExperts {
  private ConfigExperts() {}

  static Optional<Moe> read(ConfigFields text, Architecture architecture, int layers) {
    Optional<Moe> moe =
        switch (architecture.experts()) {
          case NONE -> Optional.empty();
          case LOCAL -> Optional.of(local(text, layers, false));
          case LOCAL_EVEN -> Optional.of(local(text, layers, true));
          case QWEN -> Optional.of(qwen(text, layers));
          case DEEPSEEK ->
              text.has("n_routed_experts") ? Optional.of(deepSeek(text, layers)) : Optional.empty();
          case LLAMA4 -> Optional.of(llama4(text, layers));
        };
    moe.filter(experts -> experts.topK() > experts.experts())
        .ifPresent(
            experts ->
                text.problem(
                    "num_experts_per_tok",
                    "a token visits " + experts.topK() + " of " + experts.experts() + " experts",
                    ""));
    return moe;
  }

  private static Moe local(ConfigFields text, int layers, boolean even) {
    return new Moe(
        layers,
        text.count("num_local_experts", "num_experts", "ffn_config.moe_num_experts"),
        text.count("num_experts_per_tok", "experts_per_token", "ffn_config.moe_top_k"),
        text.count("intermediate_size", "ffn_config.ffn_hidden_size"),
        text.countOr(0, "shared_intermediate_size"),
        true,
        even);
  }

  private static Moe qwen(ConfigFields text, int layers) {
    int step = Math.max(1, text.countOr(1, "decoder_sparse_step"));
    List<String> dense = text.texts("mlp_only_layers").orElse(List.of());
    int expertLayers = 0;
    for (int layer = 0; layer < layers; layer++) {
      if ((layer + 1) % step == 0 && !dense.contains(Integer.toString(layer))) {
        expertLayers++;
      }
    }
    return new Moe(
        expertLayers,
        text.count("num_experts"),
        text.count("num_experts_per_tok"),
        text.count("moe_intermediate_size", "intermediate_size"),
        text.countOr(0, "shared_expert_intermediate_size"),
        true);
  }

  private static Moe deepSeek(ConfigFields text, int layers) {
    int width = text.count("moe_intermediate_size");
    return new Moe(
        deepSeekLayers(text, layers),
        text.count("n_routed_experts"),
        text.count("num_experts_per_tok"),
        width,
        width * text.countOr(0, "n_shared_experts"),
        true);
  }

  private static int deepSeekLayers(ConfigFields text, int layers) {
    Optional<List<String>> listed = text.perLayer(layers, "moe_layer_freq");
    if (listed.isPresent()) {
      return (int) listed.get().stream().filter(freq -> freq.equals("1")).count();
    }
    int dense = text.countOr(0, "first_k_dense_replace");
    if (dense > layers) {
      text.problem("first_k_dense_replace", dense + " dense layers of " + layers + " layers", "");
      return 1;
    }
    int frequency = Math.max(1, text.countOr(1, "moe_layer_freq"));
    int expertLayers = 0;
    for (int layer = dense; layer < layers; layer++) {
      if (layer % frequency == 0) {
        expertLayers++;
      }
    }
    return expertLayers;
  }

  /** {@code intermediate_size} is the width of an expert, and of the one shared expert. */
  private static Moe llama4(ConfigFields text, int layers) {
    int step = Math.max(1, text.countOr(1, "interleave_moe_layer_step"));
    int expertLayers = text.texts("moe_layers").map(List::size).orElse(layers / step);
    int width = text.count("intermediate_size");
    return new Moe(
        Math.min(expertLayers, layers),
        text.count("num_local_experts"),
        text.count("num_experts_per_tok"),
        width,
        width,
        true);
  }
}
