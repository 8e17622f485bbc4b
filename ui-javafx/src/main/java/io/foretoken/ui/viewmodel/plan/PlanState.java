package io.foretoken.ui.viewmodel.plan;

import io.foretoken.input.problem.Problem;
import io.foretoken.scenario.plan.PlanOutline;
import io.foretoken.scenario.plan.candidate.CandidateCapacity;
import java.util.List;
import java.util.Optional;

/**
 * What the Plan screen shows.
 *
 * @param standing whether there is something to plan for
 * @param offer what would be added to a scenario that has no plan; empty where it has one
 * @param fields of the question
 * @param prices of the GPUs, in the order of their names
 * @param others GPUs of the catalogue that have no row
 * @param outline the question as far as it is known without a simulation; the last one that could
 *     be read
 * @param problems what is wrong with the question
 * @param phase of the plan
 * @param share of the batch of simulations on its way that is done, 0 to 1
 * @param words how far it is, or how it ended; may be empty
 * @param found what is known of the candidates of a plan that is on its way or was cancelled
 * @param planned the newest plan
 * @param isOlder whether the scenario has changed since
 */
public record PlanState(
    Standing standing,
    String offer,
    List<PlanField> fields,
    List<PriceRow> prices,
    List<String> others,
    Optional<PlanOutline> outline,
    List<Problem> problems,
    Phase phase,
    double share,
    String words,
    List<CandidateCapacity> found,
    Optional<Planned> planned,
    boolean isOlder) {
  /** Nothing yet. */
  public static final PlanState NOTHING =
      new PlanState(
          Standing.NO_SCENARIO,
          "",
          List.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          List.of(),
          Phase.IDLE,
          0,
          "",
          List.of(),
          Optional.empty(),
          false);

  /** Keeps copies. */
  public PlanState {
    fields = List.copyOf(fields);
    prices = List.copyOf(prices);
    others = List.copyOf(others);
    problems = List.copyOf(problems);
    found = List.copyOf(found);
  }

  /** Whether there is something to plan for. */
  public enum Standing {
    NO_SCENARIO,
    /** The scenario has no {@code plan}. */
    NO_PLAN,
    /** The scenario has one, which may have problems. */
    HAS_PLAN
  }

  /** Where a plan is. */
  public enum Phase {
    IDLE,
    RUNNING,
    CANCELLED,
    FAILED,
    DONE
  }

  /** Whether a plan is on its way. */
  public boolean isRunning() {
    return phase == Phase.RUNNING;
  }

  /** Whether a plan can begin. */
  public boolean isReady() {
    return standing == Standing.HAS_PLAN && outline.isPresent() && problems.isEmpty();
  }

  /** A field. */
  public Optional<PlanField> field(PlanField.Key key) {
    return fields.stream().filter(each -> each.key() == key).findFirst();
  }

  PlanState asked(PlanForm form, String offered, Optional<Planned> kept, boolean older) {
    boolean isOther = form.standing() != Standing.HAS_PLAN;
    return new PlanState(
        form.standing(),
        offered,
        form.fields(),
        form.prices(),
        form.others(),
        form.outline(),
        form.problems(),
        phase,
        share,
        isOther && !isRunning() ? "" : words,
        isOther ? List.of() : found,
        kept,
        older);
  }

  PlanState begun(String said) {
    return told(Phase.RUNNING, 0, said, List.of(), planned, isOlder);
  }

  PlanState at(Phase newer, double done, String said) {
    return told(newer, done, said, found, planned, isOlder);
  }

  PlanState finding(List<CandidateCapacity> candidates) {
    return told(phase, share, words, candidates, planned, isOlder);
  }

  PlanState with(Planned newer, String said, boolean older) {
    return told(Phase.DONE, 1, said, List.of(), Optional.of(newer), older);
  }

  private PlanState told(
      Phase newer,
      double done,
      String said,
      List<CandidateCapacity> candidates,
      Optional<Planned> plan,
      boolean older) {
    return new PlanState(
        standing,
        offer,
        fields,
        prices,
        others,
        outline,
        problems,
        newer,
        done,
        said,
        candidates,
        plan,
        older);
  }
}
