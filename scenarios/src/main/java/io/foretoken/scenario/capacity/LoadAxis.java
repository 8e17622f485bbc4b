package io.foretoken.scenario.capacity;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.units.NotAQuantityException;
import io.foretoken.input.units.Rate;
import io.foretoken.input.yaml.ListNode;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.NodePath;
import io.foretoken.input.yaml.ScalarNode;
import io.foretoken.scenario.resolve.ScenarioTree;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The load of a scenario as one number that can be turned: the requests per second of all classes
 * together, each keeping its part, or the number of clients of a closed loop.
 *
 * @param axis what the number is
 * @param nominal the load as written
 * @param knobs the values in the scenario that make it up
 */
public record LoadAxis(CapacityResult.Axis axis, double nominal, List<Knob> knobs) {
  private static final String ARRIVALS = "arrivals";
  private static final String RATE = "rate";
  private static final String CONCURRENCY = "concurrency";
  private static final MathContext DIGITS = new MathContext(9, RoundingMode.HALF_EVEN);

  /**
   * A value.
   *
   * @param path its place in the scenario
   * @param value requests per second, or clients
   */
  public record Knob(String path, double value) {}

  /**
   * That of a scenario.
   *
   * @throws BadInputException if it has none: a trace, or everything at once
   */
  public static LoadAxis of(ScenarioTree tree) {
    List<Knob> rates = new ArrayList<>();
    List<Knob> clients = new ArrayList<>();
    double total = 0;
    MapNode root = tree.root();
    boolean usesTop = !(root.get("classes") instanceof ListNode list) || list.size() == 0;
    double ofTop = collect(root.get("workload"), "workload", rates, clients);
    if (!usesTop) {
      ListNode classes = (ListNode) root.get("classes");
      for (int at = 0; at < classes.size(); at++) {
        total += ofClass(classes.items().get(at), "classes." + at, ofTop, rates, clients);
      }
    } else {
      total = ofTop;
    }
    if (!rates.isEmpty() && clients.isEmpty()) {
      return new LoadAxis(CapacityResult.Axis.RATE, total, rates);
    }
    if (rates.isEmpty() && clients.size() == 1 && usesTop) {
      return new LoadAxis(CapacityResult.Axis.CONCURRENCY, clients.get(0).value(), clients);
    }
    throw new BadInputException(
        new Problem(
            root.get("workload") == null ? root.origin() : root.get("workload").origin(),
            "workload.arrivals",
            "there is no single load to turn up and down",
            "write arrivals with a rate, such as {process: poisson, rate: 12/s}, or one closed loop,"
                + " {process: concurrent, concurrency: 32}; lengths of a trace come by lengths_from"));
  }

  private static double ofClass(
      LocatedNode each, String path, double ofTop, List<Knob> rates, List<Knob> clients) {
    if (!(each instanceof MapNode map)) {
      return 0;
    }
    if (map.has(RATE)) {
      double rate = rate(map.get(RATE));
      rates.add(new Knob(path + ".rate", rate));
      return rate;
    }
    boolean own = map.get("workload") instanceof MapNode workload && workload.has(ARRIVALS);
    double whole = own ? collect(map.get("workload"), path + ".workload", rates, clients) : ofTop;
    return map.get("share") instanceof ScalarNode share ? whole * number(share) : whole;
  }

  /** Adds the knobs of a workload; gives its requests per second. */
  private static double collect(
      LocatedNode workload, String path, List<Knob> rates, List<Knob> clients) {
    if (!(workload instanceof MapNode map)) {
      return 0;
    }
    LocatedNode arrivals = map.get(ARRIVALS);
    if (arrivals instanceof ScalarNode) {
      double rate = rate(arrivals);
      rates.add(new Knob(path + ".arrivals", rate));
      return rate;
    }
    if (arrivals instanceof MapNode process && process.has(RATE)) {
      double rate = rate(process.get(RATE));
      rates.add(new Knob(path + ".arrivals.rate", rate));
      return rate;
    }
    if (arrivals instanceof MapNode process
        && process.get(CONCURRENCY) instanceof ScalarNode count) {
      clients.add(new Knob(path + ".arrivals.concurrency", number(count)));
    }
    return 0;
  }

  /** The scenario has been resolved before, so its values are of their kinds. */
  private static double rate(LocatedNode node) {
    try {
      return Rate.parse(((ScalarNode) node).text()).perSecond();
    } catch (NotAQuantityException e) {
      throw new BadInputException(new Problem(node.origin(), "", e.getMessage(), e.hint()));
    }
  }

  private static double number(ScalarNode node) {
    try {
      return Double.parseDouble(node.text());
    } catch (NumberFormatException e) {
      throw new BadInputException(
          new Problem(node.origin(), "", "found " + node.describe(), "write a number"));
    }
  }

  /** The scenario at another load. */
  public ScenarioTree at(ScenarioTree tree, double load) {
    MapNode root = tree.root();
    for (Knob knob : knobs) {
      String text =
          axis == CapacityResult.Axis.CONCURRENCY
              ? Long.toString(Math.round(load))
              : new BigDecimal(knob.value() * load / nominal).round(DIGITS).toPlainString() + "/s";
      Origin origin = Origin.argument("capacity at " + text);
      root =
          NodePath.parse(knob.path(), origin)
              .set(root, new ScalarNode(origin, text, false), origin);
    }
    return new ScenarioTree(root, tree.folder(), tree.defaultName());
  }
}
