package io.foretoken.validation.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.validation.SharedData;
import io.foretoken.validation.measured.ExactLoad;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.MeasuredSets;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShippedSuitesTest {
  private static final List<MeasuredRun> SHIPPED = ShippedSuites.read(List.of());

  private static long count(String suite) {
    return SHIPPED.stream().filter(run -> run.suite().equals(suite)).count();
  }

  @Test
  void whatShipsIsComplete() {
    assertThat(count("vllm-perrequest-qwen3-14b-h100")).isEqualTo(20);
    assertThat(count("vllm-experiments")).isEqualTo(41);
    assertThat(count("vllm-traces-rtxpro6000")).isEqualTo(2);
    assertThat(count("vllm-traces-rtx4090")).isEqualTo(1);
    assertThat(count("silicon-serving-dense")).isEqualTo(342);
    assertThat(count("silicon-serving-gpt-oss")).isEqualTo(171);
    assertThat(count("published-throughput")).isGreaterThan(100);
  }

  @Test
  void everyFigureHasItsSourceCommitAndLicence() {
    assertThat(SHIPPED)
        .allSatisfy(
            run -> {
              assertThat(run.source().repository()).startsWith("github.com/");
              assertThat(run.source().commit()).matches("[0-9a-f]{8,40}");
              assertThat(run.source().licence()).isNotEmpty();
            });
  }

  @Test
  void requestsArePassedOnOnlyUnderALicenceThatAllowsIt() {
    assertThat(SHIPPED)
        .filteredOn(run -> run.load() instanceof ExactLoad)
        .extracting(run -> run.source().licence())
        .containsOnly("MIT");
  }

  @Test
  void allTogetherIsSmall() throws IOException {
    long bytes = 0;
    for (String suite : MeasuredSets.SUITES) {
      try (InputStream in = getClass().getResourceAsStream("/measured/" + suite + ".jsonl.gz")) {
        bytes += in == null ? 0 : in.readAllBytes().length;
      }
    }
    assertThat(bytes).isBetween(10_000L, 5_000_000L);
  }

  @Test
  void aLineReadsBackAsItWasWritten() throws IOException {
    for (MeasuredRun run : SHIPPED) {
      StringWriter line = new StringWriter();
      ShippedRunWriter.write(line, run);
      StringWriter again = new StringWriter();
      ShippedRunWriter.write(
          again, ShippedSuites.read("line", new StringReader(line.toString())).get(0));
      assertThat(again.toString()).isEqualTo(line.toString());
    }
  }

  /** What ships was made by today's readers from the published sets. */
  @Test
  void whatShipsIsWhatTheReadersRead() throws IOException {
    Map<String, MeasuredRun> shipped =
        SHIPPED.stream().collect(Collectors.toMap(MeasuredRun::id, Function.identity()));
    int compared = 0;
    for (MeasuredRun run : MeasuredSets.read(SharedData.folder(), Catalog.shipped()).runs()) {
      MeasuredRun kept = Redistributable.of(run).orElse(null);
      if (kept != null) {
        StringWriter expected = new StringWriter();
        ShippedRunWriter.write(expected, kept);
        StringWriter found = new StringWriter();
        ShippedRunWriter.write(found, shipped.get(run.id()));
        assertThat(found.toString()).isEqualTo(expected.toString());
        compared++;
      }
    }
    assertThat(compared).isEqualTo(SHIPPED.size());
  }
}
