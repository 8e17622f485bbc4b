package io.foretoken.validation.export;

import io.foretoken.validation.score.ScoredRun;
import io.foretoken.validation.score.WorstRun;
import io.foretoken.validation.suite.ValidationResult;
import java.io.IOException;
import java.io.Writer;

/**
 * {@code worst.csv}: the ten runs with the largest errors, each by its worst reported figure, and
 * what is known of why.
 */
public final class WorstCsv {
  static final String HEADER = "suite,run,metric,measured,predicted,error_pct,why";
  private static final int RUNS = 10;
  private static final int VALUE_DECIMALS = 9;
  private static final int ERROR_DECIMALS = 4;

  private WorstCsv() {}

  /** Writes the content. */
  public static void write(Writer out, ValidationResult result) throws IOException {
    out.write(HEADER);
    out.write('\n');
    CsvLine line = new CsvLine(out);
    for (WorstRun each : WorstRun.of(result.scored(), RUNS)) {
      ScoredRun scored = each.scored();
      line.text(scored.run().suite()).text(scored.run().id()).text(each.metric().key());
      line.number(scored.run().figures().get(each.metric()), VALUE_DECIMALS);
      line.number(scored.prediction().figures().get(each.metric()), VALUE_DECIMALS);
      line.number(each.error(), ERROR_DECIMALS).text(each.why());
      line.end();
    }
  }
}
