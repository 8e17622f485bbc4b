package io.foretoken.scenario.plan.verify;

import io.foretoken.input.problem.Origin;
import io.foretoken.input.yaml.ListNode;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.NodePath;
import io.foretoken.scenario.capacity.LoadAxis;
import io.foretoken.scenario.plan.candidate.CandidateCapacity;
import io.foretoken.scenario.plan.fleet.FleetStep;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.statistic.KeyFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The scenarios of trials: one kind of replica under its share of a load. */
public final class TrialScenarios {
  private static final String CLASSES = "classes";
  private static final String RATE = "rate";
  private static final Pattern CLASS_RATE = Pattern.compile("classes\\.([0-9]+)\\.rate");
  private static final double SHORTEST_WARMUP = 30;
  private static final double ANSWERS_OF_WARMUP = 1.5;

  /** So many more are sent than wanted, since their number is drawn. */
  private static final double SURPLUS = 1.05;

  private final List<CandidateCapacity> candidates;
  private final int requests;

  /**
   * @param candidates by number
   * @param requests that each load has at least, over all runs
   */
  public TrialScenarios(List<CandidateCapacity> candidates, int requests) {
    this.candidates = candidates;
    this.requests = requests;
  }

  /**
   * Replicas of one kind and the scenario of their share of a load.
   *
   * @param candidate number of the kind
   * @param name of it
   * @param replicas how many
   * @param tree the scenario
   */
  public record Part(int candidate, String name, int replicas, ScenarioTree tree) {}

  /** A size of a fleet under its load in steady state, as it is verified. */
  public List<Part> steady(FleetStep size) {
    List<Part> parts = new ArrayList<>();
    for (Share share : Share.of(size)) {
      Trial trial =
          new Trial(
              0,
              VerifiedLoad.Kind.STEADY,
              size.name(),
              share,
              Double.NaN,
              size.load(),
              1,
              Double.NaN);
      parts.add(new Part(share.candidate(), share.name(), share.replicas(), of(trial)));
    }
    return List.copyOf(parts);
  }

  /** The scenario of a trial. */
  ScenarioTree of(Trial trial) {
    CandidateCapacity kind = candidates.get(trial.share().candidate());
    Origin origin = Origin.argument("plan: the fleet at " + trial.name());
    double answer =
        kind.search()
            .flatMap(found -> found.at())
            .map(figures -> figures.value(KeyFigure.E2E_P99))
            .orElse(0.0);
    double warmup = Math.ceil(Math.max(SHORTEST_WARMUP, ANSWERS_OF_WARMUP * answer));
    double rate = trial.rate() * trial.share().part();
    double wanted = requests * SURPLUS / Verifier.RUNS.fewest() / rate;
    ScenarioTree tree =
        new ScenarioTree(
                kind.candidate().tree().root().without("stop"),
                kind.candidate().tree().folder(),
                kind.candidate().tree().defaultName())
            .set("fleet.0.replicas", Integer.toString(trial.share().replicas()), origin);
    return switch (trial.kind()) {
      case STEADY, ONE_DOWN -> {
        double measured = Math.ceil(Math.max(wanted, 2 * warmup));
        yield stop(LoadAxis.of(tree).at(tree, rate), warmup, warmup + measured, origin);
      }
      case RISE -> {
        double before = trial.before() * trial.share().part();
        double measured = Math.ceil(Math.max(wanted, 2 * warmup));
        yield stop(
            changing(tree, new double[] {before, rate}, new double[] {warmup, measured}, origin),
            warmup,
            warmup + measured,
            origin);
      }
      case SPIKE -> {
        double burst = trial.spikeSeconds();
        yield stop(
            changing(
                tree,
                new double[] {rate, rate * trial.height(), rate},
                new double[] {warmup, burst, burst},
                origin),
            warmup,
            warmup + 2 * burst,
            origin);
      }
    };
  }

  private static ScenarioTree stop(ScenarioTree tree, double warmup, double end, Origin origin) {
    return tree.set("stop.duration", seconds(end), origin)
        .set("stop.warmup", seconds(warmup), origin)
        .set("stop.window", "steady", origin);
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3fs", seconds);
  }

  /** The scenario with rates that change, one after the other. */
  private static ScenarioTree changing(
      ScenarioTree tree, double[] rates, double[] durations, Origin origin) {
    LoadAxis axis = LoadAxis.of(tree);
    ScenarioTree changed = tree;
    for (LoadAxis.Knob knob : axis.knobs()) {
      StringBuilder periods = new StringBuilder("{process: diurnal, periods: [");
      for (int at = 0; at < rates.length; at++) {
        periods.append(
            String.format(
                Locale.ROOT,
                "%s{rate: %.9f/s, duration: %s}",
                at == 0 ? "" : ", ",
                knob.value() * rates[at] / axis.nominal(),
                seconds(durations[at])));
      }
      LocatedNode arrivals = LocatedYaml.parseValue(periods.append("]}").toString(), origin);
      changed =
          new ScenarioTree(
              withArrivals(changed.root(), knob.path(), arrivals, origin),
              changed.folder(),
              changed.defaultName());
    }
    return changed;
  }

  /** A tree with other arrivals where a rate stands: that of a class, or that of arrivals. */
  private static MapNode withArrivals(
      MapNode root, String ratePath, LocatedNode arrivals, Origin origin) {
    Matcher ofClass = CLASS_RATE.matcher(ratePath);
    if (ofClass.matches() && root.get(CLASSES) instanceof ListNode classes) {
      // The rate of a class takes the place of that of its arrivals, so it goes.
      int number = Integer.parseInt(ofClass.group(1));
      List<LocatedNode> items = new ArrayList<>(classes.items());
      items.set(number, ((MapNode) items.get(number)).without(RATE));
      MapNode without =
          root.with(CLASSES, root.keyOrigin(CLASSES), new ListNode(classes.origin(), items));
      return NodePath.parse(CLASSES + "." + number + ".workload.arrivals", origin)
          .set(without, arrivals, origin);
    }
    String path =
        ratePath.endsWith("." + RATE)
            ? ratePath.substring(0, ratePath.length() - RATE.length() - 1)
            : ratePath;
    return NodePath.parse(path, origin).set(root, arrivals, origin);
  }
}
