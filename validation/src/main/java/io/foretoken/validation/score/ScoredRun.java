package io.foretoken.validation.score;

import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.replay.Prediction;
import java.util.OptionalDouble;

/** A measured run and what was predicted for it. */
public record ScoredRun(MeasuredRun run, Prediction prediction) {
  private static final double PERCENT = 100;

  /** Predicted over measured less one, percent; empty without either figure. */
  public OptionalDouble error(Metric metric) {
    Double measured = run.figures().get(metric);
    Double predicted = prediction.figures().get(metric);
    return measured == null || predicted == null || measured == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(PERCENT * (predicted - measured) / measured);
  }
}
