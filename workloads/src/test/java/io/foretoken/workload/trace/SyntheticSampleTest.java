package io.foretoken.workload.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.random.Purpose;
import io.foretoken.workload.arrival.ArrivalStream;
import io.foretoken.workload.arrival.GammaArrivals;
import io.foretoken.workload.length.LengthBounds;
import io.foretoken.workload.length.LengthTable;
import io.foretoken.workload.length.LognormalLength;
import io.foretoken.workload.random.StreamRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * The sample trace that ships beside the scenarios is made here, from distributions alone: gamma
 * arrivals, log-normal lengths, an invented date. Run with {@code -Dforetoken.write=true} to write
 * it anew.
 */
class SyntheticSampleTest {
  private static final Path SAMPLE = Path.of("../scenarios/data/azure-conversation-sample.csv");
  private static final int REQUESTS = 2_000;
  private static final LocalDateTime START = LocalDateTime.of(2026, 1, 5, 9, 0, 0);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSS", Locale.ROOT);

  private static String generate() {
    StreamRandom random = new StreamRandom(KeyedRandom.of(20_260_105, 0), 0);
    LengthTable input =
        LognormalLength.ofMeanAndP99(1_150, 4_800, new LengthBounds(8, 14_000)).compile();
    LengthTable output =
        LognormalLength.ofMeanAndP99(210, 800, new LengthBounds(8, 1_000)).compile();
    ArrivalStream arrivals = new GammaArrivals(5.6, 0.75).start(random);
    StringBuilder csv = new StringBuilder("TIMESTAMP,ContextTokens,GeneratedTokens");
    for (int i = 0; i < REQUESTS; i++) {
      // The format has seven decimals.
      long nanos = arrivals.next() / 100 * 100;
      csv.append("\r\n").append(SECONDS.format(START.plusNanos(nanos)));
      csv.append(',').append(input.draw(random.bits(Purpose.INPUT_TOKENS, i, 0)));
      csv.append(',').append(output.draw(random.bits(Purpose.OUTPUT_TOKENS, i, 0)));
    }
    return csv.toString();
  }

  @Test
  void theSampleBesideTheScenariosIsTheGeneratedOne() throws IOException {
    if (Boolean.getBoolean("foretoken.write")) {
      Files.writeString(SAMPLE, generate());
    }
    assertThat(Files.readString(SAMPLE)).isEqualTo(generate());
  }

  @Test
  void itReadsAsAnAzureTraceOfSixMinutes() {
    RequestTrace trace = TraceFiles.read(SAMPLE);
    assertThat(trace.format()).isEqualTo("azure-llm");
    assertThat(trace.size()).isEqualTo(REQUESTS);
    var arrivals = TraceSummary.of(trace).arrivals().orElseThrow();
    assertThat(arrivals.durationSeconds()).isBetween(330.0, 390.0);
    assertThat(arrivals.burstiness()).isBetween(0.65, 0.85);
  }
}
