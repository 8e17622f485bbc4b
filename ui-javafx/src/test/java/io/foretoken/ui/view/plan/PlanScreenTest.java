package io.foretoken.ui.view.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foretoken.ui.WindowTest;
import io.foretoken.ui.viewmodel.plan.PlanModel;
import io.foretoken.ui.viewmodel.plan.PlanState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the empty window to a fleet, another price, another fleet, and files. */
class PlanScreenTest extends WindowTest {
  private static final String WITHOUT_PLAN =
      """
      name: small
      model: llama-3.1-8b
      fleet: [{pool: main, gpu: h100-sxm-80gb, engine: {name: vllm, batching: {max_num_seqs: 64}}}]
      workload: {arrivals: 10/s, input_tokens: 400, output_tokens: 100}
      slo: {ttft: {p99: 500ms}, tpot: {p99: 40ms}}
      """;
  private static final String SCENARIO =
      WITHOUT_PLAN
          + """
          plan:
            forecast:
              peak: 60/s
              periods:
                - {name: day, days: mon-fri, hours: 8-20}
                - {name: night, days: mon-fri, hours: 20-8, share: 20%}
                - {name: weekend, days: sat-sun, hours: 0-24, share: 30%}
              spread: 20%
            candidates: {gpus: [h100-sxm-80gb, l40s], tensor: [1]}
            prices:
              - {gpu: h100-sxm-80gb, term: on-demand, gpu_hour_usd: 3.90, as_of: "2026-08"}
              - {gpu: l40s, term: on-demand, gpu_hour_usd: 1.00, as_of: "2024-08"}
            budget_usd_per_month: 15000
            verify_requests: 500
          """;

  @TempDir private Path folder;

  private PlanModel model() {
    return screens().stream()
        .filter(PlanScreen.class::isInstance)
        .map(screen -> ((PlanScreen) screen).model())
        .findFirst()
        .orElseThrow();
  }

  private PlanState state() {
    return model().state().get();
  }

  private void open(String text) throws Exception {
    workspace.open(Files.writeString(folder.resolve("small.yaml"), text));
    await("the scenario is checked", () -> workspace.document().state().get().valid().isPresent());
  }

  private void goToPlan() {
    onWindow(
        () -> {
          workspace.screen().set("Plan");
          return null;
        });
    settle();
  }

  private void awaitPlan() {
    await("it is planned", () -> state().phase() == PlanState.Phase.DONE && !state().isOlder());
    settle();
  }

  private boolean isDisabled(String id) {
    return onWindow(() -> node(Button.class, id).isDisabled());
  }

  private List<?> rows(String table) {
    TableView<?> shown = node(TableView.class, table);
    return onWindow(() -> List.copyOf(shown.getItems()));
  }

  private String fleet() {
    return state().planned().orElseThrow().result().fleet().orElseThrow().words();
  }

  private void export(String label) {
    onWindow(
        () -> {
          shell().actions().stream()
              .filter(action -> action.name().equals("Export: " + label))
              .findFirst()
              .orElseThrow()
              .run()
              .run();
          return null;
        });
  }

  @Test
  void theFleetIsPlannedAndFollowsAPriceAndIsSaved() throws Exception {
    goToPlan();
    assertThat(onWindow(() -> shows("Drop a scenario here"::equals))).isTrue();
    open(SCENARIO);
    await("the question is read", () -> state().isReady());
    settle();
    keepPictures("plan-empty");
    assertThat(onWindow(() -> shows("Nothing is planned yet"::equals))).isTrue();
    assertThat(onWindow(() -> shows(words -> words.startsWith("3 periods; 60.0 req/s")))).isTrue();
    assertThat(onWindow(() -> shows("! 2024-08"::equals))).isTrue();

    robot.press(KeyCode.CONTROL, KeyCode.ENTER).release(KeyCode.ENTER, KeyCode.CONTROL);
    awaitPlan();
    keepPictures("plan-small");
    // An H100 holds more and costs 3.9 times as much.
    assertThat(fleet()).matches("\\d+ x l40s");
    String words = fleet().replace(" x ", " × ");
    assertThat(onWindow(() -> shows(words::equals))).isTrue();
    assertThat(onWindow(() -> shows("✓ holds with one replica down"::equals))).isTrue();
    assertThat(rows("plan-candidates")).hasSize(2);
    assertThat(onWindow(() -> shows(verdict -> verdict.endsWith("% dearer")))).isTrue();

    TextField price = node(TextField.class, "plan-price-l40s-on-demand");
    onWindow(
        () -> {
          price.requestFocus();
          price.selectAll();
          return null;
        });
    robot.write("6.50");
    robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
    awaitPlan();
    assertThat(fleet()).matches("\\d+ x h100-sxm-80gb");
    assertThat(workspace.document().state().get().text())
        .contains("{gpu: l40s, term: on-demand, gpu_hour_usd: 6.50, as_of: ")
        .contains("{gpu: h100-sxm-80gb, term: on-demand, gpu_hour_usd: 3.90, as_of: \"2026-08\"}");
    onWindow(
        () -> {
          node(ToggleButton.class, "plan-show-loads").fire();
          return null;
        });
    settle();
    keepPictures("plan-loads");
    assertThat(rows("plan-loads"))
        .hasSameSizeAs(
            state().planned().orElseThrow().result().verification().orElseThrow().loads());

    answer = folder;
    export("Plan, JSON");
    export("Forecast and fleet, PNG");
    export("Forecast and fleet, SVG");
    export("Candidates, CSV");
    export("Report");
    await(
        "they are saved",
        () ->
            Files.exists(folder.resolve("plan.json"))
                && Files.exists(folder.resolve("plan-candidates.csv"))
                && Files.exists(folder.resolve("forecast-and-fleet.png"))
                && Files.exists(folder.resolve("forecast-and-fleet.svg"))
                && Files.exists(folder.resolve("report.html")));
    JsonNode saved = new ObjectMapper().readTree(folder.resolve("plan.json").toFile());
    assertThat(saved.toString()).contains("h100-sxm-80gb").contains("\"holds\":true");
    assertThat(Files.readString(folder.resolve("plan-candidates.csv"))).contains("l40s");
    assertThat(Files.readAllBytes(folder.resolve("forecast-and-fleet.png")))
        .startsWith(0x89, 'P', 'N', 'G');
    String command = onWindow(() -> currentScreen().commandLine().orElseThrow());
    // What was changed is not in the file yet.
    assertThat(command).contains("gpu_hour_usd: 6.50").contains("foretoken plan scenario.yaml");
  }

  @Test
  void aPlanIsCancelledAndKeepsWhatIsKnown() throws Exception {
    open(SCENARIO);
    goToPlan();
    await("the question is read", () -> state().isReady());
    settle();
    press("plan-run");
    await("something is known", () -> !state().found().isEmpty() || !state().isRunning());
    assertThat(state().isRunning()).isTrue();
    robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
    settle();
    assertThat(state().phase()).isEqualTo(PlanState.Phase.CANCELLED);
    keepPictures("plan-cancelled");
    assertThat(onWindow(() -> shows("Cancelled"::equals))).isTrue();
    assertThat(rows("plan-candidates")).hasSize(2);
    assertThat(isDisabled("plan-run")).isFalse();
  }

  @Test
  void aScenarioWithoutAPlanIsOfferedOne() throws Exception {
    open(WITHOUT_PLAN);
    goToPlan();
    await("one is offered", () -> !state().offer().isEmpty());
    settle();
    keepPictures("plan-none");
    assertThat(onWindow(() -> shows("This scenario has no plan"::equals))).isTrue();
    press("plan-add");
    await("the question is read", () -> state().isReady());
    settle();
    assertThat(workspace.document().state().get().text()).contains("  forecast:\n    peak: 10/s\n");

    CheckBox gpu = node(CheckBox.class, "plan-gpu-l40s");
    onWindow(
        () -> {
          gpu.fire();
          return null;
        });
    await("it is left out", () -> !workspace.document().state().get().text().contains("l40s"));
    await("its row stays", () -> state().prices().stream().anyMatch(row -> !row.isConsidered()));

    TextField peak = node(TextField.class, "plan-PEAK");
    onWindow(
        () -> {
          peak.requestFocus();
          peak.selectAll();
          return null;
        });
    robot.write("many");
    robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
    await("it says what is wrong", () -> !state().problems().isEmpty());
    settle();
    keepPictures("plan-problem");
    assertThat(isDisabled("plan-run")).isTrue();
    assertThat(onWindow(() -> shows(words -> words.contains("plan.forecast.peak")))).isTrue();
  }

  /** The fleet of docs/planning.md. */
  @Test
  @Tag("slow")
  void theShippedScenarioIsPlanned() {
    workspace.open(Path.of("..", "scenarios", "plan-chat-50k-users.yaml"));
    await("the scenario is checked", () -> workspace.document().state().get().valid().isPresent());
    goToPlan();
    await("the question is read", () -> state().isReady());
    press("plan-run");
    awaitPlan();
    keepPictures("plan");
    assertThat(fleet()).isEqualTo("19 x l40s fp8");
    assertThat(rows("plan-candidates")).hasSize(19);
  }
}
