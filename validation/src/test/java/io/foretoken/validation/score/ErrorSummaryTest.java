package io.foretoken.validation.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorSummaryTest {
  /** |errors| 0, 10, 20: median 10, mean 10, p90 at position 1.8 = 10 + 0.8 x 10; bias 10 / 3. */
  @Test
  void absoluteErrorsForSizeSignedOnesForBias() {
    ErrorSummary errors = ErrorSummary.of(List.of(-10.0, 0.0, 20.0));

    assertThat(errors.runs()).isEqualTo(3);
    assertThat(errors.medianApe()).isEqualTo(10);
    assertThat(errors.meanApe()).isEqualTo(10);
    assertThat(errors.p90Ape()).isCloseTo(18, within(1e-12));
    assertThat(errors.bias()).isCloseTo(10 / 3.0, within(1e-12));
  }

  @Test
  void oneRunIsItsOwnMedianAndPercentile() {
    ErrorSummary errors = ErrorSummary.of(List.of(-7.0));

    assertThat(errors).isEqualTo(new ErrorSummary(1, 7, 7, 7, -7));
  }
}
