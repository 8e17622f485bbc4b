package io.foretoken.scenario.sweep;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.foretoken.scenario.expected.ErrorBand;
import io.foretoken.scenario.export.PointJson;
import io.foretoken.scenario.statistic.ExpectedBands;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.PointFigures;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files of a sweep: {@code points.csv}, {@code points.jsonl} and {@code frontiers.csv}. Columns
 * are explained in {@code docs/results-reference.md}.
 */
public final class SweepFiles {
  private static final int SHARE_DECIMALS = 6;
  private static final List<KeyFigure> WITH_INTERVAL =
      List.of(
          KeyFigure.TTFT_MEAN,
          KeyFigure.TTFT_P99,
          KeyFigure.TPOT_MEAN,
          KeyFigure.TPOT_P99,
          KeyFigure.E2E_MEAN,
          KeyFigure.E2E_P99,
          KeyFigure.REQUESTS_PER_S,
          KeyFigure.OUTPUT_TOKENS_PER_S,
          KeyFigure.GOODPUT_REQUESTS_PER_S,
          KeyFigure.USD_PER_1M_OUTPUT_RESERVED);

  private SweepFiles() {}

  /** One line per point. */
  public static void writePoints(Writer out, SweepResult sweep) throws IOException {
    List<String> thresholds = thresholds(sweep);
    CsvLine header =
        new CsvLine()
            .add("point")
            .addAll(sweep.parameters())
            .addAll(
                List.of(
                    "status",
                    "load",
                    "in_flight",
                    "replications",
                    "stationary",
                    "slo_met",
                    "limit",
                    "limit_share",
                    "provenance"));
    header.addAll(Arrays.stream(KeyFigure.values()).map(KeyFigure::key).toList());
    header.addAll(WITH_INTERVAL.stream().map(figure -> figure.key() + "_half_width").toList());
    for (KeyFigure figure : ExpectedBands.FIGURES) {
      header.add(figure.key() + "_expected_low").add(figure.key() + "_expected_high");
    }
    header.addAll(thresholds.stream().map(name -> "attained_" + name).toList());
    header.add("failure").writeTo(out);
    for (SweepPoint point : sweep.points()) {
      point(sweep, point, thresholds).writeTo(out);
    }
  }

  private static List<String> thresholds(SweepResult sweep) {
    Set<String> names = new TreeSet<>();
    for (SweepPoint point : sweep.points()) {
      point.figures().ifPresent(figures -> names.addAll(figures.attained().keySet()));
    }
    return List.copyOf(names);
  }

  private static CsvLine point(SweepResult sweep, SweepPoint point, List<String> thresholds) {
    CsvLine line = new CsvLine().add(Integer.toString(point.index())).addAll(point.values());
    line.add(point.figures().isPresent() ? "ok" : "failed").add(sweep.load().word());
    Optional<PointFigures> known = point.figures();
    if (known.isEmpty()) {
      return line.skip(
              7
                  + KeyFigure.values().length
                  + WITH_INTERVAL.size()
                  + 2 * ExpectedBands.FIGURES.size()
                  + thresholds.size())
          .add(point.failure());
    }
    PointFigures figures = known.get();
    line.add(figures.inFlight() > 0 ? Long.toString(figures.inFlight()) : "")
        .add(Integer.toString(figures.replications()))
        .add(figures.stationary())
        .add(figures.sloMet().map(met -> met ? "1" : "0").orElse(""))
        .add(figures.limit())
        .add(figures.limitShare(), SHARE_DECIMALS)
        .add(figures.provenance());
    for (KeyFigure figure : KeyFigure.values()) {
      line.add(figures.value(figure), figure.decimals());
    }
    for (KeyFigure figure : WITH_INTERVAL) {
      line.add(figures.halfWidth(figure), figure.decimals());
    }
    for (KeyFigure figure : ExpectedBands.FIGURES) {
      ErrorBand band = figures.expected().get(figure);
      line.add(band == null ? Double.NaN : band.low(), SHARE_DECIMALS)
          .add(band == null ? Double.NaN : band.high(), SHARE_DECIMALS);
    }
    for (String name : thresholds) {
      line.add(figures.attained().getOrDefault(name, Double.NaN), SHARE_DECIMALS);
    }
    return line.add("");
  }

  /** One object per point, with all that is known of it. */
  public static void writeJson(Writer out, SweepResult sweep) throws IOException {
    JsonGenerator json = new JsonFactory().createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.setRootValueSeparator(null);
    for (SweepPoint point : sweep.points()) {
      json.writeStartObject();
      json.writeNumberField("point", point.index());
      json.writeObjectFieldStart("parameters");
      for (int at = 0; at < point.values().size(); at++) {
        json.writeStringField(sweep.parameters().get(at), point.values().get(at));
      }
      json.writeEndObject();
      json.writeStringField("key", point.key());
      json.writeStringField("load", sweep.load().word());
      if (point.figures().isPresent()) {
        json.writeFieldName("figures");
        PointJson.write(json, point.figures().get());
      } else {
        json.writeStringField("failure", point.failure());
      }
      json.writeEndObject();
      json.writeRaw('\n');
    }
    json.close();
  }

  /** The points judged for each frontier, and whether they are on it. */
  public static void writeFrontiers(Writer out, SweepResult sweep) throws IOException {
    new CsvLine()
        .addAll(List.of("frontier", "x_figure", "y_figure", "point"))
        .addAll(sweep.parameters())
        .addAll(List.of("x", "y", "on_frontier"))
        .writeTo(out);
    for (ParetoFrontier frontier : sweep.frontiers()) {
      Set<Integer> best = new HashSet<>(frontier.points());
      for (int index : frontier.judged()) {
        SweepPoint point = sweep.points().get(index);
        Map.Entry<Double, Double> at =
            Map.entry(
                point.figures().orElseThrow().value(frontier.x()),
                point.figures().orElseThrow().value(frontier.y()));
        new CsvLine()
            .add(frontier.name())
            .add(frontier.x().key())
            .add(frontier.y().key())
            .add(Integer.toString(index))
            .addAll(point.values())
            .add(at.getKey(), frontier.x().decimals())
            .add(at.getValue(), frontier.y().decimals())
            .add(best.contains(index))
            .writeTo(out);
      }
    }
  }
}
