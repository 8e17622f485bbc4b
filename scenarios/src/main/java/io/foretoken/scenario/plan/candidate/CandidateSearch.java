package io.foretoken.scenario.plan.candidate;

import io.foretoken.input.problem.Origin;
import io.foretoken.scenario.capacity.CapacityJson;
import io.foretoken.scenario.capacity.CapacityOptions;
import io.foretoken.scenario.capacity.CapacityProbe;
import io.foretoken.scenario.capacity.CapacityResult;
import io.foretoken.scenario.capacity.CapacityWork;
import io.foretoken.scenario.capacity.LoadAxis;
import io.foretoken.scenario.resolve.ScenarioResolver;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.PointFigures;
import io.foretoken.scenario.statistic.ReplicationPlan;
import io.foretoken.scenario.sweep.ScenarioTasks;
import io.foretoken.scenario.sweep.SweepTask;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Finds out how much load one replica of each candidate holds: first a bound and a run that is
 * nearly idle for all, then a search by simulation for those that are asked for.
 */
public final class CandidateSearch {
  private static final int FLOOR_REQUESTS = 400;
  private static final double IDLE_SHARE = 0.01;
  private static final double FIRST_SHARE = 0.55;
  private static final double RUN_REQUESTS = 2500;
  private static final double SHORTEST_SECONDS = 60;
  private static final double ANSWERS_PER_RUN = 10;

  /** Two standard errors of a share of 99 % over the requests of the idle run. */
  private static final double FLOOR_DOUBT = 0.01;

  private static final MathContext READABLE = new MathContext(3, RoundingMode.HALF_EVEN);

  private final ScenarioResolver resolver;
  private final TaskBatch batch;
  private final CapacityOptions options;
  private final List<CandidateCapacity> known = new ArrayList<>();

  /**
   * @param options how exact searches are
   */
  public CandidateSearch(ScenarioResolver resolver, TaskBatch batch, CapacityOptions options) {
    this.resolver = resolver;
    this.batch = batch;
    this.options = options;
  }

  /** What is known now, by number of the candidate. */
  public List<CandidateCapacity> known() {
    return List.copyOf(known);
  }

  /** Bounds and floors of all candidates. */
  public void screen(List<Candidate> candidates) throws InterruptedException {
    List<SweepTask> tasks = new ArrayList<>();
    List<Candidate> serving = candidates.stream().filter(Candidate::fits).toList();
    List<Double> bounds = new ArrayList<>();
    for (Candidate each : serving) {
      double bound = CapacityBound.of(resolver.resolve(counted(each.tree(), 4000), false));
      bounds.add(bound);
      double idle = Double.isFinite(bound) ? bound * IDLE_SHARE : 0.01;
      ScenarioTree tree = LoadAxis.of(each.tree()).at(counted(each.tree(), FLOOR_REQUESTS), idle);
      tasks.add(batch.tasks().point(tasks.size(), tree, ReplicationPlan.ONCE));
    }
    List<ScenarioTasks.Answer> answers = batch.run("idle replicas", tasks);
    int at = 0;
    for (Candidate each : candidates) {
      if (!each.fits()) {
        known.add(
            new CandidateCapacity(
                each, 0, Optional.empty(), Optional.empty(), each.refusal().orElseThrow()));
        continue;
      }
      ScenarioTasks.Answer answer = answers.get(at);
      double bound = bounds.get(at++);
      known.add(
          new CandidateCapacity(
              each,
              bound,
              answer.figures(),
              Optional.empty(),
              answer.figures().map(figures -> idleMiss(each, figures)).orElse(answer.failure())));
    }
    batch.progress().known(known());
  }

  /** Why even an idle replica misses; "" where it does not, or where that is in doubt. */
  private String idleMiss(Candidate candidate, PointFigures figures) {
    PreparedRun run = resolver.resolve(candidate.tree(), false);
    return SloMiss.worst(run.classes(), figures)
        .filter(miss -> miss.attained() + FLOOR_DOUBT < miss.target())
        .map(miss -> miss.words() + " even when idle")
        .orElse("");
  }

  /** Searches the capacity of candidates that have none yet. */
  public void search(SortedSet<Integer> candidates) throws InterruptedException {
    List<SweepTask> tasks = new ArrayList<>();
    List<Integer> asked = new ArrayList<>();
    for (int number : candidates) {
      CandidateCapacity each = known.get(number);
      if (!each.isOut() && !each.isSearched()) {
        asked.add(number);
        tasks.add(CapacityWork.task(batch.tasks(), tasks.size(), timed(each), options));
      }
    }
    List<ScenarioTasks.Answer> answers = batch.run("capacities", tasks);
    for (int at = 0; at < asked.size(); at++) {
      CandidateCapacity before = known.get(asked.get(at));
      ScenarioTasks.Answer answer = answers.get(at);
      Optional<CapacityResult> found =
          answer.failure().isEmpty()
              ? Optional.of(CapacityJson.read(answer.result()))
              : Optional.empty();
      known.set(
          asked.get(at),
          new CandidateCapacity(
              before.candidate(),
              before.bound(),
              before.floor(),
              found,
              found.map(result -> reason(before.candidate(), result)).orElse(answer.failure())));
    }
    batch.progress().known(known());
  }

  private String reason(Candidate candidate, CapacityResult result) {
    if (result.isPossible()) {
      return "";
    }
    PreparedRun run = resolver.resolve(candidate.tree(), false);
    for (CapacityProbe probe : result.probes()) {
      Optional<SloMiss> miss = SloMiss.worst(run.classes(), probe.figures());
      if (miss.isPresent() && Double.isFinite(miss.get().valueNanos())) {
        return miss.get().words();
      }
    }
    return "no load tried meets the SLO";
  }

  /** The scenario with so many requests, measured as a whole. */
  private static ScenarioTree counted(ScenarioTree tree, int requests) {
    Origin origin = Origin.argument("plan: an idle replica");
    return new ScenarioTree(tree.root().without("stop"), tree.folder(), tree.defaultName())
        .set("stop.requests", Integer.toString(requests), origin)
        .set("stop.window", "whole", origin);
  }

  /**
   * The scenario at a load below its bound, each run long enough for some thousand requests and for
   * many answers one after the other.
   */
  private static ScenarioTree timed(CandidateCapacity each) {
    Origin origin = Origin.argument("plan: capacity of " + each.candidate().name());
    double answer =
        each.floor().map(figures -> figures.value(KeyFigure.E2E_MEAN)).orElse(Double.NaN);
    double load = Double.isFinite(each.bound()) ? readable(each.bound() * FIRST_SHARE) : 1;
    double seconds = Math.max(SHORTEST_SECONDS, RUN_REQUESTS / load);
    seconds = Double.isNaN(answer) ? seconds : Math.max(seconds, ANSWERS_PER_RUN * answer);
    ScenarioTree tree = each.candidate().tree();
    ScenarioTree timed =
        new ScenarioTree(tree.root().without("stop"), tree.folder(), tree.defaultName())
            .set("stop.duration", (long) Math.ceil(seconds) + "s", origin);
    return LoadAxis.of(tree).at(timed, load);
  }

  private static double readable(double load) {
    return new BigDecimal(load).round(READABLE).doubleValue();
  }
}
