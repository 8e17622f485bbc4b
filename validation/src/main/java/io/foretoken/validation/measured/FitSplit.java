package io.foretoken.validation.measured;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Which runs constants may be fitted to. Whole workloads are left out, not single runs: all runs of
 * a model on a GPU with the same division, number format and lengths, whatever their load, stand on
 * one side, about half of the workloads on each.
 */
public final class FitSplit {
  /** Suites whose runs engine constants are fitted to. */
  public static final List<String> SUITES =
      List.of(
          PerRequestSet.SUITE,
          ExperimentsSet.SUITE,
          SiliconServingSuites.DENSE,
          SiliconServingSuites.GPT_OSS,
          SiliconServingSuites.MOE,
          SiliconServingSuites.MOE_OTHER);

  private FitSplit() {}

  /** Whether constants may be fitted to the run. */
  public static boolean mayFit(MeasuredRun run) {
    if (!SUITES.contains(run.suite())) {
      return false;
    }
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
