package io.foretoken.scenario.sweep;

import io.foretoken.input.yaml.ListNode;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.ScalarNode;
import io.foretoken.scenario.statistic.ReplicationPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The canonical text of a point: how it is run, then the scenario.
 *
 * <pre>
 * {load: full, replications: [1, 1, 0.0], warmup_ns: 0, catalogs: [], scenario: {fleet: ...}}
 * </pre>
 *
 * @param load what load it sees
 * @param plan how often it is run
 * @param warmupNanos warm-up that is left out where the scenario gives none; -1 for the default
 * @param catalogs files and folders of catalogues beside the scenario's own
 * @param scenario canonical text of the scenario
 */
record PointText(
    SweepLoad load,
    ReplicationPlan plan,
    long warmupNanos,
    List<String> catalogs,
    String scenario) {
  private static final String SOURCE = "point";

  /** All of it on one line. */
  String text() {
    return String.format(
        Locale.ROOT,
        "{load: %s, replications: [%d, %d, %.9f], warmup_ns: %d, catalogs: %s, scenario: %s}",
        load.word(),
        plan.fewest(),
        plan.most(),
        plan.width(),
        warmupNanos,
        quotedList(catalogs),
        scenario);
  }

  static String quotedList(List<String> texts) {
    return texts.stream()
        .map(text -> "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
        .toList()
        .toString();
  }

  /** Reads a text that {@link #text} made, the scenario as a tree. */
  static Parsed parse(String text) {
    return parse(LocatedYaml.parseMap(text, SOURCE));
  }

  /** The same of a text that has been read. */
  static Parsed parse(MapNode root) {
    List<String> runs = texts(root.get("replications"));
    return new Parsed(
        scalar(root.get("load")).equals(SweepLoad.FULL.word()) ? SweepLoad.FULL : SweepLoad.AT_RATE,
        new ReplicationPlan(
            Integer.parseInt(runs.get(0)),
            Integer.parseInt(runs.get(1)),
            Double.parseDouble(runs.get(2))),
        Long.parseLong(scalar(root.get("warmup_ns"))),
        texts(root.get("catalogs")),
        (MapNode) root.get("scenario"));
  }

  /** What a text says. */
  record Parsed(
      SweepLoad load,
      ReplicationPlan plan,
      long warmupNanos,
      List<String> catalogs,
      MapNode scenario) {}

  static List<String> texts(LocatedNode list) {
    List<String> texts = new ArrayList<>();
    for (LocatedNode item : ((ListNode) list).items()) {
      texts.add(scalar(item));
    }
    return texts;
  }

  /** The text of a value. */
  static String scalar(LocatedNode node) {
    return ((ScalarNode) node).text();
  }
}
