package io.foretoken.ui.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.Origin;
import io.foretoken.scenario.cost.CostSheet;
import io.foretoken.scenario.export.CostSheetCsv;
import io.foretoken.scenario.export.CostSheetJson;
import io.foretoken.scenario.export.CostSheetText;
import io.foretoken.scenario.export.SummaryJson;
import io.foretoken.scenario.resolve.ScenarioResolver;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.result.CostSheets;
import io.foretoken.scenario.result.ResultSummary;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.run.ScenarioRun;
import io.foretoken.sim.CancelToken;
import io.foretoken.sim.ProgressListener;
import io.foretoken.sim.request.RequestSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CostViewModelTest {
  private static final Path RENT_OR_BUY = Path.of("..", "scenarios", "rent-or-buy.yaml");

  private final Workspace workspace = new Workspace(Optional.empty(), "test");
  private final CostViewModel cost = workspace.cost();

  @AfterEach
  void close() {
    workspace.close();
  }

  private CostState await(Predicate<CostState> holds) {
    return Eventually.of(() -> cost.state().get(), holds);
  }

  private void runShipped() {
    workspace.open(RENT_OR_BUY);
    Eventually.of(() -> workspace.document().state().get(), now -> now.valid().isPresent());
    workspace.run().run();
    await(now -> now.sheet().isPresent());
  }

  private void runSmall(String more) {
    workspace.document().begin(RunViewModelTest.scenario("20/s", "{requests: 300}") + more);
    Eventually.of(() -> workspace.document().state().get(), now -> now.valid().isPresent());
    workspace.run().run();
    await(now -> now.sheet().isPresent());
  }

  private static double rental(CostState state) {
    return state.sheet().orElseThrow().prices().rental().orElseThrow().usdPerHour();
  }

  private static PriceField field(CostState state, PriceField.Key key) {
    return state.fields().stream().filter(each -> each.key() == key).findFirst().orElseThrow();
  }

  /** What the command does: simulate with the prices set, summarise, reckon. */
  private static CostSheet ofCommand(List<String> sets) throws IOException {
    ScenarioTree tree = ScenarioTree.read(RENT_OR_BUY).setAll(sets);
    PreparedRun prepared = new ScenarioResolver(Catalog.shipped()).resolve(tree, false);
    StringWriter text = new StringWriter();
    SummaryJson.write(
        text,
        prepared,
        ScenarioRun.execute(
            prepared, 0, RequestSink.NONE, ProgressListener.SILENT, CancelToken.NEVER));
    return CostSheets.of(
        Catalog.shipped(),
        tree,
        ResultSummary.parse(text.toString(), "summary").usage(),
        prepared.price(),
        600,
        Origin.file("scenario"));
  }

  @Test
  void filesAreThoseOfTheCommandByteForByte() throws IOException {
    runShipped();
    cost.set(PriceField.Key.GPU_HOUR, "1.75");
    cost.set(PriceField.Key.API_OUTPUT, "0.45");
    CostState state =
        await(
            now ->
                now.sheet().isPresent()
                    && rental(now) == 1.75
                    && now.sheet().get().prices().api().get().output() == 0.45);

    CostSheet expected =
        ofCommand(List.of("prices.gpu_hour_usd=1.75", "prices.api.output_usd=0.45"));
    StringWriter csv = new StringWriter();
    CostSheetCsv.write(csv, expected);
    StringWriter json = new StringWriter();
    CostSheetJson.write(json, expected, Optional.empty());

    List<FileContent> files = CostTables.files(state.sheet().get());
    assertThat(content(files.get(0))).isEqualTo(csv.toString());
    assertThat(content(files.get(1))).isEqualTo(json.toString());
    assertThat(content(files.get(2))).isEqualTo(CostSheetText.markdown(expected, Optional.empty()));
    assertThat(cost.commandLine("csv").orElseThrow())
        .isEqualTo(
            "foretoken cost ../scenarios/rent-or-buy.yaml --set prices.gpu_hour_usd=1.75"
                + " --set prices.api.output_usd=0.45 --format csv");
  }

  // twice the price of a GPU hour is twice the money, and no new run
  @Test
  void priceTakesEffectWithoutANewRun() {
    runSmall("prices: {gpu_hour_usd: 2}\n");
    double before = await(now -> rental(now) == 2).sheet().get().bases().get(0).unit().output();
    SimulatedRun run = workspace.run().state().get().run().orElseThrow();

    cost.set(PriceField.Key.GPU_HOUR, "4");

    CostState after = await(now -> rental(now) == 4);
    assertThat(after.sheet().get().bases().get(0).unit().output())
        .isCloseTo(2 * before, org.assertj.core.data.Offset.offset(1e-12));
    assertThat(workspace.run().state().get().run()).containsSame(run);
    assertThat(field(after, PriceField.Key.GPU_HOUR).note())
        .isEqualTo("tried here; the scenario says 2");
    assertThat(after.hasChanges()).isTrue();

    cost.reset();
    assertThat(await(now -> rental(now) == 2).hasChanges()).isFalse();
  }

  @Test
  void apiNeedsBothPricesAndIsComparedOnceItHasThem() {
    runSmall("prices: {gpu_hour_usd: 2}\n");

    cost.set(PriceField.Key.API_INPUT, "0.1");
    CostState half = await(now -> !now.words().isEmpty());
    assertThat(half.words()).isEqualTo("An API's price needs both input and output.");
    assertThat(half.sheet().get().breakEvens()).isEmpty();

    cost.set(PriceField.Key.API_OUTPUT, "0.4");
    CostState both = await(now -> !now.sheet().get().breakEvens().isEmpty());
    assertThat(CostTables.verdicts(both.sheet().get()))
        .singleElement()
        .asString()
        .startsWith("Rental: at this load $");
  }

  @Test
  void wrongPriceIsSaidAtItsFieldAndTheLastSheetStays() {
    runSmall("prices: {gpu_hour_usd: 2}\n");

    cost.set(PriceField.Key.GPU_HOUR, "two");

    CostState wrong = await(now -> !now.problems().isEmpty());
    assertThat(wrong.problems().get(0)).contains("--set prices.gpu_hour_usd=two");
    assertThat(field(wrong, PriceField.Key.GPU_HOUR).problem()).isPresent();
    assertThat(rental(wrong)).isEqualTo(2);
  }

  @Test
  void changesAreWrittenIntoTheScenarioWhereUndoTakesThemBack() {
    runSmall("prices: {gpu_hour_usd: 2}\n");
    cost.set(PriceField.Key.GPU_HOUR, "3");
    await(now -> rental(now) == 3);

    cost.writeIntoScenario();

    CostState written = await(now -> !now.hasChanges() && rental(now) == 3);
    assertThat(workspace.document().state().get().text()).contains("gpu_hour_usd: 3");
    assertThat(written.words()).isEmpty();
    workspace.document().undo();
    assertThat(rental(await(now -> rental(now) == 2))).isEqualTo(2);
  }

  @Test
  void otherScenarioThanTheOneThatWasRunIsSaid() {
    runSmall("");
    workspace.document().edit(RunViewModelTest.scenario("21/s", "{requests: 300}"));

    assertThat(await(now -> !now.words().isEmpty()).words())
        .isEqualTo("The scenario has changed since this run: run it again.");
  }

  @Test
  void purchaseIsAskedForWhereTheScenarioHasOne() {
    runSmall("");
    assertThat(cost.state().get().fields())
        .extracting(PriceField::key)
        .containsExactly(
            PriceField.Key.GPU_HOUR,
            PriceField.Key.API_INPUT,
            PriceField.Key.API_CACHED,
            PriceField.Key.API_OUTPUT);

    runSmall("prices: {purchase: {gpu_usd: 30000, years: 4, watts: 1000, kwh_usd: 0.1}}\n");
    assertThat(await(now -> now.fields().size() > 4).fields())
        .extracting(PriceField::key)
        .containsExactly(PriceField.Key.values());
  }

  private static String content(FileContent file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    file.content().write(out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
