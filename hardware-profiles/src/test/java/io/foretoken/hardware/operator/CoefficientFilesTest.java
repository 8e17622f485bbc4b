package io.foretoken.hardware.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.Fixtures;
import io.foretoken.hardware.catalog.GpuSpec;
import io.foretoken.input.problem.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CoefficientFilesTest {

  static Stream<String> shipped() {
    return Stream.concat(CoefficientFiles.OWN.stream(), CoefficientFiles.FAMILIES.stream());
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void everyShippedFileReadsAndNamesItsSource(String id) {
    OperatorCoefficients coefficients = CoefficientFiles.shipped(id);

    assertThat(coefficients.id()).isEqualTo(id);
    assertThat(coefficients.source()).hasSizeGreaterThan(20);
    assertThat(coefficients.provenance()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "l4, family-ada",
    "a10, family-ampere-gddr",
    "mi300x, family-cdna",
    "t4, family-older",
    "b300-sxm, family-blackwell",
    "rtx-5090, family-blackwell-consumer",
    "h100-sxm-80gb, h100-sxm-80gb",
    "rtx-4090, rtx-4090"
  })
  void aGpuWithoutOwnCoefficientsTakesItsFamilys(String id, String expected) {
    GpuSpec gpu = Fixtures.ALL.stream().filter(g -> g.id().equals(id)).findFirst().orElseThrow();

    assertThat(CoefficientFiles.forGpu(gpu).id()).isEqualTo(expected);
  }

  /**
   * The RTX PRO was fitted against 1792 GB/s; its catalogue says 1597. A product that streams
   * weights must take as long as before: (1 + 0.172) / 1792 = (1 + e) / 1597, e = 0.0445.
   */
  @Test
  void lossesFollowTheCataloguesPeakSoThatTimesStay() {
    GemmCoefficients products = CoefficientFiles.forGpu(Fixtures.RTX_PRO_6000).gemm().bf16();

    assertThat(products.memoryLoss()).isCloseTo(1.172 * 1597 / 1792 - 1, within(1e-12));
  }

  /** 1.116 x 1597 / 1792 is 0.995: below the roof, so the loss is cut at 0. */
  @Test
  void lossesNeverFallBelowTheRoof() {
    OperatorCoefficients onPro = CoefficientFiles.forGpu(Fixtures.RTX_PRO_6000);

    assertThat(onPro.gemm().fp8().orElseThrow().memoryLoss()).isZero();
  }

  /**
   * L4: 72 W / 121 TFLOPS = 0.595 W/TF, 1.58 - 1.10 x 0.595 = 0.925, cut at 0.9. A10: 1.2, 0.26.
   */
  @Test
  void powerStarvedBoardsLoseComputeByTheirWatts() {
    assertThat(CoefficientFiles.forGpu(Fixtures.L4).gemm().bf16().computeLoss()).isEqualTo(0.9);
    assertThat(CoefficientFiles.forGpu(Fixtures.A10).gemm().bf16().computeLoss())
        .isCloseTo(1.58 - 1.10 * 150 / 125, within(1e-12));
  }

  @Test
  void aBadFileSaysEverythingThatIsWrongAndWhere(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(
        file,
        """
        schema_version: 1
        id: mine
        provenance: guessed
        source: me
        gemm: {bf16: {launch_us: -1}}
        """);

    assertThatThrownBy(() -> CoefficientFiles.read(file, Fixtures.H100))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("mine.yaml:3:13")
        .hasMessageContaining("guessed")
        .hasMessageContaining("mine.yaml:5:26")
        .hasMessageContaining("moe");
  }
}
