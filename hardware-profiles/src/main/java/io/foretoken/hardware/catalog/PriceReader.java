package io.foretoken.hardware.catalog;

import io.foretoken.hardware.price.Price;
import java.util.Optional;

/** Reads one row of a price list. */
final class PriceReader {
  private PriceReader() {}

  /** Reads a row; {@code gpu} stays as written, the caller knows the catalogue of GPUs. */
  static Price read(Fields fields) {
    String confidence = EntryReader.confidence(fields);
    String asOf = EntryReader.date(fields, confidence.equals("low"));
    boolean isDefault = fields.flag("default", false);
    if (isDefault && confidence.equals("low")) {
      fields.problem("default", "a price of low confidence is never a default", "");
    }
    String currency = fields.text("currency");
    if (fields.has("currency") && !currency.matches("[A-Z]{3}")) {
      fields.problem("currency", "found \"" + currency + "\"", "write a code such as USD or EUR");
    }
    return new Price(
        fields.text("gpu"),
        Names.canonical(fields.text("provider")),
        Names.canonical(fields.text("term", "on-demand")),
        fields.number("per_gpu_hour"),
        currency,
        asOf,
        isDefault,
        optionalText(fields, "instance"),
        fields.count("gpus_in_instance", 1),
        optionalText(fields, "region"),
        confidence,
        fields.text("source"),
        fields.text("notes", ""));
  }

  private static Optional<String> optionalText(Fields fields, String key) {
    return fields.has(key) ? Optional.of(fields.text(key)) : Optional.empty();
  }
}
