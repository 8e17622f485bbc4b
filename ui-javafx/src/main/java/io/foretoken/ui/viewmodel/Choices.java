package io.foretoken.ui.viewmodel;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.catalog.GpuEntry;
import io.foretoken.hardware.catalog.ModelEntry;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.hardware.model.ParameterCount;
import io.foretoken.scenario.figure.ReadableNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What fields of the form can be, with the facts that tell one from the other. */
public final class Choices {
  private static final double BILLION = 1e9;

  private Choices() {}

  /**
   * One choice.
   *
   * @param value as scenarios write it
   * @param facts one line; may be empty
   */
  public record Choice(String value, String facts) {}

  /** GPUs of the catalogue. */
  public static List<Choice> gpus(Catalog catalog) {
    List<Choice> choices = new ArrayList<>();
    for (GpuEntry gpu : catalog.gpus()) {
      String price =
          catalog
              .price(gpu.id(), Optional.empty(), Optional.empty())
              .map(known -> ", " + ReadableNumbers.cents(known.perGpuHour()) + " an hour")
              .orElse("");
      choices.add(
          new Choice(
              gpu.id(),
              String.format(
                  Locale.ROOT,
                  "%.1f GiB, %s TB/s, %s TFLOPS bf16%s",
                  gpu.spec().visibleMemoryGib(),
                  ReadableNumbers.number(gpu.spec().memoryGbPerSecond() / 1000),
                  ReadableNumbers.number(gpu.spec().bf16Tflops()),
                  price)));
    }
    return List.copyOf(choices);
  }

  /** Models of the catalogue. */
  public static List<Choice> models(Catalog catalog) {
    return catalog.models().stream()
        .map(model -> new Choice(model.id(), modelFacts(model)))
        .toList();
  }

  private static String modelFacts(ModelEntry model) {
    ParameterCount count = ParameterCount.of(model.shape());
    String active =
        count.active() < count.total()
            ? " (" + ReadableNumbers.number(count.active() / BILLION) + " B active)"
            : "";
    int layers = model.shape().layerKinds().full() + model.shape().layerKinds().window();
    return ReadableNumbers.number(count.total() / BILLION)
        + " B parameters"
        + active
        + ", "
        + layers
        + " layers, "
        + model.shape().nativePrecision();
  }

  /** Engines, each with the versions that are known. */
  public static List<Choice> engines() {
    return EngineProfiles.NAMES.stream()
        .map(
            name ->
                new Choice(
                    name,
                    String.join(
                        ", ",
                        EngineProfiles.of(name).stream()
                            .map(profile -> profile.describeVersions())
                            .toList())))
        .toList();
  }

  /** The facts of a name that may be an alias; empty of an unknown one. */
  static String factsOfGpu(Catalog catalog, String name) {
    return catalog
        .findGpu(name)
        .map(GpuEntry::id)
        .flatMap(id -> facts(gpus(catalog), id))
        .orElse("");
  }

  /** The facts of a name that may be an alias; empty of an unknown one. */
  static String factsOfModel(Catalog catalog, String name) {
    return catalog
        .findModel(name)
        .map(ModelEntry::id)
        .flatMap(id -> facts(models(catalog), id))
        .orElse("");
  }

  private static Optional<String> facts(List<Choice> choices, String value) {
    return choices.stream()
        .filter(choice -> choice.value().equals(value))
        .map(Choice::facts)
        .findFirst();
  }
}
