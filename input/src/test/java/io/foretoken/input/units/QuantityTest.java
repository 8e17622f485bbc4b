package io.foretoken.input.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "500ms, 500000000",
    "10min, 600000000000",
    "1.5s, 1500000000",
    "2h, 7200000000000",
    "90us, 90000",
    "3d, 259200000000000",
    "20 ns, 20",
    "0ms, 0",
    ".5s, 500000000",
    "1e-3s, 1000000",
    "0.000000001s, 1",
    "36500d, 3153600000000000000"
  })
  void timesAreExactNanoseconds(String text, long nanos) {
    assertThat(TimeSpan.parse(text).nanos()).isEqualTo(nanos);
    assertThat(text).matches(TimeSpan.pattern());
  }

  @ParameterizedTest
  @CsvSource({"12/s, 12", "300/min, 5", "1000/h, 0.2777777777777778", "0.5 /s, 0.5", "86400/d, 1"})
  void ratesArePerSecond(String text, double perSecond) {
    // 1000/3600 = 0.27777..., of which the nearest double prints as 0.2777777777777778
    assertThat(Rate.parse(text).perSecond()).isEqualTo(perSecond);
    assertThat(text).matches(Rate.pattern());
  }

  @ParameterizedTest
  @CsvSource({
    "80GiB, 85899345920",
    "16 GB, 16000000000",
    "1.5KiB, 1536",
    "2kB, 2000",
    "7B, 7",
    "1TiB, 1099511627776"
  })
  void sizesAreBytes(String text, long bytes) {
    assertThat(ByteSize.parse(text).bytes()).isEqualTo(bytes);
    assertThat(text).matches(ByteSize.pattern());
  }

  @Test
  void percentagesAreFractions() {
    assertThat(Percent.parse("2%").fraction()).isEqualTo(0.02);
    assertThat(Percent.parse("0.5 %").fraction()).isEqualTo(0.005);
    assertThat(Percent.parse("2%")).hasToString("2%");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500       | without a unit            | write 500ms or 0.5s",
        "0         | without a unit            | unit missing",
        "5m        | whose unit \"m\"          | min for minutes or ms for milliseconds",
        "5 parsecs | whose unit \"parsecs\"    | units: ns, us, ms, s, min, h, d",
        "-5s       | which is negative         | 0 or more",
        "NaN       | not a finite number       | finite",
        ".inf      | not a finite number       | finite",
        "infs      | not a finite number       | finite",
        "soon      | which is not a time       | write 500ms",
        "1e300s    | out of range              | from 0s to 36500d",
        "1e9999999s| is not a number           | decimal digits",
        "36501d    | out of range              | from 0s to 36500d",
        "0.1ns     | whole number of nanoseconds | nine decimals",
        "1_000s    | is not a number           | without separators: 1000",
        "1,000s    | is not a number           | without separators: 1000",
        "010s      | is not a number           | leading zeros",
        "+5s       | is not a number           | plus sign",
        "1.2.3s    | is not a number           | decimal digits",
        "''        | is not a time             | write 500ms"
      })
  void badTimesSayWhatWasFoundAndWhatWouldDo(String text, String message, String hint) {
    NotAQuantityException refusal =
        catchThrowableOfType(NotAQuantityException.class, () -> TimeSpan.parse(text));
    assertThat(refusal).hasMessageContaining(message);
    assertThat(refusal.hint()).contains(hint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"500", "5m", "-5s", "NaN", ".s", "1_000s", "010s", "+5s", "1.2.3s", "1e99999s"})
  void theSchemasPatternRefusesWhatTheParserRefuses(String text) {
    assertThat(text).doesNotMatch(TimeSpan.pattern());
    assertThatThrownBy(() -> TimeSpan.parse(text)).isInstanceOf(NotAQuantityException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"12", "12/sec", "12rps", "-1/s", "2e9/s", "1/0s", "NaN/s", "/s", "12/s/s"})
  void badRatesAreRefused(String text) {
    assertThatThrownBy(() -> Rate.parse(text)).isInstanceOf(NotAQuantityException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"80", "80G", "80Gb", "-1GiB", "1e30TB", "0.3B", "0x10B", "80 gibibytes"})
  void badSizesAreRefused(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text)).isInstanceOf(NotAQuantityException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "-2%", "1e9%", "two%", "NaN%"})
  void badPercentagesAreRefused(String text) {
    assertThatThrownBy(() -> Percent.parse(text)).isInstanceOf(NotAQuantityException.class);
  }

  @Test
  void oneGigabyteIsAmbiguousWithoutItsB() {
    NotAQuantityException refusal =
        catchThrowableOfType(NotAQuantityException.class, () -> ByteSize.parse("80G"));
    assertThat(refusal.hint()).contains("GB for 10^9 or GiB for 2^30");
  }

  @Test
  void quantitiesPrintTextsThatParseToThemselves() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 2_000; i++) {
      long magnitude = 1L << random.nextInt(1, 60);
      TimeSpan time = new TimeSpan(random.nextLong(magnitude));
      ByteSize size = new ByteSize(random.nextLong(Math.min(magnitude, ByteSize.MAX_BYTES)));
      assertThat(TimeSpan.parse(time.toString())).isEqualTo(time);
      assertThat(ByteSize.parse(size.toString())).isEqualTo(size);
    }
    assertThat(new TimeSpan(1_500_000_000L)).hasToString("1500ms");
    assertThat(new TimeSpan(0)).hasToString("0s");
    assertThat(new ByteSize(85_899_345_920L)).hasToString("80GiB");
    assertThat(new Rate(0.1)).hasToString("0.1/s");
  }

  @Test
  void impossibleValuesCannotBeMade() {
    assertThatThrownBy(() -> new TimeSpan(-1)).isInstanceOf(NotAQuantityException.class);
    assertThatThrownBy(() -> new Rate(Double.NaN)).isInstanceOf(NotAQuantityException.class);
    assertThatThrownBy(() -> new ByteSize(-1)).isInstanceOf(NotAQuantityException.class);
    assertThatThrownBy(() -> new Percent(-0.1)).isInstanceOf(NotAQuantityException.class);
  }
}
