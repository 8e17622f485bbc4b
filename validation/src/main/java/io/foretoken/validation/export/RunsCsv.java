package io.foretoken.validation.export;

import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.replay.Prediction;
import io.foretoken.validation.score.NoiseFloor;
import io.foretoken.validation.score.ScoredRun;
import io.foretoken.validation.suite.ValidationResult;
import java.io.IOException;
import java.io.Writer;
import java.util.OptionalDouble;

/**
 * {@code runs.csv}: one row per run and figure that both sides have. Latencies in seconds,
 * throughput in tokens per second, errors in percent.
 */
public final class RunsCsv {
  static final String HEADER =
      "suite,run,gpu,model,engine,metric,measured,predicted,error_pct,noise_floor_pct,regime,"
          + "provenance,in_sample,load,topology,weights,predicted_overloaded,limit,mfu,mbu";
  private static final int VALUE_DECIMALS = 9;
  private static final int ERROR_DECIMALS = 4;

  private RunsCsv() {}

  /** Writes the content. */
  public static void write(Writer out, ValidationResult result) throws IOException {
    out.write(HEADER);
    out.write('\n');
    CsvLine line = new CsvLine(out);
    for (ScoredRun scored : result.scored()) {
      for (Metric metric : Metric.values()) {
        OptionalDouble error = scored.error(metric);
        if (error.isPresent()) {
          write(line, scored, metric, error.getAsDouble());
        }
      }
    }
  }

  private static void write(CsvLine line, ScoredRun scored, Metric metric, double error)
      throws IOException {
    MeasuredRun run = scored.run();
    Prediction prediction = scored.prediction();
    line.text(run.suite()).text(run.id()).text(prediction.gpu()).text(prediction.model());
    line.text(prediction.engine()).text(metric.key());
    line.number(run.figures().get(metric), VALUE_DECIMALS);
    line.number(prediction.figures().get(metric), VALUE_DECIMALS);
    line.number(error, ERROR_DECIMALS);
    line.number(NoiseFloor.of(run.suite(), metric).orElse(Double.NaN), 1);
    line.text(run.regime().key()).text(prediction.provenance());
    line.text(run.inSample() ? "yes" : "no");
    line.text(run.load().label()).text(run.setup().topology()).text(run.setup().weights());
    line.text(prediction.overloaded() ? "yes" : "no");
    line.text(prediction.engines().limit());
    line.number(prediction.engines().mfu(), ERROR_DECIMALS);
    line.number(prediction.engines().mbu(), ERROR_DECIMALS);
    line.end();
  }
}
