package io.foretoken.validation.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.hardware.operator.CoefficientFiles;
import io.foretoken.validation.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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

  private static void isWhatShips(List<String> gpus) throws IOException, InterruptedException {
    Path data = SharedData.folder().resolve("gpu-op-latency");
    for (FittedGpu fitted : FitOperators.fit(data, gpus)) {
      String id = fitted.gpu().gpu().id();
      assertThat(CoefficientWriter.coefficients(fitted)).isEqualTo(shipped(id + ".yaml"));
      assertThat(CoefficientWriter.corrections(fitted))
          .isEqualTo(shipped(id + ".corrections.yaml"));
    }
  }

  /** All of them: minutes. */
  @Tag("slow")
  @Test
  void everyFileIsWhatTheProgramWrites() throws IOException, InterruptedException {
    isWhatShips(MeasuredGpu.IDS);
  }

  /** The smallest tables. */
  @Test
  void oneFileIsWhatTheProgramWrites() throws IOException, InterruptedException {
    isWhatShips(List.of("a100-sxm-80gb"));
  }
}
