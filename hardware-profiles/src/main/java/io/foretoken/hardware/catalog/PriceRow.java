package io.foretoken.hardware.catalog;

import io.foretoken.hardware.price.Price;
import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Key;
import io.foretoken.input.bind.Range;
import java.util.Optional;

/** A price as a price list writes it. */
@Doc("What one provider asks for one hour of one GPU.")
public record PriceRow(
    @Doc("Name of a GPU.") String gpu,
    String provider,
    @Doc("Such as on-demand, spot, reserved-1y.") @Default("on-demand") String term,
    @Range(min = 0, aboveMin = true) double perGpuHour,
    @Doc("ISO 4217 code.") String currency,
    @Doc("YYYY-MM-DD or YYYY-MM; unknown only with low confidence.") String asOf,
    @Doc("Whether to use it when none is asked for.") @Key("default") @Default("false")
        boolean isDefault,
    Optional<String> instance,
    @Default("1") @Range(min = 1) int gpusInInstance,
    Optional<String> region,
    @Default("medium") Confidence confidence,
    @Doc("Where the figure stands.") String source,
    @Default("\"\"") String notes) {

  /** Refuses what no price can be. */
  static void check(Row<PriceRow> row) {
    PriceRow price = row.value();
    boolean low = price.confidence == Confidence.LOW;
    if (!(low && price.asOf.equals("unknown"))) {
      row.checkDate(price.asOf);
    }
    if (price.isDefault && low) {
      row.problem("default", "a price of low confidence is never a default", "leave it out");
    }
    if (!price.currency.matches("[A-Z]{3}")) {
      row.problem(
          "currency", "found \"" + price.currency + "\"", "write a code such as USD or EUR");
    }
  }

  /** The price of the GPU with that id. */
  Price price(String gpuId) {
    return new Price(
        gpuId,
        Names.canonical(provider),
        Names.canonical(term),
        perGpuHour,
        currency,
        asOf,
        isDefault,
        instance,
        gpusInInstance,
        region,
        confidence.word(),
        source,
        notes);
  }
}
