package io.foretoken.workload.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AzureTimestampTest {
  @ParameterizedTest
  @CsvSource({
    "2023-11-16 18:15:46.6805900, 2023-11-16T18:15:46.680590Z",
    "2024-05-10 00:00:00.009930+00:00, 2024-05-10T00:00:00.009930Z",
    "2024-02-29 23:59:59, 2024-02-29T23:59:59Z",
    "2024-05-10T01:30:00.5+01:30, 2024-05-10T00:00:00.5Z",
    "2024-05-10 01:30:00-01:00, 2024-05-10T02:30:00Z",
    "2024-05-10 01:30:00.123456789Z, 2024-05-10T01:30:00.123456789Z",
  })
  void agreesWithTheLibrary(String text, String instant) {
    Instant expected = Instant.parse(instant);
    assertThat(AzureTimestamp.parse(text))
        .isEqualTo(expected.getEpochSecond() * 1_000_000_000L + expected.getNano());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2023-11-16",
        "2023-02-29 00:00:00",
        "2023-11-16 24:00:00",
        "2023-11-16 10:60:00",
        "2023-11-16 10:00:60",
        "1969-12-31 23:59:59",
        "2023-11-16 10:00:00.1234567890",
        "16.11.2023 10:00:00"
      })
  void anythingElseIsNone(String text) {
    assertThat(AzureTimestamp.parse(text)).isEqualTo(AzureTimestamp.INVALID);
  }

  @Test
  void oneAndAHalfSecondsIntoTheEpoch() {
    assertThat(AzureTimestamp.parse("1970-01-01 00:00:01.5")).isEqualTo(1_500_000_000L);
  }
}
