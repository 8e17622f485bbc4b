package io.foretoken.validation.suite;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.NearestName;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.units.NotAQuantityException;
import io.foretoken.input.units.Numbers;
import io.foretoken.validation.measured.MeasuredSets;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.score.ErrorSummary;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The largest median error that is accepted.
 *
 * @param suite in which suite, empty for all
 * @param metric of which figure
 * @param percent the limit
 */
public record ErrorLimit(String suite, Metric metric, double percent) {
  private static final String EXAMPLE = "write a figure and a percentage, such as tpot_mean=10";

  /**
   * From {@code tpot_mean=10} or {@code vllm-experiments/ttft_mean=20}.
   *
   * @throws BadInputException saying what would do
   */
  public static ErrorLimit parse(String text, Origin origin) {
    int equals = text.indexOf('=');
    if (equals <= 0) {
      throw new BadInputException(Problem.of(origin, "there is no percentage", EXAMPLE));
    }
    String name = text.substring(0, equals);
    int slash = name.indexOf('/');
    String suite = slash < 0 ? "" : name.substring(0, slash);
    String key = name.substring(slash + 1);
    List<String> keys = Metric.REPORTED.stream().map(Metric::key).toList();
    if (!keys.contains(key)) {
      throw unknown(origin, "figure", key, keys);
    }
    if (!suite.isEmpty() && !MeasuredSets.isSuite(suite)) {
      throw unknown(origin, "suite", suite, MeasuredSets.SUITES);
    }
    String number = text.substring(equals + 1).replaceAll("\\s*%$", "");
    try {
      double percent = Numbers.real(number);
      if (percent >= 0) {
        return new ErrorLimit(suite, Metric.named(key).orElseThrow(), percent);
      }
    } catch (NotAQuantityException e) {
      throw new BadInputException(Problem.of(origin, e.getMessage(), EXAMPLE));
    }
    throw new BadInputException(
        Problem.of(origin, "the percentage " + number + " is negative", EXAMPLE));
  }

  private static BadInputException unknown(
      Origin origin, String what, String name, List<String> known) {
    String question = NearestName.question(name, known);
    return new BadInputException(
        Problem.of(
            origin,
            "there is no " + what + " \"" + name + "\"",
            (question.isEmpty() ? "" : question + " ") + "known: " + String.join(", ", known)));
  }

  /** A line for each suite whose median error is larger. */
  public Stream<String> brokenBy(ValidationResult result) {
    return result.suites().stream()
        .filter(report -> suite.isEmpty() || report.name().equals(suite))
        .filter(report -> isBroken(report.errors().get(metric)))
        .map(
            report ->
                String.format(
                    Locale.ROOT,
                    "%s: median error of %s is %.1f %%, more than %.1f %%",
                    report.name(),
                    metric.key(),
                    report.errors().get(metric).medianApe(),
                    percent));
  }

  private boolean isBroken(ErrorSummary errors) {
    return errors != null && errors.medianApe() > percent;
  }
}
