package io.foretoken.scenario.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.scenario.resolve.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServingCommandTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vllm serve m --max-num-seqs 64 | batching.max_num_seqs: 64
          vllm serve m --max-num-seqs=64 | batching.max_num_seqs: 64
          vllm serve m --max_num_seqs 64 | batching.max_num_seqs: 64
          vllm serve --max-num-seqs 64 m | batching.max_num_seqs: 64
          vllm serve m --max-num-seqs 8 --max-num-seqs 64 | batching.max_num_seqs: 64
          /opt/venv/bin/vllm serve m --max-num-seqs 64 | batching.max_num_seqs: 64
          python3 -m vllm.entrypoints.openai.api_server --model m --max-num-seqs 64 | batching.max_num_seqs: 64
          docker run --gpus all -p 8000:8000 vllm/vllm-openai:v0.19.0 --model m --max-num-seqs 64 | batching.max_num_seqs: 64
          vllm serve m --max-model-len 8k | memory.max_model_len: 8000
          vllm serve m --max-model-len 8K | memory.max_model_len: 8192
          vllm serve m --max-model-len 25.6k | memory.max_model_len: 25600
          vllm serve m --enable-prefix-caching | memory.enable_prefix_caching: true
          vllm serve m --no-enable-prefix-caching | memory.enable_prefix_caching: false
          vllm serve m --enable-chunked-prefill False | batching.enable_chunked_prefill: false
          vllm serve m --enable-chunked-prefill=False | batching.enable_chunked_prefill: false
          vllm serve m --kv-cache-dtype fp8_e4m3 | precision.kv_cache_dtype: fp8
          vllm serve m -q awq_marlin | precision.weights: int4
          sglang serve --model-path m --mem-fraction-static 0.8 | memory.mem_fraction_static: 0.8
          python -m sglang.launch_server --model m --disable-radix-cache | memory.enable_prefix_caching: false
          python -m sglang.launch_server --model m --disable-overlap-schedule | batching.async_scheduling: false
          python -m sglang.launch_server --model m --chunked-prefill-size -1 | batching.enable_chunked_prefill: false
          python -m sglang.launch_server --model m --chunked-prefill-size 4096 | batching.chunked_prefill_size: 4096
          trtllm-serve m --max_batch_size 64 | batching.max_batch_size: 64
          trtllm-serve serve m --kv_cache_free_gpu_memory_fraction 0.8 | memory.free_gpu_memory_fraction: 0.8
          """)
  void aFlagMeansAKey(String command, String setting) {
    ServingCommand read = ServingCommand.parse(command, folder);
    assertThat(read.model().orElseThrow().value()).isEqualTo("m");
    assertThat(settings(read)).isEqualTo(setting);
  }

  @Test
  void whatIsIgnoredSaysWhyAndWhere() {
    ServingCommand read =
        ServingCommand.parse(
            "VLLM_USE_V1=1 vllm serve m --port 8000 --lora-modules a=b c=d"
                + " --compilation-config.mode 3 -O3 --enforce-eager --swap-space 4",
            folder);
    assertThat(read.settings()).isEmpty();
    assertThat(read.ignored().stream().map(IgnoredFlag::words))
        .containsExactly(
            "VLLM_USE_V1=1",
            "--port 8000",
            "--lora-modules a=b c=d",
            "--compilation-config.mode 3",
            "-O3",
            "--enforce-eager",
            "--swap-space 4");
    assertThat(read.ignored()).allSatisfy(flag -> assertThat(flag.why()).isNotBlank());
    assertThat(read.ignored().get(1).origin()).hasToString("--from:1:28");
  }

  @Test
  void degreesAreTheEnginesOwn() {
    assertThat(ServingCommand.parse("vllm serve m -tp 2 -dp 4 --enable-expert-parallel", folder))
        .extracting(ServingCommand::degrees)
        .isEqualTo(new EngineDegrees(2, 1, 4, 1, true, false));
    assertThat(
            ServingCommand.parse(
                "python -m sglang.launch_server --model m --tp 8 --dp 8 --ep 8"
                    + " --enable-dp-attention",
                folder))
        .extracting(ServingCommand::degrees)
        .isEqualTo(new EngineDegrees(8, 1, 8, 8, false, true));
  }

  @Test
  void anOptionsFileOfTensorRtLlmWinsOverFlags() throws IOException {
    Files.writeString(
        folder.resolve("extra.yaml"),
        """
        enable_attention_dp: true
        kv_cache_config:
          dtype: fp8
          free_gpu_memory_fraction: 0.75
          enable_block_reuse: false
        stream_interval: 10
        cuda_graph_config:
          max_batch_size: 128
        disable_overlap_scheduler: false
        """);
    ServingCommand read =
        ServingCommand.parse(
            "trtllm-serve m --tp_size 8 --ep_size 8 --free_gpu_memory_fraction 0.9"
                + " --extra_llm_api_options extra.yaml",
            folder);
    assertThat(read.degrees()).isEqualTo(new EngineDegrees(8, 1, 1, 8, false, true));
    assertThat(settings(read))
        .isEqualTo(
            "memory.free_gpu_memory_fraction: 0.75, precision.kv_cache_dtype: fp8,"
                + " memory.enable_prefix_caching: false, api.stream_interval: 10,"
                + " batching.async_scheduling: true");
    assertThat(read.ignored().stream().map(IgnoredFlag::words))
        .containsExactly("cuda_graph_config.max_batch_size: 128");
  }

  @Test
  void aConfigFileOfVllmGivesWayToFlags() throws IOException {
    Files.writeString(
        folder.resolve("c.yaml"), "max-num-seqs: 8\nmax-num-batched-tokens: 4096\nport: 80\n");
    ServingCommand read =
        ServingCommand.parse("vllm serve m --max-num-seqs 64 --config c.yaml", folder);
    assertThat(settings(read))
        .isEqualTo("batching.max_num_seqs: 64, batching.max_num_batched_tokens: 4096");
    assertThat(read.ignored()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vllm serve m --max-num-seq 64 | --from:1:14 | --max-num-seqs
          vllm serve m --tensor-paralel-size 2 | --from:1:14 | --tensor-parallel-size
          python -m sglang.launch_server --model m --max-runing-requests 8 | --from:1:42 | --max-running-requests
          trtllm-serve m --max-batch-size 8 | --from:1:16 | --max_batch_size
          vllm serve m --max-num-seqs | --from:1:14 | needs a value
          vllm serve m --max-num-seqs --port 80 | --from:1:14 | needs a value
          vllm serve m -tp two | --from:1:18 | whole number
          vllm serve m -tp 0 | --from:1:18 | whole number
          vllm serve m --quantization fp9 | --from:1:29 | fp8
          vllm serve m n | --from:1:14 | belongs to no flag
          vllm serve m --config missing.yaml | missing.yaml | no such file
          ollama serve m | --from:1:1 | vllm serve MODEL
          """)
  void whatIsWrongIsNamedWithItsPlace(String command, String place, String words) {
    BadInputException refused =
        catchThrowableOfType(BadInputException.class, () -> ServingCommand.parse(command, folder));
    assertThat(refused.getMessage()).contains(place).contains(words);
  }

  @Test
  void allMistakesAtOnce() {
    BadInputException refused =
        catchThrowableOfType(
            BadInputException.class,
            () -> ServingCommand.parse("vllm serve m --prot 80 --hots x --max-num-seqs", folder));
    assertThat(refused.problems()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vllm", "sglang", "tensorrt-llm"})
  void noFlagStandsInATableTwiceAndEveryIgnoredOneHasAReason(String engine) {
    FlagTable table = FlagTable.of(engine);
    assertThat(table.byName()).hasSizeGreaterThan(30);
    assertThat(table.source()).contains("@");
    assertThat(table.ignored()).allSatisfy(group -> assertThat(group.why()).isNotBlank());
    assertThat(table.mapped())
        .allSatisfy(
            row ->
                assertThat(row.model() || row.degree().isPresent() || row.sets().isPresent())
                    .as(row.toString())
                    .isTrue());
  }

  private static String settings(ServingCommand command) {
    return command.settings().stream()
        .map(ServingCommandTest::shortened)
        .collect(Collectors.joining(", "));
  }

  private static String shortened(Setting setting) {
    return setting.path().replace("fleet.main.engine.", "") + ": " + setting.value();
  }
}
