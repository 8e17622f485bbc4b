package io.foretoken.ui.viewmodel.calibrate;

import io.foretoken.scenario.chart.Ink;
import io.foretoken.ui.viewmodel.AnswerFigure;
import io.foretoken.validation.calibrate.CalibrationResult;
import io.foretoken.validation.calibrate.ErrorLine;
import io.foretoken.validation.measured.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The result in numbers: errors of what was held back, or of what was fitted where nothing was. */
public final class CalibrateAnswer {
  private static final Map<Metric, Ink> MEANS =
      Map.of(Metric.TTFT_MEAN, Ink.ORANGE, Metric.TPOT_MEAN, Ink.PURPLE, Metric.E2E_MEAN, Ink.WINE);

  private CalibrateAnswer() {}

  /** The figures of a result. */
  public static List<AnswerFigure> of(CalibrationResult result) {
    boolean isHeld = !result.held().isEmpty();
    List<ErrorLine> lines = isHeld ? result.held() : result.fitted();
    String of = isHeld ? ", held back" : ", fitted";
    List<AnswerFigure> figures = new ArrayList<>();
    figures.add(
        new AnswerFigure(
            "Error" + of,
            Ink.INK,
            percent(median(lines, ErrorLine::afterPercent)),
            "%",
            "median, was " + percent(median(lines, ErrorLine::beforePercent)) + " %"));
    for (ErrorLine line : lines) {
      if (MEANS.containsKey(line.metric())) {
        figures.add(
            new AnswerFigure(
                line.label(),
                MEANS.get(line.metric()),
                percent(line.afterPercent()),
                "%",
                "was " + percent(line.beforePercent()) + " %"));
      }
    }
    figures.add(
        new AnswerFigure(
            "Misfit", Ink.INK, percent(result.misfit()), "", "about 1 or less is good"));
    return figures;
  }

  private static double median(List<ErrorLine> lines, ToDoubleFunction<ErrorLine> value) {
    double[] sorted = lines.stream().mapToDouble(value).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length == 0
        ? Double.NaN
        : Arrays.stream(sorted, (sorted.length - 1) / 2, half + 1).average().orElse(Double.NaN);
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
