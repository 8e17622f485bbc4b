package io.foretoken.scenario.expected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.scenario.figure.Basis;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ErrorBandsTest {
  private static final Basis KNOWN =
      new Basis("h100-sxm-80gb", true, "vllm", "0.15", "dense", "llama");
  private static final MeasuredGround GROUND =
      new MeasuredGround(List.of("vllm", "vllm 0.15"), List.of("llama"));

  private static ErrorCell cell(String engine, double low, double high) {
    Optional<String> some = engine.isEmpty() ? Optional.empty() : Optional.of(engine);
    return new ErrorCell(
        "tpot_mean",
        Optional.of("stated"),
        Optional.of("loaded"),
        Optional.of("measured"),
        Optional.of("dense"),
        some,
        20,
        5,
        3,
        low,
        high);
  }

  private static ErrorBand band(ErrorBands bands, Basis basis) {
    return bands.band(ErrorQuantity.TPOT_MEAN, basis, LoadRegion.LOADED, true).orElseThrow();
  }

  @Test
  void theCellWithMostInCommonStands() {
    ErrorBands bands =
        new ErrorBands(
            List.of(cell("", 0.5, 2), cell("vllm", 0.8, 1.25), cell("vllm 0.15", 0.9, 1.1)),
            GROUND,
            Widening.NONE);

    assertThat(band(bands, KNOWN)).isEqualTo(new ErrorBand(0.9, 1.1).widened(1));
  }

  @Test
  void aParentStandsForACellOfTooFewRuns() {
    ErrorBands bands = new ErrorBands(List.of(cell("", 0.5, 2)), GROUND, Widening.NONE);

    assertThat(band(bands, KNOWN).high()).isCloseTo(2, within(1e-12));
  }

  /**
   * A version and a family that were not measured: the engine's cell, 2 x 1.5 times as wide on a
   * logarithmic scale: 1.1 to the power of 3 is 1.331.
   */
  @Test
  void extrapolationsMakeTheBandWider() {
    ErrorBands bands =
        new ErrorBands(
            List.of(cell("vllm", 1 / 1.1, 1.1), cell("vllm 0.15", 0.99, 1.01)),
            GROUND,
            new Widening(1, 7, 2, 1.5));
    Basis beyond = new Basis("h100-sxm-80gb", true, "vllm", "0.30", "dense", "gemma");

    assertThat(band(bands, beyond).high()).isCloseTo(1.331, within(1e-9));
    assertThat(band(bands, beyond).low()).isCloseTo(1 / 1.331, within(1e-9));
    assertThat(bands.extrapolations(beyond))
        .containsExactly(
            "no run of vllm 0.30 was measured", "no run of a gemma model was measured");
    assertThat(bands.extrapolations(KNOWN)).isEmpty();
  }

  @Test
  void bandsReadAsPercentOfThePrediction() {
    assertThat(new ErrorBand(0.94, 1.09).words()).isEqualTo("-6 % .. +9 %");
    assertThat(new ErrorBand(0.985, 3.2).words()).isEqualTo("-1.5 % .. +220 %");
  }

  /** Whatever runs, there is a band for every figure, and it has some width. */
  @Test
  void theShippedBandsStandForEveryPrediction() {
    Basis unknown = new Basis("own", false, "own-engine", "9", "dense", "own-model");
    for (Basis basis : List.of(KNOWN, unknown)) {
      for (LoadRegion region : LoadRegion.values()) {
        for (ErrorQuantity quantity : ErrorQuantity.values()) {
          if (quantity != ErrorQuantity.OFFERED_THROUGHPUT) {
            ErrorBand band = ErrorBands.shipped().band(quantity, basis, region, true).orElseThrow();
            assertThat(band.low()).isPositive().isLessThan(band.high());
          }
        }
      }
    }
  }

  @Test
  void whatWasNotMeasuredIsLessCertain() {
    Basis beyond = new Basis(KNOWN.gpu(), true, "vllm", "0.99", "dense", "own-model");
    for (LoadRegion region : LoadRegion.values()) {
      ErrorBand known =
          ErrorBands.shipped().band(ErrorQuantity.TPOT_MEAN, KNOWN, region, true).orElseThrow();
      ErrorBand other =
          ErrorBands.shipped().band(ErrorQuantity.TPOT_MEAN, beyond, region, true).orElseThrow();
      assertThat(other.high() / other.low()).isGreaterThan(known.high() / known.low());
    }
  }

  @Test
  void everyCellOfTheShippedFileIsFoundByItsKey() {
    ErrorBands.File whole = ErrorBands.bind(ShippedBands.text(), "bands", ErrorBands.File.class);

    assertThat(whole.cells()).hasSizeGreaterThan(100);
    for (ErrorCell cell : whole.cells()) {
      assertThat(ErrorBands.shipped().cell(cell.key())).isEqualTo(cell);
    }
    assertThat(ErrorBands.shipped().cell("tpot_mean|of|no|run|at|all")).isNull();
  }
}
