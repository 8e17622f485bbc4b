package io.foretoken.validation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.input.problem.BadInputException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForetokenRequestsReaderTest {
  private static final String HEADER =
      "id,class,outcome,measured,input_tokens,output_tokens,intended_s,sent_s,ttft_s,e2e_s\n";

  @TempDir Path folder;

  private BenchmarkSamples samples;

  @BeforeEach
  void begin() {
    samples = new BenchmarkSamples(folder);
  }

  @Test
  void finishedRequestsInTheOrderOfSending() {
    BenchmarkRun run =
        samples.run(
            "log.csv",
            HEADER
                + "1,a,finished,1,100,3,5.0,5.5,0.2,0.3\n"
                + "0,a,finished,0,200,1,4.0,4.0,0.1,0.1\n"
                + "2,a,refused,1,900,0,6.0,6.0,,\n");
    BenchmarkRequests requests = run.requests().orElseThrow();
    assertThat(run.counts()).isEqualTo(new BenchmarkCounts(2, 1, 0, 0));
    assertThat(requests.inputTokens(0)).isEqualTo(200);
    assertThat(requests.sentSeconds(1)).isEqualTo(1.5);
    assertThat(requests.dueSeconds(1)).isEqualTo(1.0);
    assertThat(requests.tpot(1)).isCloseTo(0.05, within(1e-12));
    assertThat(requests.tpot(0)).isNaN();
  }

  @Test
  void badCellsAreSaidWithTheirPlaces() {
    assertThatThrownBy(
            () ->
                samples.runs(
                    "log.csv",
                    HEADER
                        + "0,a,finished,1,none,3,0,0,0.1,0.2\n"
                        + "1,a,finished,1,10,3,0,0,soon,0.2\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("log.csv:2:16: input_tokens: found \"none\"")
        .hasMessageContaining("log.csv:3:25: ttft_s: found \"soon\"");
  }

  @Test
  void aLogOfRequestsThatAllFailedHasNoneToShow() {
    BenchmarkRun run = samples.run("log.csv", HEADER + "2,a,refused,1,900,0,6.0,6.0,,\n");
    assertThat(run.requests()).isEmpty();
    assertThat(run.counts().failed()).isEqualTo(1);
    assertThatThrownBy(() -> samples.runs("log.csv", HEADER))
        .hasMessageContaining("there is no run in the file");
  }
}
