package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users get wrong: exit 2, a message to act on, no stack trace, nothing left behind. */
class RunBadInputTest {
  private static final String GOOD =
      """
      schema_version: 1
      model: llama-3.1-8b
      fleet:
        - pool: main
          gpu: h100
          engine: {name: vllm, version: "0.19"}
      workload:
        arrivals: {process: poisson, rate: 5/s}
        input_tokens: 500
        output_tokens: 50
      stop: {duration: 10s, warmup: 1s}
      """;

  @TempDir Path folder;

  @Test
  void theScenarioThatTheOthersAreMadeFromRuns() throws IOException {
    Cli run = Cli.run("run", write(GOOD).toString());
    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("TTFT").contains("TPOT");
  }

  @Test
  void wholeRequestBatchesRunOnOneRank() throws IOException {
    Cli run =
        Cli.run(
            "run",
            write(GOOD.replace("name: vllm, version: \"0.19\"", "name: generic")).toString(),
            "--set",
            "fleet.main.engine.batching.policy=static",
            "--set",
            "fleet.main.parallelism.data=2");
    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err())
        .contains("parallelism.data", "policy static runs on one data-parallel rank, found 2");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          model: llama-3.1-8b | modle: llama-3.1-8b | 2:1 | model
          gpu: h100 | gpu: h1000 | 5:10 | h100
          gpu: h100 | gpu: | 5:9 | gpu
          model: llama-3.1-8b | model: lama-3.1-8b | 2:8 | llama-3.1-8b
          name: vllm | name: vlm | 6:20 | vllm
          version: "0.19" | version: "7.1" | 6:35 | 0.23
          version: "0.19" | version: 0.19 | 6:35 | quote
          name: vllm | name: vllm, batching: {policy: fifo} | 6:45 | vllm-v1
          name: vllm | name: vllm, batching: {max_num_seqs: -1} | 6:51 | 1
          name: vllm | name: vllm, batching: {max_num_seqs: 1e99} | 6:51 | max_num_seqs
          name: vllm, version: "0.19" | name: generic, batching: {policy: dynamic, max_queue_delay: 5} | 6:74 | ms
          name: vllm, version: "0.19" | name: generic, batching: {policy: static, batch_size: 5000} | 6:68 | max_num_seqs
          name: vllm, version: "0.19" | name: generic, batching: {policy: static, preferred_batch_size: [4]} | 6:56 | preferred_batch_sizes
          name: vllm | name: vllm, batching: {policy: static} | 6:45 | generic
          name: vllm | name: vllm, memory: {gpu_memory_utilization: NaN} | 6:59 | gpu_memory_utilization
          rate: 5/s | rate: 5 | 8:38 | 12/s
          rate: 5/s | rate: 5 parsecs | 8:38 | /s
          rate: 5/s | rate: -5/s | 8:38 | rate
          rate: 5/s | rate: 1e300/s | 8:38 | rate
          process: poisson | process: possion | 8:23 | poisson
          input_tokens: 500 | input_tokens: many | 9:17 | input_tokens
          input_tokens: 500 | input_tokens: -3 | 9:17 | tokens
          duration: 10s | duration: 10 | 11:18 | 500ms
          duration: 10s | duration: 10min, window: steady, requests: -4 | 11:51 | requests
          warmup: 1s | warmup: 10s | 11:31 | warm-up
          """)
  void misspeltWrongOrAbsurd(String good, String bad, String position, String hint)
      throws IOException {
    Path file = write(GOOD.replace(good, bad));
    Path out = folder.resolve("results");
    Cli run = Cli.run("run", file.toString(), "--out", out.toString());
    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains(file + ":" + position).contains(hint);
    assertThat(run.err()).doesNotContain("Exception").doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
    assertThat(folder)
        .isDirectoryContaining(path -> path.equals(file))
        .isDirectoryNotContaining(path -> path.equals(out));
  }

  @Test
  void allProblemsAtOnce() throws IOException {
    Cli run =
        Cli.run(
            "run",
            write(
                    GOOD.replace("h100", "h1000")
                        .replace("llama-3.1-8b", "lama")
                        .replace("vllm", "vlm"))
                .toString());
    assertThat(run.err()).contains("h1000").contains("lama").contains("vlm");
  }

  @Test
  void aModelThatDoesNotFitIsRefusedWithTheArithmetic() throws IOException {
    Cli run = Cli.run("run", write(GOOD.replace("llama-3.1-8b", "llama-3.1-70b")).toString());
    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    // 70.55e9 weights x 2 bytes = 131.4 GiB on a card of 79.1 GiB
    assertThat(run.err()).contains("does not fit").contains("weights").contains("GiB");
  }

  @Test
  void aTraceWithABadLineNamesTheLine() throws IOException {
    Path trace = folder.resolve("trace.csv");
    Files.writeString(
        trace,
        """
        TIMESTAMP,ContextTokens,GeneratedTokens
        2023-11-16 18:15:46.6805900,374,44
        2023-11-16 18:15:47.6805900,many,44
        """);
    Cli run = Cli.run("run", write(traceScenario("trace.csv")).toString());
    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("trace.csv:3:").contains("many");
  }

  @ParameterizedTest
  @CsvSource({"missing.csv, no such file", "empty.csv, empty", "., folder"})
  void aTraceThatIsNone(String name, String words) throws IOException {
    Files.createFile(folder.resolve("empty.csv"));
    Cli run = Cli.run("run", write(traceScenario(name)).toString());
    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).containsAnyOf(words, "directory");
  }

  @Test
  void aTraceOutsideTheScenariosFolderIsRefusedUnlessAbsolute() throws IOException {
    Cli run = Cli.run("run", write(traceScenario("../trace.csv")).toString());
    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("leaves the scenario's folder");
  }

  @Test
  void filesThatAreNoScenarios() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.yaml"));
    Path huge = folder.resolve("huge.yaml");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(200_000_000L);
    }
    Path bomb = folder.resolve("bomb.yaml");
    StringBuilder anchors = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int level = 1; level < 12; level++) {
      anchors.append("a").append(level).append(": &a").append(level).append(" [");
      anchors.append(("*a" + (level - 1) + ", ").repeat(9)).append("*a").append(level - 1);
      anchors.append("]\n");
    }
    Files.writeString(bomb, anchors);
    for (Path file : new Path[] {empty, huge, bomb, folder, folder.resolve("missing.yaml")}) {
      Cli run = Cli.run("run", file.toString());
      assertThat(run.exit()).as(file.toString()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(run.err()).contains(file.getFileName().toString());
      assertThat(run.err()).doesNotContain("Exception").doesNotContain("\tat ");
    }
  }

  @Test
  void outputFoldersThatCannotBeUsed() throws IOException {
    String scenario = write(GOOD).toString();
    Path taken = Files.createDirectory(folder.resolve("taken"));
    Files.writeString(taken.resolve("summary.json"), "{}");
    Path file = Files.createFile(folder.resolve("file"));
    Path orphan = folder.resolve("no/such/parent");
    for (Path out : new Path[] {taken, file, orphan}) {
      Cli run = Cli.run("run", scenario, "--out", out.toString());
      assertThat(run.exit()).as(out.toString()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(run.err()).contains("--out");
    }
    assertThat(taken.resolve("summary.json")).hasContent("{}");
    assertThat(Cli.run("run", scenario, "--out", taken.toString(), "--force").exit())
        .isEqualTo(ExitCode.OK);
    assertThat(Files.readString(taken.resolve("summary.json"))).contains("foretoken/summary/1");
  }

  @Test
  void argumentsThatLackSomething() {
    Cli run = Cli.run("run", "--model", "llama-3.1-8b");
    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("--gpu").contains("--rate").contains("--input");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          workload.arivals.rate=5/s | arivals
          fleet.mian.gpu=h200 | main
          seed | path=value
          seed=x | seed
          """)
  void settingsThatLeadNowhere(String assignment, String words) throws IOException {
    Cli run = Cli.run("run", write(GOOD).toString(), "--set", assignment);
    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("--set").contains(words);
  }

  private String traceScenario(String file) {
    return """
    model: llama-3.1-8b
    fleet: [{gpu: h100}]
    workload: {trace: {file: "%s", format: azure-llm}}
    """
        .formatted(file);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("scenario.yaml"), text, StandardCharsets.UTF_8);
  }
}
