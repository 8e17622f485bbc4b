package io.foretoken.validation.fit.band;

import io.foretoken.scenario.expected.ErrorCell;
import io.foretoken.scenario.expected.MeasuredGround;
import io.foretoken.scenario.expected.Widening;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The text of the file of bands. */
final class BandYaml {
  private BandYaml() {}

  static String of(List<ErrorCell> cells, MeasuredGround ground, Widening widening) {
    StringBuilder out = new StringBuilder();
    out.append(
        "# Written by io.foretoken.validation.fit.band.FitBands; see docs/expected-error.md.\n");
    out.append(
        "# low, high: measured over predicted, ends of a 90 % band; median_percent: of the error.\n");
    out.append("schema_version: 1\n");
    out.append("measured:\n");
    out.append("  engines: ").append(list(ground.engines())).append('\n');
    out.append("  families: ").append(list(ground.families())).append('\n');
    out.append(
        String.format(
            Locale.ROOT,
            "widening: {gpu: %.2f, engine: %.2f, version: %.2f, family: %.2f}\n",
            widening.gpu(),
            widening.engine(),
            widening.version(),
            widening.family()));
    out.append("cells:\n");
    for (ErrorCell cell : cells) {
      out.append("  - {quantity: ").append(cell.quantity());
      add(out, "settings", cell.settings());
      add(out, "region", cell.region());
      add(out, "gpu", cell.gpu());
      add(out, "model", cell.model());
      add(out, "engine", cell.engine());
      out.append(", runs: ").append(cell.runs()).append(", workloads: ").append(cell.workloads());
      out.append(
          String.format(
              Locale.ROOT,
              ", median_percent: %.2f, low: %.4f, high: %.4f}\n",
              cell.medianPercent(),
              cell.low(),
              cell.high()));
    }
    return out.toString();
  }

  private static void add(StringBuilder out, String key, Optional<String> value) {
    value.ifPresent(some -> out.append(", ").append(key).append(": ").append(some));
  }

  private static String list(List<String> values) {
    return "[" + String.join(", ", values) + "]";
  }
}
