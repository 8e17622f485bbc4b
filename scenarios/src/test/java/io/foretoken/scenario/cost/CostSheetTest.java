package io.foretoken.scenario.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A window of half an hour on 2 GPUs at $3: $3 in all. 1,000 requests of 900 prompt tokens, 300 of
 * them cached, and 200 output tokens.
 */
class CostSheetTest {
  private static final Usage USAGE =
      new Usage(
          "s",
          "m",
          "g",
          2,
          1800,
          new Usage.Work(1_000, 900_000, 300_000, 200_000),
          Optional.of(new FullLoad(1_000, 4_500, 5)),
          0.6,
          List.of(new Usage.Part("chat", 0.25, new Usage.Work(400, 100_000, 0, 50_000))),
          List.of());
  private static final GpuPrice RENTAL = new GpuPrice(3, "list", "2026-08");
  private static final ApiPrice API = new ApiPrice(0.20, 0.05, 0.60, "api", "2026-10-01");
  private static final Purchase PURCHASE =
      new Purchase(35_064, 4, 1_100, 0.10, 1.3, 87_660, "quote", "");

  private static CostSheet sheet() {
    return CostSheet.of(
        USAGE, new Prices(Optional.of(RENTAL), Optional.of(PURCHASE), Optional.of(API)), 600);
  }

  @Test
  void eachUnitBearsAllTheMoneyOfTheWindow() {
    CostSheet.Unit unit = sheet().bases().get(0).unit();
    assertThat(unit.output()).isCloseTo(3 / 0.2, within(1e-12));
    assertThat(unit.input()).isCloseTo(3 / 0.9, within(1e-12));
    assertThat(unit.cached()).isCloseTo(3 / 0.3, within(1e-12));
    assertThat(unit.total()).isCloseTo(3 / 1.1, within(1e-12));
    assertThat(unit.request()).isCloseTo(0.003, within(1e-12));
    assertThat(unit.userMonth()).isCloseTo(1.8, within(1e-12));
  }

  @Test
  void fullUtilisationDividesByWhatTheDeploymentCanDo() {
    CostSheet.Basis full = sheet().bases().get(1);
    assertThat(full.name()).isEqualTo("rental, full utilisation");
    // $6 an hour over 3.6 M output tokens and 18,000 requests an hour
    assertThat(full.unit().output()).isCloseTo(6 / 3.6, within(1e-12));
    assertThat(full.unit().request()).isCloseTo(6.0 / 18_000, within(1e-12));
    assertThat(full.unit().cached()).isNaN();
  }

  @Test
  void aPurchaseIsWrittenOffByTheHour() {
    // 35,064 / (4 x 8,766) = $1 an hour; 1.1 kW x 1.3 x 0.10 = $0.143; staff 87,660 / 8,766 = $10
    assertThat(PURCHASE.capitalUsdPerGpuHour()).isCloseTo(1, within(1e-12));
    assertThat(PURCHASE.powerUsdPerGpuHour()).isCloseTo(0.143, within(1e-12));
    assertThat(PURCHASE.usdPerHour(2)).isCloseTo(12.286, within(1e-12));
    assertThat(sheet().bases()).extracting(CostSheet.Basis::name).hasSize(4);
    assertThat(sheet().bases().get(2).usdPerHour()).isCloseTo(12.286, within(1e-12));
  }

  @Test
  void classesBearBusyTimeAndNobodyIdleTime() {
    CostSheet.Part chat = sheet().parts().get(0);
    // of $3, 60 % busy, a quarter of it
    assertThat(chat.usd()).isCloseTo(0.45, within(1e-12));
    assertThat(chat.unit().output()).isCloseTo(0.45 / 0.05, within(1e-12));
    assertThat(chat.unit().request()).isCloseTo(0.45 / 400, within(1e-12));
    assertThat(sheet().idleUsd()).isCloseTo(1.2, within(1e-12));
  }

  @Test
  void breakEvenIsWhereBothBillsAreEqual() {
    BreakEven even = sheet().breakEvens().get(0);
    // (600 x 0.20 + 300 x 0.05 + 200 x 0.60) / 1e6 a request
    assertThat(even.apiUsdPerRequest()).isCloseTo(0.000255, within(1e-15));
    // 2,000 requests an hour
    assertThat(even.apiUsdPerHour()).isCloseTo(0.51, within(1e-12));
    assertThat(even.isOwnCheaper()).isFalse();
    double requestsPerHour = even.requestsPerSecond() * 3600;
    assertThat(requestsPerHour * even.apiUsdPerRequest()).isCloseTo(6, within(1e-9));
    // 6.54 requests/s of the 5 that the GPUs can do: never
    assertThat(even.shareOfFull().orElseThrow()).isCloseTo(6 / 3600.0 / 0.000255 / 5, within(1e-9));
    assertThat(even.isWithinReach()).isFalse();
  }

  @Test
  void aCachedInputPriceLowersTheApisBill() {
    ApiPrice without = new ApiPrice(0.20, 0.20, 0.60, "api", "");
    assertThat(without.usd(900, 300, 200) - API.usd(900, 300, 200))
        .isCloseTo(300 * 0.15 / 1e6, within(1e-15));
  }

  @Test
  void withoutAPriceForTheGpusThereIsNoSheet() {
    Prices none = new Prices(Optional.empty(), Optional.empty(), Optional.of(API));
    assertThatThrownBy(() -> CostSheet.of(USAGE, none, 1)).hasMessageContaining("g");
  }

  @Test
  void aPriceIsOldAfterMoreThan180Days() {
    // 2026-02-01 + 180 days = 2026-07-31
    assertThat(PriceAge.isStale("2026-02-01", LocalDate.of(2026, 7, 31))).isFalse();
    assertThat(PriceAge.isStale("2026-02-01", LocalDate.of(2026, 8, 1))).isTrue();
    // a month counts from its first day
    assertThat(PriceAge.isStale("2026-02", LocalDate.of(2026, 8, 1))).isTrue();
    assertThat(PriceAge.isStale("", LocalDate.of(2026, 8, 1))).isFalse();
    assertThat(PriceAge.days("2026-12", LocalDate.of(2026, 8, 1)).getAsLong()).isZero();
    assertThat(PriceAge.day("2026-13")).isEmpty();
    assertThat(PriceAge.day("yesterday")).isEmpty();
  }
}
