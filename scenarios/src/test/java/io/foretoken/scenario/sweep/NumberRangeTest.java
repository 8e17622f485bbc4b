package io.foretoken.scenario.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberRangeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          8..256*2      | 8 16 32 64 128 256
          8..200*2      | 8 16 32 64 128
          256..8*0.5    | 256 128 64 32 16 8
          1..3..0.5     | 1 1.5 2 2.5 3
          0.1..0.3..0.1 | 0.1 0.2 0.3
          10..1..-4     | 10 6 2
          -2..2..2      | -2 0 2
          5..60..20/s   | 5/s 25/s 45/s
          1/s..3/s..1/s | 1/s 2/s 3/s
          100ms..400*2  | 100ms 200ms 400ms
          7..7..1       | 7
          7..7*1        | 7
          """)
  void values(String text, String values) {
    assertThat(NumberRange.of(text).orElseThrow().values())
        .contains(List.of(values.split(" ", -1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"8", "h100", "12/s", "a..b", "1..", "..2", "0.85", "v1..v2*2", "1...3"})
  void textsThatAreNone(String text) {
    assertThat(NumberRange.of(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1..10..0, step of 0",
    "1..10..-1, leads away",
    "10..1..1, leads away",
    "1..10*1, never ends",
    "1..10*0.5, leads away",
    "0..10*2, not above 0",
    "1..10, no step"
  })
  void rangesWithoutValues(String text, String why) {
    assertThat(NumberRange.of(text).orElseThrow().whyEmpty()).contains(why);
  }

  @Test
  void moreThanAMillionValuesAreRefused() {
    assertThat(NumberRange.of("0..1000000..1").orElseThrow().values()).isEmpty();
    assertThat(NumberRange.of("1..1000000..1").orElseThrow().values().orElseThrow())
        .hasSize(1_000_000);
  }

  /** Of 1..4 each whole number has a quarter of the way; of 0.0..1.0 each tenth an eleventh. */
  @Test
  void samplesHaveTheDecimalsOfTheEnds() {
    NumberRange whole = NumberRange.of("1..4").orElseThrow();
    assertThat(List.of(whole.at(0), whole.at(0.2499), whole.at(0.25), whole.at(0.9999)))
        .containsExactly("1", "1", "2", "4");
    NumberRange tenths = NumberRange.of("0.0/s..1.0/s").orElseThrow();
    assertThat(tenths.at(0.5)).isEqualTo("0.5/s");
    assertThat(tenths.at(0.9999)).isEqualTo("1/s");
  }
}
