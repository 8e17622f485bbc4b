package io.foretoken.scenario.plan;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.Origin;
import io.foretoken.scenario.plan.candidate.CandidateCapacity;
import io.foretoken.scenario.plan.fleet.FleetPlan;
import io.foretoken.scenario.plan.result.FleetStart;
import io.foretoken.scenario.plan.verify.TrialScenarios;
import io.foretoken.scenario.report.ScenarioSource;
import io.foretoken.scenario.reproduce.ServerCommand;
import io.foretoken.scenario.resolve.ScenarioResolver;
import io.foretoken.scenario.resolve.ScenarioTree;
import java.util.ArrayList;
import java.util.List;

/** How to start a fleet, and to simulate its peak again. */
final class FleetStarts {
  private FleetStarts() {}

  /** One for each kind of replica at the peak. */
  static List<FleetStart> of(
      PlanQuestion question,
      FleetPlan fleet,
      List<CandidateCapacity> known,
      ScenarioResolver resolver) {
    List<FleetStart> starts = new ArrayList<>();
    for (TrialScenarios.Part part :
        new TrialScenarios(known, question.verifyRequests()).steady(fleet.peak())) {
      ScenarioTree one = known.get(part.candidate()).candidate().tree();
      Catalog catalog = resolver.catalog(one);
      ServerCommand server = ServerCommand.of(one, resolver.resolve(one, false), catalog, 1);
      ScenarioTree named =
          part.tree()
              .set(
                  "name",
                  question.sample().name() + "-fleet",
                  Origin.argument("plan: the fleet at its peak"));
      starts.add(
          new FleetStart(
              part.candidate(),
              part.name(),
              part.replicas(),
              server.script(),
              server.options(),
              ScenarioSource.of(named.root())));
    }
    return List.copyOf(starts);
  }
}
