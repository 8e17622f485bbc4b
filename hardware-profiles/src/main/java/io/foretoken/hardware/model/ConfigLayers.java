package io.foretoken.hardware.model;

import io.foretoken.hardware.model.ModelShape.LayerKinds;
import java.util.List;
import java.util.Optional;

/**
 * Reads which layers of a {@code config.json} see the whole context and which a window. A list of
 * {@code layer_types} decides where there is one, else the pattern of the architecture.
 */
final class ConfigLayers {
  private ConfigLayers() {}

  static LayerKinds read(ConfigFields text, Architecture architecture, int layers, int maxContext) {
    if (ConfigAttention.isIndexed(text)) {
      return new LayerKinds(0, 0, 0, layers, 0);
    }
    int window = window(text, architecture);
    // A window as long as the context never cuts anything off.
    if (window == 0 || window >= maxContext) {
      return new LayerKinds(layers, 0, 0, 0, 0);
    }
    int windowed = Math.min(layers, windowLayers(text, architecture, layers));
    boolean chunked = windowed > 0 && architecture.windows() == Architecture.Windows.CHUNKS;
    return new LayerKinds(layers - windowed, windowed, 0, 0, windowed > 0 ? window : 0, chunked);
  }

  private static int window(ConfigFields text, Architecture architecture) {
    return switch (architecture.windows()) {
      case NONE -> 0;
      case CHUNKS -> text.countOr(0, "attention_chunk_size");
      case SWITCHED ->
          text.flag("use_sliding_window", false) ? text.countOr(0, "sliding_window") : 0;
      case ALL, BY_TURNS, EVERY_NTH_FULL ->
          text.countOr(0, "sliding_window", "sliding_window_size");
    };
  }

  private static int windowLayers(ConfigFields text, Architecture architecture, int layers) {
    Optional<List<String>> types = text.perLayer(layers, "layer_types");
    if (types.isPresent()) {
      return (int)
          types.get().stream()
              .filter(type -> type.equals("sliding_attention") || type.equals("chunked_attention"))
              .count();
    }
    Optional<List<String>> hybrid = text.perLayer(layers, "hybrid_layer_pattern");
    if (hybrid.isPresent()) {
      return (int) hybrid.get().stream().filter(layer -> layer.equals("1")).count();
    }
    return switch (architecture.windows()) {
      case NONE -> 0;
      case ALL -> layers;
      case SWITCHED -> Math.max(0, layers - text.countOr(layers, "max_window_layers"));
      case BY_TURNS -> (layers + 1) / 2;
      case EVERY_NTH_FULL ->
          layers
              - layers
                  / Math.max(
                      1, text.countOr(6, "sliding_window_pattern", "_sliding_window_pattern"));
      case CHUNKS -> chunkLayers(text, layers);
    };
  }

  /** Layers with rotary positions work in chunks; {@code no_rope_layers} marks them with 1. */
  private static int chunkLayers(ConfigFields text, int layers) {
    boolean listed = text.texts("no_rope_layers").filter(list -> !list.isEmpty()).isPresent();
    if (listed) {
      List<String> rotary = text.perLayer(layers, "no_rope_layers").orElseThrow();
      return (int) rotary.stream().filter(layer -> layer.equals("1")).count();
    }
    return layers - layers / Math.max(1, text.countOr(4, "no_rope_layer_interval"));
  }
}
