package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private static final long SECOND = 1_000_000_000L;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private long nowNanos;

  private ProgressBar bar(boolean watched, int columns) {
    return new ProgressBar(err, "simulating", watched, columns, () -> nowNanos);
  }

  private String drawn() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void saysHowFarAndHowLongStill() {
    try (ProgressBar bar = bar(true, 100)) {
      // A quarter took 2 s, so three quarters take 6 s more.
      nowNanos = 2 * SECOND;
      bar.update(0.25, "10 of 40 points");

      assertThat(drawn())
          .isEqualTo(
              "\r\u001b[Ksimulating [======>                 ]  25 %, 6 s left, 10 of 40 points");
    }
  }

  @Test
  void drawsNothingUnlessSomebodyWatches() {
    try (ProgressBar bar = bar(false, 100)) {
      nowNanos = 2 * SECOND;
      bar.update(0.5, "");
    }
    assertThat(drawn()).isEmpty();
  }

  @Test
  void drawsAtMostTenTimesASecond() {
    try (ProgressBar bar = bar(true, 100)) {
      for (int millis = 0; millis <= 1_000; millis++) {
        nowNanos = millis * (SECOND / 1_000);
        bar.update(millis / 1_000.0, "");
      }
      assertThat(drawn().split("\r", -1)).hasSize(1 + 10);
    }
  }

  @Test
  void removesItsLineAtTheEndAndStaysAway() {
    ProgressBar bar = bar(true, 100);
    nowNanos = SECOND;
    bar.update(0.5, "");
    bar.close();
    nowNanos = 2 * SECOND;
    bar.update(0.6, "");

    assertThat(drawn()).endsWith("\r\u001b[K").containsOnlyOnce("50 %").doesNotContain("60 %");
  }

  @Test
  void neverWrapsOnANarrowTerminal() {
    try (ProgressBar bar = bar(true, 20)) {
      nowNanos = SECOND;
      bar.update(0.5, "");

      assertThat(drawn()).isEqualTo("\r\u001b[Ksimulating [=======");
    }
  }

  @Test
  void knowsNoFractionAndCutsImpossibleOnes() {
    try (ProgressBar bar = bar(true, 100)) {
      nowNanos = SECOND;
      bar.update(Double.NaN, "1,234 requests");
      nowNanos = 2 * SECOND;
      bar.update(1.5, "");

      assertThat(drawn())
          .isEqualTo(
              "\r\u001b[Ksimulating, 1,234 requests"
                  + "\r\u001b[Ksimulating [========================] 100 %, 0 s left");
    }
  }
}
