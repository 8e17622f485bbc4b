package io.foretoken.validation.export;

import io.foretoken.validation.measured.SampledSteps;
import io.foretoken.validation.score.ScoredRun;
import io.foretoken.validation.score.StepComparison;
import io.foretoken.validation.suite.ValidationResult;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** {@code steps.csv}: engine steps that were sampled, beside the simulated ones. */
public final class StepsCsv {
  static final String HEADER = "suite,run,quantity,statistic,measured,predicted";
  private static final int DECIMALS = 4;

  private StepsCsv() {}

  /** Writes the content; runs whose steps were sampled but which were not compared are left out. */
  public static void write(Writer out, List<SampledSteps> samples, ValidationResult result)
      throws IOException {
    out.write(HEADER);
    out.write('\n');
    CsvLine line = new CsvLine(out);
    for (SampledSteps steps : samples) {
      for (ScoredRun scored : result.scored()) {
        if (scored.run().suite().equals(steps.suite()) && scored.run().id().equals(steps.run())) {
          for (StepComparison each : StepComparison.of(steps, scored)) {
            line.text(steps.suite()).text(each.run()).text(each.quantity()).text(each.statistic());
            line.number(each.measured(), DECIMALS).number(each.predicted(), DECIMALS);
            line.end();
          }
        }
      }
    }
  }
}
