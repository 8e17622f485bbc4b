package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each engine's knobs under the names that its vendor gives them, and under no other's. */
class EngineKnobsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vllm | max_num_seqs: 2 | block_size: 32
          generic | max_num_seqs: 2 | block_size: 32
          sglang | max_running_requests: 2 | page_size: 32
          tensorrt-llm | max_batch_size: 2 | tokens_per_block: 32
          trtllm | max_batch_size: 2 | tokens_per_block: 32
          """)
  void theEnginesOwnNameCounts(String engine, String sequences, String block) throws IOException {
    Path scenario =
        OwnFiles.scenario(
            folder,
            "engine: {name: vllm}",
            "engine: {name: %s, batching: {policy: vllm-v1, %s}, memory: {%s}}"
                .formatted(engine, sequences, block));
    Cli run = Cli.run("run", scenario.toString(), "--format", "json");
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    // five requests a second of half a second each: two at a time are the limit
    assertThat(run.out()).contains("max_num_seqs");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vllm | batching: {max_batch_size: 8} | TensorRT-LLM | max_num_seqs
          vllm | batching: {chunked_prefill_size: 8} | SGLang | max_num_batched_tokens
          vllm | memory: {mem_fraction_static: 0.8} | SGLang | gpu_memory_utilization
          sglang | batching: {max_num_seqs: 8} | vLLM | max_running_requests
          sglang | batching: {max_num_tokens: 8} | TensorRT-LLM | chunked_prefill_size
          sglang | memory: {gpu_memory_utilization: 0.8} | vLLM | mem_fraction_static
          sglang | memory: {max_model_len: 800} | vLLM | context_length
          tensorrt-llm | batching: {max_running_requests: 8} | SGLang | max_batch_size
          tensorrt-llm | memory: {gpu_memory_utilization: 0.8} | vLLM | free_gpu_memory_fraction
          tensorrt-llm | memory: {page_size: 16} | SGLang | tokens_per_block
          generic | batching: {max_batch_size: 8} | TensorRT-LLM | max_num_seqs
          """)
  void anotherEnginesNameIsRefusedWithThisOnes(String engine, String knob, String owner, String own)
      throws IOException {
    Path scenario =
        OwnFiles.scenario(
            folder, "engine: {name: vllm}", "engine: {name: %s, %s}".formatted(engine, knob));
    Cli run = Cli.run("run", scenario.toString());
    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err())
        .contains("scenario.yaml:6:")
        .contains("is a knob of " + owner)
        .contains("for " + engine + " write " + own);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vllm | max_prefill_tokens: 8192 | sglang | vllm-v1
          tensorrt-llm | scheduler_recv_interval: 10 | sglang | trtllm-guaranteed-no-evict
          sglang | batch_wait_timeout_iters: 20 | trtllm-guaranteed-no-evict | sglang
          sglang | long_prefill_token_threshold: 20 | vllm-v1 | sglang
          vllm | attention_dp: {enable_balance: true} | trtllm-guaranteed-no-evict | vllm-v1
          """)
  void aKnobOfAnotherPolicyIsRefused(String engine, String knob, String owner, String policy)
      throws IOException {
    Path scenario =
        OwnFiles.scenario(
            folder,
            "engine: {name: vllm}",
            "engine: {name: %s, batching: {%s}}".formatted(engine, knob));
    Cli run = Cli.run("run", scenario.toString());
    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err())
        .contains("scenario.yaml:6:")
        .contains("is a knob of policy " + owner)
        .contains("and the policy is " + policy);
  }

  @ParameterizedTest
  @CsvSource({
    "llama-3.1-8b, 1, parallelism.data is 1",
    "llama-3.1-8b, 2, those of a model without experts do not",
    "gpt-oss-20b, 1, parallelism.data is 1",
  })
  void theBalanceOfRanksNeedsRanksThatStepTogether(String model, int ranks, String reason)
      throws IOException {
    Path scenario =
        OwnFiles.scenario(
            folder,
            "engine: {name: vllm}",
            "parallelism: {data: %d}\n    engine: {name: trtllm, batching: {attention_dp: {}}}"
                .formatted(ranks));
    Cli run = Cli.run("run", scenario.toString(), "--set", "model=" + model);
    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err())
        .contains("scenario.yaml:7:")
        .contains("attention_dp is for data-parallel ranks that step together, and " + reason)
        .contains("leave it out");
  }

  @ParameterizedTest
  @CsvSource({"batching_wait_iters, -1", "timeout_iters, many", "enable_balance, 3", "iters, 3"})
  void theBalanceOfRanksIsChecked(String key, String value) throws IOException {
    Path scenario =
        OwnFiles.scenario(
            folder,
            "engine: {name: vllm}",
            "engine: {name: trtllm, batching: {attention_dp: {%s: %s}}}".formatted(key, value));
    Cli run = Cli.run("run", scenario.toString());
    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("scenario.yaml:6:").contains(key);
  }

  @ParameterizedTest
  @CsvSource({
    "vllm, vllm-v0",
    "vllm, sglang",
    "sglang, continuous",
    "sglang, trtllm-max-utilization",
    "tensorrt-llm, continuous",
    "generic, trtllm-guaranteed-no-evict"
  })
  void everyPolicyRunsUnderEveryEngine(String engine, String policy) throws IOException {
    Path scenario =
        OwnFiles.scenario(
            folder,
            "engine: {name: vllm}",
            "engine: {name: %s, batching: {policy: %s}}".formatted(engine, policy));
    Cli run = Cli.run("run", scenario.toString(), "--checked", "--format", "json");
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
  }
}
