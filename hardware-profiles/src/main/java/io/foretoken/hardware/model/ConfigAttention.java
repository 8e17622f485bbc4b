package io.foretoken.hardware.model;

import io.foretoken.hardware.model.ModelShape.Attention;
import io.foretoken.hardware.model.ModelShape.Mla;
import java.util.Optional;

/** Reads the attention of a {@code config.json}: heads, their widths, latent attention. */
final class ConfigAttention {
  private ConfigAttention() {}

  static Attention read(
      ConfigFields text, String modelType, Architecture architecture, int hidden) {
    // Published Gemma 3 files leave out what equals the defaults of their configuration class.
    boolean gemma3 = isGemma3(modelType);
    String[] headNames = {"num_attention_heads", "n_head", "n_heads"};
    int heads = gemma3 ? text.optionalCount(headNames).orElse(8) : text.count(headNames);
    int kvHeads = kvHeads(text, modelType, gemma3, heads);
    if (heads % kvHeads != 0) {
      text.problem(
          text.has("num_key_value_heads") ? "num_key_value_heads" : "num_kv_heads",
          kvHeads + " key-value heads do not divide " + heads + " heads",
          "every key-value head serves the same number of heads");
    }
    boolean qkvBias =
        text.flag(
            "attention_bias", text.flag("use_qkv_bias", text.flag("bias", architecture.qkvBias())));
    if (text.has("kv_lora_rank")) {
      return latent(text, heads);
    }
    int headDim =
        text.optionalCount("head_dim")
            .orElseGet(() -> gemma3 ? 256 : dividedHeadDim(text, hidden, heads, headNames));
    int valueDim = text.optionalCount("v_head_dim").orElse(headDim);
    return new Attention(heads, kvHeads, headDim, valueDim, qkvBias, Optional.empty());
  }

  static boolean isGemma3(String modelType) {
    return modelType.startsWith("gemma3");
  }

  /** Weights of one indexer of DeepSeek sparse attention, 0 for models without. */
  static long indexerWeights(ConfigFields text, int hidden) {
    if (!isIndexed(text)) {
      return 0;
    }
    long heads = text.count("index_n_heads");
    long dim = text.count("index_head_dim");
    long rank = text.count("q_lora_rank");
    return rank * heads * dim + hidden * dim + hidden * heads + 2 * dim;
  }

  /** Whether the model picks the tokens that it attends to by an indexer. */
  static boolean isIndexed(ConfigFields text) {
    return text.has("index_topk");
  }

  /** Key-value heads of window layers where a field tells them apart, else 0. */
  static int windowKvHeads(ConfigFields text, Attention attention) {
    int heads = text.countOr(0, "swa_num_key_value_heads");
    return heads == attention.kvHeads() ? 0 : heads;
  }

  private static int kvHeads(ConfigFields text, String modelType, boolean gemma3, int heads) {
    if (modelType.equals("falcon") && !text.flag("new_decoder_architecture", false)) {
      return text.flag("multi_query", true) ? 1 : heads;
    }
    return text.optionalCount("num_key_value_heads", "num_kv_heads", "attn_config.kv_n_heads")
        .orElse(gemma3 ? 4 : heads);
  }

  private static Attention latent(ConfigFields text, int heads) {
    int nope = text.count("qk_nope_head_dim");
    int rope = text.count("qk_rope_head_dim");
    // A head_dim beside these is not the width of the queries in any published file.
    return new Attention(
        heads,
        heads,
        nope + rope,
        text.count("v_head_dim"),
        text.flag("attention_bias", false),
        Optional.of(
            new Mla(text.countOr(0, "q_lora_rank"), text.count("kv_lora_rank"), nope, rope)));
  }

  private static int dividedHeadDim(ConfigFields text, int hidden, int heads, String... headNames) {
    if (hidden % heads != 0 && text.has(headNames)) {
      text.problem(
          headNames[0],
          heads + " heads do not divide the hidden size of " + hidden,
          "correct one of them, or add \"head_dim\"");
    }
    return Math.max(1, hidden / heads);
  }
}
