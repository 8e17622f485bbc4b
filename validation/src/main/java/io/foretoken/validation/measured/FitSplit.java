package io.foretoken.validation.measured;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Which runs constants may be fitted to. Whole workloads are left out, not single runs: all runs of
 * a model on a GPU with the same division, number format and lengths, whatever their load, stand on
 * one side, about half of the workloads on each. Rows of vendors' tables that do not state all that
 * a simulation needs are left out.
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
          SiliconServingSuites.MOE_OTHER,
          PublishedThroughputSet.SUITE);

  private FitSplit() {}

  /** Whether constants may be fitted to the run. */
  public static boolean mayFit(MeasuredRun run) {
    boolean guessed =
        run.suite().equals(PublishedThroughputSet.SUITE) && !run.assumptions().isEmpty();
    if (!SUITES.contains(run.suite()) || guessed) {
      return false;
    }
    return checksum(run) % 2 == 0;
  }

  /**
   * Whether a fit simulates a run that it may use. Offline batches of thousands of requests take a
   * hundred times as long as the other runs, so a fit takes every fourth workload of them.
   */
  public static boolean isSampled(MeasuredRun run) {
    return !run.suite().equals(PublishedThroughputSet.SUITE) || checksum(run) / 2 % 4 == 0;
  }

  /**
   * Whether a study of many variants simulates a run: all runs of the two open-loop suites, of the
   * others the workloads that no constant was fitted to, of offline batches one in sixteen.
   */
  public static boolean isStudied(MeasuredRun run) {
    if (run.suite().equals(PerRequestSet.SUITE) || run.suite().equals(ExperimentsSet.SUITE)) {
      return true;
    }
    boolean isOffline = run.suite().equals(PublishedThroughputSet.SUITE);
    return SUITES.contains(run.suite())
        && !mayFit(run)
        && (!isOffline || checksum(run) / 2 % 16 == 0);
  }

  private static long checksum(MeasuredRun run) {
    CRC32 crc = new CRC32();
    crc.update(workload(run).getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
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
