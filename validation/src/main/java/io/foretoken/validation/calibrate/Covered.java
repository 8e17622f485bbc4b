package io.foretoken.validation.calibrate;

import io.foretoken.hardware.engine.CalibratedRange;
import io.foretoken.validation.measured.ExactLoad;
import io.foretoken.validation.measured.Load;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;

/** What the fitted runs cover. */
final class Covered {
  /** Requests at either end of the lengths that do not count: one long prompt covers nothing. */
  private static final int END = 20;

  private Covered() {}

  static CalibratedRange range(List<CalibrationRun> runs, List<Simulated> simulated) {
    DoubleSummaryStatistics rates =
        simulated.stream().mapToDouble(run -> run.pressure().rate()).summaryStatistics();
    DoubleSummaryStatistics running =
        simulated.stream().mapToDouble(run -> run.pressure().running()).summaryStatistics();
    int[] contexts =
        runs.stream().flatMapToInt(run -> contexts(run.run().load())).sorted().toArray();
    return new CalibratedRange(
        rates.getMin(),
        rates.getMax(),
        running.getMin(),
        running.getMax(),
        contexts[contexts.length / END],
        contexts[contexts.length - 1 - contexts.length / END]);
  }

  private static IntStream contexts(Load load) {
    return load instanceof ExactLoad exact
        ? IntStream.range(0, exact.inputTokens().length)
            .map(i -> exact.inputTokens()[i] + exact.outputTokens()[i])
        : Arrays.stream(new int[] {load.typicalInput() + load.typicalOutput()});
  }
}
