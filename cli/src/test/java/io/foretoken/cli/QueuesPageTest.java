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
import org.junit.jupiter.api.Test;

/**
 * The table of {@code docs/queues-and-classes.md} is what its command prints. After a change of the
 * physics write the page anew with {@code -Dsurefire.argLine=-Dgolden.write=true}, and read whether
 * its words still hold.
 */
class QueuesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "queues-and-classes.md");
  private static final String SCENARIO = Path.of("..", "scenarios", "two-tenants.yaml").toString();
  private static final String BEGIN = "<!-- figures: orders -->\n";
  private static final String END = "<!-- end -->";
  private static final double NANOS = 1e9;
  private static final List<String> ORDERS =
      List.of("fcfs", "priority", "earliest-deadline", "fair", "shortest-prompt-first");

  @Test
  void figuresAreWhatTheCommandPrintsAndTheWordsHold() throws IOException {
    Map<String, JsonNode> classes = new LinkedHashMap<>();
    StringBuilder table =
        new StringBuilder(
            "\n| order | chat: TTFT p50 | p99 | within its SLO, requests/s | batch: TTFT p50 | p99"
                + " | E2E p99 |\n|---|---|---|---|---|---|---|\n");
    for (String order : ORDERS) {
      Cli run =
          Cli.run(
              "run",
              SCENARIO,
              "--format",
              "json",
              "--set",
              "fleet.main.engine.name=generic",
              "--set",
              "fleet.main.engine.batching.queue=" + order);
      assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
      JsonNode both = new ObjectMapper().readTree(run.out()).get("classes");
      classes.put(order, both);
      table.append("| ").append(String.join(" | ", row(order, both))).append(" |\n");
    }
    table.append('\n');
    checkWords(classes);
    String page = Files.readString(PAGE);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    String fresh = page.substring(0, from) + table + page.substring(page.indexOf(END, from));
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(PAGE, fresh);
      return;
    }
    assertThat(fresh).isEqualTo(page);
  }

  private static List<String> row(String order, JsonNode classes) {
    List<String> cells = new ArrayList<>();
    cells.add("`" + order + "`");
    cells.add(time(classes, "/0/ttft/p50"));
    cells.add(time(classes, "/0/ttft/p99"));
    cells.add(
        ReadableNumbers.number(classes.at("/0/slo/goodput_requests_per_s").asDouble())
            + (classes.at("/0/slo/met").asBoolean() ? ", holds" : ", misses"));
    cells.add(time(classes, "/1/ttft/p50"));
    cells.add(time(classes, "/1/ttft/p99"));
    cells.add(time(classes, "/1/e2e/p99"));
    return cells;
  }

  private static String time(JsonNode classes, String key) {
    return ReadableNumbers.time(classes.at(key).asDouble() * NANOS);
  }

  private static void checkWords(Map<String, JsonNode> classes) {
    double first = classes.get("fcfs").at("/0/ttft/p99").asDouble();
    assertThat(classes.get("fcfs").at("/0/slo/met").asBoolean()).isFalse();
    for (String order : List.of("priority", "earliest-deadline")) {
      assertThat(classes.get(order).at("/0/slo/met").asBoolean()).as(order).isTrue();
      assertThat(classes.get(order).at("/0/ttft/p99").asDouble()).isLessThan(0.5 * first);
      assertThat(classes.get(order).at("/1/ttft/p99").asDouble())
          .isGreaterThan(classes.get("fcfs").at("/1/ttft/p99").asDouble());
    }
    assertThat(classes.get("earliest-deadline").at("/0/ttft"))
        .isEqualTo(classes.get("priority").at("/0/ttft"));
    assertThat(classes.get("fair").at("/0/ttft/p99").asDouble()).isLessThan(first);
  }
}
