package io.foretoken.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of a user's own that tests write: a model's configuration, a catalogue, a scenario. */
final class OwnFiles {
  /** What the checkpoint of Llama-3.1-8B carries, as far as it concerns the shape. */
  static final String LLAMA_8B =
      """
      {
        "model_type": "llama",
        "hidden_size": 4096,
        "intermediate_size": 14336,
        "num_hidden_layers": 32,
        "num_attention_heads": 32,
        "num_key_value_heads": 8,
        "vocab_size": 128256,
        "max_position_embeddings": 131072,
        "tie_word_embeddings": false,
        "torch_dtype": "bfloat16"
      }
      """;

  /** A card that looks like an H100, and a price for it and for the H100. */
  static final String CATALOG =
      """
      schema_version: 1
      gpus:
        - id: our-card
          aliases: [card-of-ours]
          architecture: Hopper
          dense_tflops: {bf16: 989, fp8: 1979}
          memory_label_gb: 80
          visible_memory_gib: 79.65
          memory_gb_per_s: 3350
          scale_up: {link: NVLink4, gb_per_s_per_direction: 450, domain: 8}
          as_of: "2026-08"
          source: measured here
      prices:
        - {gpu: our-card, provider: cellar, per_gpu_hour: 0.5, currency: USD, as_of: "2026-08", source: our books}
        - {gpu: h100, provider: cellar, per_gpu_hour: 1.25, currency: USD, as_of: "2026-08", source: our books}
      """;

  private static final String SCENARIO =
      """
      schema_version: 1
      model: llama-3.1-8b
      fleet:
        - pool: main
          gpu: h100
          engine: {name: vllm}
      workload:
        arrivals: {process: poisson, rate: 5/s}
        input_tokens: 500
        output_tokens: 50
      stop: {duration: 10s, warmup: 1s}
      """;

  private OwnFiles() {}

  /** A small scenario in the folder, with a part of its text replaced. */
  static Path scenario(Path folder, String good, String other) throws IOException {
    if (!SCENARIO.contains(good)) {
      throw new IllegalArgumentException("the scenario has no \"" + good + "\"");
    }
    return write(folder, "scenario.yaml", SCENARIO.replace(good, other));
  }

  /** A text file below the folder; folders on the way are made. */
  static Path write(Path folder, String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text, StandardCharsets.UTF_8);
  }
}
