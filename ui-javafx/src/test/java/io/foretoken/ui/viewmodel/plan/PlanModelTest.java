package io.foretoken.ui.viewmodel.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.ui.viewmodel.AnswerFigure;
import io.foretoken.ui.viewmodel.Eventually;
import io.foretoken.ui.viewmodel.FileContent;
import io.foretoken.ui.viewmodel.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlanModelTest {
  private static final String SCENARIO =
      """
      name: small
      model: llama-3.1-8b
      fleet: [{pool: main, gpu: h100-sxm-80gb, engine: {name: vllm, batching: {max_num_seqs: 64}}}]
      workload: {arrivals: 10/s, input_tokens: 400, output_tokens: 100}
      slo: {ttft: {p99: 500ms}, tpot: {p99: 40ms}}
      plan:
        forecast:
          peak: 30/s
          periods:
            - {name: day, days: mon-sun, hours: 8-20}
            - {name: night, days: mon-sun, hours: 20-8, share: 20%}
        candidates: {gpus: [h100-sxm-80gb, l40s], tensor: [1]}
        headroom: none
        verify_requests: 500
        prices:
          - {gpu: h100-sxm-80gb, term: on-demand, gpu_hour_usd: 3.90, as_of: "2026-08"}
          - {gpu: l40s, term: on-demand, gpu_hour_usd: 1.00, as_of: "2026-01"}
      """;

  private final Workspace workspace = new Workspace(Optional.empty(), "test");
  private PlanModel model;

  @BeforeEach
  void begin() {
    model = new PlanModel(workspace, 2, () -> LocalDate.of(2026, 9, 1));
    model.watch(true);
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  private PlanState until(Predicate<PlanState> holds) {
    return Eventually.of(() -> model.state().get(), holds);
  }

  private PlanState open(String text) {
    workspace.document().begin(text);
    return until(state -> state.isReady() || !state.problems().isEmpty());
  }

  private PlanState planned() {
    return until(state -> state.phase() == PlanState.Phase.DONE && !state.isOlder());
  }

  private String text() {
    return workspace.document().state().get().text();
  }

  private static PriceRow price(PlanState state, String gpu) {
    return state.prices().stream().filter(row -> row.gpu().equals(gpu)).findFirst().orElseThrow();
  }

  @Test
  void theQuestionStandsInFields() {
    PlanState state = open(SCENARIO);
    assertThat(state.standing()).isEqualTo(PlanState.Standing.HAS_PLAN);
    assertThat(state.field(PlanField.Key.PEAK).orElseThrow().value()).isEqualTo("30");
    assertThat(state.field(PlanField.Key.TTFT).orElseThrow().unit()).isEqualTo("ms");
    assertThat(state.field(PlanField.Key.HEADROOM).orElseThrow().value()).isEqualTo("none");
    assertThat(price(state, "l40s").usd()).isEqualTo("1.00");
    // 2026-01 is more than 180 days before 2026-09-01, 2026-08 is not.
    assertThat(price(state, "l40s").isStale()).isTrue();
    assertThat(price(state, "h100-sxm-80gb").isStale()).isFalse();
    assertThat(state.others()).contains("b200-sxm").doesNotContain("l40s");
  }

  @Test
  void fieldsAreWrittenIntoTheText() {
    open(SCENARIO);
    model.set(PlanField.Key.PEAK, "50");
    until(
        state ->
            state.outline().orElseThrow().forecast().periods().get(0).rates().expected() == 50);
    model.set(PlanField.Key.SPREAD, "20");
    until(state -> state.outline().orElseThrow().forecast().hasRange());
    model.set(PlanField.Key.HEADROOM, "n+1");
    until(state -> state.outline().orElseThrow().headroom());
    model.set(PlanField.Key.BUDGET, "$12,000");
    model.set(PlanField.Key.TENSOR, "1, 2");
    until(state -> state.outline().orElseThrow().candidates().size() == 4);
    assertThat(text())
        .contains("peak: 50/s")
        .contains("spread: 20%")
        .contains("headroom: n+1")
        .contains("budget_usd_per_month: 12000")
        .contains("tensor: [1, 2]")
        .contains("- {name: night, days: mon-sun, hours: 20-8, share: 20%}");
  }

  @Test
  void aPlanFollowsItsPrices() throws IOException {
    Queue<PlanState> seen = new ConcurrentLinkedQueue<>();
    model.state().listen(seen::add);
    open(SCENARIO);
    model.plan();
    PlanState state = planned();
    Planned cheap = state.planned().orElseThrow();
    assertThat(cheap.result().fleet().orElseThrow().words()).matches("\\d+ x l40s");
    assertThat(state.words()).startsWith("2 candidates, 2 simulated, ");
    // What is known of candidates is shown before there is a fleet.
    assertThat(seen)
        .anyMatch(each -> each.isRunning() && each.planned().isEmpty() && each.found().size() == 2);

    List<CandidateRow> rows = CandidateRow.of(cheap.result());
    assertThat(rows.get(0).verdict()).isEqualTo("✓ Cheapest that holds");
    assertThat(rows.get(0).standing()).isEqualTo(CandidateRow.Standing.CHOSEN);
    assertThat(rows.get(1).verdict()).endsWith("% dearer");
    List<AnswerFigure> answer = PlanWords.answer(cheap);
    assertThat(answer.get(0).value()).matches("\\d+ × l40s");
    assertThat(answer).extracting(AnswerFigure::label).contains("TTFT p99, simulated");

    model.setPrice(price(state, "l40s"), "6.50");
    Planned dear =
        until(
                now ->
                    now.planned().filter(each -> !each.source().equals(cheap.source())).isPresent())
            .planned()
            .orElseThrow();
    assertThat(dear.result().fleet().orElseThrow().words()).matches("\\d+ x h100-sxm-80gb");
    assertThat(text()).contains("gpu_hour_usd: 6.50, as_of: \"2026-09-01\"");

    workspace.document().undo();
    until(now -> price(now, "l40s").usd().equals("1.00") && now.isOlder());
    model.plan();
    // The plan is the same again, to the last byte.
    assertThat(json(planned().planned().orElseThrow())).isEqualTo(json(cheap));
  }

  private static String json(Planned planned) throws IOException {
    FileContent file =
        PlanFiles.of(planned).stream()
            .filter(each -> each.fileName().equals("plan.json"))
            .findFirst()
            .orElseThrow();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    file.content().write(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aCancelledPlanStopsAndKeepsWhatIsKnown() {
    open(SCENARIO);
    model.plan();
    until(state -> state.isRunning() && !state.found().isEmpty());
    model.cancel();
    PlanState state = model.state().get();
    assertThat(state.phase()).isEqualTo(PlanState.Phase.CANCELLED);
    assertThat(CandidateRow.found(state.found())).hasSize(2);
    assertThat(state.planned()).isEmpty();
    Eventually.of(PlanModelTest::simulating, count -> count == 0);
    assertThat(model.state().get().planned()).isEmpty();
  }

  /** Threads of this process that simulate. */
  private static long simulating() {
    return Thread.getAllStackTraces().values().stream()
        .filter(
            stack ->
                Arrays.stream(stack)
                    .anyMatch(frame -> frame.getClassName().startsWith("io.foretoken.sim.")))
        .count();
  }

  @Test
  void whatIsWrongIsSaidAndNothingIsPlanned() {
    PlanState state = open(SCENARIO.replace("hours: 20-8", "hours: 21-8"));
    assertThat(state.isReady()).isFalse();
    assertThat(state.problems()).isNotEmpty();
    model.plan();
    assertThat(model.state().get().phase()).isEqualTo(PlanState.Phase.IDLE);
  }

  @Test
  void aFleetOverTheBudgetSaysWhatIsMissing() {
    open(SCENARIO.replace("headroom: none", "headroom: none\n  budget_usd_per_month: 1500"));
    model.plan();
    PlanState state =
        until(now -> now.phase() == PlanState.Phase.DONE || now.phase() == PlanState.Phase.FAILED);
    assertThat(state.phase()).isEqualTo(PlanState.Phase.DONE);
    Planned planned = state.planned().orElseThrow();
    assertThat(PlanWords.pill(planned.result())).isEqualTo("✕ no fleet holds");
    assertThat(PlanWords.miss(planned.result())).startsWith("Nearest miss: ");
  }

  @Test
  void anotherScenarioHasNoPlanUntilOneIsAdded() {
    open(SCENARIO);
    workspace.document().begin(SCENARIO.substring(0, SCENARIO.indexOf("plan:")));
    PlanState state = until(now -> now.standing() == PlanState.Standing.NO_PLAN);
    assertThat(state.offer()).contains("peak: 10/s");
    model.addPlan();
    until(PlanState::isReady);
    assertThat(text()).contains("candidates: {gpus: [h100-sxm-80gb, ");
    assertThat(model.commandLine().orElseThrow()).contains("foretoken plan scenario.yaml");
  }

  @Test
  void gpusAreTakenInAndOutAndOneStays() {
    open(SCENARIO);
    model.consider("l40s", false);
    PlanState state = until(now -> !price(now, "l40s").isConsidered());
    assertThat(state.outline().orElseThrow().candidates()).hasSize(1);
    model.consider("h100-sxm-80gb", false);
    assertThat(text()).contains("gpus: [h100-sxm-80gb]");
    model.consider("l40s", true);
    until(now -> price(now, "l40s").isConsidered());
  }
}
