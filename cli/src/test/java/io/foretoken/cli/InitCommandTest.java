package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What init writes runs, says where each value comes from, and leaves nothing of a command out. */
class InitCommandTest {
  @TempDir Path folder;

  @Test
  void optionsGiveAScenarioThatRuns() throws IOException {
    String yaml = initAndRun("--model", "llama-3.1-70b", "--gpu", "h100");
    // 65.7 GiB of weights a GPU and 72.8 usable: two hold the weights and a cache
    assertThat(yaml).contains("tensor: 2   # the least that fits");
    assertThat(yaml).contains("max_num_seqs: 1024   # the default of vllm here");
    assertThat(yaml).contains("# assumed: put your own rate");
  }

  @Test
  void loadAndEngineByOptions() throws IOException {
    String yaml =
        initAndRun(
            "--model",
            "llama-3.1-8b",
            "--gpu",
            "h100",
            "--engine",
            "trtllm",
            "--weights",
            "fp8",
            "--concurrency",
            "4",
            "--input",
            "100",
            "--output",
            "10",
            "--replicas",
            "2");
    assertThat(yaml)
        .contains("name: trtllm")
        .contains("weights: fp8")
        .contains("max_batch_size: 2048")
        .contains("free_gpu_memory_fraction: 0.9")
        .contains("concurrency: 4")
        .contains("replicas: 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vllm serve meta-llama/Llama-3.1-8B-Instruct -tp 2 --max-num-seqs 64 --max-num-batched-tokens 4096 --gpu-memory-utilization 0.85 --block-size 32 --max-model-len 8k --kv-cache-dtype fp8 --quantization fp8 --no-enable-prefix-caching --async-scheduling --enable-chunked-prefill --long-prefill-token-threshold 512 --num-gpu-blocks-override 9000 --api-server-count 2 --stream-interval 4 | tensor: 2
          vllm serve deepseek-ai/DeepSeek-V3 -dp 8 --enable-expert-parallel --max-num-seqs 64 --quantization fp8 | expert: 8
          vllm serve meta-llama/Llama-3.1-8B-Instruct -dp 2 | data: 2
          python -m sglang.launch_server --model-path deepseek-ai/DeepSeek-V3 --tp 8 --dp 4 --ep 8 --enable-dp-attention --max-running-requests 64 --chunked-prefill-size 4096 --max-prefill-tokens 8192 --enable-mixed-chunk --schedule-conservativeness 0.8 --scheduler-recv-interval 10 --mem-fraction-static 0.85 --page-size 16 --disable-radix-cache --context-length 8192 --stream-interval 4 --kv-cache-dtype auto | data: 4
          python -m sglang.launch_server --model-path meta-llama/Llama-3.1-8B-Instruct --tp 2 --dp 3 --chunked-prefill-size -1 | replicas: 3
          trtllm-serve openai/gpt-oss-120b --tp_size 2 --ep_size 2 --max_batch_size 64 --max_num_tokens 4096 --max_seq_len 8192 --kv_cache_free_gpu_memory_fraction 0.8 --enable_chunked_prefill --backend pytorch | expert: 2
          """)
  void aServingCommandGivesAScenarioThatRuns(String command, String division) throws IOException {
    String yaml =
        initAndRun(
            "--from",
            command,
            "--gpu",
            "h200",
            "--rate",
            "20/s",
            "--input",
            "100",
            "--output",
            "10");
    assertThat(yaml).contains("# Made from: " + command).contains(division);
    // every flag stands in the scenario: as the comment of its value, or among what is left out
    for (String word : command.split(" ", -1)) {
      if (word.matches("--.*|-[td]p") && !word.startsWith("--model")) {
        assertThat(yaml.lines().filter(line -> !line.contains("Made from")))
            .as(word)
            .anyMatch(line -> line.contains(word));
      }
    }
  }

  @Test
  void enginesKeepTheirOwnPolicyAndTheKnobsOfTheirSchedulers() throws IOException {
    Path options =
        OwnFiles.write(
            folder,
            "options.yaml",
            """
            batch_wait_timeout_iters: 20
            batch_wait_max_tokens_ratio: 0.9
            enable_attention_dp: true
            attention_dp_config:
              enable_balance: true
              timeout_iters: 60
            scheduler_config:
              capacity_scheduler_policy: MAX_UTILIZATION
            """);
    String tensorRt =
        initAndRun(
            "--from",
            "trtllm-serve openai/gpt-oss-120b --tp_size 2 --extra_llm_api_options " + options,
            "--gpu",
            "h200");
    assertThat(tensorRt)
        .contains("batch_wait_timeout_iters: 20", "batch_wait_max_tokens_ratio: 0.9")
        .contains("attention_dp:", "enable_balance: true", "timeout_iters: 60")
        .contains("policy: trtllm-max-utilization");
    String sglang =
        initAndRun(
            "--from",
            "python -m sglang.launch_server --model-path llama-3.1-8b --scheduler-recv-interval 30",
            "--gpu",
            "h200");
    assertThat(sglang).contains("scheduler_recv_interval: 30").doesNotContain("policy:");
  }

  @Test
  void whatIsNotTakenOverIsToldWithItsReason() {
    Cli init =
        Cli.run(
            "init",
            "--gpu",
            "h100",
            "--from",
            "vllm serve llama-3.1-8b --port 8000 --speculative-config '{\"method\": \"ngram\"}'");
    assertThat(init.exit()).as(init.err()).isEqualTo(ExitCode.OK);
    assertThat(init.err())
        .contains("not taken over: --port 8000 (--from:1:25)")
        .contains("speculative decoding is not modelled yet");
    assertThat(init.out()).contains("#   --port 8000: ").contains("speculative decoding");
  }

  @Test
  void aModelAndACatalogueBesideTheScenarioAreNamedFromThere() throws IOException {
    Path config = OwnFiles.write(folder, "my-llama/config.json", OwnFiles.LLAMA_8B);
    Path catalog = OwnFiles.write(folder, "ours/cards.yaml", OwnFiles.CATALOG);
    String yaml =
        initAndRun(
            "--model", config.toString(), "--gpu", "our-card", "--catalog", catalog.toString());
    assertThat(yaml)
        .contains("model: ./my-llama/config.json")
        .contains("catalog: [./ours/cards.yaml]");
  }

  @Test
  void aFileThatIsThereIsKeptUnlessForced() throws IOException {
    Path file = OwnFiles.write(folder, "new.yaml", "mine\n");
    String[] init = {"init", "--model", "llama-3.1-8b", "--gpu", "h100", "--out", file.toString()};
    Cli refused = Cli.run(init);
    assertThat(refused.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refused.err()).contains("--force");
    assertThat(file).hasContent("mine");
    List<String> forced = new ArrayList<>(List.of(init));
    forced.add("--force");
    assertThat(Cli.run(forced.toArray(String[]::new)).exit()).isEqualTo(ExitCode.OK);
    assertThat(Files.readString(file)).contains("llama-3.1-8b");
    Cli nowhere =
        Cli.run(
            "init",
            "--model",
            "llama-3.1-8b",
            "--gpu",
            "h100",
            "--out",
            folder.resolve("no/folder/f.yaml").toString());
    assertThat(nowhere.exit()).isEqualTo(ExitCode.BAD_INPUT);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vllm serve llama-3.1-8b --max-num-seq 8 | --from:1:25 | did you mean "--max-num-seqs"?
          vllm serve lama-3.1-8b | --from:1:12 | llama-3.1-8b
          vllm serve llama-3.1-70b | fleet.main.gpu | does not fit
          vllm serve llama-3.1-8b -tp 5 | --from:1:29 | which 5 does not divide
          vllm serve llama-3.1-8b -pp 2 | --from:1:29 | not modelled yet
          vllm serve llama-3.1-8b --max-num-seqs many | --from:1:40 | max_num_seqs
          vllm serve llama-3.1-8b --gpu-memory-utilization 1.5 | --from:1:50 | gpu_memory_utilization
          vllm serve /no/such/model | --from:1:12 | there is no file
          vllm serve | model | --model
          python -m sglang.launch_server --model deepseek-v3 --tp 8 --dp 3 --enable-dp-attention | --from:1: | 3 does not divide 8
          """)
  void aCommandThatCannotBe(String command, String place, String words) throws IOException {
    Cli init = Cli.run("init", "--gpu", "h100", "--from", command);
    assertThat(init.exit()).as(init.out()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(init.err()).contains(place).contains(words).doesNotContain("Exception");
    assertThat(init.out()).isEmpty();
  }

  @Test
  void aCommandDoesNotNameItsGpu() {
    Cli init = Cli.run("init", "--from", "vllm serve llama-3.1-8b");
    assertThat(init.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(init.err()).contains("on which GPU").contains("--gpu");
  }

  private String initAndRun(String... options) throws IOException {
    Path file = folder.resolve("made.yaml");
    List<String> arguments = new ArrayList<>(List.of("init", "--force", "--out", file.toString()));
    arguments.addAll(List.of(options));
    Cli init = Cli.run(arguments.toArray(String[]::new));
    assertThat(init.exit()).as(init.err()).isEqualTo(ExitCode.OK);
    assertThat(init.out()).isEmpty();
    Cli run = Cli.run("run", file.toString(), "--set", "stop={requests: 20}");
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("20 of 20");
    return Files.readString(file);
  }
}
