package io.foretoken.validation.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.operator.CoefficientFiles;
import io.foretoken.hardware.operator.OperatorCoefficients;
import io.foretoken.hardware.operator.WeightFormat;
import io.foretoken.validation.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What ships is what the fitting program writes from the measurements, to the byte. */
class ShippedCoefficientsTest {
  private static String shipped(String name) throws IOException {
    try (InputStream file =
        CoefficientFiles.class.getResourceAsStream("/io/foretoken/hardware/operators/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Path tables() {
    return SharedData.folder().resolve("gpu-op-latency");
  }

  /** All files, and the tables of docs/operators.md: minutes. */
  @Tag("slow")
  @Test
  void everyFileIsWhatTheProgramWrites() throws IOException, InterruptedException {
    List<FittedGpu> gpus = FitOperators.fit(tables(), MeasuredGpu.IDS);
    for (FittedGpu fitted : gpus) {
      String id = fitted.gpu().gpu().id();
      assertThat(CoefficientWriter.coefficients(fitted)).isEqualTo(shipped(id + ".yaml"));
      assertThat(CoefficientWriter.corrections(fitted)).isEqualTo(shipped(id + ".corrections.txt"));
    }
    String page = Files.readString(Path.of("../docs/operators.md"));
    for (String table : ErrorTables.of(gpus).strip().split("\n\n", -1)) {
      assertThat(page).contains(table);
    }
  }

  /** One GPU's products and collectives: a second. */
  @Test
  void someFamiliesAreWhatTheProgramFinds() {
    String id = "a100-sxm-80gb";
    MeasuredGpu gpu = MeasuredGpu.of(Catalog.shipped().findGpu(id).orElseThrow().spec());
    OperatorTables tables = new OperatorTables(tables().resolve(id));
    OperatorCoefficients shipped = CoefficientFiles.shipped(id);

    GemmForm form = GpuFit.form(gpu, WeightFormat.BF16);
    Fitted<?> products = new GemmFit(form, tables.gemm("bfloat16")).fit("gemm bf16");
    Fitted<?> gather = GpuFit.collectiveFit(gpu, tables, false, "all_gather").fit("all gather");

    assertThat(products.coefficients()).isEqualTo(shipped.gemm().bf16());
    assertThat(gather.coefficients()).isEqualTo(shipped.collectives().allGather());
    assertThat(shipped.fit().orElseThrow().families())
        .contains(products.summary(), gather.summary());
  }
}
