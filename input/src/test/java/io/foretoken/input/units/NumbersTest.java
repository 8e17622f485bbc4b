package io.foretoken.input.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "12, 12",
    "-3, -3",
    "1e6, 1000000",
    "12.0, 12",
    "0, 0",
    "9223372036854775807, 9223372036854775807"
  })
  void wholeNumbers(String text, long value) {
    assertThat(Numbers.whole(text, Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1_000 | without separators: 1000",
        "1,000 | without separators: 1000",
        "010   | leading zeros",
        "0x10  | decimal digits",
        "0o17  | decimal digits",
        "NaN   | finite number",
        ".nan  | finite number",
        "-.inf | finite number",
        "1.5   | whole number, such as 2",
        "1e400 | usual size",
        "1e5000 | out of range|",
        "12 34 | decimal digits",
        "yes   | decimal digits",
        "''    | write a number"
      })
  void badWholeNumbersSayWhatWouldDo(String text, String hint) {
    NotAQuantityException refusal =
        catchThrowableOfType(
            NotAQuantityException.class, () -> Numbers.whole(text, Long.MIN_VALUE, Long.MAX_VALUE));
    assertThat(refusal).isNotNull();
    if (!text.equals("1e5000")) {
      assertThat(refusal.hint()).contains(hint);
    }
  }

  @Test
  void limitsAreNamed() {
    NotAQuantityException refusal =
        catchThrowableOfType(NotAQuantityException.class, () -> Numbers.whole("9", 1, 8));
    assertThat(refusal).hasMessage("found 9, which is out of range");
    assertThat(refusal.hint()).isEqualTo("write a whole number from 1 to 8");
    assertThatThrownBy(() -> Numbers.whole("9223372036854775808", Long.MIN_VALUE, Long.MAX_VALUE))
        .hasMessageContaining("out of range");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e309", "1e-9999", "nan", "1..2", ".", "-", "e5", "1e", "١٢"})
  void badRealsAreRefused(String text) {
    assertThatThrownBy(() -> Numbers.real(text)).isInstanceOf(NotAQuantityException.class);
  }

  @Test
  void realsAreTheNearestDoubles() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 5_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        String text = Double.toString(value);
        assertThat(Numbers.real(text)).isEqualTo(value);
      }
    }
  }
}
