package io.foretoken.ui.viewmodel.calibrate;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.units.NotAQuantityException;
import io.foretoken.input.units.Rate;
import io.foretoken.ui.viewmodel.Choices;
import io.foretoken.validation.benchmark.StatedLoad;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How requests came, as it is written in a field: {@code 5/s}, or {@code 32 in flight}. */
final class LoadAnswer {
  /** What stands behind a number of requests. */
  static final String IN_FLIGHT_WORDS = " in flight";

  private static final Pattern IN_FLIGHT = Pattern.compile("([1-9][0-9]{0,8})" + IN_FLIGHT_WORDS);

  private LoadAnswer() {}

  /** Usual answers to pick from; others can be written. */
  static List<Choices.Choice> choices() {
    return Stream.of("1/s", "5/s", "20/s", "1 in flight", "16 in flight", "64 in flight")
        .map(words -> new Choices.Choice(words, ""))
        .toList();
  }

  /**
   * What an answer says; nothing where there is none.
   *
   * @throws BadInputException if it is neither
   */
  static StatedLoad of(String answer) {
    if (answer.isEmpty()) {
      return StatedLoad.NOTHING;
    }
    Matcher inFlight = IN_FLIGHT.matcher(answer);
    if (inFlight.matches()) {
      return StatedLoad.NOTHING.withMaxInFlight(Integer.parseInt(inFlight.group(1)));
    }
    try {
      return StatedLoad.NOTHING.withRate(Rate.parse(answer).perSecond(), Double.NaN);
    } catch (NotAQuantityException e) {
      throw new BadInputException(
          Problem.of(
              Origin.argument(Question.LOAD.label()),
              "found \"" + answer + "\"",
              "write a rate, such as 5/s, or a number of requests, such as 32 in flight"));
    }
  }
}
