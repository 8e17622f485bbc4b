package io.foretoken.cli;

import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.units.NotAQuantityException;
import io.foretoken.input.units.Rate;
import io.foretoken.validation.benchmark.StatedLoad;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** What the user says of the load that was measured, where a benchmark file does not say it. */
final class LoadOptions {
  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "Rate of the measured run, such as 5/s, where its file does not say.")
  private String rate;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "Requests in flight of the measured run, where its file does not say.")
  private Integer concurrency;

  @Option(
      names = "--input",
      paramLabel = "N",
      description = "Mean prompt tokens of the measured run, where its file does not say.")
  private Integer input;

  @Option(
      names = "--output",
      paramLabel = "N",
      description = "Mean output tokens of the measured run, where its file does not say.")
  private Integer output;

  /** What was written, by option; only what was written. */
  Map<String, Object> written() {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("--rate", rate);
    written.put("--concurrency", concurrency);
    written.put("--input", input);
    written.put("--output", output);
    written.values().removeIf(value -> value == null);
    return written;
  }

  /**
   * What was said.
   *
   * @throws io.foretoken.input.problem.BadInputException with every value that is none
   */
  StatedLoad stated() {
    Problems problems = new Problems();
    StatedLoad load = StatedLoad.NOTHING;
    if (rate != null) {
      try {
        load = load.withRate(Rate.parse(rate).perSecond(), Double.NaN);
      } catch (NotAQuantityException e) {
        problems.add(Problem.of(Origin.argument("--rate " + rate), e.getMessage(), e.hint()));
      }
    }
    int limit = (int) atLeastOne("--concurrency", concurrency, 0, problems);
    load =
        load.withMaxInFlight(limit)
            .withLengths(
                0,
                atLeastOne("--input", input, Double.NaN, problems),
                atLeastOne("--output", output, Double.NaN, problems),
                false);
    problems.throwIfAny();
    return load;
  }

  private static double atLeastOne(
      String option, Integer value, double otherwise, Problems problems) {
    if (value == null) {
      return otherwise;
    }
    if (value < 1) {
      problems.add(
          Problem.of(Origin.argument(option + " " + value), "found " + value, "give 1 or more"));
    }
    return value;
  }
}
