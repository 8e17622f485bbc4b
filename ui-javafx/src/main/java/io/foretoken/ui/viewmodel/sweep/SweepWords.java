package io.foretoken.ui.viewmodel.sweep;

import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.figure.Slo;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.PointFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a sweep says in words: its answer, a point's card, a row of the table. */
public final class SweepWords {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final String NONE = "–";

  private SweepWords() {}

  /**
   * A figure with its name.
   *
   * @param label what it is
   * @param value without its unit
   * @param unit may be empty
   * @param ink hue of its quantity
   */
  public record Figure(String label, String value, String unit, Ink ink) {}

  /** The answer: the best point and what it does. */
  public static List<Figure> answer(SweepState state) {
    SweepSettings asked = state.settings().orElseThrow();
    List<Figure> figures = new ArrayList<>();
    String knob = asked.knob().label().equals("GPU") ? "GPU" : lower(asked.knob().label());
    String title =
        state.terms().isEmpty() ? "Most output at " + knob : "Best " + knob + " within the SLO";
    if (state.best().isEmpty()) {
      boolean isKnown = state.curve().map(curve -> !curve.known().isEmpty()).orElse(false);
      figures.add(new Figure(title, isKnown ? "none" : NONE, "", Ink.INK_2));
      return figures;
    }
    Slot best = state.best().get();
    String about = best.coarse() ? "≈ " : "";
    figures.add(new Figure(title, best.value(), "", Ink.INK_2));
    figures.add(
        new Figure(
            "Output", about + number(best, KeyFigure.OUTPUT_TOKENS_PER_S), "tokens/s", Ink.BLUE));
    String word = asked.percentile().word();
    figures.add(time("TTFT " + word, about, best, asked.percentile().ttft(), Ink.ORANGE));
    figures.add(time("TPOT " + word, about, best, asked.percentile().tpot(), Ink.PURPLE));
    figures.add(
        new Figure(
            "Per 1M output tokens, reserved",
            about + usd(best, KeyFigure.USD_PER_1M_OUTPUT_RESERVED),
            "",
            Ink.INK_2));
    return figures;
  }

  /** Every figure of a point. */
  public static List<Figure> card(Slot slot, SweepSettings asked) {
    if (slot.isFailed()) {
      return List.of(new Figure(slot.failure(), "", "", Ink.ERROR));
    }
    String word = asked.percentile().word();
    String about = slot.coarse() ? "≈ " : "";
    List<Figure> figures = new ArrayList<>();
    figures.add(
        new Figure(
            "Output",
            about + number(slot, KeyFigure.OUTPUT_TOKENS_PER_S) + half(slot),
            "tokens/s",
            Ink.BLUE));
    figures.add(time("TTFT " + word, about, slot, asked.percentile().ttft(), Ink.ORANGE));
    figures.add(time("TPOT " + word, about, slot, asked.percentile().tpot(), Ink.PURPLE));
    figures.add(time("E2E " + word, about, slot, asked.percentile().e2e(), Ink.WINE));
    figures.add(
        new Figure(
            "Goodput", about + number(slot, KeyFigure.GOODPUT_REQUESTS_PER_S), "req/s", Ink.GREEN));
    figures.add(
        new Figure(
            "Per 1M output",
            about + usd(slot, KeyFigure.USD_PER_1M_OUTPUT_RESERVED),
            "",
            Ink.INK_2));
    figures.add(new Figure("Limit", limit(slot), "", Ink.INK_2));
    return figures;
  }

  private static String half(Slot slot) {
    double half = slot.figures().orElseThrow().halfWidth(KeyFigure.OUTPUT_TOKENS_PER_S);
    return Double.isNaN(half) ? "" : " ± " + ReadableNumbers.number(half);
  }

  private static Figure time(String label, String about, Slot slot, KeyFigure figure, Ink ink) {
    if (slot.isSaturated()) {
      return new Figure(label, "saturated", "", ink);
    }
    String words = time(slot, figure);
    int space = words.lastIndexOf(' ');
    return space < 0
        ? new Figure(label, words, "", ink)
        : new Figure(label, about + words.substring(0, space), words.substring(space + 1), ink);
  }

  /** A time with its unit. */
  public static String time(Slot slot, KeyFigure figure) {
    double seconds = slot.value(figure);
    return Double.isNaN(seconds) || slot.isSaturated()
        ? NONE
        : ReadableNumbers.time(seconds * NANOS_PER_SECOND);
  }

  /** A time in ms, without its unit, as columns have it. */
  public static String millis(Slot slot, KeyFigure figure) {
    double seconds = slot.value(figure);
    return Double.isNaN(seconds) || slot.isSaturated()
        ? NONE
        : ReadableNumbers.number(seconds * 1e3);
  }

  /** A number. */
  public static String number(Slot slot, KeyFigure figure) {
    double value = slot.value(figure);
    return Double.isNaN(value) ? NONE : ReadableNumbers.number(value);
  }

  /** Dollars. */
  public static String usd(Slot slot, KeyFigure figure) {
    double value = slot.value(figure);
    return Double.isNaN(value) ? NONE : ReadableNumbers.usd(value);
  }

  /** What limits a point, with a capital. */
  public static String limit(Slot slot) {
    String limit = slot.figures().map(PointFigures::limit).orElse("");
    return limit.isEmpty() || limit.indexOf('_') >= 0
        ? limit
        : limit.substring(0, 1).toUpperCase(Locale.ROOT) + limit.substring(1);
  }

  /** "✓", or by how much which threshold is missed. */
  public static String verdict(Slot slot, List<Slo.Term> terms) {
    if (slot.isFailed()) {
      return "✕ failed";
    }
    if (slot.figures().isEmpty()) {
      return "";
    }
    if (slot.isSaturated()) {
      return "✕ saturated";
    }
    if (slot.figures().get().sloMet().isEmpty()) {
      return "";
    }
    if (slot.holds()) {
      return "✓";
    }
    List<String> misses = new ArrayList<>();
    for (Slo.Term term : terms) {
      String key = lower(term.metric().name()) + "_" + term.percentile() + "_s";
      double over =
          KeyFigure.named(key)
              .map(figure -> slot.value(figure) * NANOS_PER_SECOND - term.thresholdNanos())
              .orElse(Double.NaN);
      if (over > 0) {
        misses.add(term.metric() + " +" + ReadableNumbers.time(over));
      }
    }
    return "✕ " + (misses.isEmpty() ? "misses" : String.join(", ", misses));
  }

  /** How far it is: "Refining, 12 of 14, 0.9 s". */
  public static String progress(SweepState state) {
    String seconds = String.format(Locale.ROOT, "%.1f s", state.seconds());
    String of = state.done() + " of " + state.total();
    return switch (state.phase()) {
      case NOTHING -> "";
      case COARSE -> "First look, " + of;
      case FINE -> "Refining, " + of + ", " + seconds;
      case DONE -> state.total() + (state.total() == 1 ? " point, " : " points, ") + seconds;
      case CANCELLED -> "Cancelled at " + of;
      case REFUSED -> "Not swept";
    };
  }

  /** What a slider has changed, at the best point of the scenario as written. */
  public static List<Change> changes(SweepState state) {
    List<Change> changes = new ArrayList<>();
    Slot after = reference(state);
    if (after == null || after.figures().isEmpty()) {
      return changes;
    }
    SweepSettings asked = state.settings().orElseThrow();
    Slot before =
        state
            .baseline()
            .filter(curve -> after.index() < curve.slots().size())
            .map(curve -> curve.slots().get(after.index()))
            .orElse(after);
    String about = after.coarse() ? "≈ " : "";
    KeyFigure ttft = asked.percentile().ttft();
    changes.add(
        new Change(
            "TTFT " + asked.percentile().word(),
            about + time(after, ttft),
            relative(before.value(ttft), after.value(ttft)),
            Ink.ORANGE));
    KeyFigure output = KeyFigure.OUTPUT_TOKENS_PER_S;
    changes.add(
        new Change(
            "Output, tokens/s",
            about + number(after, output),
            relative(before.value(output), after.value(output)),
            Ink.BLUE));
    KeyFigure cost = KeyFigure.USD_PER_1M_OUTPUT_RESERVED;
    changes.add(
        new Change(
            "Per 1M output",
            about + usd(after, cost),
            relative(before.value(cost), after.value(cost)),
            Ink.INK_2));
    return changes;
  }

  /** The point that the sliders' figures are about. */
  public static Slot reference(SweepState state) {
    int index =
        state
            .baseline()
            .flatMap(Curve::best)
            .or(state::best)
            .map(Slot::index)
            .orElse(state.curve().map(curve -> curve.slots().size() / 2).orElse(0));
    return state
        .curve()
        .filter(curve -> index < curve.slots().size())
        .map(curve -> curve.slots().get(index))
        .orElse(null);
  }

  /**
   * A figure and how it has changed.
   *
   * @param difference such as "−18 %"; empty without one
   */
  public record Change(String label, String value, String difference, Ink ink) {}

  private static String relative(double before, double after) {
    if (!(before > 0) || Double.isNaN(after)) {
      return "";
    }
    long percent = Math.round((after / before - 1) * 100);
    return percent == 0 ? "as written" : (percent > 0 ? "+" : "−") + Math.abs(percent) + " %";
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
