package io.foretoken.hardware.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.Fixtures;
import io.foretoken.hardware.catalog.GpuSpec;
import io.foretoken.input.problem.BadInputException;
import java.io.IOException;
import java.io.InputStream;
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

  private static GpuSpec withBandwidth(GpuSpec gpu, double gbPerSecond) {
    return new GpuSpec(
        gpu.id(),
        gpu.name(),
        gpu.architecture(),
        gpu.computeCapability(),
        gpu.bf16Tflops(),
        gpu.fp8Tflops(),
        gpu.int8Tops(),
        gpu.fp4Tflops(),
        gpu.visibleMemoryGib(),
        gpu.cudaTotalGib(),
        gbPerSecond,
        gpu.l2Mib(),
        gpu.multiprocessors(),
        gpu.scaleUpGbPerSecondPerDirection(),
        gpu.scaleUpIsPcie(),
        gpu.scaleUpDomain(),
        gpu.tdpWatts(),
        gpu.confidence(),
        gpu.source());
  }

  /**
   * A catalogue that says 3 % more bandwidth of the same GPU: a product that streams weights must
   * take as long as before, (1 + e) / 3350 = (1 + e') / 3450.5.
   */
  @Test
  void lossesFollowTheCataloguesPeakSoThatTimesStay() {
    OperatorCoefficients h100 = CoefficientFiles.shipped("h100-sxm-80gb");
    double before = h100.gemm().bf16().memoryLoss();

    OperatorCoefficients faster = h100.on(withBandwidth(Fixtures.H100, 1.03 * 3350));

    assertThat(faster.gemm().bf16().memoryLoss()).isCloseTo((1 + before) * 1.03 - 1, within(1e-12));
  }

  /** With half the bandwidth in the catalogue the loss would be negative: it is cut at 0. */
  @Test
  void lossesNeverFallBelowTheRoof() {
    OperatorCoefficients h100 = CoefficientFiles.shipped("h100-sxm-80gb");

    OperatorCoefficients slower = h100.on(withBandwidth(Fixtures.H100, 0.5 * 3350));

    assertThat(slower.gemm().bf16().memoryLoss()).isZero();
  }

  static Stream<String> fitted() {
    return CoefficientFiles.OWN.stream().filter(id -> !id.equals("rtx-4090"));
  }

  /** What was fitted says on what, with which licence, and how well, family by family. */
  @ParameterizedTest
  @MethodSource("fitted")
  void fittedFilesCarryTheirErrors(String id) {
    OperatorCoefficients coefficients = CoefficientFiles.shipped(id);
    FitRecord fit = coefficients.fit().orElseThrow();

    assertThat(coefficients.provenance()).isEqualTo(Provenance.FITTED);
    assertThat(fit.commit()).isEqualTo("095f58a5");
    assertThat(fit.licence()).isEqualTo("Apache-2.0");
    assertThat(fit.families()).hasSizeGreaterThanOrEqualTo(8);
    assertThat(fit.families())
        .allSatisfy(family -> assertThat(family.median()).isLessThanOrEqualTo(family.p90()));
    assertThat(coefficients.measured().gemm(WeightFormat.BF16)).isPresent();
  }

  /** What a family or another board inherits are the forms, never another GPU's measurements. */
  @Test
  void anotherGpuGetsNoCorrections() {
    OperatorCoefficients onOther = CoefficientFiles.shipped("h100-sxm-80gb").on(Fixtures.L4);

    assertThat(onOther.measured().gemm(WeightFormat.BF16)).isEmpty();
    assertThat(onOther.fit()).isEmpty();
  }

  /** The files of a GPU stay small: 100 KB for both. */
  @ParameterizedTest
  @MethodSource("fitted")
  void correctionsStayCompact(String id) throws IOException {
    long bytes = 0;
    for (String name : new String[] {id + ".yaml", id + ".corrections.txt"}) {
      try (InputStream file =
          CoefficientFiles.class.getResourceAsStream("/io/foretoken/hardware/operators/" + name)) {
        bytes += file.readAllBytes().length;
      }
    }
    assertThat(bytes).isLessThanOrEqualTo(100_000);
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
