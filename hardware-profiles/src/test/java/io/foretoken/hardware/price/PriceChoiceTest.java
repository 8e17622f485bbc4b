package io.foretoken.hardware.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.hardware.catalog.Catalog;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PriceChoiceTest {
  private static final Optional<String> ANY = Optional.empty();

  @Test
  void theDefaultIsTheRowMarkedSo() {
    Price old = price("aws", "on-demand", 12.29, "2026-08", false, "medium");
    Price marked = price("catalog-default", "on-demand", 2.95, "2026-08", true, "medium");
    assertThat(PriceChoice.of(List.of(), List.of(old, marked), ANY, ANY)).contains(marked);
  }

  @Test
  void withoutAMarkedRowTheNewestOnDemandRowOfSomeConfidenceIsTaken() {
    Price low = price("a", "on-demand", 1.0, "2026-09", false, "low");
    Price spot = price("b", "spot", 1.1, "2026-09", false, "medium");
    Price older = price("c", "on-demand", 1.2, "2026-05", false, "medium");
    Price newer = price("d", "on-demand", 3.0, "2026-08", false, "medium");
    Price cheaper = price("e", "on-demand", 2.0, "2026-08", false, "medium");
    assertThat(PriceChoice.of(List.of(), List.of(low, spot, older, newer, cheaper), ANY, ANY))
        .contains(cheaper);
  }

  @Test
  void lowConfidenceIsNoDefaultButIsFoundWhenAskedFor() {
    Price low = price("ibm", "on-demand", 2.5, "unknown", false, "low");
    assertThat(PriceChoice.of(List.of(), List.of(low), ANY, ANY)).isEmpty();
    assertThat(PriceChoice.of(List.of(), List.of(low), Optional.of("ibm"), ANY)).contains(low);
    assertThat(PriceChoice.of(List.of(), List.of(low), Optional.of("aws"), ANY)).isEmpty();
  }

  @Test
  void aTermAskedForIsKept() {
    Price onDemand = price("a", "on-demand", 2.0, "2026-08", true, "medium");
    Price spot = price("a", "spot", 1.0, "2026-05", false, "medium");
    assertThat(PriceChoice.of(List.of(), List.of(onDemand, spot), ANY, Optional.of("spot")))
        .contains(spot);
  }

  @Test
  void anOwnRowGoesBeforeTheDefaultUnlessItDoesNotMatch() {
    Price marked = price("catalog-default", "on-demand", 2.95, "2026-08", true, "medium");
    Price own = price("us", "reserved", 1.5, "2026-01", false, "low");
    assertThat(PriceChoice.of(List.of(own), List.of(marked), ANY, ANY)).contains(own);
    assertThat(PriceChoice.of(List.of(own), List.of(marked), ANY, Optional.of("on-demand")))
        .contains(marked);
  }

  /** Among unknown dates and known ones of the same confidence the known one counts as newer. */
  @Test
  void anUnknownDateCountsAsOldest() {
    Price unknown = price("a", "spot", 1.0, "unknown", false, "low");
    Price known = price("b", "spot", 2.0, "2024-02-07", false, "low");
    assertThat(PriceChoice.of(List.of(), List.of(unknown, known), ANY, Optional.of("spot")))
        .contains(known);
  }

  @Test
  void everyShippedDefaultHasADateAndSomeConfidence() {
    List<Price> defaults = Catalog.shipped().prices().stream().filter(Price::isDefault).toList();
    assertThat(defaults).hasSize(20);
    assertThat(defaults)
        .allSatisfy(
            price -> {
              assertThat(price.confidence()).isNotEqualTo("low");
              assertThat(price.asOf()).matches("20\\d\\d-\\d\\d.*");
              assertThat(price.currency()).isEqualTo("USD");
            });
  }

  @Test
  void shippedDefaultsByHand() {
    Catalog catalog = Catalog.shipped();
    assertThat(catalog.price("H100", ANY, ANY)).get().extracting(Price::perGpuHour).isEqualTo(2.95);
    assertThat(catalog.price("h100", Optional.of("AWS"), ANY))
        .get()
        .extracting(Price::perGpuHour, Price::confidence)
        .containsExactly(12.29, "low");
    // Only an undated row is known of the V100 PCIe: it is no default.
    assertThat(catalog.price("v100-pcie-16gb", ANY, ANY)).isEmpty();
    assertThat(catalog.price("rtx-4090", ANY, ANY)).isEmpty();
  }

  private static Price price(
      String provider, String term, double usd, String asOf, boolean isDefault, String confidence) {
    return new Price(
        "gpu",
        provider,
        term,
        usd,
        "USD",
        asOf,
        isDefault,
        Optional.empty(),
        1,
        Optional.empty(),
        confidence,
        "test",
        "");
  }
}
