package io.foretoken.scenario.plan.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.input.bind.RecordBinder;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.scenario.spec.ForecastSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastReaderTest {
  private static final String DAY = "{name: day, days: mon-fri, hours: 8-20, rate: 60/s}";
  private static final String REST =
      "{name: night, days: mon-fri, hours: 20-8, rate: 10/s}, {name: weekend, days: sat-sun, rate: 5/s}";

  @TempDir private Path folder;

  private static ForecastSpec spec(String yaml, Problems problems) {
    return RecordBinder.bind(LocatedYaml.parseMap(yaml, "f.yaml"), ForecastSpec.class, problems);
  }

  private static Forecast read(String yaml) {
    Problems problems = new Problems();
    ForecastSpec spec = spec(yaml, problems);
    problems.throwIfAny();
    Optional<Forecast> forecast =
        ForecastReader.read(spec, Optional.empty(), Origin.argument("test"), problems);
    problems.throwIfAny();
    return forecast.orElseThrow();
  }

  private Forecast hourly(String more, List<String> lines) throws IOException {
    Path file = Files.write(folder.resolve("rates.csv"), lines);
    Problems problems = new Problems();
    Optional<Forecast> forecast =
        ForecastReader.read(
            spec("{rates_from: rates.csv" + more + "}", problems),
            Optional.of(file),
            Origin.argument("test"),
            problems);
    problems.throwIfAny();
    return forecast.orElseThrow();
  }

  /** 168 rows, hour h with a rate of h requests/s; some changed. */
  private static List<String> week(String... changed) {
    List<String> lines = new java.util.ArrayList<>(List.of("hour,rate_per_s"));
    for (int hour = 0; hour < 168; hour++) {
      lines.add(hour + "," + hour);
    }
    for (String line : changed) {
      lines.set(1 + Integer.parseInt(line.substring(0, line.indexOf(','))), line);
    }
    return lines;
  }

  private static List<Problem> problems(ThrowableAssert.ThrowingCallable call) {
    BadInputException e = Assertions.catchThrowableOfType(BadInputException.class, call);
    assertThat(e).isNotNull();
    return e.problems();
  }

  /**
   * Five days of 12 hours at 60/s, their nights of 12 hours at 10/s, 48 hours at 5/s; a night of a
   * weekday is two pieces, before and after its day.
   */
  @Test
  void periodsOfTheClockCoverTheWeek() {
    Forecast forecast = read("{periods: [" + DAY + ", " + REST + "]}");

    assertThat(forecast.periods()).extracting(Period::hours).containsExactly(60.0, 60.0, 48.0);
    assertThat(forecast.peak(ForecastCase.EXPECTED)).isEqualTo(60);
    assertThat(forecast.requestsPerWeek(ForecastCase.EXPECTED))
        .isCloseTo(3600.0 * (60 * 60 + 10 * 60 + 5 * 48), within(1e-6));
    assertThat(forecast.hasRange()).isFalse();
    assertThat(forecast.week().get(0)).isEqualTo(new Forecast.Piece(1, 0, 8));
    assertThat(forecast.week().get(1)).isEqualTo(new Forecast.Piece(0, 8, 12));
    assertThat(forecast.week().stream().mapToDouble(Forecast.Piece::hours).sum()).isEqualTo(168);
  }

  /** 36,000 people with two requests an hour each are 20 requests/s; a quarter of it is 5. */
  @Test
  void peopleAndSharesBecomeRates() {
    Forecast forecast =
        read(
            "{users: {count: 36000, requests_per_hour: 2}, periods: [{name: a, hours_per_week: 40},"
                + " {name: b, hours_per_week: 128, share: 25%}]}");

    assertThat(forecast.rate(0, ForecastCase.EXPECTED)).isCloseTo(20, within(1e-9));
    assertThat(forecast.rate(1, ForecastCase.EXPECTED)).isCloseTo(5, within(1e-9));
  }

  /**
   * 10/s grown by half is 15/s; 20 % either way of that is 12 and 18; 80 % and 130 % 12 and 19.5.
   */
  @Test
  void growthComesBeforeTheRange() {
    Forecast spread =
        read("{growth: 50%, spread: 20%, periods: [{name: a, hours_per_week: 168, rate: 10/s}]}");
    assertThat(spread.hasRange()).isTrue();
    assertThat(spread.rate(0, ForecastCase.LOW)).isCloseTo(12, within(1e-9));
    assertThat(spread.rate(0, ForecastCase.EXPECTED)).isCloseTo(15, within(1e-9));
    assertThat(spread.rate(0, ForecastCase.HIGH)).isCloseTo(18, within(1e-9));
    Forecast ends =
        read(
            "{growth: 50%, low: 80%, high: 130%,"
                + " periods: [{name: a, hours_per_week: 168, rate: 10/s}]}");
    assertThat(ends.rate(0, ForecastCase.LOW)).isCloseTo(12, within(1e-9));
    assertThat(ends.rate(0, ForecastCase.HIGH)).isCloseTo(19.5, within(1e-9));
  }

  /** Hour 167 is Sunday 23:00. */
  @Test
  void hoursOfAFileAreAPeriodEach() throws IOException {
    Forecast forecast = hourly(", growth: 100%", week());

    assertThat(forecast.periods()).hasSize(168);
    assertThat(forecast.periods().get(167).name()).isEqualTo("sun 23:00");
    assertThat(forecast.peak(ForecastCase.EXPECTED)).isEqualTo(2 * 167);
    assertThat(forecast.hasRange()).isFalse();
  }

  @Test
  void everythingWrongWithAFileIsSaidWithItsLine() throws IOException {
    assertThat(problems(() -> hourly("", week("5,-2", "9,x"))))
        .extracting(each -> each.origin() + " " + each.message())
        .hasSize(2)
        .anySatisfy(text -> assertThat(text).contains("rates.csv:7", "-2"))
        .anySatisfy(text -> assertThat(text).contains("rates.csv:11", "x"));
    List<String> gap = week();
    gap.remove(1 + 7);
    assertThat(problems(() -> hourly("", gap)).get(0).message())
        .isEqualTo("hour 7 is missing: the forecast has a gap");
    List<String> twice = week();
    twice.add(1 + 7, "6,6");
    assertThat(problems(() -> hourly("", twice)).get(0).message())
        .isEqualTo("hour 6 is there twice: the forecast overlaps");
    assertThat(problems(() -> hourly("", week().subList(0, 100))).get(0).message())
        .isEqualTo("the forecast ends with hour 98: the week has a gap");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}| the forecast has no periods",
        "{periods: [{name: a, hours_per_week: 100, rate: 1/s}]}|"
            + " the periods have 100 hours together: 68.0 hours of the week are left out",
        "{periods: [{name: a, hours_per_week: 100, rate: 1/s}, {name: b, hours_per_week: 70,"
            + " rate: 1/s}]}| the periods have 170 hours together: 2.00 hours too many overlap",
        "{periods: [{name: a, days: mon-sat, rate: 1/s}]}|"
            + " 24 hours of the week are of no period, the first at sun 00:00",
        "{periods: [{name: a, rate: 1/s}, {name: b, days: sun, rate: 1/s}]}|"
            + " overlaps with a at sun 00:00",
        "{periods: [{name: a, rate: 1/s}, {name: a, days: sun, rate: 1/s}]}|"
            + " two periods are called \"a\"",
        "{periods: [{name: a, days: mon-tue, rate: 1/s}, {name: b, hours_per_week: 120, rate:"
            + " 1/s}]}| the period is given by the clock and by hours_per_week",
        "{periods: [{name: a, days: funday, rate: 1/s}]}| found \"funday\"",
        "{periods: [{name: a, hours: 9, rate: 1/s}]}| found \"9\"",
        "{periods: [{name: a, rate: -1/s}]}| found -1/s, which is negative",
        "{periods: [{name: a}]}| the period has no rate, and there is no peak",
        "{peak: 3/s, users: {count: 10, requests_per_hour: 1}, periods: [{name: a}]}|"
            + " peak stands beside users",
        "{peak: 3/s, periods: [{name: a, rate: 1/s, share: 50%}]}| share stands beside rate",
        "{spread: 10%, low: 50%, periods: [{name: a, rate: 1/s}]}|"
            + " low or high stands beside spread",
        "{periods: [{name: a, rate: 0/s}]}| there is no traffic at all",
      })
  void whatCannotBeAForecastIsSaid(String yaml, String message) {
    assertThat(problems(() -> read(yaml)))
        .extracting(Problem::message)
        .anySatisfy(text -> assertThat(text).contains(message));
  }
}
