package io.foretoken.ui.viewmodel;

import java.util.Optional;

/**
 * A price that can be changed on the Cost screen.
 *
 * @param key which one
 * @param value as typed or as the scenario says it; empty where neither does
 * @param placeholder what holds without a value; may be empty
 * @param note where the price stands and of when; may be empty
 * @param isStale whether that is old
 * @param isChanged whether it was changed here and the scenario says something else
 * @param problem what is wrong with it, if anything
 */
public record PriceField(
    Key key,
    String value,
    String placeholder,
    String note,
    boolean isStale,
    boolean isChanged,
    Optional<String> problem) {
  /** The prices. */
  public enum Key {
    GPU_HOUR("GPU hour", "prices.gpu_hour_usd", "$", false),
    API_INPUT("API, 1M input tokens", "prices.api.input_usd", "$", false),
    API_CACHED("API, 1M cached input tokens", "prices.api.cached_input_usd", "$", false),
    API_OUTPUT("API, 1M output tokens", "prices.api.output_usd", "$", false),
    PURCHASE_GPU("Buying a GPU", "prices.purchase.gpu_usd", "$", true),
    PURCHASE_YEARS("Written off over", "prices.purchase.years", "years", true),
    PURCHASE_WATTS("Power of a GPU", "prices.purchase.watts", "W", true),
    PURCHASE_KWH("1 kWh", "prices.purchase.kwh_usd", "$", true),
    PURCHASE_STAFF("Staff a year", "prices.purchase.staff_usd_per_year", "$", true);

    private final String label;
    private final String path;
    private final String unit;
    private final boolean ofPurchase;

    Key(String label, String path, String unit, boolean ofPurchase) {
      this.label = label;
      this.path = path;
      this.unit = unit;
      this.ofPurchase = ofPurchase;
    }

    /** What it is called. */
    public String label() {
      return label;
    }

    /** Its place in a scenario. */
    public String path() {
      return path;
    }

    /** Its unit. */
    public String unit() {
      return unit;
    }

    /** Whether it is about buying, which the scenario has to describe first. */
    public boolean isOfPurchase() {
      return ofPurchase;
    }

    boolean isOfApi() {
      return path.startsWith("prices.api.");
    }
  }
}
