package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Money recomputed from the files that a run writes, and what bad input gets. */
class CostCommandTest {
  private static final String SCENARIO = Path.of("..", "scenarios", "two-tenants.yaml").toString();
  private static final String[] PRICES = {
    "--set",
    "prices.gpu_hour_usd=2.99",
    "--set",
    "prices.source=\"Example, \\\"on demand\\\"\"",
    "--set",
    "prices.as_of=2026-02-01",
    "--set",
    "prices.api={input_usd: 0.1, cached_input_usd: 0.02, output_usd: 0.3}",
    "--set",
    "prices.purchase={gpu_usd: 35000, years: 4, watts: 1100, kwh_usd: 0.1, staff_usd_per_year: 0}"
  };

  @TempDir static Path folder;
  private static Path results;
  private static JsonNode summary;
  private static JsonNode cost;

  @BeforeAll
  static void run() throws IOException {
    results = folder.resolve("results");
    Cli run = Cli.run("run", SCENARIO, "--out", results.toString());
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    summary = new ObjectMapper().readTree(results.resolve("summary.json").toFile());
    cost = json(results.toString());
  }

  private static String[] arguments(String subject, String... more) {
    List<String> all = new ArrayList<>(List.of("cost", subject));
    all.addAll(Arrays.asList(PRICES));
    all.addAll(Arrays.asList(more));
    return all.toArray(String[]::new);
  }

  private static JsonNode json(String subject, String... more) throws IOException {
    Cli run = Cli.run(arguments(subject, more));
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    Cli asJson = Cli.run(arguments(subject, concat(more, "--format", "json")));
    return new ObjectMapper().readTree(asJson.out());
  }

  private static String[] concat(String[] some, String... more) {
    List<String> all = new ArrayList<>(Arrays.asList(some));
    all.addAll(Arrays.asList(more));
    return all.toArray(String[]::new);
  }

  @Test
  void reservedIsPriceTimesGpuHoursOverWhatTheRequestsFileSums() throws IOException {
    double start = summary.at("/total/window/start_s").asDouble();
    double end = summary.at("/total/window/end_s").asDouble();
    double output = 0;
    double input = 0;
    double requests = 0;
    List<String> lines = Files.readAllLines(results.resolve("requests.csv"));
    List<String> header = Arrays.asList(lines.get(0).split(",", -1));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      double finished =
          cells[header.indexOf("outcome")].equals("finished")
              ? Double.parseDouble(cells[header.indexOf("finished_s")])
              : Double.NaN;
      if (finished >= start && finished < end) {
        output += Double.parseDouble(cells[header.indexOf("output_tokens")]);
        input += Double.parseDouble(cells[header.indexOf("input_tokens")]);
        requests++;
      }
    }
    double usd = 2.99 * (end - start) / 3600;
    JsonNode basis = cost.at("/bases/0");
    assertThat(basis.at("/usd_per_1m_output_tokens").asDouble())
        .isCloseTo(usd / output * 1e6, within(1e-8));
    assertThat(basis.at("/usd_per_1m_input_tokens").asDouble())
        .isCloseTo(usd / input * 1e6, within(1e-8));
    assertThat(basis.at("/usd_per_1m_total_tokens").asDouble())
        .isCloseTo(usd / (input + output) * 1e6, within(1e-8));
    assertThat(basis.at("/usd_per_request").asDouble()).isCloseTo(usd / requests, within(1e-8));
    assertThat(basis.at("/usd_per_user_month").asDouble())
        .isCloseTo(600 * usd / requests, within(1e-8));
    // the API's bill for the same tokens, none of them cached
    assertThat(cost.at("/break_even/0/api_usd_per_request").asDouble())
        .isCloseTo((input * 0.1 + output * 0.3) / 1e6 / requests, within(1e-8));
  }

  @Test
  void classesTenantsAndIdleTimeSumToTheWindow() {
    double window = 2.99 * summary.at("/total/window/seconds").asDouble() / 3600;
    for (String kind : List.of("classes", "tenants")) {
      double sum = cost.at("/window_idle_usd").asDouble();
      for (JsonNode part : cost.get(kind)) {
        sum += part.get("window_usd").asDouble();
      }
      assertThat(sum).as(kind).isCloseTo(window, within(1e-6));
    }
  }

  @Test
  void aScenarioAndItsResultsGiveTheSameBytes() throws IOException {
    for (String format : List.of("json", "csv", "markdown")) {
      assertThat(Cli.run(arguments(SCENARIO, "--format", format)).out())
          .as(format)
          .isEqualTo(Cli.run(arguments(results.toString(), "--format", format)).out())
          .isNotEmpty();
    }
  }

  @Test
  void theRunsOwnPriceIsTheUsualOne() throws IOException {
    Cli run = Cli.run("cost", results.toString(), "--format", "json");
    JsonNode sheet = new ObjectMapper().readTree(run.out());
    for (String figure : List.of("usd_per_1m_output_tokens", "usd_per_request")) {
      for (int basis : new int[] {0, 1}) {
        String key = basis == 0 ? "reserved" : "full_utilisation";
        assertThat(sheet.at("/bases/" + basis + "/" + figure).asDouble())
            .isCloseTo(summary.at("/total/cost/" + key + "/" + figure).asDouble(), within(1e-6));
      }
    }
    assertThat(sheet.at("/prices/rental/source")).isEqualTo(summary.at("/total/cost/price_source"));
  }

  @Test
  void oldPricesAreMarkedOnTheDayAskedForOnly() throws IOException {
    assertThat(cost.at("/prices/rental").has("stale")).isFalse();
    JsonNode judged = json(results.toString(), "--as-of", "2026-08-01");
    assertThat(judged.at("/prices/rental/age_days").asInt()).isEqualTo(181);
    assertThat(judged.at("/prices/rental/stale").asBoolean()).isTrue();
    assertThat(judged.at("/prices/api").has("stale")).isFalse();
    Cli table = Cli.run(arguments(results.toString(), "--as-of", "2026-08-01"));
    assertThat(table.out()).contains("! 181 days old", "judged as of 2026-08-01");
    Cli fresh = Cli.run(arguments(results.toString(), "--as-of", "2026-07-31"));
    assertThat(fresh.out()).doesNotContain("days old");
  }

  @Test
  void aBookOfPricesGoesBeforeTheScenarios() throws IOException {
    Path book = folder.resolve("book.yaml");
    Files.writeString(book, "gpu_hour_usd: 5\nsource: book\nas_of: \"2026-10\"\n");
    Cli run = Cli.run("cost", results.toString(), "--prices", book.toString(), "--format", "json");
    JsonNode sheet = new ObjectMapper().readTree(run.out());
    assertThat(sheet.at("/bases/0/usd_per_hour").asDouble()).isEqualTo(5);
    assertThat(sheet.at("/prices/rental/source").asText()).isEqualTo("book");
    Files.writeString(book, "gpu_hour_usd: 5\nsouce: book\n");
    Cli bad = Cli.run("cost", results.toString(), "--prices", book.toString());
    assertThat(bad.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(bad.err()).contains("book.yaml:2:1", "souce", "source");
  }

  @Test
  void badInputSaysWhatWouldDo() throws IOException {
    assertBad(
        "no price of h100-sxm-80gb is known from nebiu",
        "did you mean \"nebius\"?",
        "cost",
        SCENARIO,
        "--set",
        "prices.provider=nebiu");
    assertBad("found \"soon\"", "YYYY-MM-DD", arguments(SCENARIO, "--set", "prices.as_of=soon"));
    assertBad("this is no date", "YYYY-MM-DD", arguments(SCENARIO, "--as-of", "soon"));
    assertBad("at least 1", "--user-month", arguments(SCENARIO, "--user-month-requests", "0"));
    assertBad(
        "are what they are", "set prices only", "cost", results.toString(), "--set", "seed=2");
    assertBad("there is no summary.json", "run --out", "cost", folder.toString());
    Path old = Files.createDirectory(folder.resolve("old"));
    Files.writeString(old.resolve("summary.json"), "{\"schema\": \"foretoken/summary/0\"}");
    assertBad("another version", "foretoken/summary/1", "cost", old.toString());
    String text = Files.readString(results.resolve("summary.json"));
    Files.writeString(old.resolve("summary.json"), text.substring(0, text.length() / 2));
    assertBad("the JSON ends too early", "summary.json:", "cost", old.toString());
  }

  @Test
  void aGpuWithoutAPriceIsSaidSo() {
    assertBad(
        "no price is known for",
        "prices.gpu_hour_usd",
        "cost",
        SCENARIO,
        "--set",
        "fleet.0.gpu=gb200");
  }

  private static void assertBad(String what, String hint, String... arguments) {
    Cli run = Cli.run(arguments);
    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains(what, hint).doesNotContain("Exception");
  }
}
