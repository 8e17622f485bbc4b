package io.foretoken.validation.fit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The errors of all GPUs as tables of a page. */
final class ErrorTables {
  private ErrorTables() {}

  /** Family by GPU, then the worst regions of each family. */
  static String of(List<FittedGpu> gpus) {
    StringBuilder text = new StringBuilder();
    text.append("| family | ");
    for (FittedGpu gpu : gpus) {
      text.append(gpu.gpu().gpu().id()).append(" | ");
    }
    text.append("median |\n|---").append("|---".repeat(gpus.size() + 1)).append("|\n");
    Set<String> families = new LinkedHashSet<>();
    gpus.forEach(gpu -> gpu.families().forEach(family -> families.add(family.family())));
    for (String family : families) {
      text.append("| ").append(family).append(" | ");
      List<Double> medians = new ArrayList<>();
      for (FittedGpu gpu : gpus) {
        Region all = find(gpu, family);
        text.append(all == null ? "-" : cell(all)).append(" | ");
        if (all != null && !gpu.gpu().isOldEngine()) {
          medians.add(all.corrected().median());
        }
      }
      double[] values = medians.stream().mapToDouble(Double::doubleValue).toArray();
      text.append(number(Errors.quantile(values, 0.5))).append(" |\n");
    }
    layers(gpus, text);
    text.append(
        "\n| family | GPU | part | points | form | corrected |\n|---|---|---|---|---|---|\n");
    for (String family : families) {
      for (FittedGpu gpu : gpus) {
        worst(gpu, family, text);
      }
    }
    return text.toString();
  }

  private static void layers(List<FittedGpu> gpus, StringBuilder text) {
    text.append("\n| layers | ");
    gpus.forEach(gpu -> text.append(gpu.gpu().gpu().id()).append(" | "));
    text.append("median |\n|---").append("|---".repeat(gpus.size() + 1)).append("|\n");
    Set<String> names = new LinkedHashSet<>();
    gpus.forEach(gpu -> gpu.layers().forEach(layer -> names.add(layer.name())));
    for (String name : names) {
      boolean dense = name.startsWith("dense");
      text.append("| ").append(name).append(" | ");
      List<Double> medians = new ArrayList<>();
      for (FittedGpu gpu : gpus) {
        Region found =
            gpu.layers().stream().filter(l -> l.name().equals(name)).findFirst().orElse(null);
        String seen = dense || found == null ? "" : " (" + pair(found.corrected()) + ")";
        text.append(found == null ? "-" : pair(found.form()) + seen).append(" | ");
        if (found != null && !gpu.gpu().isOldEngine()) {
          medians.add(found.form().median());
        }
      }
      double[] values = medians.stream().mapToDouble(Double::doubleValue).toArray();
      text.append(number(Errors.quantile(values, 0.5))).append(" |\n");
    }
  }

  private static void worst(FittedGpu gpu, String family, StringBuilder text) {
    for (Fitted<?> fitted : gpu.families()) {
      if (fitted.family().equals(family)) {
        List<Region> measured =
            fitted.regions().stream().filter(region -> region.form().points() > 0).toList();
        text.append(
            measured.stream()
                .max((a, b) -> Double.compare(a.corrected().median(), b.corrected().median()))
                .map(
                    region ->
                        String.join(
                            " | ",
                            "| " + family,
                            gpu.gpu().gpu().id(),
                            region.name(),
                            String.valueOf(region.form().points()),
                            pair(region.form()),
                            pair(region.corrected()) + " |\n"))
                .stream()
                .collect(Collectors.joining()));
      }
    }
  }

  private static Region find(FittedGpu gpu, String family) {
    return gpu.families().stream()
        .filter(fitted -> fitted.family().equals(family))
        .map(Fitted::all)
        .findFirst()
        .orElse(null);
  }

  private static String cell(Region region) {
    return pair(region.corrected()) + " (" + number(region.form().median()) + ")";
  }

  private static String pair(Errors errors) {
    return number(errors.median()) + " / " + number(errors.p90());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
