package io.foretoken.hardware.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CorrectionTableTest {
  private static final List<CorrectionAxis> AXES =
      List.of(CorrectionAxis.of("n", 1, 4), CorrectionAxis.of("m", 2, 8, 32));

  private static final CorrectionTable TABLE =
      CorrectionTable.of(AXES, new double[] {0, 0.1, 0.2, 0.4, 0.5, 0.6});

  @Test
  void keepsHundredthsOfALogarithm() {
    CorrectionTable table =
        CorrectionTable.of(List.of(CorrectionAxis.of("m", 1, 2)), new double[] {0.123, -5});

    assertThat(table.grid().logAt(1)).isCloseTo(0.12, within(1e-12));
    assertThat(table.grid().logAt(2))
        .as("the largest that a byte holds")
        .isCloseTo(-1.27, within(1e-12));
  }

  /**
   * In the logarithm 2 is half way from 1 to 4, and 4 half way from 2 to 8: mean of 0, .1, .4, .5.
   */
  @Test
  void isLinearInTheLogarithmsBetweenNodes() {
    assertThat(TABLE.grid().logAt(2, 4)).isCloseTo(0.25, within(1e-6));
    assertThat(TABLE.grid().logAt(4, 32)).isCloseTo(0.6, within(1e-12));
  }

  @Test
  void isConstantBeyondItsEnds() {
    assertThat(TABLE.grid().logAt(0.1, 1000)).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void refusesValuesThatDoNotFitTheAxes() {
    assertThatThrownBy(() -> new CorrectionTable(AXES, "AAAA"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 nodes")
        .hasMessageContaining("6");
    assertThatThrownBy(() -> CorrectionAxis.of("m", 4, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("axis m");
    assertThatThrownBy(() -> new Corrections(Map.of("gem_bf16", TABLE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gem_bf16");
  }

  @Test
  void readsAxesByNameAndTablesOnThem() {
    Map<String, CorrectionTable> tables =
        CorrectionFile.parse(
            "# of mine\naxes 1 n=1,4 m=2,8,32\ngemm_bf16 1 " + TABLE.values() + "\n");

    assertThat(tables).containsEntry("gemm_bf16", TABLE);
  }

  @Test
  void refusesALineThatIsNeither() {
    assertThatThrownBy(() -> CorrectionFile.parse("gemm_bf16 7 AAAA"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gemm_bf16 7");
    assertThatThrownBy(() -> CorrectionFile.parse("axes 1 n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no axis: n");
  }
}
