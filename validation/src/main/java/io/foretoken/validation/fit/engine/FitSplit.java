package io.foretoken.validation.fit.engine;

import io.foretoken.validation.measured.Load;
import io.foretoken.validation.measured.MeasuredRun;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Which runs constants may be fitted to. Whole workloads are left out, not single runs: all runs of
 * a model on a GPU with the same division, number format and lengths, whatever their load, stand on
 * one side, about half of the workloads on each.
 */
public final class FitSplit {
  /** Suites of which constants may be fitted to runs. */
  static final List<String> SUITES =
      List.of(
          "vllm-perrequest-qwen3-14b-h100",
          "vllm-experiments",
          "silicon-serving-dense",
          "silicon-serving-gpt-oss",
          "silicon-serving-moe",
          "silicon-serving-moe-other");

  /** Engines whose shipped constants were fitted to runs of these suites. */
  private static final List<String> FITTED = List.of("sglang", "tensorrt-llm", "vllm");

  private FitSplit() {}

  /**
   * Whether constants that ship were, or may have been, fitted to the run.
   *
   * @param engine canonical name of its engine
   */
  public static boolean isSeen(MeasuredRun run, String engine) {
    return FITTED.contains(engine) && SUITES.contains(run.suite()) && mayFit(run);
  }

  /** Whether constants may be fitted to the run. */
  public static boolean mayFit(MeasuredRun run) {
    CRC32 crc = new CRC32();
    crc.update(workload(run).getBytes(StandardCharsets.UTF_8));
    return crc.getValue() % 2 == 0;
  }

  /** What runs of one workload have in common. */
  public static String workload(MeasuredRun run) {
    Load load = run.load();
    return String.join(
        "|",
        run.suite(),
        run.setup().model(),
        run.setup().gpu(),
        run.setup().weights(),
        run.setup().engine(),
        run.setup().topology(),
        load.typicalInput() + "/" + load.typicalOutput());
  }
}
