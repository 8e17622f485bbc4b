package io.foretoken.ui.picture;

import io.foretoken.hardware.step.StepExplanation;
import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.chart.Mark;
import io.foretoken.scenario.chart.Picture;
import io.foretoken.scenario.explain.ExplainedStep;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.report.LimitInk;
import io.foretoken.sim.step.Limit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The mean decode step by operator with its limit, beside the same step with a prompt in it. */
public final class StepPicture {
  private static final double ROW = 25;
  private static final double HEAD = 44;
  private static final double NAMES = 0.34;
  private static final double LIMITS = 104;
  private static final double VALUE = 52;
  private static final String HOST = "Host, not hidden";

  private final List<ExplainedStep> steps;
  private final List<Row> rows;

  /** One operator in both steps. */
  private record Row(String name, double decode, double mixed, Limit limit) {}

  /** The decode step and, after it, the mixed one. */
  public StepPicture(List<ExplainedStep> steps) {
    this.steps = steps;
    Map<String, Row> byName = new LinkedHashMap<>();
    for (StepExplanation.Row row : steps.get(0).parts().rows()) {
      Row before = byName.getOrDefault(row.name(), new Row(row.name(), 0, 0, row.limit()));
      byName.put(row.name(), new Row(row.name(), before.decode + row.nanos(), 0, before.limit));
    }
    for (StepExplanation.Row row : steps.get(1).parts().rows()) {
      Row before = byName.getOrDefault(row.name(), new Row(row.name(), 0, 0, row.limit()));
      byName.put(
          row.name(), new Row(row.name(), before.decode, before.mixed + row.nanos(), before.limit));
    }
    List<Row> all = new ArrayList<>(byName.values());
    double hostDecode = hostNanos(steps.get(0).parts());
    double hostMixed = hostNanos(steps.get(1).parts());
    if (hostDecode > 0 || hostMixed > 0) {
      all.add(new Row(HOST, hostDecode, hostMixed, Limit.HOST));
    }
    all.removeIf(row -> row.decode <= 0 && row.mixed <= 0);
    all.sort(Comparator.comparingDouble((Row row) -> Math.max(row.decode, row.mixed)).reversed());
    rows = List.copyOf(all);
  }

  private static double deviceNanos(StepExplanation step) {
    return (double) step.stageNanos() + step.lastStageExtraNanos();
  }

  /** Host time that the device does not cover. */
  private static double hostNanos(StepExplanation step) {
    return Math.max(0, step.hostNanos() - deviceNanos(step));
  }

  private static double nanos(StepExplanation step) {
    return Math.max(deviceNanos(step), (double) step.hostNanos());
  }

  /** Height that holds all operators. */
  public double height() {
    return HEAD + rows.size() * ROW;
  }

  /** The picture; operators that have no room are summed in a last row. */
  public Picture picture(double width, double height) {
    Sketch sketch = new Sketch();
    ExplainedStep decode = steps.get(0);
    ExplainedStep mixed = steps.get(1);
    String first = ReadableNumbers.time(nanos(decode.parts()));
    sketch.strong(0, 11, first, Ink.INK, Mark.Anchor.START);
    sketch.words(
        first.length() * 6.4 + 6,
        11,
        "decode, " + ReadableNumbers.count(decode.shape().decodeRows) + " sequences",
        Ink.INK_2,
        Mark.Anchor.START);
    double key = Math.max(178, width * 0.42);
    sketch.rect(key, 5, 12, 5, Ink.ORANGE, 0.55);
    int prompt = mixed.shape().chunkCount == 0 ? 0 : mixed.shape().chunkNew[0];
    sketch.words(
        key + 17,
        11,
        ReadableNumbers.time(nanos(mixed.parts()))
            + " with "
            + ReadableNumbers.count(prompt)
            + " prompt tokens",
        Ink.ORANGE_TEXT,
        Mark.Anchor.START);
    double bars = width * NAMES;
    sketch.strong(bars, 35, "time a step", Ink.INK, Mark.Anchor.START);
    sketch.strong(width, 35, "Limit of decode", Ink.INK, Mark.Anchor.END);
    List<Row> shown = shown((int) Math.max(1, (height - HEAD) / ROW));
    double most = 1;
    for (Row row : shown) {
      most = Math.max(most, Math.max(row.decode, row.mixed));
    }
    double room = width - bars - LIMITS - VALUE;
    for (int at = 0; at < shown.size(); at++) {
      row(sketch, shown.get(at), HEAD + at * ROW, bars, room / most, width);
    }
    return new Picture(
        "One engine step by operator", width, height, sketch.marks(), List.of(), HEAD, height);
  }

  private List<Row> shown(int room) {
    if (rows.size() <= room) {
      return rows;
    }
    List<Row> kept = new ArrayList<>(rows.subList(0, room - 1));
    double decode = 0;
    double mixed = 0;
    List<Row> rest = rows.subList(room - 1, rows.size());
    for (Row row : rest) {
      decode += row.decode;
      mixed += row.mixed;
    }
    kept.add(new Row(rest.size() + " others", decode, mixed, Limit.NONE));
    return kept;
  }

  private static void row(
      Sketch sketch, Row row, double top, double bars, double scale, double width) {
    boolean isRest = row.limit == Limit.NONE;
    Ink ink = LimitInk.of(row.limit);
    sketch.words(0, top + 14, name(row.name, bars), Ink.INK, Mark.Anchor.START);
    sketch.rect(bars, top + 4, Math.max(1, row.decode * scale), 9, ink, 1);
    sketch.rect(bars, top + 15, Math.max(1, row.mixed * scale), 5, Ink.ORANGE, 0.55);
    sketch.strong(
        bars + Math.max(row.decode * scale, row.mixed * scale) + 7,
        top + 13,
        ReadableNumbers.time(row.decode),
        Ink.INK,
        Mark.Anchor.START);
    if (!isRest) {
      sketch.words(width, top + 14, row.limit.words(), ink.text(), Mark.Anchor.END);
    }
  }

  private static String name(String name, double room) {
    int most = (int) Math.max(8, room / 5.9);
    String begun =
        name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    return begun.length() <= most ? begun : begun.substring(0, most - 1) + "…";
  }
}
