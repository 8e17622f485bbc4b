package io.foretoken.validation.calibrate.study;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.validation.calibrate.CalibrationRun;
import io.foretoken.validation.fit.engine.RecordEdit;
import io.foretoken.validation.measured.Setup;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the benchmark files of {@code docs/calibration.md}: no GPU ran them. The simulator served
 * them with constants that differ from the shipped ones, and jitter was added.
 *
 * <pre>java io.foretoken.validation.calibrate.study.ExampleFiles FOLDER</pre>
 */
public final class ExampleFiles {
  private static final int REQUESTS = 300;
  private static final int[] RATES = {2, 6, 12, 18};

  /** What distinguishes the made-up server: a slow front end, slower products and attention. */
  static final Map<String, Double> SERVER =
      Map.of(
          "api.latency_ms",
          14.0,
          "kernels.gemm",
          1.12,
          "kernels.decode_attention",
          1.15,
          "device.step_us",
          250.0);

  private static final Setup SETUP =
      new Setup(
          "meta-llama/Llama-3.1-8B-Instruct",
          "",
          "",
          "h100-sxm-80gb",
          1,
          1,
          1,
          1,
          1,
          "vllm",
          "0.19",
          Map.of(),
          true);

  private ExampleFiles() {}

  /** Writes them. */
  public static void main(String[] args) throws IOException {
    for (int rate : RATES) {
      Path file = Path.of(args[0]).resolve("vllm-bench-rate-" + rate + ".json.gz");
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(VllmBenchText.of(run(rate)).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /** The profile of the made-up server. */
  static EngineProfile server() {
    EngineProfile server = EngineProfiles.find("vllm", "0.19");
    for (Map.Entry<String, Double> constant : SERVER.entrySet()) {
      server = RecordEdit.with(server, constant.getKey(), constant.getValue());
    }
    return server;
  }

  /** A run of the made-up server. */
  static CalibrationRun run(int rate) {
    return new MadeUpRun(SETUP, REQUESTS, rate, new int[] {100, 2000}, new int[] {20, 160})
        .serve(Catalog.shipped(), server(), Jitter.USUAL, rate);
  }
}
