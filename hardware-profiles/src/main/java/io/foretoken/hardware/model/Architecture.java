package io.foretoken.hardware.model;

import io.foretoken.input.problem.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a {@code model_type} says that the fields of its {@code config.json} do not: the defaults of
 * its configuration class and the wiring of its layers.
 *
 * @param gated MLPs have three matrices
 * @param qkvBias biases on queries, keys and values when no field says otherwise
 * @param biases biases on every projection
 * @param tied the LM head is the input embedding when no field says otherwise
 * @param windows how window layers are told
 * @param experts how experts are told
 */
record Architecture(
    boolean gated,
    boolean qkvBias,
    boolean biases,
    boolean tied,
    Windows windows,
    Experts experts) {

  /** How a configuration tells which layers see a window only. */
  enum Windows {
    /** A window, if there is one, holds for all layers. */
    ALL,
    /** As {@link #ALL} but only with {@code use_sliding_window}, from {@code max_window_layers}. */
    SWITCHED,
    /** Window and full layers by turns, a window first. */
    BY_TURNS,
    /** Every n-th layer is full. */
    EVERY_NTH_FULL,
    /** Chunks instead of windows, every fourth layer full. */
    CHUNKS,
    /** No windows, whatever the fields say. */
    NONE
  }

  /** How a configuration tells its experts. */
  enum Experts {
    /** There are none. */
    NONE,
    /** {@code num_local_experts} in every layer, as wide as {@code intermediate_size}. */
    LOCAL,
    /** The same, reached about equally by served tokens (arXiv 2401.04088, section 5). */
    LOCAL_EVEN,
    /** {@code num_experts} as wide as {@code moe_intermediate_size}, some layers dense. */
    QWEN,
    /** {@code n_routed_experts} after {@code first_k_dense_replace} dense layers. */
    DEEPSEEK,
    /** Expert layers at every {@code interleave_moe_layer_step}. */
    LLAMA4
  }

  private static final Map<String, Architecture> KNOWN = new TreeMap<>();
  private static final Map<String, String> NOT_MODELLED = new TreeMap<>();

  static {
    Architecture llama = new Architecture(true, false, false, false, Windows.NONE, Experts.NONE);
    all(llama, "llama", "granite", "internlm2", "olmo", "olmo2", "smollm3", "seed_oss", "stablelm");
    all(llama.withWindows(Windows.ALL), "mistral", "ministral", "phi3");
    all(llama.withWindows(Windows.EVERY_NTH_FULL).withTied(), "gemma3_text", "gemma3", "cohere2");
    all(llama.withWindows(Windows.BY_TURNS).withTied(), "gemma2");
    all(llama.withTied(), "gemma", "cohere");
    all(llama.withQkvBias(), "qwen", "internlm", "glm", "glm4");
    Architecture switched = llama.withWindows(Windows.SWITCHED);
    all(switched, "qwen3", "qwen3_vl_text");
    all(
        switched.withQkvBias(),
        "qwen2",
        "qwen2_vl",
        "qwen2_vl_text",
        "qwen2_5_vl",
        "qwen2_5_vl_text");
    all(switched.withExperts(Experts.QWEN), "qwen3_moe", "qwen3_vl_moe_text");
    all(switched.withQkvBias().withExperts(Experts.QWEN), "qwen2_moe");
    all(llama.withExperts(Experts.QWEN), "olmoe");
    all(llama.withExperts(Experts.LOCAL), "granitemoe", "minimax_m2", "dbrx");
    all(llama.withWindows(Windows.ALL).withExperts(Experts.LOCAL), "phimoe");
    all(llama.withWindows(Windows.ALL).withExperts(Experts.LOCAL_EVEN), "mixtral");
    all(
        llama.withExperts(Experts.DEEPSEEK),
        "deepseek",
        "deepseek_v2",
        "deepseek_v3",
        "deepseek_v32",
        "kimi_k2",
        "glm4_moe",
        "glm_moe_dsa");
    all(llama.withWindows(Windows.CHUNKS).withExperts(Experts.LLAMA4), "llama4_text", "llama4");
    all(llama.withWindows(Windows.BY_TURNS).withExperts(Experts.DEEPSEEK), "mimo_v2_flash");
    KNOWN.put(
        "gpt_oss", new Architecture(true, true, true, false, Windows.BY_TURNS, Experts.LOCAL));
    Architecture plain = new Architecture(false, false, false, false, Windows.NONE, Experts.NONE);
    all(plain, "nemotron");
    all(plain.withTied(), "falcon");
    Architecture biased = new Architecture(false, true, true, false, Windows.NONE, Experts.NONE);
    all(biased, "phi", "gpt_neox");
    all(biased.withTied(), "opt", "bloom", "gpt2");
    all(biased.withTied().withWindows(Windows.ALL), "starcoder2");
    all(new Architecture(false, false, true, false, Windows.NONE, Experts.NONE), "gptj");
    for (String hybrid :
        List.of(
            "qwen3_next",
            "qwen3_5",
            "qwen3_5_text",
            "qwen3_5_moe",
            "qwen3_5_moe_text",
            "minimax",
            "minimax_text_01",
            "minimax_m1",
            "kimi_linear")) {
      NOT_MODELLED.put(hybrid, "linear attention");
    }
    for (String hybrid :
        List.of(
            "nemotron_h",
            "mamba",
            "mamba2",
            "falcon_mamba",
            "jamba",
            "bamba",
            "zamba",
            "zamba2",
            "falcon_h1",
            "granitemoehybrid",
            "rwkv",
            "recurrent_gemma",
            "lfm2")) {
      NOT_MODELLED.put(hybrid, "state-space or recurrent layers");
    }
    for (String sparse : List.of("minimax_m3", "minimax_m3_text", "deepseek_v4")) {
      NOT_MODELLED.put(sparse, "sparse attention");
    }
    for (String pruned : List.of("nemotron-nas", "deci")) {
      NOT_MODELLED.put(pruned, "blocks of different widths");
    }
    NOT_MODELLED.put("mllama", "cross attention");
  }

  /** The architecture of that {@code model_type}. */
  static Optional<Architecture> of(String modelType) {
    return Optional.ofNullable(KNOWN.get(modelType));
  }

  /** Why a known {@code model_type} is refused, in a few words. */
  static Optional<String> notModelled(String modelType) {
    return Optional.ofNullable(NOT_MODELLED.get(modelType));
  }

  /** The {@code model_type} that belongs to a class name such as LlamaForCausalLM. */
  static Optional<String> ofClass(String className) {
    String wanted = letters(className.replaceFirst("(ForCausalLM|ForConditionalGeneration)$", ""));
    return List.of(KNOWN, NOT_MODELLED).stream()
        .flatMap(map -> map.keySet().stream())
        .filter(type -> letters(type).equals(wanted))
        .findFirst();
  }

  /** What to write instead of an unknown {@code model_type}. */
  static String known(String modelType) {
    return NearestName.of(modelType, KNOWN.keySet())
            .map(near -> "did you mean \"" + near + "\"? ")
            .orElse("")
        + "known: "
        + String.join(", ", KNOWN.keySet());
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  private static void all(Architecture architecture, String... modelTypes) {
    for (String modelType : modelTypes) {
      KNOWN.put(modelType, architecture);
    }
  }

  private Architecture withWindows(Windows other) {
    return new Architecture(gated, qkvBias, biases, tied, other, experts);
  }

  private Architecture withExperts(Experts other) {
    return new Architecture(gated, qkvBias, biases, tied, windows, other);
  }

  private Architecture withTied() {
    return new Architecture(gated, qkvBias, biases, true, windows, experts);
  }

  private Architecture withQkvBias() {
    return new Architecture(gated, true, biases, tied, windows, experts);
  }
}
