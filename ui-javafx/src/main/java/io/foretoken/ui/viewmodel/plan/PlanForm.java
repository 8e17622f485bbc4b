package io.foretoken.ui.viewmodel.plan;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.scenario.plan.PlanOutline;
import io.foretoken.scenario.plan.Planner;
import io.foretoken.ui.viewmodel.ScenarioState;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A scenario as the left side of the Plan screen has it.
 *
 * @param standing whether there is something to plan for
 * @param fields of the question
 * @param prices of the GPUs, in the order of their names
 * @param others GPUs of the catalogue that have no row
 * @param outline the question; of an earlier text where this one has problems
 * @param problems what is wrong with it
 */
record PlanForm(
    PlanState.Standing standing,
    List<PlanField> fields,
    List<PriceRow> prices,
    List<String> others,
    Optional<PlanOutline> outline,
    List<Problem> problems) {

  /**
   * Reads a scenario.
   *
   * @param before what was shown, which stays where the text cannot be read
   * @param leftOut GPUs that were taken out here, which keep their rows
   */
  static PlanForm of(
      ScenarioState scenario,
      PlanState before,
      Set<String> leftOut,
      Catalog catalog,
      LocalDate today) {
    Optional<MapNode> root = scenario.tree().map(tree -> tree.root());
    if (!scenario.isOpen() || root.isEmpty()) {
      return empty(PlanState.Standing.NO_SCENARIO, scenario.problems());
    }
    if (!(root.get().get("plan") instanceof MapNode)) {
      return empty(PlanState.Standing.NO_PLAN, scenario.problems());
    }
    Optional<PlanOutline> outline = before.outline();
    List<Problem> problems = scenario.problems();
    boolean isRead = false;
    if (problems.isEmpty()) {
      try {
        outline = Optional.of(Planner.outline(scenario.tree().get(), List.of()));
        isRead = true;
      } catch (BadInputException e) {
        problems = e.problems();
      }
    }
    List<PriceRow> prices =
        isRead ? PriceRows.of(root.get(), outline.get(), leftOut, catalog, today) : before.prices();
    List<String> others =
        catalog.gpuIds().stream()
            .filter(id -> prices.stream().noneMatch(row -> row.gpu().equals(id)))
            .toList();
    return new PlanForm(
        PlanState.Standing.HAS_PLAN,
        PlanFields.of(root.get(), outline, problems),
        prices,
        others,
        outline,
        problems);
  }

  private static PlanForm empty(PlanState.Standing standing, List<Problem> problems) {
    return new PlanForm(standing, List.of(), List.of(), List.of(), Optional.empty(), problems);
  }
}
