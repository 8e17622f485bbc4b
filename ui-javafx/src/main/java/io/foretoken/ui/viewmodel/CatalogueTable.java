package io.foretoken.ui.viewmodel;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.catalog.GpuEntry;
import io.foretoken.hardware.catalog.ModelEntry;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.hardware.model.ParameterCount;
import io.foretoken.hardware.price.Price;
import io.foretoken.scenario.figure.ReadableNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of GPUs, models or engines, with units in the headings.
 *
 * @param columns headings, the first one that of names
 * @param rows cells by column
 */
public record CatalogueTable(List<String> columns, List<List<String>> rows) {
  private static final double BILLION = 1e9;
  private static final double GIGA = 1000;
  private static final String NOT_THERE = "–";

  /** What is shown. */
  public enum Kind {
    GPUS("GPUs", "fleet.0.gpu"),
    MODELS("Models", "model"),
    ENGINES("Engines", "fleet.0.engine.name"),
    PRICES("Prices", "");

    private final String label;
    private final String path;

    Kind(String label, String path) {
      this.label = label;
      this.path = path;
    }

    /** For people. */
    public String label() {
      return label;
    }

    /** Where a scenario names one of them; empty where it does not. */
    public String path() {
      return path;
    }
  }

  /** Keeps copies. */
  public CatalogueTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** All of a kind. */
  public static CatalogueTable of(Kind kind, Catalog catalog) {
    return switch (kind) {
      case GPUS ->
          new CatalogueTable(
              List.of(
                  "GPU",
                  "Architecture",
                  "Memory, GiB",
                  "Bandwidth, TB/s",
                  "bf16, TFLOPS",
                  "fp8, TFLOPS",
                  "$ an hour",
                  "Confidence"),
              catalog.gpus().stream().map(gpu -> gpu(gpu, catalog)).toList());
      case MODELS ->
          new CatalogueTable(
              List.of(
                  "Model",
                  "Parameters, B",
                  "Active, B",
                  "Context, tokens",
                  "Weights",
                  "Not modelled"),
              catalog.models().stream().map(CatalogueTable::model).toList());
      case ENGINES ->
          new CatalogueTable(
              List.of("Engine", "Versions", "Batch policy", "Step times"), engines());
      case PRICES ->
          new CatalogueTable(
              List.of("GPU", "Provider", "Term", "An hour", "As of", "Confidence", "Source"),
              catalog.prices().stream().map(CatalogueTable::price).toList());
    };
  }

  private static List<String> gpu(GpuEntry gpu, Catalog catalog) {
    Optional<Price> price = catalog.price(gpu.id(), Optional.empty(), Optional.empty());
    OptionalDouble fp8 = gpu.spec().fp8Tflops();
    return List.of(
        gpu.id(),
        gpu.spec().architecture(),
        String.format(Locale.ROOT, "%.1f", gpu.spec().visibleMemoryGib()),
        ReadableNumbers.number(gpu.spec().memoryGbPerSecond() / GIGA),
        ReadableNumbers.number(gpu.spec().bf16Tflops()),
        fp8.isPresent() ? ReadableNumbers.number(fp8.getAsDouble()) : NOT_THERE,
        price.map(known -> ReadableNumbers.cents(known.perGpuHour())).orElse(NOT_THERE),
        gpu.spec().confidence());
  }

  private static List<String> model(ModelEntry model) {
    ParameterCount count = ParameterCount.of(model.shape());
    return List.of(
        model.id(),
        ReadableNumbers.number(count.total() / BILLION),
        ReadableNumbers.number(count.active() / BILLION),
        ReadableNumbers.count(model.shape().maxContext()),
        model.shape().nativePrecision(),
        String.join(", ", model.shape().notModelled()));
  }

  private static List<List<String>> engines() {
    List<List<String>> rows = new ArrayList<>();
    for (String name : EngineProfiles.NAMES) {
      for (EngineProfile profile : EngineProfiles.of(name)) {
        rows.add(
            List.of(
                name,
                profile.describeVersions(),
                profile.batching().policy(),
                profile.provenance().name().toLowerCase(Locale.ROOT)));
      }
    }
    return rows;
  }

  private static List<String> price(Price price) {
    return List.of(
        price.gpu(),
        price.provider(),
        price.term(),
        String.format(Locale.ROOT, "%.2f %s", price.perGpuHour(), price.currency()),
        price.asOf(),
        price.confidence(),
        price.source());
  }

  /** Rows that have all of some words in any of their cells, small letters or capitals. */
  public List<List<String>> matching(String words) {
    List<String> wanted = List.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+"));
    return rows.stream()
        .filter(
            row -> {
              String all = String.join(" ", row).toLowerCase(Locale.ROOT);
              return wanted.stream().allMatch(all::contains);
            })
        .toList();
  }
}
