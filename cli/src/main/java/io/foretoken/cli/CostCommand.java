package io.foretoken.cli;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.scenario.cost.CostSheet;
import io.foretoken.scenario.cost.GpuPrice;
import io.foretoken.scenario.cost.PriceAge;
import io.foretoken.scenario.export.CostSheetCsv;
import io.foretoken.scenario.export.CostSheetJson;
import io.foretoken.scenario.export.CostSheetText;
import io.foretoken.scenario.export.SummaryJson;
import io.foretoken.scenario.resolve.ScenarioResolver;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.result.CostSheets;
import io.foretoken.scenario.result.ResultSummary;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.sim.request.RequestSink;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code foretoken cost}: what tokens, requests and users cost. */
@picocli.CommandLine.Command(
    name = "cost",
    description =
        "What tokens, requests and users cost: on reserved GPUs and at full utilisation, rented or"
            + " bought, and against an API that is paid by the token. Of a scenario, which is"
            + " simulated, or of a folder that run --out has written.")
final class CostCommand implements Command {
  private static final String PRICES = "prices";

  @Parameters(
      index = "0",
      paramLabel = "SCENARIO|FOLDER",
      description = "Scenario file (YAML), or a folder of results.")
  private Path subject;

  @Option(
      names = "--prices",
      paramLabel = "FILE",
      description = "Prices (YAML), with the keys of a scenario's prices; they go before them.")
  private Path priceBook;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description =
          "Set a value, such as prices.api.output_usd=0.6; with a folder only those of prices."
              + " Repeatable.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--user-month-requests",
      paramLabel = "N",
      description = "Requests that a user makes in a month. Default: ${DEFAULT-VALUE}.")
  private long userMonthRequests = 600;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description =
          "Day on which prices older than 180 days are marked, YYYY-MM-DD. Default: today in the"
              + " table; JSON, CSV and Markdown do not judge prices without it, and so do not change"
              + " from day to day.")
  private String asOf;

  @Mixin private CatalogOption own;

  @Option(
      names = "--format",
      paramLabel = "table|json|csv|markdown",
      description = "What to print: ${COMPLETION-CANDIDATES}. Default: table.")
  private Format format = Format.table;

  /** What is printed on standard output. */
  enum Format {
    table,
    json,
    csv,
    markdown
  }

  @Override
  public ExitCode run(Console console) throws IOException {
    Optional<LocalDate> judged = judged();
    Catalog catalog = own.catalog();
    CostSheet sheet = Files.isDirectory(subject) ? ofFolder(catalog) : ofScenario(catalog, console);
    switch (format) {
      case table ->
          console
              .out()
              .print(
                  CostSheetTable.render(
                      sheet, judged.orElseGet(LocalDate::now), console.outPaint()));
      case markdown -> console.out().print(CostSheetText.markdown(sheet, judged));
      case json -> {
        StringWriter text = new StringWriter();
        CostSheetJson.write(text, sheet, judged);
        console.out().print(text);
      }
      case csv -> {
        StringWriter text = new StringWriter();
        CostSheetCsv.write(text, sheet);
        console.out().print(text);
      }
    }
    return ExitCode.OK;
  }

  private Optional<LocalDate> judged() {
    Problems problems = new Problems();
    Optional<LocalDate> day = Optional.ofNullable(asOf).flatMap(PriceAge::day);
    if (asOf != null && day.isEmpty()) {
      problems.add(
          Problem.of(
              Origin.argument("--as-of " + asOf), "this is no date", "write it as YYYY-MM-DD"));
    }
    if (userMonthRequests < 1) {
      problems.add(
          Problem.of(
              Origin.argument("--user-month-requests " + userMonthRequests),
              "found " + userMonthRequests,
              "give at least 1"));
    }
    problems.throwIfAny();
    return day;
  }

  private CostSheet ofFolder(Catalog catalog) {
    for (String set : sets) {
      if (!set.startsWith(PRICES + ".")) {
        throw new BadInputException(
            Problem.of(
                Origin.argument("--set " + set),
                "the results in " + subject + " are what they are",
                "set prices only, such as prices.gpu_hour_usd=2.5; or name a scenario file"));
      }
    }
    ResultSummary summary = ResultSummary.read(subject);
    MapNode root = MapNode.empty(Origin.file(subject.toString()));
    ScenarioTree tree =
        withBook(new ScenarioTree(root, Path.of("").toAbsolutePath(), "")).setAll(sets);
    return sheet(catalog, tree, summary, summary.price());
  }

  private CostSheet ofScenario(Catalog catalog, Console console) throws IOException {
    ScenarioTree tree = withBook(ScenarioTree.read(subject)).setAll(sets);
    PreparedRun prepared = new ScenarioResolver(catalog).resolve(tree, false);
    prepared.notes().forEach(note -> console.err().println("note: " + note));
    StringWriter text = new StringWriter();
    SummaryJson.write(text, prepared, OneRun.once(prepared, RequestSink.NONE, console));
    ResultSummary summary = ResultSummary.parse(text.toString(), subject.toString());
    return sheet(catalog, tree, summary, prepared.price());
  }

  private ScenarioTree withBook(ScenarioTree tree) {
    if (priceBook == null) {
      return tree;
    }
    MapNode book = LocatedYaml.readMap(priceBook);
    MapNode prices =
        tree.root().get(PRICES) instanceof MapNode given ? given : MapNode.empty(book.origin());
    for (MapNode.Entry entry : book.entries()) {
      prices = prices.with(entry.key(), entry.keyOrigin(), entry.value());
    }
    return new ScenarioTree(
        tree.root().with(PRICES, book.origin(), prices), tree.folder(), tree.defaultName());
  }

  private CostSheet sheet(
      Catalog catalog, ScenarioTree tree, ResultSummary summary, Optional<GpuPrice> usual) {
    return CostSheets.of(
        catalog, tree, summary.usage(), usual, userMonthRequests, Origin.file(subject.toString()));
  }
}
