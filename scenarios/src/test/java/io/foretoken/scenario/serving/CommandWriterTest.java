package io.foretoken.scenario.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.hardware.step.Parallelism;
import io.foretoken.scenario.resolve.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that is written is read again as what it was written from. */
class CommandWriterTest {
  private static final String ENGINE = "fleet.main.engine.";

  @TempDir Path folder;

  private ServingCommand again(WrittenCommand written) throws IOException {
    Files.writeString(folder.resolve(WrittenCommand.OPTIONS_FILE), written.options());
    return ServingCommand.parse(String.join(" ", written.words()), folder);
  }

  private static Map<String, String> settings(ServingCommand command) {
    return new TreeMap<>(
        command.settings().stream().collect(Collectors.toMap(Setting::path, Setting::value)));
  }

  private void roundTrip(
      String engine, Parallelism parallelism, int replicas, Map<String, String> settings)
      throws IOException {
    WrittenCommand written =
        CommandWriter.write(engine, "org/model", parallelism, replicas, settings);
    ServingCommand read = again(written);
    assertThat(read.engine()).isEqualTo(engine);
    assertThat(read.model().orElseThrow().value()).isEqualTo("org/model");
    assertThat(settings(read)).isEqualTo(new TreeMap<>(settings));
    assertThat(read.ignored()).isEmpty();
    assertThat(written.unsaid()).isEmpty();
    EngineDivision division = EngineDivision.of(engine, read.degrees(), parallelism.expert() > 1);
    assertThat(division).isEqualTo(new EngineDivision(parallelism, replicas));
  }

  @Test
  void vllm() throws IOException {
    roundTrip(
        "vllm",
        new Parallelism(2, 1, 4, 8),
        1,
        Map.of(
            ENGINE + "batching.max_num_seqs",
            "128",
            ENGINE + "batching.max_num_batched_tokens",
            "4096",
            ENGINE + "batching.enable_chunked_prefill",
            "true",
            ENGINE + "batching.async_scheduling",
            "false",
            ENGINE + "memory.gpu_memory_utilization",
            "0.85",
            ENGINE + "memory.enable_prefix_caching",
            "false",
            ENGINE + "memory.num_gpu_blocks_override",
            "9000",
            ENGINE + "api.stream_interval",
            "4",
            "precision.kv_cache_dtype",
            "fp8",
            "precision.weights",
            "int4"));
  }

  /** What is on unless a switch takes it off, and a prompt that may not be split. */
  @Test
  void sglang() throws IOException {
    roundTrip(
        "sglang",
        new Parallelism(2, 1, 4, 8),
        1,
        Map.of(
            ENGINE + "batching.max_running_requests",
            "64",
            ENGINE + "batching.enable_chunked_prefill",
            "false",
            ENGINE + "batching.enable_mixed_chunk",
            "true",
            ENGINE + "batching.async_scheduling",
            "false",
            ENGINE + "memory.mem_fraction_static",
            "0.8",
            ENGINE + "memory.enable_prefix_caching",
            "false",
            "precision.weights",
            "fp8"));
    roundTrip(
        "sglang",
        Parallelism.tensor(2),
        3,
        Map.of(ENGINE + "batching.chunked_prefill_size", "2048"));
  }

  /** Some of TensorRT-LLM's knobs stand in its options file only. */
  @Test
  void tensorRtLlm() throws IOException {
    roundTrip(
        "tensorrt-llm",
        new Parallelism(1, 1, 8, 8),
        1,
        Map.ofEntries(
            Map.entry(ENGINE + "batching.max_batch_size", "512"),
            Map.entry(ENGINE + "batching.max_num_tokens", "8192"),
            Map.entry(ENGINE + "batching.async_scheduling", "false"),
            Map.entry(ENGINE + "batching.batch_wait_timeout_iters", "10"),
            Map.entry(ENGINE + "batching.attention_dp.enable_balance", "true"),
            Map.entry(ENGINE + "batching.attention_dp.timeout_iters", "60"),
            Map.entry(ENGINE + "batching.policy", "trtllm-max-utilization"),
            Map.entry(ENGINE + "memory.free_gpu_memory_fraction", "0.9"),
            Map.entry(ENGINE + "memory.tokens_per_block", "64"),
            Map.entry(ENGINE + "memory.enable_prefix_caching", "false"),
            Map.entry("precision.kv_cache_dtype", "fp8")));
    roundTrip("tensorrt-llm", Parallelism.tensor(4), 1, Map.of());
  }

  @Test
  void whatAnEngineHasNoFlagForIsSaid() {
    WrittenCommand written =
        CommandWriter.write(
            "vllm",
            "org/model",
            new Parallelism(4, 1, 2, 2),
            3,
            Map.of(
                ENGINE + "batching.policy",
                "static",
                ENGINE + "batching.batch_size",
                "8",
                ENGINE + "api.max_queue",
                "100",
                "precision.weights",
                "bf16",
                "precision.kv_cache_dtype",
                "auto"));
    assertThat(written.unsaid())
        .anySatisfy(text -> assertThat(text).startsWith("3 engines side by side"))
        .anySatisfy(text -> assertThat(text).contains("experts among 8 GPUs"))
        .contains(
            "batching.policy: static: vllm has no flag for it",
            "batching.batch_size: 8: vllm has no flag for it",
            "api.max_queue: 100: vllm has no flag for it",
            "precision.weights: bf16: serve a checkpoint in that format")
        .noneSatisfy(text -> assertThat(text).contains("kv_cache_dtype"));
    assertThat(written.words())
        .isEqualTo(
            List.of(
                "vllm",
                "serve",
                "org/model",
                "--tensor-parallel-size",
                "4",
                "--data-parallel-size",
                "2",
                "--enable-expert-parallel",
                "--kv-cache-dtype",
                "auto"));
    assertThat(CommandWriter.knows("generic")).isFalse();
  }
}
