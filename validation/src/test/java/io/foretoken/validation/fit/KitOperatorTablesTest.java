package io.foretoken.validation.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.hardware.operator.WeightFormat;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tables that the kit wrote on a CPU in tiny shapes: their times mean nothing, their columns do.
 */
class KitOperatorTablesTest {
  private OperatorTables tables;

  @BeforeEach
  void find() throws URISyntaxException {
    tables =
        new OperatorTables(
            Path.of(
                KitOperatorTablesTest.class
                    .getResource("/io/foretoken/validation/kit/own/kit-cpu/operators")
                    .toURI()));
  }

  /** The four products of the tiny model at 11 numbers of rows up to 128. */
  @Test
  void products() {
    List<GemmPoint> points = tables.gemm("bfloat16");
    assertThat(points).hasSize(44);
    assertThat(points)
        .anySatisfy(
            point -> {
              assertThat(point.m()).isEqualTo(96);
              assertThat(point.n()).isEqualTo(128);
              assertThat(point.k()).isEqualTo(64);
              assertThat(point.micros()).isPositive();
            });
    assertThat(tables.gemm("fp8")).isEmpty();
  }

  /**
   * Decode rows over the paged cache: 1 to 64 rows with 128 stored tokens, on one rank and on two.
   */
  @Test
  void decodeAttention() {
    List<DecodePoint> points = tables.decode("bfloat16");
    assertThat(points).hasSize(10);
    assertThat(points)
        .allSatisfy(
            point -> {
              assertThat(point.length()).isEqualTo(128);
              assertThat(point.heads()).isEqualTo(2 * point.kvHeads());
              assertThat(point.micros()).isPositive();
            });
  }

  /** Whole prompts alone: chunks behind a stored beginning are in a table of their own. */
  @Test
  void prefillAttention() {
    assertThat(tables.prefill("bfloat16")).hasSize(6);
  }

  @Test
  void expertLayers() {
    List<MoePoint> points = tables.moe(WeightFormat.BF16);
    assertThat(points).hasSize(11);
    assertThat(points.get(0).experts()).isEqualTo(8);
    assertThat(points.get(0).topK()).isEqualTo(2);
    assertThat(points.get(0).micros()).isPositive();
  }
}
