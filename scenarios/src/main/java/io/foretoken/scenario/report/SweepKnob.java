package io.foretoken.scenario.report;

import io.foretoken.scenario.chart.Axis;
import io.foretoken.scenario.chart.Scale;
import io.foretoken.scenario.sweep.SweepPoint;
import io.foretoken.scenario.sweep.SweepResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameter of a sweep that makes the x axis: the one with most values among those whose values
 * are all numbers with one unit, such as {@code 12/s}.
 */
final class SweepKnob {
  private static final Pattern NUMBER = Pattern.compile("(-?\\d+(?:\\.\\d+)?)(\\D*)");

  private final SweepResult sweep;
  private final int parameter;
  private final String unit;
  private final Map<String, List<SweepPoint>> lines = new LinkedHashMap<>();

  private SweepKnob(SweepResult sweep, int parameter, String unit) {
    this.sweep = sweep;
    this.parameter = parameter;
    this.unit = unit;
    for (SweepPoint point : known(sweep)) {
      lines.computeIfAbsent(others(point), key -> new ArrayList<>()).add(point);
    }
    lines.values().forEach(line -> line.sort(Comparator.comparingDouble(this::value)));
  }

  /** The knob of a sweep; empty where no parameter makes an axis. */
  static Optional<SweepKnob> of(SweepResult sweep) {
    int best = -1;
    int most = 1;
    String unit = "";
    for (int at = 0; at < sweep.parameters().size(); at++) {
      Set<String> units = new HashSet<>();
      Set<String> values = new HashSet<>();
      for (SweepPoint point : sweep.points()) {
        Matcher number = NUMBER.matcher(point.values().get(at));
        units.add(number.matches() ? number.group(2) : "no number");
        values.add(point.values().get(at));
      }
      if (units.size() == 1 && !units.contains("no number") && values.size() > most) {
        best = at;
        most = values.size();
        unit = units.iterator().next();
      }
    }
    return best < 0 || known(sweep).isEmpty()
        ? Optional.empty()
        : Optional.of(new SweepKnob(sweep, best, unit));
  }

  private static List<SweepPoint> known(SweepResult sweep) {
    return sweep.points().stream().filter(point -> point.figures().isPresent()).toList();
  }

  /** Points that could be run. */
  List<SweepPoint> known() {
    return known(sweep);
  }

  /** Points by the values of the other parameters, by rising value of this one. */
  Map<String, List<SweepPoint>> lines() {
    return lines;
  }

  /** The parameter's own name. */
  String label() {
    return label(sweep.parameters().get(parameter));
  }

  /** The last step of a parameter's path. */
  static String label(String path) {
    String last = path.substring(path.lastIndexOf('.') + 1);
    return last.isEmpty() ? path : last;
  }

  /** The value at a point. */
  double value(SweepPoint point) {
    Matcher number = NUMBER.matcher(point.values().get(parameter));
    return number.matches() ? Double.parseDouble(number.group(1)) : Double.NaN;
  }

  /** What a point is called: its values. */
  String name(SweepPoint point) {
    return String.join(", ", point.values());
  }

  /** Whether its values have no unit, as batch limits have none. */
  boolean isCount() {
    return unit.isBlank();
  }

  double least() {
    return known().stream().mapToDouble(this::value).min().orElse(0);
  }

  double most() {
    return known().stream().mapToDouble(this::value).max().orElse(1);
  }

  Axis axis(Scale scale) {
    String log = scale instanceof Scale.Log ? " (log scale)" : "";
    String inUnit = unit.isBlank() ? "" : ", " + unit.strip();
    return Axis.of(label() + inUnit + log, scale, AxisLabels::number);
  }

  private String others(SweepPoint point) {
    List<String> others = new ArrayList<>();
    for (int at = 0; at < point.values().size(); at++) {
      if (at != parameter) {
        others.add(label(sweep.parameters().get(at)) + " " + point.values().get(at));
      }
    }
    return String.join(", ", others);
  }
}
