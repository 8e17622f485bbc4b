package io.foretoken.scenario.plan.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.bind.RecordBinder;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.scenario.plan.forecast.Forecast;
import io.foretoken.scenario.plan.forecast.Period;
import io.foretoken.scenario.plan.forecast.Rates;
import io.foretoken.scenario.spec.PlanSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceBookReaderTest {
  private static final String H100 = "h100-sxm-80gb";

  private static final Forecast DAY_AND_NIGHT =
      new Forecast(
          List.of(
              new Period("day", 84, new Rates(9, 9, 9), Optional.empty()),
              new Period("night", 84, new Rates(1, 1, 1), Optional.empty())),
          List.of(new Forecast.Piece(0, 0, 84), new Forecast.Piece(1, 84, 84)),
          false,
          false);

  private final Problems problems = new Problems();

  private PriceBook read(String prices, String more, String... gpus) {
    PlanSpec spec =
        RecordBinder.bind(
            LocatedYaml.parseMap(
                "forecast: {periods: [{name: day}]}\nprices: [" + prices + "]\n" + more, "p.yaml"),
            PlanSpec.class,
            problems);
    problems.throwIfAny();
    return new PriceBookReader(Catalog.shipped(), DAY_AND_NIGHT, problems)
        .read(spec, List.of(gpus));
  }

  private double usd(PriceBook book, Term term, int period) {
    return book.of(H100, term).orElseThrow().usdPerHour().get(period);
  }

  @Test
  void aPriceHoldsInItsPeriods() {
    PriceBook book =
        read(
            "{gpu: h100, gpu_hour_usd: 3, periods: [day]}, {gpu: h100, gpu_hour_usd: 2, periods:"
                + " [night], source: us, as_of: \"2026-09\"}, {gpu: H100, term: reserved,"
                + " gpu_hour_usd: 1.5}",
            "",
            H100);

    assertThat(problems.isEmpty()).isTrue();
    assertThat(usd(book, Term.ON_DEMAND, 0)).isEqualTo(3);
    assertThat(usd(book, Term.ON_DEMAND, 1)).isEqualTo(2);
    assertThat(usd(book, Term.RESERVED, 0)).isEqualTo(1.5);
    assertThat(book.of(H100))
        .extracting(TermPrice::term)
        .containsExactly(Term.ON_DEMAND, Term.RESERVED);
  }

  /** An own price of one GPU says nothing of another; its own terms are all that it has. */
  @Test
  void aGpuWithoutAnOwnPriceHasTheCatalogues() {
    Catalog catalog = Catalog.shipped();
    double shipped =
        catalog.price("l40s", Optional.empty(), Optional.empty()).orElseThrow().perGpuHour();

    PriceBook book = read("{gpu: h100, gpu_hour_usd: 9}", "", H100, "l40s");

    assertThat(usd(book, Term.ON_DEMAND, 0)).isEqualTo(9);
    TermPrice other = book.of("l40s", Term.ON_DEMAND).orElseThrow();
    assertThat(other.usdPerHour()).containsExactly(shipped, shipped);
  }

  @Test
  void termsThatAreNotWantedAreLeftOut() {
    String both = "{gpu: h100, gpu_hour_usd: 3}, {gpu: h100, term: spot, gpu_hour_usd: 1}";
    assertThat(read(both, "", H100).of(H100)).hasSize(2);
    assertThat(read(both, "terms: [spot]", H100).of(H100))
        .extracting(TermPrice::term)
        .containsExactly(Term.SPOT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{gpu: h100, gpu_hour_usd: 3}, {gpu: h100-sxm-80gb, gpu_hour_usd: 2}|"
            + " a second price of h100-sxm-80gb on-demand",
        "{gpu: h100, gpu_hour_usd: 3}, {gpu: h100, gpu_hour_usd: 2, periods: [night]}|"
            + " a second price of h100-sxm-80gb on-demand in period night",
        "{gpu: h100, gpu_hour_usd: 3, periods: [day]}|"
            + " h100-sxm-80gb has no price in period night, so no replica could run through it",
        "{gpu: h100, term: monthly, gpu_hour_usd: 3}| there is no term \"monthly\"",
        "{gpu: h100, gpu_hour_usd: 3, periods: [nigth]}| the forecast has no period \"nigth\"",
        "{gpu: h100, term: reserved, gpu_hour_usd: 3, periods: [day, night]}|"
            + " a reserved GPU is paid all week, not in some periods",
        "{gpu: h1000, gpu_hour_usd: 3}| h1000",
        "{gpu: h100, gpu_hour_usd: 3, as_of: \"soon\"}| found \"soon\"",
      })
  void whatIsNoPriceIsSaid(String prices, String message) {
    read(prices, "", H100);

    assertThat(problems.list())
        .extracting(Problem::message)
        .anySatisfy(text -> assertThat(text).contains(message));
    assertThat(problems.list().get(0).origin().toString()).startsWith("p.yaml:2:");
  }
}
