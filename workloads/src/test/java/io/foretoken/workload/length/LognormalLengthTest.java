package io.foretoken.workload.length;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.random.Purpose;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LognormalLengthTest {
  @ParameterizedTest
  @CsvSource({"800, 4000", "250, 1000", "512, 2000", "12035, 80000", "100, 120", "64, 300"})
  void theTableHasTheMeanAndThe99thPercentileAskedFor(double mean, double p99) {
    LengthTable table = LognormalLength.ofMeanAndP99(mean, p99, LengthBounds.DEFAULT).compile();
    assertThat(table.mean()).isCloseTo(mean, within(mean * 0.001));
    assertThat((double) table.quantile(0.99)).isCloseTo(p99, within(1.0));
  }

  @ParameterizedTest
  @CsvSource({"6.2, 1.0", "4, 0.02", "9, 0.4", "3, 2.2"})
  void everyEntryAgreesWithTheClosedForm(double mu, double sigma) {
    // Commons Math's own log-normal as the reference; 1e-11 is ten times the bound that
    // SmoothTable states for its interpolation.
    LengthTable table = new LognormalLength(mu, sigma, LengthBounds.DEFAULT).compile();
    var reference = new LogNormalDistribution(mu, sigma);
    double cumulative = 0;
    for (int v = 1; v < table.max(); v++) {
      cumulative += table.probability(v);
      if (v < 3_000 || v % 97 == 0) {
        assertThat(cumulative)
            .as("at %d tokens", v)
            .isCloseTo(reference.cumulativeProbability(v + 0.5), within(1e-11));
      }
    }
  }

  @Test
  void sigmaFollowsFromMeanAndP99() {
    // ln(4000 / 800) = 1.6094; sigma = 2.32635 - sqrt(2.32635^2 - 2 x 1.6094) = 0.8454635.
    var length = LognormalLength.ofMeanAndP99(800, 4000, LengthBounds.DEFAULT);
    assertThat(length.sigma()).isCloseTo(0.8454635, within(5e-8));
    assertThat(length.mu()).isCloseTo(Math.log(800) - 0.8454635 * 0.8454635 / 2, within(5e-7));
  }

  @Test
  void anImpossiblePairIsRefusedWithTheReason() {
    assertThat(LognormalLength.whyImpossible(800, 800)).contains("p99 must be above the mean");
    assertThat(LognormalLength.whyImpossible(800, 500)).contains("p99 must be above the mean");
    // exp(2.32635^2 / 2) = 14.97.
    assertThat(LognormalLength.whyImpossible(100, 1_498))
        .contains("more than 14.97 times its mean");
    assertThat(LognormalLength.whyImpossible(100, 1_496)).isEmpty();
    assertThatThrownBy(() -> LognormalLength.ofMeanAndP99(800, 500, LengthBounds.DEFAULT))
        .hasMessageContaining("above the mean");
  }

  @Test
  void boundsClip() {
    var bounds = new LengthBounds(500, 1_000);
    LengthTable table = LognormalLength.ofMeanAndP99(800, 4000, bounds).compile();
    var reference = new LogNormalDistribution(Math.log(800) - 0.8454635 * 0.8454635 / 2, 0.8454635);
    assertThat(table.min()).isEqualTo(500);
    assertThat(table.max()).isEqualTo(1_000);
    assertThat(table.probability(500))
        .isCloseTo(reference.cumulativeProbability(500.5), within(1e-7));
    assertThat(table.probability(1_000))
        .isCloseTo(1 - reference.cumulativeProbability(999.5), within(1e-7));
    assertThat(new LognormalLength(3, 1, new LengthBounds(7, 7)).compile().mean()).isEqualTo(7);
  }

  @Test
  void drawsHaveTheTablesMean() {
    LengthTable table = LognormalLength.ofMeanAndP99(250, 1000, LengthBounds.DEFAULT).compile();
    KeyedRandom random = KeyedRandom.of(1, 0);
    int n = 200_000;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += table.draw(random.bits(Purpose.OUTPUT_TOKENS, i, 0));
    }
    // Four standard errors.
    assertThat(sum / n)
        .isCloseTo(table.mean(), within(4 * table.standardDeviation() / Math.sqrt(n)));
  }
}
