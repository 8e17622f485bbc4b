package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
class SweepCommandTest {
  private static final String SCENARIO =
      """
      name: small
      model: llama-3.1-8b
      fleet: [{pool: main, gpu: h100, engine: {name: vllm}}]
      workload: {arrivals: 10/s, input_tokens: 100, output_tokens: 20}
      stop: {duration: 3s, warmup: 1s}
      sweep: {fleet.main.engine.batching.max_num_seqs: 1..32*2}
      """;

  @TempDir private Path folder;
  private Path scenario;
  private Path out;

  @BeforeEach
  void writesTheScenario() throws IOException {
    scenario = Files.writeString(folder.resolve("small.yaml"), SCENARIO);
    out = folder.resolve("out");
  }

  private Cli sweep(String... more) {
    List<String> arguments = new ArrayList<>(List.of("sweep", scenario.toString()));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray(String[]::new));
  }

  private Cli into(Path target, String... more) {
    List<String> arguments = new ArrayList<>(List.of("--out", target.toString()));
    arguments.addAll(List.of(more));
    return sweep(arguments.toArray(String[]::new));
  }

  private static Map<String, String> contents(Path directory) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        contents.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return contents;
  }

  @Test
  void printsATableAndWritesFiles() throws IOException {
    Cli run = into(out, "--workers", "2");
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .contains("6 points; load full")
        .contains("max_num_seqs")
        .contains("memory bandwidth")
        .contains("expected error, nine of ten measured runs, widest of the points: TTFT mean -")
        .contains("not beaten in tokens/s per GPU and per user");
    assertThat(contents(out))
        .containsOnlyKeys("frontiers.csv", "points.csv", "points.jsonl", "report.html");
    assertThat(Files.readAllLines(out.resolve("points.csv"))).hasSize(7);
    assertThat(column("ttft_p99_s_expected_low")).allSatisfy(low -> assertThat(low).isLessThan(1));
    assertThat(column("output_tokens_per_s_expected_high"))
        .allSatisfy(high -> assertThat(high).isGreaterThan(1));
    Cli csv = sweep("--format", "csv");
    assertThat(csv.out()).isEqualTo(Files.readString(out.resolve("points.csv")));
    Cli json = sweep("--format", "json", "--workers", "1");
    assertThat(json.out()).isEqualTo(Files.readString(out.resolve("points.jsonl")));
  }

  private List<Double> column(String name) throws IOException {
    List<String> lines = Files.readAllLines(out.resolve("points.csv"));
    int at = List.of(lines.get(0).split(",", -1)).indexOf(name);
    return lines.stream().skip(1).map(line -> Double.valueOf(line.split(",", -1)[at])).toList();
  }

  /** Killed without warning after some points, continued, and the same bytes in the end. */
  @Test
  void survivesKill() throws IOException, InterruptedException {
    Path uninterrupted = folder.resolve("whole");
    String[] grid = {
      "--param", "fleet.main.engine.batching.max_num_seqs=1..60..1", "--workers", "2"
    };
    assertThat(into(uninterrupted, grid).exit()).isEqualTo(ExitCode.OK);
    List<String> command = java();
    command.addAll(List.of("sweep", scenario.toString(), "--out", out.toString()));
    command.addAll(List.of(grid));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(sink()).start();
    Path journal = out.resolve("journal.jsonl");
    try {
      while (process.isAlive() && lines(journal) < 5) {
        Thread.onSpinWait();
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assumeTrue(Files.exists(journal), "the sweep was done before it could be killed");
    Cli refused = into(out, grid);
    assertThat(refused.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refused.err()).contains("has not ended").contains("--resume");
    List<String> resumed = new ArrayList<>(List.of(grid));
    resumed.add("--resume");
    Cli run = into(out, resumed.toArray(String[]::new));
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(contents(out)).isEqualTo(contents(uninterrupted));
  }

  /** What has ended is not done again: resuming gives the same files, also of a larger grid. */
  @Test
  void resumesWhatHasEnded() throws IOException {
    assertThat(into(out).exit()).isEqualTo(ExitCode.OK);
    Map<String, String> before = contents(out);
    assertThat(into(out).err()).contains("holds results already").contains("--force");
    assertThat(into(out, "--resume").exit()).isEqualTo(ExitCode.OK);
    assertThat(contents(out)).isEqualTo(before);
    assertThat(into(out, "--force").exit()).isEqualTo(ExitCode.OK);
    assertThat(contents(out)).isEqualTo(before);
  }

  @Test
  void manyPointsAreAskedAbout() {
    Cli run =
        into(out, "--param", "seed=1..1000..1", "--param", "workload.input_tokens=1..1000..1");
    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("1,000,000 points").contains("--yes");
    assertThat(out).doesNotExist();
    Cli absurd =
        sweep(
            "--yes",
            "--param",
            "seed=1..100000..1",
            "--param",
            "workload.input_tokens=1..100000..1");
    assertThat(absurd.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(absurd.err()).contains("10,000,000,000 points").contains("--samples");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --load=fast                          | full, at-rate
          --load=ful                           | did you mean "full"
          --workers=0                          | at least 1
          --runner=spork                       | known: local
          --samples=0                          | at least 1
          --replications=0                     | from 1 to
          --ci-width=2                         | unit missing
          --resume                             | give the --out
          --param=fleet.main.gppu=h100         | gpu
          --set=fleet.main.gppu=h100           | gpu
          --param=fleet.main.gpu=              | grid is empty
          --seed=x                             | seed
          """)
  void argumentsThatDoNotDo(String argument, String words) {
    Cli run = sweep(argument);
    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains(words).doesNotContain("Exception").doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aScenarioThatCannotRunAtAllIsBadInputWithItsPlace() throws IOException {
    Files.writeString(scenario, SCENARIO.replace("llama-3.1-8b", "lama-3.1-8b"));
    Cli run = into(out);
    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("small.yaml:2:8").contains("llama-3.1-8b");
    assertThat(out).doesNotExist();
  }

  @Test
  void anSloWithoutWorkload() throws IOException {
    Files.writeString(scenario, SCENARIO.replaceAll("workload:.*", "slo: {ttft: {p99: 500ms}}"));
    for (String command : List.of("sweep", "capacity")) {
      Cli run = Cli.run(command, scenario.toString());
      assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(run.err()).contains("\"workload\" is missing").doesNotContain("\tat ");
    }
  }

  @Test
  void foldersThatCannotBeUsed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Path foreign = Files.createDirectory(folder.resolve("foreign"));
    Files.writeString(foreign.resolve("thesis.tex"), "x");
    for (Path target : List.of(file, foreign, folder.resolve("no/such"), Path.of("/proc/x"))) {
      for (String more : List.of("--force", "--resume")) {
        Cli run = into(target, more);
        assertThat(run.exit()).as(target + more).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("--out").doesNotContain("\tat ");
      }
    }
    assertThat(foreign.resolve("thesis.tex")).hasContent("x");
  }

  @Test
  void aJournalOfAnotherScenarioIsNotTouched() throws IOException {
    Files.createDirectory(out);
    String journal =
        "{\"crc32\":\"00000000\",\"journal\":1,\"version\":\"0\",\"sweep\":\"x\"}\nnonsense\n";
    Files.writeString(out.resolve("journal.jsonl"), journal);
    Cli run = into(out, "--resume");
    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("journal.jsonl:1:1").contains("damaged").contains("--force");
    assertThat(out.resolve("journal.jsonl")).hasContent(journal);
    assertThat(into(out, "--force").exit()).isEqualTo(ExitCode.OK);
    assertThat(contents(out))
        .containsOnlyKeys("frontiers.csv", "points.csv", "points.jsonl", "report.html");
  }

  @Test
  void aSweepWithoutAFile() {
    Cli run =
        Cli.run(
            "sweep",
            "--model",
            "llama-3.1-8b",
            "--gpu",
            "h100",
            "--input",
            "100",
            "--output",
            "20",
            "--rate",
            "5/s",
            "--set",
            "stop.requests=50",
            "--param",
            "fleet.main.gpu=h100,h200");
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("2 points; load at-rate").contains("h200");
  }

  @Test
  void capacityAnswers() throws IOException {
    Files.writeString(
        scenario, SCENARIO.replaceAll("sweep:.*", "slo: {tpot: {p90: 9ms}}").replace("20}", "50}"));
    Cli run = Cli.run("capacity", scenario.toString(), "--out", out.toString());
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("requests/s under its SLO").contains("gives way: TPOT p90");
    assertThat(contents(out)).containsOnlyKeys("capacity.json", "probes.csv");
    Cli no =
        Cli.run("capacity", scenario.toString(), "--set", "slo.tpot.p90=1ms", "--precision=50%");
    assertThat(no.exit()).isEqualTo(ExitCode.ANSWER_IS_NO);
    assertThat(no.out()).contains("no load tried meets the SLO");
    Cli bad = Cli.run("capacity", scenario.toString(), "--precision=0%");
    assertThat(bad.exit()).isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void replicationsOfARun() throws IOException {
    Cli run = Cli.run("run", scenario.toString(), "--replications", "3", "--out", out.toString());
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("over 3 runs").contains("95 % intervals (Student t)");
    Path single = folder.resolve("single");
    assertThat(Cli.run("run", scenario.toString(), "--out", single.toString()).exit())
        .isEqualTo(ExitCode.OK);
    // The first of several is the run that would have been alone.
    assertThat(out.resolve("requests.csv"))
        .hasSameTextualContentAs(single.resolve("requests.csv"), StandardCharsets.UTF_8);
    String summary = Files.readString(out.resolve("summary.json"));
    assertThat(summary).contains("\"replication\" : 2").contains("\"half_width\"");
    assertThat(Files.readString(single.resolve("summary.json"))).doesNotContain("half_width");
  }

  @Test
  void anOfflineJobHasADeadline() {
    String[] job = {
      "run",
      scenario.toString(),
      "--set",
      "workload.arrivals={process: throughput, deadline: 1s}",
      "--set",
      "stop={requests: 500}",
      "--require-slo"
    };
    Cli late = Cli.run(job);
    assertThat(late.exit()).as(late.err()).isEqualTo(ExitCode.ANSWER_IS_NO);
    assertThat(late.out()).contains("of 1.00 s: late").contains("in all");
    job[3] = job[3].replace("1s", "2h");
    Cli inTime = Cli.run(job);
    assertThat(inTime.exit()).isEqualTo(ExitCode.OK);
    assertThat(inTime.out()).contains("of 2.00 h: in time");
  }

  private static ProcessBuilder.Redirect sink() {
    return ProcessBuilder.Redirect.DISCARD;
  }

  private static int lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file).split("\n", -1).length - 1 : 0;
  }

  private static List<String> java() {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName()));
  }
}
