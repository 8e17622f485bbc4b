package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foretoken.scenario.figure.ReadableNumbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every command of {@code docs/batching.md} runs, and every figure in its tables and its picture is
 * what the commands print. After a change of the physics write the page anew with {@code
 * -Dsurefire.argLine=-Dgolden.write=true}, and read whether its words still hold.
 */
class BatchingPageTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Path PAGE = DOCS.resolve("batching.md");
  private static final Path PICTURE = DOCS.resolve("batching.svg");
  private static final String PICTURED = "kept full";
  private static final double NANOS = 1e9;

  /** A block of commands, and the table of what they print for each value of their variable. */
  private static final Pattern TABLE =
      Pattern.compile(
          "```sh\n(?<commands>.*?)```\n\n<!-- figures: (?<name>[^;]+); (?<variable>\\w+) ="
              + " (?<values>[^>]+) -->\n(?<table>.*?)<!-- end -->",
          Pattern.DOTALL);

  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  private static final Map<String, Map<String, List<BatchingPicture.Point>>> SERIES =
      new LinkedHashMap<>();
  private static final Map<String, String> WRITTEN = new LinkedHashMap<>();
  private static final Map<String, String> PRINTED = new LinkedHashMap<>();

  @BeforeAll
  static void runsTheCommandsOfEveryTable() throws IOException {
    String page = Files.readString(PAGE);
    StringBuilder fresh = new StringBuilder();
    Matcher tables = TABLE.matcher(page);
    int from = 0;
    while (tables.find()) {
      String printed = table(tables);
      WRITTEN.put(tables.group("name"), tables.group("table"));
      PRINTED.put(tables.group("name"), printed);
      fresh.append(page, from, tables.start("table")).append(printed);
      from = tables.end("table");
    }
    fresh.append(page, from, page.length());
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(PAGE, fresh);
      Files.writeString(PICTURE, BatchingPicture.draw(SERIES.get(PICTURED)));
      WRITTEN.putAll(PRINTED);
    }
  }

  @Test
  void figuresAreWhatTheCommandsPrint() throws IOException {
    assertThat(SERIES).containsKeys(PICTURED, "fixed rate", "queue delay", "equal lengths");
    for (Map.Entry<String, String> table : PRINTED.entrySet()) {
      assertThat(WRITTEN.get(table.getKey())).as(table.getKey()).isEqualTo(table.getValue());
    }
    assertThat(Files.readString(PICTURE)).isEqualTo(BatchingPicture.draw(SERIES.get(PICTURED)));
  }

  /** The claims that the page makes in words. */
  @Test
  void wordsOfThePageHold() {
    Map<String, List<BatchingPicture.Point>> full = SERIES.get(PICTURED);
    for (List<BatchingPicture.Point> sizes : full.values()) {
      BatchingPicture.Point smallest = sizes.get(0);
      BatchingPicture.Point largest = sizes.get(sizes.size() - 1);
      assertThat(largest.tokensPerSecond()).isGreaterThan(2 * smallest.tokensPerSecond());
      assertThat(largest.ttftNanos()).isGreaterThan(smallest.ttftNanos());
    }
    int last = full.get("continuous").size() - 1;
    for (String policy : List.of("static", "dynamic")) {
      assertThat(full.get("continuous").get(last).tokensPerSecond())
          .isGreaterThan(5 * full.get(policy).get(last).tokensPerSecond());
    }
    List<BatchingPicture.Point> atRate = SERIES.get("fixed rate").get("continuous");
    BatchingPicture.Point small = atRate.get(0);
    BatchingPicture.Point large = atRate.get(atRate.size() - 1);
    assertThat(large.ttftNanos()).isLessThan(small.ttftNanos());
    assertThat(large.tokensPerSecond() / small.tokensPerSecond()).isBetween(0.95, 1.05);
    Map<String, List<BatchingPicture.Point>> equal = SERIES.get("equal lengths");
    assertThat(equal.get("continuous").get(0).tokensPerSecond())
        .isLessThan(1.25 * equal.get("static").get(0).tokensPerSecond());
  }

  /** Commands outside of tables too. */
  @Test
  void otherCommandsRun() throws IOException {
    Matcher blocks = BLOCK.matcher(TABLE.matcher(Files.readString(PAGE)).replaceAll(""));
    int ran = 0;
    while (blocks.find()) {
      for (String command : commands(blocks.group(1)).values()) {
        Cli run = Cli.run(arguments(command));
        assertThat(run.exit()).as(command + "\n" + run.err()).isEqualTo(ExitCode.OK);
        ran++;
      }
    }
    assertThat(ran).isPositive();
  }

  private static String table(Matcher table) throws IOException {
    String variable = table.group("variable");
    Map<String, List<BatchingPicture.Point>> points = new LinkedHashMap<>();
    SERIES.put(table.group("name"), points);
    StringBuilder text = new StringBuilder();
    text.append("\n| policy | ")
        .append(variable)
        .append(" | output tokens/s | TTFT mean | TTFT p99 | TPOT mean | E2E mean | rows a step |")
        .append(" of them done | limit |\n|---|---|---|---|---|---|---|---|---|---|\n");
    for (Map.Entry<String, String> command : commands(table.group("commands")).entrySet()) {
      for (String value : table.group("values").strip().split(", ")) {
        String line = command.getValue().replace("$" + variable, value);
        Cli run = Cli.run(arguments(line + " --format json"));
        assertThat(run.exit()).as(line + "\n" + run.err()).isEqualTo(ExitCode.OK);
        JsonNode summary = new ObjectMapper().readTree(run.out());
        text.append(row(command.getKey(), value, summary));
        points
            .computeIfAbsent(command.getKey(), key -> new ArrayList<>())
            .add(
                new BatchingPicture.Point(
                    value,
                    summary.at("/total/ttft/mean").asDouble() * NANOS,
                    summary.at("/total/throughput/output_tokens_per_s").asDouble()));
      }
    }
    return text.append('\n').toString();
  }

  private static String row(String policy, String value, JsonNode summary) {
    JsonNode pool = summary.at("/pools/0");
    boolean stationary = summary.at("/total/stationary").asBoolean();
    double decoded =
        pool.at("/decode_tokens_per_s").asDouble() * summary.at("/total/window/seconds").asDouble();
    double useful =
        summary.at("/total/throughput/completed_output_tokens").asDouble()
            - summary.at("/total/throughput/completed_requests").asDouble();
    return "| "
        + String.join(
            " | ",
            policy,
            value,
            ReadableNumbers.number(summary.at("/total/throughput/output_tokens_per_s").asDouble()),
            stationary ? time(summary, "/total/ttft/mean") : "saturated",
            stationary ? time(summary, "/total/ttft/p99") : "saturated",
            policy.equals("continuous") ? time(summary, "/total/tpot/mean") : "one piece",
            stationary ? time(summary, "/total/e2e/mean") : "saturated",
            ReadableNumbers.number(pool.at("/batch/mean").asDouble()),
            policy.equals("continuous")
                ? "-"
                : ReadableNumbers.percent(Math.max(0, 1 - useful / decoded)),
            summary.at("/total/limit/name").asText())
        + " |\n";
  }

  private static String time(JsonNode summary, String pointer) {
    return ReadableNumbers.time(summary.at(pointer).asDouble() * NANOS);
  }

  /** Commands by the comment above each. */
  private static Map<String, String> commands(String block) {
    Map<String, String> commands = new LinkedHashMap<>();
    String label = "";
    for (String line : block.replaceAll("\\\\\\R\\s*", "").split("\\R")) {
      if (line.startsWith("# ")) {
        label = line.substring(2);
      } else if (!line.isBlank()) {
        commands.put(label, line);
      }
    }
    return commands;
  }

  /** The words of a command after the program's name, with the scenario found from the module. */
  private static String[] arguments(String command) {
    Matcher words = Pattern.compile("'([^']*)'|(\\S+)").matcher(command);
    List<String> arguments = new ArrayList<>();
    while (words.find()) {
      arguments.add(words.group(1) != null ? words.group(1) : words.group(2));
    }
    assertThat(arguments.remove(0)).isEqualTo("./foretoken");
    return arguments.stream()
        .map(word -> word.startsWith("scenarios/") ? "../" + word : word)
        .toArray(String[]::new);
  }
}
